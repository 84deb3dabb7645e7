package fold

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"crm/internal/crm"
)

// CutAddress takes an address in one line apart, in a book of a country. It is false for one
// whose parts are not certain; then all of it is the street. Nothing of the text is lost,
// but for what stands between the parts.
func CutAddress(text, home string) (crm.Address, bool) {
	text = oneLineAddress(text)
	whole := crm.Address{Street: text}
	rest, country := cutCountry(text)
	if country == "" && home == "" {
		return whole, false
	}
	of := cmp.Or(country, home)
	a, ok := cutIn(rest, of)
	if !ok || a.City == "" && a.Region == "" && a.PostalCode == "" || severalAddresses(a.Street, of) {
		return whole, false
	}
	a.Country = country
	return CleanAddress(a, home), true
}

// cutIn takes an address of a country apart.
func cutIn(text, country string) (a crm.Address, ok bool) {
	switch country {
	case "us", "ca":
		return cutAmerican(text, country)
	case "it":
		return cutItalian(text)
	case "es", "mx":
		return cutSpanish(text, country)
	case "jp":
		return cutJapanese(text)
	}
	return a, false
}

// severalAddresses reports whether what was cut as a street begins with an address of its
// own, or has another street behind a semicolon: a text had two.
func severalAddresses(street, country string) bool {
	if strings.ContainsAny(street, "〒") {
		return true
	}
	for at, r := range street {
		if !strings.ContainsRune(",;/|", r) {
			continue
		}
		if a, ok := cutIn(strings.TrimSpace(street[:at]), country); ok && a.City != "" && a.PostalCode != "" {
			return true
		}
		behind, _, _ := strings.Cut(strings.TrimSpace(street[at+1:]), ",")
		if r == ';' && behind != "" && unicode.IsDigit(rune(behind[0])) && endStreet().MatchString(behind) {
			return true
		}
	}
	return false
}

// oneLineAddress joins the lines of an address.
func oneLineAddress(text string) string {
	var lines []string
	for line := range strings.Lines(text) {
		if line = strings.Trim(strings.Join(strings.Fields(Clean(line)), " "), ",; "); line != "" {
			lines = append(lines, line)
		}
	}
	if Unspaced(text) && len(lines) > 1 {
		return strings.Join(lines, " ")
	}
	return strings.Join(lines, ", ")
}

// cutCountry cuts the name of a country off the end of an address.
func cutCountry(text string) (rest, country string) {
	at := strings.LastIndexAny(text, ",")
	for _, at := range []int{at, strings.LastIndexByte(text, ' ')} {
		if at < 0 {
			continue
		}
		name := strings.TrimSpace(text[at+1:])
		code, ok := CountryCode(name)
		short := len(regionKey(name)) < 3
		if !ok || short && regionKey(name) != "us" || text[at] == ' ' && code != "us" {
			continue
		}
		return strings.TrimRight(text[:at], ", "), code
	}
	return text, ""
}

var (
	zipCode   = Expression(`^(.*?)[\s,]*\b(\d{5}(?:-\d{4})?)$`)
	canadian  = Expression(`(?i)^(.*?)[\s,]*\b([ABCEGHJ-NPRSTVXY]\d[A-Z][ -]?\d[A-Z]\d)$`)
	ofABuild  = Expression(`(?i)^(apt|apartment|unit|suite|ste|floor|fl|bldg|building|room|rm|lot|p\.?o\.? ?box|box|attn|c/o)\b|#`)
	endStreet = Expression(`(?i)\b(st|street|rd|road|ave|avenue|ln|lane|dr|drive|ct|court|blvd|boulevard|hwy|highway|way|pl|place|pkwy|parkway|cir|circle|ter|terrace|pike|trail|trl)\.?$`)
)

// cutAmerican takes an address of the United States or Canada apart: the street, the city, and
// the state with or without a code behind it.
func cutAmerican(text, country string) (a crm.Address, ok bool) {
	code := zipCode
	if country == "ca" {
		code = canadian
	}
	if found := code().FindStringSubmatch(text); found != nil {
		text, a.PostalCode = found[1], found[2]
	}
	parts := slices.DeleteFunc(strings.Split(text, ","), func(part string) bool { return strings.TrimSpace(part) == "" })
	for i, part := range parts {
		parts[i] = strings.TrimSpace(part)
	}
	if len(parts) == 0 {
		return a, false
	}
	last := strings.Fields(parts[len(parts)-1])
	for n := min(3, len(last)); n > 0; n-- {
		name := strings.Join(last[len(last)-n:], " ")
		if _, known := RegionCode(country, name); !known || a.PostalCode == "" && len(regionKey(name)) == 2 && strings.ToUpper(name) != name {
			continue
		}
		a.Region = name
		parts[len(parts)-1] = strings.Join(last[:len(last)-n], " ")
		break
	}
	if a.Region == "" {
		return a, false
	}
	before := parts[len(parts)-1]
	parts = parts[:len(parts)-1]
	if before == "" && len(parts) > 0 {
		before, parts = parts[len(parts)-1], parts[:len(parts)-1]
	}
	a.City, a.Street = before, strings.Join(parts, ", ")
	wrong := strings.ContainsFunc(a.City, unicode.IsDigit) || ofABuild().MatchString(a.City)
	return a, !wrong && a.City != "" && (a.Street != "" || !endStreet().MatchString(a.City))
}

