package locale

import (
	"slices"
	"strings"

	"crm/internal/fold"
)

// Died reports whether a text says that somebody has died: "passed away in March",
// "è deceduto", falleció, ご逝去; or shows it behind a name: "Sam Jones - dead", "Sam
// Jones RIP", "Sam Jones (1941-2020)", 故 山田太郎, †. It is false where it is one of
// their family.
func Died(text string) bool {
	if strings.ContainsAny(text, "†✝.") || len(text) > 4 && strings.EqualFold(text[:4], "the ") {
		if deathSigns().MatchString(text) && !otherDeaths().MatchString(fold.Text(text)) {
			return true
		}
	}
	for _, clause := range clausesOf(text) {
		folded := strings.ReplaceAll(fold.Text(clause), "no longer", "nolonger")
		if !mayBegin(folded, deathsBegin) && !fold.Unspaced(folded) && !lived(folded) {
			continue
		}
		folded = tellers().ReplaceAllString(folded, "")
		if lateJapanese().MatchString(folded) {
			return true
		}
		if otherDeaths().MatchString(folded) {
			continue
		}
		if lived(folded) || deathWords().MatchString(folded) || deathJapanese().MatchString(folded) {
			return true
		}
		if slices.ContainsFunc(remarksOf(clause), func(part string) bool { return deathWords().MatchString(fold.Text(part)) }) {
			return true
		}
	}
	return false
}

// lived reports whether a clause is the years of a life, or that of its end: "1941
// 2020", "d 2020", "b 1941 d 2020".
func lived(folded string) bool {
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

// DiedBelow is Died for what stands below a heading.
func DiedBelow(heading, text string) bool {
	return Died(text) && !otherDeaths().MatchString(fold.Text(spacedOut(heading)))
}

// DeathHeading reports whether what stands below a heading says that somebody has
// died: "Deceased", "Data decesso", 死亡日.
func DeathHeading(heading string) bool {
	folded := fold.Text(spacedOut(heading))
	return (deathHeadings().MatchString(folded) || deathWords().MatchString(folded) || deathJapanese().MatchString(folded)) && !otherDeaths().MatchString(folded)
}

var (
	deathWords    = expression(`(^| )(deceased|died|passed away|passed on$|(he|she|has|have|who|they) passed( on| last| this| in| (a|two|three|some) | recently| suddenly| peacefully|$)|nolonger (living|alive)|is dead|he s dead|she s dead|are dead|rest in peace|estate of|late (mr|mrs|ms)|(e |sono |risulta )?(deced|defunt)[a-z]*|(e|era) mort[oa]|mancat[oa] (ai vivi|all affetto)|venut[oa] a mancare|non e piu tra noi|non c e piu|buonanima|in memoriam|in memory of|en paz descanse|descanse en paz|ya no vive|fallecid[oa]s?|fallecio|difunt[oa]|finad[oa]|(ha |se )?murio|(ha|esta) muert[oa]|q e p d|e p d|d e p|qepd)( |$)|(^| )(rip|r i p)$|^(dead|dep|mort[oa]|muert[oa]|decesso|defuncion)$`)
	deathJapanese = expression(`死亡(?:|確認|済|した|しました)|死去|逝去|亡くな|他界|永眠|故人|急逝|病死|鬼籍|召天|享年|年没|月没|^(亡|没|死|故)$`)
	// deathSigns are written beside a name.
	deathSigns = expression(`[†✝]|(^|[ (,])d\. ?(19|20)\d\d([) ,]|$)|^(?i:the late) \p{Lu}\pL+ \p{Lu}`)
	// lateJapanese is 故 in front of a name, and behind it.
	lateJapanese  = expression(`^故 ?[^障意郷国事里人父母夫妻兄弟姉妹祖 ]|[^事物 ] 故$`)
	deathHeadings = expression(`(^| )(dod|date of death|death date|d o d|dead|data (di )?(morte|decesso)|decesso|morte|fecha (de )?(defuncion|fallecimiento|muerte)|defuncion|fallecimiento)( |$)|死亡|逝去|没年`)
	// tellers are those who tell of a death, which is not theirs: "wife says he died".
	tellers = expression(`^((his|her|their|the|la|il|el|su|sua) )?(wife|husband|son|daughter|spouse|brother|sister|mother|father|widow|widower|moglie|marito|figli[oa]|fratello|sorella|espos[oa]|marido|mujer|hij[oa]|herman[oa]|viud[oa]|vedov[oa]) (says?|said|told( me| us)?|tells( me| us)?|informed( me| us)?|called to say|reports?|dice|ha detto|ha avvisato|dijo|avisa|aviso)( that| che| que)? `)
	// otherDeaths are those of others, and what is paid for a death.
	otherDeaths = expression(`(^| )(not|non|no|nobody|wife|husband|mother|father|parents?|son|daughter|spouse|brother|sister|uncle|aunt|grand\w+|dog|cat|widow\w*|benefit\w*|cover\w*|accidental|insured|ad d|moglie|marito|madre|padre|genitori|figli[oa]|fratello|sorella|coniuge|nonn[oa]|zi[oa]|vedov[oa]|cane|caso|capitale|espos[oa]|marido|mujer|conyuge|hij[oa]|herman[oa]|abuel[oa]|ti[oa]|viud[oa]|perr[oa]|caso de|suegr[oa]|battery|phone|line|number|mama|papa)( |$)|(^|[ ご御の])夫|夫(が|の|は|も|さん|様|死|亡|逝|他界)|妻|父|母|主人|奥様|息子|娘|兄|弟|姉|妹|祖|配偶|犬|猫|保険|保障|給付|時|友人|親`)
)

// spacedOut parts the words of a heading that is written in one: HasOptedOutOfEmail.
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
