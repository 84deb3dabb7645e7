package exchange

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"crm/internal/crm"
)

// Limits of what repeats itself.
const (
	mostOccurrences = 1000       // of one event
	mostDays        = 10_000_000 // that are looked at for all rules of a file
	largestInterval = 1000
	earliestYear    = 1900
	latestYear      = 2200
)

// How often a rule repeats an event. What does so more than once a day is not taken.
const (
	daily   = "DAILY"
	weekly  = "WEEKLY"
	monthly = "MONTHLY"
	yearly  = "YEARLY"
)

// recurrence is a rule by which an event repeats itself (RFC 5545, 3.3.10). It is worked out by
// ourselves: a day is looked at once, so it costs no more than its days, whatever it says.
type recurrence struct {
	freq            string
	interval, count int
	until           time.Time // a wall
	numbers         map[string][]int
	days            []nthDay
	weekStart       time.Weekday
}

// nthDay is a day of the week: the n-th of a month or a year, from its end if n is below 0,
// or any.
type nthDay struct {
	day time.Weekday
	n   int
}

var daysOfWeek = []string{"SU", "MO", "TU", "WE", "TH", "FR", "SA"}

// ruleNumbers are the parts of a rule that are numbers, up to which, and whether these may
// count from the end.
var ruleNumbers = []struct {
	name string
	most int
	back bool
}{
	{"BYMONTH", 12, false}, {"BYMONTHDAY", 31, true}, {"BYYEARDAY", 366, true}, {"BYWEEKNO", 53, true}, {"BYSETPOS", 366, true},
	{"BYHOUR", 23, false}, {"BYMINUTE", 59, false}, {"BYSECOND", 60, false},
}

// readRule reads a rule. What it says of its end in UTC is put on the clocks of the event.
//
// Errors: CodeInvalid for what is not a rule, what repeats itself more than once a day, and
// for intervals that nobody has.
func readRule(text string, at clock) (recurrence, error) {
	r := recurrence{interval: 1, numbers: map[string][]int{}, weekStart: time.Monday}
	text = strings.ToUpper(strings.TrimSpace(text))
	bad := crm.Errorf(crm.CodeInvalid, "%q does not say how it repeats itself", shortened(text))
	if len(text) > 2000 {
		return r, bad
	}
	for part := range strings.SplitSeq(text, ";") {
		name, value, _ := strings.Cut(part, "=")
		ok := true
		switch name = strings.TrimSpace(name); name {
		case "FREQ":
			r.freq = value
		case "INTERVAL":
			r.interval, ok = wholeNumber(value)
		case "COUNT":
			r.count, ok = wholeNumber(value)
		case "UNTIL":
			if err := r.readUntil(value, at); err != nil {
				return r, err
			}
		case "WKST":
			at := slices.Index(daysOfWeek, value)
			r.weekStart, ok = time.Weekday(max(0, at)), at >= 0
		case "BYDAY":
			ok = r.readDays(value)
		default:
			ok = r.readNumbers(name, value)
		}
		if !ok {
			return r, bad
		}
	}
	switch {
	case slices.Contains([]string{"SECONDLY", "MINUTELY", "HOURLY"}, r.freq) || max(len(r.numbers["BYHOUR"]), len(r.numbers["BYMINUTE"]), len(r.numbers["BYSECOND"])) > 1:
		return r, crm.Errorf(crm.CodeInvalid, "%q repeats itself more than once a day", shortened(text))
	case !slices.Contains([]string{daily, weekly, monthly, yearly}, r.freq):
		return r, bad
	case r.interval > largestInterval:
		return r, crm.Errorf(crm.CodeInvalid, "%q has an interval of more than %d", shortened(text), largestInterval)
	}
	return r, nil
}

// wholeNumber reads a number from 1; one that is too large is the largest.
func wholeNumber(text string) (int, bool) {
	n, err := strconv.ParseInt(strings.TrimSpace(text), 10, 32)
	return int(n), (err == nil || n > 1<<30) && n > 0
}

