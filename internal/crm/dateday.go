package crm

import (
	"fmt"
	"slices"
	"time"
)

// yearDay is a day as it was typed, which may not exist. The year is 0 if none was
// given. Order is the order in which figures make that day, or NoOrder if there is no
// doubt.
type yearDay struct {
	year, month, day int
	lastFigures      int // of a year that lacks its century
	order            Order
}

// readings are the days that a text may be: two if figures do not tell which is the
// month. A year of two figures is -1, and a day outside its era -2.
type readings []yearDay

const (
	shortYear = -1
	wrongEra  = -2
)

// readDay reads a day of a month, with or without a year, in figures or words.
func (r Reading) readDay(list []token) (readings, bool) {
	for _, read := range []func([]token) (readings, bool){readFigures, r.readWords, r.readMarked} {
		if days, ok := read(list); ok {
			return days, true
		}
	}
	return nil, false
}

// readFigures reads 2026-12-01, 13/02/1980, 5.12., 20261201 and R8.12.5.
func readFigures(list []token) (readings, bool) {
	if len(list) == 1 && list[0].width == 8 {
		n := list[0].n
		d := yearDay{year: n / 10000, month: n / 100 % 100, day: n % 100}
		return readings{d}, d.year >= firstYear && d.year <= lastYear && d.exists()
	}
	var since token
	if len(list) == 6 && list[0].hasSense(era) {
		since, list = list[0], list[1:]
	}
	if len(list) != 3 && len(list) != 5 {
		return nil, false
	}
	var f []written
	for i, t := range list {
		if i%2 == 1 && (!t.mark("-/.") || t.text != list[1].text) || i%2 == 0 && !t.figured() {
			return nil, false
		}
		if i%2 == 0 {
			f = append(f, written{t.n, t.width})
		}
	}
	switch {
	case since.text != "":
		return eraDay(since, f[0].value, f[1].value, f[2].value), f[0].width <= 2 && f[1].width <= 2 && f[2].width <= 2
	case len(f) == 3 && f[0].width == 4 && f[1].width <= 2 && f[2].width <= 2:
		d, ok := f[0].year()
		d.month, d.day = f[1].value, f[2].value
		return readings{d}, ok
	case f[0].width > 2 || f[1].width > 2:
		return nil, false
	}
	var of yearDay
	monthFirst := YearFirst
	if len(f) == 3 {
		var ok bool
		if of, ok = f[2].year(); !ok {
			return nil, false
		}
		monthFirst = MonthFirst // where the year comes first, nobody writes it last
	}
	return readings{
		{of.year, f[1].value, f[0].value, of.lastFigures, DayFirst},
		{of.year, f[0].value, f[1].value, of.lastFigures, monthFirst},
	}, true
}

// eraDay is a day of the so-many-th year of a Japanese era.
func eraDay(since token, year, month, day int) readings {
	m, _ := since.as(era)
	d := yearDay{year: eras[m.n].began.Year + year - 1, month: month, day: day}
	date := Date{d.year, time.Month(d.month), d.day}
	outside := date.Before(eras[m.n].began) || m.n > 0 && !date.Before(eras[m.n-1].began)
	if d.exists() && (year < 1 || outside) {
		return readings{{year: wrongEra}, d}
	}
	return readings{d}
}

// readWords reads 12 may, may 12th, both with a year behind, and 12 de mayo del
// año pasado.
func (r Reading) readWords(list []token) (readings, bool) {
	var d yearDay
	if len(list) == 3 {
		var ok bool
		if d, ok = r.yearOf(list[2]); !ok {
			return nil, false
		}
		list = list[:2]
	}
	if len(list) != 2 {
		return nil, false
	}
	for _, at := range [2][2]int{{0, 1}, {1, 0}} {
		day, okDay := list[at[0]].as(number)
		name, okMonth := list[at[1]].as(month)
		if okDay && okMonth && list[at[0]].width <= 2 {
			d.month, d.day = name.n, day.n
			return readings{d}, true
		}
	}
	return nil, false
}

// readMarked reads 5月12日, with a year in front: 2026年, 令和8年, 来年.
func (r Reading) readMarked(list []token) (readings, bool) {
	n := len(list)
	if n < 4 || list[n-1].text != "日" || !list[n-2].figured() || list[n-3].text != "月" || !list[n-4].figured() ||
		list[n-2].width > 2 || list[n-4].width > 2 {
		return nil, false
	}
	d := yearDay{month: list[n-4].n, day: list[n-2].n}
	switch rest := list[:n-4]; {
	case len(rest) == 0:
		return readings{d}, true
	case len(rest) == 1, len(rest) == 2 && rest[1].text == "年":
		of, ok := r.yearOf(rest[0])
		d.year, d.lastFigures = of.year, of.lastFigures
		return readings{d}, ok && (len(rest) == 2 || !rest[0].figured())
	case len(rest) == 3 && rest[2].text == "年" && rest[0].hasSense(era) && rest[1].figured() && rest[1].width <= 2:
		return eraDay(rest[0], rest[1].n, d.month, d.day), true
	}
	return nil, false
}

// yearOf reads a year: four figures, two that lack their century, next year.
func (r Reading) yearOf(t token) (yearDay, bool) {
	if m, ok := t.as(span); ok && m.n == ofYears {
		return yearDay{year: r.Today.Year + m.count}, true
	}
	return written{t.n, t.width}.year()
}

