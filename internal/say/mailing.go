package say

import (
	"crm/internal/crm"
	"crm/internal/fold"
)

// Addressee is the first line of the address of a letter: "Jane and Mike Hudson", 山田太郎 様.
func (v *Voice) Addressee(l *crm.Letter) string {
	first := l.To[0]
	switch {
	case first.Kind == crm.Organization:
		return v.Locale.Text("mailing.firm", "name", first.Name)
	case len(l.To) > 1 && shareFamily(l.To):
		return v.Locale.List(givenNames(l.To)) + " " + first.Family
	}
	names := make([]string, len(l.To))
	for i, c := range l.To {
		names[i] = v.Locale.Text("mailing.person", "name", c.Name)
	}
	return v.Locale.List(names)
}

// Salutation is how a letter begins, without the comma or colon behind it.
func (v *Voice) Salutation(l *crm.Letter) string {
	name := v.Addressee(l)
	key := "mailing.dear"
	switch first := l.To[0]; {
	case first.Kind == crm.Person:
		if v.Locale.Lang() == "en" {
			name = v.Locale.List(givenNames(l.To))
		}
		if len(l.To) > 1 {
			key = "mailing.dear.all"
		}
	case first.Kind == crm.Organization:
		key = "mailing.dear.firm"
	case first.Kind == crm.Household && fold.IsFamilyName(first.Name):
		key = "mailing.dear.family"
	}
	return v.Locale.Text(key, "name", name)
}

// AddressLines are the lines of an address, as its country writes them.
func (v *Voice) AddressLines(a crm.Address) []string { return fold.AddressLines(a, v.Country) }

// shareFamily reports whether people can be named by their given names and one family name.
func shareFamily(people []*crm.Contact) bool {
	for _, c := range people {
		if c.Given == "" || c.Prefix+c.Suffix != "" || fold.Unspaced(c.Name) || fold.Text(c.Family) != fold.Text(people[0].Family) {
			return false
		}
	}
	return people[0].Family != ""
}

// givenNames are what people are called in a letter: their given names, or with a form of
// address the family name.
func givenNames(people []*crm.Contact) []string {
	names := make([]string, len(people))
	for i, c := range people {
		switch {
		case c.Given == "" || fold.Unspaced(c.Name):
			names[i] = c.Name
		case c.Prefix != "" && c.Family != "":
			names[i] = c.Prefix + " " + c.Family
		default:
			names[i] = c.Given
		}
	}
	return names
}
