package fold

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Apart replaces signs glued to words by semicolons, as they set them apart, or by blanks
// if they join two, so that "*do not call*", "VIP>no llamar" and "🚫non chiamare" are those
// words. It keeps what says something: crosses and ticks, + and
// & between words, a # alone, the @ of an address, and the ℡ that is a word.
func Apart(text string) string {
	if !strings.ContainsFunc(text, sign) {
		return text
	}
	var out strings.Builder
	out.Grow(len(text) + 8)
	before := ' '
	for rest := text; rest != ""; {
		r, size := utf8.DecodeRuneInString(rest)
		rest = rest[size:]
		behind, _ := utf8.DecodeRuneInString(rest)
		starts, ends := inWord(behind), inWord(before)
		switch {
		case !sign(r), r == '@' && starts && ends:
			out.WriteRune(r)
		case strings.ContainsRune("×✕✗✘✖❌☒╳○◯✓✔✅☑", r), strings.ContainsRune("+&", r) && out.Len() > 0 && rest != "", r == '#' && !starts && !ends:
			out.WriteByte(' ')
			out.WriteRune(r)
			out.WriteByte(' ')
		case starts && ends && strings.ContainsRune("=>→⇒#%^@", r), !starts && !ends, strings.ContainsRune("=>→⇒", r):
			out.WriteByte(' ')
		default:
			out.WriteByte(';')
		}
		before = r
	}
	return out.String()
}

// sign reports whether a character is neither of a word nor parts clauses.
func sign(r rune) bool {
	if r < utf8.RuneSelf {
		return strings.ContainsRune("*=~<>#^+&%@$`", r)
	}
	return unicode.IsSymbol(r) && !strings.ContainsFunc(norm.NFKD.String(string(r)), unicode.IsLetter)
}

// inWord reports whether a character is of a word.
func inWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }
