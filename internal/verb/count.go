package verb

import "fmt"

// Count is which whole numbers a take may be.
type Count struct {
	Least, Most int64  // Most 0 is any
	Zero        string // what 0 means
}

// String says which numbers they are.
func (c Count) String() string {
	text := fmt.Sprintf("a whole number from %d", c.Least)
	if c.Most > 0 {
		text += fmt.Sprintf(" to %d", c.Most)
	}
	if c.Zero != "" {
		text += fmt.Sprintf(" (0 %s)", c.Zero)
	}
	return text
}

// orZero lets a count be 0, and says what that means.
func (t Take) orZero(means string) Take { t.Count.Least, t.Count.Zero = 0, means; return t }

func (t Take) upTo(most int64) Take { t.Count.Most = most; return t }
