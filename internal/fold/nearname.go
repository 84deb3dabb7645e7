package fold

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// MayBeOne reports whether two names of people may be those of one person, who has
// married, say, or is written short in one of them: "V. Stopp", "Vera Hudson" and "Stopp
// Vera" may be Vera Stopp, and "John Stopp" is somebody else. Two scripts may write one
// name.
func MayBeOne(a, b string) bool {
	x, _ := NewName(a).Untitled()
	y, _ := NewName(b).Untitled()
	switch {
	case Unspaced(a) != Unspaced(b):
		return true
	case Unspaced(a):
		return mayBeOneUnspaced([]rune(x.Keys()[0]), []rune(y.Keys()[0]))
	}
	return mayBeOneSpaced(x.simpleWords(), y.simpleWords())
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
	onlyX := slices.DeleteFunc(slices.Clone(x), func(word string) bool { return slices.Contains(y, word) })
	onlyY := slices.DeleteFunc(slices.Clone(y), func(word string) bool { return slices.Contains(x, word) })
	if len(onlyX) == 0 || len(onlyY) == 0 || x[0] == y[0] {
		return true
	}
	shared := len(onlyX) < len(x)
	return shared && slices.ContainsFunc(onlyX, func(word string) bool {
		return slices.ContainsFunc(onlyY, func(other string) bool { return strings.HasPrefix(word, other) || strings.HasPrefix(other, word) })
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
