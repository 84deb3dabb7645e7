package fold

import (
	"strings"
	"sync"
	"unicode"
)

// BadPhone reports whether a remark beside a phone says that it reaches nobody, or
// somebody else: "614-555-0147 (disconnected)", "old: 614-555-0147", "055 210 0147
// errato", "03-0000-0147（使われていない）". Nobody answers a fax either.
func BadPhone(s string) bool {
	if !strings.ContainsFunc(s, unicode.IsLetter) {
		return false
	}
	text := Text(s)
	padded := " " + text + " "
	for _, word := range answered() {
		if strings.Contains(padded, " "+word+" ") {
			return false
		}
	}
	for _, word := range unreached() {
		if Unspaced(word) && strings.Contains(text, word) || strings.Contains(padded, " "+word+" ") {
			return true
		}
	}
	return false
}

// answered are words that cancel a complaint: "tel./fax", "not bad".
var answered = sync.OnceValue(func() []string {
	return eachFolded("tel fax", "tel e fax", "tel y fax", "phone fax", "phone and fax", "phone or fax", "fax tel", "fax phone", "not bad", "not old", "not a fax", "no fax", "no es fax", "not changed", "not moved", "non cambiato")
})

// unreached are words of a complaint.
var unreached = sync.OnceValue(func() []string {
	return eachFolded(
		"bad", "wrong", "old", "former", "previous", "prior", "dead", "fax", "telefax", "disconnected", "disconnect", "invalid", "incorrect", "inactive", "inactivated", "deactivated", "discontinued", "unassigned", "fake", "bogus", "nonworking", "defunct", "obsolete", "outdated",
		"out of service", "not in service", "no longer", "not working", "non working", "not valid", "not good", "no good", "not current", "does not work", "doesn t work", "not in use", "do not use", "don t use", "dont use", "not his", "not hers", "not theirs", "not her", "not their", "no such number", "not his number", "wrong number", "does not exist", "doesn t exist", "not a working", "cut off", "shut off", "turned off", "out of svc", "not in svc", "out of order", "changed", "moved", "reassigned", "someone else", "somebody else", "belongs to",
		"errato", "errata", "sbagliato", "sbagliata", "vecchio", "vecchia", "precedente", "inesistente", "disattivato", "disattivata", "disattivo", "disattiva", "inattivo", "inattiva", "dismesso", "dismessa", "scollegato", "cessato", "cessata", "staccato", "obsoleto", "non attivo", "non attiva", "non piu", "non valido", "non valida", "non funziona", "non funzionante", "non esiste", "non in uso", "non usare", "non corretto", "non suo", "non e suo", "non e il suo", "fuori servizio", "fuori uso", "altra persona", "di un altro", "di altri", "cambiato", "cambiata", "trasferito", "trasferita", "fuori serv",
		"equivocado", "equivocada", "erroneo", "erronea", "incorrecto", "incorrecta", "malo", "mala", "esta mal", "viejo", "vieja", "antiguo", "antigua", "anterior", "desconectado", "desconectada", "desactivado", "desactivada", "inactiva", "cortado", "cancelado", "invalido", "invalida", "obsoleta", "ya no", "no funciona", "no sirve", "no existe", "no valido", "no valida", "no usar", "no es suyo", "no es de", "no vigente", "fuera de servicio", "dado de baja", "de baja", "otra persona", "cambiado", "cambio", "se mudo", "fuera de serv",
		"間違", "違い", "違う", "違っ", "誤り", "誤番号", "旧", "古い", "前の番号", "以前の", "使われて", "使用されて", "使っていない", "使用不可", "使用停止", "不使用", "不通", "欠番", "無効", "解約", "繋がら", "つながら", "通じない", "通じません", "別人", "他人", "ファックス", "ファクス", "存在しない", "番号変更", "変わ", "変更済", "変更され", "移転", "引っ越", "引越", "間違電話",
	)
})

func eachFolded(words ...string) []string {
	for i, word := range words {
		words[i] = Text(word)
	}
	return words
}
