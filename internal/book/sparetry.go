package book

import (
	"slices"

	"crm/internal/crm"
	"crm/internal/store"
)

// A call that nobody planned and that reached nobody is tried again. If the household of
// who was called has a call by that day, that serves them, and no second one is made.

// spareSlot is the slot of another try of a call without a type and a purpose.
const spareSlot = "retry/" + crm.Call

// isSpare reports whether a call is another try of one that nobody planned.
func (w *work) isSpare(a *crm.Activity) (bool, error) {
	for a.Slot == spareSlot {
		cause, err := store.Ref[*crm.Activity](w.tx.View, a.Cause)
		if cause == nil || err != nil {
			return false, err
		}
		if cause.Rule != "" {
			a = cause
			continue
		}
		planned, err := w.wasPlanned(cause)
		return !planned, err
	}
	return false, nil
}

// wasPlanned reports whether a call with a result was on the list before it got that.
func (w *work) wasPlanned(call *crm.Activity) (bool, error) {
	if slices.ContainsFunc(w.pending, func(e *crm.Edit) bool {
		return e.ID == call.ID && e.Action == crm.Update && e.Changed("call_result")
	}) {
		return true, nil
	}
	entries, err := w.tx.EntriesOf(call.ID)
	return slices.ContainsFunc(entries, func(e *store.Entry) bool {
		_, got := e.After["call_result"]
		return e.Action == crm.Update && got
	}), err
}

// servesTry returns the call with a household, on the same list, that serves whom a spare
// try is with: one that is due by its day. Of two spare tries the earlier one serves.
func (w *work) servesTry(try *crm.Activity, calls []plannedWith) (plannedWith, error) {
	for _, p := range calls {
		if p.ID == try.ID || p.Owner != try.Owner || !p.Serves() || p.DueUnspread().After(try.DueUnspread()) || p.Status != crm.Open {
			continue
		}
		spare, err := w.isSpare(p.Activity)
		if err != nil {
			return plannedWith{}, err
		}
		if !spare || try.ID == 0 || p.DueUnspread().Before(try.DueUnspread()) || p.ID < try.ID {
			return p, nil
		}
	}
	return plannedWith{}, nil
}

// isServedTry reports whether a call with the household serves somebody whom a rule wants
// to try to call again, and says by which.
func (w *work) isServedTry(c *crm.Contact, try *crm.Activity) (bool, error) {
	if c.Household == 0 && c.Kind != crm.Household {
		return false, nil
	}
	spare, err := w.isSpare(try)
	if !spare || err != nil {
		return false, err
	}
	calls, err := w.homeCalls(c)
	if err != nil {
		return false, err
	}
	calls = slices.DeleteFunc(calls, func(p plannedWith) bool { return p.Contact == c.ID && p.Slot == spareSlot }) // which moves
	by, err := w.servesTry(try, calls)
	if by.Activity == nil || err != nil {
		return false, err
	}
	w.sayServed(c, by.with, by.Activity)
	return true, nil
}

// dropSpareTries cancels the spare tries that another call with the household serves.
func (w *work) dropSpareTries(calls []plannedWith, cause *crm.Edit) error {
	for _, p := range slices.Clone(calls) {
		spare, err := w.isSpare(p.Activity)
		if !spare || err != nil {
			if err != nil {
				return err
			}
			continue
		}
		by, err := w.servesTry(p.Activity, calls)
		if by.Activity == nil || err != nil {
			if err != nil {
				return err
			}
			continue
		}
		p.Status, p.DoneOn = crm.Cancelled, w.today
		if _, err := w.putFor(p.Activity, householdRule, cause); err != nil {
			return err
		}
		w.sayServed(p.with, by.with, by.Activity)
	}
	return nil
}
