package calendar

import (
	"strings"

	"crm/internal/crm"
)

// ownDays are the book's own days off; yearly ones have rules.
type ownDays struct {
	crm.Day
	first, last rule
}

// ownOf reads a book's own days off: a day, a range, or yearly days ("12-24",
// "08-10..08-21", "easter-2").
func ownOf(d crm.Day) (ownDays, error) {
	own := ownDays{Day: d}
	if d.Every == "" {
		return own, nil
	}
	first, last, isRange := strings.Cut(d.Every, "..")
	if !isRange {
		last = first
	}
	var ok, too bool
	own.first, ok = parseRule(first)
	own.last, too = parseRule(last)
	if !ok || !too {
		return own, crm.Errorf(crm.CodeInvalid, "%q is not a day of every year", d.Every).On("days_off").
			Try("Write it as 12-24, 08-10..08-21 or easter-2.")
	}
	return own, nil
}

// ownIn returns the names of the book's own days off in a year, by day of the year:
// yearly ones, and those with a date.
func (c *Calendar) ownIn(number int) (yearly, dated map[int]string) {
	yearly, dated = make(map[int]string), make(map[int]string)
	name := func(names map[int]string, from, to crm.Date, name string) {
		if from.Year < number {
			from = crm.NewDate(number, 1, 1)
		}
		for d := from; d.Year == number && !d.After(to); d = d.AddDays(1) {
			names[d.Time().YearDay()] = name
		}
	}
	for _, own := range c.own {
		if own.Every == "" {
			name(dated, own.Date, crm.Latest(own.Date, own.Last), own.Name)
			continue
		}
		for year := number - 1; year <= number; year++ { // from Christmas to Epiphany
			first, last := own.first(year), own.last(year)
			if last.Before(first) {
				last = own.last(year + 1)
			}
			if !first.IsZero() && !last.IsZero() {
				name(yearly, crm.DateOf(first), crm.DateOf(last), own.Name)
			}
		}
	}
	return yearly, dated
}
