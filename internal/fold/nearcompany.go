package fold

import (
	"strings"
	"unicode/utf8"
)

// NearCompany reports whether two names may be of one company: one begins the other, is
// its initials, or some of its characters in a script without spaces, or two thirds of
// them are alike at the ends. Spaces and legal forms are ignored. It is good for a
// question, not an answer.
func NearCompany(a, b string) bool {
	short, long := bareWords(a), bareWords(b)
	brief, whole := strings.Join(short, ""), strings.Join(long, "")
	if len(brief) > len(whole) {
		short, long, brief, whole = long, short, whole, brief
	}
	n, most := utf8.RuneCountInString(brief), utf8.RuneCountInString(whole)
	switch {
	case brief == whole:
		return brief != ""
	case Unspaced(brief):
		return n > 1 && inOrder(brief, whole)
	case strings.HasPrefix(whole, brief):
		return n >= 3
	case len(long) > 1 && len(short) == 1 && n > 1:
		if initials(long) == brief {
			return true
		}
	}
	from, to := []rune(brief), []rune(whole)
	begins, ends := 0, 0
	for begins < n && from[begins] == to[begins] {
		begins++
	}
	for ends < n-begins && from[n-1-ends] == to[most-1-ends] {
		ends++
	}
	return begins >= 3 && begins+ends >= 4 && 3*(begins+ends) >= 2*most
}

// bareWords are the words of a company without its legal form.
func bareWords(name string) []string {
	bare, _ := Company(name)
	return strings.Fields(Text(bare))
}

func initials(words []string) string {
	var out strings.Builder
	for _, word := range words {
		r, _ := utf8.DecodeRuneInString(word)
		out.WriteRune(r)
	}
	return out.String()
}

// inOrder reports whether a text begins with the first character of a brief one and has
// its others in order.
func inOrder(brief, text string) bool {
	for i, r := range brief {
		at := strings.IndexRune(text, r)
		if at < 0 || i == 0 && at > 0 {
			return false
		}
		text = text[at+utf8.RuneLen(r):]
	}
	return true
}
