package locale

import (
	"slices"
	"strings"

	"crm/internal/crm"
	"crm/internal/fold"
)

// Asks is what a heading asks about calling somebody.
type Asks struct {
	Refuses  bool // a yes refuses: "Opted out", "Bloccato", "Sin llamadas"
	Consents bool // a yes consents: "Privacy", "Quiere llamadas", 同意の有無
	Topic    bool // it has to do with calling people, so that a no may be theirs: "Solicit", "Molestar"
	How      bool // it asks how to contact them, or whether to do so again: "Medio preferido", 以後の連絡
}

// Heading reads what a heading asks. "GDPR" asks both: it heads columns of consents
// as well as of objections.
func Heading(heading string) (a Asks) {
	heading = spacedOut(heading)
	folded := fold.Text(heading)
	if countHeading().MatchString(heading) || ofOthers().MatchString(folded) {
		return a
	}
	if withUs().MatchString(folded) {
		return Asks{Topic: true}
	}
	both := bothWords().MatchString(folded)
	a.Refuses = both || DeathHeading(heading) || refusalWords().MatchString(folded) || refusalHeadingsAbroad().MatchString(folded) || Refuses(heading)
	a.Refuses = a.Refuses || LeftUs(heading)
	topic := contactTopics().MatchString(folded)
	willing := topic && willingWords().MatchString(folded) && !whenWords().MatchString(folded)
	a.Topic = topic && (willing || !contactMade().MatchString(folded))
	a.How = asksHow(folded)
	a.Consents = both || (consentWords().MatchString(folded) || consentHeadingsAbroad().MatchString(folded) || willing) && (!a.Refuses || strings.Contains(folded, "可否"))
	return a
}

