package locale

import (
	"regexp"
	"slices"

	"crm/internal/fold"
)

// Whose returns the word by which a heading is of somebody else than its contact, unless
// the file names its contacts by that word: a relative, whoever has the policy, our own
// office. It is empty for other headings. Headings of the same person have the same word:
// "Titular" and "Tel. titular", 契約者名 and 契約者電話番号.
func Whose(heading string) string {
	folded := fold.Text(heading)
	for _, one := range holders {
		if one.words().MatchString(folded) {
			return one.who
		}
	}
	for _, words := range others {
		if m := words().FindStringSubmatch(folded); m != nil {
			return m[1]
		}
	}
	return ""
}

// OfHolder reports whether a heading is of somebody by whom a file may name its contacts:
// whoever has or is covered by a policy, or speaks for a firm.
func OfHolder(heading string) bool {
	whose := Whose(heading)
	return slices.ContainsFunc(holders, func(one holder) bool { return one.who == whose })
}

// OfFirm reports whether a heading of a name is of the firm where there are other names.
func OfFirm(heading string) bool { return firmNames().MatchString(fold.Text(heading)) }

// OfClient reports whether a heading of a name is of whoever is the client, who may be another
// one of the family.
func OfClient(heading string) bool { return clientNames().MatchString(fold.Text(heading)) }

// holder is somebody by whom a file may name its contacts.
type holder struct {
	who   string
	words func() *regexp.Regexp
}

// An English heading that begins with such a word, as "Insured Phone", is of the contact.
var holders = []holder{
	{"holder", fold.Expression(`(^| )(titular(es)?|tomador(a|es)?|contratante|contraent[ei]|intestatari[oa])( |$)|^.*[^ ] (policy ?holder|insured)$|^(policy ?holder|(named |primary )?insured)( name)?$|契約者`)},
	{"insured", fold.Expression(`(^| )(asegurad[oa]s?|assicurat[oaie])( |$)|被保険者`)},
	{"speaker", fold.Expression(`^担当者(名|氏名|様)$|(^| )referente( |$)`)},
}

var (
	firmNames   = fold.Expression(`^取引先(名|名称)?( |$)`)
	clientNames = fold.Expression(`(^| )(client|customer|account|cliente)( |$)|お客|顧客|会員`)
	others      = []func() *regexp.Regexp{
		fold.Expression(`(?:^| )(spouse|wife|husband|partner|son|daughter|child|children|kid|mother|father|mom|dad|parent|brother|sister|sibling|relative|guardian|beneficiary|dependent|friend|neighbor|neighbour|referrer|assistant|agency|agent|broker|advisor|adviser|csr|` +
			`moglie|marito|coniuge|spos[ao]|compagn[oa]|convivente|figli[oae]?|madre|padre|mamma|papa|genitor[ei]|fratello|sorella|nonn[oa]|parente|tutore|delegat[oa]|beneficiari[oa]|segnalatore|agenzia|agente|subagente|mediatore|intermediario|consulente|commercialista|amministratore|` +
			`espos[oa]|marido|mujer|conyuge|pareja|hij[oa]s?|herman[oa]|abuel[oa]|pariente|tutor|recomendante|mediador|mediadora|agencia|corredor|correduria|asesor|gestor|gestoria|promotor|vendedor)(?: ?s)?(?: |$)`),
		fold.Expression(`(配偶者|受取人|代理店|募集人|紹介者|保護者|後見人|代理人|実家|息子|長男|次男|長女|次女|家族|両親|祖父|祖母|兄弟|姉妹|友人|緊急|自社|当社|弊社)`),
		fold.Expression(`(?:^| )(奥様|奥さん|主人|ご主人|妻|夫|子|子供|子ども|娘|母|母親|父|父親|親|兄|弟|姉|妹|孫)(?:様|さん|の)*(?: |$|携帯|電話|tel|メール|mail|生年月日|誕生日|連絡先|住所|氏名|名前)`),
		fold.Expression(`(?:携帯|電話|番号|メール|アドレス|生年月日|誕生日|連絡先|住所|氏名|名前|tel)(妻|夫|子|子供|娘|母|父|親)(?: |$)`),
	}
)

// SpouseColumn returns the field of a heading of a spouse, or of whoever applies beside somebody:
// "Spouse Cell Phone", "Co-Applicant First Name", 配偶者生年月日. It is empty for a name alone
// and for other headings. Headers are those of Headers.
func SpouseColumn(heading string, headers map[string]string) string {
	folded := fold.Text(spacedOut(heading))
	if !spouseWords().MatchString(folded) {
		return ""
	}
	rest := fold.Text(spouseWords().ReplaceAllString(folded, " "))
	field := headers[rest]
	if field == "" {
		field = Column(rest, headers)
	}
	if slices.Contains([]string{"given", "middle", "family", "birthday", "phone", "email", "do_not_contact"}, field) {
		return field
	}
	return ""
}

var spouseWords = fold.Expression(`(^| )(spouses?( s)?|wife( s)?|husband( s)?|co ?applicants?( s)?|((de ?la?|del|di) )?coniuge|(del? )?(la )?conyuge|(del? )?(la )?espos[oa])( |$)|配偶者の?`)
