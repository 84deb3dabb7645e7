package book

import (
	"maps"
	"slices"

	"crm/internal/crm"
)

// answered returns the open opportunity that an e-mail regards which this one answers, or the
// policy.
func (m *mailImport) answered(mail *Mail, c *crm.Contact) (crm.Record, error) {
	for _, id := range mail.Refers {
		all, err := m.tx.Mails(id)
		if err != nil {
			return nil, err
		}
		for _, a := range all {
			if o, err := m.tx.Ref(crm.KindOpportunity, a.Opportunity); err != nil {
				return nil, err
			} else if o, ok := o.(*crm.Opportunity); ok && o != nil && o.Status == crm.Open {
				with, err := m.contactOrNil(o.Contact)
				if err != nil {
					return nil, err
				}
				if with != nil && (with.ID == c.ID || areTogether(with, c)) {
					return o, nil
				}
			}
			if a.Contact == c.ID && a.Policy != 0 && a.Opportunity == 0 {
				return a, nil
			}
		}
	}
	return nil, nil
}

// What an e-mail may regard, as somebody answers.
const (
	chooseRegards = "mail-regards"
	chooseAlone   = "mail-alone"
)

// askSale asks whether an e-mail regards the only open opportunity of its contact, which is
// returned if it does.
func (m *mailImport) askSale(c *crm.Contact) (crm.Record, error) {
	o, err := m.onlySale(c.ID)
	if o == nil || err != nil {
		return nil, err
	}
	said, err := m.ask(notice("mail-sale", "name", c.Name, "id", o.ID, "line", o.Line), chooseRegards, chooseAlone)
	if err != nil || said != chooseRegards {
		return nil, err
	}
	return o, nil
}

// onlySale returns the open opportunity of a contact who has no other one, or nil.
func (w *work) onlySale(contact int64) (*crm.Opportunity, error) {
	all, err := w.tx.Opportunities(contact)
	open := slices.DeleteFunc(all, func(o *crm.Opportunity) bool { return o.Status != crm.Open })
	if len(open) != 1 || err != nil {
		return nil, err
	}
	return open[0], nil
}

// offer finds the opportunities that e-mails may regard: where a contact has one that is
// open, and no more.
func (m *mailImport) offer() error {
	if m.in.Asks && !m.in.Many {
		return nil
	}
	counts := map[int64]int{}
	for _, contact := range m.bare {
		counts[contact]++
	}
	for _, id := range slices.Sorted(maps.Keys(counts)) {
		c, err := m.contactOrNil(id)
		if err != nil {
			return err
		}
		o, err := m.onlySale(id)
		if err != nil {
			return err
		}
		if c == nil || o == nil {
			continue
		}
		if m.out.Offers = append(m.out.Offers, crm.MailOffer{Name: c.Name, Opportunity: o, Count: counts[id]}); len(m.out.Offers) == mostOffered {
			return nil
		}
	}
	return nil
}
