// Package calendar knows which days a book works: its weekend, the public holidays of
// its country and region, its own days off, and the holidays it works nevertheless. The
// holidays come from rickar/cal, which no other package sees, and from the sheets in
// holidays, which add and correct.
//
// It must not know what the days are for: no records, no rules, no clock. It takes and
// returns civil dates.
package calendar

import (
	"sync"
	"time"

	"crm/internal/crm"
)

// Settings are what a book says about its working days.
type Settings struct {
	Country     string         // ISO 3166 alpha-2 in lower case; "" or "none" means no holidays
	Region      string         // one of Regions of the country; "" is none
	Weekend     []time.Weekday // days never worked; empty is a book that works all seven
	DaysOff     crm.Days       // the book's own
	WorkingDays crm.Days       // days worked although they would be off; an own day off with a date is stronger
}

// ByName in Every makes a working day of the holiday with that name, every year.
const ByName = "name"

// Calendar answers for one book. It is safe for concurrent use. A year is worked out on
// first use and kept, so making a calendar costs next to nothing and asking it costs a
// look-up.
type Calendar struct {
	weekend [7]bool
	own     []ownDays
	worked  map[crm.Date]bool
	ignored map[string]bool // holidays worked every year, by name

	mu       sync.Mutex
	country  *country // nil when its holidays are loaded, or there are none
	region   string
	holidays []*holiday
	years    map[int]*year
}

// New makes a calendar. A country that is not one of Countries (in any case), a weekend
// of seven days, or an invalid day off is an error of code invalid on the field.
func New(s Settings) (*Calendar, error) {
	country, err := countryNamed(s.Country)
	if err != nil {
		return nil, err
	}
	c := &Calendar{country: country, region: s.Region, years: make(map[int]*year, 2)}
	for _, day := range s.Weekend {
		if day < time.Sunday || day > time.Saturday {
			return nil, crm.Errorf(crm.CodeInvalid, "%d is not a day of the week", int(day)).On("weekend")
		}
		c.weekend[day] = true
	}
	if c.weekend == [7]bool{true, true, true, true, true, true, true} {
		return nil, wholeWeekOff()
	}
	for _, day := range s.DaysOff {
		days, err := ownOf(day)
		if err != nil {
			return nil, err
		}
		c.own = append(c.own, days)
	}
	if len(s.WorkingDays) > 0 {
		c.worked, c.ignored = make(map[crm.Date]bool), make(map[string]bool)
		for _, d := range s.WorkingDays {
			if d.Every == ByName {
				c.ignored[d.Name] = true
			} else {
				c.worked[d.Date] = true
			}
		}
	}
	return c, nil
}

// IsWorkday reports whether the book works on that day.
func (c *Calendar) IsWorkday(d crm.Date) bool {
	t := d.Time()
	return c.year(t.Year()).isWorkday(t.YearDay())
}

// IsWeekend reports whether the book never works on that weekday.
func (c *Calendar) IsWeekend(d crm.Date) bool { return c.weekend[d.Weekday()] }

// Holiday returns the name of the holiday or own day off that is kept on a day. A
// holiday on a weekend has its name on that day and on the day on which it is observed
// instead. A mere weekend has none.
func (c *Calendar) Holiday(d crm.Date) (name string, ok bool) {
	t := d.Time()
	name, ok = c.year(t.Year()).names[t.YearDay()]
	return name, ok
}

// NextWorkday returns the first working day after d.
func (c *Calendar) NextWorkday(d crm.Date) crm.Date { return c.OnOrAfterWorkday(d.AddDays(1)) }

// OnOrAfterWorkday returns d if it is a working day, or the first one after it.
func (c *Calendar) OnOrAfterWorkday(d crm.Date) crm.Date { return c.workday(d, 1) }

// PrevWorkday returns the last working day before d.
func (c *Calendar) PrevWorkday(d crm.Date) crm.Date { return c.workday(d.AddDays(-1), -1) }

// workday returns the first working day from d on, in steps of a day forward or back.
func (c *Calendar) workday(d crm.Date, step int) crm.Date {
	// An own day off takes a year at most, and no book is closed for good (Idle), so
	// the bound only guards against a fault here.
	for range 366 * (len(c.own) + 10) {
		if c.IsWorkday(d) {
			break
		}
		d = d.AddDays(step)
	}
	return d
}

// longestCount limits the years that Workdays looks back.
const longestCount = 300

// Workdays counts the working days after from, up to and including to: something due on
// Friday is one day late on Monday. It is 0 if to is not after from, and counts at most
// the last 300 years.
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

// Idle returns the first day from which on, in the years of those dates, the book does
// not work for more than a year; ok is false if it always does.
func (c *Calendar) Idle(from, to crm.Date) (since crm.Date, ok bool) {
	since = from
	for d := from; !d.After(to); d = d.AddDays(1) {
		if c.IsWorkday(d) {
			since = d.AddDays(1)
		} else if d.After(since.AddDays(366)) {
			return since, true
		}
	}
	return crm.Date{}, false
}

// Holidays lists the named days off of a year in order, including the book's own and
// those on weekends, without those that the book works on.
func (c *Calendar) Holidays(year int) crm.Days {
	y := c.year(year)
	list := make(crm.Days, 0, len(y.names))
	for day := 1; day <= 366; day++ {
		if name, ok := y.names[day]; ok {
			list = append(list, crm.Day{Date: crm.NewDate(year, time.January, day), Name: name})
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
	if c.country != nil {
		c.holidays, c.country = national(c.country, c.region), nil
	}
	y := c.compute(number)
	c.years[number] = y
	return y
}
