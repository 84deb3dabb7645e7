package locale

import (
	"regexp"
	"slices"
	"strings"

	"crm/internal/fold"
)

// Left reports whether a text says that somebody left, or that nobody works on them:
// "former client", "inattivo", 元顧客.
func Left(text string) bool {
	if LeftUs(text) || leftState(text) {
		return true
	}
	said := remarksOf(text) // Inactive - sold to Allstate
	return len(said) > 1 && slices.ContainsFunc(said, func(part string) bool {
		return LeftUs(part) || leftState(part) && fold.Text(part) != "retired"
	})
}

// leftState reports whether a text is a state of who left, with what it was for and when.
func leftState(text string) bool {
	folded := fold.Text(fold.Apart(text))
	if leftUs().MatchString(folded) { // Prev. customer
		return true
	}
	for _, more := range []func() *regexp.Regexp{leftOn, leftFor} {
		if leftStates().MatchString(folded) {
			return true
		}
		folded = more().ReplaceAllString(folded, "$head")
	}
	return leftStates().MatchString(folded)
}

// LeftUs is Left for words that are about a person: "former client", "ha disdettato le
// polizze", but not "lapsed", which a policy may be. It looks at each clause alone.
func LeftUs(text string) bool {
	return slices.ContainsFunc(clausesOf(text), func(clause string) bool {
		folded := fold.Text(clause)
		return leftUs().MatchString(leftSince().ReplaceAllString(folded, "")) || (mayBegin(folded, leavesBegin) || fold.Unspaced(folded)) && leaves().MatchString(folded)
	})
}

// leftNamed reports whether a name is followed by a remark that they left: "Sam Jones
// (inactive)", "Sam Jones - ex cliente".
func leftNamed(name string) bool {
	return slices.ContainsFunc(remarksBeside(name), Left)
}

// remarksBeside returns the remarks before and behind a name: "Sam Jones (inactive)",
// （退会）山田太郎, 山田太郎※拒否.
func remarksBeside(name string) []string {
	if fold.Unspaced(name) {
		name = strings.NewReplacer("※", ";", " ", ";", "　", ";").Replace(name)
	}
	parts := remarksOf(name)
	switch {
	case len(parts) < 2:
		return nil
	case strings.ContainsAny(name[:1], "([<") || strings.HasPrefix(name, "（") || strings.HasPrefix(name, "【"):
		return parts
	}
	return parts[1:]
}

// StandingHeading reports whether a heading is of somebody's status in free words:
// "Category", "Situazione", タグ.
func StandingHeading(heading string) bool {
	folded := fold.Text(spacedOut(heading))
	return standing().MatchString(folded) && ToldOf(heading) || strings.HasPrefix(folded, "契約") && standing().MatchString(folded)
}

// remarksOf returns the parts of a text in brackets or after dashes.
func remarksOf(text string) []string {
	return strings.FieldsFunc(remarked.Replace(text), func(r rune) bool { return strings.ContainsRune(";()[]<>【】（）［］*", r) })
}

// remarked unifies the signs that set a remark apart.
var remarked = strings.NewReplacer(" - ", ";", " – ", ";", " — ", ";", " -", ";", "- ", ";", "／", ";", " / ", ";", ", ", ";", "：", ";", ": ", ";")

