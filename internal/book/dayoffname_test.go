package book

import (
	"context"
	"testing"

	"crm/internal/crm"
)

// TestDayOffIsNoName: two days are never taken for one and its name, in any language, and
// the refusal has the days in a row as they are written.
func TestDayOffIsNoName(t *testing.T) {
	for _, c := range []struct {
		lang, when, name string
		every            bool
		want             string // what is offered; empty where the name is one
	}{
		{"en", "2026-12-28", "2027-01-08", false, "2026-12-28..2027-01-08"},
		{"en", "2026-12-28", "2027-01-08 closed", false, "2026-12-28..2027-01-08"},
		{"en", "2026-12-28", "12-31", false, "2026-12-28..2026-12-31"},
		{"en", "12/28", "1/8", false, "2026-12-28..2027-01-08"},
		{"en", "2026-12-28", "through 1/8", false, "2026-12-28..2027-01-08"},
		{"en", "28 dec", "until jan 8", false, "2026-12-28..2027-01-08"},
		{"en", "28 dec", "- jan 8", false, "2026-12-28..2027-01-08"},
		{"en", "mon", "fri", false, "2026-11-30..2026-12-04"},
		{"en", "mon", "to wed", false, "2026-11-30..2026-12-02"},
		{"en", "mon", "fri closed", false, "2026-11-30..2026-12-04"},
		{"en", "12-28", "12-31", true, "12-28..12-31"},
		{"es", "3 de agosto", "al 28 de agosto", false, "2027-08-03..2027-08-28"},
		{"es", "lunes", "a viernes", false, "2026-11-30..2026-12-04"},
		{"it", "lunedì", "venerdì", false, "2026-11-30..2026-12-04"},
		{"ja", "8月10日", "8月16日", false, "2027-08-10..2027-08-16"},
		{"en", "2026-08-10", ".. 2026-08-21", false, "2026-08-10..2026-08-21"},
		{"en", "2026-08-10", "..2026-08-21", false, "2026-08-10..2026-08-21"},
		{"it", "8/3", ".. 8/28", false, "2027-08-03..2027-08-28"},
		{"en", "2026-12-10", "bis 2026-12-21", false, "2026-12-10..2026-12-21"},
		{"en", "2026-12-10", "+ 2026-12-21", false, "2026-12-10..2026-12-21"},
		{"en", "2026-12-10", "up to the 2026-12-21", false, "2026-12-10..2026-12-21"},
		{"ja", "8月10日", "～8月16日", false, "2027-08-10..2027-08-16"},
		{"en", "2026-12-10", "2026-12-21,Ferie", false, "2026-12-10..2026-12-21"},
		{"en", "2026-12-10", "21", false, "FROM..TO"},
		{"en", "10 dec", "11 12", false, "FROM..TO"},
		{"en", "12/10", "12/16-18", false, "FROM..TO"},
		{"it", "2026-12-10", "agosto", false, "FROM..TO"},
		{"es", "2026-12-10", "agosto", false, "FROM..TO"},
		{"en", "2026-12-23", "The day before", false, ""},
		{"en", "2026-12-23", "The Friday club", false, ""},
		{"en", "2026-12-23", "Team day, Dayton", false, ""},
		{"en", "2026-11-27", "Day after Thanksgiving", false, ""},
		{"en", "2026-12-28", "slow week", false, ""},
		{"en", "2026-12-23", "5th anniversary", false, ""},
		{"en", "2026-12-23", "Friday club", false, ""},
		{"en", "2026-12-24", "Christmas Eve", false, ""},
		{"en", "12-24", "Christmas Eve", true, ""},
		{"en", "easter-2", "Good Friday", true, ""},
		{"en", "2026-12-23", "Christmas", false, ""},
		{"en", "2026-12-26", "Boxing Day", true, ""},
		{"es", "2026-12-24", "Nochebuena", false, ""},
		{"ja", "2026-12-29", "年末休み", false, ""},
	} {
		d := newDesk(t, "2026-11-25")
		_, err := d.do(func(ctx context.Context, b *Book) (*crm.Outcome, error) {
			b.options.Lang = c.lang
			return b.AddDaysOff(ctx, []NewDayOff{{When: c.when, Name: c.name}}, c.every)
		})
		e, refused := crm.AsError(err)
		switch {
		case c.want == "" && err != nil:
			t.Errorf("%s %q: %v", c.when, c.name, err)
		case c.want != "" && (!refused || len(e.Remedies) == 0 || e.Remedies[0].Commands[0].Given[0].Value != c.want):
			t.Errorf("%s %q: %+v, want %s offered", c.when, c.name, err, c.want)
		}
	}
}
