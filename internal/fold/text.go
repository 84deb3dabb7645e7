package fold

import (
	"regexp"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Text folds case, accents, width, punctuation and white space, so that
// "José García", "JOSE GARCIA" and "ｊｏｓｅ　ｇａｒｃｉａ" are equal. The result is
// lower case, in NFC, and of words with one space between them. Folding twice
// changes nothing.
//
//   - Accents go from Latin, Greek and Cyrillic letters only: to a reader of
//     Japanese か and が are two letters, to one of Hindi a vowel sign is not an
//     ornament. Letters that no accent explains are spelt out: ß is ss, ø is o.
//   - Apostrophes, hyphens and all other punctuation part words, so "O'Brien"
//     is "O Brien" and "Anne-Marie" is "Anne Marie". The five # % & @ * stay,
//     because they alone tell some headings apart ("Share", "Share %").
//   - What nobody can see goes: zero-width characters, soft hyphens, controls
//     of direction, variation selectors.
//   - Katakana stay katakana, kanji of old form stay as they are; Name folds
//     them.
//
// A text of nothing but punctuation folds to the empty text; two such are not
// the same thing, and the caller must not take them for it.
func Text(s string) string {
	if ascii(s) {
		return foldASCII(s)
	}
	return foldUnicode(s)
}

// Words returns the distinct words of the folded text, in order. Text without spaces is
// one word.
func Words(s string) []string {
	words := strings.Fields(Text(s))
	kept := words[:0]
	for _, word := range words {
		if !slices.Contains(kept, word) {
			kept = append(kept, word)
		}
	}
	return kept
}

// Clean returns a text as it is stored: in NFC, without outer white space (of any
// script).
func Clean(s string) string {
	return norm.NFC.String(strings.TrimSpace(s))
}

// foldASCII is Text for ASCII, which most texts are. It returns s itself if nothing
// changes.
func foldASCII(s string) string {
	if folded(s) {
		return s
	}
	var out strings.Builder
	out.Grow(len(s))
	space := false
	for i := range len(s) {
		c := s[i]
		switch {
		case separator(rune(c)):
			space = out.Len() > 0
			continue
		case 'A' <= c && c <= 'Z':
			c += 'a' - 'A'
		}
		if space {
			out.WriteByte(' ')
			space = false
		}
		out.WriteByte(c)
	}
	return out.String()
}

// folded reports whether folding an ASCII text would give the same again.
func folded(s string) bool {
	space := true // at the start, a space is one too many
	for i := range len(s) {
		c := s[i]
		switch {
		case c == ' ':
			if space {
				return false
			}
			space = true
			continue
		case 'A' <= c && c <= 'Z', separator(rune(c)):
			return false
		}
		space = false
	}
	return s == "" || !space
}

func foldUnicode(s string) string {
	s = strings.ToValidUTF8(s, "\ufffd") // bytes that are not letters would part what belongs together
	// Invisible characters go first: between a letter and its accent they would keep
	// both apart.
	if strings.ContainsFunc(s, invisible) {
		s = strings.Map(func(r rune) rune {
			if invisible(r) {
				return -1
			}
			return r
		}, s)
	}
	out := make([]byte, 0, len(s))
	space, marks := false, false // a space is due; marks belong to the letter before them
	for _, r := range norm.NFKD.String(s) {
		switch {
		case unicode.Is(unicode.M, r):
			// U+034F is put in by norm itself, into absurdly long runs of marks.
			if marks && !invisible(r) {
				out = utf8.AppendRune(out, r)
			}
			continue
		case separator(r):
			space, marks = len(out) > 0, false
			continue
		}
		if space {
			out = append(out, ' ')
			space = false
		}
		// There and back again, for small letters that share a capital: ς, σ.
		r = unicode.ToLower(unicode.ToUpper(r))
		marks = unicode.IsLetter(r) && !unicode.In(r, unicode.Latin, unicode.Greek, unicode.Cyrillic)
		if spelt := spelling(r); spelt != "" {
			out = append(out, spelt...)
		} else {
			out = utf8.AppendRune(out, r)
		}
	}
	return norm.NFC.String(string(out))
}

// spelling gives the plain letters for a small letter that has none in Unicode.
func spelling(r rune) string {
	switch r {
	case 'ß':
		return "ss"
	case 'æ':
		return "ae"
	case 'œ':
		return "oe"
	case 'ø':
		return "o"
	case 'þ':
		return "th"
	case 'ð', 'đ':
		return "d"
	case 'ł':
		return "l"
	case 'ħ':
		return "h"
	case 'ŧ':
		return "t"
	}
	return ""
}

// separator reports whether a character parts words and says nothing else.
func separator(r rune) bool {
	switch r {
	case '#', '%', '&', '@', '*':
		return false
	case '`', '\u02b9', '\u02bb', '\u02bc', '\u02bd', '\u2212':
		return true // apostrophes and a minus, by looks if not by category
	}
	if r < utf8.RuneSelf && ('a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9') {
		return false // spares the tables for most of all characters
	}
	return unicode.IsSpace(r) || unicode.IsControl(r) || unicode.IsPunct(r)
}

// invisible reports whether a character leaves no mark and takes no room.
func invisible(r rune) bool {
	switch {
	case r < 0xad:
		return false
	case r == 0xad, // soft hyphen
		r == 0x34f, // combining grapheme joiner
		r == 0x61c,
		r == 0x115f, r == 0x1160, r == 0x3164, r == 0xffa0, // Hangul fillers
		r == 0x17b4, r == 0x17b5,
		0x180b <= r && r <= 0x180f,
		0x200b <= r && r <= 0x200f, // zero width, direction marks
		0x202a <= r && r <= 0x202e, // embeddings and overrides
		0x2060 <= r && r <= 0x206f, // word joiner, isolates
		0xfe00 <= r && r <= 0xfe0f, // variation selectors
		r == 0xfeff,
		0xe0000 <= r && r <= 0xe0fff: // tags, more variation selectors
		return true
	}
	return false
}

// Expression is a regular expression that is made when it is first asked for. Programs
// begin with making some two hundred of these, which sync.OnceValue makes dearer.
func Expression(text string) func() *regexp.Regexp { return (&expression{text: text}).get }

type expression struct {
	text string
	once sync.Once
	made *regexp.Regexp
}

func (e *expression) get() *regexp.Regexp {
	e.once.Do(func() { e.made = regexp.MustCompile(e.text) })
	return e.made
}
