package fold

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
)

// Parts are the parts of the name of a person.
type Parts struct{ Prefix, Given, Middle, Family, Suffix string }

// Name puts the parts together in the order of their language: "Dr. Jane A. Hudson Jr.", 山本
// 太郎 様. The family name is first in Chinese characters and kana, and a form of address
// behind the name where it is written in them.
func (p Parts) Name() string {
	words := []string{p.Prefix, p.Given, p.Middle, p.Family, p.Suffix}
	if familyFirst(cmp.Or(p.Family, p.Given)) {
		words = []string{p.Prefix, p.Family, p.Given, p.Middle, p.Suffix}
	}
	if familyFirst(p.Prefix) {
		words = append(words[1:], p.Prefix)
	}
	return strings.Join(strings.Fields(strings.Join(words, " ")), " ")
}

// familyFirst reports whether a text is in a script in which the family name is first.
func familyFirst(text string) bool {
	return strings.ContainsFunc(text, func(r rune) bool { return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana) })
}

// TakeApart returns the parts of a name that it says for certain, and what stands in
// quotes as the nickname. A form of address before the name and what follows it is in tables;
// given and family name are known where both are: by a comma between them, a script whose
// order is known, a form of address or a generation behind the name as only English has
// them, or a first word that is a given name while the last is none. What is not certain is
// left empty.
func TakeApart(name string) (p Parts, nickname string) {
	name, _ = Maiden(name)
	name, nickname = quoted(strings.TrimSpace(name))
	if strings.ContainsAny(name, "&+/@()[]（）＆・") || strings.ContainsFunc(name, unicode.IsDigit) {
		return Parts{}, nickname
	}
	if _, firm := Company(name); firm {
		return Parts{}, nickname
	}
	if given, family, suffix, ok := SplitTurned(name); ok {
		p = Parts{Family: family, Suffix: suffix}
		words := strings.Fields(given)
		p.Prefix, words = leadingTitles(words)
		p.Given, p.Middle = withoutInitials(words)
		return p, nickname
	}
	if bare := detached(name); bare != name {
		p.Prefix, name = strings.TrimSpace(strings.TrimSuffix(strings.TrimPrefix(name, bare), bare)), bare
	}
	words := strings.Fields(strings.ReplaceAll(name, ",", " , "))
	english := false // as only English names are written
	if p.Prefix == "" {
		p.Prefix, words = leadingTitles(words)
		english = slices.Contains([]string{"mr", "mrs", "ms", "miss", "mx"}, Text(p.Prefix))
	}
	var generation bool
	p.Suffix, words, generation = trailingSuffixes(words)
	if english = english || generation; slices.ContainsFunc(words, func(word string) bool { return word == "," || slices.Contains(betweenTitles, strings.ToLower(word)) }) {
		return Parts{}, nickname
	}
	whole := Parts{Prefix: p.Prefix, Suffix: p.Suffix}
	whole.Given, whole.Middle, whole.Family = givenAndFamily(words, english)
	return whole, nickname
}

// quoted takes what stands in quotes out of a name: Bob of Robert "Bob" Hudson.
func quoted(name string) (rest, in string) {
	for _, pair := range [][2]string{{`"`, `"`}, {"“", "”"}, {"«", "»"}, {"「", "」"}} {
		before, behind, found := strings.Cut(name, pair[0])
		if !found {
			continue
		}
		in, after, closed := strings.Cut(behind, pair[1])
		if before, after = strings.TrimSpace(before), strings.TrimSpace(after); closed && likeName(in) && before != "" && !strings.Contains(after, pair[0]) {
			return strings.TrimSpace(before + " " + after), strings.TrimSpace(in)
		}
	}
	return name, ""
}

// plainTitles are titles that are written without a point, and that nobody is called.
var plainTitles = []string{"mr", "mrs", "ms", "mx", "miss", "dr", "prof", "herr", "frau", "mme", "mlle", "sra", "srta"}

// leadingTitles parts the forms of address from the words behind them.
func leadingTitles(words []string) (prefix string, rest []string) {
	n := 0
	for n < len(words)-1 {
		t := tokens(words[n])
		if len(t) != 1 || !slices.Contains(titles, t[0].text()) {
			break
		}
		if title := t[0].text(); !strings.Contains(words[n], ".") && len(title) < 6 && !slices.Contains(plainTitles, title) {
			break // Sig and Arch are given names as well
		}
		n++
	}
	return strings.Join(words[:n], " "), words[n:]
}

