package book

import (
	"strings"
	"unicode"

	"crm/internal/crm"
	"crm/internal/fold"
)

// takeRelated takes whom a row names beside its contact out of its values: a spouse, children,
// and in "related" people behind what they are, as in "brother: Bob Hudson".
func (t *rowTaken) takeRelated() {
	for _, of := range []struct{ field, as string }{{"spouse", crm.Spouse}, {"children", crm.Child}, {"related", ""}} {
		for _, text := range t.values[of.field] {
			for _, name := range eachName(text, of.field == "children") {
				as := of.as
				if word, rest, said := strings.Cut(name, ":"); said && as == "" {
					as, name = fold.Clean(word), fold.Clean(rest)
				}
				if name != "" {
					t.Related = append(t.Related, RelatedName{Name: name, As: as})
				}
			}
		}
		delete(t.values, of.field)
	}
}

// eachName splits a cell with the names of people. A comma is between children, and between
// the names of one person otherwise.
func eachName(text string, commas bool) (names []string) {
	between := ";\n、"
	if commas {
		between += ",/&"
		for _, and := range []string{" and ", " e ", " y "} {
			text = strings.ReplaceAll(text, and, ";")
		}
	}
	for name := range strings.FieldsFuncSeq(strings.ReplaceAll(text, " ::: ", ";"), func(r rune) bool { return strings.ContainsRune(between, r) }) {
		if name = fold.Clean(name); strings.ContainsFunc(name, unicode.IsLetter) {
			names = append(names, name)
		}
	}
	return names
}
