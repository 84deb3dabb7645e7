package book

import (
	"crm/internal/crm"
	"crm/internal/store"
)

// The term of a policy: the days that it lies between, and the months that its premium
// is for.

// termEnd returns the day on which the term of a policy ends, if known. The term of a
// renewal continues the previous one: a 31st stays one, whatever month lies between.
func (w *work) termEnd(p *crm.Policy) (crm.Date, error) {
	if p.Effective.IsZero() || p.Term == 0 {
		return crm.Date{}, nil
	}
	old, err := store.Ref[*crm.Policy](w.tx.View, p.Renews)
	if old != nil && p.Effective == old.Expires && !old.Effective.IsZero() && old.Effective.AddMonths(int(old.Term)) == old.Expires {
		return old.Effective.AddMonths(int(old.Term + p.Term)), err
	}
	return p.Effective.AddMonths(int(p.Term)), err
}

// termBy returns the days near which dates of a policy lie that are typed without a
// year: the present ones of a corrected term, or the day of its sale.
func (w *work) termBy(p *crm.Policy) (map[string]crm.Date, error) {
	if p.Expires.After(w.today) || p.Expires.IsZero() && p.Effective.After(w.today) {
		return map[string]crm.Date{"effective": p.Effective, "expires": p.Expires}, nil
	}
	o, err := store.Ref[*crm.Opportunity](w.tx.View, p.Opportunity)
	if o != nil && p.Effective.IsZero() {
		return map[string]crm.Date{"effective": o.Closed}, err
	}
	return nil, err
}

// termBefore has a first day that is typed without a year make a term with the last day
// given with it, if one does: the term that is said, otherwise a year or half of one.
func (w *work) termBefore(values Values) {
	from, to := values.text("effective"), values.text("expires")
	ends, begins := w.Book.reading(crm.Ends), w.Book.reading(crm.Begun)
	ends.By, ends.Note, begins.Note = w.by["expires"], nil, nil
	last, err := ends.Date(to)
	if from == "" || to == "" || err != nil || !begins.Yearless(from) {
		return
	}
	terms := []int64{6, defaultTerm}
	if months, ok := monthsIn(values.text("term")); ok {
		terms = []int64{months}
	}
	for _, months := range terms {
		begins.By = last.AddMonths(-int(months))
		if first, err := begins.Date(from); err == nil && max(first.Sub(begins.By), begins.By.Sub(first)) <= 1 {
			w.by = map[string]crm.Date{"effective": first, "expires": w.by["expires"]}
			return
		}
	}
}

// monthsIn reads a term.
func monthsIn(text string) (int64, bool) {
	if n, ok := crm.ParseCount(text); ok {
		return n, true
	}
	return crm.ParseMonths(text)
}

// termOfDays gives a policy the term that its first and its last day make, where they are
// given. It asks whether the premium is that of another term.
//
// Errors: CodeInvalid for more than a year where no term is said: somebody may have given
// the day on which the first policy began.
func (w *work) termOfDays(p *crm.Policy, values Values) error {
	_, from := values.first("effective")
	_, to := values.first("expires")
	if !to || p.ID != 0 && !from || p.Effective.IsZero() || !p.Expires.After(p.Effective) {
		return nil
	}
	months := int64(max(1, p.Effective.MonthsTo(p.Expires)))
	_, said := values.first("term")
	_, priced := values.first("premium")
	switch {
	case said, p.Term != 0 && !priced:
	case months > defaultTerm:
		return crm.Errorf(crm.CodeInvalid, "from %s to %s is %d months, and it is not said how many the premium is for", p.Effective, p.Expires, months).On("term").
			Try("If it is for all of them: --term %d", months).
			Try("If it is for a year: --effective DATE, the day on which this year began")
	default:
		p.Term = months
	}
	if p.Term == months || p.Term > mostTerm {
		return nil
	}
	return w.confirm("confirm-term", "since", p.Effective, "until", p.Expires, "n", int(months), "term", int(p.Term))
}
