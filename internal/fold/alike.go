package fold

import (
	"slices"
	"unicode/utf8"
)

// SameKeys are texts of which two names that are the same, as SameName has it, share one.
// They say so without the names. Two of which one is the other turned round have one text:
// that which comes first of all in which it may begin.
func SameKeys(name string) []string {
	var keys []string
	for _, form := range NewName(name).Forms() {
		for _, k := range form.Keys() {
			keys = append(keys, firstTurn(k))
		}
	}
	return distinct(keys)
}

// firstTurn turns a text round to where it comes first in the order of texts.
func firstTurn(text string) string {
	runes := []rune(text)
	first := text
	for i := range runes {
		if turned := string(runes[i:]) + string(runes[:i]); turned < first {
			first = turned
		}
	}
	return first
}

// LikeParcels and LikeProbes are Parcels and Probes that say enough alone: two names of which
// one is in the other, enough, share one. So may two with one word more each.
func LikeParcels(name string) []string { return slices.DeleteFunc(Parcels(name), oneWord) }

// LikeProbes are those that find names by their LikeParcels.
func LikeProbes(name string) []string { return slices.DeleteFunc(Probes(name), oneWord) }

// oneWord reports whether a term of a name is one word of it, which many share.
func oneWord(term string) bool {
	for _, r := range term {
		if r == ' ' {
			return false
		}
	}
	return !unspaced(firstRune(term)) || utf8.RuneCountInString(term) < shortestWithin
}
