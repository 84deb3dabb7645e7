package crm

import (
	"slices"
	"time"
)

// readDistance reads a distance from today or from another day: +3d, in two weeks, 3日後,
// hace un mes, a week from monday, monday week, next business day.
func (r Reading) readDistance(list []token) (Date, bool) {
	if len(list) > 1 && (list[0].text == "+" || list[0].text == "-") {
		direction := 1
		if list[0].text == "-" {
			direction = -1
		}
		d, ok := r.addUnits(r.Today, list[1:], direction)
		return d, ok && list[1].figured()
	}
	one := token{text: "1", n: 1, width: 1}
	if len(list) > 0 && list[0].text == "半年" || len(list) == 3 && list[0].isUnit(ofWeeks) && list[1].hasSense(after) {
		list = append([]token{one}, list...) // a unit with its number; week from monday
	}
	n := len(list)
	switch {
	case n == 2 && (list[0].hasSense(next) || list[0].hasSense(coming)) && list[1].isUnit(ofWorkdays):
		return r.addUnits(r.Today, []token{one, list[1]}, 1)
	case n == 2 && list[1].isUnit(ofWeeks): // monday week
		if from, ok := r.readAnchor(list[:1]); ok {
			return from.AddDays(7), true
		}
	}
	switch {
	case n == 2 && (r.Looks == Ahead || r.Looks == Ends) && !list[0].hasSense(nth) && !list[0].definite && list[1].text != "日" && list[1].text != "m": // 3 days, not 15日, and 30m may be minutes
		return r.addUnits(r.Today, list, 1)
	case n == 3 && list[0].hasSense(within):
		return r.addUnits(r.Today, list[1:], 1)
	case n == 3 && list[0].hasSense(ago):
		return r.addUnits(r.Today, list[1:], -1)
	case n == 3 && list[2].hasSense(after):
		return r.addUnits(r.Today, list[:2], 1)
	case n == 3 && list[2].hasSense(ago):
		return r.addUnits(r.Today, list[:2], -1)
	case n == 3 && (list[1].isUnit(ofWeeks) || list[1].isUnit(ofFortnights)): // a week on monday
		list = slices.Insert(slices.Clone(list), 2, token{text: "after"})
	}
	if len(list) > 3 && list[2].hasSense(after) && !(list[2].text >= "あ" && list[3].hasSense(weekday)) { // not 2週間後の木曜
		if from, ok := r.readAnchor(list[3:]); ok {
			return r.addUnits(from, list[:2], 1)
		}
	}
	return Date{}, false
}

// isUnit reports whether the token is that unit of time.
func (t token) isUnit(of int) bool {
	m, ok := t.as(unit)
	return ok && m.n == of
}

// readAnchor reads the day from which a distance counts: today, monday.
func (r Reading) readAnchor(list []token) (Date, bool) {
	if m, ok := match(list, weekday); ok {
		return r.weekday(time.Weekday(m[0].n)), true
	}
	return r.readRelative(list)
}

// addUnits returns the day so many units from another one.
func (r Reading) addUnits(from Date, list []token, direction int) (Date, bool) {
	if m, ok := match(list, number, unit); ok && m[1].n == ofWorkdays {
		return r.workday(from, m[0].n*direction)
	}
	p, ok := distance(list, direction)
	return from.Add(p), ok
}

// mostWorkdays limits the working days to count.
const mostWorkdays = 1000

// workday returns the working day so many from a day.
func (r Reading) workday(d Date, n int) (Date, bool) {
	step := 1
	if n < 0 {
		step, n = -1, -n
	}
	if r.Workday == nil || n > mostWorkdays {
		return Date{}, false
	}
	for idle := 0; n > 0; {
		d = d.AddDays(step)
		if idle++; r.Workday(d) {
			n, idle = n-1, 0
		}
		if idle > mostWorkdays { // a calendar without any
			return Date{}, false
		}
	}
	return d, true
}

// periods are the units that a distance may be of.
var periods = [...]Period{
	ofDays: {Days: 1}, ofWeeks: {Days: 7}, ofFortnights: {Days: 14},
	ofMonths: {Months: 1}, ofQuarters: {Months: 3}, ofHalfYears: {Months: 6}, ofYears: {Months: 12}, ofWorkdays: {},
}

// distance reads a number and a unit.
func distance(list []token, direction int) (p Period, ok bool) {
	m, ok := match(list, number, unit)
	if !ok || list[0].width > 4 || list[1].text == "月" {
		return p, false
	}
	p = periods[m[1].n]
	n := m[0].n * direction
	return Period{Months: n * p.Months, Days: n * p.Days}, true
}