var (
	// countHeading is of a number of calls: "No. llamadas".
	countHeading = fold.Expression(`(?i)^\s*(no?\.|n[º°]|nr\.?|num\w*\.?|number|#)\s`)
	// ofOthers are headings of what is refused or allowed beside calls.
	ofOthers = fold.Expression(`(^| )(quot[ea]s?|quotes|offers?|bid|polic(y|ies)|coverages?|cover|line|umbrella|flood|claims?|payments?|card|underwriting|uw|um|uim|application|carrier|insurer|endorsement|rider|product|credit|loan|proposal|invoice|` +
		`preventiv[oi]|polizz[ae]|copertur[ae]|garanzi[ae]|ramo|sinistr[oi]|pagament[oi]|compagnia|prodotto|proposta|offerta|cotizacion(es)?|presupuestos?|polizas?|coberturas?|siniestros?|pagos?|compania|producto|propuesta|oferta|tarjeta)( |$)|見積|保険|契約|商品|審査|引受|特約|支払|プラン|提案|申込|請求|カード`)
	// withUs are headings that ask whether somebody is still a client.
	withUs       = fold.Expression(`^(is )?(active|current|attiv[oa]|activ[oa]|vigente)( (client|customer|cliente|contact|contatto|contacto|account))?$|^(client[ei]|customer|account) (active|attiv[oa]|activ[oa]|vigente)$|^(有効|現役|アクティブ|契約中|取引中)$`)
	bothWords    = fold.Expression(`(^| )(gdpr|rgpd|lopd|dsgvo)( |$)|opt in( or| /)? (opt )?out`)
	refusalWords = fold.Expression(`(^| )(opt out|optout|opted out|unsubscri\w*|desuscri\w*|dessuscri\w*|desinscri\w*|disiscri\w*|dnc[lr]?|suppress\w*|blacklist\w*|black list|block ?list\w*|blocked|stop|banned|refus\w+|declin\w+|reject\w+|objections?|robinson|rpo|reus|arco|repep|opposi\w*|oposic\w*|revoc\w*|lista nera|lista negra|de baja|bajas?|exclu\w+|esclus\w+|inactive|inattiv[oa]|inactiv[oa]|churned|(?:(?:client|customer|account) )?(?:cancel+ation|termination|churn|exit) date|date (?:cancelled|canceled|left|terminated|opted out|of exit)|data (?:di )?(?:cessazione|disdetta|uscita|cancellazione)|fecha (?:de )?(?:cancelacion|salida|cese|perdida)|bloccat[oaie]|blocco chiamate|bloquead[oa]s?|rifiut\w+|rechaz\w+|viet\w+|divieto|proibit\w+|prohib\w+)( |$)|拒否|拒絶|禁止|不可$|不可[^能]|停止|断り|(^|[^a-z])ng($|[^a-z])|オプトアウト|ブラックリスト|ブロック|^(解約|退会|失効|離反|解約予定)(日|年月日)$|^(cancel+ed|cancelad[oa]|cancellat[oa]|disdett[oae]|disdettat[oa]|recess[oi]|recedut[oa]|rescindid[oa]|解約|解約済み?|退会|退会済み?)$`)
	consentWords = fold.Expression(`(^| )(consens\w*|consent\w*|consentim\w*|cons (?:mkt|mktg|marketing|priv\w*|comm\w*|telef\w*|tratt\w*|dati)|(?:mkt|mktg) cons\w*|privacy|privacidad|ccpa|tcpa|ptc|pewc|permission\w*|permess[oi]|permisos?|opt in|optin|contactab\w+|contattab\w+|chiamabil\w+|llamable|disturbabil\w+|autorizz\w+|autoriza\w*)( |$)|^(in vita|vive|vivo|viva|is alive|alive|still living|vivente|con vida)$|(^| )(trattamento|tratamiento)( dei| de| sus| los)*( dati| datos)( personali| personales)?( |$)|data processing|^(存命|生存)|同意|承諾|可否|許可|個人情報`)

	contactTopics = fold.Expression(`(^| )(calls?|calling|callable|phone|contacts?|contacting|solicit\w*|marketing|telemarketing|disturb\w*|bother\w*|(ri)?chiam\w+|(ri)?contatt\w+|telefon\w+|importun\w+|llam\w+|marcar\w*|marquen|hablarle|contact\w+|molest\w+|telefone\w+|pubblicita|publicidad|promocion\w*|promozion\w*|promos?|recontact\w*)( |$)|^(interest|interested|interessat[oa]|interesse|interesad[oa]|interes)$|^(esito|outcome|disposition|resultado|結果)( (chiamata|telefonata|ultima chiamata|contatto|ultimo contatto|llamada|ultima llamada|call|of call|of last call))?$|^(最終|最新|直近|前回)(の)?(対応|架電|コール)?結果$|^dm( |$)|ダイレクトメール|メルマガ|電話|連絡|架電|テレアポ|勧誘|営業|コール|訪問|アプローチ|セールス|^(対応|お客様対応|顧客対応)$|^(興味|関心)(有無|の有無)?$`)
	// contactMade are topics that were dealt with: a no is that it has not happened.
	contactMade  = fold.Expression(`(^| )(called|contacted|made|verified|attempt\w*|back|recent|contattat[oa]|(ri)?chiamato|effettuat[oa]|llamad[oa]|contactad[oa]|realizad[oa])( |$)|済`)
	willingWords = fold.Expression(`(^| )(wants?|wish\w*|accepts?|allow\w*|may|can|could|ok|okay|agrees?|likes?|willing|permit\w*|welcomes?|receives?|open to|happy to|should|vuole|desidera|accetta|gradisce|autorizza|consente|permette|puo|riceve|ricevere|dispost[oa]|favorevole|quiere|desea|acepta|autoriza|permite|puede|pueden|consiente|recibe|recibir|admite|dispuest[oa]|le gusta)( |$)|希望|可$|可能|ok$|受け`)
	whenWords    = fold.Expression(`(^| )(time|times|hour|hours|after|before|when|day|days|date|method|channel|language|ora|ore|orario|quando|giorno|giorni|canale|lingua|hora|horas|horario|cuando|dia|dias|canal|medio|fecha|data)( |$)|時間|曜日|日時|時刻|方法|手段|帯`)
)

