package store

// What a book has none of most often. What follows from it is asked only where there is
// some.
const (
	someSuppressions = "FROM suppressions"
	someStopped      = "FROM contacts WHERE stopped IS NOT NULL"
	someConsents     = "FROM consents"
	someSilenced     = "FROM silenced"
	someErasures     = "FROM erasures"
)

// all are these, in one question: whoever asks of one asks of others, too.
var allSome = []string{someSuppressions, someStopped, someConsents, someSilenced, someErasures}

const asksSome = "EXISTS (SELECT 1 " + someSuppressions + "), EXISTS (SELECT 1 " + someStopped + "), EXISTS (SELECT 1 " + someConsents +
	"), EXISTS (SELECT 1 " + someSilenced + "), EXISTS (SELECT 1 " + someErasures + ")"

// has reports whether the book has any of that, and asks once in a transaction. Whoever
// adds one notes it in some.
func (v *View) has(what string) (bool, error) {
	if is, known := v.some[what]; known {
		return is, nil
	}
	is, into := someFlags()
	if err := v.row("SELECT " + asksSome).Scan(into...); err != nil {
		return false, err
	}
	v.knowSome(is)
	return v.some[what], nil
}

// someFlags are the answers to asksSome, and where they are read into.
func someFlags() (is []bool, into []any) {
	is = make([]bool, len(allSome))
	for i := range is {
		into = append(into, &is[i])
	}
	return is, into
}

// knowSome notes the answers of what is not known yet.
func (v *View) knowSome(is []bool) {
	for i, what := range allSome {
		if _, known := v.some[what]; !known {
			v.some[what] = is[i]
		}
	}
}

// any reports whether a query has an answer. It goes on behind SELECT 1.
func (v *View) any(text string, args ...any) (is bool, err error) {
	err = v.each("SELECT 1 "+text+" LIMIT 1", args, func(*rows) error {
		is = true
		return nil
	})
	return is, err
}

// suppressing reports whether anything is suppressed.
func (v *View) suppressing() (bool, error) { return v.has(someSuppressions) }

// SomeStopped reports whether somebody must not be contacted.
func (v *View) SomeStopped() (bool, error) { return v.has(someStopped) }

// consenting reports whether anybody has said how they may be reached.
func (v *View) consenting() (bool, error) { return v.has(someConsents) }

// someErased reports whether anybody was erased.
func (v *View) someErased() (bool, error) { return v.has(someErasures) }

// SomeSilenced reports whether the book keeps words of those who are not in it.
func (v *View) SomeSilenced() (bool, error) { return v.has(someSilenced) }
