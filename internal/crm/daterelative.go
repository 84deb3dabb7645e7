package crm

import (
	"errors"
	"slices"
	"strings"
	"time"
)

// prepare removes empty words, marks numbers of days ("the 15th"), and joins what means
// a week, a month or a year.
func prepare(list []token) []token {
	var kept []token
	for i := 0; i < len(list); i++ {
		t := list[i]
		var before *token
		if len(kept) > 0 {
			before = &kept[len(kept)-1]
		}
		follows := i+1 < len(list)
		switch {
		case t.hasSense(ordinal) && t.close && before != nil && before.figured():
			before.definite, before.ranked = true, true
		case t.hasSense(unit) && before != nil && before.hasSense(number) && !(follows && list[i+1].text == "'"): // 3 d, 5 日, not 5 d'aprile
			kept = append(kept, t)
		case t.hasSense(until) && (len(kept) == 0 || !follows) && !(t.hasSense(within) && i+2 < len(list) && list[i+1].hasSense(number) && list[i+2].hasSense(unit)):
		case t.text == "eod" && slices.ContainsFunc(list, func(t token) bool {
			return t.hasSense(weekday) || t.hasSense(number) || t.hasSense(span) || t.hasSense(relative) && t.text != "eod"
		}):
		case t.hasSense(within) && follows && (list[i+1].hasSense(month) || list[i+1].text == "q"): // in january
		case t.hasSense(article) || t.hasSense(dayMark) && t.text != "日" && follows && list[i+1].figured():
			if follows && list[i+1].hasSense(number) {
				list[i+1].definite, list[i+1].ranked = true, t.text == "第"
			}
		case t.hasSense(number) && !t.figured() && t.hasSense(filler):
			if follows && list[i+1].hasSense(unit) {
				kept = append(kept, t)
			}
		case t.hasSense(filler) && !t.hasSense(number):
		case t.hasSense(number) && !t.figured() && follows && list[i+1].hasSense(number) && !list[i+1].figured(): // un paio
		default:
			kept = append(kept, t)
		}
	}
	return spans(kept)
}

// spans joins next week, last month, this year and the like.
func spans(list []token) []token {
	var joined []token
	for i := 0; i < len(list); i++ {
		if i+1 < len(list) {
			if m, ok := spanOf(list[i], list[i+1]); ok {
				joined = append(joined, token{text: list[i].text + " " + list[i+1].text, means: &m})
				i++
				continue
			}
		}
		joined = append(joined, list[i])
	}
	return joined
}

func spanOf(a, b token) (meaning, bool) {
	for _, pair := range [2][2]token{{a, b}, {b, a}} {
		m, ok := pair[1].as(unit)
		if !ok || m.n > ofYears && m.n != ofQuarters || m.n == ofDays || pair[1].text == "月" || pair[1].text == "年" {
			continue
		}
		for s, count := range map[sense]int{next: 1, coming: 1, last: -1, this: 0} {
			if pair[0].hasSense(s) {
				return meaning{span, m.n, count}, true
			}
		}
	}
	return meaning{}, false
}

// match returns what tokens mean in those senses, one each; ok is false if one does not
// fit or the counts differ.
func match(list []token, senses ...sense) (m []meaning, ok bool) {
	if len(list) != len(senses) {
		return nil, false
	}
	for i, s := range senses {
		one, ok := list[i].as(s)
		if !ok {
			return nil, false
		}
		m = append(m, one)
	}
	return m, true
}

