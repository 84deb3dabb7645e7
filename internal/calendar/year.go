package calendar

import (
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

// reckon works out a year: the country's holidays, then what the book works
// all the same, then its own days off, then the weekend.
func (c *Calendar) reckon(number int) *year {
	first := crm.NewDate(number, time.January, 1)
	y := &year{names: map[int]string{}, days: crm.NewDate(number, time.December, 31).Time().YearDay()}
	for _, h := range c.holidays {
		// New Year's Day may be observed on 31 December, and a holiday at the
		// end of December in January; one that never moves stays in its year.
		from, to := number, number
		if h.Observed != nil {
			from, to = number-1, number+1
		}
		for ; from <= to; from++ {
			for _, t := range c.kept(h, from) {
				day := t.YearDay()
				if _, taken := y.names[day]; t.Year() == number && !taken {
					y.names[day] = h.Name
				}
			}
		}
	}
	weekday := first.Weekday()
	for day := 1; day <= y.days; day++ {
		works := !c.weekend[weekday]
		if len(c.worked)+len(c.own) > 0 {
			date := first.AddDays(day - 1)
			if c.worked[date] {
				delete(y.names, day)
				works = true
			}
			if own, off := c.own[date]; off {
				y.names[day] = own
			}
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

// kept gives the days on which a holiday of that year is kept: its own day
// and, where that lies on the weekend, the day on which it is observed.
//
// The countries' rules for that are written for Saturday and Sunday, and cal
// calls the day itself a working day once the holiday is observed on another.
// In a book that works on Saturday a holiday on Saturday would then be worked,
// and the Friday before it be off.
func (c *Calendar) kept(h *cal.Holiday, number int) []time.Time {
	actual, observed := h.Calc(number)
	if actual.IsZero() {
		return nil
	}
	day := actual.Weekday()
	switch {
	case observed.Equal(actual):
		return []time.Time{actual}
	case c.weekend[day]:
		return []time.Time{actual, observed}
	case day != time.Saturday && day != time.Sunday && c.weekend[time.Saturday] && c.weekend[time.Sunday]:
		// Boxing Day on a Monday gives way to the Christmas Day of Sunday.
		return []time.Time{observed}
	default:
		return []time.Time{actual}
	}
}

// inUTC guards making cal work in UTC. It takes the zone of the machine otherwise,
// where a midnight that is skipped in spring can be the day before.
var inUTC sync.Once

// privateCopies copies the holidays of a country. Those of cal are shared by
// the process, and working out the Japanese ones writes to them.
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
