package calendar

import (
	"errors"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"pgregory.net/rapid"

	"crm/internal/crm"
)

var satSun = []time.Weekday{time.Saturday, time.Sunday}

func date(text string) crm.Date {
	d, err := crm.ParseISODate(text)
	if err != nil || d.IsZero() {
		panic("no date: " + text)
	}
	return d
}

func dates(texts string) []crm.Date {
	var list []crm.Date
	for text := range strings.FieldsSeq(texts) {
		list = append(list, date(text))
	}
	return list
}

func workedOn(texts string) crm.Days {
	var list crm.Days
	for _, d := range dates(texts) {
		list = append(list, crm.Day{Date: d})
	}
	return list
}

func calendarOf(t testing.TB, s Settings) *Calendar {
	t.Helper()
	c, err := New(s)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func standard(t testing.TB, country string) *Calendar {
	t.Helper()
	return calendarOf(t, Settings{Country: country, Weekend: satSun})
}

// TestNextWorkday has the dates of DESIGN.md section 5.
func TestNextWorkday(t *testing.T) {
	for _, test := range []struct{ country, from, want string }{
		{"us", "2026-07-10", "2026-07-13"},
		{"us", "2026-07-11", "2026-07-13"},
		{"us", "2026-07-12", "2026-07-13"},
		{"us", "2026-12-24", "2026-12-28"},
		{"us", "2026-07-02", "2026-07-06"}, // Independence Day observed on Friday
		{"us", "2027-12-30", "2028-01-03"}, // New Year's Day 2028 observed on Friday
		{"jp", "2026-05-01", "2026-05-07"}, // Golden Week with its substitute day
		{"jp", "2026-09-18", "2026-09-24"}, // the day between two holidays
		{"it", "2026-04-03", "2026-04-07"},
		{"it", "2026-04-30", "2026-05-04"},
		{"nz", "2026-07-09", "2026-07-13"}, // Matariki
		{"nz", "2027-04-23", "2027-04-27"}, // ANZAC Day of a Sunday
		{"", "2026-12-24", "2026-12-25"},
		{"none", "2026-12-25", "2026-12-28"},
		{"US", "2026-12-24", "2026-12-28"},
	} {
		if got := standard(t, test.country).NextWorkday(date(test.from)); got.String() != test.want {
			t.Errorf("%s after %s: %s, want %s", test.country, test.from, got, test.want)
		}
	}
}

func TestOnOrAfterWorkday(t *testing.T) {
	c := standard(t, "us")
	for from, want := range map[string]string{"2026-12-24": "2026-12-24", "2026-12-25": "2026-12-28", "2026-12-26": "2026-12-28"} {
		if got := c.OnOrAfterWorkday(date(from)); got.String() != want {
			t.Errorf("on or after %s: %s, want %s", from, got, want)
		}
	}
}

func TestPrevWorkday(t *testing.T) {
	for _, test := range []struct{ country, from, want string }{
		{"us", "2026-11-25", "2026-11-24"},
		{"us", "2026-11-27", "2026-11-25"}, // over Thanksgiving
		{"us", "2026-11-30", "2026-11-27"},
		{"us", "2026-11-29", "2026-11-27"},
		{"us", "2027-01-04", "2026-12-31"},
		{"jp", "2026-05-07", "2026-05-01"}, // Golden Week
		{"none", "2026-12-28", "2026-12-25"},
	} {
		if got := standard(t, test.country).PrevWorkday(date(test.from)); got.String() != test.want {
			t.Errorf("%s before %s: %s, want %s", test.country, test.from, got, test.want)
		}
	}
}

func TestWorkdays(t *testing.T) {
	c := standard(t, "us")
	for _, test := range []struct {
		from, to string
		want     int
	}{
		{"2026-07-10", "2026-07-13", 1},
		{"2026-07-10", "2026-07-12", 0},
		{"2026-07-10", "2026-07-17", 5},
		{"2026-07-10", "2026-07-10", 0},
		{"2026-07-13", "2026-07-10", 0},
		{"2026-12-24", "2026-12-28", 1},
		{"2025-12-31", "2026-12-31", 250},
		{"2026-12-31", "2027-01-04", 1},
	} {
		if got := c.Workdays(date(test.from), date(test.to)); got != test.want {
			t.Errorf("%s to %s: %d, want %d", test.from, test.to, got, test.want)
		}
	}
	begin := time.Now()
	if got := c.Workdays(crm.Date{}, crm.Date{Year: 9999, Month: 12, Day: 31}); got < 70_000 {
		t.Errorf("a long wait is %d days", got)
	}
	if took := time.Since(begin); took > time.Second {
		t.Errorf("a long wait took %s to count", took)
	}
}

func TestHoliday(t *testing.T) {
	c := calendarOf(t, Settings{
		Country:     "us",
		Weekend:     satSun,
		DaysOff:     crm.Days{{Date: date("2026-11-27"), Name: "Day after Thanksgiving"}, {Date: date("2026-12-25"), Name: "Closed"}},
		WorkingDays: workedOn("2026-10-12 2026-07-03"),
	})
	for _, test := range []struct {
		day, name string
		ok, works bool
	}{
		{"2026-01-01", "New Year's Day", true, false},
		{"2027-07-04", "Independence Day", true, false}, // a Sunday
		{"2027-07-05", "Independence Day", true, false}, // observed
		{"2027-12-31", "New Year's Day", true, false},   // that of 2028
		{"2026-07-05", "", false, false},                // a plain Sunday
		{"2026-07-06", "", false, true},
		{"2026-11-27", "Day after Thanksgiving", true, false},
		{"2026-12-25", "Closed", true, false}, // the book's own name is stronger
		{"2026-10-12", "", false, true},       // Columbus Day, worked
		{"2026-07-03", "", false, true},       // an observed day, worked
		{"2026-07-04", "Independence Day", true, false},
	} {
		name, ok := c.Holiday(date(test.day))
		if name != test.name || ok != test.ok || c.IsWorkday(date(test.day)) != test.works {
			t.Errorf("%s: %q %v, worked %v", test.day, name, ok, c.IsWorkday(date(test.day)))
		}
	}
}

func TestHolidaysInOrder(t *testing.T) {
	c := calendarOf(t, Settings{
		Country:     "jp",
		Weekend:     satSun,
		DaysOff:     crm.Days{{Date: date("2026-12-31"), Name: "大晦日"}, {Date: date("2026-01-02"), Name: "正月"}, {Date: date("2027-01-02"), Name: "正月"}},
		WorkingDays: workedOn("2026-11-03"),
	})
	list := c.Holidays(2026)
	if !slices.IsSortedFunc(list, func(a, b crm.Day) int { return a.Date.Compare(b.Date) }) {
		t.Errorf("not in order: %v", list)
	}
	// 16 holidays less the one worked, the substitute and the sandwiched day,
	// and two own.
	if len(list) != 19 || list[1] != (crm.Day{Date: date("2026-01-02"), Name: "正月"}) || list[18].Name != "大晦日" {
		t.Errorf("%d days off: %v", len(list), list)
	}
	if own := calendarOf(t, Settings{}).Holidays(2026); len(own) != 0 {
		t.Errorf("no country has %v", own)
	}
}

// TestSaturdayWorked is the trap of cal: with a Saturday worked, a holiday on
// Saturday is not kept on the Friday before.
func TestSaturdayWorked(t *testing.T) {
	for _, test := range []struct{ country, weekend, off, worked string }{
		{"us", "sun", "2026-07-04 2026-07-05 2027-07-05", "2026-07-03 2026-07-11"},
		{"us", "fri,sat", "2026-07-03 2026-07-04 2027-07-04", "2026-07-05 2027-07-05"},
		{"us", "none", "2026-07-04 2027-07-04", "2026-07-03 2026-07-05 2027-07-05"},
		{"us", "sun", "2028-01-01", "2027-12-31"},
		{"jp", "sun", "2028-04-29 2029-04-30", "2028-05-01"},
		{"gb", "sat,sun", "2022-12-26 2022-12-27 2026-12-28", "2026-12-29"},
		{"gb", "none", "2022-12-25 2022-12-26", "2022-12-27"},
	} {
		weekend, err := ParseWeekend(test.weekend)
		if err != nil {
			t.Fatal(err)
		}
		c := calendarOf(t, Settings{Country: test.country, Weekend: weekend})
		for _, d := range dates(test.off) {
			if c.IsWorkday(d) {
				t.Errorf("%s, weekend %s: %s %s is worked", test.country, test.weekend, d, d.Weekday())
			}
		}
		for _, d := range dates(test.worked) {
			if !c.IsWorkday(d) {
				t.Errorf("%s, weekend %s: %s %s is off", test.country, test.weekend, d, d.Weekday())
			}
		}
	}
}

// TestWorkingDays: a day listed is worked even on a weekend; an own day off is
// stronger.
func TestWorkingDays(t *testing.T) {
	c := calendarOf(t, Settings{
		Weekend:     satSun,
		DaysOff:     crm.Days{{Date: date("2026-12-19"), Name: "Party"}},
		WorkingDays: workedOn("2026-12-12 2026-12-19"),
	})
	if !c.IsWorkday(date("2026-12-12")) || c.IsWorkday(date("2026-12-19")) || c.IsWorkday(date("2026-12-26")) {
		t.Error("Saturdays of December 2026 are wrong")
	}
}

func TestSettingsRefused(t *testing.T) {
	everyDay := fromMonday[:]
	for _, test := range []struct {
		settings    Settings
		field, says string
	}{
		{Settings{Country: "xx"}, "country", "none and the book's own"},
		{Settings{Country: "uk"}, "country", "Did you mean gb?"},
		{Settings{Country: "usa"}, "country", "Did you mean us?"},
		{Settings{Country: "ecb"}, "country", " us za"},
		{Settings{Country: strings.Repeat("x", 1000)}, "country", "Write one of ar at"},
		{Settings{Weekend: everyDay}, "weekend", "sat,sun"},
		{Settings{Weekend: []time.Weekday{9}}, "weekend", ""},
	} {
		_, err := New(test.settings)
		var e *crm.Error
		if !errors.As(err, &e) || e.Code != crm.CodeInvalid || e.Field != test.field {
			t.Errorf("%v: %v", test.settings, err)
		} else if said := strings.Join(e.Help(), "\n"); !strings.Contains(said, test.says) {
			t.Errorf("%v: help %q lacks %q", test.settings, said, test.says)
		}
	}
}

func TestManyDaysOff(t *testing.T) {
	const n = 20_000
	off := make(crm.Days, n)
	for i := range off {
		off[i] = crm.Day{Date: date("2026-01-01").AddDays(i), Name: "closed"}
	}
	c := calendarOf(t, Settings{Country: "us", Weekend: satSun, DaysOff: off})
	if got, want := c.NextWorkday(date("2026-01-01")), date("2026-01-01").AddDays(n); got.Before(want) || !c.IsWorkday(got) {
		t.Errorf("next working day %s, not from %s on", got, want)
	}
}

func TestConcurrentUse(t *testing.T) {
	var all sync.WaitGroup
	for range 4 {
		c := standard(t, "jp")
		for range 2 {
			all.Go(func() {
				for year := 2020; year < 2040; year++ {
					c.Holidays(year)
				}
			})
		}
	}
	all.Wait()
}

func drawCalendar(t *rapid.T) *Calendar {
	var s Settings
	s.Country = rapid.SampledFrom(append(Countries(), "", none)).Draw(t, "country")
	s.Weekend = rapid.SliceOfNDistinct(rapid.SampledFrom(fromMonday[:]), 0, 6, rapid.ID).Draw(t, "weekend")
	for _, d := range rapid.SliceOfN(drawDate(), 0, 40).Draw(t, "own") {
		s.DaysOff = append(s.DaysOff, crm.Day{Date: d, Name: "own"})
	}
	for _, d := range rapid.SliceOfN(drawDate(), 0, 5).Draw(t, "worked") {
		s.WorkingDays = append(s.WorkingDays, crm.Day{Date: d})
	}
	c, err := New(s)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func drawDate() *rapid.Generator[crm.Date] {
	return rapid.Custom(func(t *rapid.T) crm.Date {
		return date("2026-01-01").AddDays(rapid.IntRange(-400, 800).Draw(t, "day"))
	})
}

func TestNextWorkdayIsTheFirst(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c, from := drawCalendar(t), drawDate().Draw(t, "from")
		next := c.NextWorkday(from)
		if !next.After(from) || !c.IsWorkday(next) {
			t.Fatalf("after %s comes %s, worked %v", from, next, c.IsWorkday(next))
		}
		for d := from.AddDays(1); d.Before(next); d = d.AddDays(1) {
			if c.IsWorkday(d) {
				t.Fatalf("after %s comes %s, but %s is worked", from, next, d)
			}
		}
		if on := c.OnOrAfterWorkday(from); c.IsWorkday(from) && on != from || !c.IsWorkday(from) && on != next {
			t.Fatalf("on or after %s is %s", from, on)
		}
		if n := c.Workdays(from, next); n != 1 {
			t.Fatalf("%d working days from %s to %s", n, from, next)
		}
		before := c.PrevWorkday(from)
		if !before.Before(from) || !c.IsWorkday(before) || c.Workdays(before, from.AddDays(-1)) != 0 {
			t.Fatalf("before %s comes %s, worked %v", from, before, c.IsWorkday(before))
		}
	})
}

