package fold

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Name is the name of somebody, taken apart for comparing. Two names are the
// same when they share a key:
//
//   - Everything that Text folds, and of kanji the variants (髙 is 高), of kana
//     the kind, the width, the size and how long vowels are written.
//   - Spaces, hyphens and apostrophes make no difference: "D'Angelo" is
//     "Dangelo", "田中 一郎" is "田中一郎".
//   - Where a name is turned round at a word it stays the same: "Hudson, Jane"
//     is "Jane Hudson".
//   - "Müller" is "Muller" and "Mueller", which are not each other.
//   - Given names that are written short, "Mª" and "Fco.", are also what they stand
//     for.
type Name struct {
	text string
	// spellings are the name as Text folds it and, where that makes a difference,
	// with umlauts spelt out and with dashes between kana taken for hyphens.
	spellings [][]token
}

// token is what stands between two spaces, split at hyphens, apostrophes and points.
// "de la Cruz" is one token, too.
type token []string

func (t token) text() string { return strings.Join(t, "") }

// longestTurned limits the parts of a name that is found turned round.
const longestTurned = 8

// NewName takes a name apart.
func NewName(s string) Name { return names.of(s, newName) }

var names memo[string, Name]

func newName(s string) Name {
	s = strings.ToValidUTF8(s, "\ufffd") // as Text has it
	n := Name{s, [][]token{tokens(s)}}
	if whole := writtenOut(s); whole != s {
		n.spellings = append(n.spellings, tokens(whole))
	}
	if ascii(s) {
		return n
	}
	s = norm.NFC.String(s)
	for _, spelt := range []string{speltOut.Replace(s), hyphened(s)} {
		if spelt != s {
			n.spellings = append(n.spellings, tokens(spelt))
		}
	}
	return n
}

// Keys returns the comparable forms of the name in its written order.
func (n Name) Keys() []string {
	var keys []string
	for _, parts := range n.parts() {
		keys = append(keys, key(parts))
	}
	return keys
}

// Writes reports whether a text is the name as written, or turned round with a comma.
func (n Name) Writes(name string) bool {
	ways := n.Keys()
	if strings.ContainsAny(n.text, ",，、") {
		ways = n.Turns()
	}
	keys := NewName(name).Keys()
	return slices.ContainsFunc(ways, func(k string) bool { return k != "" && slices.Contains(keys, k) })
}

// Turns returns the keys of the name in every equivalent order, Keys first.
func (n Name) Turns() []string {
	keys := n.Keys()
	for _, parts := range n.parts() {
		if len(parts) > longestTurned {
			continue
		}
		for i := 1; i < len(parts); i++ {
			if turned := key(append(slices.Clone(parts[i:]), parts[:i]...)); !slices.Contains(keys, turned) {
				keys = append(keys, turned)
			}
		}
	}
	return keys
}

// Words returns the words of the name, including those joined by hyphens, apostrophes
// and particles: "d", "angelo" and "dangelo". A name without a space that changes
// between kanji and kana has both sides.
func (n Name) Words() []string {
	var words []string
	for _, tokens := range n.spellings {
		if family, given, ok := splitAtScript(tokens); ok {
			words = append(words, key([]string{family}), key([]string{given}))
		}
		for _, t := range tokens {
			for i, part := range t {
				for _, word := range []string{key([]string{part}), key(t[i:])} {
					if !slices.Contains(words, word) {
						words = append(words, word)
					}
				}
			}
		}
	}
	return words
}

// splitAtScript splits a name without a space where it changes between kanji and kana,
// the usual end of a family name: 林|たろう, いとう|一郎. A single kana within kanji belongs to
// a word (関ヶ原, 一ノ瀬), and so may a single kanji after kana (みち子).
func splitAtScript(tokens []token) (family, given string, ok bool) {
	var words []string
	for _, t := range tokens {
		words = append(words, t...)
	}
	if len(words) != 1 { // a space says where, and a company has no family name
		return "", "", false
	}
	name := []rune(words[0])
	kana := func(r rune) bool { return r == 'ー' || unicode.In(r, unicode.Katakana, unicode.Hiragana) }
	for i := 1; i < len(name); i++ {
		before, after := name[i-1], name[i]
		from := unicode.Is(unicode.Han, before) && kana(after) && i+1 < len(name) && kana(name[i+1])
		to := i > 1 && kana(name[i-2]) && kana(before) && unicode.Is(unicode.Han, after) && i+1 < len(name) && unicode.Is(unicode.Han, name[i+1])
		if from || to {
			return string(name[:i]), string(name[i:]), true
		}
	}
	return "", "", false
}

