package locale

import (
	"slices"
	"strings"
	"unicode"

	"crm/internal/fold"
)

// Blank reports whether a text means nothing: "n/a", "nessuno", なし.
func Blank(text string) bool {
	if text == "NaN" || text == "nan" { // and not Nan, a name
		return true
	}
	folded := strings.Trim(strings.ReplaceAll(fold.Text(text), " ", ""), "ー")
	return folded == "" && !slices.Contains(crossed, fold.Clean(text)) && !slices.Contains(ticked, fold.Clean(text)) || slices.Contains(blanks, folded)
}

// NoName reports whether a text is what programs write for a part of a name that nobody has.
// Null and Nil are names as well, and are not among them.
func NoName(text string) bool {
	return slices.Contains([]string{"N/A", "n/a", "#N/A", "NULL", "null", "None", "NONE", "(none)", "NaN", "nan", "(blank)", "-", "--", "---", ".", "_"}, text)
}

// YesOrNo reports whether a text is no more than an answer, as a spreadsheet writes one:
// TRUE, sì.
func YesOrNo(text string) bool {
	return slices.Contains([]string{"true", "false", "yes", "no", "y", "n", "x", "0", "1", "vero", "falso", "si", "verdadero", "はい", "いいえ", "oui", "ja", "nein"}, fold.Text(text))
}

// NotOnce reports whether a text in a column of how often means never: none, 0, なし. What
// says that nothing is known, n/a, does not.
func NotOnce(text string) bool {
	return strings.Trim(text, "0. ") == "" && strings.Contains(text, "0") || slices.Contains(noTimes, fold.Text(text))
}

var noTimes = []string{"none", "nothing", "nessuno", "nessuna", "ninguno", "ninguna", "nada", "なし", "無し", "無", "ナシ"}

// NoDay reports whether a text in a column of days means none: what Blank takes, never,
// not yet, and what spreadsheets write for day 0 or 1: 1/0/1900, 30/12/1899, 1/1/1900.
func NoDay(text string) bool {
	return Blank(text) || slices.Contains(never, fold.Text(text)) || slices.Contains(dayZero, strings.ReplaceAll(strings.TrimSpace(text), "-", "/"))
}

var never = []string{"never", "never called", "never contacted", "not yet", "mai", "non ancora", "ancora no", "mai chiamato", "mai contattato", "nunca", "jamas", "todavia no", "aun no", "まだ", "未", "未連絡", "未定", "一度もない"}

var dayZero = []string{"1/0/1900", "1/0/00", "01/00/1900", "0/1/1900", "00/01/1900", "00/01/00", "1900/1/0", "1900/01/00", "0/Jan/00", "0/Jan/1900",
	"30/12/1899", "12/30/1899", "1899/12/30", "31/12/1899", "12/31/1899", "1899/12/31", "1/1/1900", "01/01/1900", "1900/01/01", "1900/1/1"}

var blanks = []string{
	"na", "nd", "none", "null", "nil", "nothing", "unknown", "notavailable", "notapplicable", "notgiven", "notknown", "notset", "unspecified", "tbd", "missing", "#na", "#n/a",
	"nessuno", "nessuna", "nondisponibile", "nonnoto", "nonnota", "nonpervenuto", "np", "sconosciuto", "ignoto", "assente", "vuoto", "nonha",
	"ninguno", "ninguna", "notiene", "sindatos", "sindato", "sintelefono", "sincorreo", "desconocido", "nodisponible", "noaplica", "nada", "vacio", "sd", "sininformacion",
	"なし", "無し", "無", "不明", "未登録", "未入力", "未定", "未確認", "該当なし", "ナシ", "空欄", "ありません", "nashi",
}

var (
	ticked  = []string{"✓", "✔", "☑", "✅", "○", "〇", "◯", "◎", "●", "レ"}
	crossed = []string{"×", "✕", "✗", "✘", "✖", "❌", "☒", "╳", "✖️"}
)

