package query

import (
	"testing"

	"crm/internal/crm"
)

// TestSettle: a day without a year is kept as the day that it is now, and what counts
// from today stays.
func TestSettle(t *testing.T) {
	scope := &Scope{Noun: crm.KindOpportunity, Today: crm.NewDate(2026, 11, 24), Order: crm.MonthFirst, Lang: "en"}
	for text, want := range map[string]string{
		`opened > "may 5"`:                                       `opened > "2026-05-05"`,
		`opened > 'may 5' and close_by < "15 jan"`:               `opened > "2026-05-05" and close_by < "2027-01-15"`,
		`close_by < "12/9" or topic == "may 5"`:                  `close_by < "2026-12-09" or topic == "may 5"`,
		`topic == "\"山本" and opened >= "5月5日"`:                   `topic == "\"山本" and opened >= "2026-05-05"`,
		`close_by <= "end of march" and close_by > "christmas"`:  `close_by <= "2027-03-31" and close_by > "2026-12-25"`,
		`close_by < "first monday of march"`:                     `close_by < "2027-03-01"`,
		`close_by < "来年12月5日"`:                                   `close_by < "2027-12-05"`,
		`opened > (status == "won" ? "mar 15" : "5 agosto")`:     `opened > (status == "won" ? "2026-03-15" : "2026-08-05")`,
		`opened > "2026-05-05" and opened < "5 may 2026"`:        "",
		`opened > "-30d" and opened < "today"`:                   "",
		`opened > "last fri" or opened > "3 months ago"`:         "",
		`close_by < "end of month" or close_by < "the 15th"`:     "",
		`opened > "hace 2 meses" or opened > "3日前"`:              "",
		`opened > "2 giorni fa" or close_by < "in 3 weeks"`:      "",
		`month(opened) == 5 and premium > 5`:                     "",
		`close_by < "next month" or close_by <= "venerdì"`:       "",
		`opened > "fra 2 sett" or opened > "domenica scorsa"`:    "",
		`close_by < today + months(2) and close_by > "tomorrow"`: "",
	} {
		if want == "" {
			want = text
		}
		got, days, err := Settle(text, scope)
		if err != nil || got != want || (len(days) > 0) != (want != text) {
			t.Errorf("%s is kept as %s, %v, %v; want %s", text, got, days, err, want)
		}
		if again, days, err := Settle(got, scope); err != nil || again != got || len(days) > 0 {
			t.Errorf("%s is kept as %s, %v, %v when it is kept again", got, again, days, err)
		}
	}
}
