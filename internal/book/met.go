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
	if err := v.tx.Expect(c); err != nil {
		return m, err
	}
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

// bornApartCode warns that a contact with the same name and phone or e-mail has another
// birthday.
const bornApartCode = "born-apart"

// sameNameCode warns that a contact with the same name is in the book. Its value
// "stopped" says whether they must not be contacted, and "silent" whether they want no
// calls.
const sameNameCode = "same-name"

// sameNumberCode warns that somebody else has the same number of another program.
const sameNumberCode = "same-number"

// samePointCode warns that somebody else has the same phone or e-mail.
const samePointCode = "same-point"

// samePointsCode warns that somebody with another name has both the phone and the
// e-mail.
const samePointsCode = "same-points"

// checkDuplicate rejects a contact with the same name and the same phone, e-mail or
// birthday as another, and nothing that tells them apart. Somebody who may be the same
// is a warning.
func (w *work) checkDuplicate(c *crm.Contact, m met, allow bool) error {
	if err := w.checkPoints(c, &crm.Contact{}); err != nil {
		return err
	}
	themselves := func(other *crm.Contact) bool { return w.likeUnwilling(c, other) == same }
	if i := slices.IndexFunc(m.like, func(other *crm.Contact) bool { return !other.DoNotContact.IsZero() && themselves(other) }); i >= 0 && !allow {
		err := w.markedAlready(m.like[i])
		if e, ok := crm.AsError(err); ok {
			e.Try("Somebody else: the same command with --allow-duplicate")
		}
		return err
	}
	for _, other := range m.numberedElse {
		w.warn(sameNumberCode, "name", other.Name, "id", other.ID, "value", c.ExternalID)
	}
	there, what, err := w.inBook(c, m)
	if err != nil {
		return err
	}
	if len(there) > 0 && !allow {
		return w.errInBook(c, there, what)
	}
	return w.warnOfAlike(c, m)
}

// inBook returns who of those met a new contact is, and by what.
//
// Errors: CodeConflict where one of them must not be contacted.
func (w *work) inBook(c *crm.Contact, m met) (there []*crm.Contact, what string, err error) {
	found := func(other *crm.Contact) bool {
		return slices.ContainsFunc(there, func(c *crm.Contact) bool { return c.ID == other.ID })
	}
	there = slices.Clone(m.numbered)
	numbered := len(there) > 0
	what = "name and birthday are"
	if numbered {
		what = "number of another program is"
	}
	for _, other := range m.named {
		if w.likeness(c, other) != same {
			continue
		}
		if err := w.markedAlready(other); err != nil {
			return nil, "", err
		}
		if found(other) {
			continue
		}
		if w.tx.SamePoint(c, other) && !numbered {
			what = "name and phone or e-mail are"
			if len(c.Emails) == 0 {
				what = "name and phone are"
			}
		}
		there = append(there, other)
	}
	for _, other := range m.like {
		if other.DoNotContact.IsZero() && w.likeUnwilling(c, other) == same && !found(other) {
			there = append(there, other)
			if !numbered && w.tx.SamePoint(c, other) {
				what = "name, or a like one, and phone or e-mail are"
			} else if !numbered {
				what = "name, or a like one, and birthday are"
			}
		}
	}
	return there, what, nil
}

// errInBook refuses a new contact who is one of those in the book, and names them.
func (w *work) errInBook(c *crm.Contact, there []*crm.Contact, what string) error {
	e := crm.Errorf(crm.CodeConflict, "this %s in the book already", what)
	for _, other := range there {
		e.Next("The same person", "contact show", other.ID)
		if c.Stage != "" && other.Stage == "" && other.Stopped.IsZero() {
			e.Next("To call them again", "contact edit", other.ID, crm.With("stage", c.Stage))
		}
	}
	e.Try("Somebody else: the same command with --allow-duplicate")
	for _, other := range there {
		candidate, err := w.candidate(other)
		if err != nil {
			return err
		}
		e.People = append(e.People, candidate)
	}
	return e
}

// warnOfAlike names who of those met a new contact may be.
func (w *work) warnOfAlike(c *crm.Contact, m met) error {
	for _, other := range m.named {
		if bornApart(c, other) && w.tx.SamePoint(c, other) {
			w.warn(bornApartCode, "name", other.Name, "id", other.ID, "born", other.Birthday)
			continue
		}
		w.warn(sameNameCode, "name", other.Name, "id", other.ID, "stopped", !other.Stopped.IsZero(), "silent", !other.CallsBarred.IsZero())
		if err := w.sayPhoneFound(c, other); err != nil {
			return err
		}
	}
	for _, other := range m.like {
		w.warn(sameNameCode, "name", other.Name, "id", other.ID, "stopped", !other.Stopped.IsZero(), "silent", true)
	}
	for _, other := range m.reached {
		switch {
		case sameNames(c, other):
		case w.tx.SamePoint(&crm.Contact{Phones: c.Phones}, other) && w.tx.SamePoint(&crm.Contact{Emails: c.Emails}, other):
			w.warn(samePointsCode, "name", c.Name, "twin", other.Name, "contact", other.ID)
		default:
			w.warn(samePointCode, "name", other.Name, "id", other.ID, "silent", other.Stopped.IsZero() && !other.CallsWithdrawn.IsZero())
		}
	}
	return nil
}

// markedAlready rejects a new contact who is in the book and must not be contacted.
func (w *work) markedAlready(c *crm.Contact) error {
	if c.DoNotContact.IsZero() {
		return nil
	}
	return w.mayContact(c)
}
