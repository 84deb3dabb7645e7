package book

import (
	"crm/internal/crm"
)

// reachedThrough returns a contact as lists and cards show them, and via whose phone
// they are reached. A household or an organization without a phone is reached through
// the one adult of it who may be called. If none of its adults may be contacted, it
// counts as stopped, too, unless it is an organization with a phone or an e-mail of its
// own.
func (v reader) reachedThrough(c *crm.Contact) (shown, via *crm.Contact, err error) {
	if c == nil || c.Kind == crm.Person {
		return c, nil, nil
	}
	whole, err := v.contactOrNil(c.ID) // lists read a part of it
	if whole == nil || err != nil || !whole.Stopped.IsZero() {
		return c, nil, err
	}
	members, err := v.tx.Members(c.ID)
	if err != nil {
		return nil, nil, err
	}
	var able []*crm.Contact
	last, adults, stopped := &crm.Contact{}, 0, 0
	for _, m := range members {
		if !m.Adult(v.today) {
			continue
		}
		adults++
		switch {
		case !m.Stopped.IsZero():
			if stopped++; !m.Stopped.Before(last.Stopped) {
				last = m
			}
		case m.Phone != "":
			able = append(able, m)
		}
	}
	own := whole.Phone != "" || whole.Email != ""
	if adults > 0 && stopped == adults && (c.Kind == crm.Household || !own) {
		shown := crm.Copy(c)
		shown.Stopped, shown.StoppedReason = last.Stopped, last.StoppedReason
		return shown, nil, nil
	}
	if whole.Phone == "" && len(able) == 1 {
		via = able[0]
	}
	return c, via, nil
}