// year reads four figures as a year and two as one without its century. The year 0 is
// rejected, as it would mean no year.
func (f written) year() (yearDay, bool) {
	switch {
	case f.width == 2:
		return yearDay{year: shortYear, lastFigures: f.value}, true
	case f.width == 4 && f.value > 0:
		return yearDay{year: f.value}, true
	default:
		return yearDay{}, false
	}
}

// resolve returns the day that the readings leave, and reports whether it could have
// been another one. A weekday may decide. write gives the form in which to type a
// reading.
//
// Errors: CodeInvalid if none is left, or several.
func (r Reading) resolve(text string, list readings, on *time.Weekday, write func(yearDay) string) (yearDay, bool, error) {
	shown := quoteUnlessPlain(text)
	switch list[0].year {
	case shortYear:
		return yearDay{}, false, Errorf(CodeInvalid, "%s has a year of two figures", shown).
			Try("Write the year in full, as in 1980-05-12.")
	case wrongEra:
		return yearDay{}, false, Errorf(CodeInvalid, "%s lies outside its era: %s is %s", shown, list[1].birthday(), eraOf(Date(list[1].birthday()))).
			Try("Write %s if that is the day.", list[1].birthday())
	}
	var days readings
	for _, d := range list {
		if d.exists() && (len(days) == 0 || d.month != days[0].month || d.day != days[0].day) {
			days = append(days, d)
		}
	}
	switch len(days) {
	case 0:
		return yearDay{}, false, Errorf(CodeInvalid, "%s is not a day: %s", shown, list.whyNot())
	case 1:
		return days[0], false, nil
	}
	if i := slices.IndexFunc(days, r.fitsOrder); i >= 0 {
		return days[i], true, nil
	}
	if on != nil {
		fits := slices.DeleteFunc(slices.Clone(days), func(d yearDay) bool { return r.place(d).Weekday() != *on })
		if len(fits) == 1 {
			return fits[0], true, nil
		}
	}
	return yearDay{}, false, Errorf(CodeInvalid, "%s can be %s or %s", shown, days[0].say(), days[1].say()).
		Try("Write %s or %s.", write(days[0]), write(days[1]))
}

// inCentury adds the century to a year of two figures in a country that writes the year
// last: 15/12/26 is 2026 in Italy, and 5/3/98 is 1998. It does so for days but not for
// birthdays.
func (r Reading) inCentury(days readings) readings {
	if r.Order != DayFirst && r.Order != MonthFirst {
		return days
	}
	const ahead = 20 // years
	whole := slices.Clone(days)
	for i, d := range whole {
		if d.year == shortYear {
			whole[i].year = r.Today.Year/100*100 + d.lastFigures
			if whole[i].year > r.Today.Year+ahead {
				whole[i].year -= 100
			}
		}
	}
	return whole
}

// fitsOrder reports whether the order of the reading makes that day. A year in front
// has the month behind it.
func (r Reading) fitsOrder(d yearDay) bool {
	return r.Order != NoOrder && (d.order == r.Order || r.Order == MonthFirst && d.order == YearFirst)
}

// whyNot says what is wrong with the first reading that has a month, if no reading
// exists.
func (list readings) whyNot() string {
	for _, d := range list {
		month := time.Month(d.month)
		switch {
		case month < time.January || month > time.December:
			continue
		case d.day < 1:
			return "days count from 1"
		case d.year == 0 && month == time.February:
			return "February has 29 days at most"
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

// length returns the days of the month, in a leap year if none is given.
func (d yearDay) length() int {
	if d.year == 0 {
		return daysIn(2000, time.Month(d.month))
	}
	return daysIn(d.year, time.Month(d.month))
}

// place returns the day itself, or without a year the one in the direction of the
// reading: 29 February may be eight years away.
func (r Reading) place(d yearDay) Date {
	if d.year != 0 {
		return Date{d.year, time.Month(d.month), d.day}
	}
	if !r.By.IsZero() {
		r.Today, r.Looks = r.By, Near
	}
	return r.choose(func(step int) (Date, bool) {
		there := yearDay{year: r.Today.Year + step, month: d.month, day: d.day}
		return Date{there.year, time.Month(d.month), d.day}, there.exists()
	})
}

// choose returns, of the days that numbered gives in order of time, the one in the
// direction of the reading; day 0 is around today, which counts.
func (r Reading) choose(numbered func(step int) (Date, bool)) Date {
	const furthest = 12
	var before, from Date
	for step := -furthest; step <= furthest; step++ {
		switch d, ok := numbered(step); {
		case !ok:
		case d.Before(r.Today):
			before = d
		case from.IsZero():
			from = d
		}
	}
	switch r.Looks {
	case Past, Begun:
		if from != r.Today {
			return before
		}
	case Near:
		if r.Today.Sub(before) < from.Sub(r.Today) {
			return before
		}
	}
	return from
}

func (d yearDay) birthday() Birthday { return Birthday{d.year, time.Month(d.month), d.day} }

func (d yearDay) say() string { return fmt.Sprintf("%d %s", d.day, time.Month(d.month).String()[:3]) }

// eraOf writes the year of a day by its Japanese era.
func eraOf(d Date) string {
	for _, e := range eras {
		if !d.Before(e.began) {
			return fmt.Sprintf("%s %d", e.name, d.Year-e.began.Year+1)
		}
	}
	return "before Meiji"
}
