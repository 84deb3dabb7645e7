package locale

import (
	"slices"
	"strings"

	"crm/internal/fold"
)

// Left reports whether a text says that somebody left, or that nobody works on them:
// "former client", "inattivo", 元顧客.
func Left(text string) bool {
	folded := fold.Text(text)
	return leftUs().MatchString(folded) || leftStates().MatchString(folded)
}

// LeftUs is Left for words that are about a person: "former client", but not "lapsed",
// which a policy may be.
func LeftUs(text string) bool { return leftUs().MatchString(fold.Text(text)) }

// LeftNamed reports whether a name is followed by a remark that they left: "Sam Jones
// (inactive)", "Sam Jones - ex cliente".
func LeftNamed(name string) bool {
	parts := remarksOf(name)
	return len(parts) > 1 && slices.ContainsFunc(parts[1:], Left)
}

// StandingHeading reports whether a heading is of somebody's status in free words:
// "Category", "Situazione", タグ.
func StandingHeading(heading string) bool {
	return standing().MatchString(fold.Text(spacedOut(heading))) && ToldOf(heading)
}

// remarksOf returns the parts of a text in brackets or after dashes.
func remarksOf(text string) []string {
	return strings.FieldsFunc(remarked.Replace(text), func(r rune) bool { return strings.ContainsRune(";()[]<>【】（）［］*", r) })
}

// remarked unifies the signs that set a remark apart.
var remarked = strings.NewReplacer(" - ", ";", " – ", ";", " — ", ";", " -", ";", "- ", ";", "／", ";", " / ", ";", ", ", ";", "：", ";", ": ", ";")

var (
	leftUs = fold.Expression(`^(now |is |was |an? )*(former|ex|past|previous|lost|inactive|dormant|lapsed|cancel?led|terminated|churned|archived|gone)( \w+)? (clients?|customers?|insureds?|policyholders?|members?|accounts?|book)$|^ex(client|customer|cliente)$|^(clients?|customers?)( (is|has))* (left|gone|lost|cancel?led|lapsed|inactive|terminated|churned)( us)?$|^(left|has left|went elsewhere|moved (elsewhere|to another \w+)|nolonger an? (client|customer)|no longer an? (client|customer)|not an? (client|customer) any ?more|left (us|the agency|agency)|(.{1,12} )?(is )?no ?longer with (us|the agency))$|` +
		`^(e |era )?(ex|gia|vecchi[oa]|precedente) (client[ei]|assicurat[oa]|contraente|intestatari[oa])$|^client[ei] (pers[oai]|cessat[oai]|inattiv[oai]|disdettat[oai]|uscit[oai]|storic[oai]|andat[oai] via|precedente|non attiv[oai])$|^non (e )?piu (nostr[oa] )?cliente$|^passat[oa] (ad altra|alla concorrenza|ad altr[oa]).*$|` +
		`^(es |era )?(ex|antigu[oa]s?|anterior|viej[oa]) (clientes?|asegurad[oa]s?|tomador(a)?)$|^clientes? (perdid[oa]s?|antigu[oa]s?|anterior(es)?|inactiv[oa]s?|cancelad[oa]s?|cesad[oa]s?|no activ[oa]s?|que se fue)$|^ya no es cliente$|^se fue( a otra .*)?$|` +
		`^(元|旧|前|過去の?|もと)(の)?(顧客|客|お客様|契約者|ご契約者|得意先|取引先|会員|加入者)$|^(解約|離反|離脱|休眠|失効|喪失|退会)(済|済み)?(顧客|客|契約者|会員|者)$|^他社へ?(移行|乗換|乗り換え|切替)(済|済み)?$`)
	leftStates = fold.Expression(`^(is |now )?(inactive|not active|nonactive|lapsed|dormant|churned?|attrited|cancel?led|cancellation|terminated|non ?renewed|nonrenewed|non ?renewal|former|formerly|lost|gone|closed|closed lost|archived?|retired|dropped|moved away|expired|(no ?longer|not) (insured )?with (us|our agency|the agency)|(switched|went|gone|moved|left|transferred|defected)( (to|with|for|elsewhere|away|out|abroad)( .*)?)?|disqualified|unqualified|not qualified|junk|bad lead|dead lead|dead)$|` +
		`^(inattiv[oa]|non attiv[oa]|cessat[oa]|disdett[oa]|disdettat[oa]|pers[oa]|decadut[oa]|scadut[oa]|dormiente|archiviat[oa]|chius[oa]|annullat[oa]|uscit[oa]|trasferit[oa]|non rinnovat[oa]|non qualificat[oa]|(passat|trasferit|andat)[oa] (a|ad|all|alla|in|da|con|via|altrove)( .*)?)$|` +
		`^(inactiv[oa]|no activ[oa]|cesad[oa]|perdid[oa]|cancelad[oa]|vencid[oa]|caducad[oa]|dormid[oa]|archivad[oa]|cerrad[oa]|anulad[oa]|no renovad[oa]|no renovo|no calificad[oa]|no cualificad[oa]|abandono|(se )?(fue|cambio|mudo|traslado) (a|con|de)( .*)?)$|` +
		`^(解約|解約済み?|離反|離脱|休眠|休眠中|失効|失効中|失注|退会|退会済み?|終了|喪失|非アクティブ|無効|対象外|除外|転出|契約終了|契約なし)$`)
	standing = fold.Expression(`(^| )(status|state|type|category|class|relationship|relation|segment|group|tags?|labels?|standing|disposition|stato|tipo|tipologia|categoria|situazione|rapporto|gruppo|etichett[ae]|estado|situacion|segmento|relacion|grupo|etiquetas?|clase)( |$)|区分|状態|状況|種別|分類|タグ|ステータス|ランク|属性`)
)
