package crm

import (
	"fmt"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"
)

// What people type for days and times. All of it is read relative to a day
// that the caller passes as today, and every failure is an *Error of code
// invalid whose help shows how to write what was meant.

// The years that a date typed in can lie in. What is outside is a slip of the
// finger.
const (
	firstYear = 1900
	lastYear  = 2200
)

// oldest is how old somebody can be, in years.
const oldest = 130

// ParseDate reads a day:
//
//	2026-12-01, 2026/12/1       the day itself, year first
//	today, tomorrow, yesterday
//	fri, friday                 the next one, strictly after today
//	next fri                    the one of next week, which begins on Monday
//	last fri                    the latest, strictly before today
//	+3d, -3d, +2w, +6m, +1y     months and years clamp to the month's end
//	1 dec, dec 1, 12月1日        the first such day from today on
//	1 dec 2026, 2026年12月1日
//
// Words may be English, Italian, Spanish or Japanese, in any case and width,
// with accents or without. Figures that can be read as two days, 02/03/2026 or
// 05-12, are refused with both readings; 13/02/2026 can only be one. Years run
// from 1900 to 2200.
func ParseDate(text string, today Date) (Date, error) {
	d, err := readDate(text, today)
	if err != nil {
		return Date{}, err
	}
	if d.Year < firstYear || d.Year > lastYear {
		return Date{}, Errorf(CodeInvalid, "%s lies outside the years %d to %d", quoteUnlessPlain(text), firstYear, lastYear)
	}
	return d, nil
}

// ParseWhen reads a day as ParseDate does, a clock time, or both: "fri 17:00",
// "2026-12-01T09:30", "fri 3:30pm", "17:00", which is today. The clock is HH:MM
// of 24 hours, or nothing where none was given.
func ParseWhen(text string, today Date) (d Date, clock string, err error) {
	day, hours, minutes, ok := cutClock(foldWords(text))
	if !ok {
		d, err = ParseDate(text, today)
		return d, "", err
	}
	if hours > 23 || minutes > 59 {
		return Date{}, "", Errorf(CodeInvalid, "%02d:%02d is not a time of day", hours, minutes).
			Try("Write a time from 00:00 to 23:59.")
	}
	clock = fmt.Sprintf("%02d:%02d", hours, minutes)
	if day == "" {
		day = "today"
	}
	if d, err = ParseDate(day, today); err != nil {
		return Date{}, "", err
	}
	return d, clock, nil
}

// ParseBirthday reads a day of birth, with or without the year: 1980-05-12,
// --05-12, 12 may, may 12 1980, 5月12日, 1980年5月12日. As in ParseDate,
// figures with two readings are refused. It can't lie in the future, nor make
// anybody older than 130.
func ParseBirthday(text string, today Date) (Birthday, error) {
	b, err := readBirthday(text)
	if err != nil || b.Year == 0 {
		return b, err
	}
	if Date(b).After(today) {
		return Birthday{}, Errorf(CodeInvalid, "%s lies in the future", quoteUnlessPlain(text))
	}
	if age, _ := b.Age(today); age > oldest {
		return Birthday{}, Errorf(CodeInvalid, "%s is more than %d years ago", quoteUnlessPlain(text), oldest)
	}
	return b, nil
}

// ParseFor reads a length of time: 1h, 30m, 1h30m, 1:30, or minutes alone, 90.
// It is more than nothing and at most 24 hours.
func ParseFor(text string) (time.Duration, error) {
	hours, minutes, ok := cutHours(strings.TrimSpace(foldWords(text)))
	if !ok {
		return 0, Errorf(CodeInvalid, "%s is not a length of time", quote(text)).
			Try("Write a length of time as 30m, 1h, 1h30m or 1:30.")
	}
	length := time.Duration(hours)*time.Hour + time.Duration(minutes)*time.Minute
	if length <= 0 || length > 24*time.Hour {
		return 0, Errorf(CodeInvalid, "%s is not between a minute and 24 hours", quoteUnlessPlain(text))
	}
	return length, nil
}

func readDate(text string, today Date) (Date, error) {
	folded := strings.TrimSpace(foldWords(text))
	if days, ok := dayWord(folded); ok {
		return today.AddDays(days), nil
	}
	if d, ok := namedWeekday(folded, today); ok {
		return d, nil
	}
	if d, ok := fromToday(folded, today); ok {
		return d, nil
	}
	r, ok := readDay(folded)
	if !ok {
		return Date{}, Errorf(CodeInvalid, "%s is not a date", quote(text)).
			Try("Write a date as 2026-12-01, tomorrow, fri, next fri, +3d, +2w or +6m.")
	}
	day, err := r.resolve(text, func(d yearDay) string { return d.from(today).String() })
	if err != nil {
		return Date{}, err
	}
	return day.from(today), nil
}

func readBirthday(text string) (Birthday, error) {
	folded := strings.TrimSpace(foldWords(text))
	r, ok := readDay(folded)
	if !ok && strings.HasPrefix(folded, "--") {
		if f, good := figures(folded[2:], "-"); good && len(f) == 2 {
			r, ok = readings{{month: f[0].value, day: f[1].value}}, true
		}
	}
	if !ok {
		return Birthday{}, Errorf(CodeInvalid, "%s is not a birthday", quote(text)).
			Try("Write a birthday as 1980-05-12, 12 may 1980, or --05-12 if the year is not known.")
	}
	day, err := r.resolve(text, func(d yearDay) string { return d.birthday().String() })
	return day.birthday(), err
}

// namedWeekday reads a day of the week, alone or after next or last.
func namedWeekday(folded string, today Date) (Date, bool) {
	which, name, two := "", folded, false
	if words := strings.Fields(folded); len(words) == 2 {
		which, name, two = words[0], words[1], true
	}
	day, ok := weekdayWord(name)
	if !ok || two && which != "next" && which != "last" {
		return Date{}, false
	}
	// Days since Monday, so that Sunday ends a week.
	wanted, now := (int(day)+6)%7, (int(today.Weekday())+6)%7
	switch which {
	case "next":
		return today.AddDays(7 - now + wanted), true
	case "last":
		return today.AddDays(-((now-wanted+6)%7 + 1)), true
	default:
		return today.AddDays((wanted-now+6)%7 + 1), true
	}
}

// fromToday reads a sign, a number of at most four figures and a unit.
func fromToday(folded string, today Date) (Date, bool) {
	if len(folded) < 3 || len(folded) > 6 || folded[0] != '+' && folded[0] != '-' {
		return Date{}, false
	}
	last := len(folded) - 1
	f, ok := figure(folded[1:last])
	if !ok {
		return Date{}, false
	}
	var p Period
	switch folded[last] {
	case 'd':
		p.Days = f.value
	case 'w':
		p.Days = 7 * f.value
	case 'm':
		p.Months = f.value
	case 'y':
		p.Months = 12 * f.value
	default:
		return Date{}, false
	}
	if folded[0] == '-' {
		p = p.Negate()
	}
	return today.Add(p), true
}

// yearDay is a day as it was typed, before anybody knows whether there is such
// a day. The year is 0 where none was given.
type yearDay struct{ year, month, day int }

// readings are the days that a text can be: one, or two where figures don't
// say which of them is the month. A year of two figures is kept as -1.
type readings []yearDay

const shortYear = -1

// readDay reads a day of a month, with or without a year, in figures or words.
func readDay(folded string) (readings, bool) {
	if r, ok := readJapanese(folded); ok {
		return r, true
	}
	if r, ok := readWords(folded); ok {
		return r, true
	}
	for _, sep := range []string{"-", "/", "."} {
		f, ok := figures(folded, sep)
		if !ok {
			continue
		}
		if len(f) == 3 && f[0].width == 4 && f[1].width <= 2 && f[2].width <= 2 {
			year, ok := f[0].year()
			return readings{{year, f[1].value, f[2].value}}, ok
		}
		if f[0].width > 2 || f[1].width > 2 {
			return nil, false
		}
		year := 0
		if len(f) == 3 {
			if year, ok = f[2].year(); !ok {
				return nil, false
			}
		}
		return readings{{year, f[1].value, f[0].value}, {year, f[0].value, f[1].value}}, true
	}
	return nil, false
}

// readJapanese reads 5月12日 and 2026年5月12日.
func readJapanese(folded string) (readings, bool) {
	rest, ok := strings.CutSuffix(strings.Join(strings.Fields(folded), ""), "日")
	if !ok {
		return nil, false
	}
	year := 0
	if before, after, found := strings.Cut(rest, "年"); found {
		f, ok := figure(before)
		if !ok {
			return nil, false
		}
		if year, ok = f.year(); !ok {
			return nil, false
		}
		rest = after
	}
	month, day, ok := strings.Cut(rest, "月")
	if !ok {
		return nil, false
	}
	m, okMonth := figure(month)
	d, okDay := figure(day)
	if !okMonth || !okDay || m.width > 2 || d.width > 2 {
		return nil, false
	}
	return readings{{year, m.value, d.value}}, true
}

