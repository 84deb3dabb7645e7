package book

import "crm/internal/crm"

// nameParts are the fields that are a part of the name of a person.
var nameParts = []struct {
	field, word string
	of          func(*crm.Contact) *string
}{
	{"prefix", "prefix", func(c *crm.Contact) *string { return &c.Prefix }},
	{"given", "given name", func(c *crm.Contact) *string { return &c.Given }},
	{"middle", "middle name", func(c *crm.Contact) *string { return &c.Middle }},
	{"family", "family name", func(c *crm.Contact) *string { return &c.Family }},
	{"suffix", "suffix", func(c *crm.Contact) *string { return &c.Suffix }},
	{"nickname", "nickname", func(c *crm.Contact) *string { return &c.Nickname }},
}

// checkParts rejects a new part of the name of a household or an organization.
//
// Errors: CodeInvalid, with the field.
func checkParts(c, before *crm.Contact) error {
	for _, part := range nameParts {
		if text := *part.of(c); c.Kind != crm.Person && text != "" && text != *part.of(before) {
			return crm.Errorf(crm.CodeInvalid, "only a person has a %s, and %s, the %s, has one name", part.word, c.Name, c.Kind).On(part.field)
		}
	}
	return nil
}
