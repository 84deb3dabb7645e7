package book

import (
	"context"
	"testing"

	"crm/internal/crm"
)

// TestDaysInARow are days off as people write them, in any language; two days that make no row
// are refused.
func TestDaysInARow(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		lang, when string
		every      bool
		want       string
	}{
		{"en", "dec 28 - jan 8", false, "2026-12-28..2027-01-08"},
		{"en", "dec 28 to jan 8", false, "2026-12-28..2027-01-08"},
		{"en", "28-31 dec", false, "2026-12-28..2026-12-31"},
		{"en", "jan 4-8", false, "2027-01-04..2027-01-08"},
		{"en", "from jan 4 through 8", false, "2027-01-04..2027-01-08"},
		{"en", "fri to tue", false, "2026-11-27..2026-12-01"},
		{"en", "2026-12-28 - 2027-01-08", false, "2026-12-28..2027-01-08"},
		{"en", "12/28 – 1/8", false, "2026-12-28..2027-01-08"},
		{"ja", "8月12日から16日", false, "2027-08-12..2027-08-16"},
		{"ja", "８月１２日〜１６日", false, "2027-08-12..2027-08-16"},
		{"ja", "8月12日から8月16日まで", false, "2027-08-12..2027-08-16"},
		{"es", "del 3 al 28 de agosto", false, "2027-08-03..2027-08-28"},
		{"es", "lunes a viernes", false, "2026-11-30..2026-12-04"},
		{"it", "dal 10 al 20 agosto", false, "2027-08-10..2027-08-20"},
		{"it", "dal 10 agosto fino al 20 agosto", false, "2027-08-10..2027-08-20"},
		{"en", "24-31 dec", true, "12-24..12-31"},
		{"es", "del 3 al 28 de agosto", true, "08-03..08-28"},
		{"en", "mon and fri", false, ""},
		{"en", "8 jan - dec 28 - 29", false, ""},
		{"en", "28-31", false, ""},
	} {
		d := newDesk(t, "2026-11-25")
		_, err := d.do(func(ctx context.Context, b *Book) (*crm.Outcome, error) {
			b.options.Lang = c.lang
			return b.AddDaysOff(ctx, []NewDayOff{{When: c.when}}, c.every)
		})
		got := ""
		if err == nil {
			b := d.open()
			off := b.settings.DaysOff[0]
			if err := b.Close(); err != nil {
				t.Fatal(err)
			}
			if got = off.Every; got == "" {
				got = off.Date.String() + ".." + off.Last.String()
			}
		}
		if got != c.want {
			t.Errorf("%s is %q, want %q: %v", c.when, got, c.want, err)
		}
	}
}
