package book

import (
	"slices"

	"crm/internal/crm"
	"crm/internal/fold"
)

// The households of those whom a list of policies names.

// household is what those of one home have in common.
type household struct {
	id      int64
	members []*insured
}

// home returns who stands for the household.
func (p *insured) home() *insured {
	for p.with != nil {
		p = p.with
	}
	return p
}

// atHome returns those of a household among people.
func (p *insured) atHome(people []*insured) []*insured {
	if p.with == nil && p.alone {
		return []*insured{p}
	}
	return slices.DeleteFunc(slices.Clone(people), func(other *insured) bool { return other.home() != p.home() })
}

// joins puts two people into one household, that of the one named first.
func (p *insured) joins(other *insured) {
	if a, b := p.home(), other.home(); a != b {
		b.with, a.alone = a, false
	}
}

// joinHome puts a new contact into the household of those who were named with them, which
// is made for the first of them who is new.
func (i *policyImport) joinHome(c *crm.Contact, h *household) error {
	if h.id == 0 {
		made := &crm.Contact{Kind: crm.Household, Name: h.name(), Owner: c.Owner, Created: i.today}
		if err := checkContact(made); err != nil {
			return err
		}
		if _, err := i.put(made); err != nil {
			return err
		}
		i.importing.named.add(made.ID)
		i.importing.households = append(i.importing.households, made.Name)
		h.id = made.ID
	}
	c.Household = h.id
	return nil
}

// settleHome takes the household of somebody whom the book has for the others, or gives them
// that of the others.
func (i *policyImport) settleHome(p *insured) error {
	h := p.household
	if h == nil || len(h.members) < 2 || p.id == 0 {
		return nil
	}
	c, err := i.contactOrNil(p.id)
	if c == nil || err != nil || c.Kind != crm.Person {
		return err
	}
	if h.id == 0 {
		h.id = c.Household
		return nil
	}
	for _, m := range h.members {
		theirs, err := i.contactOrNil(m.id)
		if err != nil {
			return err
		}
		if theirs == nil || theirs.Household != 0 || theirs.Kind != crm.Person {
			continue
		}
		theirs.Household = h.id
		if _, err := i.put(theirs); err != nil {
			return err
		}
	}
	return nil
}

// name is what a household is called: "Marge & Bill Pohl", 山田 太郎・花子.
func (h *household) name() string {
	var names []string
	family := h.members[0].family
	for _, m := range h.members {
		names = append(names, m.name)
		if fold.Text(m.family) != fold.Text(family) {
			family = ""
		}
	}
	return namesTogether(names, family)
}
