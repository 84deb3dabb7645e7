package book

import (
	"context"

	"crm/internal/crm"
)

// AddOpportunity opens an opportunity for a contact.
//
// Errors: CodeInvalid for a value that can't be.
func (b *Book) AddOpportunity(ctx context.Context, who string, values Values) (*crm.Outcome, error) {
	return b.change(ctx, "opp add", func(w *work) error {
		contact, err := w.contact(who)
		if err != nil {
			return err
		}
		if !contact.DoNotContact.IsZero() {
			return w.refuse(contact)
		}
		o := &crm.Opportunity{Contact: contact.ID, Status: crm.Open, Stage: "new", Opened: w.today, Source: contact.Source}
		if err := w.assign(o, values); err != nil {
			return err
		}
		if o.Line == "" {
			return crm.Errorf(crm.CodeInvalid, "an opportunity needs a line of business").On("line").Try("One of: %s", crm.OneOf(crm.Picklist("line")))
		}
		if o.Owner == 0 {
			o.Owner = w.ownerOr(contact.Owner)
		}
		w.subject(o)
		if _, err := w.put(o); err != nil {
			return err
		}
		for _, body := range values["note"] {
			if err := w.note(&crm.Note{Contact: contact.ID, Opportunity: o.ID, Body: body}); err != nil {
				return err
			}
		}
		return nil
	})
}

// openOpportunity finds an opportunity that is not closed. Of a contact's
// number or name it takes the one that is open.
func (w *work) openOpportunity(text string) (*crm.Opportunity, error) {
	o, err := w.opportunityMeant(text)
	if err != nil {
		return nil, err
	}
	if o.Status != crm.Open {
		return nil, crm.Errorf(crm.CodeConflict, "opportunity %d is %s since %s", o.ID, o.Status, englishDate(o.Closed, w.today)).
			Try("Take that back: crm history %d, then crm undo CHANGE", o.ID)
	}
	return o, nil
}

func (w *work) opportunityMeant(text string) (*crm.Opportunity, error) {
	if id, ok := number(text); ok {
		record, err := w.tx.Record(id)
		if err != nil {
			return nil, err
		}
		if o, ok := record.(*crm.Opportunity); ok {
			return o, nil
		}
	}
	contact, err := w.contact(text)
	if err != nil {
		return nil, err
	}
	all, err := w.tx.Opportunities(contact.ID)
	if err != nil {
		return nil, err
	}
	var open []*crm.Opportunity
	for _, o := range all {
		if o.Status == crm.Open {
			open = append(open, o)
		}
	}
	switch len(open) {
	case 0:
		return nil, crm.Errorf(crm.CodeNotFound, "%s has no open opportunity", contact.Name).Try("Open one: crm opp add %d --line LINE", contact.ID)
	case 1:
		return open[0], nil
	}
	e := crm.Errorf(crm.CodeConflict, "%s has %d open opportunities", contact.Name, len(open))
	for _, o := range open {
		e.Try("  %d  %s", o.ID, o.Line)
	}
	return nil, e
}

// CloseWon closes an opportunity as won: its contact becomes a client.
//
// Errors: CodeInvalid without a premium, CodeConflict for one that is closed.
func (b *Book) CloseWon(ctx context.Context, id, premium, note string) (*crm.Outcome, error) {
	return b.change(ctx, "opp close-won", func(w *work) error {
		o, err := w.openOpportunity(id)
		if err != nil {
			return err
		}
		if premium != "" {
			if err := w.assign(o, Values{"actual_premium": {premium}}); err != nil {
				return onField(err, "premium")
			}
		}
		if !o.Actual.Known {
			o.Actual = o.Premium
		}
		o.Status, o.Closed = crm.Won, w.today
		if err := w.closeOpportunity(o, note); err != nil {
			return err
		}
		return w.closePlans(o.Contact, "next-step")
	})
}

// CloseLost closes an opportunity as lost, for a reason.
//
// Errors: CodeConflict for one that is closed.
func (b *Book) CloseLost(ctx context.Context, id, reason, note string) (*crm.Outcome, error) {
	return b.change(ctx, "opp close-lost", func(w *work) error {
		o, err := w.openOpportunity(id)
		if err != nil {
			return err
		}
		if err := w.assign(o, Values{"lost_reason": {reason}}); err != nil {
			return err
		}
		o.Status, o.Closed = crm.Lost, w.today
		return w.closeOpportunity(o, note)
	})
}

// closeOpportunity writes a closed opportunity and closes what rules had
// planned for it; what a person planned stays, and is named.
func (w *work) closeOpportunity(o *crm.Opportunity, note string) error {
	w.subject(o)
	if _, err := w.put(o); err != nil {
		return err
	}
	if err := w.note(&crm.Note{Contact: o.Contact, Opportunity: o.ID, Body: note}); err != nil {
		return err
	}
	open, err := w.tx.OpenOfOpportunity(o.ID)
	if err != nil {
		return err
	}
	for _, a := range open {
		if a.Purpose == "" {
			w.say("still-open", "activity", a)
			continue
		}
		a.Status, a.DoneOn = crm.Cancelled, w.today
		if _, err := w.put(a); err != nil {
			return err
		}
	}
	return nil
}
