package fold

import (
	"regexp"
	"strings"
	"unicode"
)

// withoutHours returns a number, in small letters, without what is said behind it of when
// somebody is reached there: "512 555 0198 (after 6pm)", "512-555-0201, before 9". The digits of that are
// not dialled. What may be an extension or another number stays.
func withoutHours(text string) string {
	if !strings.ContainsFunc(text, func(r rune) bool { return unicode.IsLetter(r) || strings.ContainsRune("([【", r) }) {
		return text
	}
	for _, form := range []*regexp.Regexp{bracketedHours(), looseHours()} {
		parts := form.FindStringSubmatch(text)
		if parts != nil && countDigits(parts[1]) >= minLocal && areHours(parts[2]) {
			return strings.TrimRight(parts[1], " \t,;-–—")
		}
	}
	return text
}

func countDigits(s string) (n int) {
	for i := range len(s) {
		if '0' <= s[i] && s[i] <= '9' {
			n++
		}
	}
	return n
}

// areHours reports whether the digits of a remark are times of the day or years.
func areHours(remark string) bool {
	remark = strings.TrimSpace(remark)
	if countDigits(remark) == 0 || !saysHours().MatchString(remark) { // words alone are dropped anyway
		return false
	}
	for _, run := range strings.FieldsFunc(remark, func(r rune) bool { return r < '0' || r > '9' }) {
		if len(run) > 2 && len(run) != len("2026") {
			return false
		}
	}
	return true
}

// wordsOfHours are those beside a time or a year, in small letters.
const wordsOfHours = `after|before|between|from|until|till?|since|around|only|best|weekdays?|weekends?|mornings?|afternoons?|evenings?|nights?|mon|tues?|wed|thurs?|fri|sat|sun|mon-fri|` +
	`dopo|prima|dalle|dal|fino|tra|ore|solo|mattina|pomeriggio|sera|` +
	`despu[eé]s|antes|desde|hasta|entre|tardes?|ma[nñ]anas?|noches?|` +
	`nach|vor|ab|bis|zwischen|seit|nur|` +
	`apr[eè]s|avant|jusqu|depuis|matin|soir`

var (
	bracketedHours = Expression(`^(.+?)[\s,;–—-]*[(\[【]([^()\[\]【】]+)[)\]】]$`)
	looseHours     = Expression(`^(.*?[0-9)])[\s,;–—-]+((?:` + wordsOfHours + `)\b.*|[0-9]{1,2}(?:[:.][0-9]{2})?\s*(?:[ap]\.?m\b|uhr\b|時).*)$`)
	// saysHours is a word for hours, a time, or a span: after 6, 6pm, 18:30, 9-5.
	saysHours = Expression(`(?:^|[^\pL])(?:` + wordsOfHours + `)(?:$|[^\pL])|[0-9]\s*(?:[ap]\.?m\b|h\b|hrs?\b|uhr\b|時)|(?:^|[^0-9])[0-9]{1,2}:[0-9]{2}|^[0-9]{1,2}\s*[-–~〜]\s*[0-9]{1,2}$`)
)
