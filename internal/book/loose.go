package book

import (
	"slices"

	"crm/internal/crm"
)

// What is open for an opportunity when it is closed. What rules planned goes with it; a
// person decides about the rest.

// The choices for open activities when what they regard is closed.
const (
	ChooseCancel   = "cancel"
	ChooseComplete = "complete"
	ChooseKeep     = "keep"
	chooseDecline  = "decline-quotes"
)

// Loose says what becomes of open activities and quotes that only a person can decide
// about.
type Loose struct {
	// Activities is ChooseCancel, ChooseComplete, ChooseKeep, or empty to ask.
	Activities string
	// DeclineQuotes declines pending quotes without a question.
	DeclineQuotes bool
}

// tidy does what was decided about the activities that a person planned for an
// opportunity and, unless a quote was named, about its pending quotes.
//
// Errors: CodeConflict, with a list of them, if nobody decided.
func (w *work) tidy(o *crm.Opportunity, how Loose, quoted bool) error {
	open, err := w.tx.OpenAbout(o.Noun(), o.ID)
	if err != nil {
		return err
	}
	var own []*crm.Activity
	for _, a := range open {
		if !a.EndsWithSale() && !a.OutlastsSale() {
			own = append(own, a)
		}
	}
	var quotes []*crm.Quote
	if !quoted {
		if quotes, err = w.pendingQuotes(o.ID); err != nil {
			return err
		}
	}
	if err := w.chooseLoose(o, &how, own, quotes); err != nil {
		return err
	}
	if len(own) > 0 && how.Activities == "" || len(quotes) > 0 && !how.DeclineQuotes {
		return w.undecided(o, own, quotes, how)
	}
	for _, a := range own {
		if err := w.settle(a, how.Activities); err != nil {
			return err
		}
	}
	for _, q := range quotes {
		q.Status = crm.QuoteDeclined
		if _, err := w.put(q); err != nil {
			return err
		}
	}
	return nil
}

func (w *work) settle(a *crm.Activity, choice string) error {
	switch choice {
	case ChooseCancel:
		return w.closeActivity(a, crm.Cancelled, "")
	case ChooseComplete:
		err := w.markDone(a, crm.Date{}, "")
		if e, ok := crm.AsError(err); ok {
			e.Try("Those that are not done: --cancel-activities or --keep-activities")
		}
		return err
	}
	w.say("still-open", "activity", a)
	return nil
}

// chooseLoose asks for what was not given. A dry run does not ask.
func (w *work) chooseLoose(o *crm.Opportunity, how *Loose, own []*crm.Activity, quotes []*crm.Quote) error {
	if w.options.DryRun {
		return nil
	}
	contact, err := w.contactOrNil(o.Contact)
	if err != nil {
		return err
	}
	if len(own) > 0 && how.Activities == "" {
		n := notice("choose-activities", "id", o.ID, "name", contact.Name, "n", len(own), "records", records(own))
		choices := []string{ChooseCancel, ChooseComplete, ChooseKeep}
		if slices.ContainsFunc(own, func(a *crm.Activity) bool { return w.mayBeDone(a) != nil }) {
			choices = []string{ChooseCancel, ChooseKeep} // what would be refused is not a choice
		}
		if how.Activities, err = w.ask(n, choices...); err != nil {
			return err
		}
	}
	if len(quotes) > 0 && !how.DeclineQuotes {
		n := notice("choose-quotes", "id", o.ID, "name", contact.Name, "n", len(quotes), "records", records(quotes))
		choice, err := w.ask(n, chooseDecline)
		if err != nil {
			return err
		}
		how.DeclineQuotes = choice == chooseDecline
	}
	return nil
}

// undecided returns the error for closing an opportunity before it is decided what
// becomes of what is open.
func (w *work) undecided(o *crm.Opportunity, own []*crm.Activity, quotes []*crm.Quote, how Loose) error {
	activities := len(own) > 0 && how.Activities == ""
	declining := len(quotes) > 0 && !how.DeclineQuotes
	what := "activities"
	switch {
	case activities && declining:
		what = "activities and quotes"
	case declining:
		what = "quotes"
	}
	e := crm.Errorf(crm.CodeConflict, "opportunity %d has open %s", o.ID, what)
	if activities {
		for _, a := range own {
			e.Rows = append(e.Rows, []any{a.ID, a.Kind, a.Due, whatFor(a)})
		}
	}
	if declining {
		for _, q := range quotes {
			e.Rows = append(e.Rows, []any{q.ID, crm.KindQuote, q.Status, q.Carrier})
		}
	}
	if activities {
		e.Try("Say what becomes of the activities: --cancel-activities, --complete-activities or --keep-activities")
	}
	if declining {
		e.Try("Decline the quotes: --decline-quotes")
		e.Next("One of them was bought", "opp close-won", o.ID, crm.With("quote", crm.Blank("QUOTE")))
	}
	return e
}

// whatFor says in an error message what an activity is for.
func whatFor(a *crm.Activity) string {
	for _, text := range []string{a.Subject, a.Purpose, a.CallType, a.Note} {
		if text != "" {
			return text
		}
	}
	return "planned"
}
