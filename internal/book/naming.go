package book

import "crm/internal/crm"

// namePeople loads what the edits of an outcome mention, so that it can be
// called by name: contacts, opportunities of quotes, producers and teams.
func (v view) namePeople(o *crm.Outcome) error {
	o.Opportunities, o.Names = map[int64]*crm.Opportunity{}, map[int64]string{}
	for _, e := range o.Edits {
		if err := v.nameContact(o, crm.ContactOf(e.Record())); err != nil {
			return err
		}
		if err := v.nameMentioned(o, e); err != nil {
			return err
		}
	}
	return nil
}

func (v view) nameContact(o *crm.Outcome, id int64) error {
	if id == 0 || o.People[id] != nil {
		return nil
	}
	record, err := v.tx.Ref(crm.KindContact, id)
	if c, ok := record.(*crm.Contact); ok {
		o.People[id] = c
	}
	return err
}

// nameMentioned loads what one edit refers to: of a new record only what is
// told of it, since an import has many.
func (v view) nameMentioned(o *crm.Outcome, e *crm.Edit) error {
	var producers crm.Numbers
	switch r := e.Record().(type) {
	case *crm.Quote:
		record, err := v.tx.Ref(crm.KindOpportunity, r.Opportunity)
		if err != nil {
			return err
		}
		if sale, ok := record.(*crm.Opportunity); ok {
			o.Opportunities[sale.ID] = sale
		}
	case *crm.Note:
		producers = append(producers, r.Shared...)
	case *crm.Team:
		producers = append(producers, r.Members...)
	case *crm.Opportunity, *crm.Activity:
		producers = append(producers, crm.OwnerOf(r))
	}
	for _, id := range producers {
		if err := v.nameFor(o.Names, id); err != nil {
			return err
		}
	}
	if e.Action != crm.Update {
		return nil
	}
	for _, d := range e.Differences() {
		for _, value := range []any{d.Before, d.After} {
			if err := v.nameValue(o, d.Field, value); err != nil {
				return err
			}
		}
	}
	return nil
}

// nameValue loads what the value of a field refers to.
func (v view) nameValue(o *crm.Outcome, f *crm.Field, value any) error {
	switch value := value.(type) {
	case crm.Numbers:
		for _, id := range value {
			if err := v.nameFor(o.Names, id); err != nil {
				return err
			}
		}
	case int64:
		switch f.Ref {
		case crm.KindContact:
			return v.nameContact(o, value)
		case crm.KindProducer:
			return v.nameFor(o.Names, value)
		}
	}
	return nil
}