// asksHow reports whether a folded heading asks for the means of contact, or whether there
// is to be any more: "Preferred contact method", "Canale", 今後の連絡.
func asksHow(folded string) bool {
	if fold.Unspaced(folded) {
		return howJapanese().MatchString(folded)
	}
	if againHeading().MatchString(folded) {
		return true
	}
	contact, means := 0, 0
	words := strings.Fields(folded)
	for _, word := range words {
		switch {
		case wordOfContact().MatchString(word):
			contact++
		case wordOfMeans().MatchString(word):
			means++
		case !betweenWords().MatchString(word):
			return false
		}
	}
	return means > 0 && (contact > 0 || means > 1) || len(words) == 1 && wordOfChannels().MatchString(folded)
}

var (
	wordOfContact  = fold.Expression(`^(contact\w*|contatt\w+|comunica\w*|communicat\w+|reach|calls?|calling|telefon\w+|llam\w+|(ri)?chiam\w+)$`)
	wordOfMeans    = fold.Expression(`^(methods?|channels?|modes?|ways?|means|mediums?|medios?|formas?|vias?|canal(es)?|canal[ei]|mod[oi]|modalita|mezz[oi]|how|prefer(s|ence|ences|red)?|favou?rite|best|desired|come|preferenz[ae]|preferit[oaie]|desiderat[oa]|como|preferencias?|prefiere|preferid[oa]s?)$`)
	wordOfChannels = fold.Expression(`^(channels?|canal(es)?|canal[ei])$`)
	betweenWords   = fold.Expression(`^(of|to|by|the|for|them|client|customer|d[ei]|del|della|per|il|la|el|le|cliente|para|por)$`)
	againHeading   = fold.Expression(`(^| )(future|further|any more|additional|subsequent|ongoing|futur[oiae]|ulterior[ei]|successiv[oi]|futur[oa]s|posterior(es)?|mas) (contact\w*|contatt\w+|(ri)?chiamat[ae]|llamadas?|calls?|communications?|comunicazion[ei]|comunicacion(es)?|marketing)( |$)|` +
		`^(contact\w*|contatt\w+|(ri)?chiam\w+|llam\w+|calls?|communications?|comunicazion[ei]|comunicacion(es)?) (in |de |in the |en el )?(future|further|again|futur[oiae]|futur[oa]s|ulterior[ei]|successiv[oi]|posterior(es)?|nuevo)$|^(keep|stay|remain|be) in touch$|^(call|contact|reach out)( to)?( them)? again$|^reach out$`)
	howJapanese = fold.Expression(`^(電話|連絡|架電|コール|訪問)(が|の)?(可能|できる|可)(な)?(時間|時間帯|曜日|日時|時刻)$|(連絡|電話|コンタクト|希望|優先)(の)?(希望)?(の)?(手段|方法|チャネル|チャンネル)$|^(ご)?希望連絡先?$|^(以後|今後|以降|これから|次回以降)(の)?(ご)?(連絡|電話|架電|勧誘|営業|案内|コンタクト|対応)`)
)

// NoWay reports whether a text below a heading that asks how, or whether, to contact
// somebody says that they are not to be: none, "ninguno", しない. A cell that only says
// that nobody knows, such as n/a, says nothing.
func NoWay(text string) bool {
	may, told := May(text)
	return told && !may && fold.Text(text) != "0" || noWay().MatchString(fold.Text(text))
}

var noWay = fold.Expression(`^(none( of (them|these|those|the above))?|nothing|neither|nowhere|no (method|way|channel|means|medium)|not at all|nessun[oa]?( (mezzo|canale|modo|contatto|modalita))?|niente|in nessun modo|ningun[oa]?( (medio|canal|modo|contacto))?|nada|de ninguna (forma|manera)|por ningun medio|(特に)?(なし|無し|無|不要|しない|いらない|要らない)(です)?)$`)