// read reads a day from what a text consists of.
func (r Reading) read(text string, all []token) (Date, error) {
	list := prepare(all)
	if d, ok, err := r.readAlone(text, list, nil); ok || err != nil {
		return d, err
	}
	// A weekday beside a date has to match it.
	for _, end := range []int{0, len(list) - 1} {
		if len(list) < 2 {
			break
		}
		said, ok := list[end].as(weekday)
		if !ok {
			continue
		}
		on, rest := time.Weekday(said.n), slices.Delete(slices.Clone(list), end, end+1)
		if len(rest) == 1 && rest[0].figured() {
			rest[0].definite = true
		}
		d, ok, err := r.readAlone(text, rest, &on)
		if err != nil {
			return Date{}, err
		}
		if ok && d.Weekday() != on && apart(rest) {
			return r.weekdayNear(text, d, on, rest)
		}
		if ok && d.Weekday() != on {
			e := weekdayIs(text, d, on)
			if len(rest) == 1 && rest[0].figured() { // sun 3: a later month has a 3rd that is a Sunday
				e.Try("The next %s the %s: %s", on, rest[0].text, r.nextOn(rest[0].n, on))
			}
			return Date{}, e
		}
		if ok && r.farOff(d) && mayBeHours(rest) {
			e := Errorf(CodeInvalid, "%s can be %s, or the hours from %d to %d", quoteUnlessPlain(text), d, rest[0].n, rest[2].n)
			e.Err = errEither
			return Date{}, e.Try("Write %s, or the day and one time: %q.", d, r.Example().Afternoon)
		}
		if ok {
			return d, nil
		}
	}
	return Date{}, r.noDay(text, list)
}

// errEither is the cause of an error that names a day and hours, which may both be meant.
var errEither = errors.New("a day or hours")

// mayBeHours reports whether two figures with a hyphen beside a weekday may be the hours
// between which it is: fri 9-10.
func mayBeHours(list []token) bool {
	return len(list) == 3 && list[0].figured() && list[1].mark("-") && list[2].figured() && list[0].n <= 24 && list[2].n <= 24
}

// apart reports whether a list is a length of time from today: in two weeks, 3ヶ月後.
func apart(list []token) bool {
	has := func(fits func(token) bool) bool { return slices.ContainsFunc(list, fits) }
	return has(func(t token) bool { return t.hasSense(unit) }) &&
		has(func(t token) bool { return t.hasSense(within) || t.hasSense(after) || t.hasSense(ago) || t.text == "+" })
}

// weekdayNear returns a weekday in so many weeks, monday in two weeks: the one of the week
// of that day. In so many days or months it can be one before or after them.
func (r Reading) weekdayNear(text string, d Date, on time.Weekday, list []token) (Date, error) {
	there := r
	there.Today = d
	if slices.ContainsFunc(list, func(t token) bool { return t.isUnit(ofWeeks) || t.isUnit(ofFortnights) }) {
		return there.ofWeek(on, 0), nil
	}
	there.Looks = Ahead
	after := there.weekday(on)
	return Date{}, Errorf(CodeInvalid, "%s can be %s or %s", quoteUnlessPlain(text), after.AddDays(-7), after).
		Try("Write %s or %s.", after.AddDays(-7), after)
}

// nextOn returns the next day with that number in its month and that weekday.
func (r Reading) nextOn(day int, on time.Weekday) Date {
	d := r.Today.AddDays(1)
	for d.Day != day || d.Weekday() != on {
		d = d.AddDays(1)
	}
	return d
}

// noDay returns the error for what is not a day, with what to write if it nearly is.
func (r Reading) noDay(text string, list []token) *Error {
	has := func(s sense) bool { return slices.ContainsFunc(list, func(t token) bool { return t.hasSense(s) }) }
	week := slices.ContainsFunc(list, func(t token) bool { m, ok := t.as(unit); return ok && m.n == ofWeeks || t.hasSense(span) })
	e := Errorf(CodeInvalid, "%s is not a day", quoteUnlessPlain(text))
	switch {
	case has(weekend):
		return e.Try("Write sat or sun.")
	case has(ending) && week:
		return e.Try("Write fri or sun.")
	case has(within) && (has(clockHour) || has(clockMinute)), strings.Contains(text, "時間"), len(list) > 1 && list[0].text == "+" && has(clockHour):
		return e.Try("Write the time itself, as in: today 15:30.")
	case has(vague):
		return e.Try("Say which day, as in %s or next mon.", r.nextMonth().AddDays(14).String())
	}
	return r.notADate(text)
}

