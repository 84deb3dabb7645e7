package book

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"crm/internal/crm"
	"crm/internal/fold"
)

// contactAt returns the contact at an address, or nil, and all where it may be several: of
// several the one of that name goes first, then a person before a household. Those who live or
// work together are one, of whom the first is meant.
func (m *mailImport) contactAt(p MailPerson) (c *crm.Contact, several []*crm.Contact, err error) {
	point, ok := fold.EmailPoint(p.Address)
	if !ok {
		return nil, nil, nil
	}
	all, asked := m.known[point]
	if !asked {
		if all, err = m.tx.ByPoint(nil, crm.Points{{Value: p.Address}}); err != nil {
			return nil, nil, err
		}
		if len(m.known) >= mostSenders {
			clear(m.known)
		}
		m.known[point] = all
	}
	for _, like := range []func(*crm.Contact) bool{
		func(c *crm.Contact) bool { return p.Name != "" && fold.SameName(c.Name, p.Name) },
		func(c *crm.Contact) bool { return p.Name != "" && fold.MayBeOne(c.Name, p.Name) },
		func(c *crm.Contact) bool { return m.meant[c.ID] },
		func(c *crm.Contact) bool { return c.Kind == crm.Person },
		func(*crm.Contact) bool { return true },
	} {
		found := slices.DeleteFunc(slices.Clone(all), func(c *crm.Contact) bool { return !like(c) })
		if len(found) > 1 && slices.ContainsFunc(found[1:], func(o *crm.Contact) bool { return !areTogether(found[0], o) }) {
			meant := slices.DeleteFunc(slices.Clone(found), func(c *crm.Contact) bool { return !m.meant[c.ID] })
			if len(meant) != 1 {
				return nil, found, nil
			}
			found = meant
		}
		if len(found) > 0 {
			return found[0], nil, nil
		}
	}
	return nil, nil, nil
}

// whichOf asks with which of several an e-mail is who have an address, or notes that it is left
// out.
func (m *mailImport) whichOf(p MailPerson, several []*crm.Contact) (*crm.Contact, error) {
	var names []string
	for _, c := range several {
		names = append(names, fmt.Sprintf("%s (%d)", c.Name, c.ID))
	}
	if !m.in.Asks || m.in.Many {
		m.left[crm.LeftMail{Why: crm.MailSeveral, Name: p.Address + ": " + strings.Join(names, ", "), ID: several[0].ID}]++
		return nil, nil
	}
	said, err := m.ask(notice("mail-which", "value", p.Address, "names", names))
	if said == "" || err != nil {
		return nil, err
	}
	c, err := m.contact(said)
	if err != nil {
		return nil, err
	}
	if !slices.ContainsFunc(several, func(o *crm.Contact) bool { return o.ID == c.ID }) {
		return nil, crm.Errorf(crm.CodeInvalid, "%s does not have the address %s", c.Name, p.Address)
	}
	return c, nil
}

// passOver counts an e-mail of somebody who is not in the book, nor comes into it.
//
// Errors: CodeInvalid where nobody's address is known and the book has who got it.
func (m *mailImport) passOver(mail *Mail) error {
	if err := m.mustKnowMine(mail); err != nil {
		return err
	}
	point, ok := fold.EmailPoint(mail.From.Address)
	if mail.Automatic || !ok {
		m.out.Automatic++
		return nil
	}
	m.count(mail.From, point)
	if s := m.strange[point]; s != nil && s.left.Why != "" {
		m.left[s.left]++
	}
	return nil
}

// mustKnowMine rejects an e-mail of somebody unknown to a contact where nobody's address is
// known: whoever imports may have written it.
//
// Errors: CodeInvalid.
func (m *mailImport) mustKnowMine(mail *Mail) error {
	if len(m.mine) > 0 {
		return nil
	}
	for _, p := range mail.To {
		c, several, err := m.contactAt(p)
		if err != nil {
			return err
		}
		if len(several) > 0 {
			c = several[0]
		}
		if c != nil {
			e := crm.Errorf(crm.CodeInvalid, "%s wrote to %s, and the book does not know whose address that is", mail.From.Address, c.Name).At(mail.Line).
				Try("If it is yours: the same command with --from-me %s", mail.From.Address)
			return e.Next("For all times", "producer edit", cmp.Or(m.MyID(), 1), crm.With("email", mail.From.Address))
		}
	}
	return nil
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
