package book

import (
	"slices"

	"crm/internal/crm"
	"crm/internal/store"
)

// Where a command takes a person, the number of an opportunity, a quote or a policy
// means its contact, and what is done regards that record. The number of an activity
// means what it regards.

// whoMeant finds the contact that a text means, and the record of a number that is not
// a contact's.
//
// Errors: those of contact.
func (v reader) whoMeant(text string) (*crm.Contact, crm.Record, error) {
	contact, err := v.contact(text)
	if err != nil {
		return nil, nil, err
	}
	about, err := v.recordMeant("", text)
	if c, ok := about.(*crm.Contact); ok && c.ID == contact.ID {
		return contact, nil, err
	}
	return contact, about, err
}

// regard makes an activity regard the record of its number, and the opportunity named
// beside it, if any.
//
// Errors: CodeConflict if the two differ or the opportunity is closed, CodeInvalid for
// somebody else's.
func (w *work) regard(a *crm.Activity, about crm.Record, named string) error {
	if about == nil && named == "" && a.ID == 0 && (a.Owner == 0 || a.Owner == w.MyID()) {
		contact, err := w.contactOrNil(a.Contact)
		if err != nil {
			return err
		}
		if about, err = w.saleWith(contact, w.MyID()); err != nil {
			return err
		}
	}
	opportunity, err := w.opportunityOf(about)
	if err != nil {
		return err
	}
	if named != "" {
		o, err := w.saleNamed(a.Contact, named)
		if err != nil {
			return err
		}
		if opportunity != 0 && o.ID != opportunity {
			return crm.Errorf(crm.CodeConflict, "%s %d regards opportunity %d, not %d", crm.WordFor(about), crm.IDOf(about), opportunity, o.ID).On("opp").
				Try("Name the contact instead: %d", crm.About(about, crm.KindContact))
		}
		opportunity = o.ID
	}
	policy := crm.About(about, crm.KindPolicy)
	switch {
	case policy != 0 && named != "":
		return crm.Errorf(crm.CodeConflict, "it regards policy %d or opportunity %d, not both", policy, opportunity).On("opp").
			Try("For the opportunity, name the contact instead: %d", a.Contact).
			Try("For the policy, leave out --opp")
	case opportunity != 0:
		a.Opportunity = opportunity
	case policy != 0:
		a.Policy = policy
	}
	if opportunity == 0 {
		return nil
	}
	if err := w.checkRegards(a); err != nil {
		if e, ok := crm.AsError(err); ok && named == "" {
			e.Try("If it has nothing to do with it, name the contact: %d", a.Contact)
		}
		return err
	}
	return nil
}

// saleWith returns the only open opportunity of a producer with a colleague's contact;
// nil for the producer's own contacts.
func (v reader) saleWith(c *crm.Contact, producer int64) (crm.Record, error) {
	if c == nil || v.solo || producer == 0 || c.Owner == 0 || c.Owner == producer {
		return nil, nil
	}
	all, err := v.tx.Opportunities(c.ID)
	theirs := slices.DeleteFunc(all, func(o *crm.Opportunity) bool { return o.Status != crm.Open || o.Owner != producer })
	if len(theirs) != 1 || err != nil {
		return nil, err
	}
	return theirs[0], nil
}

// opportunityOf returns the opportunity that a record stands for: itself, that of a
// quote, or the open one that an activity regards. A policy stands for itself.
func (w *work) opportunityOf(about crm.Record) (int64, error) {
	id := crm.About(about, crm.KindOpportunity)
	if id == 0 || about.Noun() == crm.KindPolicy {
		return 0, nil
	}
	if about.Noun() == crm.KindActivity {
		o, err := store.Get[*crm.Opportunity](w.tx.View, id)
		if err != nil || o.Status != crm.Open {
			return 0, err
		}
	}
	return id, nil
}

// firstRegarding returns the first activity that regards a policy, or the opportunity of
// another record, or nil.
func firstRegarding(all []*crm.Activity, about crm.Record) *crm.Activity {
	kind := crm.KindOpportunity
	if about.Noun() == crm.KindPolicy {
		kind = crm.KindPolicy
	}
	for _, a := range all {
		if crm.About(a, kind) == crm.About(about, kind) {
			return a
		}
	}
	return nil
}

// completeFromRegarded sets contact and owner of an activity from what it regards.
func (w *work) completeFromRegarded(a *crm.Activity) error {
	if a.Opportunity != 0 && a.Contact == 0 {
		o, err := store.Ref[*crm.Opportunity](w.tx.View, a.Opportunity)
		if err != nil {
			return err
		}
		if o != nil {
			a.Contact = o.Contact
		}
	}
	return w.whoDoes(a)
}
