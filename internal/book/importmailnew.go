package book

import (
	"cmp"

	"crm/internal/crm"
	"crm/internal/fold"
)

// With --add-unknown, who wrote comes into the book before any e-mail is logged. So it makes no
// difference which of somebody's e-mails stands first in a file, and the words of all of them
// count: see docs/decisions/0164.

// stranger is somebody who wrote and was not in the book.
type stranger struct {
	MailPerson
	refuses bool         // their words may ask not to be contacted
	left    crm.LeftMail // why they did not come into the book, if they did not
}

// addStrangers reads all e-mails, and takes those who wrote them into the book.
func (m *mailImport) addStrangers() error {
	m.strange = map[string]*stranger{}
	var order []string
	for mail, err := range m.in.Mails {
		if err != nil && mail.Line > 0 { // which is told when it is to be logged
			continue
		}
		if err != nil {
			return err
		}
		point, ok := fold.EmailPoint(mail.From.Address)
		if !ok || mail.Draft || mail.Discarded || mail.Automatic || m.mine[point] {
			continue
		}
		s := m.strange[point]
		if s == nil {
			c, several, err := m.contactAt(mail.From)
			if err != nil {
				return err
			}
			if c != nil || len(several) > 0 {
				continue
			}
			if err := m.mustKnowMine(&mail); err != nil {
				return err
			}
			s = &stranger{MailPerson: mail.From}
			m.strange[point] = s
			order = append(order, point)
		}
		s.Name = cmp.Or(s.Name, mail.From.Name)
		s.refuses = s.refuses || mail.Heard != nil && mail.Heard() != ""
	}
	for _, point := range order {
		if err := m.addStranger(m.strange[point], point); err != nil {
			return err
		}
		if len(m.pending) >= mostPending {
			if err := m.journal(); err != nil {
				return err
			}
		}
	}
	return nil
}

// addStranger makes a lead of who wrote, unless they must not be contacted or are like somebody
// in the book. Of who may ask not to be contacted it makes a contact without a stage, with whom
// nothing is planned.
func (m *mailImport) addStranger(s *stranger, point string) error {
	in := NewContact{Values: Values{"name": {cmp.Or(s.Name, nameInEmail(s.Address))}, "email": {s.Address}}, Stage: crm.StageLead}
	if s.refuses {
		in.Stage = ""
	}
	c, err := m.newContact(in)
	if err != nil && crm.CodeOf(err) == crm.CodeInvalid {
		in.Values["name"] = []string{nameInEmail(s.Address)}
		if c, err = m.newContact(in); err != nil && crm.CodeOf(err) == crm.CodeInvalid {
			return nil
		}
	}
	if err != nil {
		return err
	}
	if stop, err := m.stopOf(c); err != nil {
		return err
	} else if stop != nil {
		s.left = crm.LeftMail{Why: crm.MailStopped, Name: c.Name}
		return nil
	}
	alike, err := m.findAlike(c)
	if err != nil {
		return err
	}
	err = m.checkDuplicate(c, alike, false)
	if e, ok := crm.AsError(err); ok && (e.Code == crm.CodeConflict || e.Code == crm.CodeRefused) {
		s.left = crm.LeftMail{Why: crm.MailDuplicate, Name: c.Name}
		if len(e.People) > 0 {
			s.left.ID = e.People[0].Contact.ID
		}
		return nil
	}
	if err != nil {
		return err
	}
	if err := m.addContact(c, in.Values); err != nil {
		return err
	}
	if s.refuses {
		m.out.Refusing++
	} else {
		m.out.Leads++
	}
	m.known[point] = []*crm.Contact{c}
	m.streaming = m.in.Many && m.out.Refusing+m.out.Leads >= mostMailsTold
	return m.drain()
}