// Beginnings returns the key of a name in a script without spaces, whose beginning is
// enough to find it; empty for others.
func (n Name) Beginnings() string {
	parts := n.parts()[0]
	if len(parts) == 0 || slices.ContainsFunc(parts, func(part string) bool { return !unspaced(firstRune(part)) }) {
		return ""
	}
	if bare, ok := Company(n.text); ok {
		return NewName(bare).Beginnings()
	}
	return key(parts)
}

// begins reports whether a name in a script without spaces begins with a text. Where a
// space shows its first word, the text has to be longer than that; a point in the name
// of a company shows none.
func (n Name) begins(text Name) bool {
	whole := n.Beginnings()
	if whole == "" {
		return false
	}
	least := ""
	bare, company := Company(n.text)
	if parts := NewName(bare).parts()[0]; len(parts) > 1 && (!company || strings.ContainsFunc(bare, unicode.IsSpace)) {
		least = key(parts[:1])
	}
	return slices.ContainsFunc(text.Keys(), func(k string) bool { return len(k) > len(least) && strings.HasPrefix(whole, k) })
}

// Fits reports whether a text is enough to find one of those names: all its words are
// among theirs, or one begins with it.
func (n Name) Fits(names ...Name) bool {
	var words []string
	for _, name := range names {
		words = append(words, name.Words()...)
		if name.begins(n) {
			return true
		}
	}
	missing := func(parts ...string) bool { return !slices.Contains(words, key(parts)) }
	return slices.ContainsFunc(n.spellings, func(tokens []token) bool {
		return len(tokens) > 0 && !slices.ContainsFunc(tokens, func(t token) bool {
			return missing(t...) && slices.ContainsFunc(t, func(part string) bool { return missing(part) })
		})
	})
}

// Rarest returns the words of the longest token, which is likely the rarest.
func (n Name) Rarest() []string {
	var words []string
	for _, tokens := range n.spellings {
		var longest token
		for _, t := range tokens {
			if len(t.text()) > len(longest.text()) {
				longest = t
			}
		}
		if longest == nil {
			continue
		}
		part := slices.MaxFunc(longest, func(a, b string) int { return len(a) - len(b) })
		words = append(words, key(longest), key([]string{part}))
	}
	slices.Sort(words)
	return slices.Compact(words)
}

// Untitled removes forms of address ("Mr.", "Dott.ssa", "様") and degrees; ok is false
// if there are none.
func (n Name) Untitled() (bare Name, ok bool) {
	text := detached(n.text)
	bare = NewName(text)
	bare.spellings = slices.Clone(bare.spellings)
	ok = text != n.text
	for i, tokens := range bare.spellings {
		bare.spellings[i] = untitled(tokens)
		ok = ok || len(bare.spellings[i]) < len(tokens)
	}
	return bare, ok
}

// SameName reports whether two names are the same, apart from forms of address. One of
// them may lack its legal form.
func SameName(a, b string) bool {
	_, firmA := Company(a)
	_, firmB := Company(b)
	for i, x := range NewName(a).Forms() {
		for j, y := range NewName(b).Forms() {
			if firmA && firmB && i+j > 0 {
				break
			}
			if x.turnsInto(y) || y.turnsInto(x) {
				return true
			}
		}
	}
	return false
}

// turnsInto reports whether a name is this one or this one turned round at a word. The
// other may have fewer words: Jane Hudson turns into HudsonJane.
func (n Name) turnsInto(other Name) bool {
	keys := other.Keys()
	return slices.ContainsFunc(n.Turns(), func(k string) bool { return k != "" && slices.Contains(keys, k) })
}

// Forms returns the name without forms of address, if that leaves something
// distinctive, and without legal forms.
func (n Name) Forms() []Name {
	forms := []Name{n}
	if bare, ok := n.Untitled(); ok && (len(bare.parts()[0]) > 1 || bare.Beginnings() != "") {
		forms = append(forms, bare)
	}
	if bare, ok := Company(detached(n.text)); ok {
		forms = append(forms, NewName(bare))
	}
	return forms
}

// parts are the parts of each spelling, in order.
func (n Name) parts() [][]string {
	all := make([][]string, len(n.spellings))
	for i, tokens := range n.spellings {
		for _, t := range tokens {
			all[i] = append(all[i], t...)
		}
	}
	return all
}

// key joins parts. Long vowels are folded last, since one part in one spelling is two
// in another.
func key(parts []string) string { return longVowels(strings.Join(parts, "")) }