// readAlone reads a day without its weekday on, if there was one.
func (r Reading) readAlone(text string, list []token, on *time.Weekday) (Date, bool, error) {
	if days, ok := r.readDay(list); ok {
		days = r.inCentury(days)
		if err := r.tuesday(text, list, days); err != nil {
			return Date{}, false, err
		}
		day, noted, err := r.resolve(text, days, on, func(d yearDay) string { return r.place(d).String() })
		if err != nil {
			return Date{}, false, err
		}
		d := r.place(day)
		if noted || day.year == 0 && r.farOff(d) {
			r.note(text, d)
		}
		return d, true, nil
	}
	if rest, toward, ok := cutDirection(list); ok { // next 5 december, lo scorso 16 maggio
		if days, ok := r.readDay(rest); ok && days[0].year == 0 {
			there := r
			there.Looks = toward
			return there.readAlone(text, rest, on)
		}
	}
	if on == nil {
		for _, read := range []func(string, []token) (Date, bool, error){r.readWeekday, r.readNthAlone} {
			if d, ok, err := read(text, list); ok || err != nil {
				return d, ok, err
			}
		}
	}
	for _, read := range []func([]token) (Date, bool){r.readRelative, r.readDistance, r.readDayOfMonth, r.readEnding, r.readNth} {
		if d, ok := read(list); ok {
			return d, true, nil
		}
	}
	return r.readPeriod(text, list)
}

// Yearless reports whether a text is a day of the calendar without its year, or with
// one relative to today: 5 dec, 12/9, end of march, 来年12月5日. Read a year later, it is
// another day. Texts without a month ("fri", "the 15th", "+30d") do not count.
func (r Reading) Yearless(text string) bool {
	list, ok := r.tokenize(text)
	if !ok {
		return false
	}
	later := r
	r.Note, later.Note, later.Today = nil, nil, r.Today.AddMonths(12)
	now, err := r.Date(text)
	then, errThen := later.Date(text)
	if err != nil || errThen == nil && now == then {
		return false
	}
	if _, ok := r.readDay(prepare(slices.Clone(list))); ok {
		return true
	}
	for i, t := range list {
		switch {
		case t.hasSense(month) && !t.hasSense(weekday) && !t.hasSense(ago) && !t.hasSense(unit), t.text == "q":
			return true
		case t.text == "月" && i > 0 && list[i-1].figured():
			return true
		}
	}
	return false
}

// farOff reports whether a day without a year is so far from today that the other
// direction may be meant.
func (r Reading) farOff(d Date) bool {
	return d.After(r.Today.AddMonths(farMonths)) || d.Before(r.Today.AddMonths(-farMonths))
}

const farMonths = 9

// cutDirection cuts next or last off the front or the back of a day.
func cutDirection(list []token) (rest []token, toward Direction, ok bool) {
	for _, end := range []int{0, len(list) - 1} {
		if len(list) < 3 {
			break
		}
		rest = slices.Delete(slices.Clone(list), end, end+1)
		switch t := list[end]; {
		case t.hasSense(next), t.hasSense(coming):
			return rest, Ahead, true
		case t.hasSense(last):
			return rest, Begun, true
		}
	}
	return nil, Undeclared, false
}

func (r Reading) note(text string, read any) {
	if r.Note != nil {
		r.Note(strings.Join(strings.Fields(text), " "), read)
	}
}

// tuesday rejects "mar 5" if it can be 5 March and Tuesday the 5th.
func (r Reading) tuesday(text string, list []token, days readings) error {
	if len(list) != 2 || !list[0].hasSense(weekday) || !list[0].hasSense(month) || days[0].year != 0 {
		return nil
	}
	list[1].definite = true
	alternative, ok := r.readDayOfMonth(list[1:])
	if march := r.place(days[0]); ok && alternative.Weekday() == time.Tuesday && alternative != march {
		return Errorf(CodeInvalid, "%s can be %s or %s", quoteUnlessPlain(text), march, alternative).
			Try("Write %s or %s.", march, alternative)
	}
	return nil
}

