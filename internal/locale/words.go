package locale

import (
	"iter"
	"slices"
	"strings"
	"sync"

	"crm/internal/crm"
	"crm/internal/fold"
)

// words iterates over every word for a picklist with its code. If two codes claim a
// word, the first has it: codes before labels before other words. A test keeps words
// unique.
func words(list string) iter.Seq2[string, string] {
	return func(yield func(string, string) bool) {
		for word, code := range terms(list) {
			if !yield(word, code) {
				return
			}
		}
		for _, lang := range append(Languages(), "abroad") {
			for key, more := range linesOf(content(wordFile(lang)), list+".") {
				_, code, _ := strings.Cut(key, ".")
				for word := range strings.SplitSeq(more, ", ") {
					if !yield(word, code) {
						return
					}
				}
			}
		}
	}
}

// terms iterates over the program's own names for a picklist's codes: codes and labels
// in all languages.
func terms(list string) iter.Seq2[string, string] {
	return func(yield func(string, string) bool) {
		codes := crm.Picklist(list)
		for _, code := range codes {
			if !yield(code, code) {
				return
			}
		}
		if list == "line" {
			for _, line := range crm.DefaultSettings().LineTable() {
				if !yield(line.Short, line.Code) {
					return
				}
			}
		}
		for _, lang := range Languages() {
			for _, short := range []string{"", "short."} {
				for key, label := range linesOf(content(labelFile(lang)), short+list+".") {
					_, code, _ := strings.Cut(strings.TrimPrefix(key, short), ".")
					if slices.Contains(codes, code) && !yield(label, code) {
						return
					}
				}
			}
		}
	}
}

func wordFile(lang string) string { return "words/" + lang + ".properties" }

// vocabulary is every word for the codes of a picklist.
type vocabulary struct {
	exact map[string]string // the code by the word, as spelling has it
	words []wordOf
}

// wordOf is a folded word and its code. Codes and labels are terms.
type wordOf struct {
	text, code string
	term       bool
}

// vocabularies caches them, since an import needs one on every line. A list asked for
// once has nil: a command reads one or two words, and folding all takes four times as
// long as searching them.
var vocabularies sync.Map

// lookUp returns the code of a whole word, as typed or spelled alike.
func lookUp(list, text string) string {
	kept, asked := vocabularies.LoadOrStore(list, (*vocabulary)(nil))
	if !asked {
		for word, code := range words(list) {
			if strings.EqualFold(word, text) {
				return code
			}
		}
	}
	v := kept.(*vocabulary)
	if v == nil {
		v = vocabularyOf(list)
	}
	if code := v.exact[spelling(text)]; code != "" {
		return code
	}
	return v.exact[spelling(withoutNoun(list, text))]
}

// vocabularyOf makes the vocabulary of a picklist, once.
func vocabularyOf(list string) *vocabulary {
	if kept, ok := vocabularies.Load(list); ok && kept.(*vocabulary) != nil {
		return kept.(*vocabulary)
	}
	v := &vocabulary{exact: map[string]string{}}
	claim := func(key, code string) {
		if _, taken := v.exact[key]; !taken && key != "" {
			v.exact[key] = code
		}
	}
	named := map[string]bool{}
	for word := range terms(list) {
		named[word] = true
	}
	for word, code := range words(list) {
		claim(spelling(word), code)
		v.words = append(v.words, wordOf{fold.Text(word), code, named[word]})
	}
	for word, code := range words(list) { // 賠償責任保険 where 賠償責任 is the word, and the other way round
		claim(spelling(withoutNoun(list, word)), code)
	}
	vocabularies.Store(list, v)
	return v
}

// withoutNoun strips words that say what a picklist is of anyway: from a line of business
// those for insurance ("polizza vita" is vita, "seguro de gastos médicos" gastos médicos,
// 火災保険 is 火災), from what is not a carrier those for carriers, from a call whom it reached.
// Texts of other picklists, and of words for insurance alone, stay.
func withoutNoun(list, text string) string {
	switch list {
	case "line":
		return withoutInsurance(text)
	case "call_made":
		return withWhom().ReplaceAllString(fold.Text(text), "")
	case "no_carrier":
		if folded := fold.Text(text); numberOfCarriers().MatchString(folded) {
			return crm.SeveralCarriers
		} else if rest := ofCarriers().ReplaceAllString(folded, ""); rest != "" {
			return rest
		}
	}
	return text
}

var (
	withWhom         = fold.Expression(`( (with|to|a|al|alla|con|con el|con la|con il|col|with the|to the)?)( (him|her|them|client|customer|insured|lead|prospect|wife|husband|spouse|both|everyone|lui|lei|loro|cliente|assicurat[oa]|moglie|marito|contatto|el|ella|ellos|asegurad[oa]|esposa|esposo|prospecto|contacto|briefly|today|now|already|oggi|hoy|ya))+$| (with|to|con|ok|fine)$`)
	numberOfCarriers = fold.Expression(`^([0-9]+|two|three|four|due|tre|quattro|dos|tres|cuatro|[二三四五])( carriers| compan(ies|ias)| insurers| compagnie| aseguradoras|社)$`)
	ofCarriers       = fold.Expression(`( of)?( the| le| las| los)?( different)?( insurance)?( carriers?| compan(y|ies)| insurers?| compagni[ae]( assicurativ[ae]| di assicurazion[ei])?| assicurazion[ei]| companias?( de seguros)?| aseguradoras?|の?(保険)?会社)$`)
)

func withoutInsurance(text string) string {
	folded := fold.Text(text)
	for _, end := range []string{"保険契約", "保険", "共済"} {
		if rest, ok := strings.CutSuffix(folded, end); ok && rest != "" {
			return rest
		}
	}
	words := strings.Fields(folded)
	for len(words) > 1 && saysInsurance(words[len(words)-1]) {
		words = words[:len(words)-1]
	}
	for len(words) > 1 && saysInsurance(words[0]) {
		words = words[1:]
		for len(words) > 1 && joins(words[0]) {
			words = words[1:]
		}
	}
	return strings.Join(words, " ")
}

func saysInsurance(word string) bool {
	switch word {
	case "insurance", "policy", "policies", "coverage", "cover", "form",
		"polizza", "polizze", "assicurazione", "assicurazioni", "ass",
		"seguro", "seguros", "poliza", "polizas", "ramo", "rami", "ramos":
		return true
	}
	return false
}

// joins reports whether a word only joins the word for insurance with what is insured.
func joins(word string) bool {
	switch word {
	case "for", "of", "my", "the", "di", "del", "della", "delle", "per", "la", "il", "sulla", "sul", "contro", "l", "dell",
		"de", "el", "los", "las", "para", "contra":
		return true
	}
	return false
}

// spelling unifies spellings: fold.Text, which turns hyphens into spaces, without
// meaningless spaces: no-reach is noreach, and 1 - 2 回/年 is 1-2回/年. A space between
// digits stays: 1-2 is not 12.
func spelling(text string) string {
	folded := fold.Text(text)
	if !strings.Contains(folded, " ") {
		return folded
	}
	var out strings.Builder
	for i := range len(folded) {
		if folded[i] == ' ' && !(isDigit(folded[i-1]) && isDigit(folded[i+1])) {
			continue
		}
		out.WriteByte(folded[i])
	}
	return out.String()
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }
