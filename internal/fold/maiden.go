package fold

import (
	"cmp"
	"slices"
	"strings"
)

// maiden finds the family name that somebody bore before, with the word that says so.
var maiden = Expression(`(?i)[(（,、\s]*(?:\b(?:née|nee|born|formerly|geb\.?|geborene|nata|già|nacida|de\s+soltera|da\s+nubile)\s+|旧姓[\s:：は]*)([\p{L}][\p{L}'’-]*(?:[\p{Zs}][\p{Lu}][\p{L}'’-]*)?)[)）]?`)

// maidenWords are parts of the words of which maiden needs one.
var maidenWords = []string{"née", "nee", "born", "formerly", "geb", "nata", "già", "nacida", "soltera", "nubile", "旧姓"}

// Maiden returns a name without the family name that its bearer had before, and that one:
// Jane Zork and Rusk of "Jane Zork (née Rusk)", 佐藤花子 and 田中 of 佐藤花子（旧姓田中）.
func Maiden(name string) (bare, before string) {
	lower := strings.ToLower(name)
	if !slices.ContainsFunc(maidenWords, func(word string) bool { return strings.Contains(lower, word) }) {
		return name, "" // which hardly any name says, and the expression is slow
	}
	at := maiden().FindStringSubmatchIndex(name)
	if at == nil {
		return name, ""
	}
	return strings.TrimSpace(name[:at[0]] + " " + name[at[1]:]), name[at[2]:at[3]]
}

// BorneBefore returns a name with another family name: Jane Rusk of Jane Zork and Rusk. It is
// the other alone if it is a whole name, or if nobody can tell which word of the name is the
// given one.
func BorneBefore(name, family string) string {
	p, _ := TakeApart(name)
	words := strings.Fields(WithoutTitles(name))
	if p.Given == "" && len(words) > 1 && !familyFirst(name) {
		p.Given = words[0]
	}
	if p.Given == "" || len(strings.Fields(family)) > 1 && strings.HasPrefix(Text(family), Text(p.Given)+" ") {
		return family
	}
	return cmp.Or(Parts{Given: p.Given, Middle: p.Middle, Family: family}.Name(), family)
}

// Ways are the spellings of a name in which somebody writes of its bearer: as it is, and
// with the family name first, with and without a comma.
func Ways(name string) []string {
	name, _ = quoted(strings.TrimSpace(name))
	ways := []string{name}
	p, _ := TakeApart(name)
	words := strings.Fields(WithoutTitles(name))
	if p.Given == "" || p.Family == "" {
		if len(words) != 2 {
			return ways
		}
		p = Parts{Given: words[0], Family: words[1]}
	}
	return append(ways, p.Given+" "+p.Family, p.Family+" "+p.Given, p.Family+", "+p.Given, p.Family+p.Given)
}
