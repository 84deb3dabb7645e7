package report

import (
	"testing"

	"crm/internal/crm"
)

// Whatever a file holds, it is a report or an error that says what to mend.
func FuzzParse(f *testing.F) {
	f.Add(good)
	for _, s := range Summaries() {
		f.Add(Builtin(s.Name).Source)
	}
	f.Add("of: contact\nmeasures:  ! ") // the YAML library panics
	f.Add("of: &a [*a]\n")
	f.Fuzz(func(t *testing.T, text string) {
		r, err := Parse("mine", text)
		if err == nil {
			err = r.Check(scopeOf(r.Of))
		}
		if code := crm.CodeOf(err); err != nil && code != crm.CodeInvalid {
			t.Errorf("%s: %v", code, err)
		}
	})
}