// readWords reads 12 may, may 12, both with a year after them, and 12 de mayo
// de 1980. The day may be 1st, 2nd, 1º or 1°.
func readWords(folded string) (readings, bool) {
	words := strings.Fields(strings.ReplaceAll(folded, ",", " "))
	kept := words[:0]
	for _, word := range words {
		if !joiningWord(word) {
			kept = append(kept, word)
		}
	}
	if len(kept) < 2 || len(kept) > 3 {
		return nil, false
	}
	month, ok := monthWord(kept[1])
	day := kept[0]
	if !ok {
		month, ok = monthWord(kept[0])
		day = kept[1]
	}
	if !ok {
		return nil, false
	}
	for _, ending := range []string{"st", "nd", "rd", "th", "º", "°", "o"} {
		if cut, found := strings.CutSuffix(day, ending); found {
			day = cut
			break
		}
	}
	d, ok := figure(day)
	if !ok || d.width > 2 {
		return nil, false
	}
	year := 0
	if len(kept) == 3 {
		f, ok := figure(strings.TrimLeft(kept[2], "'’"))
		if !ok {
			return nil, false
		}
		if year, ok = f.year(); !ok {
			return nil, false
		}
	}
	return readings{{year, int(month), d.value}}, true
}

// resolve decides for the one day that the readings leave, or says why there
// is none or more than one. write gives the form in which to type a reading.
func (r readings) resolve(text string, write func(yearDay) string) (yearDay, error) {
	shown := quoteUnlessPlain(text)
	if r[0].year == shortYear {
		return yearDay{}, Errorf(CodeInvalid, "%s has a year of two figures", shown).
			Try("Write the year in full, as in 1980-05-12.")
	}
	var days readings
	for _, d := range r {
		if d.exists() && (len(days) == 0 || d != days[0]) {
			days = append(days, d)
		}
	}
	switch len(days) {
	case 0:
		return yearDay{}, Errorf(CodeInvalid, "%s is not a day: %s", shown, r.whyNot())
	case 1:
		return days[0], nil
	default:
		return yearDay{}, Errorf(CodeInvalid, "%s can be %s or %s", shown, days[0].say(), days[1].say()).
			Try("Write %s or %s.", write(days[0]), write(days[1]))
	}
}

// whyNot says of readings none of which exists what is wrong with the first
// that has a month at all.
func (r readings) whyNot() string {
	for _, d := range r {
		month := time.Month(d.month)
		switch {
		case month < time.January || month > time.December:
			continue
		case d.day < 1:
			return "days count from 1"
		case d.year == 0:
			return fmt.Sprintf("%s has %d days", month, d.length())
		default:
			return fmt.Sprintf("%s %d has %d days", month, d.year, d.length())
		}
	}
	return "months run from 1 to 12"
}

func (d yearDay) exists() bool {
	return d.month >= 1 && d.month <= 12 && d.day >= 1 && d.day <= d.length()
}

// length is how many days the month has, in a leap year where none is given.
func (d yearDay) length() int {
	if d.year == 0 {
		return daysIn(2000, time.Month(d.month))
	}
	return daysIn(d.year, time.Month(d.month))
}

// from is the day itself, or without a year the first such day from that day
// on: 29 February may be eight years away.
func (d yearDay) from(today Date) Date {
	if d.year != 0 {
		return Date{d.year, time.Month(d.month), d.day}
	}
	for year := today.Year; year <= today.Year+8; year++ {
		next := yearDay{year, d.month, d.day}
		if date := (Date{year, time.Month(d.month), d.day}); next.exists() && !date.Before(today) {
			return date
		}
	}
	return Date{}
}

func (d yearDay) birthday() Birthday { return Birthday{d.year, time.Month(d.month), d.day} }

func (d yearDay) say() string { return fmt.Sprintf("%d %s", d.day, time.Month(d.month).String()[:3]) }

// written is a number with how many figures it was written.
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

// figures reads two or three numbers with that separator between them.
func figures(text, sep string) ([]written, bool) {
	parts := strings.SplitN(text, sep, 4)
	if len(parts) < 2 || len(parts) > 3 {
		return nil, false
	}
	list := make([]written, len(parts))
	for i, part := range parts {
		f, ok := figure(part)
		if !ok {
			return nil, false
		}
		list[i] = f
	}
	return list, true
}

// year reads four figures as a year and two as one that lacks its century.
// The year 0 is none: it would stand for no year at all.
func (f written) year() (int, bool) {
	switch {
	case f.width == 2:
		return shortYear, true
	case f.width == 4 && f.value > 0:
		return f.value, true
	default:
		return 0, false
	}
}

// quote shows a text that nobody understood, on one line and not all of one
// that is long.
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
