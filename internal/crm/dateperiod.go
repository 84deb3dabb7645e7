package crm

import (
	"slices"
	"strings"
	"time"
)

// readNth reads a day of the week, or a working day, by its place in a month:
// first monday of march, ultimo venerdì del mese, 3月第1月曜日.
func (r Reading) readNth(list []token) (Date, bool) {
	n := len(list)
	if n < 3 {
		return Date{}, false
	}
	if d, ok := r.readNearEdge(list); ok {
		return d, true
	}
	for _, at := range []int{0, n - 2} {
		place, ok := list[at].as(nth)
		which := place.n
		switch {
		case ok:
		case list[at].definite && list[at].n <= 5:
			which = list[at].n
		case list[at].hasSense(last):
			which = -1
		default:
			continue
		}
		day, isDay := list[at+1].as(weekday)
		if !isDay && !list[at+1].isUnit(ofWorkdays) {
			continue
		}
		fits := func(d Date) bool { return d.Weekday() == time.Weekday(day.n) }
		if !isDay {
			if fits = r.Workday; fits == nil {
				return Date{}, false
			}
		}
		return r.inMonth(slices.Delete(slices.Clone(list), at, at+2), func(first Date) (Date, bool) { return nthOf(first, which, fits) })
	}
	return Date{}, false
}

// readNearEdge reads a weekday at the beginning or the end of a month: 月末の金曜, 今月末の金曜,
// 月初の月曜.
func (r Reading) readNearEdge(list []token) (Date, bool) {
	n := len(list)
	day, isDay := list[n-1].as(weekday)
	if !isDay {
		return Date{}, false
	}
	for at, t := range list[:n-1] {
		which := 1
		switch {
		case t.hasSense(ending):
			which = -1
		case !t.hasSense(beginning):
			continue
		}
		fits := func(d Date) bool { return d.Weekday() == time.Weekday(day.n) }
		return r.inMonth(slices.Delete(slices.Clone(list[:n-1]), at, at+1), func(first Date) (Date, bool) { return nthOf(first, which, fits) })
	}
	return Date{}, false
}

// readNthAlone reads a weekday by its place in an unnamed month: 2nd tuesday, 第2火曜日. A
// figure may be the day instead.
func (r Reading) readNthAlone(text string, list []token) (Date, bool, error) {
	day, ok := Date{}, false
	if len(list) == 2 && (list[1].hasSense(weekday) || list[1].isUnit(ofWorkdays)) && (list[0].ranked || list[0].hasSense(nth) || list[0].hasSense(last) && list[0].text >= "最") {
		day, ok = r.readNth(append(slices.Clone(list), token{text: "month"}))
	}
	if !ok || !list[0].figured() || strings.Contains(text, "第") { // a 第4金曜 is no 4th day
		return day, ok, nil
	}
	other, isDay := r.readDayOfMonth(list[:1])
	if isDay && other.Weekday() == day.Weekday() && other != day {
		return Date{}, false, Errorf(CodeInvalid, "%s can be %s or %s", quoteUnlessPlain(text), other, day).
			Try("Write %s or %s.", other, day)
	}
	return day, true, nil
}

// inMonth returns a day of a month given by its first day.
func (r Reading) inMonth(list []token, day func(first Date) (Date, bool)) (Date, bool) {
	if len(list) == 1 && list[0].isUnit(ofMonths) { // of the month
		d := r.choose(func(step int) (Date, bool) { return day(Date{r.Today.Year, r.Today.Month, 1}.AddMonths(step)) })
		return d, !d.IsZero()
	}
	first, last, ok := r.period(list)
	if !ok || first.AddMonths(1).AddDays(-1) != last {
		return Date{}, false
	}
	if len(list) == 1 && list[0].hasSense(month) || len(list) == 2 && list[1].text == "月" { // without a year
		d := r.choose(func(step int) (Date, bool) { return day(Date{r.Today.Year + step, first.Month, 1}) })
		return d, !d.IsZero()
	}
	return day(first)
}

// nthOf returns the nth day of a month that fits, or with -1 the last.
func nthOf(first Date, n int, fits func(Date) bool) (found Date, ok bool) {
	for d := first; d.Month == first.Month; d = d.AddDays(1) {
		if !fits(d) {
			continue
		}
		if found = d; n == 1 {
			return d, true
		}
		n--
	}
	return found, n < 0 && !found.IsZero()
}

// readEnding reads end of month, eom, end of next month, fine dicembre, 12月末,
// and the beginnings.
func (r Reading) readEnding(list []token) (Date, bool) {
	for _, end := range []int{0, len(list) - 1} {
		if len(list) < 2 {
			break
		}
		at, rest := list[end], slices.Delete(slices.Clone(list), end, end+1)
		if !at.hasSense(ending) && !at.hasSense(beginning) {
			continue
		}
		first, last, ok := r.period(rest)
		if !ok && len(rest) == 1 && rest[0].width == 4 { // of 2027
			first, last, ok = Date{rest[0].n, time.January, 1}, Date{rest[0].n, time.December, 31}, rest[0].n > 0
		}
		if !ok && len(rest) == 1 && at.hasSense(ending) {
			if m, isUnit := rest[0].as(unit); isUnit && (m.n == ofMonths || m.n == ofYears || m.n == ofQuarters) {
				first, last = r.spanAround(m.n, 0)
				ok = true
			}
		}
		if !ok && len(rest) == 1 && rest[0].isUnit(ofMonths) { // start of the month
			return r.inMonth(rest, func(first Date) (Date, bool) { return first, true })
		}
		switch {
		case !ok || first.AddDays(7).After(last): // who knows on which day a week ends
		case at.hasSense(ending):
			return last, true
		default:
			return first, true
		}
	}
	return Date{}, false
}