func (r *recurrence) readUntil(text string, at clock) error {
	wall, day, err := wallOf(text)
	switch {
	case err != nil:
		return err
	case day:
		wall = wall.Add(24*time.Hour - time.Second)
	case strings.HasSuffix(strings.TrimSpace(text), "Z") && at != nil:
		wall = at.wall(wall)
	}
	r.until = wall
	return nil
}

func (r *recurrence) readDays(text string) bool {
	for part := range strings.SplitSeq(text, ",") {
		part = strings.TrimSpace(part)
		if len(part) < 2 {
			return false
		}
		at, n := slices.Index(daysOfWeek, part[len(part)-2:]), 0
		if number := part[:len(part)-2]; number != "" {
			var err error
			if n, err = strconv.Atoi(number); err != nil || n == 0 || n > 53 || n < -53 {
				return false
			}
		}
		if at < 0 {
			return false
		}
		r.days = append(r.days, nthDay{time.Weekday(at), n})
	}
	return true
}

// readNumbers reads a part that is a list of numbers. What has another name is passed over.
func (r *recurrence) readNumbers(name, text string) bool {
	for _, known := range ruleNumbers {
		if known.name != name {
			continue
		}
		for part := range strings.SplitSeq(text, ",") {
			n, err := strconv.Atoi(strings.TrimSpace(part))
			zero := n == 0 && known.most > 12 && !known.back // an hour
			if err != nil || n > known.most || n < 0 && (!known.back || -n > known.most) || n == 0 && !zero {
				return false
			}
			r.numbers[name] = append(r.numbers[name], n)
		}
	}
	return true
}

func (r recurrence) isYearly() bool { return r.freq == yearly && r.count == 0 }

// goesOn reports whether a rule may give more after a time.
func (r recurrence) goesOn(to time.Time) bool {
	return r.count == 0 && (r.until.IsZero() || r.until.After(to))
}

// patience is how many days may still be looked at for the rules of a file.
type patience struct{ days int }

func newPatience() *patience { return &patience{days: mostDays} }

// between returns what a rule gives from a start on within a time, of walls, at most
// mostOccurrences.
//
// Errors: CodeInvalid if the rules of a file have cost too much by now.
func (r recurrence) between(start, from, to time.Time, p *patience) ([]time.Time, error) {
	r.fromStart(start)
	if !r.until.IsZero() && r.until.Before(to) {
		to = r.until
	}
	var found []time.Time
	n := 0
	for first := r.firstPeriod(start, from); ; first++ {
		begin, end := r.period(start, first*r.interval)
		if begin.After(to) {
			return found, nil
		}
		for _, day := range r.pick(begin, end, p) {
			at := day.Add(start.Sub(midnight(start)))
			if at.Before(start) {
				continue
			}
			if n++; at.After(to) || r.count > 0 && n > r.count {
				return found, nil
			}
			if !at.Before(from) {
				found = append(found, at)
			}
			if len(found) == mostOccurrences {
				return found, nil
			}
		}
		if p.days < 0 {
			return nil, crm.Errorf(crm.CodeInvalid, "what repeats itself in the calendar is too much")
		}
	}
}

// fromStart fills in what a rule leaves to when the event begins.
func (r *recurrence) fromStart(start time.Time) {
	numbers := map[string][]int{}
	for name, list := range r.numbers {
		numbers[name] = list
	}
	r.numbers = numbers
	if len(r.days)+len(numbers["BYMONTHDAY"])+len(numbers["BYYEARDAY"]) > 0 {
		return
	}
	switch weeks := len(numbers["BYWEEKNO"]) > 0; {
	case r.freq == weekly, r.freq == yearly && weeks:
		r.days = []nthDay{{start.Weekday(), 0}}
	case r.freq == monthly && !weeks:
		numbers["BYMONTHDAY"] = []int{start.Day()}
	case r.freq == yearly:
		numbers["BYMONTHDAY"] = []int{start.Day()}
		if len(numbers["BYMONTH"]) == 0 {
			numbers["BYMONTH"] = []int{int(start.Month())}
		}
	}
}

func midnight(t time.Time) time.Time {
	return time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, time.UTC)
}

