package fold

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"crm/internal/crm"
)

// Tag returns a text as a tag: in lower case and of normal width, with single spaces and
// without a # in front, so that "#VIP", "vip" and "ＶＩＰ" are one tag. Folding twice
// changes nothing.
func Tag(text string) string {
	text = norm.NFKC.String(strings.ToLower(norm.NFKC.String(text)))
	return strings.TrimLeft(strings.Join(strings.Fields(text), " "), "# ")
}

// Tags returns the tags of a list with commas, semicolons, bars, line ends or ::: between, or of
// "#vip #golf". What begins with a star is a list that a program keeps itself: "* myContacts".
//
// Errors: CodeInvalid for a tag that is too long, begins with - or has an invisible
// character.
func Tags(text string) (tags crm.Tags, err error) {
	text = strings.ReplaceAll(norm.NFKC.String(text), ":::", ",")
	var words []string
	for _, word := range strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(",;|、\n\r", r) }) {
		if word = strings.TrimSpace(word); strings.HasPrefix(word, "#") {
			words = append(words, signed().Split(word, -1)...)
		} else {
			words = append(words, word)
		}
	}
	for _, word := range words {
		tag := Tag(word)
		switch {
		case tag == "", strings.HasPrefix(tag, "* "), strings.Trim(tag, "-–—.*_~+/ ") == "":
			continue
		case utf8.RuneCountInString(tag) > crm.LongestTag:
			return nil, crm.Errorf(crm.CodeInvalid, "the tag %q has more than %d characters", tag, crm.LongestTag)
		case strings.HasPrefix(tag, "-"), strings.ContainsFunc(tag, func(r rune) bool { return !unicode.IsPrint(r) }):
			return nil, crm.Errorf(crm.CodeInvalid, "%q can't be a tag", tag)
		}
		tags = tags.With(tag)
	}
	return tags, nil
}

// signed is between two words with # in front of each.
var signed = Expression(`\s+#+`)
