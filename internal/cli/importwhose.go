package cli

import (
	"slices"
	"strings"

	"crm/internal/crm"
	"crm/internal/exchange"
	"crm/internal/fold"
	"crm/internal/locale"
)

// settleWhose leaves out the columns that are of somebody else: the name of whoever has the
// policy beside that of the contact, the phone, e-mail or birthday of a spouse, a child or
// our own office. Where a file names its contacts by the policyholder, all that is the
// policyholder's is theirs. --map takes such a column.
func settleWhose(columns []exchange.Column) {
	isName := func(c exchange.Column) bool { return slices.Contains(contactNames, c.Field) }
	isOwn := func(c exchange.Column) bool { return isName(c) && (c.Fixed || locale.Whose(c.Heading) == "") }
	for i, c := range columns {
		beside := func(own exchange.Column) bool { return own != c && isName(own) }
		if c.Field != "full_name" || c.Fixed || !locale.OfFirm(c.Heading) || !slices.ContainsFunc(columns, beside) {
			continue
		}
		columns[i].Field = "org"
		if slices.ContainsFunc(columns, func(o exchange.Column) bool { return o != columns[i] && o.Field == "org" }) {
			columns[i].Field = ""
		}
	}
	named, who := slices.ContainsFunc(columns, isOwn), map[string]bool{}
	for i, c := range columns {
		whose := locale.Whose(c.Heading)
		switch {
		case whose == "" || !isName(c):
		case c.Fixed || !named && locale.OfHolder(c.Heading):
			who[whose] = true
		default:
			columns[i].Field = ""
		}
	}
	for i, c := range columns {
		if whose := locale.Whose(c.Heading); whose != "" && !c.Fixed && !who[whose] && slices.Contains(ofPersons, c.Field) {
			columns[i].Field = ""
		}
	}
}

// contactNames are the fields that name a contact.
var contactNames = []string{"name", "full_name", "given", "family"}

// ofPersons are fields of which somebody else's may stand in a file.
var ofPersons = []string{"phone", "email", "birthday", "address", "street", "city", "region", "postal_code", "address_country", "prefix", "middle", "second_family", "suffix", "nickname", "reading", "given_reading", "family_reading"}

// checkWhose refuses a row in which a whole name is not that of the person whom the other
// columns name.
//
// Errors: CodeInvalid.
func (r *contactRows) checkWhose(row exchange.Row) error {
	whole := slices.Index(r.fields, "full_name")
	if whole < 0 || r.mapped[whole] || row.Values["full_name"] == nil {
		return nil
	}
	full := row.Values["full_name"][0]
	shares := func(text string) bool {
		return slices.ContainsFunc(strings.Fields(text), func(word string) bool { return hasName(full, word) })
	}
	pet := !locale.OfClient(r.header[whole]) && slices.ContainsFunc(row.Values["family"], shares) // "Bob", of Robert Cole
	for _, text := range row.Values["given"] {
		if !pet && !fold.OnlyTitles(text) && !shares(text) {
			return r.otherPerson(row, whole, text)
		}
	}
	for _, text := range row.Values["name"] {
		if !fold.OnlyTitles(text) && !hasName(full, text) && !hasName(text, full) {
			return r.otherPerson(row, whole, text)
		}
	}
	return nil
}

func (r *contactRows) otherPerson(row exchange.Row, whole int, text string) error {
	return crm.Errorf(crm.CodeInvalid, "%q below %s is another person than %q; --map %q leaves that column out", row.Values["full_name"][0], r.header[whole], text, r.header[whole]+"=").
		At(row.Line).On("name")
}

// hasName reports whether a name has all words of another one, or beginnings of them.
func hasName(name, part string) bool {
	folded := fold.Text(name)
	words := strings.Fields(folded)
	return !slices.ContainsFunc(strings.Fields(fold.Text(part)), func(word string) bool {
		if fold.Unspaced(word) {
			return !strings.Contains(folded, word)
		}
		return !slices.ContainsFunc(words, func(of string) bool {
			return strings.HasPrefix(of, word) || strings.HasPrefix(word, of)
		})
	})
}