// trailingSuffixes parts what follows a name from the words before it, and reports whether
// it says the generation.
func trailingSuffixes(words []string) (suffix string, rest []string, generation bool) {
	n := len(words)
	for n > 1 {
		word := words[n-1]
		comma := words[n-2] == ","
		at := n - 1
		if comma {
			at--
		}
		if at == 0 || !comma && len(strings.Trim(word, ".")) > 5 || !isOne(suffixes, word) {
			break
		}
		generation = generation || isOne(generations, word)
		n = at
	}
	return strings.ReplaceAll(strings.TrimPrefix(strings.Join(words[n:], " "), ", "), " ,", ","), words[:n], generation
}

// mostParts is the most words of a name that is taken apart.
const mostParts = 6

// givenAndFamily splits what is left of a name; nothing if it is not certain.
func givenAndFamily(words []string, english bool) (given, middle, family string) {
	if len(words) < 2 || len(words) > mostParts || slices.ContainsFunc(words, func(word string) bool { return !likeName(word) }) {
		return "", "", ""
	}
	if familyFirst(strings.Join(words, "")) {
		if len(words) == 2 && familyFirst(words[0]) && familyFirst(words[1]) && !foreign(words[0]) && !isOffice(words[0]) && !isOffice(words[1]) {
			return words[1], "", words[0]
		}
		return "", "", ""
	}
	from := len(words) - 1 // where the family name begins
	for from > 0 && slices.Contains(familyParticles, strings.ToLower(words[from-1])) {
		from--
	}
	if from == 0 || !english && (!isGiven(words[0]) || isGiven(words[len(words)-1])) {
		return "", "", ""
	}
	of := languages(words[0])
	spanish, italian := slices.Equal(of, []string{"es"}) || slices.Equal(of, []string{"es", "it"}), slices.Equal(of, []string{"it"})
	more, family := words[1:from], strings.Join(words[from:], " ")
	known := 0
	for known < len(more) && len(givenNamesOf(Text(more[known]))) > 0 {
		known++
	}
	switch {
	case len(more) == 0 && (from == len(words)-1 || !slices.Contains(of, "es")): // María del Carmen is a given name
		return words[0], "", family
	case len(more) > 0 && !isInitial(words[0]) && !slices.ContainsFunc(more, func(word string) bool { return !isInitial(word) }):
		return words[0], strings.Join(more, " "), family
	case len(more) > 0 && known == len(more) && (spanish || italian):
		return strings.Join(words[:from], " "), "", family
	case len(more) > 0 && known == len(more)-1 && spanish && from == len(words)-1 && !isInitial(words[from-1]):
		return strings.Join(words[:from-1], " "), "", strings.Join(words[from-1:], " ")
	}
	return "", "", ""
}

// familyParticles begin a family name and no given name.
var familyParticles = []string{"de", "di", "da", "del", "della", "dello", "delle", "degli", "dei", "dal", "dalla", "la", "lo", "le", "los", "las", "dos", "du", "des", "van", "von", "der", "den", "mc", "st."}

// isGiven reports whether a word is a given name that is hardly a family name.
func isGiven(word string) bool {
	return slices.ContainsFunc(givenNamesOf(Text(word)), func(n givenName) bool { return !n.alsoFamily })
}

// languages are those in which a word is a given name.
func languages(word string) (all []string) {
	for _, n := range givenNamesOf(Text(word)) {
		if !slices.Contains(all, n.language) {
			all = append(all, n.language)
		}
	}
	return all // in the order of the table
}

// foreign reports whether a word is katakana alone, as names of other languages are, of
// which the given name is first.
func foreign(word string) bool {
	return !strings.ContainsFunc(word, func(r rune) bool { return unicode.In(r, unicode.Han, unicode.Hiragana) })
}

func isOffice(word string) bool {
	return slices.ContainsFunc(offices, func(office string) bool { return strings.HasSuffix(word, office) }) || strings.HasSuffix(word, "家族") || len([]rune(word)) > longestUnspaced
}

// longestUnspaced is the most characters of a given or family name in a script without
// spaces.
const longestUnspaced = 5

// isInitial reports whether a word is one letter, with or without a point.
func isInitial(word string) bool { return len([]rune(strings.TrimSuffix(word, "."))) == 1 }

// withoutInitials parts the initials behind a given name from it.
func withoutInitials(words []string) (given, middle string) {
	n := len(words)
	for n > 1 && isInitial(words[n-1]) && !isInitial(words[0]) {
		n--
	}
	return strings.Join(words[:n], " "), strings.Join(words[n:], " ")
}

// suffixes follow a name, with or without a comma; generations are those of them that tell
// a son from his father.
var (
	suffixes    = []string{"jr", "sr", "ii", "iii", "iv", "esq", "phd", "md", "dds", "cpa", "cfp", "clu", "chfc", "junior", "senior"}
	generations = []string{"jr", "sr", "ii", "iii", "iv", "junior", "senior"}
)

