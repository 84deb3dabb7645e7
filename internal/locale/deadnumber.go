package locale

import (
	"regexp"
	"strings"

	"crm/internal/fold"
)

// DeadNumber returns the words of a note that somebody's only number reaches nobody, or
// somebody else: "wrong number", "numero sbagliato", 番号違い. It ignores the number of a
// policy.
func DeadNumber(note string) string {
	for _, clause := range clausesOf(strings.ReplaceAll(note, "#", " number ")) {
		folded := fold.Text(clause)
		for _, said := range deadNumbers {
			at := said().FindStringIndex(folded)
			if at == nil || otherNumbers().MatchString(folded) {
				continue
			}
			if text := strings.TrimSpace(folded[at[0]:at[1]]); fold.BadPhone(text) {
				return text
			}
		}
	}
	return ""
}

var (
	deadNumbers = []func() *regexp.Regexp{
		fold.Expression(`(^| )((wrong|bad|invalid|incorrect|disconnected|fake|bogus|dead) (phone |telephone |cell )?(numbers?|nbr|line)|^(disconnected|wrong (no|num|person|party)|bad (no|num|phone)|invalid (no|num|phone))$|not (his|hers?|their) number|(number|phone|telephone|cell|line)( (is|was|s|has|been|now|comes|up|as|got))* (wrong|bad|invalid|incorrect|disconnected|dead|changed|reassigned|cut off|shut off|not in (service|svc|svce|use)|out of (service|svc|order)|no longer|no good|belongs to (someone|somebody|another|a stranger)|not working|doesn t (work|exist)|does not (work|exist)|not (his|hers|theirs)))( |$)`),
		fold.Expression(`(^| )(numero( (di telefono|telefono|e|era|risulta|ormai))* (sbagliato|errato|inesistente|disattivato|cessato|cambiato|staccato|non (attivo|valido|piu|esiste|funziona|suo|e suo))|telefono (non (e )?(il )?suo|sbagliato|errato|staccato|disattivato|inesistente|non (attivo|funziona))|cambiato (il )?numero)( |$)`),
		fold.Expression(`(^| )((numero|telefono|celular|movil)( (de telefono|es|esta|era|ya))* (equivocado|incorrecto|erroneo|desconectado|desactivado|invalido|cancelado|cortado|cambiado|fuera de servicio|no (existe|funciona|sirve|es suyo))|cambio (de|su) numero)( |$)`),
		fold.Expression(`(^|[^券約座便許員契故])番号(が|は|も)?(違い|違う|違っ|間違|誤り|変わ|変更|使われて)|違う(電話)?番号|別人(が出|の番号|の電話)|間違い?電話|使われて(い|お)|欠番|(電話|携帯)(が|は)?(不通|解約)`),
	}
	// otherNumbers are not of phones, or count something.
	otherNumbers = fold.Expression(`(^| )(policy|account|license|licence|vin|plate|claim|house|street|ssn|social|routing|card|member|id|unit|apt|fax|polizza|civico|conto|targa|fiscale|poliza|cuenta|placa|matricula) (number|numero)|numero (di |de )?(polizza|conto|targa|poliza|cuenta)|numbers? of( |$)|not (a )?(wrong|bad)`)
)
