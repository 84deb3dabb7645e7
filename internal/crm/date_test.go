package crm

import "testing"

func TestMonthsTo(t *testing.T) {
	for _, c := range []struct {
		from, to string
		months   int
	}{
		{"2027-01-11", "2027-07-11", 6}, {"2027-01-11", "2027-07-10", 6}, {"2027-01-11", "2028-01-10", 12}, {"2026-08-31", "2027-02-28", 6},
		{"2027-02-28", "2027-08-31", 6}, {"2027-01-31", "2027-02-05", 0}, {"2027-01-31", "2027-02-20", 1}, {"2027-01-05", "2027-03-30", 3}, {"2019-03-01", "2027-03-01", 96},
	} {
		if got := isoDate(c.from).MonthsTo(isoDate(c.to)); got != c.months {
			t.Errorf("from %s to %s are %d months, want %d", c.from, c.to, got, c.months)
		}
	}
}
