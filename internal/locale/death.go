package locale

import (
	"strings"

	"crm/internal/fold"
)

// Died reports whether a text says that somebody has died: "passed away in March",
// "è deceduto", falleció, ご逝去. It is false where it is one of their family.
func Died(text string) bool {
	for _, clause := range clausesOf(text) {
		folded := strings.ReplaceAll(fold.Text(clause), "no longer", "nolonger")
		if !mayBegin(folded, deathsBegin) && !fold.Unspaced(folded) {
			continue
		}
		folded = tellers().ReplaceAllString(folded, "")
		if (deathWords().MatchString(folded) || deathJapanese().MatchString(folded)) && !otherDeaths().MatchString(folded) {
			return true
		}
	}
	return false
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
	deathWords    = expression(`(^| )(deceased|died|passed away|passed on$|(he|she|has|have|who|they) passed( on| last| this| in| (a|two|three|some) | recently| suddenly| peacefully|$)|nolonger (living|alive)|is dead|he s dead|she s dead|are dead|rest in peace|estate of|late (mr|mrs|ms)|(e |sono |risulta )?(deced|defunt)[a-z]*|(e|era) mort[oa]|mancat[oa] (ai vivi|all affetto)|venut[oa] a mancare|fallecid[oa]s?|fallecio|difunt[oa]|finad[oa]|(ha |se )?murio|(ha|esta) muert[oa]|q e p d)( |$)|^(dead|rip|mort[oa]|muert[oa]|decesso|defuncion)$`)
	deathJapanese = expression(`死亡(?:|確認|済|した|しました)|死去|逝去|亡くな|他界|永眠|故人`)
	deathHeadings = expression(`(^| )(dod|date of death|death date|d o d|dead|data (di )?(morte|decesso)|decesso|morte|fecha (de )?(defuncion|fallecimiento|muerte)|defuncion|fallecimiento)( |$)|死亡|逝去|没年`)
	// tellers are those who tell of a death, which is not theirs: "wife says he died".
	tellers = expression(`^((his|her|their|the|la|il|el|su|sua) )?(wife|husband|son|daughter|spouse|brother|sister|mother|father|widow|widower|moglie|marito|figli[oa]|fratello|sorella|espos[oa]|marido|mujer|hij[oa]|herman[oa]|viud[oa]|vedov[oa]) (says?|said|told( me| us)?|tells( me| us)?|informed( me| us)?|called to say|reports?|dice|ha detto|ha avvisato|dijo|avisa|aviso)( that| che| que)? `)
	// otherDeaths are those of others, and what is paid for a death.
	otherDeaths = expression(`(^| )(not|non|no|nobody|wife|husband|mother|father|parents?|son|daughter|spouse|brother|sister|uncle|aunt|grand\w+|dog|cat|widow\w*|benefit\w*|cover\w*|accidental|insured|ad d|moglie|marito|madre|padre|genitori|figli[oa]|fratello|sorella|coniuge|nonn[oa]|zi[oa]|vedov[oa]|cane|caso|capitale|espos[oa]|marido|mujer|conyuge|hij[oa]|herman[oa]|abuel[oa]|ti[oa]|viud[oa]|perr[oa]|caso de|suegr[oa]|battery|phone|line|mama|papa)( |$)|夫|妻|父|母|主人|奥様|息子|娘|兄|弟|姉|妹|祖|配偶|犬|猫|保険|保障|給付|時|友人|親`)
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
