package calendar

import (
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"crm/internal/crm"
)

// The lists in testdata were made with the npm package date-holidays 3.37.0
// (public holidays with their substitute days, those of the United States for
// banks too), which shares nothing with rickar/cal.
func TestWeekdaysOfFiveYears(t *testing.T) {
	for _, country := range []string{"us", "jp", "it", "es"} {
		t.Run(country, func(t *testing.T) {
			c := standard(t, country)
			listed := readHolidays(t, "testdata/holidays-"+country+".txt")
			for d := date("2026-01-01"); d.Year <= 2030; d = d.AddDays(1) {
				name, off := listed[d]
				weekday := d.Weekday()
				if weekday == time.Saturday || weekday == time.Sunday {
					off = true
				}
				if c.IsWorkday(d) == off {
					t.Errorf("%s %s: worked %v, but the list has %q", d, weekday, c.IsWorkday(d), name)
				}
			}
		})
	}
}

// TestNationalLists keeps the countries of which cal has another list than
// the law: its weekdays off, in one year or two that show what was wrong.
func TestNationalLists(t *testing.T) {
	for _, test := range []struct{ country, days string }{
		// Ley Federal del Trabajo, article 74. 1 May 2027 and 25 December 2027
		// are Saturdays, and no Friday is off for them.
		{"mx", "2024-01-01 2024-02-05 2024-03-18 2024-05-01 2024-09-16 2024-10-01 2024-11-18 2024-12-25"},
		{"mx", "2026-01-01 2026-02-02 2026-03-16 2026-05-01 2026-09-16 2026-11-16 2026-12-25"},
		{"mx", "2027-01-01 2027-02-01 2027-03-15 2027-09-16 2027-11-15"},
		{"mx", "2028-02-07 2028-03-20 2028-05-01 2028-11-20 2028-12-25"},
		{"mx", "2029-01-01 2029-02-05 2029-03-19 2029-05-01 2029-11-19 2029-12-25"},
		{"mx", "2030-01-01 2030-02-04 2030-03-18 2030-05-01 2030-09-16 2030-10-01 2030-11-18 2030-12-25"},
		{"ar", "2026-01-01 2026-02-16 2026-02-17 2026-03-24 2026-04-02 2026-04-03 2026-05-01 2026-05-25 2026-06-15 " +
			"2026-07-09 2026-08-17 2026-10-12 2026-11-23 2026-12-08 2026-12-25"},
		{"au", "2026-01-01 2026-01-26 2026-04-03 2026-04-06 2026-12-25 2026-12-28"},
		{"ca", "2026-01-01 2026-04-03 2026-05-18 2026-07-01 2026-09-07 2026-09-30 2026-10-12 2026-11-11 2026-12-25 2026-12-28"},
		{"ch", "2028-04-14 2028-04-17 2028-05-25 2028-06-05 2028-08-01 2028-12-25 2028-12-26"},
	} {
		year := date(test.days[:10]).Year
		t.Run(test.country+" "+test.days[:4], func(t *testing.T) {
			c := standard(t, test.country)
			var got []string
			for d := crm.NewDate(year, time.January, 1); d.Year == year; d = d.AddDays(1) {
				if weekday := d.Weekday(); weekday != time.Saturday && weekday != time.Sunday && !c.IsWorkday(d) {
					got = append(got, d.String())
				}
			}
			if want := strings.Fields(test.days); !slices.Equal(got, want) {
				t.Errorf("got  %v\nwant %v", got, want)
			}
		})
	}
}

// TestEveryCountry makes sure that each has holidays, in any year a date can
// have, and that they leave days to work.
func TestEveryCountry(t *testing.T) {
	if codes := Countries(); !slices.IsSorted(codes) || len(codes) < 45 {
		t.Errorf("%d countries, %v", len(codes), codes)
	}
	for _, country := range Countries() {
		c := standard(t, country)
		for _, year := range []int{1, 1900, 2026, 2200, 9999} {
			worked := c.Workdays(crm.Date{Year: year - 1, Month: time.December, Day: 31}, crm.Date{Year: year, Month: time.December, Day: 31})
			if worked < 225 || worked > 262 {
				t.Errorf("%s has %d working days in %d", country, worked, year)
			}
		}
		if n := len(c.Holidays(2026)); n < 6 || n > 30 {
			t.Errorf("%s has %d holidays in 2026", country, n)
		}
		if c.IsWorkday(date("2026-01-01")) {
			t.Errorf("%s works on New Year's Day", country)
		}
	}
}

func readHolidays(t *testing.T, file string) map[crm.Date]string {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	listed := make(map[crm.Date]string)
	for line := range strings.Lines(string(data)) {
		day, name, _ := strings.Cut(strings.TrimSpace(line), " ")
		listed[date(day)] = name
	}
	return listed
}
