package crm

import "strings"

// DecimalMark returns the mark, point or comma, that stands before the decimals of an amount, if
// it has two decimals or none. Sure is unset where only the three digits behind a single mark tell
// that it groups thousands: 1,480.
func DecimalMark(text string) (mark string, sure bool) {
	text = strings.TrimFunc(foldMoney(text), func(r rune) bool { return r < '0' || r > '9' })
	at := strings.LastIndexAny(text, ".,")
	if at < 0 {
		return "", false
	}
	mark = text[at : at+1]
	before, after, other := text[:at], text[at+1:], strings.Trim(".,", mark)
	if !digits(after) || !digits(strings.NewReplacer(".", "", ",", "", "'", "", " ", "").Replace(before)) {
		return "", false
	}
	_, isGroup := groups(text, mark)
	switch {
	case strings.Contains(before, mark):
		return other, isGroup
	case !digits(before), !isGroup, before[0] == '0':
		return mark, true
	}
	return other, false
}
