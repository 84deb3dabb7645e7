package book

import (
	"crm/internal/crm"
)

// reachedThrough is a contact as lists and cards show them, and whose phone is theirs. A
// household or an organization that has none of its own is reached on that of the one
// adult of it who may be called. Where nobody of it may be contacted, neither may it:
// it is stopped since the last of them is, unless an organization has a phone or an
// e-mail of its own.
func (v view) reachedThrough(c *crm.Contact) (shown, via *crm.Contact, err error) {
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
