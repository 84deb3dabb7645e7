package book

import (
	"fmt"

	"crm/internal/crm"
)

// place is the record that a note or a file is on, with its contact and opportunity,
// whose timelines show it, too.
type place struct {
	kind                                          crm.Kind
	id                                            int64
	contact, opportunity, quote, policy, activity int64
	group                                         bool // a household or an organization
}

// place finds a record by number, a contact by name, or a policy by its carrier's
// number.
//
// Errors: CodeNotFound, CodeConflict for an ambiguous name, CodeInvalid for a record
// that takes neither notes nor files.
func (v view) place(text string) (place, error) {
	record, err := v.recordMeant("", text)
	if err != nil {
		return place{}, err
	}
	return placeOn(record)
}

func placeOn(record crm.Record) (place, error) {
	id := crm.IDOf(record)
	p := place{kind: record.Noun(), id: id, contact: crm.About(record, crm.KindContact), opportunity: crm.About(record, crm.KindOpportunity)}
	switch r := record.(type) {
	case *crm.Contact:
		p.group = r.Kind != crm.Person
	case *crm.Opportunity:
	case *crm.Activity:
		p.activity = id
	case *crm.Quote:
		p.quote = id
	case *crm.Policy:
		p.policy = id
	default:
		return place{}, crm.Errorf(crm.CodeInvalid, "%d is %s", id, crm.Article(crm.WordFor(record))).
			Try("Notes and files are on a contact, an opportunity, a quote, a policy, or a call and its like.")
	}
	return p, nil
}

// condition selects what is at the place. For a household or an organization it
// includes what is about members.
func (p place) condition() string {
	if p.group {
		return fmt.Sprintf("contact == %d or contact.household == %d or contact.org == %d", p.id, p.id, p.id)
	}
	return fmt.Sprintf("%s == %d", p.kind, p.id)
}
