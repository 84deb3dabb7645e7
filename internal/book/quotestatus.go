package book

import (
	"context"
	"fmt"
	"strconv"

	"crm/internal/crm"
)

// PresentQuotes records that quotes were shown to the contact; for an opportunity, all
// received ones.
//
// Errors: CodeConflict for a quote that has not arrived or is decided, CodeRefused for
// somebody who must not be contacted.
func (b *Book) PresentQuotes(ctx context.Context, ids []string, note string) (*crm.Outcome, error) {
	return b.change(ctx, "quote present", func(w *work) error {
		ids, err := w.receivedOf(ids)
		if err != nil {
			return err
		}
		for _, id := range ids {
			if err := w.mayShow(id); err != nil {
				return err
			}
		}
		return w.moveQuotes(ids, crm.QuotePresented, note, func(q *crm.Quote) bool { return q.Status == crm.QuoteReceived })
	})
}

// mayShow rejects showing a quote to somebody who must not be contacted.
func (w *work) mayShow(id string) error {
	q, err := w.quote(id)
	if err != nil {
		return err
	}
	contact, err := w.contactOrNil(q.Contact)
	if err != nil || contact == nil || contact.DoNotContact.IsZero() {
		return err
	}
	return w.mayContact(contact)
}

// receivedOf replaces an opportunity by its received quotes.
func (w *work) receivedOf(ids []string) ([]string, error) {
	var numbers []string
	for _, text := range ids {
		if id, ok := recordNumber(text); ok {
			record, err := w.record(id, text)
			if err != nil {
				return nil, err
			}
			if _, ok := record.(*crm.Quote); ok {
				numbers = append(numbers, text)
				continue
			}
		}
		o, err := w.openOpportunity(text)
		if err != nil {
			return nil, err
		}
		pending, err := w.pendingQuotes(o.ID)
		if err != nil {
			return nil, err
		}
		before := len(numbers)
		for _, q := range pending {
			if q.Status == crm.QuoteReceived {
				numbers = append(numbers, strconv.FormatInt(q.ID, 10))
			}
		}
		if len(numbers) == before {
			return nil, crm.Errorf(crm.CodeConflict, "opportunity %d has no quote to present", o.ID).Next("Those it has", "quote list", crm.With("where", fmt.Sprintf("opportunity == %d", o.ID)))
		}
	}
	return numbers, nil
}

// DeclineQuotes records that quotes are not wanted, or that a carrier offers none.
//
// Errors: CodeConflict for a decided quote.
func (b *Book) DeclineQuotes(ctx context.Context, ids []string, note string) (*crm.Outcome, error) {
	return b.change(ctx, "quote decline", func(w *work) error {
		return w.moveQuotes(ids, crm.QuoteDeclined, note, (*crm.Quote).Pending)
	})
}

// ExpireQuotes records that offers no longer stand.
//
// Errors: CodeConflict for a decided quote.
func (b *Book) ExpireQuotes(ctx context.Context, ids []string, note string) (*crm.Outcome, error) {
	return b.change(ctx, "quote expire", func(w *work) error {
		return w.moveQuotes(ids, crm.QuoteExpired, note, (*crm.Quote).Pending)
	})
}

// moveQuotes gives quotes another status if it may follow theirs.
func (w *work) moveQuotes(ids []string, status, note string, may func(*crm.Quote) bool) error {
	return eachNamed(w, ids, w.openQuote, func(q *crm.Quote) error {
		if !may(q) {
			if q.Status == crm.QuoteRequested {
				return crm.Errorf(crm.CodeConflict, "quote %d from %s has not arrived yet", q.ID, q.Carrier).
					Next("Enter it first", "quote receive", q.ID, crm.With("premium", crm.Blank("AMOUNT")), crm.With("term", crm.Blank("MONTHS")))
			}
			return quoteIs(q)
		}
		q.Status = status
		if _, err := w.put(q); err != nil {
			return err
		}
		return w.noteOn(q, note)
	})
}
