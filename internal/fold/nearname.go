package fold

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// MayBeOne reports whether two names of people may be those of one person, who has
// married, say, or is written short in one of them: "V. Stopp", "Vera Hudson" and "Stopp
// Vera" may be Vera Stopp, Bob Hudson may be Robert, and "John Stopp" is somebody else. Two scripts may write one
// name.
func MayBeOne(a, b string) bool {
	a, b = withoutRelation(a), withoutRelation(b)
	x, _ := NewName(a).Untitled()
	y, _ := NewName(b).Untitled()
	switch {
	case Unspaced(a) != Unspaced(b):
		return true
	case Unspaced(a):
		return mayBeOneUnspaced([]rune(x.Keys()[0]), []rune(y.Keys()[0]))
	}
	if mayBeOneSpaced(x.simpleWords(), y.simpleWords()) {
		return true
	}
	return initialsOf(x.apartWords(), y.apartWords()) || initialsOf(y.apartWords(), x.apartWords())
}

// withoutRelation returns a name without a remark of whose relative it is: "(mother of Luke
// Bass)".
func withoutRelation(name string) string {
	if !strings.ContainsAny(name, "(（") {
		return name
	}
	return relation().ReplaceAllString(name, "")
}

var relation = Expression(`(?i)[(（]\s*((the |la |el |il |su )?(mother|mom|mum|father|dad|wife|husband|spouse|son|daughter|brother|sister|mamma|madre|mam[aá]|padre|pap[aàá]|moglie|marito|coniuge|figli[oa]|fratello|sorella|nonn[oa]|suocer[oa]|espos[oa]|mujer|marido|c[oó]nyuge|hij[oa]|herman[oa]|abuel[oa]|suegr[oa])( |'s)[^)）]*|[^)）]*の(母|父|妻|夫|息子|娘|子|長男|次男|長女|次女|兄|弟|姉|妹|祖母|祖父|配偶者))\s*[)）]`)

// apartWords returns the words of a name with those apart that are written as one: M.G., Lo
// Presti.
func (n Name) apartWords() []string {
	var words []string
	for _, t := range n.spellings[0] {
		words = append(words, t...)
	}
	return words
}

// initialsOf reports whether a name has a word of another one, and initials of others of its
// words for all the rest: "JL Garza", "Garza T. J. L.".
func initialsOf(brief, long []string) bool {
	left, shared := slices.Clone(long), false
	var letters []rune
	for _, word := range brief {
		if at := slices.Index(left, word); at >= 0 && len(word) > 1 {
			left, shared = slices.Delete(left, at, at+1), shared || len(word) > 2
			continue
		}
		if utf8.RuneCountInString(word) > 3 {
			return false
		}
		letters = append(letters, []rune(word)...)
	}
	for _, letter := range letters {
		at := slices.IndexFunc(left, func(word string) bool { return strings.HasPrefix(word, string(letter)) })
		if at < 0 {
			return false
		}
		left = slices.Delete(left, at, at+1)
	}
	return shared
}

// simpleWords returns the words of a name in their order.
func (n Name) simpleWords() []string {
	var words []string
	for _, t := range n.spellings[0] {
		words = append(words, t.text())
	}
	return words
}

func mayBeOneSpaced(x, y []string) bool {
	onlyX, onlyY := without(x, y), without(y, x)
	if len(onlyX) == 0 || len(onlyY) == 0 || x[0] == y[0] || SameGiven(x[0], y[0]) {
		return true
	}
	shared := len(onlyX) < len(x)
	return shared && slices.ContainsFunc(onlyX, func(word string) bool {
		return slices.ContainsFunc(onlyY, func(other string) bool { return strings.HasPrefix(word, other) || strings.HasPrefix(other, word) })
	})
}

// without returns the words of a name that another has neither as they are nor by a
// nickname.
func without(words, other []string) []string {
	return slices.DeleteFunc(slices.Clone(words), func(word string) bool {
		return slices.Contains(other, word) || slices.ContainsFunc(other, func(o string) bool { return SameGiven(word, o) })
	})
}

// mayBeOneUnspaced goes by what two names begin and end with, since nothing says where
// the family name ends.
func mayBeOneUnspaced(x, y []rune) bool {
	begins := 0
	for begins < min(len(x), len(y)) && x[begins] == y[begins] {
		begins++
	}
	ends := 0
	for ends < min(len(x), len(y)) && x[len(x)-1-ends] == y[len(y)-1-ends] {
		ends++
	}
	return begins == min(len(x), len(y)) || ends >= 2
}

// SharesWord reports whether two names have a word in common.
func SharesWord(a, b string) bool {
	if Unspaced(a) || Unspaced(b) {
		x, _ := utf8.DecodeRuneInString(a)
		y, _ := utf8.DecodeRuneInString(b)
		return x == y
	}
	had := NewName(b).Words()
	return slices.ContainsFunc(NewName(a).Words(), func(word string) bool { return slices.Contains(had, word) })
}

// Orderless returns the keys that names of the same words have in whatever order: hans
// mueller and hans muller of "Müller Hans". It is cheaper than a Name, and says less.
func Orderless(name string) []string {
	key := func(text string) string {
		words := strings.FieldsFunc(Text(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
		if len(words) < 2 {
			return ""
		}
		slices.Sort(words)
		return strings.Join(words, " ")
	}
	is := key(name)
	if ascii(name) || is == "" {
		return []string{is}
	}
	if spelt := key(speltOut.Replace(name)); spelt != is {
		return []string{is, spelt}
	}
	return []string{is}
}
