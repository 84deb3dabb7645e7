package fold

import (
	"slices"
	"strings"
	"unicode"
)

// FamilyFirst writes a name that begins with the family name with a comma behind that: "Rossi,
// Mario" of "Rossi Mario", "DE LA TOUR, Anne" of "DE LA TOUR Anne". Where that name ends is said
// by capitals, by particles, or by there being two words. Other names, and those that begin with
// a given name all the same, are as they were. Where names do not always begin so, capitals alone
// count.
func FamilyFirst(name string, always bool) string {
	if strings.ContainsAny(name, ",&+/@()[]（）＆・") || strings.ContainsFunc(name, unicode.IsDigit) {
		return name
	}
	if _, firm := Company(name); firm {
		return name
	}
	prefix, words := leadingTitles(strings.Fields(name))
	if len(words) < 2 || len(words) > mostParts || slices.ContainsFunc(words, func(word string) bool { return !likeName(word) || familyFirst(word) }) {
		return name
	}
	capitals := 0
	for capitals < len(words) && len([]rune(words[capitals])) > 1 && words[capitals] == strings.ToUpper(words[capitals]) {
		capitals++
	}
	from := 0 // where the given name begins
	for from < len(words) && slices.Contains(familyParticles, strings.ToLower(words[from])) {
		from++
	}
	from++
	switch last := words[len(words)-1]; {
	case capitals > 0 && capitals < len(words):
		from = capitals
	case !always, from != len(words)-1, isGiven(words[0]) && !isGiven(last), slices.Contains([]string{"e", "y", "et", "und"}, strings.ToLower(last)):
		return name
	}
	return strings.TrimSpace(strings.Join(words[:from], " ") + ", " + strings.TrimSpace(prefix+" "+strings.Join(words[from:], " ")))
}

// LeadingTitles parts the forms of address from the given name behind them: "Dott." and "Luca".
func LeadingTitles(given string) (prefix, rest string) {
	prefix, words := leadingTitles(strings.Fields(given))
	return prefix, strings.Join(words, " ")
}
