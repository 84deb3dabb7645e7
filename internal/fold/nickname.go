package fold

import (
	_ "embed"
	"slices"
	"strings"
)

// givenNames has the names that are one name with what their bearers are called. It is
// searched as it stands, since a command asks about two or three words.
//
//go:embed nicknames.txt
var givenNames string

// givenName is what the table says of a word: one line of it.
type givenName struct {
	language, name string
	alsoFamily     bool // it is often a family name
}

// givenNamesOf returns the names that a word is short for, or is: robert of bob, alexander
// and alexandra of alex.
func givenNamesOf(word string) []givenName {
	var found []givenName
	if len(word) < 2 || !ascii(word) {
		return nil
	}
	for from := 0; ; {
		at := strings.Index(givenNames[from:], " "+word)
		if at < 0 {
			return found
		}
		at += from
		from = at + 1 + len(word)
		also := givenNames[from] == '*'
		if next := givenNames[from]; next != ' ' && next != '\n' && !also {
			continue
		}
		line := givenNames[strings.LastIndexByte(givenNames[:at+1], '\n')+1:]
		if line[0] == '#' {
			continue
		}
		name, _, _ := strings.Cut(line[3:], " ")
		found = append(found, givenName{line[:2], strings.TrimSuffix(name, "*"), also})
	}
}

// nicknamed returns a term for each name that a word is short for, or is. Robert and Bob
// have one in common.
func nicknamed(word string) []string {
	var terms []string
	for _, n := range givenNamesOf(word) {
		if term := "=" + n.name; !slices.Contains(terms, term) {
			terms = append(terms, term)
		}
	}
	return terms
}

// SameGiven reports whether two words are, or are short for, one given name: Bob and
// Robert, Lupita and Guadalupe.
func SameGiven(a, b string) bool {
	of := nicknamed(b)
	return slices.ContainsFunc(nicknamed(a), func(term string) bool { return slices.Contains(of, term) })
}
