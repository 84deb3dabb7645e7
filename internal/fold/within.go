package fold

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// Within reports whether one of two names is in the other: each of its words is among
// those of the other, or in a script without spaces its characters are. "Maria Rossi" is
// in "Rossi Maria in Bianchi", and 田中一郎 in 田中一郎社長. Forms of address, legal forms and
// what stands in brackets do not count. Enough is false if it is no more than one word of
// a name of several, which many share.
//
// A given name is also what its bearers are called: Bob Hudson is in Robert Hudson.
//
// Such names are likely of one person, who has married, or is written short. It is good
// for a question, not an answer.
func Within(a, b string) (is, enough bool) {
	if SameName(a, b) {
		return true, true
	}
	for _, x := range cores(a) {
		for _, y := range cores(b) {
			for _, pair := range [][2]core{{x, y}, {y, x}} {
				if in, much := pair[0].in(pair[1]); in {
					is, enough = true, enough || much
				}
			}
		}
	}
	return is, enough
}

// Parcels are the terms under which a name is kept so that names that are in it, or in
// which it is, find it. Two names of which one is in the other, enough, have a parcel of
// the one among the probes of the other.
func Parcels(name string) []string {
	return parcels(name, func(c core) []string { return c.ends() })
}

// Probes are the terms that find names by their parcels.
func Probes(name string) []string { return parcels(name, core.beginnings) }

// NameWords are the words of a name that tell people apart, with those without which an
// unspaced name is shorter. With a birthday, one is enough to find somebody.
func NameWords(name string) []string {
	var words []string
	for _, c := range cores(name) {
		words = append(words, c.words()...)
		words = append(words, c.unspaced...)
	}
	return distinct(words)
}

// core is one spelling of a name without what is added to it.
type core struct {
	tokens []token
	// unspaced are the words of a name in a script without spaces, joined.
	unspaced []string
}

// mostCoreWords limits the words of a name that are compared by pairs.
const mostCoreWords = 8

func cores(name string) []core { return coresMemo.of(name, newCores) }

var coresMemo memo[string, []core]

func newCores(name string) []core {
	name = withoutRemarks(name)
	if bare, ok := Company(detached(name)); ok {
		name = bare
	}
	bare, _ := NewName(name).Untitled()
	var all []core
	for _, spelling := range bare.spellings {
		c := core{}
		for _, t := range spelling {
			if !slices.Contains(additions, t.text()) && !slices.Contains(titles, t.text()) && !slices.Contains(companyWords, t.text()) {
				c.tokens = append(c.tokens, t)
			}
		}
		if len(c.tokens) == 0 {
			c.tokens = spelling
		}
		c.tokens = c.tokens[:min(len(c.tokens), mostCoreWords)]
		for i := range c.tokens {
			if text := c.tokens[i].text(); unspaced(firstRune(text)) {
				c.unspaced = append(c.unspaced, withoutOffice(text))
			}
		}
		if len(c.unspaced) < len(c.tokens) {
			c.unspaced = nil
		}
		all = append(all, c)
	}
	return all
}

// withoutRemarks removes what stands in brackets or behind a dash, unless it is all, and
// signs.
func withoutRemarks(name string) string {
	name = strings.Map(func(r rune) rune {
		if strings.ContainsRune("・･★☆◎●○◯×✕■□◆◇※*＊#•", r) {
			return ' '
		}
		return r
	}, name)
	bare := brackets().ReplaceAllString(name, " ")
	for _, dash := range []string{" - ", " – ", " — "} {
		if before, _, found := strings.Cut(bare, dash); found && len(strings.Fields(before)) > 1 {
			bare = before
		}
	}
	if Text(bare) != "" {
		return bare
	}
	return name
}

var brackets = Expression(`[(（\[［【〔「『<＜][^)）\]］】〕」』>＞]*[)）\]］】〕」』>＞]`)

// additions are words of a name that are not its own: how two are joined, whose wife or
// widow somebody is, what a company is.
var additions = []string{
	"e", "y", "and", "und", "et", "in", "ved", "vedova", "moglie", "marito", "vda", "viuda", "nata", "nee", "born", "c", "co", "ditta", "impresa", "societa", "empresa", "gentile", "estimado", "estimada",
}

// offices stand behind a Japanese name.
var offices = []string{
	"御夫妻", "ご夫妻", "夫妻", "御夫婦", "ご夫婦", "夫人", "代表取締役社長", "代表取締役", "取締役", "支店長", "社長", "部長", "課長", "係長", "次長", "専務", "常務", "会長", "店長", "所長", "院長", "園長", "校長", "主任", "代表", "理事長", "理事", "事務局長", "奥様", "様", "殿",
}

