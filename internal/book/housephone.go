package book

import (
	"slices"

	"crm/internal/crm"
)

// A household or an organization without a phone is reached on those of its members, and
// a person without one on that of their household. A number that is known to be wrong is
// wrong for everybody of a household.

// reachedAt returns those through whose phones a contact without one of their own is
// reached: for a household or an organization the adults of it who may be called, one for
// each number, for a person their household.
func (v reader) reachedAt(c *crm.Contact) ([]*crm.Contact, error) {
	if c == nil || c.Phone != "" || !c.CallsBarred.IsZero() {
		return nil, nil
	}
	if c.Kind == crm.Person {
		home, err := v.contactOrNil(c.Household)
		if home == nil || err != nil || home.Phone == "" || !home.MayCall() {
			return nil, err
		}
		return []*crm.Contact{home}, nil
	}
	members, err := v.tx.Members(c.ID)
	var at []*crm.Contact
	for _, m := range members {
		shared := slices.ContainsFunc(at, func(o *crm.Contact) bool { return v.samePhone(o.Phone, m.Phone) })
		if m.Adult(v.today) && m.MayCall() && m.Phone != "" && !shared {
			at = append(at, m)
		}
	}
	return at, err
}

// asReached returns a contact with the phone of another, where they have none and are
// reached through others, and those others.
func (v reader) asReached(c *crm.Contact) (*crm.Contact, []*crm.Contact, error) {
	at, err := v.reachedAt(c)
	if len(at) == 0 || err != nil {
		return c, nil, err
	}
	reached := crm.Copy(c)
	reached.Phone = at[0].Phone
	return reached, at, nil
}

// phoneLeft returns the phone of a contact beside the number that was just found wrong.
func (w *work) phoneLeft(c *crm.Contact) string {
	for _, p := range c.Phones {
		if p.Reaches() && (w.wrong == "" || !w.samePhone(p.Value, w.wrong)) {
			return p.Value
		}
	}
	return ""
}

// otherPhone reports whether a contact is reached on another phone than the one that was
// dialled.
func (w *work) otherPhone(c *crm.Contact) (bool, error) {
	if c == nil {
		return false, nil
	}
	without := crm.Copy(c)
	if without.Phone = w.phoneLeft(c); without.Phone != "" {
		return true, nil
	}
	at, err := w.reachedAt(without)
	return slices.ContainsFunc(at, func(m *crm.Contact) bool { return w.phoneLeft(m) != "" }), err
}

// dialledAt remembers which phone of a member reached somebody else when a household or
// an organization without a phone was called: the one that its line shows.
//
// Errors: CodeInvalid if it is reached on those of several.
func (w *work) dialledAt(c *crm.Contact, who string) error {
	at, err := w.reachedAt(c)
	switch {
	case err != nil || len(at) == 0:
		return err
	case len(at) == 1:
		w.input.PhoneOf, w.wrong = at[0].ID, at[0].Phone
		return nil
	}
	e := crm.Errorf(crm.CodeInvalid, "%s is reached on the phones of several; which was it?", c.Name).On("phone")
	for _, m := range at {
		e.Next("If it was that of "+m.Name, w.logging(), who, crm.WrongNumber, crm.With("phone", m.Phone))
	}
	return e
}

// markedAtHome marks a phone that has turned out to be bad for one of a household as bad for
// the others of it as well, and one of an organization as bad for its members. One that turns
// out to be good after all is good for them.
func (w *work) markedAtHome(edit *crm.Edit) error {
	c, ok := edit.After.(*crm.Contact)
	before, _ := edit.Before.(*crm.Contact)
	if !ok || !edit.Changed("phones") {
		return nil
	}
	if before == nil {
		before = &crm.Contact{}
	}
	turned := slices.DeleteFunc(slices.Clone(c.Phones), func(p crm.Point) bool {
		return p.Bad == slices.ContainsFunc(before.Phones, func(was crm.Point) bool {
			return was.Bad && (was.Value == p.Value || w.samePhone(was.Value, p.Value))
		})
	})
	if len(turned) == 0 {
		return nil
	}
	same, err := w.sharedBy(c)
	for _, one := range same {
		marked, rule := slices.Clone(one.Phones), newPhone
		for i, p := range marked {
			at := slices.IndexFunc(turned, func(is crm.Point) bool { return w.samePhone(is.Value, p.Value) })
			if at < 0 || turned[at].Bad == p.Bad {
				continue
			}
			marked[i].Bad = turned[at].Bad
			if p.Bad = marked[i].Bad; p.Bad {
				rule = wrongNumber
			}
		}
		if slices.Equal(marked, one.Phones) {
			continue
		}
		one.Phones = marked
		if _, err := w.putFor(one, rule, edit); err != nil {
			return err
		}
	}
	return err
}

// sharedBy are those for whom a number of a contact is wrong as well, where they have it: the
// others of the household, and the members of an organization. A member who has left it leaves
// it its number.
func (v reader) sharedBy(c *crm.Contact) ([]*crm.Contact, error) {
	if c.Kind == crm.Organization {
		return v.tx.Members(c.ID)
	}
	return v.house(c)
}

// wrongNumber is the rule that marks a phone as bad.
const wrongNumber = "wrong-number"
