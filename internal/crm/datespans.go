package crm

import (
	"fmt"
	"regexp"
	"strings"
	"sync"
	"time"
	"unicode"
	"unicode/utf8"
)

// Short ways of writing times, which are made whole before they are read.

var (
	// halfDay is a time with one letter for its half of the day: 3p, 9:30a.
	halfDay = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`(?i)(^|[ ,@T])(\d{1,2}(?::\d\d)?)([ap])\b`) })
	// tonightAt is the evening, and behind it a time that says so itself: tonight 7pm.
	tonightAt = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`(?i)\btonight\b,?( (?:at |@ ?)?\d{1,2}(?::\d\d)? ?p\.?m)`)
	})
	// lasting parts a beginning from a length that could be taken for a part of it: 3pm 1h,
	// 15時 1時間.
	lasting = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`(?i)^(.*\d(?::\d\d| ?[ap]\.?m\.?| ?h| ?時(?:\d\d?分)?)),?((?: +(?:for |per |por |durante )?\d+(?:[.,]\d+)? ?(?:h|hrs?|hours?|or[ae]|horas?|m|mins?|minutes?|minut[io]|minutos?)| *\d+(?:[.,]\d+)?時間))$`)
	})
	// twoTimes parts a beginning from an end.
	twoTimes = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`(?i)^(.*\d(?::\d\d)? ?(?:[ap]\.?m\.?|h|時)?)(?: ?[-–—~〜～] ?| (?:to|till|until|a|alle|hasta las|a las|fino alle) |から) ?(\d{1,2}(?::\d\d)? ?(?:[ap]\.?m\.?|h|時)?)(?:まで)?$`)
	})
	// twoHours are the hours from one to another behind a day, without a sign that they are
	// hours: tue 10-11, martes de 10 a 11.
	twoHours = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`(?i)^(.*?\pL\pM*),? (?:(?:from|between|at|de|de las|desde las|dalle|alle|a las|tra le) )?(\d{1,2}(?::\d\d)?) ?(?:[-–—~〜～]| (?:to|till|until|and|a|alle|e le|hasta las|a las|fino alle|y las) ) ?(\d{1,2}(?::\d\d)?)$`)
	})
)

// wholeHalves writes out the halves of the day.
func wholeHalves(text string) string {
	text = halfDay().ReplaceAllString(text, "${1}${2}${3}m")
	return tonightAt().ReplaceAllString(text, "today$1")
}

// span returns the error for a text that has a beginning and an end, or says how long something
// lasts; nil for any other. One that was not read may say so in more ways than one that
// could be taken for a time.
func (r Reading) span(text string, unread bool) error {
	var head, tail string
	length := time.Duration(0)
	d, clock, ok := Date{}, "", false
	if parts := lasting().FindStringSubmatch(text); parts != nil && !unread && !minutesOfHour(parts[1], parts[2]) {
		head, tail = parts[1], parts[2]
		length, _ = lengthIn(tail)
	}
	if parts := twoTimes().FindStringSubmatch(text); unread && head == "" && parts != nil {
		head = parts[1]
		length = r.until(head, parts[2])
	}
	if head != "" {
		d, clock, ok = r.begins(head)
	}
	if unread && !ok {
		d, clock, length, ok = r.readLasting(text)
	}
	if parts := twoHours().FindStringSubmatch(text); unread && !ok && parts != nil {
		if day, err := r.Date(parts[1]); err == nil {
			from, to := wholeHour(parts[2]), wholeHour(parts[3])
			d, clock, length = day, from, r.until(day.String()+" "+from, to)
			ok = length > 0 && length <= longestMeeting
		}
	}
	if !ok {
		return nil
	}
	if length <= 0 {
		length = 90 * time.Minute
	}
	return Errorf(CodeInvalid, "%s says two times", quoteUnlessPlain(text)).On("for").
		Try("Write when it begins, %q. How long an appointment lasts is --for %s.", d.String()+" "+clock, briefLength(length))
}

// longestMeeting is the most that is taken for a length without being called one.
const longestMeeting = 9 * time.Hour

// begins reads a day with a time.
func (r Reading) begins(text string) (d Date, clock string, ok bool) {
	d, clock, err := r.when(text)
	return d, clock, err == nil && clock != ""
}

// until is how long it is from a beginning to a time of the same day, or 0.
func (r Reading) until(from, to string) time.Duration {
	d, begin, ok := r.begins(from)
	if !ok {
		return 0
	}
	_, end, ok := r.begins(d.String() + " " + to)
	if !ok && strings.HasSuffix(strings.ToLower(from), "m") {
		return 0
	}
	at := func(clock string) time.Time {
		t, _ := time.Parse("15:04", clock)
		return t
	}
	return max(0, at(end).Sub(at(begin)))
}

// wholeHour writes an hour as a time.
func wholeHour(text string) string {
	if !strings.Contains(text, ":") {
		text += ":00"
	}
	if len(text) == len("9:00") {
		text = "0" + text
	}
	return text
}

// minutesOfHour reports whether minutes behind hours are those of the time: 15 h 30 min.
func minutesOfHour(head, tail string) bool {
	return strings.HasSuffix(strings.ToLower(head), "h") && strings.Contains(strings.ToLower(tail), "m")
}

// lengthWords stand before a length, in any language.
var lengthWords = []string{"for", "per", "por", "durante", "lasting", "lasts", "about", "circa", "unos", "unas", "dura", "から", "より", ",", "、", "(", "（", "-", "–", "/", "x", "~"}

// lengthIn reads a length with its unit, and what may stand around it: for half an hour,
// (30 min), から30分.
func lengthIn(text string) (time.Duration, bool) {
	text = strings.TrimRight(strings.TrimSpace(text), ")）.")
	for cut := true; cut; {
		cut = false
		for _, word := range lengthWords {
			rest, ok := strings.CutPrefix(strings.ToLower(text), word)
			last, _ := utf8.DecodeLastRuneInString(word)
			if ok && (!unicode.IsLetter(last) || last > unicode.MaxLatin1 || strings.HasPrefix(rest, " ")) {
				text, cut = strings.TrimSpace(text[len(word):]), true
			}
		}
	}
	if !strings.ContainsFunc(text, unicode.IsLetter) {
		return 0, false
	}
	length, err := ParseFor(text)
	return length, err == nil && length <= longestMeeting
}

// readLasting reads a beginning and a length behind it.
func (r Reading) readLasting(text string) (d Date, clock string, length time.Duration, ok bool) {
	if len(text) > 120 {
		return d, "", 0, false
	}
	for i := range text {
		last, _ := utf8.DecodeLastRuneInString(text[:i])
		next, _ := utf8.DecodeRuneInString(text[i:])
		if i == 0 || unicode.IsDigit(last) && unicode.IsDigit(next) || last < unicode.MaxLatin1 && unicode.IsLetter(last) && unicode.IsLetter(next) {
			continue
		}
		length, ok := lengthIn(text[i:])
		if !ok {
			continue
		}
		if d, clock, ok = r.begins(strings.TrimSpace(text[:i])); ok {
			return d, clock, length, true
		}
	}
	return d, "", 0, false
}

// briefLength writes a length as a flag takes it: 1h30m.
func briefLength(d time.Duration) string {
	hours, minutes := int(d.Hours()), int(d.Minutes())%60
	switch {
	case hours == 0:
		return fmt.Sprintf("%dm", minutes)
	case minutes == 0:
		return fmt.Sprintf("%dh", hours)
	}
	return fmt.Sprintf("%dh%dm", hours, minutes)
}
