package fold

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// FormerName returns the whole name that somebody bore before, of what was typed for it. A
// whole name stays, in the order of its language behind a comma, and a family name alone gets
// the given name of its bearer. They are called name, and known are those of its parts that
// are recorded.
func FormerName(known Parts, name, typed string) string {
	if bare, before := Maiden(typed); bare == "" && before != "" {
		typed = before
	}
	if given, family, suffix, turned := SplitTurned(typed); turned {
		return Parts{Given: given, Family: family, Suffix: suffix}.Name()
	}
	typed = strings.Join(strings.Fields(typed), " ")
	bare := WithoutTitles(typed)
	p := bearerOf(known, name)
	if family, ok := strings.CutSuffix(bare, p.Given); ok && p.Given != "" && unspacedName(bare, family, p.Given) {
		return Parts{Given: p.Given, Family: family}.Name()
	}
	if p.Given == "" || isWhole(p, bare) {
		return typed
	}
	return cmp.Or(Parts{Given: p.Given, Middle: p.Middle, Family: bare}.Name(), typed)
}

// bearerOf returns the given, middle and family name of somebody, guessed where their name has
// two words and neither is known.
func bearerOf(known Parts, name string) Parts {
	p, _ := TakeApart(name)
	p = Parts{Given: cmp.Or(known.Given, p.Given), Middle: cmp.Or(known.Middle, p.Middle), Family: cmp.Or(known.Family, p.Family)}
	words := strings.Fields(WithoutTitles(name))
	if p.Given != "" || len(words) < 2 || familyFirst(name) {
		return p
	}
	if len(words) == 2 && isGiven(words[1]) && !isGiven(words[0]) { // Rossi Anna
		words[0], words[1] = words[1], words[0]
	}
	p.Given = words[0]
	if len(words) == 2 {
		p.Family = cmp.Or(p.Family, words[1])
	}
	return p
}

// unspacedName reports whether a text without a space is a family and a given name. One
// character each is more often a family name: 立花, also of somebody called 花.
func unspacedName(text, family, given string) bool {
	return familyFirst(text) && !strings.Contains(text, " ") && family != "" && utf8.RuneCountInString(family+given) > 2
}

// isWhole reports whether a name is more than a family name, for somebody whose present name
// has these parts. A name of several words is only a family name where all but the last are
// particles, and where both of two are family names, as in Spanish.
func isWhole(p Parts, name string) bool {
	words := strings.Fields(name)
	if len(words) < 2 {
		_, _, split := splitAtScript(tokens(name))
		han := !strings.ContainsFunc(name, func(r rune) bool { return !unicode.Is(unicode.Han, r) })
		return name == p.Given || split || han && utf8.RuneCountInString(name) > 3 // 鈴木一郎
	}
	same := func(a, b string) bool { return Text(a) == Text(b) }
	isTheirs := func(word string) bool {
		return slices.ContainsFunc(strings.Fields(p.Given+" "+p.Middle), func(own string) bool { return same(own, word) || SameGiven(own, word) })
	}
	if last := words[len(words)-1]; isTheirs(words[0]) || isTheirs(last) || same(last, p.Family) || same(words[0], p.Family) {
		return true
	}
	particle := func(word string) bool { return slices.Contains(familyParticles, strings.ToLower(word)) }
	if !slices.ContainsFunc(words[:len(words)-1], func(word string) bool { return !particle(word) }) {
		return false
	}
	two := len(words) == 2 || len(words) == 3 && (strings.EqualFold(words[1], "y") || particle(words[1]))
	spanish := func(word string) bool { return slices.Contains(languages(word), "es") }
	given := func(word string) bool { return isGiven(word) && spanish(word) } // and not Gil
	return !two || !spanish(strings.Fields(p.Given)[0]) || slices.ContainsFunc(words, given)
}