// readPeriod takes a week, a month or a year for its first day, or for the edge that is
// asked for.
func (r Reading) readPeriod(text string, list []token) (Date, bool, error) {
	first, last, ok := r.period(list)
	if !ok && r.Edge != NoEdge && len(list) == 1 && list[0].width == 4 {
		first, ok = Date{list[0].n, time.January, 1}, list[0].n > 0
		last = first.AddMonths(12).AddDays(-1)
	}
	switch {
	case !ok:
		return Date{}, false, nil
	case r.Edge == FirstDay:
		return first, true, nil
	case r.Edge == LastDay && r.Looks == Past && !first.After(r.Today):
		return earlierOf(last, r.Today), true, nil // of what has been so far
	case r.Edge == LastDay:
		return last, true, nil
	case len(list) == 1 && list[0].hasSense(span) && first.After(r.Today):
		r.note(text, first)
		return first, true, nil
	}
	return Date{}, false, Errorf(CodeInvalid, "%s is not a day", quoteUnlessPlain(text)).
		Try("Say which day: %s, or another one up to %s.", first, last)
}

func earlierOf(a, b Date) Date {
	if b.Before(a) {
		return b
	}
	return a
}

// period reads a week, a month or a year: next week, last month, december, dec
// 2026, 2026-12, 2026年12月, 来年.
func (r Reading) period(list []token) (first, last Date, ok bool) {
	if m, ok := match(list, span); ok {
		first, last = r.spanAround(m[0].n, m[0].count)
		return first, last, true
	}
	if first, last, ok = r.quarter(list); ok {
		return first, last, true
	}
	d := yearDay{day: 1}
	n := len(list)
	switch {
	case n > 1 && list[n-1].text == "月" && list[n-2].figured() && list[n-2].width <= 2: // 12月, 2026年12月, 来年12月
		d.month = list[n-2].n
		list = list[:n-2]
		if len(list) == 2 && list[1].text == "年" {
			list = list[:1]
		}
	case n == 3 && list[0].width == 4 && list[1].mark("-/.") && list[2].figured() && list[2].width <= 2: // 2026-12
		d.month, list = list[2].n, list[:1]
	case n == 0:
		return first, last, false
	default:
		m, isMonth := list[0].as(month)
		if !isMonth {
			return first, last, false
		}
		d.month, list = m.n, list[1:]
	}
	if len(list) > 1 || d.month < 1 || d.month > 12 {
		return first, last, false
	}
	if len(list) == 1 {
		of, ok := r.yearOf(list[0])
		if !ok || of.year == shortYear {
			return first, last, false
		}
		first = Date{of.year, time.Month(d.month), 1}
		return first, first.AddMonths(1).AddDays(-1), true
	}
	// Without a year it is the month whose last day lies in the direction of the
	// reading.
	last = r.choose(func(step int) (Date, bool) {
		year := r.Today.Year + step
		begun := Date{year, time.Month(d.month), 1}
		if (r.Looks == Past || r.Looks == Begun) && begun.Year == r.Today.Year && begun.Month == r.Today.Month {
			return r.Today, true
		}
		return Date{year, time.Month(d.month), daysIn(year, time.Month(d.month))}, true
	})
	last.Day = daysIn(last.Year, last.Month)
	return Date{last.Year, last.Month, 1}, last, true
}

// quarter reads a calendar quarter: q1, Q1 2027, first quarter, primo trimestre. A 四半期
// belongs to a business year, which may begin at any time.
func (r Reading) quarter(list []token) (first, last Date, ok bool) {
	n := 0
	for i := 0; i+1 < len(list); i++ {
		a, b := list[i], list[i+1]
		place, isPlace := a.as(nth)
		switch {
		case a.text == "q" && b.width == 1:
			n = b.n
		case a.width == 1 && b.text == "q", a.definite && b.isUnit(ofQuarters):
			n = a.n
		case isPlace && b.isUnit(ofQuarters):
			n = place.n
		default:
			continue
		}
		if b.text == "四半期" {
			return first, last, false
		}
		list = slices.Delete(slices.Clone(list), i, i+2)
		break
	}
	if n < 1 || n > 4 || len(list) > 1 {
		return first, last, false
	}
	of := func(year int) (first, last Date) {
		first = Date{year, time.Month(3*n - 2), 1}
		return first, first.AddMonths(3).AddDays(-1)
	}
	if len(list) == 1 {
		in, ok := r.yearOf(list[0])
		first, last = of(in.year)
		return first, last, ok && in.year != shortYear
	}
	// Without a year it is the one whose last day lies in the direction of the reading.
	last = r.choose(func(step int) (Date, bool) {
		first, last := of(r.Today.Year + step)
		if (r.Looks == Past || r.Looks == Begun) && !first.After(r.Today) && last.After(r.Today) {
			return r.Today, true
		}
		return last, true
	})
	first, last = of(last.Year)
	return first, last, true
}

// spanAround returns the first and last day of the week, month, quarter or year so many
// from today's.
func (r Reading) spanAround(kind, count int) (first, last Date) {
	switch kind {
	case ofWeeks:
		first = r.ofWeek(time.Monday, count)
		return first, first.AddDays(6)
	case ofMonths:
		first = Date{r.Today.Year, r.Today.Month, 1}.AddMonths(count)
		return first, first.AddMonths(1).AddDays(-1)
	case ofQuarters:
		first = Date{r.Today.Year, (r.Today.Month-1)/3*3 + 1, 1}.AddMonths(3 * count)
		return first, first.AddMonths(3).AddDays(-1)
	}
	return Date{r.Today.Year + count, time.January, 1}, Date{r.Today.Year + count, time.December, 31}
}
