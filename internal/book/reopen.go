package book

import (
	"context"
	"strings"

	"crm/internal/crm"
	"crm/internal/store"
)

// soundSale rejects an undo that restores a quote or a policy in an opportunity closed
// or reopened since. A closed one has no pending quotes, and only a won one has an
// accepted quote or a policy, of which it has one.
func (w *work) soundSale(r crm.Record) error {
	o, err := store.Ref[*crm.Opportunity](w.tx.View, crm.About(r, crm.KindOpportunity))
	if o == nil || err != nil {
		return err
	}
	quotes, err := w.tx.Quotes(o.ID)
	if err != nil {
		return err
	}
	policies, err := w.tx.PoliciesOf(o.ID)
	if err != nil {
		return err
	}
	accepted, bound := 0, 0
	for _, q := range quotes {
		if q.Pending() && o.Status != crm.Open {
			return w.touchedBy(notTakenBack(r, o, q))
		}
		if q.Status != crm.QuoteAccepted {
			continue
		}
		if accepted++; accepted > 1 || o.Status != crm.Won {
			return w.touchedBy(notTakenBack(r, o, q))
		}
	}
	for _, p := range policies {
		if p.Status == crm.PolicyCancelled {
			continue
		}
		if bound++; bound > 1 || o.Status != crm.Won {
			return w.touchedBy(notTakenBack(r, o, p))
		}
	}
	return nil
}

// notTakenBack returns that of two records of a sale which is not being undone.
func notTakenBack(r crm.Record, o *crm.Opportunity, part crm.Record) crm.Record {
	if crm.IDOf(r) == o.ID {
		return part
	}
	return o
}

// ReopenOpportunities reopens closed opportunities. It cancels the policies of a won
// one; its contact stays a client.
//
// Errors: CodeConflict for an open one, or if its policy has run its term; CodeRefused
// if nobody confirms the cancellation, or the contact must not be contacted.
func (b *Book) ReopenOpportunities(ctx context.Context, ids []string, note string) (*crm.Outcome, error) {
	return b.change(ctx, "opp reopen", func(w *work) error {
		for _, id := range ids {
			o, err := w.closedMeant(id)
			if err != nil {
				return err
			}
			if err := w.reopen(o, note); err != nil {
				return err
			}
			if err := w.drain(); err != nil {
				return err
			}
		}
		return nil
	})
}

func (w *work) reopen(o *crm.Opportunity, note string) error {
	if o.Status == crm.Open {
		return crm.Errorf(crm.CodeConflict, "opportunity %d is open", o.ID).Next("Look at it", "opp show", o.ID)
	}
	contact, err := w.contactOrNil(o.Contact)
	if err != nil {
		return err
	}
	if !contact.DoNotContact.IsZero() {
		return w.mayContact(contact)
	}
	if err := w.unbind(o, contact); err != nil {
		return err
	}
	won := o.Status == crm.Won
	o.Status, o.Closed, o.LostReason = crm.Open, crm.Date{}, ""
	o.Actual, o.XDate = crm.Money{}, crm.Date{}
	if o.Owner, err = w.whoServes(o.Owner, contact); err != nil {
		return err
	}
	w.subject(o)
	if _, err := w.put(o); err != nil {
		return err
	}
	if won && contact.Stage == crm.StageClient {
		w.say("stays-client", "name", contact.Name, "id", contact.ID)
	}
	return w.noteOn(o, note)
}

// unbind cancels the policies of a won opportunity after a confirmation, and makes its
// quote acceptable again.
func (w *work) unbind(o *crm.Opportunity, contact *crm.Contact) error {
	policies, err := w.tx.PoliciesOf(o.ID)
	if err != nil {
		return err
	}
	var bound []*crm.Policy
	for _, p := range policies {
		switch {
		case p.Status == crm.PolicyCancelled:
			continue
		case !p.InForce():
			return crm.Errorf(crm.CodeConflict, "policy %d of opportunity %d is %s, so this was decided long ago", p.ID, o.ID, p.Status).
				Next("Open another one", "opp add", o.Contact, crm.With("line", o.Line))
		}
		bound = append(bound, p)
	}
	if len(bound) > 0 {
		what := strings.TrimSpace(bound[0].Carrier + " " + bound[0].Number)
		if err := w.confirm("confirm-reopen", "name", contact.Name, "id", o.ID, "policy", bound[0].ID, "what", what, "records", records(bound)); err != nil {
			return err
		}
	}
	for _, p := range bound {
		p.Status, p.Ended = crm.PolicyCancelled, w.today
		if _, err := w.put(p); err != nil {
			return err
		}
	}
	quotes, err := w.tx.Quotes(o.ID)
	if err != nil {
		return err
	}
	for _, q := range quotes {
		if q.Status != crm.QuoteAccepted {
			continue
		}
		q.Status = crm.QuotePresented
		if _, err := w.put(q); err != nil {
			return err
		}
	}
	return nil
}
