package book

import (
	"slices"

	"crm/internal/crm"
	"crm/internal/store"
)

// sayOffersEnd names the offers that end before the day on which they are to be presented, when
// this change has put that off or brought the end forward.
func (w *work) sayOffersEnd() error {
	var said []int64
	for _, e := range w.outcome.Edits {
		var sale int64
		if a, ok := e.After.(*crm.Activity); ok && e.Changed("due") && a.Purpose == crm.PurposePresent && a.Status == crm.Open {
			sale = a.Opportunity
		}
		if q, ok := e.After.(*crm.Quote); ok && e.Changed("expires") && q.Status == crm.QuoteReceived {
			sale = q.Opportunity
		}
		if sale == 0 || slices.Contains(said, sale) {
			continue
		}
		said = append(said, sale)
		if err := w.sayOffersEndOf(sale); err != nil {
			return err
		}
	}
	return nil
}

// sayOffersEndOf does so for an opportunity.
func (w *work) sayOffersEndOf(sale int64) error {
	o, err := store.Ref[*crm.Opportunity](w.tx.View, sale)
	if o == nil || err != nil {
		return err
	}
	open, err := w.tx.OpenActivities(o.Contact)
	if err != nil {
		return err
	}
	open = slices.DeleteFunc(open, func(a *crm.Activity) bool { return a.Purpose != crm.PurposePresent || a.Opportunity != sale })
	quotes, err := w.tx.Quotes(sale)
	if len(open) == 0 || err != nil {
		return err
	}
	first := slices.MinFunc(open, func(a, b *crm.Activity) int { return a.Due.Compare(b.Due) })
	for _, q := range quotes {
		if q.Status == crm.QuoteReceived && !q.Expires.IsZero() && q.Expires.Before(first.Due) && !q.Expires.Before(w.today) {
			w.warn("offer-ends-first", "id", q.ID, "carrier", q.Carrier, "date", q.Expires, "task", first.ID, "due", first.Due)
		}
	}
	return nil
}
