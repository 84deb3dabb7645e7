package locale

import (
	"regexp"
	"slices"
	"strings"
	"sync"

	"crm/internal/fold"
)

// What files say about not calling somebody, beside the answers and reasons of
// the picklists. Each list is folded, or is of a script without spaces.

// Refuses reports whether a text asks that somebody not be called: "do not call",
// "non chiamare più", "no molestar", 電話しないでほしい.
func Refuses(text string) bool {
	folded := fold.Text(text)
	return refusals().MatchString(folded) || refusalsJapanese().MatchString(folded) || forbids(folded)
}

var (
	refusals = expression(`(^| )(` + strings.Join([]string{
		`(do not|don t|dont|never|not to|stop|no more|please no|no further) (be )?(call|calls|called|calling|contact|contacts|contacted|contacting|phone|phoned|phoning|solicit|solicited|disturb|disturbed|ring|text|email)`,
		`no (calls|contacting|solicitation|soliciting)$`, `^no contact$`, `(asked|wants|wishes|requested|prefers) not to`, `(does|did) not want`, `doesn t want`, `didn t want`, `(leave|left) (me|him|her|them|us) alone`,
		`(remove|take|removed|taken) .{0,12}(from|off) .{0,12}list`, `(take|remove) (me|him|her|them|us) off`, `remove me`, `opt(ed)? out`, `optout`, `unsubscribed?`, `dnc`, `blacklist(ed)?`, `revoked`,
		`non (va |deve |devono |vanno |vuole |vogliono |desidera |gradisce )?(piu )?(essere |esser |venire )?(ri)?(chiam|contatt|disturb|telefon|cerc|sollecit)[a-z]*`,
		`non (vuole|desidera|gradisce|accetta) .{0,20}(chiam|telefon|contatt|offert|pubblicit)[a-z]*`, `(ha )?(chiesto|chiede) di non`, `(ha )?revoca(to|ta)?( il| del)? consenso`, `consenso revocato`, `oppost[oa]`, `opposizion[ei]`, `(basta|no|stop) (chiamate|telefonate|contatti)`, `rpo`, `lista nera`,
		`no (se le |le |lo |la |les |volver a |debe |hay que |desea |quiere |acepta |desean |quieren )*(mas )?(que )?(se )?(le |lo |la |les |me |nos )?(ser |recibir )?(llam|contact[aeo]|molest|telefone|marc)[a-z]*`,
		`(pidio|pide|solicito|solicita) (que )?(ya )?no`, `(dar|darse|dado|dada|dio|diose) de baja`, `de baja`, `robinson`, `reus`, `repep`, `oposicion`, `revoco`, `revocad[oa]`, `lista negra`,
	}, "|") + `)( |$)`)

	refusalsJapanese = expression(`((電話|連絡|架電|勧誘|営業|tel|訪問|コール|テレアポ|アプローチ|接触|dm|メール).{0,10}(しないで|しない|不可|禁止|拒否|断り|断られ|断った|やめて|止めて|やめ|不要|ng|無用|停止|いらない|要らない|控え|くれるな|迷惑|嫌|お断り))|二度と|オプトアウト|ブラックリスト|勧誘拒否|着信拒否`)
)

// expression is a regular expression that is made when it is first asked for:
// only an import needs one.
func expression(text string) func() *regexp.Regexp {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(text) })
}

// forbids reports whether a heading or a text is a contact with a no: 電話禁止,
// "Non richiamare", "Don't call".
func forbids(folded string) bool {
	if strings.ContainsAny(folded, "否可") && strings.Contains(folded, "可否") {
		return false
	}
	if forbidsJapanese().MatchString(folded) {
		return true
	}
	return forbidsWords().MatchString(folded)
}

var (
	forbidsJapanese = expression(`^(電話|連絡|架電|勧誘|営業|tel|訪問|コール|テレアポ|アプローチ|接触)(勧誘|営業|連絡)?(不可|禁止|拒否|お断り|断り|不要|ng|無用|停止)(フラグ|有無|区分|希望|者|先|リスト)?$`)
	forbidsWords    = expression(`^(please )?(do not|don t|dont|da non|non|no) (ri|re)?(call|contact|phone|solicit|disturb|chiamare|contattare|disturbare|telefonare|llamar|contactar|molestar|telefonear)( flag| list| status| piu| mas)?$`)
)

