package calendar

import (
	"strconv"
	"strings"
	"time"

	"github.com/rickar/cal/v2"

	"crm/internal/crm"
)

// A rule says on which day of a year something falls:
//
//	12-24         that day of every year
//	2026-07-10    that day of one year
//	easter-2      so many days before or after Easter; orthodox+1 that of the
//	              Orthodox churches
//	11-thu4       the fourth Thursday of November; 05-mon-1 the last Monday of May
//	mon>=05-18    the first Monday on or after 18 May; mon<=05-24 the last one on
//	              or before 24 May; mon~01-29 the one nearest to 29 January
//
// A year without that day has the zero time.
type rule func(year int) time.Time

func parseRule(text string) (rule, bool) {
	for _, easter := range [...]struct {
		word   string
		julian bool
	}{{"easter", false}, {"orthodox", true}} {
		if offset, ok := strings.CutPrefix(text, easter.word); ok {
			n, err := strconv.Atoi(offset)
			if offset == "" {
				n, err = 0, nil
			}
			return easterRule(n, easter.julian), err == nil && n >= -180 && n <= 180 && (offset == "" || offset[0] == '+' || offset[0] == '-')
		}
	}
	if d, err := crm.ParseISODate(text); err == nil && !d.IsZero() {
		return func(year int) time.Time {
			if year != d.Year {
				return time.Time{}
			}
			return dayOf(d)
		}, true
	}
	if len(text) < 5 {
		return nil, false
	}
	if day, ok := weekdayNamed(text[:3]); ok {
		for _, sign := range [...]string{">=", "<=", "~"} {
			if month, n, ok := parseMonthDay(strings.TrimPrefix(text[3:], sign)); ok && strings.HasPrefix(text[3:], sign) {
				return nearRule(day, sign, month, n), true
			}
		}
		return nil, false
	}
	if month, n, ok := parseMonthDay(text); ok {
		return func(year int) time.Time {
			t := time.Date(year, month, n, 0, 0, 0, 0, time.UTC)
			if t.Month() != month { // 29 February
				return time.Time{}
			}
			return t
		}, true
	}
	return nthRule(text)
}

// easterRule is the day n days after Easter.
func easterRule(n int, julian bool) rule {
	h := &cal.Holiday{Julian: julian, Offset: n}
	return func(year int) time.Time {
		return dayOf(crm.DateOf(cal.CalcEasterOffset(h, year)))
	}
}

// nthRule reads "11-thu4" and "05-mon-1".
func nthRule(text string) (rule, bool) {
	month, rest, ok := strings.Cut(text, "-")
	m, err := strconv.Atoi(month)
	if !ok || err != nil || m < 1 || m > 12 || len(rest) < 4 {
		return nil, false
	}
	day, ok := weekdayNamed(rest[:3])
	n, err := strconv.Atoi(rest[3:])
	if !ok || err != nil || n == 0 || n < -1 || n > 4 {
		return nil, false
	}
	if n < 0 {
		return func(year int) time.Time {
			last := time.Date(year, time.Month(m)+1, 0, 0, 0, 0, 0, time.UTC)
			return last.AddDate(0, 0, -int(last.Weekday()-day+7)%7)
		}, true
	}
	return nearRule(day, ">=", time.Month(m), 7*n-6), true
}

// nearRule is a weekday counted from a day of the year.
func nearRule(weekday time.Weekday, sign string, month time.Month, n int) rule {
	return func(year int) time.Time {
		day := time.Date(year, month, n, 0, 0, 0, 0, time.UTC)
		after := int(weekday-day.Weekday()+7) % 7
		if sign == "<=" && after > 0 || sign == "~" && after > 3 {
			after -= 7
		}
		return day.AddDate(0, 0, after)
	}
}

// parseMonthDay reads "12-24", and "02-29" too.
func parseMonthDay(text string) (time.Month, int, bool) {
	t, err := time.Parse(time.DateOnly, "2024-"+text)
	return t.Month(), t.Day(), err == nil
}

func dayOf(d crm.Date) time.Time { return time.Date(d.Year, d.Month, d.Day, 0, 0, 0, 0, time.UTC) }
