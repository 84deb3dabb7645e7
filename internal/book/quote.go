package book

import (
	"context"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"

	"crm/internal/crm"
	"crm/internal/fold"
	"crm/internal/store"
)

// mostTerm is the longest term of a quote or a policy, in months.
const mostTerm = 600

// defaultTerm applies unless another is given.
const defaultTerm = 12

// NewQuotes is the input of RequestQuotes beside the opportunity.
type NewQuotes struct {
	Carriers []string
	Product  string
	Due      string // when to ask for them again; empty leaves it to the rule
	Note     string
	Own      Values // of fields that the book has added, and tags
}

// RequestQuotes records that carriers were asked for quotes. Since the contact is not
// contacted, they may be stopped.
//
// Errors: CodeConflict for a carrier with a pending quote, CodeInvalid without a
// carrier.
func (b *Book) RequestQuotes(ctx context.Context, opportunity string, in NewQuotes) (*crm.Outcome, error) {
	return b.change(ctx, "quote request", func(w *work) error {
		o, err := w.openOpportunity(opportunity)
		if err != nil {
			return err
		}
		if in.Due != "" {
			if err := w.chaseOn(in.Due); err != nil {
				return err
			}
		}
		carriers := carriers(in.Carriers)
		if len(carriers) == 0 {
			return crm.Errorf(crm.CodeInvalid, "a quote needs a carrier").On("carrier")
		}
		for _, carrier := range carriers {
			if err := w.isCarrier(carrier); err != nil {
				return err
			}
			q := &crm.Quote{Opportunity: o.ID, Contact: o.Contact, Carrier: carrier, Status: crm.QuoteRequested, Requested: w.today}
			if err := w.notTwice(q); err != nil {
				return err
			}
			if err := w.setFields(q, Values{"product": {in.Product}}); err != nil {
				return err
			}
			if err := w.setFields(q, in.Own); err != nil {
				return err
			}
			w.subject(q)
			if _, err := w.put(q); err != nil {
				return err
			}
		}
		return w.noteOn(o, in.Note)
	})
}

// chaseOn keeps the producer's own day for the task that a rule makes.
func (w *work) chaseOn(text string) error {
	day, err := w.dateFlag("due", text, "")
	if err != nil {
		return err
	}
	w.sayDay(day)
	w.input.Due = day
	return nil
}

// notTwice rejects a second quote of a carrier while the first is pending.
func (w *work) notTwice(q *crm.Quote) error {
	there, err := w.quoteBy(q.Opportunity, q.Carrier)
	if err != nil {
		return err
	}
	if there == nil {
		return w.confirmCarrier(q)
	}
	e := crm.Errorf(crm.CodeConflict, "%s has a quote on opportunity %d already: %d, %s", there.Carrier, q.Opportunity, there.ID, there.Status).On("carrier")
	if there.Status == crm.QuoteRequested {
		return e.Next("It has come", "quote receive", there.ID, crm.With("premium", crm.Blank("AMOUNT")), crm.With("term", crm.Blank("MONTHS")))
	}
	return e.Next("Change it", "quote edit", there.ID)
}

// confirmCarrier asks about a new quote of a carrier with a name close to that of a
// pending one, or else to one that the book knows.
func (w *work) confirmCarrier(q *crm.Quote) error {
	pending, err := w.pendingQuotes(q.Opportunity)
	if err != nil {
		return err
	}
	near := slices.DeleteFunc(pending, func(p *crm.Quote) bool {
		return !isNameOfCarrier(p, q.Carrier) && !isNameOfCarrier(q, p.Carrier) && !fold.NearCompany(p.Carrier, q.Carrier)
	})
	if len(near) == 0 {
		return w.confirmNewCarrier(q.Carrier)
	}
	w.newCarriers = append(w.newCarriers, q.Carrier)
	return w.confirm("confirm-carrier", "name", q.Carrier, "near", carriersOf(near), "records", records(near))
}

func carriersOf(quotes []*crm.Quote) []string {
	var names []string
	for _, q := range quotes {
		names = append(names, q.Carrier)
	}
	return names
}

// quoteBy returns the pending quote of a carrier, or nil.
func (w *work) quoteBy(opportunity int64, carrier string) (*crm.Quote, error) {
	pending, err := w.pendingQuotes(opportunity)
	for _, q := range pending {
		if bareCarrier(q.Carrier) == bareCarrier(carrier) {
			return q, err
		}
	}
	return nil, err
}

// pendingQuotes returns the quotes of an opportunity that may still come in or be
// accepted.
func (v reader) pendingQuotes(opportunity int64) ([]*crm.Quote, error) {
	all, err := v.tx.Quotes(opportunity)
	return slices.DeleteFunc(all, func(q *crm.Quote) bool { return !q.Pending() }), err
}

