package fold

import (
	"slices"
	"strings"
)

// The legal form of a company may stand in front of its name, or have more behind it:
// whose it is, its only member, that it is being wound up, its town.

// withoutTail removes the legal form and what is behind it; ok is false if there is no
// form that such words follow.
func withoutTail(words []string, shouted bool) (bare string, ok bool) {
	for from := range words {
		for count := min(longestForm, len(words)-from-1); count > 0; count-- {
			form, tail := words[from:from+count], words[from+count:]
			if !isForm(form, shouted) {
				continue
			}
			bare = strings.Trim(strings.Join(words[:from], " "), " &-")
			if from == 0 && bearsFormInFront(form) {
				if end := slices.IndexFunc(tailsOf(tail), isTail); end > 0 {
					tail = tail[:end]
				}
				bare = strings.Join(tail, " ")
				return bare, Text(bare) != ""
			}
			if Text(bare) != "" && isTail(tail) {
				return bare, true
			}
		}
	}
	return "", false
}

// bearsFormInFront reports whether a form is one that is written in front of a name, with
// points or capitals.
func bearsFormInFront(form []string) bool {
	text := strings.Join(form, "")
	letters := strings.Map(onlyLetters, strings.ToLower(text))
	return slices.Contains(formsInFront, letters) && (strings.Contains(text, ".") || text == strings.ToUpper(text) || text == "Srl" || text == "Snc")
}

var formsInFront = []string{"srl", "srls", "spa", "snc", "sas", "soccoop", "coopsociale", "sadecv", "sl", "slu"}

// isTail reports whether words follow a legal form.
func isTail(words []string) bool {
	text := Text(strings.Join(words, " ")) + " "
	return strings.ContainsRune("(-[–", firstRune(words[0])) ||
		slices.ContainsFunc(tails, func(tail string) bool { return strings.HasPrefix(text, tail+" ") && len(text) > len("di ") })
}

// tailsOf returns what is left of words behind each of them.
func tailsOf(words []string) [][]string {
	all := make([][]string, len(words))
	for i := range words {
		all[i] = words[i:]
	}
	return all
}

// tails are how what follows a legal form begins. "di" is followed by whose the company
// is.
var tails = []string{
	"di", "unipersonale", "onlus", "benefit", "sociale", "in liquidazione", "in liq", "in concordato", "in fallimento", "in amministrazione", "in a s", "in scioglimento", "en liquidacion", "en concurso",
	"a socio", "con socio", "con unico", "a r l", "a rl", "a responsabilita", "a mutualita", "socio unico", "societa unipersonale", "societa benefit", "soc unipersonale", "e c", "e figli", "con sede",
}
