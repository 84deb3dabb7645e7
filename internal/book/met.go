package book

import (
	"slices"

	"crm/internal/crm"
	"crm/internal/fold"
)

// Who in the book a new contact may be.

// met are the contacts in the book who may be the same as a new one.
type met struct {
	numbered     []*crm.Contact // with the number of another program, which says it before any name does
	numberedElse []*crm.Contact // with that number of a third program
	reached      []*crm.Contact // with a phone or an e-mail
	named        []*crm.Contact // with the name, of those and of all
	// like are those who must not be contacted and may be the same under a name that has
	// more, or less.
	like []*crm.Contact
}

// findAlike finds who in the book may be the same as a new contact.
func (v reader) findAlike(c *crm.Contact) (m met, err error) {
	numbered, err := v.tx.ByExternalID(c.ExternalID)
	if err != nil {
		return m, err
	}
	if len(numbered) == 0 && c.ExternalID != "" {
		if numbered, err = v.tx.ImportedAs(numberedRow(c)); err != nil {
			return m, err
		}
	}
	for _, other := range numbered {
		if v.numberedApart(c, other) {
			m.numberedElse = append(m.numberedElse, other)
		} else {
			m.numbered = append(m.numbered, other)
		}
	}
	if m.reached, err = v.tx.ByPoint(c.Phones, c.Emails); err != nil {
		return m, err
	}
	if m.named, err = v.sameNamed(c, m.reached); err != nil {
		return m, err
	}
	m.like, err = v.tx.UnwillingLike(c)
	m.like = slices.DeleteFunc(m.like, func(other *crm.Contact) bool { return v.likeUnwilling(c, other) == different })
	return m, err
}

// sameNamed returns those with the name of a contact, in the book and among those who
// share a phone or an e-mail.
func (v reader) sameNamed(c *crm.Contact, reached []*crm.Contact) ([]*crm.Contact, error) {
	named, err := v.tx.ByName(c.Name)
	if err != nil {
		return nil, err
	}
	if c.Reading != "" {
		more, err := v.tx.ByName(c.Reading)
		if err != nil {
			return nil, err
		}
		reached = append(slices.Clone(reached), more...)
	}
	if c.Middle != "" && c.Given != "" && c.Family != "" {
		more, err := v.tx.ByName(joinName(c.Given, c.Family))
		if err != nil {
			return nil, err
		}
		reached = append(slices.Clone(reached), more...)
	}
	for _, other := range reached {
		if !slices.ContainsFunc(named, func(c *crm.Contact) bool { return c.ID == other.ID }) {
			named = append(named, other)
		}
	}
	named = slices.DeleteFunc(named, func(other *crm.Contact) bool { return !sameNames(c, other) && !sameButMiddle(c, other) })
	if c.Kind != crm.Household {
		return named, nil
	}
	homes, err := v.groupsNamed(crm.Household, fold.Household(c.Name)...)
	for _, home := range homes {
		if !slices.ContainsFunc(named, func(other *crm.Contact) bool { return other.ID == home.ID }) {
			named = append(named, home)
		}
	}
	return named, err
}
