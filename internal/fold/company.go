package fold

import (
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Company strips the legal form from the name of a company: "Acme, Inc." is Acme,
// "株式会社大阪メタル" is 大阪メタル, "Aceros del Norte, S.A. de C.V." is Aceros del Norte. It is
// false for a name without one, or of nothing else. A short form that is also a name
// (Sa, Co, Ag) counts with points or capitals.
func Company(name string) (bare string, ok bool) {
	c := companies.of(name, newCompany)
	return c.bare, c.ok
}

type company struct {
	bare string
	ok   bool
}

var companies memo[string, company]

func newCompany(name string) company {
	name = strings.TrimSpace(norm.NFKC.String(name))
	for _, form := range companyWords {
		for _, cut := range []func(s, affix string) (string, bool){strings.CutPrefix, strings.CutSuffix} {
			if rest, found := cut(name, form); found && Text(rest) != "" {
				return company{strings.TrimSpace(rest), true}
			}
		}
	}
	words := strings.FieldsFunc(name, func(r rune) bool { return unicode.IsSpace(r) || r == ',' })
	shouted := name == strings.ToUpper(name)
	if bare, ok := withoutTail(words, shouted); ok {
		return company{bare, true}
	}
	for count := min(longestForm, len(words)-1); count > 0; count-- {
		if !isForm(words[len(words)-count:], shouted) {
			continue
		}
		if bare := strings.Trim(strings.Join(words[:len(words)-count], " "), " &-"); Text(bare) != "" {
			return company{bare, true}
		}
	}
	return company{name, false}
}

// FirmTitle reports whether a word before or behind a name is said of firms alone: 御中,
// Spett.le; and of what has the name of a firm, whether it addresses several, such as Messrs.
func FirmTitle(word string, firm bool) bool {
	word = strings.Map(onlyLetters, strings.ToLower(norm.NFKC.String(word)))
	return slices.Contains([]string{"御中", "spettle", "spettabile", "ditta", "spettabileditta", "spettleditta"}, word) ||
		firm && slices.Contains([]string{"messrs", "messieurs", "sres", "señores", "sigg", "signori"}, word)
}

// isForm reports whether words are a legal form.
func isForm(words []string, shouted bool) bool {
	end := strings.Join(words, "")
	form := strings.Map(onlyLetters, strings.ToLower(end))
	marked := strings.Contains(end, ".") || !shouted && end == strings.ToUpper(end)
	return slices.Contains(companyForms, form) || marked && slices.Contains(shortForms, form)
}

func onlyLetters(r rune) rune {
	if unicode.IsLetter(r) {
		return r
	}
	return -1
}

// longestForm is the most words of a legal form: S. A. B. de C. V.
const longestForm = 6

// companyWords are what a company is in a script without spaces, before its name
// or behind it.
var companyWords = []string{
	"株式会社", "有限会社", "合同会社", "合資会社", "合名会社", "一般社団法人", "公益社団法人", "一般財団法人", "公益財団法人",
	"医療法人", "社会福祉法人", "学校法人", "宗教法人", "税理士法人", "弁護士法人", "特定非営利活動法人", "(株)", "(有)", "(同)", "(資)", "(名)", "(医)", "(福)", "(学)",
}

// companyForms are the letters of legal forms that are not names of people; shortForms
// may be.
var (
	companyForms = []string{
		"inc", "incorporated", "llc", "llp", "lllp", "ltd", "limited", "coltd", "coinc", "plc", "pllc", "corp", "corporation", "pty", "ptyltd",
		"gmbh", "gmbhcokg", "ug", "cokg", "ohg", "kgaa", "sarl", "eurl", "sasu", "bvba", "oyj",
		"srl", "srls", "spa", "snc", "sapa", "scarl", "scrl", "scpa", "ecsnc", "csnc", "ecsas", "csas", "sdf", "societàcooperativa", "societacooperativa", "soccoop", "soccooparl", "soccoopsociale", "soccooponlus", "coopsociale", "coopsocialearl", "societàcooperativasociale", "societacooperativasociale", "srlu", "srlsu",
		"slu", "sll", "slp", "slne", "sau", "scoop", "scoopand", "sadecv", "sabdecv", "sapidecv", "srldecv", "sderl", "sderldecv", "sderlmi", "sofomenr", "sadecvsofomenr", "spr", "srlcv", "sacv", "eirl", "ltda", "saic",
	}
	shortForms = []string{"sa", "sl", "sas", "ss", "sc", "ac", "ab", "ag", "as", "bv", "nv", "kg", "co", "lp", "pc", "oy", "cb", "ec", "srlcr", "se", "scp", "spj"}
)
