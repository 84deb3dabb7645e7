package crm

import (
	"regexp"
	"strings"
	"sync"
)

// Short ways of writing times, which are made whole before they are read.

var (
	// halfDay is a time with one letter for its half of the day: 3p, 9:30a.
	halfDay = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`(?i)(^|[ ,@T])(\d{1,2}(?::\d\d)?)([ap])\b`) })
	// tonightAt is the evening, and behind it a time that says so itself: tonight 7pm.
	tonightAt = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`(?i)\btonight\b,?( (?:at |@ ?)?\d{1,2}(?::\d\d)? ?p\.?m)`)
	})
	// lasting parts a beginning from a length: 3pm 1h, 10:00 for 30 min, 15時 1時間.
	lasting = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`(?i)^(.*\d(?::\d\d| ?[ap]\.?m\.?| ?h| ?時(?:\d\d?分)?)),?(?: +(?:for |per |por |durante )?\d+(?:[.,]\d+)? ?(h|hrs?|hours?|or[ae]|horas?|m|mins?|minutes?|minut[io]|minutos?)| *\d+(?:[.,]\d+)?(時間))$`)
	})
	// twoTimes parts a beginning from an end.
	twoTimes = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`(?i)^(.*\d(?::\d\d)? ?(?:[ap]\.?m\.?|h|時)?)(?: ?[-–—~〜～] ?| (?:to|till|until|a|alle|hasta las|a las|fino alle) |から) ?\d{1,2}(?::\d\d)? ?(?:[ap]\.?m\.?|h|時)?(?:まで)?$`)
	})
)

// wholeHalves writes out the halves of the day.
func wholeHalves(text string) string {
	text = halfDay().ReplaceAllString(text, "${1}${2}${3}m")
	return tonightAt().ReplaceAllString(text, "today$1")
}

// firstOfTwo reads the beginning of a text that has a beginning and an end.
func (r Reading) firstOfTwo(text string) (d Date, clock string, two bool) {
	parts := twoTimes().FindStringSubmatch(text)
	if parts == nil {
		return Date{}, "", false
	}
	d, clock, err := r.when(parts[1])
	return d, clock, err == nil && clock != ""
}

// beginsAndLasts reads the beginning of a text that says how long something lasts, too. Minutes
// behind hours are those of the time: 15 h 30 min.
func (r Reading) beginsAndLasts(text string) (d Date, clock string, lasts bool) {
	parts := lasting().FindStringSubmatch(text)
	if parts == nil || strings.HasPrefix(strings.ToLower(parts[2]), "m") && strings.HasSuffix(strings.ToLower(parts[1]), "h") {
		return Date{}, "", false
	}
	d, clock, err := r.when(parts[1])
	return d, clock, err == nil && clock != ""
}
