package locale

import (
	"slices"
	"strings"

	"crm/internal/crm"
	"crm/internal/fold"
)

// Place is where a text stands, which decides how to read it.
type Place int

// The places.
const (
	InWords     Place = iota // a note, a subject, a reason, an address
	InName                   // where a word alone may be a name: Morta
	BesidePhone              // where a bare no is enough, and the number may be what is dead
	InTitle                  // before or behind a name, where late and fu are said of the dead
)

// Heard is what a text says about calling its person.
type Heard struct {
	Died    bool
	Refuses bool // they are not to be called, by their own wish
	Left    bool // they are not with us any more
	Mourns  bool // somebody has died who may not be they
}

// Hear reads a free text, typed or from a file.
func Hear(text string, at Place) Heard {
	if isPoint(text, at) {
		return Heard{}
	}
	if at == InName || at == InTitle {
		if slices.ContainsFunc([]string{"Ng", "Ko", "NG", "KO"}, func(name string) bool { return strings.Contains(text, name) }) {
			text = likeRefusals().ReplaceAllString(text, "${1}Lee ")
		}
	}
	switch at {
	case InName:
		if strings.Contains(text, "DNC") {
			text = sortedLast().ReplaceAllString(text, "DNC")
		}
		alone := !strings.ContainsAny(text, " 　") && text == strings.Trim(text, "()（）") && !estateNamed(text)
		alone = alone && !lateNamed().MatchString(text) && !slices.Contains(deadAlone, strings.TrimSpace(fold.Text(text))) && text != "RIP" && text != "R.I.P."
		refuses := strings.ContainsAny(text, nameCrosses) && crossedName().MatchString(text) || Refuses(text) || slices.ContainsFunc(remarksBeside(text), Refuses)
		return heard(!alone && (Died(text) || strings.Contains(text, "(+)") || estateNamed(text)), text, Heard{Refuses: refuses, Left: !refuses && leftNamed(text)})
	case InTitle:
		late := slices.Contains([]string{"late", "fu", "def"}, fold.Text(text)) || estatePart(text)
		refuses := Refuses(text)
		return heard(late || Died(text), text, Heard{Refuses: refuses, Left: !refuses && leftNamed(text)})
	case BesidePhone:
		return heard(!fold.BadPhone(text) && Died(text), text, Heard{Refuses: refusesBeside(text)})
	}
	return heard(Died(text), text, Heard{Refuses: Refuses(text) || Declines(strings.Trim(text, crosses+" ")), Left: LeftUs(text)})
}

// isPoint reports whether a text is a phone or an e-mail with nothing beside it, as most
// cells of a file are. They say nothing, and to look for it takes time.
func isPoint(text string, at Place) bool {
	if at == BesidePhone {
		return strings.Trim(text, "+0123456789 -.()") == ""
	}
	return strings.IndexByte(text, '@') > 0 && !strings.ContainsAny(text, " ()<>;,/　（）")
}

var (
	// lateNamed is a Japanese name with a sign or a remark in brackets that its bearer has
	// died, without a space.
	lateNamed = fold.Expression(`^故[・･.]|[【（(\[〔](死亡|死去|逝去|他界|物故|故人|故|亡|没)[^】）)\]〕]*[】）)\]〕]`)
	// likeRefusals are family names that are also words of a refusal, written as names are.
	likeRefusals = fold.Expression(`^([\p{Latin} ,.'-]+ )?(?:Ng|Ko)\b|^(?:NG|KO), `)
	// sortedLast is a mark with letters around it, so that a phone lists it last.
	sortedLast = fold.Expression(`\b[zZxX]+DNC[zZxX]*\b`)
	// crossedName is a name that is crossed.
	crossedName = fold.Expression(`^ ?[` + nameCrosses + `]|[` + nameCrosses + `] ?$`)
)

// deadAlone are the words, folded, that tell in place of a name that its bearer has died,
// and are nobody's name.
var deadAlone = []string{"deceased", "dec d", "decd", "deceduto", "deceduta", "defunto", "defunta", "fallecido", "fallecida", "difunto", "difunta", "死亡", "死去", "逝去", "他界", "物故", "故人"}

const nameCrosses = "×✕✗✘❌✖"

// heard adds whose death it is that a text speaks of.
func heard(died bool, text string, said Heard) Heard {
	said.Mourns = died && othersDeath(text)
	said.Died = died && !said.Mourns
	return said
}

// StopReason returns the reason to stop somebody that words give: they have died, or ask
// not to be called. It is empty for other words.
func StopReason(text string) string {
	switch said := Hear(text, InWords); {
	case said.Died:
		return crm.StopDeceased
	case said.Refuses, said.Mourns:
		return crm.StopAsked
	}
	return ""
}
