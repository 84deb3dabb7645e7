package book

import (
	"slices"

	"crm/internal/crm"
)

// phoneAlone reports whether an edit may change who of a household is reached, and neither
// who belongs to it nor when they are called.
func phoneAlone(edit *crm.Edit) bool {
	return edit.Kind == crm.KindContact && edit.Changed("phones") && !slices.ContainsFunc([]string{"household", "owner", "last_call"}, edit.Changed)
}

// callReached gives a household's one call of a type to somebody of it who is reached,
// where its contact has no phone. A day that a person has chosen stays theirs.
func (w *work) callReached(calls []plannedWith, cause *crm.Edit) error {
	for _, p := range calls {
		if p.Status != crm.Open || p.Attempt > 1 {
			continue
		}
		reached, _, err := w.asReached(p.with)
		if err != nil {
			return err
		}
		if reached.Phone != "" {
			continue
		}
		next, err := w.reachedFor(p)
		if err != nil {
			return err
		}
		if next == nil {
			continue
		}
		p.Contact, p.Rule = next.ID, householdRule
		if _, err := w.putFor(p.Activity, householdRule, cause); err != nil {
			return err
		}
		w.unsayServed(next, p.Activity)
		w.sayServed(p.with, next, p.Activity)
	}
	return nil
}

// reachedFor returns who of a household takes over a call since they have a phone, or nil.
func (w *work) reachedFor(p plannedWith) (*crm.Contact, error) {
	others, err := w.home(p.with)
	if err != nil {
		return nil, err
	}
	for _, one := range others {
		suits := neverCalled(one)
		if p.CallType == crm.ReviewCall {
			suits = one.Stage == p.with.Stage || one.Stage == crm.StageClient
		}
		if !suits || one.Owner != p.Owner || !one.MayCall() || !one.Adult(w.today) || w.phoneLeft(one) == "" {
			continue
		}
		if stopped, err := w.stopOf(one); stopped == nil || err != nil {
			return one, err
		}
	}
	return nil, nil
}
