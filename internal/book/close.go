package book

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strconv"

	"crm/internal/crm"
)

// Win is the input of CloseWon beside the opportunity.
type Win struct {
	Quote string // the quote that was accepted, if one was
	// Policy has the fields of the policy that was bought. The premium is that of its
	// term, or a year's without a term.
	Policy Values
	Date   string // the day on which it was won; empty is today
	Note   string
	Own    Values // of fields that the book has added to opportunities, and tags
	Loose  Loose
}

// CloseWon closes an opportunity as won: its contact becomes a client. With a quote,
// that one is accepted, the others are lost, and its policy is made. Without one,
// fields of a policy make it.
//
// Errors: CodeInvalid without a premium, for a quote of another opportunity and for
// invalid values; CodeConflict for a closed opportunity, a quote that has not arrived,
// and open activities or quotes that nobody decided about.
func (b *Book) CloseWon(ctx context.Context, id string, in Win) (*crm.Outcome, error) {
	return b.change(ctx, "opp close-won", func(w *work) error {
		in := in // a premium that was asked for belongs to this attempt
		o, err := w.openOpportunity(id)
		if crm.CodeOf(err) == crm.CodeConflict && in.Quote != "" {
			o, err = w.ofQuote(id, in.Quote, err)
		}
		if err != nil {
			return err
		}
		if err := w.closingDay(o, in.Date); err != nil {
			return err
		}
		accepted, err := w.bindable(o, in.Quote)
		if err != nil {
			return err
		}
		if err := w.askPremium(o, accepted, &in); err != nil {
			return err
		}
		policy, err := w.policyWon(o, accepted, in.Policy)
		if err != nil {
			return err
		}
		if err := w.tidy(o, in.Loose, accepted != nil); err != nil {
			return err
		}
		if accepted != nil {
			if err := w.accept(o, accepted); err != nil {
				return err
			}
		}
		o.Actual = policy.Premium
		if policy.Term != 0 {
			o.Actual = crm.Annual(policy.Premium, policy.Term)
		}
		if accepted != nil || isPolicy(in.Policy) {
			if _, err := w.put(policy); err != nil {
				return err
			}
		}
		o.Status, o.Closed = crm.Won, w.day
		if accepted == nil && !isPolicy(in.Policy) {
			w.say("no-policy", "id", o.ID, "contact", o.Contact)
		}
		if err := w.setFields(o, in.Own); err != nil {
			return err
		}
		return w.closeOpportunity(o, in.Note)
	})
}

// askPremium asks for the premium that was agreed on, unless a quote has it.
func (w *work) askPremium(o *crm.Opportunity, accepted *crm.Quote, in *Win) error {
	if _, given := in.Policy.first("premium"); accepted != nil || given || w.options.DryRun {
		return nil
	}
	contact, err := w.contactOrNil(o.Contact)
	if err != nil {
		return err
	}
	premium, err := w.ask(notice("ask-premium", "id", o.ID, "name", contact.Name))
	if err != nil || premium == "" {
		return err
	}
	in.Policy = maps.Clone(in.Policy)
	if in.Policy == nil {
		in.Policy = Values{}
	}
	in.Policy["premium"] = []string{premium}
	return nil
}

// Loss is the input of CloseLost beside the opportunity.
type Loss struct {
	Reason     string
	Competitor string
	XDate      string // when the policy that they bought elsewhere expires
	Date       string // the day on which it was lost; empty is today
	Note       string
	Loose      Loose
}

// CloseLost closes an opportunity as lost, for a reason. An x-date, on which the policy
// bought elsewhere expires, plans a call.
//
// Errors: CodeInvalid for an unknown reason and a past x-date; CodeConflict for a
// closed opportunity, and open activities or quotes that nobody decided about.
func (b *Book) CloseLost(ctx context.Context, id string, in Loss) (*crm.Outcome, error) {
	return b.change(ctx, "opp close-lost", func(w *work) error {
		o, err := w.openOpportunity(id)
		if err != nil {
			return err
		}
		if err := w.closingDay(o, in.Date); err != nil {
			return err
		}
		values := Values{"lost_reason": {in.Reason}}
		if in.Competitor != "" {
			values["competitor"] = []string{in.Competitor}
		}
		if in.XDate != "" {
			values["x_date"] = []string{in.XDate}
		}
		if err := w.setFields(o, values); err != nil {
			if e, ok := crm.AsError(err); ok && e.List == "lost_reason" && in.Competitor == "" {
				e.Try("From whom they bought: --competitor NAME, beside a reason")
			}
			return err
		}
		switch {
		case o.LostReason == "":
			return crm.Errorf(crm.CodeInvalid, "a lost opportunity needs a reason").On("reason").OneOfList("lost_reason", crm.Picklist("lost_reason"))
		case in.XDate != "" && !o.XDate.After(w.today):
			return crm.Errorf(crm.CodeInvalid, "the x-date %s is past: it is when the policy they bought elsewhere expires", o.XDate).On("x_date")
		}
		if err := w.tidy(o, in.Loose, false); err != nil {
			return err
		}
		o.Status, o.Closed = crm.Lost, w.day
		return w.closeOpportunity(o, in.Note)
	})
}

// lateEntryDays is how long ago an opportunity may have been decided that is opened and
// closed in one day. An earlier day is a mistake.
const lateEntryDays = 31

