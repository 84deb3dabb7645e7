package fold

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// unspaced reports whether a script writes names without spaces.
func unspaced(r rune) bool {
	return r == 'ー' || unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar, unicode.Tibetan, unicode.Bopomofo)
}

// Unspaced reports whether a text has letters of a script without spaces, where word
// ends do not show.
func Unspaced(s string) bool { return strings.ContainsFunc(s, unspaced) }

// prepared saves what splitting at punctuation would lose: dashes that lengthen a
// vowel, separate voicing marks, and words for a company.
func prepared(s string) string {
	if ascii(s) {
		return s
	}
	s = norm.NFC.String(strings.NewReplacer("゛", "\u3099", "゜", "\u309a", "ﾞ", "\u3099", "ﾟ", "\u309a").Replace(s))
	s = dashed(s, 'ー')
	if strings.ContainsAny(s, "㈱株㈲有社人") {
		s = strings.NewReplacer("㈱", " 株式会社 ", "(株)", " 株式会社 ", "（株）", " 株式会社 ", "㈲", " 有限会社 ", "(有)", " 有限会社 ", "（有）", " 有限会社 ").Replace(s)
		for _, company := range companyWords {
			s = strings.ReplaceAll(s, company, " "+company+" ")
		}
	}
	return s
}

// hyphened turns dashes between kana into spaces.
func hyphened(s string) string { return dashed(s, ' ') }

// dashed replaces dashes that may lengthen the vowel of the kana before them.
func dashed(s string, as rune) string {
	var before rune
	return strings.Map(func(r rune) rune {
		if strings.ContainsRune("-‐‑‒–—―−－─━〜～", r) && lengthened(before) {
			r = as
		}
		before = r
		return r
	}, s)
}

// lengthened reports whether a dash behind that character lengthens a vowel.
func lengthened(r rune) bool {
	folded := []rune(norm.NFKC.String(string(r)))
	return len(folded) == 1 && vowelOf(katakana(folded[0])) != 0
}

// letters folds the letters of a word that Text has folded.
func letters(word string) string {
	if ascii(word) {
		return word
	}
	out := make([]rune, 0, len(word)/2)
	for _, r := range word {
		last := len(out) - 1
		switch {
		case strings.ContainsRune("々〻ゝヽ", r) && last >= 0:
			out = append(out, out[last])
		case strings.ContainsRune("ゞヾ", r) && last >= 0:
			out = append(out, []rune(norm.NFC.String(string(out[last])+"\u3099"))...)
		case unicode.Is(unicode.M, r) && last >= 0 && unicode.In(out[last], unicode.Arabic, unicode.Hebrew):
		case r == 'ـ': // draws an Arabic word out
		case unicode.Is(unicode.Han, r) || unicode.Is(unicode.Arabic, r):
			out = append(out, variant(r))
		default:
			r = katakana(r)
			if last >= 0 && out[last] == 'ヴ' {
				if b, ok := map[rune]rune{'ア': 'バ', 'イ': 'ビ', 'エ': 'ベ', 'オ': 'ボ'}[r]; ok {
					out[last] = b
					continue
				}
			}
			out = append(out, r)
		}
	}
	return strings.ReplaceAll(string(out), "ヴ", "ブ")
}

// katakana unifies kana that sound alike: large katakana.
func katakana(r rune) rune {
	if 'ぁ' <= r && r <= 'ゖ' {
		r += 'ァ' - 'ぁ'
	}
	switch r {
	case 'ァ', 'ィ', 'ゥ', 'ェ', 'ォ', 'ッ', 'ャ', 'ュ', 'ョ', 'ヮ':
		return r + 1
	case 'ヵ':
		return 'カ'
	case 'ヶ':
		return 'ケ'
	case 'ヰ':
		return 'イ'
	case 'ヱ':
		return 'エ'
	case 'ヲ':
		return 'オ'
	case 'ヂ':
		return 'ジ'
	case 'ヅ':
		return 'ズ'
	}
	return r
}

// vowels are the katakana that end in each vowel.
var vowels = [...]struct {
	vowel rune
	kana  string
}{
	{'ア', "アカガサザタダナハバパマヤラワ"},
	{'イ', "イキギシジチニヒビピミリ"},
	{'ウ', "ウクグスズツヌフブプムユルヴ"},
	{'エ', "エケゲセゼテデネヘベペメレ"},
	{'オ', "オコゴソゾトドノホボポモヨロ"},
}

func vowelOf(r rune) rune {
	for _, row := range vowels {
		if strings.ContainsRune(row.kana, r) {
			return row.vowel
		}
	}
	return 0
}

// longVowels unifies long vowels: オーノ, オウノ and オオノ are the same, and so are ケーコ and
// ケイコ.
func longVowels(s string) string {
	if !strings.ContainsAny(s, "ーウイ") {
		return s
	}
	var before rune // the vowel
	return strings.Map(func(r rune) rune {
		switch {
		case r == 'ー' && before != 0, r == 'ウ' && before == 'オ', r == 'イ' && before == 'エ':
			return before
		}
		before = vowelOf(r)
		return r
	}, s)
}