// ReceiveQuote enters a carrier's offer: in the quote of that number, in the one
// requested of the carrier for an opportunity, or in a new one. Limits and deductibles
// are "name=amount", as the carrier writes them.
//
// Errors: CodeInvalid without a premium or a carrier, CodeConflict for a quote that has
// arrived already.
func (b *Book) ReceiveQuote(ctx context.Context, what string, values Values) (*crm.Outcome, error) {
	return b.change(ctx, "quote receive", func(w *work) error {
		q, err := w.quoteReceived(what, values.text("carrier"))
		if err != nil {
			return err
		}
		if q.Status != crm.QuoteRequested {
			return quoteIs(q)
		}
		if q.ID != 0 && isNameOfCarrier(q, values.text("carrier")) { // it stays as it was written first
			values = maps.Clone(values)
			delete(values, "carrier")
		}
		if err := w.fillQuote(q, values); err != nil {
			return err
		}
		if !q.Premium.Known {
			return crm.Errorf(crm.CodeInvalid, "a quote needs a premium").On("premium").Try("Say it with its months: --premium AMOUNT --term MONTHS")
		}
		if q.Term == 0 {
			q.Term = defaultTerm
		}
		q.Status, q.Received = crm.QuoteReceived, w.today
		w.subject(q)
		if _, err := w.put(q); err != nil {
			return err
		}
		return w.noteOn(q, values["note"]...)
	})
}

// quoteReceived finds the quote that came in, or makes one.
func (w *work) quoteReceived(what, carrier string) (*crm.Quote, error) {
	if id, ok := recordNumber(what); ok {
		record, err := w.record(id, what)
		if err != nil {
			return nil, err
		}
		if q, ok := record.(*crm.Quote); ok {
			return q, w.quoteOpen(q)
		}
	}
	o, err := w.openOpportunity(what)
	if err != nil {
		return nil, err
	}
	carrier = fold.Clean(carrier)
	if carrier == "" {
		return w.onlyRequested(o)
	}
	q, err := w.quoteBy(o.ID, carrier)
	if q == nil && err == nil {
		q, err = w.requestedOf(o, carrier)
	}
	if q == nil && err == nil {
		q = &crm.Quote{Opportunity: o.ID, Contact: o.Contact, Carrier: carrier, Status: crm.QuoteRequested}
		err = w.confirmCarrier(q)
	}
	return q, err
}

// requestedOf returns the requested quote of a carrier given by some words of its name,
// or nil.
func (w *work) requestedOf(o *crm.Opportunity, carrier string) (*crm.Quote, error) {
	pending, err := w.pendingQuotes(o.ID)
	if err != nil {
		return nil, err
	}
	fitting := slices.DeleteFunc(pending, func(q *crm.Quote) bool { return q.Status != crm.QuoteRequested || !isNameOfCarrier(q, carrier) })
	if len(fitting) > 1 {
		e := crm.Errorf(crm.CodeConflict, "%q fits %d carriers that were asked", carrier, len(fitting)).On("carrier")
		for _, q := range fitting {
			e.Rows = append(e.Rows, []any{q.ID, q.Carrier})
		}
		return nil, e
	}
	if len(fitting) == 0 {
		return nil, nil
	}
	return fitting[0], nil
}

// isNameOfCarrier reports whether a text is the name of a quote's carrier or whole
// words of it, or in a script without spaces its beginning: 東京海上.
func isNameOfCarrier(q *crm.Quote, carrier string) bool {
	if bare := bareCarrier(carrier); fold.Unspaced(bare) && utf8.RuneCountInString(bare) > 1 && strings.HasPrefix(bareCarrier(q.Carrier), bare) {
		return true
	}
	words := fold.Words(carrier)
	known := fold.Words(q.Carrier)
	for _, word := range words {
		if !slices.Contains(known, word) {
			return false
		}
	}
	return len(words) > 0
}

// onlyRequested returns the only requested quote of an opportunity.
func (w *work) onlyRequested(o *crm.Opportunity) (*crm.Quote, error) {
	pending, err := w.pendingQuotes(o.ID)
	if err != nil {
		return nil, err
	}
	waiting := slices.DeleteFunc(pending, func(q *crm.Quote) bool { return q.Status != crm.QuoteRequested })
	if len(waiting) == 1 {
		return waiting[0], nil
	}
	e := crm.Errorf(crm.CodeInvalid, "say whose quote it is").On("carrier").Try("Name the carrier: --carrier NAME")
	for _, q := range waiting {
		e.Rows = append(e.Rows, []any{q.ID, q.Carrier})
	}
	return nil, e
}

// quoteOpen rejects a quote of a closed opportunity.
func (w *work) quoteOpen(q *crm.Quote) error {
	o, err := store.Ref[*crm.Opportunity](w.tx.View, q.Opportunity)
	if o == nil || err != nil {
		return err
	}
	return w.mustBeOpen(o)
}

// quoteIs returns the error for a quote in the wrong state.
func quoteIs(q *crm.Quote) *crm.Error {
	e := crm.Errorf(crm.CodeConflict, "quote %d of %s is %s already", q.ID, q.Carrier, q.Status)
	if q.Pending() {
		return e.Next("Change it", "quote edit", q.ID)
	}
	return e.Next("Another one of theirs", "quote receive", q.Opportunity, crm.With("carrier", q.Carrier), crm.With("premium", crm.Blank("AMOUNT")), crm.With("term", crm.Blank("MONTHS")))
}

