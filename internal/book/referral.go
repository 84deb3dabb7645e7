package book

import (
	"context"
	"fmt"
	"slices"

	"crm/internal/crm"
)

// ReferralTree returns whom a contact referred, whom these referred, and what came of
// it.
//
// Errors: CodeNotFound, CodeConflict for an ambiguous name.
func (b *Book) ReferralTree(ctx context.Context, who string) (*crm.Referral, error) {
	var tree *crm.Referral
	err := b.read(ctx, func(v reader) error {
		contact, err := v.contact(who)
		if err != nil {
			return err
		}
		tree = &crm.Referral{Contact: contact}
		return v.grow(tree, map[int64]bool{contact.ID: true})
	})
	return tree, err
}

// grow adds who was referred by a contact: contacts and opportunities that say so. It
// follows each contact once, since people refer each other.
func (v reader) grow(r *crm.Referral, followed map[int64]bool) error {
	contacts, err := v.tx.ReferredBy(r.Contact.ID)
	if err != nil {
		return err
	}
	brought, err := v.tx.OpportunitiesReferredBy(r.Contact.ID)
	if err != nil {
		return err
	}
	for _, o := range brought {
		if slices.ContainsFunc(contacts, func(c *crm.Contact) bool { return c.ID == o.Contact }) {
			continue
		}
		contact, err := v.contactOrNil(o.Contact)
		if err != nil {
			return err
		}
		contacts = append(contacts, contact)
	}
	slices.SortFunc(contacts, func(a, b *crm.Contact) int { return int(a.ID - b.ID) })
	for _, c := range contacts {
		below := &crm.Referral{Contact: c}
		if below.Opportunities, err = v.broughtBy(r.Contact, c); err != nil {
			return err
		}
		r.Referred = append(r.Referred, below)
		if below.Above = followed[c.ID]; below.Above {
			continue
		}
		followed[c.ID] = true
		if err := v.grow(below, followed); err != nil {
			return err
		}
	}
	return nil
}

// broughtBy returns the opportunities of a contact that a referrer brought: those that
// say so and, if they referred the contact, those that name nobody.
func (v reader) broughtBy(referrer, c *crm.Contact) ([]*crm.Opportunity, error) {
	all, err := v.tx.Opportunities(c.ID)
	return slices.DeleteFunc(all, func(o *crm.Opportunity) bool {
		by := o.ReferredBy
		if by == 0 {
			by = c.ReferredBy
		}
		return by != referrer.ID
	}), err
}

func (v reader) referring(text string) (string, error) {
	id := v.MyID()
	if text != "me" {
		p, err := v.producer(text)
		if err != nil {
			return "", err
		}
		id = p.ID
	}
	return fmt.Sprintf("referred_by_producer == %d", id), nil
}
