package locale

import (
	"strings"
	"unicode"

	"crm/internal/fold"
)

// othersDeath reports whether a text that speaks of a death may speak of somebody else's:
// a relative's, a partner's, that of the head of a company. Where a relative tells of it
// ("wife says he died"), or the text names the client, it is the contact's. It is better
// to take a death for another's than the living for dead.
func othersDeath(text string) bool {
	folded := fold.Text(text)
	if fold.Unspaced(folded) {
		return mournsJapanese().MatchString(folded) || !quotesKin().MatchString(text) && kinJapanese().MatchString(folded) && !tellsJapanese().MatchString(folded)
	}
	folded = " " + strings.Map(spaceForSigns, folded) + " "
	return mourns().MatchString(folded) || !quotesKin().MatchString(text) && kin().MatchString(folded) && !tells().MatchString(folded)
}

func spaceForSigns(r rune) rune {
	if unicode.IsLetter(r) || unicode.IsDigit(r) {
		return r
	}
	return ' '
}

// Who may have died beside the contact, folded; who tells of a death, or is the contact; and
// what only those who are left do.
const (
	kinEnglish = `wife|husband|spouse|partner|mother|father|mom|mum|dad|parents?|son|daughter|kid|child|baby|brother|sister|sibling|grand\w+|gran|granny|nana|aunt|uncle|cousin|nephew|niece|fiance|fiancee|girlfriend|boyfriend|friend|neighbou?r|boss|owner|founder|president|ceo|\w+ in law|mil|fil|stepfather|stepmother|stepdad|stepmom`
	kinItalian = `moglie|marito|coniuge|compagn[oa]|padre|madre|papa|mamma|babbo|genitor[ei]|figli[oaie]|fratell[oi]|sorell[ae]|nonn[oaie]|zi[oaie]|cugin[oaie]|nipote|suocer[oaie]|cognat[oaie]|gener[oi]|nuora|amic[oai]|soci[oa]|titolare|fondatore|consorte`
	kinSpanish = `espos[oa]|marido|mujer|conyuge|parej[ao]|padres?|madre|papa|papas|mama|hij[oa]s?|herman[oa]s?|abuel[oa]s?|abuelit[oa]|ti[oa]s?|prim[oa]s?|sobrin[oa]|suegr[oa]s?|cunad[oa]|yerno|nuera|amig[oa]|soci[oa]|duen[oa]|patron|jefe|fundador|bebe`

	kinOfJapan = `奥様|奥さん|妻|家内|夫|主人|旦那|父|母|両親|親御|親族|親戚|身内|祖父|祖母|息子|娘|(?:お|御)子|長男|次男|長女|次女|兄|弟|姉|妹|おじ|おば|叔父|叔母|伯父|伯母|義父|義母|孫|甥|姪|従兄弟|いとこ|友人|社長|会長|先代|代表|オーナー|店主|院長|ペット`

	tellsEnglish = `says?|said|told|tells?|informed|informs?|answered|answers|picked up|reports?|reported|confirmed|confirms|called|calls|advised|advises|per|according to|spoke (?:to|with)|talked (?:to|with)|(?:emailed|texted|wrote) (?:us )?that|client|insured|customer`
	tellsItalian = `dice|detto|dicono|risposto|risponde|riferisce|riferito|comunica|comunicato|conferma|confermato|informa|informato|avvisa|avvisato|chiamato|chiama|telefonato|trovat[oa]|parlato con|sentit[oa]|secondo|cliente|assicurat[oa]|contraente|intestatari[oa]`
	tellsSpanish = `dice|dijo|dicen|contesto|contesta|atendio|atiende|informa|informo|aviso|avisa|avisaron|confirma|confirmo|comenta|comento|llamo|llama|hable con|hablo con|segun|cliente|asegurad[oa]|titular|contratante`

	mournsEnglish = `lost (?:his|her|their|a|an|the) (?:\w+ )?(?:` + kinEnglish + `)|(?:is |are )?(?:in mourning|mourning|grieving)|bereave\w*|widowed|condolences`
	mournsItalian = `(?:del|della|dell|di|fu|erede|eredi|vedov[oa]|figli[oa]) (?:il |la |del |della )?(?:defunt[oa]|compiant[oa])|(?:gli|le) e (?:morta?|morto|mancat[oa])|pers[oa] (?:il|la|un|una|il suo|la sua|suo|sua)? ?(?:` + kinItalian + `)|lutto|condoglianze|in lutto`
	mournsSpanish = `(?:del|de la|de su|de un|de una) (?:difunt[oa]|finad[oa])|(?:se )?le murio|perdio a (?:su|un|una)|(?:de|en|por|esta de|guarda) luto|pesame|condolencias`
)

var (
	kin    = fold.Expression(` (?:` + kinEnglish + `|` + kinItalian + `|` + kinSpanish + `) `)
	tells  = fold.Expression(` (?:` + tellsEnglish + `|` + tellsItalian + `|` + tellsSpanish + `) `)
	mourns = fold.Expression(` (?:` + mournsEnglish + `|` + mournsItalian + `|` + mournsSpanish + `) `)
	// quotesKin is a relative whose words follow, or stand before.
	quotesKin = fold.Expression(`(?i)(?:^|[ ,;(])(?:` + kinEnglish + `|` + kinItalian + `|` + kinSpanish + `) ?[:"“«]|(?:` + kinOfJapan + `)(?:さん|さま|様)?[：:「『]|と(?:` + kinOfJapan + `)(?:さん|さま|様)?$`)

	kinJapanese    = fold.Expression(kinOfJapan)
	tellsJapanese  = fold.Expression(`より|から|が電話に|が応対|が出|と話|談$|談 |によると|曰く|いわく|言われ|とのこと|連絡あり|に確認|知らせ|本人|契約者|被保険者`)
	mournsJapanese = fold.Expression(`喪主|喪中|忌中|忌引|四十九日|一周忌|三回忌|七回忌|法事|法要|先立たれ|亡くされ|亡くした|お悔やみ|葬儀で|葬式で|の葬儀|の葬式|香典を|弔電を|新盆|初盆|弔問に`)
)
