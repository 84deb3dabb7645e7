package locale

import (
	"slices"
	"strings"

	"crm/internal/fold"
)

// Died reports whether a text says that somebody has died: "passed away in March", "è
// deceduto", falleció, ご逝去; or shows it behind a name: "Sam Jones - dead", "Sam Jones
// RIP", "Sam Jones (1941-2020)", 故 山田太郎, †. Words do not tell whose death it is: in
// "wife says that her husband died" it is the contact's. It ignores deaths that are not
// a person's: a dead battery, 死亡保険金, a dog's.
func Died(text string) bool {
	if strings.ContainsAny(text, "†✝.+") || strings.Contains(text, "finó") || len(text) > 4 && strings.EqualFold(text[:4], "the ") || strings.Contains(text, "fu ") {
		if deathSigns().MatchString(text) {
			return true
		}
	}
	if strings.Contains(text, ",") && strings.Contains(text, "死亡") {
		text = thousands().ReplaceAllString(text, "$1$2")
	}
	for _, clause := range clausesOf(text) {
		folded := strings.Trim(fold.Text(clause), crosses+" ")
		if !mayBegin(folded, deathsBegin) && !fold.Unspaced(folded) && !isLifespan(folded) {
			continue
		}
		if !saysDeath(folded) && !slices.ContainsFunc(remarksOf(clause), func(part string) bool { return saysDeath(fold.Text(part)) }) {
			continue
		}
		if rest := noDeaths().ReplaceAllString(folded, " - "); rest == folded || saysDeath(rest) {
			return true
		}
	}
	return false
}

// saysDeath reports whether a folded text has words of a death, whosever.
func saysDeath(folded string) bool {
	if fold.Unspaced(folded) && (deathJapanese().MatchString(folded) || lateJapanese().MatchString(folded)) {
		return true
	}
	return isLifespan(folded) || deathWords().MatchString(folded)
}

// isLifespan reports whether a clause is the years of a life, or its last year: "1941
// 2020", "d 2020", "b 1941 d 2020".
func isLifespan(folded string) bool {
	words := strings.Fields(folded)
	if len(words) < 2 {
		return false
	}
	before, last := words[len(words)-2], words[len(words)-1]
	switch {
	case !year(last):
		return false
	case before == "d", before == "rip":
		return true
	}
	return len(words) == 2 && year(before) && before < "1960" && before < last
}

func year(word string) bool {
	return len(word) == 4 && ("1800" <= word && word < "2100") && strings.Trim(word, "0123456789") == ""
}

// DeadFile reports whether a text calls a lead dead who came to nothing, as programs for
// sales do: "Dead", "Closed - dead", "DEAD - no ans x6", "Lead muerto", デッド. Nobody has
// died by that.
func DeadFile(text string) bool {
	dead := false
	for _, clause := range clausesOf(text) {
		for _, part := range append(remarksOf(clause), clause) {
			folded := strings.Trim(fold.Text(part), crosses+" ")
			switch {
			case deadLead().MatchString(folded):
				dead = true
			case saysDeath(folded):
				return false
			}
		}
	}
	return dead && !othersDeath(text)
}

// DiedBelow is Died for what stands below a heading.
func DiedBelow(heading, text string) bool {
	return Died(text) && !othersDeaths().MatchString(fold.Text(spacedOut(heading)))
}

// DeathHeading reports whether what stands below a heading means that somebody has
// died: "Deceased", "Data decesso", 死亡日.
func DeathHeading(heading string) bool {
	folded := fold.Text(spacedOut(heading))
	return (deathHeadings().MatchString(folded) || deathWords().MatchString(folded) || deathJapanese().MatchString(folded)) && !othersDeaths().MatchString(folded)
}