var (
	// leftSince is when, behind it: "non più cliente dal 2024".
	leftSince = fold.Expression(`( (since|as of|in|from|on|dal|dall|da|nel|a|ad|desde|en|el|hace)( \w+){0,2})? (\d+|last (year|month|spring|summer|fall|winter)|(jan|feb|mar|apr|abr|may|mag|jun|giu|jul|lug|aug|ago|sep|set|oct|ott|nov|dec|dic|gen|ene)[a-z]*)( \w+)?$`)
	// leftOn is a day in figures: "cancelled 5/1/26".
	leftOn = fold.Expression(`( (on|as of|eff|effective|il|dal|el|desde))?( \d+){1,3}$`)
	// leftFor is why, or whom they went to: "lost to State Farm", "disdetta per prezzo".
	leftFor = fold.Expression(`^(?P<head>.{1,20}?) ((to|with|for|due|because|over|non ?pay\w*|not paid|moved|price|per|con|ad?|prezzo|trasloco|por|ante|contra|en|hacia|precio|impago|voluntaria).*|(inviata|ricevuta|arrivata))$`)
	// leaves are what somebody does who leaves, or what has become of all they had.
	leaves = fold.Expression(`(^| )(` +
		`(cancel+ed|cancel+s|closed|dropped|moved|pulled|took|terminated|non ?renewed|nonrenewed) (all|everything|(all |all of )?(his|her|their|the) (policies|accounts?|business|coverages?))( \w+){0,4}|(all|every|both) (policies|coverages|accounts) (are |were |was |have been )?(cancel+ed|closed|terminated|lapsed|non ?renewed|moved)|(switched|went|moved|left|defected|transferred) (to|with|for) (a |an |another |other |the )?(competitor|competition|different (agent|agency|carrier|broker)|other (agent|agency|carrier|broker)|agent|agency|carrier|broker)|(switched|changed) (agents?|agencies|brokers?|insurers?)|(left|leaving|fired) (us|our agency|the agency)|(bor|aor|broker of record|agent of record) (letter )?(received|to|change\w*|moved|lost|away|signed)|business elsewhere|(insured|serviced|handled) (elsewhere|by (another|a different) \w+)|(not|no longer) (our|a|an) (client|customer|insured)|no longer (insured )?with (us|our agency|the agency)|not (insured )?with us any ?more|stopped being (a|our) (client|customer)|` +
		`(disdettat[oa]|disdett[oaie]|annullat[oaie]|chius[oaie]|revocat[oaie]|cancellat[oaie]|stornat[oaie]|recedut[oa]|recess[oa]|cessat[oaie])( (il|la|da|da tutte|con|a))? (tutt[oie]|((tutte|ogni) )?((le|l|i|gli) )?((sue|suoi|nostre|nostri|loro) )?(polizz[ae]|contratt[oi])|(il )?(mandato|incarico)( (di brokeraggio|assicurativo))?( (a|nel|dal|il|di) \w+)?$|(i |il |ogni )?rapport[oi]|con noi|posizion[ei])|((tutte|le|tutte le|sue) )?polizze( \w+)? (tutte )?(annullate|disdette|disdettate|cessate|chiuse|cancellate|stornate|trasferite)|mandato (\w+ ){0,2}(revocat[oa]|disdett[oa]|cessat[oa])|revoca (del |il |di )?(mandato|incarico)( (di brokeraggio|assicurativo))?$|(disdetta|recesso) (totale|generale|di tutt\w+|da tutt\w+|dal mandato|dal rapporto|per tutt\w+)|(passat|andat|trasferit|passa|migrat)[oa]? (ad|a|alla|in|da|con|presso)( un| una| un altr| altr)?[oa]? ?(altr[oa]|concorrenza|concorrente|broker|altra (agenzia|compagnia|assicurazione))|((e|sono|cliente) |^)passat[oa] (a|ad|in|con|alla) (unipol|unipolsai|generali|allianz|axa|zurich|reale|sara|cattolica|hdi|genertel|groupama|vittoria|prima|conte|verti|linear|quixa|helvetia|itas|poste)( \w+)?|non (e |sono |siamo )?piu (nostr[oaie] |un |una )?(client[ei]|assicurat[oaie]|in portafoglio|in carico|con noi|dei nostri)|(uscit[oa]|esce) (dal|da) portafoglio|(ora|adesso|ormai) (e )?(seguit[oa]|assicurat[oa]|gestit[oa]) (da|con|presso|dal|dalla) (un )?(altr\w*|collega|concorren\w+)|cambiat[oa] (agenzia|compagnia|assicurazione|assicuratore|agente|broker)|(rapporto|posizione|collaborazione) (cessat[oa]|chius[oa]|interrott[oa]|conclus[oa])|` +
		`^(cliente )?baja$|(se )?(cambio|cambiaron|fue|fueron|paso|pasaron|mudo|llevo sus \w+)( \w+)? (a|con|de|para) (otr[oa]s?( \w+)?|la competencia|agente|agencia|aseguradora|compania|asesor|corredor|broker)|(ahora |ya )l[oae]s? (atiende|lleva|ve|maneja|atienden|asesora|gestiona)n? (otr[oa]|la competencia|un colega)|(atendid[oa]|asesorad[oa]|asegurad[oa]) (por|con|en) (otr[oa]|la competencia)( \w+)?|(cancel|anul|rescind|traspas)(o|aron|io|ieron|ad[oa]s?) (todo|todas?|((todas|todos) )?(sus|las|los|nuestras?) (polizas|contratos|seguros))|(polizas|contratos|seguros) (todas |todos )?(cancelad|anulad|rescindid|traspasad)[oa]s|todo cancelado|dej(o|aron|a) de ser (nuestr[oa] )?client\w+|ya no (es|son|sera) (mas )?(nuestr[oa]s? )?(client\w+|asegurad\w+)|ya no (trabaja|sigue|esta asegurad[oa]|tiene nada) con nosotros|(dio|dado|dada|causo) de baja (como cliente|de la cartera|de cartera|sus polizas|todo|todas)|baja (de|como) (cliente|cartera)|(no|ya no) renov(o|ara|aron) (ninguna|nada|con nosotros)|(carta )?nombramiento (a|de|con) otr[oa]|revoco (el )?nombramiento|perdid[oa] (contra|ante) la competencia)( |$)|` +
		`^(全|全て|全部|全件|全契約|契約)(の契約)?(を)?(解約|失効|消滅)(済み?|され\S*|しま\S*|した|となる|手続\S*)?$|^(解約|失効|離脱|退会|消滅|契約消滅|契約終了|契約なし|移管)(済み?|中|され\S*|しました|した)?$|他(の)?(代理店|社|店|保険会社)(へ|に|で)(契約)?(を)?(移管|移行|移っ|移られ|乗換|乗り換え|切替|切り替え|変更|鞍替え|流れ|取られ)|他社(乗換|乗り換え|切替|移管)|(当社|弊社|当店|うち|当方)(との|とは|とも)(の)?(取引|契約|付き合い|関係)(は|が|も)?(もう)?(一切)?(な|無|終|切れ|解消|停止|していない)|取引(終了|解消|打ち切り|なし|無し|消滅)|代理店(を)?(変更|替え|変え)|(もう|既に|すでに)(顧客|お客様?|契約者|客)(で|じゃ)は?(ない|ありません)`)
	leftUs = fold.Expression(`^(now |is |was |an? )*(former|ex|x|past|previous|prev|prior|previously|lost|inactive|dormant|lapsed|cancel?led|terminated|churned|archived|gone)( \w+)? (clients?|customers?|insureds?|policyholders?|members?|accounts?|book)$|^(was|used to be)( an?)? (client|customer|insured)$|^ex(client|customer|cliente)$|^(clients?|customers?)( (is|has))* (left|gone|lost|cancel?led|lapsed|inactive|terminated|churned)( us)?$|^(left|has left|went elsewhere|moved (elsewhere|to another \w+)|nolonger an? (client|customer)|no longer an? (client|customer)|not an? (client|customer) any ?more|left (us|the agency|agency)|(.{1,12} )?(is )?no ?longer with (us|the agency))$|` +
		`^(e |era )?(ex|gia|vecchi[oa]|precedente) (client[ei]|assicurat[oa]|contraente|intestatari[oa])$|^client[ei] (pers[oai]|cessat[oai]|inattiv[oai]|disdettat[oai]|uscit[oai]|storic[oai]|andat[oai] via|precedente|non attiv[oai])$|^non (e )?piu (nostr[oa] )?cliente$|^passat[oa] (ad altra|alla concorrenza|ad altr[oa]).*$|` +
		`^(es |era )?(ex|antigu[oa]s?|anterior|viej[oa]) (client[ea]s?|asegurad[oa]s?|tomador(a)?)$|^clientes? (perdid[oa]s?|antigu[oa]s?|anterior(es)?|inactiv[oa]s?|cancelad[oa]s?|cesad[oa]s?|no activ[oa]s?|que se fue)$|^ya no es cliente$|^se fue( a otra .*)?$|` +
		`^(元|旧|前|過去の?|もと)(の)?(顧客|客|お客様|契約者|ご契約者|得意先|取引先|会員|加入者)$|^(解約|離反|離脱|休眠|失効|喪失|退会)(済|済み)?(顧客|客|契約者|会員|者)$|^他社へ?(移行|乗換|乗り換え|切替)(済|済み)?$`)
	leftStates = fold.Expression(`^(is |now )?(ex|old (client|customer|insured)|not( an?)? (client|customer|insured)|previously insured|sold to .*|(now )?(with|at) .* now|now with .*|do not renew|not renewing|won t renew|win ?back|deactivated|disabled|churn|lost (business|account|policy)|inactive|not active|nonactive|lapsed|dormant|churned?|attrited|cancel?led|cancellation|terminated|non ?renewed|nonrenewed|non ?renewal|former|formerly|lost|gone|closed|closed lost|archived?|retired|dropped|non ?pay(ment)? (cancel\w*|lapsed?|termin\w*)|moved away|expired|(no ?longer|not) (insured )?with (us|our agency|the agency)|(switched|went|gone|moved|left|transferred|defected)( (to|with|for|elsewhere|away|out|abroad)( .*)?)?|disqualified|unqualified|not qualified|invalid|not valid|junk|bad lead|dead lead|dead)$|` +
		`^(inattiv[oa]|non attiv[oa]|cessat[oa]|disdett[oa]|disdettat[oa]|pers[oa]|decadut[oa]|scadut[oa]|dormiente|archiviat[oa]|chius[oa]|annullat[oa]|cancellat[oa]|recess[oa]|recedut[oa]|stornat[oa]|uscit[oa]|trasferit[oa]|non rinnovat[oa]|non qualificat[oa]|non valid[oa]|invalid[oa]|dismess[oa]|venduto|non piu nostr[oa]|(era|fu) cliente|cliente ex|(passat|trasferit|andat)[oa] (a|ad|all|alla|in|da|con|via|altrove)( .*)?)$|` +
		`^(inactiv[oa]|no activ[oa]|cesad[oa]|perdid[oa]|cancelad[oa]|vencid[oa]|caducad[oa]|dormid[oa]|archivad[oa]|cerrad[oa]|anulad[oa]|(cliente )?(dad[oa] )?(de )?baja|fue cliente|era cliente|cancelo( (la|su) poliza| poliza)?|no (renueva|renovo|renovara)|deserto|no renovad[oa]|no calificad[oa]|no valid[oa]|no cualificad[oa]|abandono|(se )?(fue|cambio|mudo|traslado) (a|con|de)( .*)?)$|` +
		`^(解約|解約済み?|離反|離脱|休眠|休眠中|失効|失効中|失注|退会|退会済み?|終了|喪失|契約満了|満了|未更新|更新なし|更新せず|更新されず|乗換|他社へ|非アクティブ|無効|対象外|除外|転出|契約終了|契約なし)$`)
	standing = fold.Expression(`(^| )(status|state|type|category|class|relationship|relation|segment|group|tags?|labels?|standing|disposition|stato|tipo|tipologia|categoria|situazione|rapporto|gruppo|etichett[ae]|estado|situacion|segmento|relacion|grupo|etiquetas?|clase)( |$)|区分|状態|状況|種別|分類|タグ|ステータス|ランク|属性`)
)