// closingDay makes the day of closing the one that rules count from. An opportunity
// entered late was open before it was in the book.
//
// Errors: CodeInvalid for a day ahead, or before it was opened.
func (w *work) closingDay(o *crm.Opportunity, text string) error {
	if text == "" {
		return nil
	}
	day, err := w.dateFlag("date", text, "an opportunity is closed when it has been decided")
	if err != nil {
		return err
	}
	switch {
	case !day.Before(o.Opened):
	case o.Opened == w.today && !day.Before(w.today.AddDays(-lateEntryDays)):
		o.Opened, o.StageSince = day, day
	default:
		return crm.Errorf(crm.CodeInvalid, "opportunity %d was opened on %s, after %s", o.ID, o.Opened, day).On("date").
			Try("If it is yet to be decided, close it when it has been.").
			Next("A policy that is in force already", "policy add", o.Contact)
	}
	w.day = day
	return nil
}

func (w *work) closeOpportunity(o *crm.Opportunity, note string) error {
	w.subject(o)
	if _, err := w.put(o); err != nil {
		return err
	}
	if err := w.noteOn(o, note); err != nil {
		return err
	}
	return w.leaveToTheirs(o)
}

// otherSale returns an open opportunity of a contact for which no next step is planned,
// or nil.
func (w *work) otherSale(contact int64) (*crm.Opportunity, error) {
	all, err := w.tx.Opportunities(contact)
	if err != nil {
		return nil, err
	}
	for _, o := range all {
		if o.Status != crm.Open {
			continue
		}
		own, err := w.tx.OpenAbout(o.Noun(), o.ID)
		if err != nil || !slices.ContainsFunc(own, (*crm.Activity).IsStep) {
			return o, err
		}
	}
	return nil, nil
}

// ofQuote returns the opportunity of a quote whose contact is one of those that a name may
// mean, and unclear without one.
func (w *work) ofQuote(name, quote string, unclear error) (*crm.Opportunity, error) {
	q, err := w.quote(quote)
	if err != nil {
		return nil, crm.OnField(err, "quote")
	}
	e, _ := crm.AsError(unclear)
	meant := slices.ContainsFunc(e.People, func(one *crm.Candidate) bool { return one.Contact.ID == q.Contact })
	if c, err := w.contact(name); err == nil {
		meant = meant || c.ID == q.Contact
	}
	if !meant {
		return nil, unclear
	}
	return w.openOpportunity(strconv.FormatInt(q.Opportunity, 10))
}

// bindable finds the quote to accept; nil if none was named.
//
// Errors: CodeInvalid for one of another opportunity, CodeConflict for one that has not
// arrived.
func (w *work) bindable(o *crm.Opportunity, text string) (*crm.Quote, error) {
	if text == "" {
		return nil, nil
	}
	q, err := w.quote(text)
	if err != nil {
		return nil, crm.OnField(err, "quote")
	}
	switch {
	case q.Opportunity != o.ID:
		return nil, crm.Errorf(crm.CodeInvalid, "quote %d is of opportunity %d, not of %d", q.ID, q.Opportunity, o.ID).On("quote")
	case q.Status == crm.QuoteRequested:
		return nil, crm.Errorf(crm.CodeConflict, "quote %d from %s has not arrived yet", q.ID, q.Carrier).On("quote").
			Next("Enter it first", "quote receive", q.ID, crm.With("premium", crm.Blank("AMOUNT")), crm.With("term", crm.Blank("MONTHS")))
	case !q.Pending():
		return nil, quoteIs(q)
	}
	return q, nil
}

// accept accepts a quote of an opportunity. The other pending ones are lost.
func (w *work) accept(o *crm.Opportunity, accepted *crm.Quote) error {
	accepted.Status = crm.QuoteAccepted
	if _, err := w.put(accepted); err != nil {
		return err
	}
	others, err := w.pendingQuotes(o.ID)
	if err != nil {
		return err
	}
	for _, q := range others {
		q.Status = crm.QuoteLost
		if _, err := w.put(q); err != nil {
			return err
		}
	}
	return nil
}

// isPolicy reports whether values say more of a policy than its premium.
func isPolicy(values Values) bool {
	for field := range values {
		if field != "premium" {
			return true
		}
	}
	return false
}

// policyWon returns the policy that winning an opportunity makes: the quote's terms
// with the given values. Without either it has a premium alone.
func (w *work) policyWon(o *crm.Opportunity, q *crm.Quote, values Values) (*crm.Policy, error) {
	w.looks = map[string]crm.Direction{"effective": crm.BoughtFrom}
	p := &crm.Policy{Contact: o.Contact, Opportunity: o.ID, Owner: o.Owner, Line: o.Line}
	if q != nil {
		p.Quote, p.Carrier, p.Product = q.ID, q.Carrier, q.Product
		p.Premium, p.Term, p.Effective = q.Premium, q.Term, q.Effective
	}
	if q == nil && !isPolicy(values) {
		if err := w.setFields(p, values); err != nil {
			return nil, err
		}
	} else if err := w.fillPolicy(p, values); err != nil {
		return nil, err
	}
	if !p.Premium.Known {
		e := crm.Errorf(crm.CodeInvalid, "without a quote, --premium is asked for: what was agreed on, a year").On("premium")
		if o.Premium.Known {
			e.Try("As expected: --premium %s", o.Premium.Major(crm.Decimals(w.settings.Currency)))
		}
		pending, err := w.pendingQuotes(o.ID)
		if err != nil {
			return nil, err
		}
		for _, q := range pending {
			if q.Status != crm.QuoteRequested {
				e.Next(fmt.Sprintf("The quote from %s was bought", q.Carrier), "opp close-won", o.ID, crm.With("quote", q.ID))
			}
		}
		return nil, e
	}
	return p, nil
}