// How each language says that somebody has died, folded.
const (
	deathEnglish = `(?:dod|d o d|date of death) \d[\d ]*|deceased|succumbed(?: to (?:covid|cancer|a|an|his|her|the|heart|stroke|pneumonia|illness|injur\w+|complications)|$)|(?:not|no longer) (?:among|amongst) (?:the living|us)|laid to rest|kicked the bucket|bought the farm|met (?:his|her|their) maker|departed this life|dearly departed|died|pass(?:ed|ing)? away|passed on(?: \d+)*$|rest in peace|estate of|late (?:mr|mrs|ms)|in memoriam|in memory of|no longer (?:living|alive)|(?:is|are|he s|she s|was found|found|found him|found her|presumed|reportedly) dead|(?:his|her|their) (?:passing|death|funeral|burial|obituary|demise)|obituary|obit|memorial service|buried (?:\d+|him|her|last|on|yesterday|today|next)|(?:was|were|been) buried|cremated|dec d|decd|dcd|dcsd|predeceased$|dead (?:per|since|as of|according)|probate$|probate (?:opened|filed|pending|case|started|began|attorney|lawyer)|(?:his|her|their) wake|executor(?: is|$)|(?:cancer|covid|stroke) took (?:him|her)|taken by (?:covid|cancer|a stroke|illness)|killed in|(?:was|were|got|been|is|he|she) (?:killed|murdered)|shot dead|(?:he|she|and|who) drowned|(?:hung|hanged|shot|killed) (?:himself|herself)|(?:his|her) own life|bled out|fatal (?:crash|accident|overdose|heart attack|stroke)|` +
		`(?:he|she|has|have|who|they|client|customer|insured|husband|wife|spouse|dad|mom|mum|father|mother|son|daughter|brother|sister|grandma|grandpa|uncle|aunt|mr \w+|mrs \w+|ms \w+) passed(?: (?:on|last|this|in (?:a|two|three|some|january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sep|sept|oct|nov|dec|\d{4}|his|her)|recently|suddenly|peacefully|yesterday|today|over|sunday|monday|tuesday|wednesday|thursday|friday|saturday|\d+)|$)|` +
		`passed (?:on )?(?:suddenly|peacefully|unexpectedly|last (?:week|month|year|spring|summer|fall|autumn|winter|night|january|february|march|april|may|june|july|august|september|october|november|december)|in (?:january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sep|sept|oct|nov|dec|(?:his|her) sleep|hospital|hospice|the hospital))|` +
		`(?:the |his |her |a |my )?widow(?:er)? (?:picked up|answered|answers|says|said|told|called|calls|rang|phoned|asks|asked|confirmed|confirms|informed|reports|reached|wants)|(?:spoke|speak|talked|talk|spoken)(?: to| with)? (?:the |his |her )?widow(?:er)?|` +
		`^(?:passed|rip) \d+$|^passed$|funeral(?: (?:was|is|on|will|for|held|last|this|tomorrow|today|next|\d)|$)|^(?:(?:he|she)(?: s| is| has|)) (?:(?:now|already|long) )?gone$|lost (?:him|her)(?: (?:in|last|to|on|this|yesterday|suddenly|recently)|$)|lost (?:his|her|their) (?:battle|life|fight|husband|wife|spouse|father|mother)|(?:committed|by) suicide|^suicide(?:$| (?:in|on|last|this|yesterday))|(?:didn t|did not) (?:make it|survive)|survived by|(?:gone|went|called|passed)(?: on| home| up)*(?: to| by| with)?(?: be)?(?: with)? (?:heaven|glory|god|jesus|the lord|his maker|her maker)|(?:is|s|are) (?:now )?(?:in heaven|with (?:god|jesus|the lord))|entered (?:into )?(?:eternal )?rest`
	deathItalian = `successione aperta|(?:e |sono |risulta )?(?:deced|defunt)[a-z]*|(?:e|era) mort[oa]|morto (?:nel|a|il|ieri|da)|morta (?:nel|il|ieri|da)|` +
		`mancat[oa] (?:ai vivi|all affetto|improvvisamente|purtroppo|ieri|domenica|lunedi|martedi|mercoledi|giovedi|venerdi|sabato|recentemente|da|dopo|prematuramente|serenamente|il|nel|nella notte|in|a (?:gennaio|febbraio|marzo|aprile|maggio|giugno|luglio|agosto|settembre|ottobre|novembre|dicembre|causa)|ad (?:aprile|agosto|ottobre)|lo scorso|la (?:scorsa|settimana|notte|mattina)|l (?:anno|altro|estate|altra)|quest[oa]?|un (?:anno|mese)|due|tre|poco)|` +
		`(?:e|che|sia|purtroppo|improvvisamente|signora?|marito|moglie|padre|madre|papa|mamma|figli[oa]|fratello|sorella|nonn[oa]|zi[oa]|suocer[oa]|cliente) mancat[oa]$|^mancat[oa]$|venut[oa] a mancare|non e piu (?:tra|con) noi|non c e piu|buonanima|buon anima|(?:ci|lo|la) ha(?:nno)? (?:purtroppo )?lasciat[oiae]$|ci ha(?:nno)? lasciat[oiae] (?:il \d+|a|ad|ieri|nel|in|la (?:scorsa|settimana)|lo scorso|per sempre|improvvisamente|prematuramente)|(?:ha risposto|risponde|risposto|parlato con|sentit[ao]|dice|detto dalla|chiamat[ao]|ha chiamato|richiama) (?:la |il |dalla |dal )?vedov[ao]|salma|(?:la|il) vedov[ao] (?:ha|dice|chiede|chiama|mi|ci|riferisce|comunica|conferma|informa)|ci lascio|(?:si e )spent[oa]|spirat[oa]|scompars[oa]|passat[oa] a miglior vita|(?:volat[oa]|salit[oa]|andat[oa]) (?:in|al) cielo|e in (?:cielo|paradiso)|in paradiso$|ripos[ai] in pace|(?:il|ai|i|al) (?:funeral[ei]|rosario)|decess[oi] (?:\d+|il|di|del|della|dell|dei|nel|a|ad|avvenut\w+|comunicat\w+|confermat\w+|improvvis\w+|marito|moglie|padre|madre|papa|mamma|titolare|cliente|intestatari[oa])|(?:avvenuto|comunicat\w+|comunica il|comunica|certificato di|causa|per|suo|il|data) decesso|^(?:e )?estint[oa]$|caro estinto|(?:si e |e stat[oa] )?(?:suicidat[oa]|ammazzat[oa]|assassinat[oa]|sepolt[oa]|cremat[oa]|tumulat[oa])|tolt[oa] la vita|ha perso la vita|perso la vita|funeral[ei] (?:il|di|del|della|oggi|domani|ieri|in|lunedi|martedi|mercoledi|giovedi|venerdi|sabato)|morto$`
	deathSpanish = `sucesion (?:en tramite|abierta)|en paz descanse|descans(?:e|o|a|ando) en paz|(?:lo|la|los|las) (?:mataron|asesinaron|enterraron|sepultaron|velaron)|(?:fue|fueron) (?:asesinad|ultimad|sepultad|enterrad|cremad)[oa]s?|asesinad[oa]|se (?:suicido|ahorco|quito la vida)|lo mato (?:un|una|el|la)|ya no vive$|esta en el cielo|se fue al cielo|se petateo|en el panteon|falleci\w*|difunt[oa]|finad(?:it)?[oa]|difuntit[oa]|occis[oa]|(?:contesto|contesta|atendio|atiende|dice|dijo|llamo|aviso|hable con|hablo con|hablado con) (?:a )?(?:la |el |su )?viud[ao]|(?:la|el|su) viud[ao] (?:contesto|atendio|dice|dijo|llamo|aviso|informa|pide|comenta|confirma|que)|(?:ha |se |ya |que |se nos )?muri(?:o|eron)|(?:ha|esta|haya|habia) muert[oa]|q e p d|q p d|qpd|e p d|d e p|qepd|q d e p|qdep|epd|(?:nos|se nos) (?:dejo|adelanto)(?: (?:en|ayer|hace|el|este|esta|para siempre)|$)|se nos fue|ya no esta (?:con nosotros|entre nosotros|con vida)|sin vida|perdio la vida|paso a mejor vida|deceso|esquela|sepelio|velorio|velatorio|(?:el|al|su|del) funeral|acta de defuncion`
	deathOther   = `^(?:dead|death|muerte|fallecimiento|morte|dep|mort[oa]|muert[oa]|decesso|defuncion)$`
	deathKanji   = `^没 ?\d|相続(?:手続|人(?:対応|代表|様)|発生|開始)|死亡|物故|死去|逝去|仏に(?:な|成)|仏様に|新盆|初盆|荼毘|息を引き?取|帰らぬ人|天寿を|忌明け|弔問|ご霊前|御霊前|ご仏前|御仏前|昇天|亡くな|亡き人|亡くした|他界|永眠|故人|急逝|病死|急死|死んだ|死んで|死にました|死なれ|鬼籍|天国(?:に|へ)|旅立た|旅立っ|線香|遺族|天に召|召天|享年|訃報|葬儀|葬式|告別式|お通夜|通夜が|四十九日|一周忌|三回忌|喪主|弔電|香典|御香典|先立たれ|未亡人(?:が|より|から|と話|に連絡|のお話)|年没|月没|(\d|年|日)没$|^(亡|没|死|故)$`
)

