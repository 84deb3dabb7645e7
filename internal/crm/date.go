package crm

import (
	"cmp"
	"fmt"
	"time"
)

// Date is a civil date: a day in the book's time zone, without a time. The zero Date
// means "no date". It is stored as null and written as the empty string.
type Date struct {
	Year  int
	Month time.Month
	Day   int
}

// NewDate returns a date, normalised as time.Date does: 30 February becomes 2 March.
// Input goes through a Reading, which rejects such days.
func NewDate(year int, month time.Month, day int) Date {
	return DateOf(time.Date(year, month, day, 0, 0, 0, 0, time.UTC))
}

// DateOf returns the civil date that t shows in its own location.
func DateOf(t time.Time) Date {
	y, m, d := t.Date()
	return Date{y, m, d}
}

// ParseISODate reads YYYY-MM-DD and nothing else; an empty text is the zero
// Date. Days that do not exist are an error.
func ParseISODate(text string) (Date, error) {
	if text == "" {
		return Date{}, nil
	}
	n, ok := 0, len(text) == len(time.DateOnly) // not time.Parse: a list has a few of these a row
	var parts [3]int
	for i := 0; ok && i < len(text); i++ {
		c := text[i]
		if i == 4 || i == 7 {
			ok = c == '-'
			n++
			continue
		}
		ok = '0' <= c && c <= '9'
		parts[n] = 10*parts[n] + int(c-'0')
	}
	d := Date{parts[0], time.Month(parts[1]), parts[2]}
	if !ok || d.Month < time.January || d.Month > time.December || d.Day < 1 || d.Day > 28 && d.Day > daysIn(d.Year, d.Month) {
		return Date{}, fmt.Errorf("%q is not a date", text)
	}
	return d, nil
}

// IsZero reports whether d is unset.
func (d Date) IsZero() bool { return d == Date{} }

// String returns YYYY-MM-DD, or nothing for the zero Date.
func (d Date) String() string {
	if d.IsZero() {
		return ""
	}
	return string(d.Append(nil))
}

// Append appends YYYY-MM-DD.
func (d Date) Append(out []byte) []byte {
	if d.Year < 0 || d.Year > 9999 {
		return fmt.Appendf(out, "%04d-%02d-%02d", d.Year, int(d.Month), d.Day)
	}
	two := func(n int) { out = append(out, byte('0'+n/10), byte('0'+n%10)) }
	two(d.Year / 100)
	two(d.Year % 100)
	out = append(out, '-')
	two(int(d.Month))
	out = append(out, '-')
	two(d.Day)
	return out
}

// MarshalText returns the text of String.
func (d Date) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads what MarshalText wrote.
func (d *Date) UnmarshalText(text []byte) error {
	parsed, err := ParseISODate(string(text))
	*d = parsed
	return err
}

// Time returns noon of d in UTC: no zone moves it to another day.
func (d Date) Time() time.Time {
	return time.Date(d.Year, d.Month, d.Day, 12, 0, 0, 0, time.UTC)
}

// Weekday returns the day of the week.
func (d Date) Weekday() time.Weekday { return d.Time().Weekday() }

// AddDays moves d by n days, which may be negative.
func (d Date) AddDays(n int) Date { return DateOf(d.Time().AddDate(0, 0, n)) }

// AddMonths moves d by n months. A day that does not exist there becomes the last of
// the month: six months from 31 August is 28 or 29 February.
func (d Date) AddMonths(n int) Date {
	first := time.Date(d.Year, d.Month+time.Month(n), 1, 12, 0, 0, 0, time.UTC)
	return Date{first.Year(), first.Month(), min(d.Day, daysIn(first.Year(), first.Month()))}
}

// Sub returns the days from other to d.
func (d Date) Sub(other Date) int {
	return int(d.Time().Sub(other.Time()).Hours() / 24)
}

