package store

import (
	"slices"

	"crm/internal/crm"
	"crm/internal/fold"
)

// ConsentsOf returns what a contact has said about being reached, the oldest word first.
func (v *View) ConsentsOf(contact int64) ([]*crm.Consent, error) {
	if some, err := v.consenting(); !some || err != nil {
		return nil, err
	}
	return find[*crm.Consent](v, "WHERE contact = $1 ORDER BY since, id", contact)
}

// consent derives the fields of a contact that follow from what they have said, and from
// what whoever has their number, or whoever they are reached through, has said. Whoever
// allows calls may be called on a number that they share with somebody who does not.
func (v *View) consent(c *crm.Contact) error {
	c.CallsWithdrawn, c.TextsWithdrawn, c.EmailsWithdrawn, c.PostWithdrawn = crm.Date{}, crm.Date{}, crm.Date{}, crm.Date{}
	c.CallsBarred, c.EmailsBarred = crm.Date{}, crm.Date{}
	if some, err := v.heeding(); !some || err != nil {
		return err
	}
	var own []*crm.Consent
	if c.ID != 0 {
		var err error
		if own, err = v.ConsentsOf(c.ID); err != nil {
			return err
		}
	}
	for _, w := range crm.Withdrawals() {
		if err := crm.Set(c, w.Field, crm.WithdrawnSince(own, w.Channel)); err != nil {
			return err
		}
	}
	c.CallsBarred, c.EmailsBarred = c.CallsWithdrawn, c.EmailsWithdrawn
	if said, err := v.noEmailsBeside(c, own); err != nil {
		return err
	} else if said != nil {
		c.EmailsBarred = said.Since
	}
	if crm.LastWord(own, crm.ByCall) != nil {
		return nil
	}
	said, err := v.WithdrawnBeside(c)
	if err != nil {
		return err
	}
	if said != nil {
		c.CallsBarred = said.Since
		return nil
	}
	m, err := v.BarredMember(c)
	if m != nil {
		c.CallsBarred = m.CallsBarred
	}
	return err
}

// BarredMember returns through whom a household or an organization is reached, if it has no
// phone and nobody of it has one on whom calls are not barred; or nil. Of several it is the
// one whose word is the last. Whether somebody was of age is asked for that day, so that the
// answer does not change overnight.
func (v *View) BarredMember(c *crm.Contact) (last *crm.Contact, err error) {
	if some, err := v.heeding(); !some || c.ID == 0 || c.Kind == crm.Person || c.Phones.Primary() != "" || err != nil {
		return nil, err
	}
	members, err := v.Members(c.ID)
	if err != nil {
		return nil, err
	}
	members = slices.DeleteFunc(members, func(m *crm.Contact) bool { return m.Phone == "" || !m.Stopped.IsZero() })
	for _, m := range members {
		if !m.CallsBarred.IsZero() && (last == nil || !m.CallsBarred.Before(last.CallsBarred)) {
			last = m
		}
	}
	able := func(m *crm.Contact) bool {
		return m.CallsBarred.IsZero() && (m.Stage != "" || m.Adult(last.CallsBarred))
	}
	if last == nil || slices.ContainsFunc(members, able) {
		return nil, nil
	}
	return last, nil
}

// WithdrawnBeside returns the last word of somebody else who has a phone of a contact and
// wants no calls, or nil. That of somebody who was erased has no contact.
func (v *View) WithdrawnBeside(c *crm.Contact) (*crm.Consent, error) {
	phones := v.phonePoints(c)
	if len(phones) == 0 {
		return nil, nil
	}
	said, err := v.livingBeside(c, phones, crm.ByCall)
	if said != nil || err != nil {
		return said, err
	}
	return v.silencedBy(phones, crm.ByCall)
}

// livingBeside returns the last word of somebody in the book who has one of the points of a
// contact and does not want to be reached there, or nil.
func (v *View) livingBeside(c *crm.Contact, points []string, channel string) (*crm.Consent, error) {
	if some, err := v.consenting(); !some || err != nil {
		return nil, err
	}
	marks, args := oneOf(withLines(points))
	said, err := find[*crm.Consent](v, `WHERE channel IN ('`+channel+`', 'all') AND state = 'withdrawn'
		AND contact IN (SELECT contact FROM lookup WHERE term IN (`+marks+`) AND what IN ('p', 'e', 's')) ORDER BY since, id`, args...)
	if err != nil {
		return nil, err
	}
	for _, s := range said {
		if s.Contact == c.ID {
			continue
		}
		other, err := Ref[*crm.Contact](v, s.Contact)
		if other == nil || err != nil {
			return nil, err
		}
		all, err := v.ConsentsOf(other.ID)
		if err != nil {
			return nil, err
		}
		theirs := v.PointsOf(other)
		shared := slices.ContainsFunc(points, func(p string) bool {
			return slices.ContainsFunc(theirs, func(q string) bool { return fold.Meet(p, q) })
		})
		if last := crm.LastWord(all, channel); shared && last.State == crm.Withdrawn {
			return last, nil
		}
	}
	return nil, nil
}

// phonePoints are those of a contact's points that are phones.
func (v *View) phonePoints(c *crm.Contact) []string {
	return v.PointsOf(&crm.Contact{Phones: c.Phones})
}

// consentChanged updates by which channels those may be reached whom an edited consent
// concerns: its contact, and whoever has a phone or an e-mail of theirs.
func (tx *Tx) consentChanged(edit *crm.Edit) error {
	if edit.After != nil {
		tx.some[someConsents] = true
	}
	for _, record := range []crm.Record{edit.Before, edit.After} {
		s, ok := record.(*crm.Consent)
		if !ok || s == nil {
			continue
		}
		c, err := Ref[*crm.Contact](tx.View, s.Contact)
		if c == nil || err != nil {
			return err
		}
		if err := tx.keepStop(crm.Copy(c)); err != nil {
			return err
		}
		if err := tx.consentBeside(c); err != nil {
			return err
		}
	}
	return nil
}

// consentMoved does so where somebody who wants no calls or no e-mails has got or lost a phone
// or an e-mail.
func (tx *Tx) consentMoved(edit *crm.Edit) error {
	if some, err := tx.consenting(); !some || edit.Action != crm.Update || !edit.Changed("phones") && !edit.Changed("emails") || err != nil {
		return err
	}
	all, err := tx.ConsentsOf(edit.ID)
	if err != nil || crm.WithdrawnSince(all, crm.ByCall).IsZero() && crm.WithdrawnSince(all, crm.ByEmail).IsZero() {
		return err
	}
	for _, record := range []crm.Record{edit.Before, edit.After} {
		if err := tx.consentBeside(record.(*crm.Contact)); err != nil {
			return err
		}
	}
	return nil
}

// consentBeside updates those who have a phone or an e-mail of a contact.
func (tx *Tx) consentBeside(c *crm.Contact) error {
	for _, point := range tx.PointsOf(c) {
		others, err := tx.Reaching(point)
		if err != nil {
			return err
		}
		for _, other := range others {
			if other.ID == c.ID {
				continue
			}
			if err := tx.keepStop(other); err != nil {
				return err
			}
		}
	}
	return nil
}