var (
	// thousands are figures that a comma parts as it does clauses.
	thousands     = fold.Expression(`(\d),(\d{3})`)
	deathWords    = fold.Expression(`(?:^| )(?:` + deathEnglish + `|` + deathItalian + `|` + deathSpanish + `|` + diedFrench + `|` + diedGerman + `)(?: |$)|(?:^| )(?:rip|r i p)$|^r i p |` + deathOther)
	deathJapanese = fold.Expression(deathKanji)
	// deadLead is a part of a status that says so.
	deadLead = fold.Expression(`^((closed|lost|status|marked|now|lead|file|prospect|account|contact|deal|opp|opportunity) )*dead( (leads?|files?|prospects?|accounts?|contacts?|deals?|opps?|opportunity|list))?( (no|na|nr|not|never|wrong|bad|after|unresponsive|unreachable|ghosted|x?\d+x?)( .*)?)?$|` +
		`^((chius[oa]|pers[oa]|lead|contatto|pratica|trattativa|opportunita|stato) )*mort[oa]$|^((cerrad[oa]|perdid[oa]|lead|prospecto|contacto|negocio|oportunidad|estado) )*muert[oa]$|^(死に?(案件|リード|見込み?客?)|デッド(リード|ファイル|案件|リスト)?)$`)
	// deathSigns are written beside a name.
	deathSigns = fold.Expression(`(?i:(?:^|[^\pL\pN])d\. ?(?:\d{1,2}[/-]\d{1,2}[/-](?:(?:19|20)\d\d|\d\d)|(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]*\.?(?: \d{1,2},?)? (?:19|20)\d\d)(?:$|[^\pL\pN/-]))|[†✝]|(^|[^\pL])(?:[Dd]e[fc]|[Ff]all)\. ?(il )?\d\d?[/.-]\d|(^|[^\pL])finó([^\pL]|$)|(^|[ (])\+ ?\d\d?[/.-]\d\d?[/.-](19|20)\d\d|(^|[ (,])d\. ?(19|20)\d\d([) ,]|$)|(^|[^\pL\pN'’ ] ?)(il |la )?fu \p{Lu}\pL+ \p{Lu}|^(?i:the late)( \p{Lu}\pL+ \p{Lu}|$)`)
	// lateJapanese is 故 in front of a name, and behind it.
	lateJapanese  = fold.Expression(`^故 ?[^障意郷国事里人父母夫妻兄弟姉妹祖 ]|[^事物 ] 故$`)
	deathHeadings = fold.Expression(`(^| )((date )?(de |du )?deces|decedee?|todestag|sterbedatum|verstorben|dod|date of death|death date|d o d|dead|data (di )?(morte|decesso)|decesso|morte|fecha (de )?(defuncion|fallecimiento|muerte)|defuncion|fallecimiento)( |$)|死亡|逝去|没年`)
	// noDeaths use words of a death for something else.
	noDeaths = fold.Expression(`(^| )((not|isn t|wasn t|aren t|never|nobody|no one|non|no) (e |ha |esta |se |has |have |yet )*(dead|deceased|died|mort[oa]|decedut[oa]|muert[oa]|murio|fallecio|fallecid[oa]|difunt[oa])|` +
		`(battery|line|number|phone|telephone|cell|engine|car|lead|screen|truck|motor|it|fridge|deal) (is |was |went |has |s )*(dead|died)|(dog|cat|pet|horse|puppy|kitten)( \w+)? (has |was )?(died|dead|deceased|passed away|passed)|died (out|down)|(auto|coche|carro|bateria|pila|telefono|celular|linea) (se )?murio|` +
		`(cane|gatt[oa]|cavallo)( \w+)? (e )?(mort[oa]|mancat[oa])|(e )?mort[oa] (il |la )?(cane|gatt[oa])|mancat[oa] (il |la |l )?(pagamento|rinnovo|appuntamento|corrente|luce|incasso|risposta|consegna|firma)|(perr[oa]|gat[oa]|mascota)( \w+)? (se )?(muert[oa]|murio|fallecio)|(se )?(muert[oa]|murio) (su |el |la )?(perr[oa]|gat[oa])|` +
		`(inspection|exam\w*|test|physical|screening|underwriting|audit|smog|emissions|bill|law|check)( \w+)? (has |was )?passed( on)?( \d+)*|passed on (the|a|an|our|this|that|it|his|her|quote\w*|auto|home|life|umbrella)|(death|morte|decesso|muerte|fallecimiento|defuncion)( (benefit|per|por|accident\w*|infortunio))* (eur |usd |mxn )?(\d{1,3}( 000)+|\d{5,7}|\d+ ?k)( (eur|euros?|usd|mxn|pesos))?|(suma|beneficiari\w+|cobertura|capital|indemnizacion|seguro|pago|vida|prestacion)( \w+){0,2} (fallecimiento|deceso|defuncion)|(capitale|caso|garanzia|polizza)( \w+){0,3} decesso|funeral (home|director|expense|cover|insurance|policy|plan|costs?|bill)|(seguro|plan|gastos|casa|poliza) (de |del )?(funeral\w*|deceso|decesos|defuncion)|spirat[oa] (la|il) \w+|estate of (mind|affairs)|estate of the art)( |$)|` +
		`死亡(保険|保障|給付|時|特約|共済|事故|率|場合|リスク|一時)|死亡[ =]*\d[\d ,.]*(万|億|千|円)|(犬|猫|ペット|うさぎ)(が|は|も|を)?(死|亡|他界|逝)\S*|(亡くな|死亡し|死ん|他界し)(って|て|で)?(は)?(い)?(ない|ません|おりません)|葬儀(社|屋|保険|費用|会社|業|関係)`)
	// othersDeaths are headings of another's death, and of what is paid for one.
	othersDeaths = fold.Expression(`(^| )(not|wife|husband|mother|father|parents?|son|daughter|spouse|brother|sister|uncle|aunt|grand\w+|widow\w*|benefit\w*|cover\w*|accidental|insured|ad d|moglie|marito|madre|padre|genitori|figli[oa]|fratello|sorella|coniuge|vedov[oa]|caso|capitale|espos[oa]|marido|mujer|conyuge|hij[oa]|herman[oa]|viud[oa])( |$)|夫|妻|父|母|配偶|子|保険|保障|給付|時`)
)

// spacedOut splits the words of a heading written in one: HasOptedOutOfEmail.
func spacedOut(heading string) string {
	var out strings.Builder
	var before rune
	for _, r := range heading {
		if 'A' <= r && r <= 'Z' && 'a' <= before && before <= 'z' {
			out.WriteByte(' ')
		}
		out.WriteRune(r)
		before = r
	}
	return out.String()
}
