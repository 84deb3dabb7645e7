package locale

import (
	"slices"
	"strings"

	"crm/internal/fold"
)

// NamesSpouse reports whether what stands in a column of spouses may be the name of one who lives
// with somebody: "John Pohl", and not "late John Pohl", "ex-wife Ann" or "not married".
func NamesSpouse(text string) bool {
	if Blank(text) || Hear(text, InName) != (Heard{}) || Hear(text, InWords) != (Heard{}) {
		return false
	}
	if slices.ContainsFunc([]string{"故", "亡", "元夫", "元妻", "前夫", "前妻", "離婚", "死別", "別居", "未婚", "独身"}, func(sign string) bool { return strings.Contains(text, sign) }) {
		return false
	}
	words := strings.Fields(fold.Text(text))
	return !slices.ContainsFunc(words, func(word string) bool { return slices.Contains(noSpouse, word) })
}

// noSpouse are words of remarks, and not of names.
var noSpouse = []string{
	"ex", "former", "late", "deceased", "not", "no", "none", "same", "see", "unknown", "married", "divorced", "separated", "single", "widow", "widowed", "widower", "engaged",
	"wife", "husband", "spouse", "partner", "fiance", "fiancee", "girlfriend", "boyfriend", "as", "above", "below", "notes", "her", "his", "their", "the", "is", "was", "to", "of",
	"non", "nessuno", "nessuna", "coniugato", "coniugata", "sposato", "sposata", "divorziato", "divorziata", "separato", "separata", "vedovo", "vedova", "celibe", "nubile", "moglie", "marito", "coniuge", "convivente", "defunto", "defunta", "compagno", "compagna", "vedi", "stesso", "stessa",
	"sin", "ninguno", "ninguna", "casado", "casada", "divorciado", "divorciada", "separado", "separada", "viudo", "viuda", "soltero", "soltera", "esposa", "esposo", "conyuge", "pareja", "difunto", "difunta", "fallecido", "fallecida", "ver", "mismo", "misma",
	"mari", "femme", "epoux", "epouse", "veuf", "veuve", "divorce", "divorcee", "conjoint", "feu",
	"ehefrau", "ehemann", "verheiratet", "geschieden", "ledig", "verwitwet", "verstorben", "partnerin", "siehe",
}
