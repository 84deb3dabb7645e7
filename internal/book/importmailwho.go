package book

import (
	"cmp"
	"slices"

	"crm/internal/crm"
	"crm/internal/fold"
)

// contactAt returns the contact at an address, or nil. Of several the one of that name goes
// first, then whoever is a person.
func (m *mailImport) contactAt(p MailPerson) (*crm.Contact, error) {
	point, ok := fold.EmailPoint(p.Address)
	if !ok {
		return nil, nil
	}
	all, asked := m.known[point]
	if !asked {
		var err error
		if all, err = m.tx.ByPoint(nil, crm.Points{{Value: p.Address}}); err != nil {
			return nil, err
		}
		if len(m.known) >= mostSenders {
			clear(m.known)
		}
		m.known[point] = all
	}
	if len(all) == 0 {
		return nil, nil
	}
	for _, like := range []func(*crm.Contact) bool{
		func(c *crm.Contact) bool { return p.Name != "" && fold.SameName(c.Name, p.Name) },
		func(c *crm.Contact) bool { return p.Name != "" && fold.MayBeOne(c.Name, p.Name) },
		func(c *crm.Contact) bool { return c.Kind == crm.Person },
	} {
		if i := slices.IndexFunc(all, like); i >= 0 {
			return all[i], nil
		}
	}
	return all[0], nil
}

// stranger notes that somebody wrote who is not in the book, or makes a lead of them.
//
// Errors: CodeInvalid where nobody's address is known and the book has who got it.
func (m *mailImport) stranger(mail *Mail) (*crm.Contact, error) {
	for _, p := range mail.To {
		if c, err := m.contactAt(p); err != nil {
			return nil, err
		} else if c != nil && len(m.mine) == 0 {
			e := crm.Errorf(crm.CodeInvalid, "%s wrote to %s, and the book does not know whose address that is", mail.From.Address, c.Name).At(mail.Line).
				Try("If it is yours: the same command with --from-me %s", mail.From.Address)
			return nil, e.Next("For all times", "producer edit", cmp.Or(m.MyID(), 1), crm.With("email", mail.From.Address))
		}
	}
	point, ok := fold.EmailPoint(mail.From.Address)
	switch {
	case mail.Automatic || !ok:
		m.out.Automatic++
		return nil, nil
	case m.in.AddUnknown:
		return m.addLead(mail.From, point)
	}
	m.count(mail.From, point)
	return nil, nil
}

// count counts an e-mail of somebody who is not in the book.
func (m *mailImport) count(p MailPerson, point string) {
	s := m.unknown[point]
	switch {
	case s != nil:
		s.Count++
		s.Name = cmp.Or(s.Name, p.Name)
	case len(m.unknown) >= mostSenders:
		m.out.MoreUnknown++
	default:
		m.unknown[point] = &crm.MailSender{Name: p.Name, Address: p.Address, Count: 1}
	}
}

// addLead makes a lead of who wrote, unless they must not be contacted or are like somebody
// in the book.
func (m *mailImport) addLead(p MailPerson, point string) (*crm.Contact, error) {
	name := p.Name
	if name == "" {
		name = nameInEmail(p.Address)
	}
	values := Values{"name": {name}, "email": {p.Address}}
	leave := func(why string, id int64) (*crm.Contact, error) {
		m.count(p, point)
		m.left[crm.LeftMail{Why: why, Name: name, ID: id}]++
		return nil, nil
	}
	c, err := m.newContact(NewContact{Values: values, Stage: crm.StageLead})
	if err != nil && crm.CodeOf(err) == crm.CodeInvalid {
		values["name"] = []string{nameInEmail(p.Address)}
		if c, err = m.newContact(NewContact{Values: values, Stage: crm.StageLead}); err != nil && crm.CodeOf(err) == crm.CodeInvalid {
			m.count(p, point)
			return nil, nil
		}
	}
	if err != nil {
		return nil, err
	}
	if stop, err := m.stopOf(c); err != nil {
		return nil, err
	} else if stop != nil {
		return leave(crm.MailStopped, 0)
	}
	alike, err := m.findAlike(c)
	if err != nil {
		return nil, err
	}
	err = m.checkDuplicate(c, alike, false)
	if e, ok := crm.AsError(err); ok && (e.Code == crm.CodeConflict || e.Code == crm.CodeRefused) {
		id := int64(0)
		if len(e.People) > 0 {
			id = e.People[0].Contact.ID
		}
		return leave(crm.MailDuplicate, id)
	}
	if err != nil {
		return nil, err
	}
	if err := m.addContact(c, values); err != nil {
		return nil, err
	}
	m.out.Leads++
	m.known[point] = []*crm.Contact{c}
	return c, m.drain()
}
