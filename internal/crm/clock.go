package crm

import (
	"fmt"
	"slices"
	"strings"
)

// clockTime is a time of day as it was typed.
type clockTime struct {
	hour, minute int
	part         int  // of the day, or -1
	exact        bool // written by 24 hours, HH:MM
}

// cutClock cuts a time of day off the end or the beginning of a text: "17:00", "3pm",
// "at 3 in the afternoon", "alle 15.30", "a las 3 y media de la tarde", "午後3時半". The
// clock is HH:MM of 24 hours, or empty.
//
// Errors: CodeInvalid for an invalid or ambiguous time.
func cutClock(list []token) (rest []token, clock string, err error) {
	for start := range list {
		if start > 0 && (list[start-1].mark("+-:.") || list[start-1].hasSense(within)) {
			continue // a length of time, or the middle of one
		}
		if c, used, ok := readClock(list[start:], start > 0 && (list[start-1].hasSense(relative) || list[start-1].hasSense(weekday))); ok && start+used == len(list) {
			rest = list[:start]
			if n := len(rest); n > 1 && rest[n-1].text == "t" && rest[n-2].figured() {
				rest = rest[:n-1] // 2026-12-01T09:30
			}
			clock, err = c.write(list[start : start+used])
			return rest, clock, err
		}
	}
	if c, used, ok := readClock(list, false); ok {
		clock, err = c.write(list[:used])
		return list[used:], clock, err
	}
	return list, "", nil
}

// cutDayAndHour cuts the hour off a day of the month that it stands behind, as in "ven 18 h 17",
// which cutClock takes for 18:17. The clock is empty if 18 h 17 is a time, as behind "oggi".
//
// Errors: CodeInvalid if it can be both.
func (r Reading) cutDayAndHour(text string, list []token) (rest []token, clock string, err error) {
	at := len(list) - 3 // of the number that may be a day
	if at < 1 {
		return nil, "", nil
	}
	day, h, hour := list[at], list[at+1], list[at+2]
	before := func(fits func(token) bool) bool { return slices.ContainsFunc(list[:at], fits) }
	switch {
	case h.text != "h" || h.close && hour.close, !day.figured() || !hour.figured() || day.width > 2 || hour.width > 2:
		return nil, "", nil
	case hour.n < 1 || hour.n > 23, list[at-1].hasSense(clockAt) || before(func(t token) bool { return t.figured() || t.hasSense(part) }):
		return nil, "", nil
	}
	quiet := r
	quiet.Note = nil
	rest = slices.Clone(list[:at+1])
	_, noDay := quiet.read(text, slices.Clone(rest))
	if noDay != nil && !before(func(t token) bool { return t.hasSense(weekday) }) {
		return nil, "", nil
	}
	if clock, err = (clockTime{hour: hour.n, part: -1}).write(list[at+1:]); err != nil {
		return nil, "", err
	}
	if day.n < 24 && !list[at-1].hasSense(month) && (noDay != nil || h.close || hour.text[0] == '0') {
		err = Errorf(CodeInvalid, "%s can be the time %02d:%02d, or %s on day %d", quoteUnlessPlain(text), day.n, hour.n, clock, day.n).
			Try("Write the date and the time, as in %s %s.", r.nextMonth(), clock)
	}
	return rest, clock, err
}

// readClock reads a time of day at the beginning of a list. With onDay, a day stands in
// front of it, so that 17.30 is not a date.
func readClock(list []token, onDay bool) (c clockTime, used int, ok bool) {
	at := func(i int) token {
		if i < len(list) {
			return list[i]
		}
		return token{}
	}
	c.part = -1
	i, said := 0, false // said: a word in front says that a time follows
	for ; at(i).text != ""; i++ {
		if m, is := at(i).as(part); is && c.part < 0 {
			c.part, said = m.n, true
		} else if at(i).text == "の" && c.part >= 0 { // 夜の7時
			continue
		} else if at(i).hasSense(clockAt) || at(i).text == "h" && at(i+1).figured() {
			said = true
		} else {
			break
		}
	}
	if m, is := at(i).as(clockNow); is {
		c.hour, c.exact = m.n/60, true
		return c, i + 1, c.part < 0
	}
	less := 0
	if m, is := at(i).as(fraction); is && (at(i+1).hasSense(pastMinutes) || at(i+1).text == "to") {
		c.minute = m.n
		if at(i+1).text == "to" {
			c.minute, less = 60-m.n, 1
		}
		i, said = i+2, true
	}
	hour, is := at(i).as(number)
	if !is || at(i).width > 2 || !at(i).figured() && !said || at(i).kanji() && at(i+1).text != "時" { // 朝一 is no 1 o'clock
		return c, 0, false
	}
	single := at(i).width == 1
	c.hour = hour.n - less
	i++
	marked := less > 0 || c.minute > 0
	switch mark := at(i); {
	case mark.text == ":" && at(i+1).width == 2 && at(i+1).close:
		c.minute, c.exact, i = at(i+1).n, !single, i+2
		if at(i).text == ":" && at(i+1).text == "00" {
			i += 2
		}
		marked = true
	case mark.text == ":":
		return c, 0, false
	case mark.mark(".,") && at(i+1).width == 2 && at(i+1).close && (said || at(i+2).hasSense(part) || onDay && at(i+1).n > 12):
		c.minute, i, marked = at(i+1).n, i+2, true
	case mark.hasSense(clockHour) && (said || mark.text == "h" || mark.text == "hs" || mark.text == "時"):
		i, marked = i+1, true
		if m, half := at(i).as(fraction); half && mark.text == "時" {
			c.minute, i = m.n, i+1
		} else if at(i).figured() && at(i).width <= 2 && (at(i+1).hasSense(clockMinute) || minutesBehindH(mark, at(i), at(i+1))) {
			c.minute, i = at(i).n, i+1
			if at(i).hasSense(clockMinute) {
				i++
			}
		}
	}
	if said || marked {
		plus, lesser := at(i).hasSense(plusMinutes), at(i).hasSense(lessMinutes) && at(i).text != "to"
		m, is := at(i + 1).as(fraction)
		if !is {
			m, is = at(i + 1).as(number)
		}
		if at(i+1).text == "un" && at(i+2).hasSense(fraction) { // un quarto
			m, is = at(i + 2).as(fraction)
			i++
		}
		if (plus || lesser) && is {
			if c.minute = m.n; lesser {
				c.hour, c.minute = c.hour-1, 60-m.n
			}
			i += 2
		}
	}
	for at(i).hasSense(sharp) || (said || marked) && at(i).hasSense(clockHour) && at(i).text != ":" {
		i++
	}
	if m, is := at(i).as(part); is && c.part < 0 {
		c.part, i = m.n, i+1
	}
	return c, i, said || marked || c.part >= 0
}

