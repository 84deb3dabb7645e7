package fold

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"crm/internal/crm"
)

// How a country writes the parts of an address in one line.
type addressOrder int

const (
	cityFirst  addressOrder = iota // 12 Oak St, Columbus, OH 43215
	codeFirst                      // Calle Mayor 5, 28013 Alcalá de Henares, Madrid
	bracketed                      // Via Roma 12, 20121 Milano (MI)
	largeFirst                     // 〒100-0005 東京都千代田区丸の内1-1
)

func orderOf(country string) addressOrder {
	switch country {
	case "jp":
		return largeFirst
	case "it", "sm", "va":
		return bracketed
	case "es", "mx", "de", "at", "ch", "fr", "be", "nl", "lu", "pt", "dk", "se", "no", "fi", "pl", "cz", "sk", "si", "hr", "gr", "ad", "mc", "ar", "cl", "cu", "uy":
		return codeFirst
	}
	return cityFirst
}

// FillAddress sets the fields of a contact that follow from the primary address, in a book of
// a country.
func FillAddress(c *crm.Contact, home string) {
	p := c.Addresses.Primary()
	if len(c.Addresses) == 0 && c.Address == "" { // as most contacts
		return
	}
	c.Address = AddressLine(p, home)
	c.Street, c.City, c.Region, c.PostalCode, c.AddressCountry = p.Street, p.City, p.Region, p.PostalCode, p.Country
}

// AddressLine writes an address in one line, in the order of its country, or of the country
// of the book if it has none. The name of another country than that stands at its end.
func AddressLine(a crm.Address, home string) string {
	lines := AddressLines(a, home)
	if len(lines) > 1 && strings.HasPrefix(lines[0], "〒") {
		lines = append([]string{lines[0] + " " + lines[1]}, lines[2:]...)
	}
	return strings.Join(lines, ", ")
}

// AddressLines writes an address as AddressLine does, in the lines of an envelope.
func AddressLines(a crm.Address, home string) []string {
	var lines []string
	switch order := orderOf(cmp.Or(a.Country, home)); {
	case order == largeFirst && !romanised(a):
		code := a.PostalCode
		if code != "" {
			code = "〒" + code
		}
		lines = []string{code, a.Region + a.City + a.Street}
	case order == bracketed:
		region := a.Region
		if region != "" && (a.City != "" || a.PostalCode != "") {
			region = "(" + region + ")"
		}
		lines = []string{a.Street, joined(" ", a.PostalCode, a.City, region)}
	case order == codeFirst:
		lines = []string{a.Street, joined(" ", a.PostalCode, a.City), a.Region}
	default:
		lines = []string{a.Street, joined(", ", a.City, joined(" ", a.Region, a.PostalCode))}
	}
	if a.Country != "" && a.Country != home {
		lines = append(lines, CountryName(a.Country))
	}
	return slices.DeleteFunc(lines, func(line string) bool { return line == "" })
}

// joined joins what is not empty.
func joined(by string, parts ...string) string {
	var some []string
	for _, part := range parts {
		if part != "" {
			some = append(some, part)
		}
	}
	return strings.Join(some, by)
}

// romanised reports whether an address is written in Latin letters alone.
func romanised(a crm.Address) bool {
	text := a.Region + a.City + a.Street
	return text != "" && !strings.ContainsFunc(text, func(r rune) bool {
		return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana)
	})
}

// CleanAddress writes the parts of an address as its country does: the code of a state, the
// hyphen of a postal code, a zero that a spreadsheet has dropped. What is not known stays as
// it is.
func CleanAddress(a crm.Address, home string) crm.Address {
	for _, field := range crm.AddressParts() {
		part := a.Part(field)
		*part = strings.Join(strings.Fields(Clean(*part)), " ")
	}
	a.Street, a.City = strings.Trim(a.Street, ",; "), strings.Trim(a.City, ",; ")
	if code, ok := CountryCode(a.Country); ok {
		a.Country = code
	}
	country := cmp.Or(a.Country, home)
	if code, ok := RegionCode(country, a.Region); ok {
		a.Region = code
	}
	a.PostalCode = postalCode(a.PostalCode, country)
	return a
}

// postalLengths are how many digits the postal codes of a country have.
var postalLengths = map[string]int{"us": 5, "it": 5, "es": 5, "mx": 5, "de": 5, "fr": 5, "jp": 7}

// postalCode writes a postal code as its country does.
func postalCode(text, country string) string {
	code := strings.TrimSpace(strings.TrimSuffix(strings.TrimPrefix(narrow(text), "〒"), ".0"))
	if strings.ContainsAny(code, "0123456789") {
		code = strings.ToUpper(code)
	}
	digits := strings.NewReplacer("-", "", " ", "").Replace(code)
	length := postalLengths[country]
	if strings.Trim(digits, "0123456789") != "" || digits == "" {
		if country == "ca" && len(digits) == 6 {
			return digits[:3] + " " + digits[3:]
		}
		return code
	}
	if length > 0 && len(digits) < length && len(digits) >= length-2 && len(digits) == len(code) {
		digits = strings.Repeat("0", length-len(digits)) + digits
		code = digits
	}
	switch {
	case country == "jp" && len(digits) == 7:
		return digits[:3] + "-" + digits[3:]
	case country == "us" && len(digits) == 9:
		return digits[:5] + "-" + digits[5:]
	}
	return code
}
