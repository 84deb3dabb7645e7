package locale

import (
	"regexp"
	"strings"
	"sync"

	"crm/internal/fold"
)

// Referrer returns the name in a text that says who brought somebody: "Referred by Joe",
// "segnalato da Rossi", "referido por Peña", 小川様の紹介. It is empty for other texts.
func Referrer(text string) string {
	text = fold.Clean(text)
	for _, way := range broughtBy() {
		if found := way.FindStringSubmatch(text); found != nil {
			name := strings.TrimSpace(strings.Trim(found[1], " .:-–—()（）「」"))
			if fold.Unspaced(name) {
				name = honorific().ReplaceAllString(name, "")
			}
			return name
		}
	}
	return ""
}

var broughtBy = sync.OnceValue(func() (ways []*regexp.Regexp) {
	for _, way := range []string{
		`^(?:was |a )?(?:referr?al|referr?ed|ref|ref['’]?d|recommended|recommendation|introduced|introduction|intro|sent)\.?(?: (?:from|by|of|via|thru|through)|\s*[:\-–])\s*(.+)$`,
		`^(?:segnalat[oa]|presentat[oa]|consigliat[oa]|raccomandat[oa]|mandat[oa]|inviat[oa]|indicat[oa])\s+(?:da(?:l|llo|lla)?\s|dall['’])\s*(.+)$`,
		`^(?:referenza|segnalazione|passaparola|presentazione|amic[oa]|parente)(?:\s+(?:di|da|del|della)\s|\s*:)\s*(.+)$`,
		`^(?:referid[oa]|recomendad[oa]|presentad[oa]|enviad[oa]|mandad[oa]|canalizad[oa])\s+(?:por|de)(?:\s+(?:el|la))?\s+(.+)$`,
		`^(?:referencia|recomendaci[oó]n|recomendado|referido|amig[oa]|pariente)(?:\s+de\s|\s*:)\s*(.+)$`,
		`^(.+?)(?:から|より)?(?:の|による)?[\s　]*ご?紹介$`,
		`^ご?紹介(?:者)?[:：(（\s　]\s*(.+?)[)）]?$`,
	} {
		ways = append(ways, regexp.MustCompile(`(?i)`+way))
	}
	return ways
})

// honorific stands behind a Japanese name.
var honorific = fold.Expression(`[\s　]*(様|さま|さん|氏|先生|殿)(から|より)?$`)
