package crm

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"
)

// The range of years of a typed date. What is outside is a typing error.
const (
	firstYear = 1900
	lastYear  = 2200
)

// oldest is the greatest age, in years.
const oldest = 130

// Reading reads days and times that somebody types. Every failure is an *Error of code
// invalid that names the text and what to write instead.
type Reading struct {
	// Today is the day from which everything counts.
	Today Date
	// Lang is the language of the user. It decides words like "mar", a month in one
	// language and a weekday in another. Empty leaves them open.
	Lang string
	// Order is how to read figures that can be two dates.
	Order Order
	// Looks is the direction of a weekday and of a day without a year.
	Looks Direction
	// By, if set, overrides Looks: a day without a year lies nearest to it.
	By Date
	// Rule says in the error why a day on the wrong side of today is rejected.
	Rule string
	// Still rejects texts that depend on today, such as yesterday, friday, 3 days ago:
	// nobody knows when a file was written.
	Still bool
	// Beside is the day of a time without one; today by default.
	Beside Date
	// Edge is which day of a period is meant: of next month, 2026-11.
	Edge Edge
	// Workday, if set, tells working days; without it none are counted.
	Workday func(Date) bool
	// Note, if set, is called for an ambiguous text with the Date or Birthday that it
	// was read as.
	Note func(text string, read any)
}

// Edge is the end of a period that stands for a day.
type Edge int

// The edges. NoEdge takes the first day of a period that lies ahead.
const (
	NoEdge Edge = iota
	FirstDay
	LastDay
)

// Date reads a day:
//
//	2026-12-01, 2026/12/1, 20261201   the day itself, year first
//	today, tomorrow, 明後日, pasado mañana
//	fri, friday, on friday            the next one, strictly after today, or the last one
//	next fri, 来週金曜                  the one of next week, which begins on Monday
//	last fri, venerdì scorso          the latest, strictly before today
//	+3d, -3d, +2w, +6m, +1y           months and years clamp to the month's end
//	in 3 days, tra 2 settimane, 3日後, hace un mes, and 3 days of what lies ahead
//	1 dec, dec 1st, 12月1日            the next such day, today included, or the last one
//	1 dec 2026, 2026年12月1日, 令和8年12月1日, R8.12.1
//	the 15th, el 15, 15日, 5th of next month
//	in 3 working days, 3営業日後        by the calendar of the book
//	by friday, entro venerdì, 金曜まで    the day itself
//	monday week, first monday of march, ultimo venerdì del mese
//	next week, end of month, eom, fine dicembre, 月末, end of q1
//	sat 5 dec, 12月5日(土)              the weekday has to be right
//
// Words may be English, Italian, Spanish or Japanese, in any case and width, with or
// without accents. Ambiguous figures, 02/03/2026 or 05-12, are read in the order of the
// reading or rejected with both readings; 13/02/2026 is unambiguous. Years run from
// 1900 to 2200.
//
// Errors: CodeInvalid for what is not a day, is ambiguous, or lies on the wrong side of
// today.
func (r Reading) Date(text string) (Date, error) {
	d, err := r.date(text)
	if err == nil && r.Still && r.moves(text, d) {
		return Date{}, Errorf(CodeInvalid, "%q is another day each time it is read", text)
	}
	return d, err
}

// moves reports whether a text read as a day would be another day, or one of another
// month, when read later.
func (r Reading) moves(text string, d Date) bool {
	r.Note = nil
	for _, days := range []int{10, 45, 366} { // neither whole weeks nor whole months, and another year
		later := r
		later.Today = r.Today.AddDays(days)
		if then, err := later.date(text); err == nil && (then.Month != d.Month || then.Day != d.Day) {
			return true
		}
	}
	return false
}

func (r Reading) date(text string) (Date, error) {
	if d, err := ParseISODate(text); err == nil && len(text) == len("2006-01-02") && text[0] != '0' {
		return r.accept(text, d)
	}
	list, ok := r.tokenize(text)
	if !ok {
		return Date{}, r.notADate(text)
	}
	d, err := r.read(text, list)
	if err == nil {
		return r.accept(text, d)
	}
	if r.Looks == Past && partOfDay(list) { // stamattina, ayer por la tarde: the day is what is wanted
		rest := slices.DeleteFunc(slices.Clone(list), func(t token) bool { return t.hasSense(part) && !t.hasSense(relative) })
		if len(prepare(rest)) == 0 {
			return r.accept(text, r.Today)
		}
		if day, noDay := r.read(text, rest); noDay == nil {
			return r.accept(text, day)
		}
	}
	quiet := r
	quiet.Note = nil
	if rest, clock, noClock := cutClock(list); noClock == nil && clock != "" && len(prepare(rest)) > 0 {
		if day, noDay := quiet.read(text, rest); noDay == nil {
			return Date{}, Errorf(CodeInvalid, "%s has a time of day, and a day alone is wanted", quoteUnlessPlain(text)).Try("Write %s.", day)
		}
	}
	return Date{}, err
}