// forbids reports whether a heading only says that somebody must not be called: 電話禁止,
// "Non richiamare", "Rechaza llamadas", "Don't call (flag)".
func forbids(heading string) bool {
	folded := fold.Text(heading)
	if countHeading().MatchString(heading) || strings.Contains(folded, "可否") {
		return false
	}
	bare := headingEnds().ReplaceAllString(folded, "")
	if forbidsJapanese().MatchString(bare) {
		return true
	}
	if !callWords().MatchString(bare) {
		return false
	}
	return slices.ContainsFunc(grammars[:], func(made func() grammar) bool { return made().says(bare) })
}

var (
	forbidsJapanese = fold.Expression(`^(電話|連絡|架電|勧誘|営業|tel|訪問|コール|テレアポ|アプローチ|接触|セールス)(勧誘|営業|連絡)?(不可|禁止|拒否|拒絶|お断り|断り|不要|ng|無用|停止|×|(を|は)?(希望|望ま)しない|(を|は)?望まない)(希望|者|先)?$`)
	headingEnds     = fold.Expression(`^(does|please|client|customer|cliente) |( (flag|list|status|piu|mas|si no|yes no|y n|s n|1 0)|フラグ|有無|の有無|区分|リスト)+$`)
	callWords       = fold.Expression(`(^| )(call\w*|contact\w*|phone|telephone|solicit\w*|disturb\w*|(ri)?chiam\w+|(ri)?contatt\w+|telefon\w+|llam\w+|molest\w+)( |$)`)
)

// Declines reports whether a text is a whole word for somebody who does not want to be
// called, as in a status: "non interessato", 断り. It is false for those of MayDecline.
func Declines(text string) bool {
	text = fold.Apart(text)
	if plain, other := plainForm(text); other && Declines(plain) {
		return true
	}
	folded := fold.Text(text)
	code, ok := Word("call_result", text)
	return (ok && code == crm.DeadFile && len(folded) > 2 || declining().MatchString(folded)) && !passive().MatchString(folded)
}

// OfCalls reports whether a text mentions calling somebody.
func OfCalls(text string) bool { return callWords().MatchString(fold.Text(text)) }

// MayDecline is Declines for words that may be about something else: a declined quote
// or application, a removed record.
func MayDecline(text string) bool {
	return Declines(text) || passive().MatchString(fold.Text(text)) || Refuses(text)
}

var (
	// declining are words that are not typed for a call.
	declining = fold.Expression(`^(refusal|refuse[sd]?|hung up( on (me|us))?|client (refused|declined)|(ha )?rifiut(o|a|ano)|contrari[oa]|(se )?(rechazo|nego|opuso|opone)|rechaza|declin[ao]|rechazo la propuesta|(ha )?declinat[oa]|断(り|られ|られた|られました)(済|済み|中)?|お断り(された|済み?|されました)?|拒(否|絶)(された|済み?|されました)?|保険(は|が|も)?(不要|いらない|要らない|必要ない)|disinteressat[oa]|desinteresad[oa]|not interested.{0,12}|non( e|) interessat[oa]( .{0,12})?|no( esta|) interesad[oa]( .{0,12})?)$`)
	passive   = fold.Expression(`^(application |was |has been |e stato |fue )?(declined|rejected|denied|rifiutat[oaie]|negat[oa]|rechazad[oa]s?|denegad[oa]s?|negad[oa])$|^(ni|n i|removed|rimoss[oa]|eliminad[oa]|borrad[oa]|quejas?|reclamo|lamentel[ae]|complaints?|削除(済|済み)?)$`)
)

// ToldOf reports whether a heading is of somebody's status, or unknown, and not of
// something that may be declined on its own: a coverage, a quote.
func ToldOf(heading string) bool { return !ofOthers().MatchString(fold.Text(heading)) }
