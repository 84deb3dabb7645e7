package crm

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// cutClock cuts a clock time off the end of a text, where there is one after
// a blank, after the T of an ISO time or after Japanese.
func cutClock(folded string) (day string, hours, minutes int, ok bool) {
	folded = twentyFour(strings.TrimSpace(folded))
	start := strings.LastIndexFunc(folded, func(r rune) bool { return r != ':' && (r < '0' || r > '9') })
	if start >= 0 {
		r, width := utf8.DecodeRuneInString(folded[start:])
		switch {
		case r == ' ', r == '\t', r >= utf8.RuneSelf && r != utf8.RuneError:
			start += width
		case r == 't' && start > 0 && folded[start-1] >= '0' && folded[start-1] <= '9':
			day, start = folded[:start], start+1
		default:
			return "", 0, 0, false
		}
	} else {
		start = 0
	}
	h, m, found := strings.Cut(folded[start:], ":")
	hour, okHour := figure(h)
	minute, okMinute := figure(m)
	if !found || !okHour || !okMinute || hour.width > 2 || minute.width != 2 {
		return "", 0, 0, false
	}
	if day == "" {
		day = strings.TrimSpace(folded[:start])
	}
	return day, hour.value, minute.value, true
}

// cutHours reads 1h, 30m, 1h30m, 1h30, 1:30 and 90.
func cutHours(text string) (hours, minutes int, ok bool) {
	h, m, both := strings.Cut(text, ":")
	if !both {
		h, m, both = strings.Cut(text, "h")
		if both && m == "" {
			f, ok := figure(h)
			return f.value, 0, ok
		}
		m = strings.TrimSuffix(m, "m")
	}
	if !both {
		f, ok := figure(strings.TrimSuffix(text, "m"))
		return 0, f.value, ok
	}
	hour, okHour := figure(h)
	minute, okMinute := figure(m)
	return hour.value, minute.value, okHour && okMinute && minute.width <= 2 && minute.value < 60
}

// twentyFour writes a time of twelve hours at the end of a text ("fri 3pm",
// "3:30 pm") as one of twenty-four; it returns any other text as it is.
func twentyFour(folded string) string {
	text, afternoon := strings.CutSuffix(folded, "pm")
	if !afternoon {
		var morning bool
		if text, morning = strings.CutSuffix(folded, "am"); !morning {
			return folded
		}
	}
	text = strings.TrimSpace(text)
	start := strings.LastIndexFunc(text, func(r rune) bool { return r != ':' && (r < '0' || r > '9') }) + 1
	h, m, _ := strings.Cut(text[start:], ":")
	if m == "" {
		m = "00"
	}
	hour, okHour := figure(h)
	minute, okMinute := figure(m)
	if !okHour || !okMinute || hour.value < 1 || hour.value > 12 || minute.width != 2 {
		return folded
	}
	hours := hour.value % 12
	if afternoon {
		hours += 12
	}
	return fmt.Sprintf("%s%02d:%02d", text[:start], hours, minute.value)
}