func withoutOffice(text string) string {
	for _, office := range offices {
		if rest, found := strings.CutSuffix(text, letters(office)); found && utf8.RuneCountInString(rest) > 1 {
			return rest
		}
	}
	return text
}

// shortestWithin is the least characters of a whole name in a script without spaces.
const shortestWithin = 3

// in reports whether a name is in another, and whether it is enough to ask.
func (c core) in(other core) (is, enough bool) {
	if c.unspaced != nil && Unspaced(other.joined()) {
		return c.inUnspaced(other)
	}
	has := other.words()
	lacks := func(word string) bool { return !slices.Contains(has, word) }
	for _, t := range c.tokens {
		if lacks(key(t)) && slices.ContainsFunc(t, func(part string) bool { return lacks(key([]string{part})) }) && !slices.ContainsFunc(nicknamed(key(t)), func(term string) bool { return !lacks(term) }) {
			return false, false
		}
	}
	return len(c.tokens) > 0, len(c.tokens) > 1 || len(other.tokens) == 1
}

func (c core) inUnspaced(other core) (is, enough bool) {
	text, all := key(c.unspaced), other.joined()
	at := strings.Index(all, text)
	if at < 0 || text == "" {
		return false, false
	}
	// 田中 一 is not in 田中 一郎.
	end, ends := 0, false
	for _, word := range other.tokens {
		end += len(word.text())
		ends = ends || end == at+len(text)
	}
	if joined := key(other.unspaced); joined == text {
		ends = true
	}
	if !ends && len(other.tokens) > 1 && len(c.unspaced) > 1 {
		return false, false
	}
	return true, utf8.RuneCountInString(text) >= shortestWithin
}

func (c core) joined() string {
	var parts []string
	for _, t := range c.tokens {
		parts = append(parts, t...)
	}
	return key(parts)
}

// words are the words, those with a particle also without it, and the names that they are
// short for.
func (c core) words() []string {
	var words []string
	for _, t := range c.tokens {
		words = append(append(words, key(t)), nicknamed(key(t))...)
		for i := range t {
			words = append(words, key(t[i:]), key(t[i:i+1]))
		}
	}
	return distinct(words)
}

// pairs are every two words of a name, or its only one. A word may stand for the names that
// it is short for.
func (c core) pairs() []string {
	var ends []string
	for _, t := range c.tokens {
		ends = append(ends, key(t))
		for _, part := range t {
			if !slices.Contains(particles, part) {
				ends = append(ends, key([]string{part}))
			}
		}
	}
	ends = distinct(ends)
	if len(ends) == 1 {
		return append(ends, nicknamed(ends[0])...)
	}
	var pairs []string
	pair := func(a, b string) { pairs = append(pairs, min(a, b)+" "+max(a, b)) }
	for i, word := range ends {
		for _, other := range ends[i+1:] {
			pair(word, other)
		}
		for _, name := range nicknamed(word) {
			for j, other := range ends {
				if j != i {
					pair(name, other)
				}
			}
		}
	}
	return pairs
}

// ends are the pairs of words, or in a script without spaces what a name has from each of
// its words to the end of another.
func (c core) ends() []string {
	all := c.pairs()
	for from := range c.unspaced {
		for to := from; to < len(c.unspaced); to++ {
			if text := key(c.unspaced[from : to+1]); utf8.RuneCountInString(text) >= shortestWithin {
				all = append(all, text)
			}
		}
	}
	return all
}

// beginnings are ends and, in a script without spaces, each beginning of what follows a
// word.
func (c core) beginnings() []string {
	all := c.ends()
	if len(c.tokens) > 1 {
		all = append(all, c.words()...)
	}
	for from := range c.unspaced {
		text := []rune(key(c.unspaced[from:]))
		for end := shortestWithin; end <= min(len(text), longestBeginning); end++ {
			all = append(all, string(text[:end]))
		}
	}
	return all
}

// longestBeginning is the most characters of a name whose beginnings are looked for.
const longestBeginning = 12

func parcels(name string, of func(core) []string) []string {
	var all []string
	for _, c := range cores(name) {
		all = append(all, of(c)...)
	}
	return distinct(all)
}

func distinct(words []string) []string {
	var kept []string
	for _, word := range words {
		if word != "" && !slices.Contains(kept, word) {
			kept = append(kept, word)
		}
	}
	return kept
}