// minutesBehindH reports whether a number behind an h is of minutes, and not another hour:
// 17h30, 8 h 30, but not 17h-18 or 10h 12h.
func minutesBehindH(h, number, behind token) bool {
	return h.text == "h" && number.width == 2 && (number.n > 24 || h.close == number.close) && !behind.hasSense(clockHour)
}

// write writes a time of day as HH:MM of 24 hours. typed is what it was read
// from, for the error.
func (c clockTime) write(typed []token) (string, error) {
	text := ""
	for _, t := range typed {
		if text != "" && !t.close {
			text += " "
		}
		text += strings.ReplaceAll(t.text, "_", " ")
	}
	hour, ok := c.of24()
	if c.part == morning && c.hour == 12 {
		return "", Errorf(CodeInvalid, "%s can be 00:%02d or 12:%02d", quoteUnlessPlain(text), c.minute, c.minute).
			Try("Write 00:%02d or 12:%02d.", c.minute, c.minute)
	}
	if c.hour == 12 && typed[0].text == "午後" { // by the law it is midnight, by most clocks noon
		return "", Errorf(CodeInvalid, "%s can be 12:%02d or 00:%02d of the next day", quoteUnlessPlain(text), c.minute, c.minute).
			Try("Write 12:%02d or 00:%02d.", c.minute, c.minute)
	}
	if !ok || hour < 0 || hour > 23 || c.minute < 0 || c.minute > 59 {
		return "", Errorf(CodeInvalid, "%s is not a time of day", quoteUnlessPlain(text)).Try("Write a time from 00:00 to 23:59, or as 3pm.")
	}
	if !c.exact && c.part < 0 && hour >= 1 && hour <= 7 {
		return "", Errorf(CodeInvalid, "%s can be %02d:%02d or %02d:%02d", quoteUnlessPlain(text), hour, c.minute, hour+12, c.minute).
			Try("Write %02d:%02d or %02d:%02d.", hour, c.minute, hour+12, c.minute)
	}
	return fmt.Sprintf("%02d:%02d", hour, c.minute), nil
}

// of24 returns the hour by 24 hours; ok is false for one that its part of the day does
// not have. An hour by 24 hours may have a matching part.
func (c clockTime) of24() (hour int, ok bool) {
	h := c.hour
	switch c.part {
	case am:
		return h % 12, h >= 0 && h <= 12
	case pm:
		return h%12 + 12, h >= 0 && h <= 12
	case morning:
		return h, h >= 0 && h < 12 // at 12 in the morning it is midnight to some, and noon to others
	case afternoon:
		return until24(h%12+12, h), h >= 0 && h <= 20
	case evening:
		return until24(h+12, h), h >= 5 && h <= 11 || h >= 17 && h <= 23
	case dusk:
		return until24(h+12, h), h >= 3 && h <= 11 || h >= 15 && h <= 23
	case night:
		return until24(h+12, h), h >= 7 && h <= 11 || h >= 19 && h <= 23
	case midday:
		return until24((h+1)%12+11, h), h == 11 || h == 12 || h >= 1 && h <= 3 || h >= 13 && h <= 15
	case smallHours:
		return h, h >= 1 && h <= 6
	}
	return h, true
}

// until24 converts an hour by 12 hours with its part of the day.
func until24(by12, hour int) int {
	if hour > 12 {
		return hour
	}
	return by12
}