// readRelative reads today, tomorrow and the like.
func (r Reading) readRelative(list []token) (Date, bool) {
	m, ok := match(list, relative)
	if !ok {
		return Date{}, false
	}
	return r.Today.AddDays(m[0].n), true
}

// readWeekday reads a weekday, alone or with its week.
func (r Reading) readWeekday(text string, list []token) (Date, bool, error) {
	if m, ok := match(list, weekday); ok {
		return r.weekday(time.Weekday(m[0].n)), true, nil
	}
	if len(list) != 2 {
		return Date{}, false, nil
	}
	day, which := list[0], list[1]
	if !day.hasSense(weekday) || which.hasSense(weekday) {
		day, which = which, day
	}
	m, ok := day.as(weekday)
	if !ok {
		return Date{}, false, nil
	}
	wanted := time.Weekday(m.n)
	soon := r.Today.AddDays((int(wanted)-int(r.Today.Weekday())+6)%7 + 1)
	if week, ok := which.as(span); ok && week.n == ofWeeks {
		return r.ofWeek(wanted, week.count), true, nil
	}
	switch how, isComing := which.as(coming); {
	case which.hasSense(next):
		return r.ofWeek(wanted, 1), true, nil
	case isComing && how.n == 1:
		return soon, true, nil
	case isComing:
		later := r.ofWeek(wanted, 1)
		if soon == later {
			return soon, true, nil
		}
		return Date{}, false, Errorf(CodeInvalid, "%s can be %s or %s", quoteUnlessPlain(text), soon, later).
			Try("Write %s or %s.", soon, later)
	case which.text == "最終" || which.text == "最後": // of a month
	case which.hasSense(last):
		return r.Today.AddDays(-((int(r.Today.Weekday())-int(wanted)+6)%7 + 1)), true, nil
	case which.hasSense(this):
		return r.ofWeek(wanted, 0), true, nil
	}
	return Date{}, false, nil
}

// weekday returns the weekday in the direction of the reading.
func (r Reading) weekday(wanted time.Weekday) Date {
	forward := (int(wanted) - int(r.Today.Weekday()) + 7) % 7
	switch {
	case r.Looks == Past || r.Looks == Begun:
		return r.Today.AddDays(-((7 - forward) % 7))
	case r.Looks == Near && forward > 3:
		return r.Today.AddDays(forward - 7)
	case r.Looks == Near:
		return r.Today.AddDays(forward)
	}
	return r.Today.AddDays((forward+6)%7 + 1)
}

// ofWeek returns a weekday of the week so many from today's, which begins on Monday.
func (r Reading) ofWeek(wanted time.Weekday, weeks int) Date {
	now, day := (int(r.Today.Weekday())+6)%7, (int(wanted)+6)%7
	return r.Today.AddDays(7*weeks + day - now)
}

// readDayOfMonth reads the 15th, el 15, 15日, 5th of next month, 来月5日.
func (r Reading) readDayOfMonth(list []token) (Date, bool) {
	months, found := 0, false
	for _, end := range []int{0, len(list) - 1} {
		if len(list) < 2 || found {
			break
		}
		if m, ok := list[end].as(span); ok && m.n == ofMonths {
			months, found = m.count, true
			list = slices.Delete(slices.Clone(list), end, end+1)
		} else if place, ok := list[0].as(nth); ok && place.n == 1 && len(list) == 2 && end > 0 && list[end].isUnit(ofMonths) {
			list, list[0].definite = list[:1], true // the first of the month
		}
	}
	if len(list) == 2 && list[1].text == "日" {
		list, list[0].definite = list[:1], true
	}
	if len(list) != 1 || list[0].width > 2 || !found && !list[0].definite {
		return Date{}, false
	}
	m, ok := list[0].as(number)
	day := m.n
	if !ok || day < 1 || day > 31 {
		return Date{}, false
	}
	of := func(months int) (Date, bool) {
		first := Date{r.Today.Year, r.Today.Month, 1}.AddMonths(months)
		return Date{first.Year, first.Month, day}, day <= daysIn(first.Year, first.Month)
	}
	if found {
		return of(months)
	}
	return r.choose(of), true
}
