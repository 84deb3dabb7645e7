package fold

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Lists of other programs write the people of a household in one cell: "Pohl, Marge & Bill",
// "Marge and Bill Pohl", "Pohl Marge/Bill", "Mr & Mrs Bill Pohl", "Rossi Mario e Anna",
// "Juan y María Pérez", "Pohl, Marge; Pohl, Bill", 山田 太郎・花子.

// People returns the names of the people whom a cell names, if they are several. Family is
// the family name that they share, if they do. One name, that of a firm, and what may be
// either are of one: then ok is false.
func People(cell string) (names []string, family string, ok bool) {
	cell = strings.Join(strings.Fields(cell), " ")
	if familyFirst(cell) {
		return japanesePeople(cell)
	}
	if strings.Contains(cell, ";") {
		return listedPeople(strings.Split(cell, ";"))
	}
	if rest, hers := withoutCoupleTitles(cell); hers != "" {
		if names, family, ok = people(rest); ok {
			return names, family, true
		}
		return titledCouple(rest, hers)
	}
	return people(cell)
}

// Firm reports whether a name is that of a firm, by its legal form or by a word for what
// firms and other bodies are.
func Firm(name string) bool {
	if _, firm := Company(name); firm {
		return true
	}
	if familyFirst(name) {
		return slices.ContainsFunc(offices, func(office string) bool { return strings.HasSuffix(name, office) }) ||
			slices.ContainsFunc(firmEnds, func(end string) bool { return strings.HasSuffix(name, end) })
	}
	words := strings.Fields(Text(name))
	if slices.ContainsFunc(words, func(word string) bool { return slices.Contains(firmWords, word) }) {
		return true
	}
	text := " " + strings.Join(words, " ") + " "
	return slices.ContainsFunc(firmPhrases, func(phrase string) bool { return strings.Contains(text, " "+phrase+" ") })
}

var (
	firmEnds  = []string{"商店", "工務店", "製作所", "商会", "組合", "協会", "学校", "医院", "病院", "寺", "神社", "店"}
	firmWords = []string{
		"sons", "associates", "partners", "partnership", "brothers", "bros", "services", "plumbing", "electric", "electrical", "construction", "roofing", "landscaping", "trucking", "restaurant", "cafe", "salon", "dental", "clinic",
		"insurance", "agency", "realty", "properties", "holdings", "enterprises", "trust", "foundation", "association", "assoc", "hoa", "condominiums", "motors", "automotive", "cleaning", "consulting", "bakery", "pizzeria", "hotel", "motel",
		"supply", "industries", "manufacturing", "systems", "solutions", "technologies", "photography", "architects", "engineers", "accountants", "cpas", "attorneys", "heating", "painting", "builders", "contractors", "contracting", "logistics", "booksellers", "pharmacy", "ministries", "museum",
		"hijos", "hermanos", "asociados", "abogados", "despacho", "taller", "constructora", "transportes", "ferreteria", "inmobiliaria", "comunidad",
		"figli", "fratelli", "flli", "associati", "ditta", "impresa", "officina", "trattoria", "ristorante", "condominio", "panificio", "autofficina", "carrozzeria", "edilizia",
	}
	firmPhrases = []string{"law office", "law offices", "law firm", "law group", "estate of", "city of", "county of", "town of", "church of", "studio legale", "studio dentistico", "f lli", "hair studio", "auto repair", "auto body", "body shop", "dba"}
)

// together parts two people.
var together = Expression(`\s+(?:and|e|ed|y|und|u\.|et)\s+|\s*[&+/＆]\s*`)

// shortened are words of which a slash parts the letters: Gus Boyd c/o Hal Boyd.
var shortened = Expression(`(?:^|[\s/])\pL/\pL(?:[\s/]|$)`)

// people splits names that are not written in characters.
func people(cell string) (names []string, family string, ok bool) {
	if !together().MatchString(cell) || shortened().MatchString(cell) || Firm(cell) || strings.ContainsFunc(cell, unicode.IsDigit) {
		return nil, "", false
	}
	seps := together().FindAllString(cell, -1)
	parts := together().Split(cell, -1)
	for i, part := range parts {
		if parts[i] = withoutTitle(part); parts[i] == "" {
			return nil, "", false
		}
	}
	if before, behind, comma := strings.Cut(parts[0], ","); comma {
		return turnedPeople(strings.TrimSpace(before), strings.TrimSpace(behind), parts[1:])
	}
	slash := slices.ContainsFunc(seps, func(sep string) bool { return strings.Contains(sep, "/") })
	return namesInOrder(parts, slash)
}

