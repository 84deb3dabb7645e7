package fold

import (
	"slices"
	"strings"
	"sync"
	"unicode"
)

var inBrackets = Expression(`^([^()（）]+)[(（]([^()（）]+)[)）]([^()（）]*)$`)

// Bracketed takes what stands in brackets out of the name of a person where it is surely what
// they are called, or how the name is read: Annie of "Lee, Ann (Annie)", たかなし of
// 小鳥遊（たかなし）. Of any other name it returns the whole.
func Bracketed(name string) (bare, nickname, reading string) {
	if !strings.ContainsAny(name, "(（") {
		return name, "", ""
	}
	found := inBrackets().FindStringSubmatch(name)
	if found == nil {
		return name, "", ""
	}
	before, in, behind := strings.TrimSpace(found[1]), strings.Join(strings.Fields(found[2]), " "), strings.TrimSpace(found[3])
	if _, firm := Company(before); firm || before == "" {
		return name, "", ""
	}
	switch {
	case reads(in, before) && (behind == "" || detached(before+behind) == before):
		return before + behind, "", in
	case calls(in, before, behind):
		return strings.TrimSpace(before + " " + behind), in, ""
	}
	return name, "", ""
}

// reads reports whether a text in kana is how a name in Chinese characters is read, and not
// who its bearer is in a family.
func reads(in, name string) bool {
	letters := 0
	for _, r := range in {
		switch {
		case unicode.In(r, unicode.Hiragana, unicode.Katakana):
			letters++
		case r != 'ー' && r != ' ' && r != '・':
			return false
		}
	}
	return letters > 1 && !slices.Contains(relatives(), Text(in)) && strings.ContainsFunc(name, func(r rune) bool { return unicode.Is(unicode.Han, r) })
}

// relatives stand in brackets behind a name as who somebody is.
var relatives = sync.OnceValue(func() (all []string) {
	for _, word := range []string{"ママ", "パパ", "おかあさん", "おとうさん", "むすこ", "むすめ", "おばあちゃん", "おじいちゃん", "おくさま", "おくさん", "アパート", "マンション", "パート", "アルバイト", "リーダー", "オーナー"} {
		all = append(all, Text(word))
	}
	return all
})

// calls reports whether a text in brackets is what somebody is called for short: a form of
// the given name before it, or a given name before the family name.
func calls(in, before, behind string) bool {
	if strings.Contains(in, " ") || !likeName(in) || isOne(suffixes, in) {
		return false
	}
	given := before
	if _, turned, found := strings.Cut(before, ","); found {
		given = turned
	} else if words := strings.Fields(before); behind != "" && likeName(behind) && len(words) > 0 && !OnlyTitles(before) {
		if isGiven(in) {
			return true
		}
	}
	words := strings.Fields(WithoutTitles(given))
	if len(words) == 0 {
		return false
	}
	short, long := Text(in), Text(words[0])
	return short != long && (SameGiven(short, long) || len([]rune(short)) > 2 && strings.HasPrefix(long, short))
}
