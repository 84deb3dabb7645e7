package rules

import (
	"strings"
	"testing"

	"crm/internal/crm"
)

// TestAmountsAreOfTheCurrency: wherever a rule has an amount, it is one of the currency of the
// book, written as a number or as people write it if that can be read in one way only.
func TestAmountsAreOfTheCurrency(t *testing.T) {
	for _, test := range []struct {
		currency, written string
		minor             int64
		wrong             string
	}{
		{"USD", "1500", 150000, ""},
		{"USD", "1480.50", 148050, ""},
		{"USD", "1,480.50", 148050, ""},
		{"USD", "1.480,50", 148050, ""},
		{"USD", "$1480.50", 148050, ""},
		{"EUR", "€ 1480,50", 148050, ""},
		{"EUR", "$1480.50", 0, "in EUR"},
		{"USD", "1,480", 0, "1480"},
		{"USD", "1480.555", 0, ""},
		{"JPY", "1500", 1500, ""},
		{"JPY", "1500.50", 0, "JPY"},
		{"KWD", "1500.125", 1500125, ""},
		{"USD", "99999999999999", 0, "too much"},
		{"USD", "-5", 0, ""},
	} {
		var none *crm.Schema
		schema := none.In(test.currency)
		text := `- name: mine
  on: opportunity
  when: created() and premium != nil
  do:
    - set: opportunity
      actual_premium: "` + test.written + `"
  examples:
    - given: {today: 2026-11-30, edit: {premium: "` + test.written + `"}}
      expect:
        - {set: opportunity, actual_premium: "` + test.written + `"}
`
		f, err := Read(schema, "mine.yaml", text)
		if test.minor == 0 {
			if err == nil || strings.Count(err.Error()+strings.Join(err.(*crm.Error).Help(), "\n"), test.wrong) == 0 {
				t.Errorf("%s %s: %v, it has to say %q", test.currency, test.written, err, test.wrong)
			}
			continue
		}
		if err != nil {
			t.Errorf("%s %s: %v, %v", test.currency, test.written, err, err.(*crm.Error).Help())
			continue
		}
		e, err := compiledOf(schema, &f.Rules[0]).do[0].effect()
		if err != nil || e.values[0].literal != crm.Amount(test.minor) {
			t.Errorf("%s %s: %v, %v", test.currency, test.written, e.values[0].literal, err)
		}
		all, err := f.Try("")
		if err != nil || len(all) != 1 || !all[0].Passed() {
			t.Errorf("%s %s: %v, %v", test.currency, test.written, all[0].Differences, err)
		}
	}
}
