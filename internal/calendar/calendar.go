// Package calendar knows which days a book works: its weekend, the public
// holidays of its country, its own days off, and the holidays it works on all
// the same. The holidays come from rickar/cal, which is put right where it is
// wrong and is seen by no other package.
//
// It must not know what the days are for: no records, no rules, no clock. It
// is asked about civil dates and answers about civil dates.
package calendar

import (
	"sync"
	"time"

	"github.com/rickar/cal/v2"

	"crm/internal/crm"
)

// Settings is what a book says about its working days.
type Settings struct {
	Country     string         // ISO 3166 alpha-2 in lower case; "" or "none" is no holidays
	Weekend     []time.Weekday // days never worked; empty is a book that works all seven
	DaysOff     []DayOff       // the book's own
	WorkingDays []crm.Date     // days worked although they would be off; an own day off is stronger
}

// DayOff is a day that is not worked, and why.
type DayOff struct {
	Date crm.Date
	Name string
}

// Calendar answers for one book. It is safe for concurrent use. A year is
// worked out when it is first asked for and kept, so that making a calendar
// costs next to nothing and asking it costs a look-up.
type Calendar struct {
	weekend [7]bool
	own     map[crm.Date]string
	worked  map[crm.Date]bool

	mu       sync.Mutex
	load     func() []*cal.Holiday // nil when the holidays are loaded, or there are none
	holidays []*cal.Holiday        // private copies: see privateCopies
	years    map[int]*year
}

// New makes the calendar of those settings. A country that is not one of
// Countries (in any case), or a weekend of all seven days, is an error of
// code invalid on the field country or weekend.
func New(s Settings) (*Calendar, error) {
	load, err := holidaysOf(s.Country)
	if err != nil {
		return nil, err
	}
	c := &Calendar{load: load, years: make(map[int]*year, 2)}
	for _, day := range s.Weekend {
		if day < time.Sunday || day > time.Saturday {
			return nil, crm.Errorf(crm.CodeInvalid, "%d is not a day of the week", int(day)).On("weekend")
		}
		c.weekend[day] = true
	}
	if c.weekend == [7]bool{true, true, true, true, true, true, true} {
		return nil, wholeWeekOff()
	}
	if len(s.DaysOff) > 0 {
		c.own = make(map[crm.Date]string, len(s.DaysOff))
		for _, day := range s.DaysOff {
			c.own[day.Date] = day.Name
		}
	}
	if len(s.WorkingDays) > 0 {
		c.worked = make(map[crm.Date]bool, len(s.WorkingDays))
		for _, d := range s.WorkingDays {
			c.worked[d] = true
		}
	}
	return c, nil
}

// IsWorkday reports whether the book works on that day.
func (c *Calendar) IsWorkday(d crm.Date) bool {
	t := d.Time()
	return c.year(t.Year()).isWorkday(t.YearDay())
}

// Holiday gives the name of the holiday or own day off that is kept on that
// day. A holiday that falls on the weekend has its name on that day and on the
// day on which it is observed instead, if there is one. A weekend that is
// nothing more has none.
func (c *Calendar) Holiday(d crm.Date) (name string, ok bool) {
	t := d.Time()
	name, ok = c.year(t.Year()).names[t.YearDay()]
	return name, ok
}

// NextWorkday is the first working day strictly after d.
func (c *Calendar) NextWorkday(d crm.Date) crm.Date { return c.OnOrAfterWorkday(d.AddDays(1)) }

// OnOrAfterWorkday is d if it is worked, or else the first working day after
// it.
func (c *Calendar) OnOrAfterWorkday(d crm.Date) crm.Date { return c.workday(d, 1) }

// PrevWorkday is the last working day strictly before d.
func (c *Calendar) PrevWorkday(d crm.Date) crm.Date { return c.workday(d.AddDays(-1), -1) }

// workday is the first working day from d on, going by steps of a day forth or
// back.
func (c *Calendar) workday(d crm.Date, step int) crm.Date {
	// Take a day of the week that is worked. Of 2n+60 of them in a row, n own
	// days off and a country's holidays, which never take every second one,
	// leave at least one. So the bound is never met, whatever the settings; it
	// stands guard over a fault in here.
	for range 7 * (2*len(c.own) + 60) {
		if c.IsWorkday(d) {
			break
		}
		d = d.AddDays(step)
	}
	return d
}

// longestCount is how many years Workdays looks back: longer than anybody
// waits for a call, short enough to answer at once.
const longestCount = 300

// Workdays counts the working days strictly after from, up to and including
// to: something due on Friday is one day late on Monday. It is 0 when to is
// not after from, and counts no more than the last 300 years.
func (c *Calendar) Workdays(from, to crm.Date) int {
	if !to.After(from) {
		return 0
	}
	last, first := to.Time(), from.Time()
	if last.Year()-first.Year() > longestCount {
		first = crm.NewDate(last.Year()-longestCount, time.January, 1).Time()
	}
	count := c.year(last.Year()).workdaysTo(last.YearDay()) - c.year(first.Year()).workdaysTo(first.YearDay())
	for y := first.Year(); y < last.Year(); y++ {
		count += c.year(y).workdays()
	}
	return count
}

// Holidays lists the named days off of a year in order, the book's own among
// them, those on a weekend too, without those that the book works on.
func (c *Calendar) Holidays(year int) []DayOff {
	y := c.year(year)
	list := make([]DayOff, 0, len(y.names))
	for day := 1; day <= 366; day++ {
		if name, ok := y.names[day]; ok {
			list = append(list, DayOff{crm.NewDate(year, time.January, day), name})
		}
	}
	return list
}

func (c *Calendar) year(number int) *year {
	c.mu.Lock()
	defer c.mu.Unlock()
	if y := c.years[number]; y != nil {
		return y
	}
	if c.load != nil {
		c.holidays, c.load = privateCopies(c.load()), nil
	}
	y := c.reckon(number)
	c.years[number] = y
	return y
}
