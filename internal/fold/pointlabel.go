package fold

import (
	"regexp"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// CutLabel takes a phone or an e-mail apart into a word that says which of somebody's it is
// and the rest: "mobile: 614 555 0147", "614 555 0147 (work)", 携帯 090-1234-5678, "jane@example.com
// (home)". Known returns the label that a word stands for. Before a colon any word is a
// label, unless it says that the text is a phone, or that nobody is reached there. The
// label is empty for a text that has none, which is returned as it is.
func CutLabel(text string, known func(word string) (label string, ok bool)) (label, rest string) {
	if !mayHaveLabel(text) {
		return "", text
	}
	for _, form := range labelForms {
		parts := form.of().FindStringSubmatch(text)
		if parts == nil {
			continue
		}
		word, rest := trimLabel(parts[1+form.word]), strings.TrimSpace(parts[2-form.word])
		if word == "" || !closed(rest) || !samePointAs(text, rest) {
			continue
		}
		if label, ok := known(word); ok {
			return label, rest
		}
		if form.own && !saysPhone(word) && !BadPhone(word) && Text(word) != "" {
			return Clean(word), rest
		}
	}
	return "", text
}

// mayHaveLabel reports whether a text has room for a label. Most phones and e-mails have
// none.
func mayHaveLabel(text string) bool {
	if strings.Contains(text, "@") {
		return strings.ContainsAny(text, " :(（[：【\u3000")
	}
	return strings.ContainsFunc(text, unicode.IsLetter)
}

// labelForms are the places of a label: before a colon, in brackets, a word beside the
// number. Word is which of the two groups has it.
var labelForms = []struct {
	of   func() *regexp.Regexp
	word int
	own  bool
}{
	{Expression(`^\s*([^0-9０-９@+＋(（\[<:：]{1,40})[:：](.+)$`), 0, true},
	{Expression(`^(.+?)\s*[(（\[［【]([^0-9@()（）]{1,40})[)）\]］】]\s*$`), 1, false},
	{Expression(`^\s*[(（\[［【]([^0-9@()（）]{1,40})[)）\]］】](.+)$`), 0, false},
	{Expression(`^\s*(\pL[^0-9０-９@+＋(（]{0,39}?)[\s.#＃]*([0-9０-９+＋(（].*)$`), 0, false},
	{Expression(`^\s*(\pL[^0-9@]{0,39}?)\s+(\S+@.*)$`), 0, false},
	{Expression(`^(.*?[0-9０-９A-Za-z)）])[\s,;–—-]*\s[\s,;–—-]*(\pL[^0-9@]{0,39})$`), 1, false},
}

// trimLabel removes what stands around a word for a label.
func trimLabel(word string) string {
	return strings.TrimFunc(word, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.Is(unicode.M, r) })
}

// closed reports whether a text closes the brackets that it opens.
func closed(text string) bool {
	text = norm.NFKC.String(text)
	return strings.Count(text, "(") == strings.Count(text, ")") && strings.Count(text, "[") == strings.Count(text, "]")
}

// samePointAs reports whether the rest of a text is the phone or the e-mail that the text
// is. A text with a label may be neither.
func samePointAs(text, rest string) bool {
	if point, ok := EmailPoint(rest); ok {
		whole, too := EmailPoint(text)
		return !too || whole == point
	}
	number, ok := Phone(rest)
	if !ok {
		return false
	}
	whole, too := Phone(text)
	return !too || whole == number
}

// saysPhone reports whether a word only says that what follows is a phone or an e-mail.
func saysPhone(word string) bool {
	return phoneLabel().MatchString(word+": 0") || mailWords().MatchString(word)
}

var mailWords = Expression(`(?i)^(e[ -]?mail|mail|mailto|email address|メール|メールアドレス|posta|correo|correo electrónico|to)$`)
