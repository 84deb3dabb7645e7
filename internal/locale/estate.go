package locale

import (
	"slices"
	"strings"

	"crm/internal/fold"
)

// estateNamed reports whether a name is that of what somebody who has died left, or of their
// heirs: "Ada Roe (Estate)", "Eredi Rossi", "Sucesión de Juan Gil", 山田太郎 相続人. That of a
// firm is not: Bay Real Estate, Eredi Rossi S.n.c.
func estateNamed(name string) bool {
	lower := strings.ToLower(name)
	if !slices.ContainsFunc(estateHints, func(hint string) bool { return strings.Contains(lower, hint) }) {
		return false
	}
	at := estates().FindStringIndex(name)
	return at != nil && !realEstate().MatchString(name) && !fold.Firm(name[:at[0]]+" "+name[at[1]:])
}

// estatePart reports whether a word before or behind a name says so.
func estatePart(word string) bool { return estateParts().MatchString(fold.Text(word)) }

// estateHints are in every name that estates matches, so that for most names it is not compiled.
var estateHints = []string{"est", "heir", "execut", "probate", "ered", "success", "hros", "hrdos", "suc", "testament", "herenc", "causahab", "相続", "遺", "亡"}

var (
	estates = fold.Expression(`(?i)^(?:estate|heirs|herederos)$|^(?:c/o )?(?:the )?(?:(?:estate|est\.?|heirs?|executor|executrix|probate)(?: of |: ?| [-–] )|estate |est\. )|[ ,(\[–-](?:estate|heirs|est\.)(?: of)?[)\]]?$|[^ ]+ [^ ]+,? (?-i:EST)$|` +
		`^(?:gli )?(?:eredi|eredit(?:à|a'?)(?: giacente)?|successione)(?: d[ei]l?l?[ao']?)? |^erede di |[ ,(–-]eredi\)?$|` +
		`^(?:los )?(?:herederos|hros\.?|hrdos\.?|sucesi[oó]n|suc\.|testamentar[ií]a|herencia(?: yacente)?|causahabientes)(?: del?)? |^suc de |[ ,(–-](?:herederos|sucesi[oó]n)\)?$|` +
		`相続(?:人|財産)|[ 　（(]相続[）)]?$|遺族|遺言執行|[ 　（(]遺産[）)]?$|^亡[^命]`)
	realEstate  = fold.Expression(`(?i)\breal estate\b`)
	estateParts = fold.Expression(`^(?:the )?(?:estate(?: of)?|est(?: of)?|heirs(?: of)?|eredi(?: di)?|herederos(?: de)?|hros(?: de)?|sucesion(?: de)?|suc(?: de)?|testamentaria)$|^(?:相続人|遺族|ご遺族|御遺族|亡)$`)
)
