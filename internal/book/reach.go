package book

import (
	"crm/internal/crm"
)

// reachedThrough returns the contact through whose phone a household or an organization
// without one is reached: the one adult of it who may be called. Of several nobody is
// chosen, and it returns nil.
func (v reader) reachedThrough(c *crm.Contact) (via *crm.Contact, err error) {
	if c == nil || c.Kind == crm.Person {
		return nil, nil
	}
	whole, err := v.contactOrNil(c.ID) // lists read a part of it
	if whole == nil || whole.Phone != "" || !whole.MayCall() || err != nil {
		return nil, err
	}
	members, err := v.tx.Members(c.ID)
	if err != nil {
		return nil, err
	}
	for _, m := range members {
		switch {
		case m.Phone == "" || !m.MayCall() || !m.Adult(v.today):
		case via != nil:
			return nil, nil
		default:
			via = m
		}
	}
	return via, nil
}