// companySuffixes follow a comma in the name of a company.
var companySuffixes = []string{"inc", "llc", "ltd", "llp", "lp", "corp", "co", "pc", "plc", "gmbh", "ag", "sa", "spa", "srl", "sl", "slu", "sas", "snc"}

// SplitTurned splits a name of the form "family, given"; ok is false for others.
func SplitTurned(name string) (given, family, suffix string, ok bool) {
	parts := strings.FieldsFunc(name, func(r rune) bool { return r == ',' || r == '，' })
	for i := range parts {
		parts[i] = strings.TrimSpace(parts[i])
		if !likeName(parts[i]) {
			return "", "", "", false
		}
	}
	// "Smith, John, Jr." and "Smith, Jr., John"
	if len(parts) == 3 {
		at := slices.IndexFunc(parts[1:], func(s string) bool { return isOne(suffixes, s) }) + 1
		if at == 0 {
			return "", "", "", false
		}
		suffix = parts[at]
		parts = slices.Delete(parts, at, at+1)
	}
	if len(parts) != 2 || isOne(suffixes, parts[1]) || isOne(companySuffixes, parts[1]) {
		return "", "", "", false
	}
	family, given = parts[0], parts[1]
	for _, part := range []*string{&family, &given} { // "Smith Jr., John" and "Smith, John Jr."
		words := strings.Fields(*part)
		if last := len(words) - 1; suffix == "" && last > 0 && isOne(suffixes, words[last]) {
			suffix, *part = words[last], strings.Join(words[:last], " ")
		}
	}
	given, family = withParticle(given, family)
	return given, family, suffix, true
}

// turnedParticles begin a family name, behind whose comma they follow the given name:
// "Berg, Jan van der". Those behind familyParticles have small letters only.
var turnedParticles = append([]string{"do", "das", "zu", "zum", "zur", "ten", "ter", "te", "het", "'t", "’t", "op", "in", "aan", "af", "av", "d'", "d’"}, familyParticles...)

// capitalNames are particles that are names where they begin with a capital and stand
// alone; sometimesNames are so unless a given name is before them: "Luca, Giovanni De".
var (
	capitalNames   = []string{"le", "la", "lo", "do", "den", "der", "ten", "ter", "te", "zu", "op", "in", "aan", "af", "av", "los", "las"}
	sometimesNames = []string{"van", "de", "di", "da", "du", "das", "dos"}
)

// vietnamese are family names with which Van is a name.
var vietnamese = []string{"nguyen", "tran", "le", "pham", "hoang", "huynh", "phan", "vu", "vo", "dang", "bui", "do", "ho", "ngo", "duong", "ly", "dinh", "truong", "lam", "mai"}

// withParticle puts the particles behind a given name, and those behind a family name, in
// front of the family name.
func withParticle(given, family string) (string, string) {
	words, names := strings.Fields(given), strings.Fields(family)
	from := particlesFrom(words, func(word string) bool { return isGiven(word) && !slices.Contains(vietnamese, Text(family)) })
	at := particlesFrom(names, func(string) bool { return false })
	if at > 0 && at < len(names) { // "Berg van der, Jan"
		names = slices.Concat(names[at:], names[:at])
	}
	if from > 0 {
		names = slices.Concat(words[from:], names)
		words = words[:from]
	}
	return strings.Join(words, " "), strings.Join(names, " ")
}

// particlesFrom returns where the particles at the end of a name begin.
func particlesFrom(words []string, given func(string) bool) int {
	from := len(words)
	for from > 1 && slices.Contains(turnedParticles, strings.ToLower(words[from-1])) {
		from--
	}
	if from != len(words)-1 || strings.ToLower(words[from]) == words[from] {
		return from
	}
	word := strings.ToLower(words[from])
	if slices.Contains(capitalNames, word) || slices.Contains(sometimesNames, word) && !given(words[0]) {
		return len(words)
	}
	return from
}

// longestPart is the most words of a given or family name. What has more is a remark or
// a company.
const longestPart = 4

// likeName reports whether a text may be a given or family name.
func likeName(s string) bool {
	words := strings.Fields(s)
	if len(words) == 0 || len(words) > longestPart {
		return false
	}
	for _, word := range words {
		switch strings.ToLower(word) {
		case "and", "und", "et":
			return false // a couple
		}
		if strings.ContainsFunc(word, func(r rune) bool {
			return !unicode.IsLetter(r) && !unicode.Is(unicode.M, r) && !strings.ContainsRune(".-'’‐・", r)
		}) {
			return false
		}
	}
	return true
}

// isOne reports whether a word is in a list, with or without points; "J.R." are
// initials.
func isOne(list []string, word string) bool {
	word = strings.ToLower(word)
	bare := strings.ReplaceAll(word, ".", "")
	return slices.Contains(list, bare) && (strings.TrimSuffix(word, ".") == bare || bare != "jr" && bare != "sr")
}
