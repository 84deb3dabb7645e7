package book

import (
	"fmt"

	"crm/internal/crm"
)

// placeMeant finds the record that a note or a file is on: by number, a contact by name, or a
// policy by its carrier's number.
//
// Errors: CodeNotFound, CodeConflict for an ambiguous name, CodeInvalid for a record
// that takes neither notes nor files.
func (v reader) placeMeant(text string) (crm.Record, error) {
	record, err := v.recordMeant("", text)
	if err != nil {
		return nil, err
	}
	if _, ok := crm.AboutField(crm.KindNote, record.Noun()); !ok {
		return nil, crm.Errorf(crm.CodeInvalid, "%d is %s", crm.IDOf(record), crm.Article(crm.WordFor(record))).
			Try("Notes and files are on a contact, an opportunity, a quote, a policy, or a call and its like.")
	}
	return record, nil
}

// attach puts a note or a file on a record, and on its contact and opportunity, whose
// timelines show it, too.
func attach(r, on crm.Record) error {
	for _, kind := range []crm.Kind{crm.KindContact, crm.KindOpportunity, on.Noun()} {
		if f, ok := crm.AboutField(r.Noun(), kind); ok {
			if err := f.Set(r, crm.About(on, kind)); err != nil {
				return err
			}
		}
	}
	return nil
}

// onPlace selects what is on a record. For a household or an organization it includes
// what is about members.
func onPlace(record crm.Record) string {
	id := crm.IDOf(record)
	if c, ok := record.(*crm.Contact); ok && c.Kind != crm.Person {
		return fmt.Sprintf("contact == %d or contact.household == %d or contact.org == %d", id, id, id)
	}
	return fmt.Sprintf("%s == %d", record.Noun(), id)
}
