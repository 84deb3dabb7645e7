package fold

import (
	"slices"
	"strings"
)

// OtherAddress reports whether two addresses are known to be two places. An address may be
// written in full or in part, in any order and with its words shortened: "1 Elm St" and
// "1 Elm Street, Macon GA 31201" are one. Figures are not shortened.
func OtherAddress(a, b string) bool {
	x, y := Text(a), Text(b)
	if x == "" || y == "" || strings.Contains(x, y) || strings.Contains(y, x) {
		return false
	}
	few, all := figures(x), figures(y)
	if len(few) > len(all) {
		few, all = all, few
	}
	if slices.ContainsFunc(few, func(figure string) bool { return !slices.Contains(all, figure) }) {
		return true
	}
	return !Unspaced(x) && !slices.ContainsFunc(strings.Fields(x), func(word string) bool {
		return len(word) > 2 && !slices.Contains(all, word) && !slices.Contains(kindsOfStreet, word) && slices.Contains(strings.Fields(y), word)
	})
}

// kindsOfStreet are words that many addresses share.
var kindsOfStreet = []string{"street", "road", "avenue", "ave", "lane", "drive", "court", "north", "south", "east", "west", "apt", "unit", "suite", "via", "viale", "piazza", "corso", "calle", "avenida", "plaza", "paseo", "carretera", "col", "usa"}

// figures returns the numbers of a text.
func figures(text string) []string {
	return strings.FieldsFunc(text, func(r rune) bool { return r < '0' || '9' < r })
}