// accept rejects a day out of bounds, or on the wrong side of today.
func (r Reading) accept(text string, d Date) (Date, error) {
	switch {
	case d.Year < firstYear || d.Year > lastYear:
		return Date{}, Errorf(CodeInvalid, "%s lies outside the years %d to %d", quoteUnlessPlain(text), firstYear, lastYear)
	}
	if err := r.Check(d); err != nil {
		return Date{}, err
	}
	return d, nil
}

// Check rejects a day on the wrong side of today.
//
// Errors: CodeInvalid.
func (r Reading) Check(d Date) error {
	var e *Error
	switch {
	case r.Looks == Past && d.After(r.Today):
		e = Errorf(CodeInvalid, "%s lies ahead", d)
	case r.Looks == Ahead && d.Before(r.Today):
		e = Errorf(CodeInvalid, "%s is past", d)
	default:
		return nil
	}
	if r.Rule != "" {
		_ = e.After(": " + r.Rule)
	}
	if r.Looks == Past {
		return e.Try("Write a day up to today: today, yesterday or %s.", r.Today.AddDays(-7))
	}
	return e.Try("Write a day from today on: tomorrow, +2w or %s.", r.nextMonth())
}

// nextMonth returns the first day of the next month, for an example that lies ahead.
func (r Reading) nextMonth() Date { return Date{r.Today.Year, r.Today.Month, 1}.AddMonths(1) }

func (r Reading) notADate(text string) *Error {
	return Errorf(CodeInvalid, "%s is not a date", quote(text)).
		Try("Write a date as %s, %s, +3d, +2w or +6m.", r.nextMonth().String(), r.Example().Days)
}

// When reads a day as Date does, a clock time, or both in either order: "fri 17:00",
// "2026-12-01T09:30", "fri 3:30pm", "alle 15 di lunedì", "明日の午後3時", "17:00". A time
// alone is of the day Beside. The clock is HH:MM of 24 hours, or empty.
func (r Reading) When(text string) (d Date, clock string, err error) {
	text = wholeHalves(text)
	d, clock, err = r.when(text)
	quiet := r
	quiet.Note = nil
	if long := quiet.span(text, err != nil && !errors.Is(err, errEither)); long != nil {
		return Date{}, "", long
	}
	return d, clock, err
}

func (r Reading) when(text string) (d Date, clock string, err error) {
	list, ok := r.tokenize(text)
	if !ok {
		return Date{}, "", r.notADate(text)
	}
	rest, clock, err := r.cutDayAndHour(text, list)
	if err == nil && clock == "" {
		rest, clock, err = cutClock(list)
	}
	if err != nil {
		return Date{}, "", err
	}
	if clock == "" {
		switch d, err = r.Date(text); {
		case err == nil || !partOfDay(list):
		case saysTime(list):
			err = Errorf(CodeInvalid, "%s says more than a day and a time", quoteUnlessPlain(text)).Try("Write the day and one time, and nothing else: %q.", r.Example().Afternoon)
		default:
			err = Errorf(CodeInvalid, "%s says no time", quoteUnlessPlain(text)).Try("Write the time behind the day: %q or %q.", r.Example().Morning, r.Example().Afternoon)
		}
		if e, ok := AsError(err); ok && len(list) == 3 && list[1].text == "." && list[0].n < 24 && list[2].width == 2 && list[2].n < 60 {
			e.Try("Write a time as %02d:%02d.", list[0].n, list[2].n)
		}
		return d, "", err
	}
	if len(prepare(rest)) == 0 {
		if d = r.Beside; d.IsZero() {
			d = r.Today
		}
		d, err = r.accept(text, d)
	} else if d, err = r.read(text, rest); err == nil {
		d, err = r.accept(text, d)
	}
	if err != nil {
		return Date{}, "", err
	}
	return d, clock, nil
}

// saysTime reports whether a text that is not understood contains a time.
func saysTime(list []token) bool {
	for start := range list {
		if c, _, ok := readClock(list[start:], false); ok && c.part >= 0 && list[start].figured() {
			return true
		}
	}
	return false
}

// partOfDay reports whether a list names a part of the day.
func partOfDay(list []token) bool {
	for _, t := range list {
		if t.hasSense(part) {
			return true
		}
	}
	return false
}

