package book

import (
	"crm/internal/crm"
)

// reachedThrough returns the contact through whose phone one without a phone is reached: for
// a person the household, for a household or an organization the one adult of it who may be
// called. Of several nobody is chosen, and it returns nil.
func (v reader) reachedThrough(c *crm.Contact) (*crm.Contact, error) {
	if c == nil || c.Phone != "" {
		return nil, nil
	}
	whole, err := v.contactOrNil(c.ID) // lists read a part of it
	if whole == nil || !whole.MayCall() || err != nil {
		return nil, err
	}
	at, err := v.reachedAt(whole)
	if len(at) != 1 || err != nil {
		return nil, err
	}
	return at[0], nil
}
