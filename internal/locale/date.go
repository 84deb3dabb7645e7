package locale

import (
	"fmt"
	"strconv"
	"time"

	"crm/internal/crm"
)

// Dates: no date gives an empty text. Functions with today leave out the current year.

// Date is a date with its weekday: "Tue 24 Nov", "Wed 5 May 2027",
// "11月24日(火)", "2027年5月5日(水)".
func (l *Locale) Date(d, today crm.Date) string {
	if d.IsZero() {
		return ""
	}
	if l.lang == japanese {
		return l.ShortDate(d, today) + l.bracketed(d)
	}
	return l.Weekday(d) + " " + l.ShortDate(d, today)
}

// DateAligned is Date with room for two digits of the day, and in Japanese of
// the month, so that dates stand below each other: "Wed  5 May 2027".
func (l *Locale) DateAligned(d, today crm.Date) string {
	switch {
	case d.IsZero():
		return ""
	case l.lang == japanese:
		return l.year(d, today) + fmt.Sprintf("%2d月%2d日", int(d.Month), d.Day) + l.bracketed(d)
	default:
		return l.Weekday(d) + fmt.Sprintf(" %2d ", d.Day) + l.calendar.shortName(d.Month) + l.year(d, today)
	}
}

// LongDate is a date in full, for the head of a screen: "Wednesday 25 November
// 2026", "2026年11月20日(金)", "miércoles, 25 de noviembre de 2026".
func (l *Locale) LongDate(d crm.Date) string {
	if d.IsZero() {
		return ""
	}
	day, year := strconv.Itoa(d.Day), strconv.Itoa(d.Year)
	switch l.lang {
	case japanese:
		return year + "年" + l.DayMonth(d) + l.bracketed(d)
	case spanish:
		return l.WeekdayLong(d) + ", " + day + " de " + l.Month(d.Month) + " de " + year
	default:
		return l.WeekdayLong(d) + " " + day + " " + l.Month(d.Month) + " " + year
	}
}

// ShortDate is a date without its weekday: "18 May", "18 May 2025",
// "5月18日", "2025年5月18日".
func (l *Locale) ShortDate(d, today crm.Date) string {
	switch {
	case d.IsZero():
		return ""
	case l.lang == japanese:
		return l.year(d, today) + l.DayMonth(d)
	default:
		return l.DayMonth(d) + l.year(d, today)
	}
}

// DayMonth is the day of the year: "18 May", "5月18日", "18 mag".
func (l *Locale) DayMonth(d crm.Date) string {
	switch {
	case d.IsZero():
		return ""
	case l.lang == japanese:
		return l.Month(d.Month) + strconv.Itoa(d.Day) + "日"
	default:
		return strconv.Itoa(d.Day) + " " + l.calendar.shortName(d.Month)
	}
}

// Near is the shortest form that tells a day from those around today: "Fri", "18日(水)".
// It is Date for days a week or more away, and in Japanese for those of another month.
func (l *Locale) Near(d, today crm.Date) string {
	switch {
	case d.IsZero():
		return ""
	case !isNear(d, today):
		return l.Date(d, today)
	case l.lang != japanese:
		return l.Weekday(d)
	case d.Month == today.Month:
		return strconv.Itoa(d.Day) + "日" + l.bracketed(d)
	default:
		return l.DayMonth(d) + l.bracketed(d)
	}
}

// Soon is the day that a heading names: "Friday" within the next week,
// otherwise Date; in Japanese always Date.
func (l *Locale) Soon(d, today crm.Date) string {
	if l.lang == japanese || d.IsZero() || !isNear(d, today) {
		return l.Date(d, today)
	}
	return l.WeekdayLong(d)
}

// Beside is a date beside another one, which lends it the year and in Japanese the
// month: "Thu 26 Nov", "23日".
func (l *Locale) Beside(d, other crm.Date) string {
	switch {
	case l.lang != japanese || d.IsZero():
		return l.Date(d, other)
	case d.Month == other.Month && d.Year == other.Year:
		return strconv.Itoa(d.Day) + "日"
	default:
		return l.ShortDate(d, other)
	}
}

// Weekday is the short name of the day of the week: "Tue", "火".
func (l *Locale) Weekday(d crm.Date) string {
	if d.IsZero() {
		return ""
	}
	return l.calendar.shortDay(d.Weekday())
}

// WeekdayLong is its name in full: "Monday", "月曜日".
func (l *Locale) WeekdayLong(d crm.Date) string {
	if d.IsZero() {
		return ""
	}
	return l.calendar.day(d.Weekday())
}

// Month is the name of a month in full: "November", "11月".
func (l *Locale) Month(m time.Month) string { return l.calendar.month(m) }

// MonthYear is a month of a year as a column has it: "Nov 2026", "2026年11月",
// "nov 2026".
func (l *Locale) MonthYear(year int, m time.Month) string {
	if l.lang == japanese {
		return strconv.Itoa(year) + "年" + l.Month(m)
	}
	return l.calendar.shortName(m) + " " + strconv.Itoa(year)
}

// Birthday is a birthday, with the year where it is known: "12 May 1980",
// "12 May", "5月12日".
func (l *Locale) Birthday(b crm.Birthday) string {
	switch {
	case b.IsZero():
		return ""
	case b.Year == 0:
		return l.DayMonth(crm.Date{Year: 2000, Month: b.Month, Day: b.Day})
	default:
		return l.ShortDate(crm.Date(b), crm.Date{})
	}
}

// Clock is a time of day, by 24 hours in all languages: "10:30".
func (l *Locale) Clock(t time.Time) string { return t.Format("15:04") }

// bracketed is the weekday as Japanese puts it behind a date.
func (l *Locale) bracketed(d crm.Date) string { return "(" + l.Weekday(d) + ")" }

// year is the year of d with what joins it to the day; empty for the current one.
func (l *Locale) year(d, today crm.Date) string {
	switch {
	case d.Year == today.Year:
		return ""
	case l.lang == japanese:
		return strconv.Itoa(d.Year) + "年"
	default:
		return " " + strconv.Itoa(d.Year)
	}
}

// isNear reports whether the weekday alone tells d.
func isNear(d, today crm.Date) bool {
	days := d.Sub(today)
	return -7 < days && days < 7
}
