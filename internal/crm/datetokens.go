package crm

import (
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

// token is a word, a number or a sign of a typed day.
type token struct {
	text  string
	n     int  // of a number
	width int  // how many figures the number has; 0 for one in letters, and for no number
	close bool // nothing stands between it and the one before
	// definite marks the number of a day: the 15th, el 15.
	definite bool
	// ranked marks a definite number written as an ordinal: 2nd, 第2.
	ranked bool
	// means is the meaning of words that were joined: next week.
	means *meaning
	// foreign marks a weekday of other languages that is a month in the reader's.
	foreign bool
}

// mark reports whether the token is one of those marks, each a single byte.
func (t token) mark(of string) bool {
	return len(t.text) == 1 && strings.Contains(of, t.text)
}

// figured reports whether the token is a number in figures.
func (t token) figured() bool { return t.width > 0 }

// kanji reports whether the token is a number in Chinese characters.
func (t token) kanji() bool { return t.figured() && t.text[0] >= utf8.RuneSelf }

// as returns what the token means in that sense.
func (t token) as(s sense) (meaning, bool) {
	switch {
	case t.means != nil:
		return *t.means, s == t.means.sense
	case t.figured():
		return meaning{number, t.n, 0}, s == number
	}
	for _, m := range lexicon()[t.text] {
		if m.sense == s && !(t.foreign && s == weekday) {
			return m, true
		}
	}
	return meaning{}, false
}

// hasSense reports whether the token means something in that sense.
func (t token) hasSense(s sense) bool {
	_, ok := t.as(s)
	return ok
}

// dotted writes am and pm without stops.
var dotted = sync.OnceValue(func() *strings.Replacer {
	return strings.NewReplacer("a. m.", "am", "p. m.", "pm", "a.m.", "am", "p.m.", "pm", "a.m", "am", "p.m", "pm")
})

// tokenize is Reading's tokenize: a word for a month in the user's language is not a
// weekday of another language.
func (r Reading) tokenize(text string) ([]token, bool) {
	list, ok := tokenize(text)
	for i, t := range list {
		languages, doubtful := weekdayIn[t.text]
		if !doubtful || r.Lang == "" || slices.Contains(languages, r.Lang) {
			continue
		}
		rest := slices.Delete(slices.Clone(list), i, i+1)
		list[i].foreign = !slices.ContainsFunc(rest, func(t token) bool { return t.hasSense(month) || t.text == "月" }) // mar 15 dic
	}
	return list, ok
}

// mostTokens is more than any date has.
const mostTokens = 24

// tokenize cuts a text into words, numbers and signs. It returns false for a text with
// anything that no date has.
func tokenize(text string) ([]token, bool) {
	folded := dotted().Replace(foldWords(text))
	var list []token
	blank := true
	for rest := folded; rest != ""; {
		if len(list) > mostTokens {
			return nil, false
		}
		r, size := utf8.DecodeRuneInString(rest)
		if r == utf8.RuneError && size <= 1 {
			return nil, false
		}
		if unicode.IsSpace(r) {
			blank, rest = true, rest[size:]
			continue
		}
		t, used, ok := nextToken(rest, r, size)
		if !ok {
			return nil, false
		}
		t.close = !blank
		list, blank, rest = append(list, t), false, rest[used:]
	}
	return phrases(dropStops(list)), len(list) > 0
}

// nextToken cuts off the first token of a text that begins with that rune.
func nextToken(text string, r rune, size int) (t token, used int, ok bool) {
	switch {
	case r >= '0' && r <= '9':
		used = runLength(text, func(r rune) bool { return r >= '0' && r <= '9' })
		if used > 8 {
			return t, 0, false
		}
		n, err := strconv.Atoi(text[:used])
		return token{text: text[:used], n: n, width: used}, used, err == nil
	case r < utf8.RuneSelf && unicode.IsLetter(r) || unicode.Is(unicode.Latin, r):
		used = runLength(text, func(r rune) bool { return unicode.Is(unicode.Latin, r) && r != 'º' && r != 'ª' })
		if used == 0 { // º and ª count as Latin letters
			used = size
		}
		return token{text: text[:used]}, used, true
	case strings.ContainsRune("-/.:+,()'@", r) || strings.ContainsRune("º°ª、・", r):
		return token{text: string(r)}, size, true
	}
	if used = longestWord(text); used > 0 {
		return token{text: text[:used]}, used, true
	}
	return kanjiNumber(text)
}

func runLength(text string, in func(rune) bool) int {
	for i, r := range text {
		if !in(r) {
			return i
		}
	}
	return len(text)
}

// longestWord returns the length of the longest word or compound at the beginning of a
// text without spaces.
func longestWord(text string) int {
	ends := make([]int, 0, 5)
	for i, r := range text {
		if i > 0 {
			ends = append(ends, i)
		}
		if len(ends) == 5 || r < utf8.RuneSelf {
			break
		}
	}
	if len(ends) < 5 && (len(text) > 0 && text[len(text)-1] >= utf8.RuneSelf) {
		ends = append(ends, len(text))
	}
	for _, end := range slices.Backward(ends) {
		word := text[:end]
		if _, known := lexicon()[word]; known || compounds()[word] != "" {
			return end
		}
	}
	return 0
}

const kanjiDigits = "〇一二三四五六七八九"

// kanjiNumber reads a number in Chinese characters: 十二, 二〇二六, 元.
func kanjiNumber(text string) (t token, used int, ok bool) {
	if strings.HasPrefix(text, "元") {
		return token{text: "元", n: 1, width: 1}, len("元"), true
	}
	total, digits, units := 0, 0, false
	for _, r := range text {
		value := strings.IndexRune(kanjiDigits, r) / len("〇")
		power := map[rune]int{'十': 10, '百': 100, '千': 1000}[r]
		switch {
		case r == '零':
			digits *= 10
		case strings.ContainsRune(kanjiDigits, r):
			digits = digits*10 + value
		case power > 0:
			total += max(digits, 1) * power
			digits, units = 0, true
		default:
			return kanjiToken(text[:used], total+digits, units)
		}
		used += utf8.RuneLen(r)
		if total+digits > 9999 {
			return t, 0, false
		}
	}
	return kanjiToken(text[:used], total+digits, units)
}

func kanjiToken(text string, n int, units bool) (token, int, bool) {
	width := utf8.RuneCountInString(text)
	if units {
		width = len(strconv.Itoa(n))
	}
	return token{text: text, n: n, width: width}, len(text), text != ""
}

// dropStops removes meaningless stops and hyphens beside words, and a final stop:
// "dec.", "5-dec-2026", "12.9." A sign in front of a number stays.
func dropStops(list []token) []token {
	isWord := func(i int) bool {
		return i >= 0 && i < len(list) && !list[i].figured() && unicode.IsLetter([]rune(list[i].text)[0])
	}
	if n := len(list); n > 1 && list[n-1].text == "." {
		list = list[:n-1]
	}
	var kept []token
	for i, t := range list {
		if t.mark("-/.") && (isWord(i-1) || isWord(i+1)) {
			continue
		}
		if i > 0 && list[i-1].mark("-/") {
			t.close = false // though the sign is gone
		}
		kept = append(kept, t)
	}
	return kept
}

// phrases joins words with a common meaning, and splits compounds.
func phrases(list []token) []token {
	var joined []token
	for i := 0; i < len(list); {
		n := min(longestPhrase, len(list)-i)
		for ; n > 0; n-- {
			words := make([]string, n)
			for j, t := range list[i : i+n] {
				words[j] = t.text
			}
			phrase := strings.Join(slices.DeleteFunc(words, func(w string) bool { return w == "'" }), "_")
			if parts := compounds()[phrase]; parts != "" {
				for _, part := range strings.Fields(parts) {
					value, _ := strconv.Atoi(part)
					t := token{text: part, n: value}
					if value > 0 {
						t.width = len(part)
					}
					joined = append(joined, t)
				}
				break
			}
			if _, known := lexicon()[phrase]; known && n > 1 {
				joined = append(joined, token{text: phrase, close: list[i].close})
				break
			}
		}
		if n == 0 {
			joined, n = append(joined, list[i]), 1
		}
		i += n
	}
	return joined
}

// foldWords makes words comparable: lower case, ASCII for full-width letters, digits
// and signs, one kind of dash and space, and no accents of Italian and Spanish,
// composed or not.
func foldWords(text string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\u3000', r == '\u00a0', r == '\u2009', r == '\u202f', r == '\u2007':
			return ' '
		case r >= '！' && r <= '～':
			r -= '！' - '!'
		case r >= '\u0300' && r <= '\u036f', r == '\u200b', r == '\u200e', r == '\u200f', r == '\ufe0f':
			return -1
		case r >= '\u2010' && r <= '\u2015', r == '\u2212':
			return '-'
		case r == '\u2044', r == '\u2215':
			return '/'
		case r == '\u2019', r == '\u2018', r == '\u00b4', r == '`':
			return '\''
		case r == '｡', r == '。':
			return '.'
		}
		switch r = unicode.ToLower(r); r {
		case 'à', 'á':
			return 'a'
		case 'è', 'é':
			return 'e'
		case 'ì', 'í':
			return 'i'
		case 'ò', 'ó':
			return 'o'
		case 'ù', 'ú', 'ü':
			return 'u'
		case 'ñ':
			return 'n'
		}
		return r
	}, text)
}
