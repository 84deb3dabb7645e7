package book

import (
	"context"
	"slices"

	"crm/internal/crm"
	"crm/internal/fold"
	"crm/internal/store"
)

// Mailing returns the letters to the contacts of a list, one for those of a household who live
// at one address, and whom it leaves out: who must not be contacted, wants no post, or has
// no address. Who has none of their own lives where their household does. A household in the
// list stands for its people, and its children are written to if nobody else of it is.
func (b *Book) Mailing(ctx context.Context, q ListQuery) (*crm.Mailing, error) {
	q.Noun, q.Sort = crm.KindContact, []string{"id"}
	q.Fixed = append(q.Fixed, "erased == nil")
	m := &mailing{done: map[int64]bool{}, at: map[int64][]*crm.Letter{}}
	err := b.read(ctx, func(v reader) error {
		m.reader = v
		ids, err := v.listedIDs(q)
		if err != nil {
			return err
		}
		for _, id := range ids {
			if err := m.add(id); err != nil {
				return err
			}
		}
		return nil
	})
	for _, l := range m.Letters {
		l.To = m.ofAge(l.To)
	}
	return &m.Mailing, err
}

// mailing is a mailing in the making.
type mailing struct {
	reader
	crm.Mailing
	done map[int64]bool          // contacts who were looked at
	at   map[int64][]*crm.Letter // those to the people of a household
}

// add writes to a contact, or leaves them out.
func (m *mailing) add(id int64) error {
	c, err := store.Referred[*crm.Contact](m.tx, id)
	if c == nil || m.done[id] || err != nil {
		return err
	}
	m.done[id] = true
	if c.Kind == crm.Household {
		return m.addHousehold(c)
	}
	return m.write(c)
}

// addHousehold writes to the people of a household, or to itself if none are known.
func (m *mailing) addHousehold(home *crm.Contact) error {
	people, err := m.tx.HouseholdMembers(home.ID)
	if err != nil {
		return err
	}
	if len(people) == 0 {
		return m.write(home)
	}
	for _, c := range people {
		if err := m.add(c.ID); err != nil {
			return err
		}
	}
	return nil
}

// write puts a contact into a letter, or leaves them out.
func (m *mailing) write(c *crm.Contact) error {
	home, err := m.contactOrNil(c.Household)
	if err != nil {
		return err
	}
	why, err := m.whyNot(c, home)
	if err != nil {
		return err
	}
	address := c.Addresses.Primary()
	if address.IsZero() && home != nil {
		if address, err = m.addressOf(home); err != nil {
			return err
		}
	}
	if why == "" && address.IsZero() {
		why = crm.LeftNowhere
	}
	if why != "" {
		m.Left = append(m.Left, crm.LeftOut{Contact: c, Why: why})
		return nil
	}
	if home != nil {
		for _, l := range m.at[home.ID] {
			if m.samePlace(l.Address, address) {
				l.To = append(l.To, c)
				return nil
			}
		}
	}
	letter := &crm.Letter{To: []*crm.Contact{c}, Household: home, Address: address}
	m.Letters = append(m.Letters, letter)
	if home != nil {
		m.at[home.ID] = append(m.at[home.ID], letter)
	}
	return nil
}

// addressOf returns where a household lives: at its own address or, where it has none, at that
// of all its people who have one, if it is one.
func (m *mailing) addressOf(home *crm.Contact) (crm.Address, error) {
	if address := home.Addresses.Primary(); !address.IsZero() {
		return address, nil
	}
	people, err := m.tx.HouseholdMembers(home.ID)
	if err != nil {
		return crm.Address{}, err
	}
	var address crm.Address
	for _, c := range people {
		switch theirs := c.Addresses.Primary(); {
		case theirs.IsZero():
		case address.IsZero():
			address = theirs
		case !m.samePlace(address, theirs):
			return crm.Address{}, nil
		}
	}
	return address, nil
}

// whyNot returns why somebody gets no letter, or nothing.
func (m *mailing) whyNot(c, home *crm.Contact) (string, error) {
	if !c.Stopped.IsZero() {
		return crm.LeftStopped, nil
	}
	said, err := m.tx.ConsentsOf(c.ID)
	if err != nil {
		return "", err
	}
	last := crm.LastWord(said, crm.ByPost)
	if last == nil && home != nil {
		if said, err = m.tx.ConsentsOf(home.ID); err != nil {
			return "", err
		}
		last = crm.LastWord(said, crm.ByPost)
	}
	if last != nil && last.State == crm.Withdrawn {
		return crm.LeftWithdrawn, nil
	}
	return "", nil
}

// samePlace reports whether two of a household live together.
func (m *mailing) samePlace(a, b crm.Address) bool {
	home := m.settings.Country
	return !fold.OtherAddress(fold.AddressLine(a, home), fold.AddressLine(b, home))
}

// ofAge leaves the children out of whom a letter is to, unless it is to children alone.
func (m *mailing) ofAge(people []*crm.Contact) []*crm.Contact {
	adults := slices.DeleteFunc(slices.Clone(people), func(c *crm.Contact) bool { return !c.Adult(m.today) })
	if len(adults) == 0 {
		return people
	}
	return adults
}