// May reads a column that asks whether somebody may be called; ok is false for what is
// neither a yes nor a no, such as nothing (see Blank).
func May(text string) (may, ok bool) {
	clean := fold.Clean(text)
	switch {
	case slices.Contains(ticked, clean):
		return true, true
	case slices.Contains(crossed, clean):
		return false, true
	}
	folded := fold.Text(text)
	switch {
	case slices.Contains(allowed, folded), slices.Contains(allowedAbroad, folded), allowing().MatchString(folded):
		return true, true
	case slices.Contains(denied, folded), slices.Contains(deniedAbroad, folded), denying().MatchString(folded), Refuses(text):
		return false, true
	}
	return false, false
}

// Subscribed reports whether a program of newsletters says so that somebody gets them, which
// is not a consent that they have given.
func Subscribed(text string) bool { return slices.Contains(subscribed, fold.Text(text)) }

var subscribed = []string{"active", "subscribed", "confirmed", "express", "implied", "unconfirmed", "pending", "not set", "attivo", "iscritto", "activo", "suscrito", "有効", "購読中", "配信中"}

// Released reports whether a text in a column beside a number of a do-not-contact file
// says that the number is not on the list, or is to come off it: "clean", D below "Action",
// N below "National DNC". A column without a heading has an empty one.
func Released(heading, text string) bool {
	folded, below := fold.Text(text), fold.Text(heading)
	if released().MatchString(folded) {
		return true
	}
	asks := Heading(heading)
	may, told := May(text)
	switch {
	case asks.Consents || callableHeading().MatchString(below):
		return told && may
	case asks.Refuses || listedHeading().MatchString(below):
		return told && !may && !Refuses(text)
	}
	return (below == "" || changeHeading().MatchString(below)) && (folded == "d" || folded == "r")
}

var (
	released        = fold.Expression(`^(clean|clear|cleared|ok to (call|dial)|safe( to call)?|callable|dialable|contactable|not (on|in|listed|found|registered)( (the )?(dnc|list|registry|do not call|do not call list))*|no (match|dnc|hit)( found)?|unlisted|unregistered|delete|deleted|deletion|del|remove|removed|removal|released|expired|pulito|libero|chiamabile|non (iscritto|presente|trovato)|rimoss[oa]|cancellat[oa]|limpio|libre|no (inscrito|registrado|encontrado|listado)|eliminad[oa]|borrad[oa]|解除|削除|取消|抹消|対象外|登録なし|架電可)$`)
	callableHeading = fold.Expression(`^(callable|dialable|contactable|clean|safe|ok to (call|dial))$`)
	listedHeading   = fold.Expression(`^(iscritt[oa]|inscrit[oa]|registrad[oa]|registrat[oa]|registered|enrolled|listed|(on|en|in|nella) (the |la |el )?(list|lista|registry|registro)|presente|登録(有無|済|済み)?)( |$)`)
	endHeading      = fold.Expression(`(^| )(cancell?a\w+|cancell?ed|revoca|revoked|baja|bajas|removed|removal|ended|end|fine|fin|termine|cessazione|cese|scadenza|vencimiento|expir\w+)( |$)|解除|取消|抹消|終了`)
	changeHeading   = fold.Expression(`^(action|status|code|type|change|change type|flag|operation|op|transaction|result|estado|accion|stato|azione|operazione|区分|異動区分|状態)$`)
)

// EndHeading reports whether a heading of days, beside one of the days on which numbers came
// onto a list, is of those on which they came off it: "Data cancellazione", "Fecha baja".
func EndHeading(heading string) bool { return endHeading().MatchString(fold.Text(heading)) }

