package locale

import (
	"strings"

	"crm/internal/crm"
	"crm/internal/fold"
)

// Headers maps column names of other programs, in any of the languages, to fields of a
// contact, to "note", or to parts from which an import makes a field. "full_name" is a
// whole name, while "name" beside a family name is the given name; "may_contact" is the
// opposite of do_not_contact; "status" may be a stage. Keys are folded with fold.Text
// and include our own field names. "family" alone is the family name, not a household;
// Oracle's columns for lead type and contact type are the stage.
//
// Each call makes the map. An import makes one.
func Headers() map[string]string {
	headers := map[string]string{}
	for _, field := range crm.BuiltIn(crm.KindContact).Names() {
		claim(headers, field, field)
	}
	claimAll(headers, "headings/contacts.txt")
	return headers
}

// ListHeaders maps column names of lists of people who refuse calls to fields of an entry.
func ListHeaders() map[string]string {
	headers := map[string]string{}
	of := map[string]string{"phone": "phone", "email": "email", "note": "note", "do_not_contact": "since", "do_not_contact_reason": "reason"}
	for heading, field := range Headers() {
		if field = of[field]; field != "" {
			headers[heading] = field
		}
	}
	claimAll(headers, "headings/lists.txt")
	return headers
}

// PeopleHeaders maps column names of other programs to what people are to the contact whose row
// names them: "spouse", "child", "parent", "sibling". "is_company" says whether a contact is a
// company, and "birth_year", "birth_month" and "birth_day" are parts of a birthday.
func PeopleHeaders() map[string]string {
	headers := map[string]string{}
	claimAll(headers, "headings/people.txt")
	return headers
}

// PolicyHeaders maps column names of lists of policies to fields of a contact, as Headers
// does, and of a policy.
func PolicyHeaders() map[string]string {
	headers := Headers()
	claimAll(headers, "headings/policies.txt")
	return headers
}

// claimAll takes the column names of a file, a line for each field and its names.
func claimAll(headers map[string]string, path string) {
	for field, names := range lines(content(path)) {
		for name := range strings.SplitSeq(names, ",") {
			claim(headers, name, field)
		}
	}
}

func claim(headers map[string]string, name, field string) {
	folded := fold.Text(name)
	headers[folded] = field
	// FirstName and FIRSTNAME, beside first_name and First Name. Words with no spaces of
	// their own have nothing to lose.
	headers[strings.ReplaceAll(folded, " ", "")] = field
}
