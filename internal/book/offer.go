package book

import (
	"context"
	"slices"

	"crm/internal/crm"
	"crm/internal/store"
)

// What a shell may complete: a few records, found quickly.

// OfferContacts are contacts of a stage (empty is any) whose number or a word
// of whose name begins so.
func (b *Book) OfferContacts(ctx context.Context, typed, stage string, most int) ([]*crm.Contact, error) {
	var found []*crm.Contact
	err := b.read(ctx, func(v view) error {
		var err error
		found, err = v.tx.Beginning(typed, stage, most)
		return err
	})
	return found, err
}

// OfferActivities are the open activities of a kind, the earliest first.
func (b *Book) OfferActivities(ctx context.Context, kind string, most int) ([]store.Planned, error) {
	var planned []store.Planned
	err := b.read(ctx, func(v view) error {
		all, err := v.tx.Agenda(crm.Date{Year: 1}, crm.Date{Year: 9999, Month: 12, Day: 31}, nil, most)
		for _, p := range all {
			if kind == "" || p.Activity.Kind == kind {
				planned = append(planned, p)
			}
		}
		return err
	})
	return planned, err
}

// OfferedOpportunity is an opportunity with the name of its contact.
type OfferedOpportunity struct {
	Opportunity *crm.Opportunity
	Name        string
}

// OfferOpportunities are the open opportunities.
func (b *Book) OfferOpportunities(ctx context.Context, most int) ([]OfferedOpportunity, error) {
	var offered []OfferedOpportunity
	err := b.read(ctx, func(v view) error {
		open, err := v.tx.OpenOpportunities(most)
		if err != nil {
			return err
		}
		for _, o := range open {
			c, err := v.contactOrNil(o.Contact)
			if err != nil {
				return err
			}
			offered = append(offered, OfferedOpportunity{o, c.Name})
		}
		return nil
	})
	return offered, err
}

// OfferQuotes are the quotes that may still be accepted or come in.
func (b *Book) OfferQuotes(ctx context.Context, most int) ([]*crm.Quote, error) {
	var found []*crm.Quote
	err := b.read(ctx, func(v view) error {
		var err error
		found, err = v.tx.PendingQuotes(most)
		return err
	})
	return found, err
}

// OfferPolicies are the policies in force, the next one to expire first.
func (b *Book) OfferPolicies(ctx context.Context, most int) ([]*crm.Policy, error) {
	var found []*crm.Policy
	err := b.read(ctx, func(v view) error {
		var err error
		found, err = v.tx.PoliciesInForce(most)
		return err
	})
	return found, err
}

// OfferProducers are the producers who are not retired.
func (b *Book) OfferProducers(ctx context.Context) ([]*crm.Producer, error) {
	var producers []*crm.Producer
	err := b.read(ctx, func(v view) error {
		all, err := v.tx.Producers()
		producers = slices.DeleteFunc(all, retired)
		return err
	})
	return producers, err
}

// OfferTeams are the teams of the book.
func (b *Book) OfferTeams(ctx context.Context) ([]*crm.Team, error) {
	var teams []*crm.Team
	err := b.read(ctx, func(v view) error {
		var err error
		teams, err = v.tx.Teams()
		return err
	})
	return teams, err
}