// refusesBeside reports whether a text beside a phone asks not to be called: in words,
// as for Refuses, or by a bare no: "303-555-0215 STOP", never, ×. In front of a phone
// "no" is short for number, and behind it "off" is the office.
func refusesBeside(phone string) bool {
	if Refuses(phone) {
		return true
	}
	remarks := strings.FieldsFunc(remarked.Replace(phone), func(r rune) bool { return unicode.IsDigit(r) || strings.ContainsRune("+-().;[]（）", r) })
	return slices.ContainsFunc(remarks, func(remark string) bool {
		may, told := May(remark)
		return told && !may && !Blank(remark) && !slices.Contains(labels, fold.Text(remark)) && (fold.Text(remark) != "no" || !strings.HasPrefix(phone, remark))
	})
}

// labels name phones and refuse nothing.
var labels = []string{"n", "non", "off", "false", "none"}

var (
	allowing = fold.Expression(`^(yes|y|si|s|sure|always|sempre|siempre|claro|certo|volentieri)( (please|always|sure|ok|per favore|grazie|sempre|volentieri|por favor|gracias|claro|siempre))*$|^(希望|希望する|希望あり|いつでも)$`)
	denying  = fold.Expression(`^(no|n|non|not|never|nope|nah|mai|nunca|jamas|assolutamente no|absolutely not|de ninguna manera|en absoluto|per niente|para nada)( (no|thanks|thank you|grazie|gracias|please|per favore|por favor|mai|more|mas|piu|way|never|nunca|jamas|assolutamente|absolutely|at all|ever|en absoluto|wanted|allowed|desired|quiere|vuole))*$|^(絶対|絶対に)?(不可|だめ|ダメ|駄目|禁止|なし|嫌|しない)$|^(希望|許可|承諾)(なし|無し|せず|しません|されない)$|^[^a-z]*拒否[^a-z]*$`)

	allowed = []string{
		"y", "yes", "true", "1", "ok", "okay", "allowed", "granted", "given", "consented", "consent given", "accepted", "agreed", "opt in", "opted in", "optin", "subscribed", "may contact", "on",
		"s", "si", "vero", "concesso", "concessa", "dato", "data", "prestato", "prestata", "accetta", "accettato", "acconsente", "autorizzato", "consenso", "favorevole", "firmato", "sottoscritto",
		"verdadero", "otorgado", "concedido", "dado", "acepta", "acepto", "si acepto", "si acepta", "aceptado", "aceptada", "firmado", "firmada", "firmo", "autorizado", "autoriza", "consiente",
		"可", "可能", "はい", "有", "有り", "あり", "同意", "同意済", "同意済み", "同意あり", "同意する", "承諾", "承諾済", "許可", "済",
	}
	denied = []string{
		"n", "no", "false", "0", "none", "not allowed", "denied", "declined", "refused", "refuses", "withdrawn", "revoked", "forbidden", "prohibited", "banned", "barred", "not given", "not granted", "not consented", "no consent", "off", "stop", "quit",
		"falso", "vietato", "vietata", "vietate", "vietati", "proibito", "proibita", "proibite", "negato", "negata", "rifiutato", "rifiutata", "rifiuta", "non concesso", "non concessa", "non dato", "non data", "non prestato", "non prestata", "revocato", "revocata", "ritirato", "ritirata", "contrario", "nessuno", "nessun consenso", "non acconsente", "basta",
		"prohibido", "prohibida", "prohibidas", "prohibidos", "vetado", "vetada", "denegado", "denegada", "negado", "negada", "rechazado", "rechazada", "rechaza", "revocado", "revocada", "retirado", "retirada", "no acepta", "no autoriza", "no autorizado", "ninguno", "no otorgado", "no consiente",
		"不可", "不可能", "いいえ", "無", "無し", "なし", "拒否", "禁止", "ng", "不同意", "同意しない", "同意なし", "否", "お断り", "しないで", "しないでください", "やめて", "希望しない", "不要", "ngです", "かけない", "掛けない", "かけるな", "掛けるな", "電話しない", "厳禁",
	}
)