// Birthday reads a day of birth, with or without the year: 1980-05-12, --05-12, 12 may,
// may 12 1980, 5月12日, 昭和55年5月12日. Ambiguous figures are treated as by Date. It must not
// lie in the future, nor make anybody older than 130.
func (r Reading) Birthday(text string) (Birthday, error) {
	if d, err := ParseISODate(text); err == nil && d.Year > 999 { // as most files have it
		return r.born(text, Birthday(d))
	}
	if folded := strings.TrimSpace(foldWords(text)); strings.HasPrefix(folded, "--") {
		b, err := ParseISOBirthday(folded)
		if err == nil {
			return b, nil
		}
		if f, ok := figures(folded[2:]); ok && len(f) == 2 {
			day, _, err := r.resolve(text, readings{{month: f[0].value, day: f[1].value}}, nil, birthdayText)
			return day.birthday(), err
		}
	}
	list, ok := r.tokenize(text)
	days, on, ok2 := r.dayOfBirth(prepare(list))
	if !ok || !ok2 {
		return Birthday{}, Errorf(CodeInvalid, "%s is not a birthday", quote(text)).
			Try("Write a birthday as 1980-05-12, 12 may 1980, or --05-12 if the year is not known.")
	}
	day, noted, err := r.resolve(text, days, nil, birthdayText)
	if err != nil {
		return Birthday{}, err
	}
	b := day.birthday()
	if noted && r.Note != nil {
		r.Note(strings.TrimSpace(text), b)
	}
	if b.Year == 0 {
		return b, nil
	}
	if on != nil && Date(b).Weekday() != *on {
		return Birthday{}, weekdayIs(text, Date(b), *on)
	}
	return r.born(text, b)
}

// dayOfBirth reads a day of birth, with the weekday on beside it, if there is one:
// 1998年2月7日（土）.
func (r Reading) dayOfBirth(list []token) (days readings, on *time.Weekday, ok bool) {
	if days, ok = r.readDay(list); ok || len(list) < 2 {
		return days, nil, ok
	}
	for _, end := range []int{0, len(list) - 1} {
		if said, is := list[end].as(weekday); is {
			if days, ok = r.readDay(slices.Delete(slices.Clone(list), end, end+1)); ok {
				day := time.Weekday(said.n)
				return days, &day, true
			}
		}
	}
	return nil, nil, false
}

// born rejects a birthday that nobody alive can have.
func (r Reading) born(text string, b Birthday) (Birthday, error) {
	if Date(b).After(r.Today) {
		return Birthday{}, Errorf(CodeInvalid, "%s lies in the future", quoteUnlessPlain(text))
	}
	if age, _ := b.Age(r.Today); age > oldest {
		return Birthday{}, Errorf(CodeInvalid, "%s is more than %d years ago", quoteUnlessPlain(text), oldest)
	}
	return b, nil
}

func birthdayText(d yearDay) string { return d.birthday().String() }

// written is a number and its count of figures.
type written struct{ value, width int }

// figure reads one to four ASCII digits and nothing else.
func figure(text string) (written, bool) {
	if len(text) < 1 || len(text) > 4 {
		return written{}, false
	}
	for _, c := range []byte(text) {
		if c < '0' || c > '9' {
			return written{}, false
		}
	}
	n, err := strconv.Atoi(text)
	return written{n, len(text)}, err == nil
}

// figures reads two numbers with a hyphen between them.
func figures(text string) ([]written, bool) {
	var list []written
	for part := range strings.SplitSeq(text, "-") {
		f, ok := figure(part)
		if !ok || f.width > 2 {
			return nil, false
		}
		list = append(list, f)
	}
	return list, true
}

// quote shows a text that was not understood, on one line and shortened.
func quote(text string) string {
	const most = 60
	text = strings.TrimSpace(text)
	if utf8.RuneCountInString(text) > most {
		text = string([]rune(text)[:most]) + "…"
	}
	return strconv.Quote(text)
}

// quoteUnlessPlain shows a text that was understood as it was typed.
func quoteUnlessPlain(text string) string {
	text = strings.Join(strings.Fields(text), " ")
	if quoted := quote(text); quoted != `"`+text+`"` {
		return quoted
	}
	return text
}

// weekdayIs returns the error for a weekday beside a date that falls on another one.
func weekdayIs(text string, d Date, said time.Weekday) *Error {
	return Errorf(CodeInvalid, "%s: %s is a %s, not a %s", quoteUnlessPlain(text), d.Time().Format("2 January 2006"), d.Weekday(), said).
		Try("Write %s, or leave the weekday out.", fmt.Sprintf("%s %s", strings.ToLower(d.Weekday().String()[:3]), d))
}