var (
	withCAP  = Expression(`^(.*?)[\s,;–-]*(?:^|[\s,;–-])(?:I-|IT-)?(\d{5})[\s,-]+([^\d,()]+?)(?:[\s,]*\(([^()]+)\)|[\s,-]+([A-Z]{2}))?$`)
	withoutC = Expression(`^(.+?)\s*[,–]\s*([^\d,()]+?)\s*\(([A-Z]{2})\)$`)
)

// cutItalian takes an Italian address apart: the street, CAP, comune and province.
func cutItalian(text string) (a crm.Address, ok bool) {
	if found := withCAP().FindStringSubmatch(text); found != nil {
		a = crm.Address{Street: found[1], PostalCode: found[2], City: found[3], Region: cmp.Or(found[4], found[5])}
	} else if found := withoutC().FindStringSubmatch(text); found != nil {
		a = crm.Address{Street: found[1], City: found[2], Region: found[3]}
	} else {
		return a, false
	}
	_, known := RegionCode("it", a.Region)
	return a, a.Region == "" || known
}

var (
	withCP = Expression(`(?i)^(.*?)[\s,;–-]*(?:^|[\s,;–-])(?:c\.?\s?p\.?:?\s*|E-)?(\d{5})[\s,]+([^\d,()]+?)(?:\s*\(([^()]+)\)|\s*,\s*([^\d,()]+))?$`)
	cpLast = Expression(`(?i)^(.+?),\s*([^\d,]+),\s*([^\d,]+?)[\s,]+(?:c\.?\s?p\.?:?\s*)?(\d{5})$`)
)

// cutSpanish takes an address of Spain or Mexico apart: the street with its colonia, the code,
// the city, and the province or state.
func cutSpanish(text, country string) (a crm.Address, ok bool) {
	if found := withCP().FindStringSubmatch(text); found != nil {
		a = crm.Address{Street: found[1], PostalCode: found[2], City: found[3], Region: cmp.Or(found[4], found[5])}
	} else if found := cpLast().FindStringSubmatch(text); found != nil && country == "mx" {
		a = crm.Address{Street: found[1], City: found[2], Region: found[3], PostalCode: found[4]}
	} else {
		return a, false
	}
	_, known := RegionCode(country, a.Region)
	return a, a.Region == "" || known
}

var (
	japaneseCode = Expression(`^〒?\s*(\d{3}-?\d{4})\s*(.*)$`)
	// A town or a ward ends in one of a few characters, which some names have inside.
	japaneseCity = Expression(`^((?:旭川|伊達|石狩|盛岡|奥州|田村|南相馬|那須塩原|東村山|武蔵村山|羽村|十日町|上越|富山|野々市|大町|蒲郡|四日市|姫路|大和郡山|廿日市|下松|岩国|田川|大村|宮古|富良野|別府|佐伯|黒部|小諸|塩尻|玉野|周南|市川|市原|町田|村山|村上|郡山|郡上|小郡)市(?:[^市町村区\s\p{Nd}]{1,4}区)?|(?:余市|高市|[^市町村区\s\p{Nd}]{1,5}?)郡(?:玉村|大町|余市|上市|下市|[^市町村区\s\p{Nd}]{1,6}?)[町村]|[^市町村区郡\s\p{Nd}]{1,6}市(?:[^市町村区\s\p{Nd}]{1,4}区)?|[^市町村区郡\s\p{Nd}]{1,4}区|[^市町村区郡\s\p{Nd}]{1,6}[町村])[\s,、]*(.*)$`)
)

// cutJapanese takes a Japanese address apart: the postal code, the prefecture, the town with its
// ward or county, and the rest.
func cutJapanese(text string) (a crm.Address, ok bool) {
	if found := japaneseCode().FindStringSubmatch(narrow(text)); found != nil {
		a.PostalCode = found[1]
		text = strings.TrimLeft(text[len(text)-len(wideTail(text, found[2])):], " ,、")
	}
	for end := range text {
		if end > len("神奈川県") {
			break
		}
		if code, known := RegionCode("jp", text[:end]); known && end > 0 && code == text[:end] {
			a.Region, text = code, strings.TrimLeft(text[end:], " ,、")
			break
		}
	}
	if code, known := RegionCode("jp", text); known && a.Region == "" && code == text {
		a.Region, text = code, ""
	}
	if a.Region == "" {
		a.Street = text
		return a, a.PostalCode != "" && Unspaced(Text(text))
	}
	if found := japaneseCity().FindStringSubmatch(text); found != nil {
		a.City, text = found[1], found[2]
	}
	a.Street = text
	return a, true
}

// wideTail returns the end of a text that is another in its narrow form.
func wideTail(text, tail string) string {
	for at := range text {
		if narrow(text[at:]) == tail {
			return text[at:]
		}
	}
	return ""
}

// narrow writes digits, hyphens and Latin letters in their normal width.
func narrow(text string) string {
	return strings.Map(func(r rune) rune {
		if r == '−' || r == 'ー' || unicode.Is(unicode.Pd, r) {
			return '-'
		}
		return r
	}, norm.NFKC.String(text))
}