// listedPeople names those of "Reyes, Dana; Reyes, Luis" and "Dana Reyes; Luis Reyes", each of whom
// has a whole name.
func listedPeople(parts []string) (names []string, family string, ok bool) {
	for i, part := range parts {
		part = withoutTitle(strings.TrimSpace(part))
		of, given, turned := strings.Cut(part, ",")
		words := strings.Fields(part)
		switch {
		case Firm(part), turned && (!likeFamily(of) || !likeName(strings.TrimSpace(given))), !turned && (len(words) < 2 || !likeName(part)):
			return nil, "", false
		case turned:
			names = append(names, givenWith(strings.TrimSpace(given), of))
		default:
			of = words[len(words)-1]
			names = append(names, part)
		}
		if i == 0 {
			family = of
		} else if Text(of) != Text(family) {
			family = ""
		}
	}
	return names, family, len(names) > 1
}

// turnedPeople names those of "Pohl, Marge & Bill" and "Pohl, Marge & Berg, Bill".
func turnedPeople(family, given string, others []string) (names []string, of string, ok bool) {
	if !likeFamily(family) || !likeName(given) {
		return nil, "", false
	}
	names = []string{givenWith(given, family)}
	of = family
	for _, other := range others {
		own, theirs, comma := strings.Cut(other, ",")
		switch {
		case comma && isOne(suffixes, strings.TrimSpace(theirs)):
			names = append(names, givenWith(own, family)+" "+strings.TrimSpace(theirs))
		case comma:
			own, theirs = strings.TrimSpace(own), strings.TrimSpace(theirs)
			if !likeFamily(own) || !likeName(theirs) {
				return nil, "", false
			}
			if names = append(names, givenWith(theirs, own)); Text(own) != Text(family) {
				of = ""
			}
		case !likeName(other):
			return nil, "", false
		default:
			names = append(names, givenWith(other, family))
		}
	}
	return names, of, true
}

// likeFamily reports whether a text may be a family name, also one of two words.
func likeFamily(text string) bool { return likeName(text) && !isOne(companySuffixes, text) }

// givenWith puts a family name behind a given name, unless it is there.
func givenWith(given, family string) string {
	words := strings.Fields(given)
	suffix, words, _ := trailingSuffixes(words)
	given = strings.Join(words, " ")
	if folded := " " + Text(given); !strings.HasSuffix(folded, " "+Text(family)) {
		given += " " + family
	}
	return strings.TrimSpace(given + " " + suffix)
}

// namesInOrder names those of "Marge and Bill Pohl", "Pohl Marge/Bill" and "Marge Berg and
// Bill Pohl". Without a slash one of the words has to be known as a given name: Barnes &
// Noble Press may be a firm.
func namesInOrder(parts []string, slash bool) (names []string, family string, ok bool) {
	if slices.ContainsFunc(parts, isInitial) {
		return nil, "", false
	}
	known, words := slash, make([][]string, len(parts))
	for i, part := range parts {
		_, rest, _ := trailingSuffixes(strings.Fields(part))
		if words[i] = rest; len(rest) == 0 || len(rest) > longestPart || slices.ContainsFunc(rest, func(word string) bool { return !likeName(word) }) {
			return nil, "", false
		}
		known = known || isKnown(rest[0]) || len(rest) > 1 && isKnown(rest[len(rest)-1])
	}
	last := len(parts) - 1
	if !known {
		return nil, "", false
	}
	alone := func(words []string) bool { return len(words) == 1 || givenWords(words) == len(words) }
	switch {
	case len(words[last]) > 1 && !slices.ContainsFunc(words[:last], func(w []string) bool { return !alone(w) }):
		n := givenWords(words[last])
		if n == len(words[last]) {
			n--
		}
		family = strings.Join(words[last][max(1, n):], " ")
		for _, part := range parts[:last] {
			names = append(names, givenWith(part, family))
		}
		return append(names, parts[last]), family, true
	case len(words[0]) > 1 && !slices.ContainsFunc(words[1:], func(w []string) bool { return !alone(w) }):
		if !slash && !slices.ContainsFunc(words[1:], func(w []string) bool { return isKnown(w[0]) }) {
			return nil, "", false // José Ortega y Gasset
		}
		first := words[0]
		given := first[1:]
		if family = first[0]; isGiven(first[0]) && !isKnown(first[len(first)-1]) {
			n := givenWords(first)
			given, family = first[:n], strings.Join(first[n:], " ")
		}
		names = []string{givenWith(strings.Join(given, " "), family)}
		for _, part := range parts[1:] {
			names = append(names, givenWith(part, family))
		}
		return names, family, true
	case !slices.ContainsFunc(words, func(w []string) bool { return len(w) < 2 }):
		ends := func(w []string) string { return Text(w[len(w)-1]) }
		if family = words[0][len(words[0])-1]; slices.ContainsFunc(words, func(w []string) bool { return ends(w) != Text(family) }) {
			family = ""
		}
		return parts, family, true
	}
	return nil, "", false
}

