package book

import (
	"slices"

	"crm/internal/crm"
	"crm/internal/store"
)

// countTries recounts the tries of a planned call after something was recorded late. A
// conversation begins a new row of tries; an earlier call that reached nobody joins
// one.
func (w *work) countTries(contact *crm.Contact, by *crm.Activity) error {
	if !w.day.Before(w.today) {
		return nil
	}
	all, err := w.tx.Activities(contact.ID)
	if err != nil {
		return err
	}
	for _, next := range all {
		if next.Kind != crm.Call || next.Status != crm.Open || !answers(by, by.Owner, next) {
			continue
		}
		cause, err := store.Ref[*crm.Activity](w.tx.View, next.Cause)
		if err != nil {
			return err
		}
		if cause == nil || cause.CallResult == "" || isConversation(cause.CallResult) || !cause.DoneOn.After(contact.LastCall) {
			continue
		}
		row := append(triesOf(next, all, contact.LastCall), next)
		if most := w.settings.MaxAttempts; most > 0 && len(row) > int(most) {
			continue
		}
		for i, try := range row {
			try.Attempt = int64(i + 1)
			if _, err := w.put(try); err != nil {
				return err
			}
		}
	}
	return nil
}

// recount does so for a meeting, whichever command recorded it.
func (w *work) recount(edit *crm.Edit) error {
	by, ok := edit.After.(*crm.Activity)
	if !ok || by.Kind != crm.Appointment || by.Status != crm.Done || !edit.Changed("status") {
		return nil
	}
	contact, err := w.contactOrNil(by.Contact)
	if contact == nil || err != nil {
		return err
	}
	return w.countTries(contact, by)
}

// triesOf returns the calls since a day that reached nobody and belong to the row of a
// planned call, in order.
func triesOf(next *crm.Activity, all []*crm.Activity, day crm.Date) []*crm.Activity {
	var tries []*crm.Activity
	for _, a := range all {
		apart := (a.CallType == crm.BirthdayCall) != (next.CallType == crm.BirthdayCall)
		if a.CallResult == crm.NoReach && a.DoneOn.After(day) && !apart && answers(a, a.Owner, next) {
			tries = append(tries, a)
		}
	}
	slices.SortStableFunc(tries, func(a, b *crm.Activity) int { return a.DoneOn.Compare(b.DoneOn) })
	return tries
}