func TestWorkdaysCountsOneByOne(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c, from, to := drawCalendar(t), drawDate().Draw(t, "from"), drawDate().Draw(t, "to")
		want := 0
		for d := from.AddDays(1); !d.After(to); d = d.AddDays(1) {
			if c.IsWorkday(d) {
				want++
			}
		}
		if got := c.Workdays(from, to); got != want {
			t.Fatalf("%s to %s: %d, want %d", from, to, got, want)
		}
	})
}

func TestNamedDaysAreNotWorked(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := drawCalendar(t)
		for _, day := range c.Holidays(rapid.IntRange(1950, 2150).Draw(t, "year")) {
			if name, ok := c.Holiday(day.Date); !ok || name != day.Name || c.IsWorkday(day.Date) {
				t.Fatalf("%s: %q, worked %v", day.Date, name, c.IsWorkday(day.Date))
			}
		}
	})
}

// BenchmarkToday is what every `crm today` pays: a calendar, the year's days,
// and a few questions.
func BenchmarkToday(b *testing.B) {
	today := date("2026-11-22")
	for b.Loop() {
		c, _ := New(Settings{Country: "jp", Weekend: satSun})
		c.NextWorkday(today)
		for i := range 50 {
			c.Workdays(today.AddDays(-i), today)
		}
	}
}
