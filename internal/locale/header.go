package locale

import (
	"maps"
	"strings"
	"sync"

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
// Whoever asks gets the same map, as of the other functions here, and leaves it as it is.
func Headers() map[string]string { return contactHeaders() }

var contactHeaders = sync.OnceValue(func() map[string]string {
	headers := map[string]string{}
	for _, field := range crm.BuiltIn(crm.KindContact).Names() {
		claim(headers, field, field)
	}
	claimAll(headers, "headings/contacts.txt")
	return headers
})

// ListHeaders maps column names of lists of people who refuse calls to fields of an entry.
func ListHeaders() map[string]string { return listHeaders() }

var listHeaders = sync.OnceValue(func() map[string]string {
	headers := map[string]string{}
	of := map[string]string{"phone": "phone", "email": "email", "note": "note", "do_not_contact": "since", "do_not_contact_reason": "reason"}
	for heading, field := range Headers() {
		if field = of[field]; field != "" {
			headers[heading] = field
		}
	}
	claimAll(headers, "headings/lists.txt")
	return headers
})

// PeopleHeaders maps column names of other programs to what people are to the contact whose row
// names them: "spouse", "child", "parent", "sibling". "is_company" says whether a contact is a
// company, and "birth_year", "birth_month" and "birth_day" are parts of a birthday.
func PeopleHeaders() map[string]string { return peopleHeaders() }

var peopleHeaders = sync.OnceValue(func() map[string]string { return headersIn("headings/people.txt") })

// PolicyHeaders maps column names of lists of policies to fields of a contact, as Headers
// does, and of a policy.
func PolicyHeaders() map[string]string { return policyHeaders() }

var policyHeaders = sync.OnceValue(func() map[string]string {
	headers := maps.Clone(Headers())
	claimAll(headers, "headings/policies.txt")
	return headers
})

// headersIn are the column names of a file alone.
func headersIn(path string) map[string]string {
	headers := map[string]string{}
	claimAll(headers, path)
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