// tokens splits a text and folds the pieces.
func tokens(s string) []token {
	var all []token
	for _, raw := range strings.FieldsFunc(prepared(s), separates) {
		var t token
		for _, part := range strings.Fields(Text(raw)) {
			if part = letters(part); part != "" {
				t = append(t, part)
			}
		}
		if len(t) > 0 {
			all = append(all, t)
		}
	}
	// A household may have "and" or a sign between the names.
	if rest := slices.DeleteFunc(slices.Clone(all), func(t token) bool { return t.text() == "and" }); len(rest) > 0 {
		all = rest
	}
	// A particle belongs to what follows it.
	for i := len(all) - 2; i >= 0; i-- {
		if slices.Contains(particles, all[i].text()) {
			all[i] = append(slices.Clone(all[i]), all[i+1]...)
			all = slices.Delete(all, i+1, i+2)
		}
	}
	return all
}

// separates reports whether a character stands between the words of a name.
func separates(r rune) bool {
	return unicode.IsSpace(r) || strings.ContainsRune(",;:/|()[]{}<>&+＆\"“”„«»、，；：（）「」『』【】〔〕［］", r)
}

// particles begin a family name.
var particles = []string{
	"d", "l", "o", "da", "de", "di", "do", "du", "la", "le", "lo", "el", "al", "af", "av", "ab", "ap", "mc", "ter", "ten", "ben", "bin", "ibn", "abu", "von", "van", "vom", "zum", "zur",
	"den", "der", "del", "dei", "dal", "des", "dos", "das", "las", "los", "mac", "san", "fitz", "saint", "st", "della", "dello", "delle", "degli", "dalla", "santa",
}

// titles precede a name, degrees follow it. One that is also a given name (Don) is a
// title only before two words.
var (
	titles = []string{
		"mr", "mrs", "ms", "miss", "mx", "dr", "doctor", "prof", "professor", "sir", "rev", "reverend", "messrs",
		"sig", "sigra", "signa", "signor", "signora", "signorina", "dott", "dottssa", "dottore", "dottoressa", "drssa", "professore", "professoressa", "profssa", "ing", "avv", "rag", "geom", "arch", "cav", "perind", "notaio", "ragioniere", "geometra", "avvocato", "ingegnere",
		"egr", "egregio", "gent", "gentma", "gentmo", "spett", "spettle",
		"sr", "sra", "srta", "senor", "senora", "senorita", "lic", "licda", "lcdo", "lcda", "dra", "doctora", "mtro", "mtra", "arq", "profa", "dna", "herr", "frau", "mme", "mlle", "monsieur", "madame",
	}
	givenTitles = []string{"don", "dona", "dame", "hon", "gentile", "ditta"}
	// titlesBehind may also follow two words. Sr. behind a name is somebody's father.
	titlesBehind = []string{"mrs", "sig", "sigra", "signora", "dott", "dottssa", "dottoressa", "drssa", "ing", "avv", "rag", "geom", "sra", "srta", "lic", "licda", "dra", "arq"}
	degrees      = []string{"esq", "phd", "md", "cpa", "cfp", "clu", "chfc", "sama", "sensei"}
)

func untitled(tokens []token) []token {
	for len(tokens) > 1 && (slices.Contains(titles, tokens[0].text()) || len(tokens) > 2 && slices.Contains(givenTitles, tokens[0].text())) {
		tokens = tokens[1:]
	}
	for len(tokens) > 1 && (slices.Contains(degrees, tokens[len(tokens)-1].text()) || len(tokens) > 2 && slices.Contains(titlesBehind, tokens[len(tokens)-1].text())) {
		tokens = tokens[:len(tokens)-1]
	}
	return tokens
}

// WithoutTitles returns a name as it is written, without forms of address and degrees:
// Jane Hudson of "Mrs. Jane Hudson, CPA", 山本 花子 of "山本 花子 様". A name of nothing else
// stays.
func WithoutTitles(name string) string {
	if bare := bareName(name); bare != "" {
		return bare
	}
	return strings.TrimSpace(name)
}

// OnlyTitles reports whether a text has forms of address and nothing else: "Mr. & Mrs.".
func OnlyTitles(name string) bool { return strings.TrimSpace(name) != "" && bareName(name) == "" }

// IsPrefix reports whether a text is a form of address, which may be one only before a
// name: Don.
func IsPrefix(text string) bool {
	const name = "Ana Paz"
	return OnlyTitles(text) || strings.TrimSpace(text) != "" && (WithoutTitles(text+" "+name) == name || WithoutTitles(name+" "+text) == name)
}

