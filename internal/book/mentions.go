package book

import (
	"crm/internal/crm"
	"crm/internal/store"
)

// namePeople loads the contacts that an outcome mentions, and the opportunities of its
// quotes, so that they can be named.
func (v reader) namePeople(o *crm.Outcome) error {
	o.Opportunities = map[int64]*crm.Opportunity{}
	for _, e := range o.Edits {
		if c, ok := e.Before.(*crm.Contact); ok && e.Action == crm.Delete {
			o.People[c.ID] = c // whom other edits are about
		}
	}
	for _, e := range o.Edits {
		if err := v.nameContact(o, crm.About(e.Record(), crm.KindContact)); err != nil {
			return err
		}
		if err := v.nameMentioned(o, e); err != nil {
			return err
		}
	}
	return nil
}

func (v reader) nameContact(o *crm.Outcome, id int64) error {
	if id == 0 || o.People[id] != nil {
		return nil
	}
	c, err := store.Ref[*crm.Contact](v.tx, id)
	if c != nil {
		o.People[id] = c
	}
	return err
}

// nameMentioned loads what one edit refers to.
func (v reader) nameMentioned(o *crm.Outcome, e *crm.Edit) error {
	if q, ok := e.Record().(*crm.Quote); ok {
		sale, err := store.Ref[*crm.Opportunity](v.tx, q.Opportunity)
		if err != nil {
			return err
		}
		if sale != nil {
			o.Opportunities[sale.ID] = sale
		}
	}
	if s, ok := e.Record().(*crm.Suppression); ok {
		reached, err := v.tx.Reaching(s.Point)
		if err != nil {
			return err
		}
		for _, c := range reached {
			o.People[c.ID] = c
		}
	}
	if e.Action == crm.Delete && e.Kind != crm.KindRelation { // whose head names both
		return nil
	}
	for _, d := range e.Differences() {
		for _, value := range []any{d.Before, d.After} {
			if id, ok := value.(int64); ok && d.Field.Ref == crm.KindContact {
				if err := v.nameContact(o, id); err != nil {
					return err
				}
			}
		}
	}
	return nil
}