func (w *work) fillQuote(q *crm.Quote, values Values) error {
	if err := w.setFields(q, values, "limits", "deductibles", "note"); err != nil {
		return err
	}
	var err error
	if q.Limits, err = terms(q.Limits, "limit", values["limit"]); err != nil {
		return err
	}
	if q.Deductibles, err = terms(q.Deductibles, "deductible", values["deductible"]); err != nil {
		return err
	}
	if fold.Text(q.Carrier) == "" {
		return crm.Errorf(crm.CodeInvalid, "a quote needs a carrier").On("carrier")
	}
	other, err := w.quoteBy(q.Opportunity, q.Carrier)
	if err != nil {
		return err
	}
	if other != nil && other.ID != q.ID {
		return w.notTwice(q)
	}
	return checkTerm(q.Term)
}

func checkTerm(months int64) error {
	if months > mostTerm {
		return crm.Errorf(crm.CodeInvalid, "a term of %d months is too long", months).On("term").Try("It is a number of months from 1 to %d.", mostTerm)
	}
	return nil
}

// terms adds limits or deductibles to a list: "name=amount" sets one, "name=" removes
// it.
//
// Errors: CodeInvalid for anything else, CodeNotFound for one to remove that is not there.
func terms(list crm.Terms, flag string, texts []string) (crm.Terms, error) {
	list = slices.Clone(list)
	for _, text := range texts {
		name, value, given := strings.Cut(text, "=")
		name, value = fold.Clean(name), fold.Clean(value)
		if name == "" || !given {
			return nil, crm.Errorf(crm.CodeInvalid, "%q is not %s", text, crm.Article(flag)).On(flag).Try("Write what it is for and how much: --%s \"bodily injury=100000/300000\"", flag)
		}
		i := slices.IndexFunc(list, func(c crm.Coverage) bool { return fold.Text(c.Name) == fold.Text(name) })
		switch {
		case value == "" && i >= 0:
			list = slices.Delete(list, i, i+1)
		case value == "":
			return nil, crm.Errorf(crm.CodeNotFound, "no %s is recorded for %q", flag, name).On(flag)
		case i >= 0:
			list[i].Value = value
		default:
			list = append(list, crm.Coverage{Name: name, Value: value})
		}
	}
	return list, nil
}

// EditQuotes sets fields of pending quotes.
//
// Errors: CodeInvalid for an invalid value, CodeConflict for a decided quote or a
// closed opportunity.
func (b *Book) EditQuotes(ctx context.Context, ids []string, values Values) (*crm.Outcome, error) {
	return b.change(ctx, "quote edit", func(w *work) error {
		return eachNamed(w, ids, w.openQuote, func(q *crm.Quote) error {
			if err := w.expectVersion(q, values); err != nil {
				return err
			}
			if !q.Pending() {
				return quoteIs(q)
			}
			if err := w.fillQuote(q, values); err != nil {
				return err
			}
			if q.Status != crm.QuoteRequested && (!q.Premium.Known || q.Term == 0) {
				return crm.Errorf(crm.CodeInvalid, "quote %d has been received, so it needs a premium and a term", q.ID).On("premium")
			}
			if _, err := w.put(q); err != nil {
				return err
			}
			return w.noteOn(q, values["note"]...)
		})
	})
}

// openQuote finds a quote of an open opportunity.
func (w *work) openQuote(text string) (*crm.Quote, error) {
	q, err := w.quote(text)
	if err != nil {
		return nil, err
	}
	return q, w.quoteOpen(q)
}

func (v reader) quote(text string) (*crm.Quote, error) {
	return byNumber[*crm.Quote](v, text)
}

// CompareQuotes returns the quotes of an opportunity side by side. Declined ones are
// left out unless there are no others.
//
// Errors: CodeNotFound if no quote has come.
func (b *Book) CompareQuotes(ctx context.Context, opportunity string) (*crm.Comparison, error) {
	var c *crm.Comparison
	err := b.read(ctx, func(v reader) error {
		o, err := v.opportunityMeant(opportunity)
		if err != nil {
			return err
		}
		c = &crm.Comparison{Opportunity: o}
		if c.Contact, err = v.contactOrNil(o.Contact); err != nil {
			return err
		}
		all, err := v.tx.Quotes(o.ID)
		if err != nil {
			return err
		}
		var declined []*crm.Quote
		for _, q := range all {
			switch {
			case q.Status == crm.QuoteRequested:
				c.Missing = append(c.Missing, q)
			case q.Received.IsZero(): // declined or expired before it came
			case q.Status == crm.QuoteDeclined:
				declined = append(declined, q)
			default:
				c.Quotes = append(c.Quotes, q)
			}
		}
		if len(c.Quotes) == 0 {
			c.Quotes = declined
		}
		if len(c.Quotes) == 0 {
			return crm.Errorf(crm.CodeNotFound, "opportunity %d has no quote to compare", o.ID).
				Next("Enter one", "quote receive", o.ID, crm.With("carrier", crm.Blank("NAME")), crm.With("premium", crm.Blank("AMOUNT")), crm.With("term", crm.Blank("MONTHS")))
		}
		return nil
	})
	return c, err
}