// MayRefuse reports whether a heading may say who is not to be called, and, if it
// asks the other way round, that it is about consent: "Email Opt Out", "Privacy".
func MayRefuse(heading string) (refuses, consents bool) {
	folded := fold.Text(heading)
	return refusalWords().MatchString(folded), consentWords().MatchString(folded)
}

var (
	refusalWords = expression(`(^| )(gdpr|rgpd|lopd|opt out|optout|opted out|unsubscri|dnc|suppress|blacklist|black list|blocklist|no call|do not|don t|not call|not contact|robinson|rpo|reus|repep|opposi|oposic|revoc|lista nera|lista negra|de baja|bajas?( |$)|non (chiam|contatt|disturb|telefon|desider|vuole|accett)|no (chiam|contatt|llam|contact|molest|desea|quiere|acepta|autoriz)|rifiut|rechaz|exclusion|esclus)|拒否|禁止|不可|停止|お断り|(^|[^a-z])ng($|[^a-z])|オプトアウト|ブラックリスト`)
	consentWords = expression(`(^| )(consens|consent|consentim|privacy|gdpr|rgpd|lopd|ccpa|tcpa|permission|permesso|permiso|opt in|optin|contactab|contattab|chiamabil|autorizz|autoriza)|同意|承諾|可否|許可|個人情報`)
)

// AboutContact reports whether a heading has to do with calling people, so that a
// no below it may be theirs: "Solicit", テレアポ, "Acepta que le llamemos".
func AboutContact(heading string) bool { return contactTopics().MatchString(fold.Text(heading)) }

var contactTopics = expression(`(^| )(call|calls|callable|phone|contact|contacts|solicit|solicitation|marketing|chiam|contatt|telefon|llam|contact[aoe])|電話|連絡|架電|テレアポ|勧誘|営業|コール|訪問|アプローチ`)

// Blank reports whether a text says that there is nothing: "n/a", "nessuno", なし.
func Blank(text string) bool {
	folded := strings.Trim(strings.ReplaceAll(fold.Text(text), " ", ""), "ー")
	return folded == "" && !slices.Contains(crossed, fold.Clean(text)) && !slices.Contains(ticked, fold.Clean(text)) || slices.Contains(blanks, folded)
}

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

// May reads what a column says that asks whether somebody may be called; ok is
// false for what is neither a yes nor a no. Nothing is neither, see Blank.
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
	case slices.Contains(allowed, folded):
		return true, true
	case slices.Contains(denied, folded), Refuses(text):
		return false, true
	}
	return false, false
}

var (
	allowed = []string{
		"y", "yes", "true", "1", "ok", "okay", "allowed", "granted", "given", "consented", "consent given", "accepted", "agreed", "opt in", "opted in", "optin", "subscribed", "may contact", "on",
		"s", "si", "vero", "concesso", "dato", "prestato", "accetta", "accettato", "acconsente", "autorizzato", "consenso", "favorevole",
		"verdadero", "otorgado", "concedido", "dado", "acepta", "aceptado", "aceptada", "autorizado", "autoriza", "consiente",
		"可", "可能", "はい", "有", "有り", "あり", "同意", "同意済", "同意済み", "同意あり", "同意する", "承諾", "承諾済", "許可", "済",
	}
	denied = []string{
		"n", "no", "false", "0", "none", "not allowed", "denied", "declined", "refused", "refuses", "withdrawn", "revoked", "not given", "not granted", "not consented", "no consent", "off", "stop",
		"falso", "negato", "rifiutato", "rifiuta", "non concesso", "non dato", "non prestato", "revocato", "contrario", "nessuno", "nessun consenso", "non acconsente",
		"denegado", "negado", "rechazado", "rechaza", "revocado", "retirado", "no acepta", "no autoriza", "no autorizado", "ninguno", "no otorgado", "no consiente",
		"不可", "不可能", "いいえ", "無", "無し", "なし", "拒否", "禁止", "ng", "不同意", "同意しない", "同意なし", "否", "お断り", "しないで", "しないでください", "やめて", "希望しない", "不要", "ngです",
	}
)
