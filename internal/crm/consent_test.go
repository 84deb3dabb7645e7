package crm

import "testing"

// TestLastWord: what was said last counts, and a consent for one purpose takes back no more
// than what was withdrawn for that.
func TestLastWord(t *testing.T) {
	may, not := Consented, Withdrawn
	word := func(state string, day int, purpose string) *Consent {
		return &Consent{Channel: ByCall, State: state, Since: NewDate(2026, 3, day), Purpose: purpose}
	}
	for name, of := range map[string]struct {
		said  []*Consent
		since int // the day of March since which calls are withdrawn; 0 where they are not
	}{
		"nothing":                              {},
		"given":                                {[]*Consent{word(may, 1, "")}, 0},
		"withdrawn":                            {[]*Consent{word(not, 1, "")}, 1},
		"withdrawn twice":                      {[]*Consent{word(not, 1, ""), word(not, 3, "")}, 1},
		"withdrawn and given":                  {[]*Consent{word(not, 1, ""), word(may, 2, "")}, 0},
		"and withdrawn on the same day":        {[]*Consent{word(not, 2, ""), word(may, 2, ""), word(not, 2, "")}, 2},
		"recorded in another order":            {[]*Consent{word(may, 4, ""), word(not, 2, "")}, 0},
		"given for a purpose":                  {[]*Consent{word(not, 1, ""), word(may, 2, "reminders")}, 1},
		"for another purpose":                  {[]*Consent{word(not, 1, "marketing"), word(may, 2, "reminders")}, 1},
		"for the same purpose":                 {[]*Consent{word(not, 1, "marketing"), word(may, 2, "marketing")}, 0},
		"for one of two":                       {[]*Consent{word(not, 1, ""), word(not, 2, "marketing"), word(may, 3, "marketing")}, 1},
		"for everything after one for another": {[]*Consent{word(not, 1, ""), word(may, 2, "reminders"), word(may, 3, "")}, 0},
	} {
		t.Run(name, func(t *testing.T) {
			for i, c := range of.said {
				c.ID = int64(i + 1)
			}
			want := Date{}
			if of.since != 0 {
				want = NewDate(2026, 3, of.since)
			}
			if since := WithdrawnSince(of.said, ByCall); since != want {
				t.Errorf("calls are withdrawn since %s, want %s", since, want)
			}
			if last := LastWord(of.said, ByCall); last != nil && (last.State == not) != (of.since != 0) {
				t.Errorf("the last word is %+v", last)
			}
		})
	}
}