// MonthsTo counts the months from d to a later date, to the nearest one.
func (d Date) MonthsTo(later Date) int {
	n := 12*(later.Year-d.Year) + int(later.Month-d.Month)
	for n > 0 && later.Sub(d.AddMonths(n-1)) < d.AddMonths(n).Sub(later) {
		n--
	}
	for d.AddMonths(n+1).Sub(later) <= later.Sub(d.AddMonths(n)) {
		n++
	}
	return n
}

// Compare orders dates by time; the zero Date comes first.
func (d Date) Compare(other Date) int {
	return cmp.Or(cmp.Compare(d.Year, other.Year), cmp.Compare(d.Month, other.Month), cmp.Compare(d.Day, other.Day))
}

// Before reports whether d lies before other.
func (d Date) Before(other Date) bool { return d.Compare(other) < 0 }

// After reports whether d lies after other.
func (d Date) After(other Date) bool { return d.Compare(other) > 0 }

// Latest returns the latest of the dates; no date is the earliest.
func Latest(dates ...Date) Date {
	var latest Date
	for _, d := range dates {
		if d.After(latest) {
			latest = d
		}
	}
	return latest
}

func daysIn(year int, month time.Month) int {
	return time.Date(year, month+1, 0, 12, 0, 0, 0, time.UTC).Day()
}

// Period is a span of calendar time. Months are added before days and clamp to the end
// of the month.
type Period struct {
	Months int
	Days   int
}

// Add moves d by p.
func (d Date) Add(p Period) Date { return d.AddMonths(p.Months).AddDays(p.Days) }

// Negate returns the same span in the other direction.
func (p Period) Negate() Period { return Period{-p.Months, -p.Days} }

// Birthday is a day of birth; the year is 0 if unknown. The zero Birthday means
// "unknown".
type Birthday struct {
	Year  int
	Month time.Month
	Day   int
}

// ParseISOBirthday reads YYYY-MM-DD, or --MM-DD without the year; an empty text is the
// zero Birthday.
func ParseISOBirthday(text string) (Birthday, error) {
	if text == "" {
		return Birthday{}, nil
	}
	if len(text) == 7 && text[:2] == "--" {
		t, err := time.Parse(time.DateOnly, "2000-"+text[2:])
		if err != nil {
			return Birthday{}, fmt.Errorf("%q is not a birthday", text)
		}
		return Birthday{0, t.Month(), t.Day()}, nil
	}
	d, err := ParseISODate(text)
	if err != nil {
		return Birthday{}, fmt.Errorf("%q is not a birthday", text)
	}
	return Birthday(d), nil
}

// IsZero reports whether the birthday is unknown.
func (b Birthday) IsZero() bool { return b == Birthday{} }

// String returns YYYY-MM-DD, or --MM-DD without the year.
func (b Birthday) String() string {
	switch {
	case b.IsZero():
		return ""
	case b.Year == 0:
		return fmt.Sprintf("--%02d-%02d", int(b.Month), b.Day)
	default:
		return Date(b).String()
	}
}

// MarshalText returns the text of String.
func (b Birthday) MarshalText() ([]byte, error) { return []byte(b.String()), nil }

// UnmarshalText reads what MarshalText wrote.
func (b *Birthday) UnmarshalText(text []byte) error {
	parsed, err := ParseISOBirthday(string(text))
	*b = parsed
	return err
}

// In returns the day on which the birthday is kept in that year: 29 February is kept on
// the 28th in common years.
func (b Birthday) In(year int) Date {
	return Date{year, b.Month, min(b.Day, daysIn(year, b.Month))}
}

// Next returns the first birthday after that day, or none if the birthday is unknown.
func (b Birthday) Next(after Date) Date {
	if b.IsZero() {
		return Date{}
	}
	if next := b.In(after.Year); next.After(after) {
		return next
	}
	return b.In(after.Year + 1)
}

// Age returns the age on that day's birthday; ok is false without the year of birth.
func (b Birthday) Age(on Date) (years int, ok bool) {
	if b.Year == 0 {
		return 0, false
	}
	years = on.Year - b.Year
	if on.Before(b.In(on.Year)) {
		years--
	}
	return years, true
}
