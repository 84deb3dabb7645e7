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

// BadPhoneHeading reads a heading that asks whether a phone reaches anybody: "Bad Phone?",
// "Phone valid", "Phone status", "Numero errato", 電話不通. It returns what a yes below it says of the phone,
// or what a no says; both are empty for other headings.
func BadPhoneHeading(heading string) (yes, no string) {
	whole := fold.Text(strings.ReplaceAll(heading, "#", " number "))
	bare := headingEnds().ReplaceAllString(whole, "")
	if badPhone().MatchString(bare) {
		if fold.BadPhone(bare) {
			return bare, ""
		}
		return "bad", ""
	}
	for _, text := range []string{whole, bare} {
		at := validPhone().FindStringSubmatch(text)
		for i, said := range []string{"invalid", "non valido", "no valido", "無効"} {
			if at != nil && at[i+1] != "" {
				return "", said
			}
		}
	}
	return "", ""
}

// GoodPhone reports whether a text below such a heading says that the phone reaches
// somebody: "good", "valid", "attivo", 有効.
func GoodPhone(text string) bool { return goodPhone().MatchString(fold.Text(text)) }

var (
	badPhone = fold.Expression(`^(is |was |has )?(the )?(` +
		`(bad|wrong|invalid|incorrect|disconnected|dead|not working|non ?working|out of service) ((tele|cell )?phone|cell|mobile|home|work|number|no|num|nbr|line| )+|` +
		`((tele)?phone|cell|mobile|home|work|number|line| )+ (is |was )?(bad|wrong|invalid|incorrect|disconnected|dead|not working|out of service|not in service)|` +
		`disconnected|numero (di )?(telefono |cellulare )?(errato|sbagliato|inesistente|disattivato|non valido|staccato)|(telefono|cellulare|tel) (errato|sbagliato|inesistente|disattivato|non valido|staccato)|` +
		`(numero|telefono|celular|movil|tel)( de telefono| de celular)? (equivocado|incorrecto|erroneo|invalido|no valido|desconectado|malo|fuera de servicio|cortado)|` +
		`(電話|携帯|tel|番号|電話番号|携帯番号)(が|は|の)?(番号)?(不通|無効|違い|間違い|誤り|使用不可|欠番|使われていない)|(無効な?|不通の?|間違い?|違う|誤った)(電話|携帯|番号|電話番号|携帯番号)|不通|欠番)$`)
	validPhone = fold.Expression(`^(?:(?:is )?(?:the )?(?:((?:valid|good|working|correct) (?:(?:tele|cell )?phone|cell|mobile|number|no|num| )+|(?:(?:tele)?phone|cell|mobile|number| )+ (?:is )?(?:valid|good|working|correct|status|state))|` +
		`((?:numero|telefono|cellulare|tel)(?: di telefono)? (?:valido|corretto|funzionante)|stato (?:del )?(?:numero|telefono|cellulare))|((?:numero|telefono|celular|movil|tel)(?: de telefono)? (?:es )?(?:valido|correcto|funciona)|(?:estado|estatus) (?:del )?(?:numero|telefono|celular|movil))|` +
		`((?:電話|携帯|番号|電話番号|携帯番号)(?:が|は|の)?(?:有効|状態|ステータス)|有効な?(?:電話|携帯|番号|電話番号|携帯番号))))$`)
	goodPhone = fold.Expression(`^((it )?works|good|valid|active|working|verified|correct|current|in service|connected|attivo|valido|corretto|verificato|funziona|activo|correcto|verificado|funciona|vigente|有効|正常|使用中|確認済み?|通話可)$`)
)

var (
	deadNumbers = []func() *regexp.Regexp{
		fold.Expression(`(^| )((wrong|bad|invalid|incorrect|disconnected|fake|bogus|dead) (phone |telephone |cell )?(numbers?|nbr|line)|^(disconnected|wrong (no|num|person|party)|bad (no|num|phone)|invalid (no|num|phone))$|not (his|hers?|their) number|no longer (reachable |available )?(at|on|using) (this|that) (number|phone|line)|(number|phone|telephone|cell|line)( (is|was|s|has|been|now|comes|up|as|got))* (wrong|bad|invalid|incorrect|disconnected|dead|changed|reassigned|cut off|shut off|not in (service|svc|svce|use)|out of (service|svc|order)|no longer|no good|belongs to (someone|somebody|another|a stranger)|not working|doesn t (work|exist)|does not (work|exist)|not (his|hers|theirs)))( |$)`),
		fold.Expression(`(^| )(numero( (di telefono|telefono|e|era|risulta|ormai))* (sbagliato|errato|inesistente|disattivato|cessato|cambiato|staccato|non (attivo|valido|piu|esiste|funziona|suo|e suo))|telefono (non (e )?(il )?suo|sbagliato|errato|staccato|disattivato|inesistente|non (attivo|funziona))|cambiato (il )?numero)( |$)`),
		fold.Expression(`(^| )((numero|telefono|celular|movil)( (de telefono|es|esta|era|ya))* (equivocado|incorrecto|erroneo|desconectado|desactivado|invalido|cancelado|cortado|cambiado|fuera de servicio|no (existe|funciona|sirve|es suyo))|cambio (de|su) numero)( |$)`),
		fold.Expression(`(^|[^券約座便許員契故])番号(が|は|も)?(違い|違う|違っ|間違|誤り|変わ|変更|使われて)|違う(電話)?番号|別人(が出|の番号|の電話)|間違い?電話|使われて(い|お)|欠番|(電話|携帯)(が|は)?(不通|解約)`),
	}
	// otherNumbers are not of phones, or count something.
	otherNumbers = fold.Expression(`(^| )(policy|account|license|licence|vin|plate|claim|house|street|ssn|social|routing|card|member|id|unit|apt|fax|polizza|civico|conto|targa|fiscale|poliza|cuenta|placa|matricula) (number|numero)|numero (di |de )?(polizza|conto|targa|poliza|cuenta)|numbers? of( |$)|not (a )?(wrong|bad)`)
)
