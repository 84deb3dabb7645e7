package calendar

import (
	"cmp"
	"sync"
	"time"

	"github.com/rickar/cal/v2"

	"crm/internal/crm"
)

// year is one year of a calendar, worked out. Days are numbered from 1, as
// time.Time.YearDay does.
type year struct {
	names map[int]string // named days off
	upTo  [367]int16     // working days from 1 January up to and including that day
	days  int            // 365 or 366
}

func (y *year) isWorkday(day int) bool { return y.upTo[day] > y.upTo[day-1] }
func (y *year) workdaysTo(day int) int { return int(y.upTo[day]) }
func (y *year) workdays() int          { return int(y.upTo[y.days]) }

// compute works out a year: the holidays of the country and region, the book's own
// yearly days off, what it works nevertheless, its own dated days off, and the weekend.
func (c *Calendar) compute(number int) *year {
	first := crm.NewDate(number, time.January, 1)
	y := &year{names: map[int]string{}, days: crm.NewDate(number, time.December, 31).Time().YearDay()}
	name := func(t time.Time, name string) {
		if _, taken := y.names[t.YearDay()]; t.Year() == number && !taken {
			y.names[t.YearDay()] = name
		}
	}
	for _, h := range c.holidays {
		if c.ignored[h.Name] {
			continue
		}
		// New Year's Day may be observed on 31 December, and a holiday at the end of
		// December in January; one that never moves stays in its year.
		from, to := number, number
		if h.Observed != nil {
			from, to = number-1, number+1
		}
		for ; from <= to; from++ {
			actual, instead := c.observed(h, from)
			name(actual, h.Name)
			name(instead, cmp.Or(h.alias, h.Name))
		}
	}
	c.makeUp(y, number)
	weekday := first.Weekday()
	yearly, dated := c.ownIn(number)
	for day := 1; day <= y.days; day++ {
		works := !c.weekend[weekday]
		if name, off := yearly[day]; off {
			y.names[day] = name
		}
		if len(c.worked) > 0 && c.worked[first.AddDays(day-1)] {
			delete(y.names, day)
			works = true
		}
		if name, off := dated[day]; off {
			y.names[day] = name
		}
		if _, off := y.names[day]; off {
			works = false
		}
		y.upTo[day] = y.upTo[day-1]
		if works {
			y.upTo[day]++
		}
		weekday = (weekday + 1) % 7
	}
	return y
}

// makeUp names the days on which holidays on a weekend are made up for: the next day
// that is not off. All others have their names.
func (c *Calendar) makeUp(y *year, number int) {
	for _, h := range c.holidays {
		actual, _ := h.Calc(number)
		if actual.IsZero() || c.ignored[h.Name] || !h.next[actual.Weekday()] || !c.weekend[actual.Weekday()] {
			continue
		}
		for t := actual.AddDate(0, 0, 1); t.Year() == number; t = t.AddDate(0, 0, 1) {
			if _, off := y.names[t.YearDay()]; !off && !c.weekend[t.Weekday()] {
				y.names[t.YearDay()] = cmp.Or(h.alias, h.Name)
				break
			}
		}
	}
}

// observed returns the day of a holiday in a year and, if that is on the weekend, the
// day on which it is observed instead; the zero time for none.
//
// The countries' rules for that assume Saturday and Sunday, and cal calls the day
// itself a working day once the holiday is observed on another. In a book that works on
// Saturday, a holiday on Saturday would be worked and the Friday before it off.
func (c *Calendar) observed(h *holiday, number int) (day, instead time.Time) {
	actual, observed := h.Calc(number)
	if actual.IsZero() || observed.Equal(actual) {
		return actual, time.Time{}
	}
	weekday := actual.Weekday()
	switch {
	case c.weekend[weekday]:
		return actual, observed
	case weekday != time.Saturday && weekday != time.Sunday && c.weekend[time.Saturday] && c.weekend[time.Sunday]:
		// Boxing Day on a Monday gives way to the Christmas Day of Sunday.
		return time.Time{}, observed
	default:
		return actual, time.Time{}
	}
}

// inUTC guards making cal work in UTC. In the zone of the machine, a midnight that is
// skipped in spring can be the day before.
var inUTC sync.Once

// privateCopies copies the holidays of a country. Those of cal are shared by the
// process, and working out the Japanese ones writes to them.
func privateCopies(shared []*cal.Holiday) []*cal.Holiday {
	inUTC.Do(func() { cal.DefaultLoc = time.UTC })
	copies := make([]cal.Holiday, len(shared))
	own := make([]*cal.Holiday, len(shared))
	for i, h := range shared {
		copies[i] = *h
		own[i] = &copies[i]
	}
	return own
}