func isKnown(word string) bool { return len(givenNamesOf(Text(word))) > 0 }

// givenWords counts the words at the beginning that are given names or initials.
func givenWords(words []string) (n int) {
	for n < len(words) && (isInitial(words[n]) || isKnown(words[n])) {
		n++
	}
	return n
}

// withoutTitle removes a form of address in front of a name: "Mrs. Marge".
func withoutTitle(name string) string {
	prefix, rest := leadingTitles(strings.Fields(name))
	if prefix == "" && len(rest) == 1 && OnlyTitles(rest[0]) {
		return ""
	}
	return strings.Join(rest, " ")
}

// coupleTitles are two forms of address before one name.
var coupleTitles = Expression(`(?i)^(?:(?:mr|dr|rev)\.?\s*(?:&|and|\+|/)\s*(?:mrs|ms|dr)\.?|sig(?:nor)?\.?\s*(?:e|ed|&|/)\s*(?:sig\.?\s*ra|signora)\.?|sr\.?\s*(?:y|e|&|/)\s*(?:sra|señora)\.?|coniugi|matrimonio|señores|sres\.?)\s+`)

// withoutCoupleTitles removes the forms of address of a couple. Hers is that of the wife,
// empty if there are none.
func withoutCoupleTitles(cell string) (rest, hers string) {
	at := coupleTitles().FindStringIndex(cell)
	if at == nil || Firm(cell) {
		return cell, ""
	}
	switch titles := Text(cell[:at[1]]); {
	case strings.HasPrefix(titles, "sig"), strings.HasPrefix(titles, "con"):
		hers = "Sig.ra"
	case strings.HasPrefix(titles, "s"), strings.HasPrefix(titles, "mat"):
		hers = "Sra."
	default:
		hers = "Mrs."
	}
	return cell[at[1]:], hers
}

// titledCouple names those of "Mr & Mrs Bill Pohl", of whom one has no name of their own: Bill
// Pohl and Mrs. Pohl.
func titledCouple(name, hers string) (names []string, family string, ok bool) {
	p, _ := TakeApart(name)
	words := strings.Fields(name)
	switch {
	case p.Family != "":
		family, name = p.Family, strings.Join(strings.Fields(p.Given+" "+p.Middle+" "+p.Family+" "+p.Suffix), " ")
	case len(words) == 1:
		family, name = name, map[string]string{"Mrs.": "Mr.", "Sig.ra": "Sig.", "Sra.": "Sr."}[hers]+" "+name
	case likeName(name):
		family = words[len(words)-1]
	default:
		return nil, "", false
	}
	return []string{name, hers + " " + family}, family, true
}

// japanesePeople names those of 山田 太郎・花子, whose family name stands by itself.
func japanesePeople(cell string) (names []string, family string, ok bool) {
	parts := strings.FieldsFunc(strings.TrimSuffix(cell, "様"), func(r rune) bool { return strings.ContainsRune("・/／&＆、,", r) })
	first := strings.Fields(parts[0])
	if len(parts) < 2 || len(first) != 2 || Firm(cell) {
		return nil, "", false
	}
	family = first[0]
	for i, part := range parts {
		words := strings.Fields(strings.TrimSuffix(part, "様"))
		switch {
		case len(words) == 2 && (i == 0 || words[0] != family):
			if names = append(names, strings.Join(words, " ")); words[0] != family {
				family = ""
			}
		case len(words) == 2:
			names = append(names, strings.Join(words, " "))
		case len(words) == 1 && utf8.RuneCountInString(words[0]) <= longestUnspaced:
			names = append(names, first[0]+" "+words[0])
		default:
			return nil, "", false
		}
	}
	return names, family, true
}
