package book

import (
	"cmp"
	"slices"
	"strconv"

	"crm/internal/crm"
)

// E-mails belong together by what they say they answer. A file has them in any order, and one
// file has what the other answers, so each may be read before what it answers.

// mostAnswered is how many of those that an e-mail answers are looked at, the nearest first.
const mostAnswered = 10

// threadOf returns what a mail program calls the first e-mail of the thread of one, or nothing
// if it answers none.
func (m *mailImport) threadOf(mail *Mail) (string, error) {
	if len(mail.Refers) == 0 {
		return "", nil
	}
	first := mail.Refers[len(mail.Refers)-1]
	for _, id := range mail.Refers[:min(len(mail.Refers), mostAnswered)] {
		all, err := m.tx.Mails(id)
		if err != nil {
			return "", err
		}
		if len(all) > 0 {
			first = all[0].InThread()
			break
		}
	}
	if first == mail.ID { // which answers itself
		return "", nil
	}
	return first, nil
}

// joinThread lets those e-mails be of the thread of one that the book has of what is between
// them, and those that answer it regard what it regards.
func (m *mailImport) joinThread(mail *Mail, a *crm.Activity) error {
	first := a.InThread()
	for _, id := range append([]string{a.ExternalID}, mail.Refers[:min(len(mail.Refers), mostAnswered)]...) {
		if id == first {
			continue
		}
		answers, err := m.tx.Answers(id)
		if err != nil {
			return err
		}
		for _, other := range answers {
			if other = crm.Copy(other); other.ExternalID == first {
				continue
			}
			other.Thread = first
			if _, err := m.put(other); err != nil {
				return err
			}
		}
	}
	return m.regardAnswers(a)
}

// regardAnswers lets later e-mails of a thread regard the open opportunity that one regards, if
// they regard nothing.
func (m *mailImport) regardAnswers(a *crm.Activity) error {
	o, err := m.tx.Ref(crm.KindOpportunity, a.Opportunity)
	if err != nil {
		return err
	}
	sale, ok := o.(*crm.Opportunity)
	if !ok || sale == nil || sale.Status != crm.Open {
		return nil
	}
	with, err := m.contactOrNil(sale.Contact)
	if err != nil || with == nil {
		return err
	}
	answers, err := m.tx.Answers(a.InThread())
	if err != nil {
		return err
	}
	slices.SortStableFunc(answers, func(a, b *crm.Activity) int { return cmp.Or(a.MadeAt.Compare(b.MadeAt), cmp.Compare(a.ID, b.ID)) })
	for _, other := range answers {
		c, err := m.contactOrNil(other.Contact)
		if err != nil {
			return err
		}
		if other.ID == a.ID || other.Opportunity != 0 || other.Policy != 0 || !other.MadeAt.After(a.MadeAt) || c == nil || c.ID != with.ID && !areTogether(with, c) {
			continue
		}
		other = crm.Copy(other)
		if err := m.regard(other, nil, strconv.FormatInt(sale.ID, 10)); err != nil {
			return err
		}
		if _, err := m.put(other); err != nil {
			return err
		}
		if m.bare[other.ID] == 0 { // of an earlier file
			m.out.Regarding++
		}
		delete(m.bare, other.ID)
	}
	return nil
}