// firstPeriod is the number of a period, in intervals, before which none is of interest: those
// that are counted are all looked at.
func (r recurrence) firstPeriod(start, from time.Time) int {
	if r.count > 0 || !from.After(start) {
		return 0
	}
	days := int(from.Sub(start).Hours() / 24)
	passed := map[string]int{daily: days, weekly: days / 7, monthly: days / 31, yearly: days / 366}[r.freq]
	return max(0, passed/r.interval-1)
}

// period returns the first day of the n-th day, week, month or year from a start, and the day
// after it.
func (r recurrence) period(start time.Time, n int) (begin, end time.Time) {
	day := midnight(start)
	switch r.freq {
	case yearly:
		begin = time.Date(day.Year()+n, 1, 1, 0, 0, 0, 0, time.UTC)
		return begin, begin.AddDate(1, 0, 0)
	case monthly:
		begin = time.Date(day.Year(), day.Month()+time.Month(n), 1, 0, 0, 0, 0, time.UTC)
		return begin, begin.AddDate(0, 1, 0)
	case weekly:
		begin = day.AddDate(0, 0, 7*n-int(day.Weekday()-r.weekStart+7)%7)
		return begin, begin.AddDate(0, 0, 7)
	}
	begin = day.AddDate(0, 0, n)
	return begin, begin.AddDate(0, 0, 1)
}

// pick returns the days of a period for which a rule holds.
func (r recurrence) pick(begin, end time.Time, p *patience) []time.Time {
	var days []time.Time
	for day := begin; day.Before(end); day = day.AddDate(0, 0, 1) {
		if p.days--; r.holds(day) {
			days = append(days, day)
		}
	}
	positions := r.numbers["BYSETPOS"]
	if len(positions) == 0 {
		return days
	}
	var picked []time.Time
	for i, day := range days {
		if slices.Contains(positions, i+1) || slices.Contains(positions, i-len(days)) {
			picked = append(picked, day)
		}
	}
	return picked
}

// holds reports whether a day is one of a rule, but for its position.
func (r recurrence) holds(day time.Time) bool {
	year, month, date := day.Date()
	inMonth, inYear := time.Date(year, month+1, 0, 0, 0, 0, 0, time.UTC).Day(), time.Date(year, 12, 31, 0, 0, 0, 0, time.UTC).YearDay()
	in := func(name string, n, of int) bool {
		list := r.numbers[name]
		return len(list) == 0 || slices.Contains(list, n) || slices.Contains(list, n-of-1)
	}
	if !in("BYMONTH", int(month), 1000) || !in("BYMONTHDAY", date, inMonth) || !in("BYYEARDAY", day.YearDay(), inYear) {
		return false
	}
	if len(r.numbers["BYWEEKNO"]) > 0 {
		if week, weeks := r.week(day); !in("BYWEEKNO", week, weeks) {
			return false
		}
	}
	return len(r.days) == 0 || slices.ContainsFunc(r.days, func(d nthDay) bool {
		at, of := date, inMonth
		if r.freq == yearly && len(r.numbers["BYMONTH"]) == 0 {
			at, of = day.YearDay(), inYear
		}
		numbered := r.freq == monthly || r.freq == yearly
		return d.day == day.Weekday() && (d.n == 0 || !numbered || d.n == (at-1)/7+1 || d.n == -((of-at)/7+1))
	})
}

// week returns the number of the week of a day, and how many its year has: the first has at
// least four days of the year.
func (r recurrence) week(day time.Time) (week, weeks int) {
	first := func(year int) time.Time { // the day on which the first week begins
		fourth := time.Date(year, 1, 4, 0, 0, 0, 0, time.UTC)
		return fourth.AddDate(0, 0, -int(fourth.Weekday()-r.weekStart+7)%7)
	}
	year := day.Year()
	switch {
	case day.Before(first(year)):
		year--
	case !day.Before(first(year + 1)):
		year++
	}
	count := func(from, to time.Time) int { return int(to.Sub(from).Hours() / 24 / 7) }
	return count(first(year), day) + 1, count(first(year), first(year+1))
}
