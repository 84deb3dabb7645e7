package locale

import (
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"crm/internal/crm"
	"crm/internal/fold"
)

// AddressColumn says of a heading which part of which address stands below it: the field of
// a contact, the label of the address, and what tells it from other addresses of the row:
// "Home City", "Address 2 - Postal Code", 勤務先住所. The field is empty for any other
// heading. Headers are those of Headers.
func AddressColumn(heading string, headers map[string]string) (field, label, group string) {
	folded := fold.Text(spacedOut(heading))
	whole := folded
	if found := numberedAddress().FindStringSubmatch(folded); found != nil {
		if field := addressPart(found[2], headers); field != "" && found[2] != "address" {
			return field, "", found[1]
		}
	}
	if field := addressPart(folded, headers); field != "" && field != "address" {
		return field, "", ""
	}
	if rest, found := strings.CutPrefix(folded, "address "); found { // address home street
		if code := addressLabels()[rest]; code != "" {
			return "address", code, code
		}
		folded = rest
	}
	for word, code := range addressLabels() {
		rest, found := strings.CutPrefix(folded, word)
		if !found {
			rest, found = strings.CutSuffix(folded, word)
		}
		if !found || rest != "" && !fold.Unspaced(word) && strings.TrimSpace(rest) == rest {
			continue
		}
		if field := addressPart(strings.TrimSpace(rest), headers); field != "" {
			return field, code, code
		}
	}
	return addressPart(whole, headers), "", ""
}

// addressLabels are the labels of addresses by their words, folded, but for those of one letter.
var addressLabels = sync.OnceValue(func() map[string]string {
	all := map[string]string{}
	for word, code := range words("address_label") {
		if word = fold.Text(word); utf8.RuneCountInString(word) > 1 {
			all[word] = code
		}
	}
	return all
})

// addressPart returns the part of an address that a folded heading is of.
func addressPart(folded string, headers map[string]string) string {
	rest := strings.TrimSpace(strings.TrimPrefix(folded, "address "))
	for _, text := range []string{folded, rest, strings.TrimRight(folded, " 0123456789"), strings.TrimRight(rest, " 0123456789")} {
		if field := headers[text]; field == "address" || slices.Contains(crm.AddressParts(), field) {
			return field
		}
	}
	if folded == "formatted" {
		return "address"
	}
	return ""
}

var numberedAddress = fold.Expression(`^(?:address|addr|indirizzo|direccion|住所) ?(\d+) (.+)$`)