func bareName(name string) string {
	words := strings.Fields(detached(name))
	is := func(list []string, word string) bool {
		each := tokens(word)
		return len(each) == 0 || len(each) == 1 && slices.Contains(list, each[0].text())
	}
	from, to := 0, len(words)
	for from < to && (is(titles, words[from]) || to-from > 2 && is(givenTitles, words[from]) || from > 0 && is(betweenTitles, words[from])) {
		from++
	}
	for from < to && is(degrees, words[to-1]) {
		to--
	}
	return strings.TrimRight(strings.Join(words[from:to], " "), ",、，")
}

// betweenTitles are the words of "Mr. and Mrs. Hudson", and of others.
var betweenTitles = []string{"and", "e", "y", "und", "et"}

// detached removes forms of address attached to a name.
func detached(name string) string {
	name = strings.TrimSpace(name)
	isName := func(rest string) bool { return len(tokens(rest)) > 0 }
	for _, title := range []string{"คุณ", "นางสาว", "นาง", "นาย"} {
		if rest, found := strings.CutPrefix(name, title); found && isName(rest) {
			return strings.TrimSpace(rest)
		}
	}
	for _, title := range []string{"D. ", "D.ª ", "Dª ", "Dª. ", "Da. ", "C.P. ", "C. P. ", "P.I. "} {
		// Of one word it could be an initial.
		if rest, found := strings.CutPrefix(name, title); found && len(strings.Fields(rest)) > 1 && isName(rest) {
			return rest
		}
	}
	for _, title := range []string{"様", "さま", "殿", "氏", "先生", "さん", "くん", "ちゃん", "御中", "女士", "小姐", "太太", "씨", "님", "-san", "-sama", "-sensei"} {
		rest, found := strings.CutSuffix(name, title)
		rest = strings.TrimSpace(rest)
		if !found || !isName(rest) {
			continue
		}
		// Kana of the same kind before them likely belong to the name: くん ends several.
		first, last := firstRune(title), lastRune(rest)
		if title == "くん" && unicode.Is(unicode.Hiragana, first) && unicode.Is(unicode.Hiragana, last) && !strings.HasSuffix(name, " "+title) {
			continue
		}
		return rest
	}
	return name
}

func firstRune(s string) rune { r, _ := utf8.DecodeRuneInString(s); return r }
func lastRune(s string) rune  { r, _ := utf8.DecodeLastRuneInString(s); return r }

// writtenOut expands Spanish abbreviations of given names and family names.
func writtenOut(name string) string {
	words, short := strings.Fields(name), false
	for i, word := range words {
		if len(word) > longestShort {
			continue
		}
		if whole := shortFor(strings.ToLower(word)); whole != "" {
			words[i], short = whole, true
		}
	}
	if !short {
		return name
	}
	return strings.Join(words, " ")
}

// longestShort is the most bytes of an abbreviation.
const longestShort = 7

// shortFor returns what an abbreviation stands for, or nothing. One that may be a name
// counts with a point.
func shortFor(word string) string {
	switch word {
	case "ma.", "mª", "m.ª", "mª.":
		return "María"
	case "ant.":
		return "Antonio"
	case "jse.":
		return "José"
	}
	switch strings.TrimSuffix(word, ".") {
	case "fco":
		return "Francisco"
	case "fca":
		return "Francisca"
	case "gpe":
		return "Guadalupe"
	case "hdez", "hdz", "hrdz":
		return "Hernández"
	case "fdez", "fdz":
		return "Fernández"
	case "glez", "gzlez", "gzz", "glz":
		return "González"
	case "rdguez", "rguez", "rdz", "rdgz":
		return "Rodríguez"
	case "mtz", "mtnez", "mnez":
		return "Martínez"
	case "gtz", "gtez":
		return "Gutiérrez"
	case "jmz", "jmnez":
		return "Jiménez"
	case "dmgz", "dguez":
		return "Domínguez"
	case "vzqz", "vzquez", "vqz":
		return "Vázquez"
	case "mdz":
		return "Méndez"
	case "rmz":
		return "Ramírez"
	case "schz", "snchz", "schez":
		return "Sánchez"
	case "lpz":
		return "López"
	}
	return ""
}

// speltOut replaces German and Scandinavian letters as people do without such keys.
var speltOut = strings.NewReplacer("ä", "ae", "ö", "oe", "ü", "ue", "ø", "oe", "å", "aa", "Ä", "ae", "Ö", "oe", "Ü", "ue", "Ø", "oe", "Å", "aa")

func ascii(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}
