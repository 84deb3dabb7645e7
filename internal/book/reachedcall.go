package book

import (
	"slices"

	"crm/internal/crm"
)

// comings are the fields of contacts whose change may leave a household two calls, or one too
// soon; reaches are those by which it is seen who of it is called.
var (
	comings = []string{"household", "owner", "last_call"}
	reaches = []string{"phones", "stage", "stopped", "calls_barred", "birthday"}
)

// reachAlone reports whether an edit may change who of a household is reached, and neither
// who belongs to it nor when they are called.
func reachAlone(edit *crm.Edit) bool {
	if edit.Kind == crm.KindContact {
		return edit.After != nil && !slices.ContainsFunc(comings, edit.Changed)
	}
	a, ok := edit.After.(*crm.Activity)
	return !ok || a.Status != crm.Open
}

// callReached gives a household's calls of a type to somebody of it who is reached, where
// their contact has no phone. The day stays, also one that a person has chosen. What
// somebody has put on the list themselves, or for a reason of its contact, stays with them.
// The tries of another one are counted from the first.
func (w *work) callReached(calls []plannedWith, cause *crm.Edit) error {
	for _, p := range calls {
		if p.Status != crm.Open || p.Rule == "" || p.Opportunity != 0 || p.Purpose != "" {
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
		p.Contact, p.Rule, p.Attempt = next.ID, householdRule, min(p.Attempt, 1)
		if _, err := w.putFor(p.Activity, householdRule, cause); err != nil {
			return err
		}
		w.unsayServed(next, p.Activity)
		w.sayServed(p.with, next, p.Activity)
	}
	return nil
}

// reachedFor returns who of a household takes over a call since they have a phone, or nil:
// whoever is called for the same reason, or else somebody for whom nothing is planned, a
// client before a prospect and a prospect before a lead. A referral call is for leads alone,
// and for none who was spoken to within the period.
func (w *work) reachedFor(p plannedWith) (next *crm.Contact, err error) {
	others, err := w.home(p.with)
	if err != nil {
		return nil, err
	}
	best := 0
	for _, one := range others {
		if one.Owner != p.Owner || !one.MayCall() || !one.Adult(w.today) || w.phoneLeft(one) == "" {
			continue
		}
		suits := neverCalled(one)
		switch spoken := one.LastCall; {
		case p.CallType == crm.ReviewCall:
			suits = one.Stage == p.with.Stage || one.Stage == crm.StageClient
		case one.Stage != crm.StageLead, !spoken.IsZero() && spoken.Add(one.Every()).After(w.today):
			continue
		}
		rank := 1 + slices.Index(crm.Picklist("stage"), one.Stage)
		if suits {
			rank += 10
		}
		if rank <= best {
			continue
		}
		if !suits {
			open, err := w.tx.OpenActivities(one.ID)
			if err != nil {
				return nil, err
			}
			if slices.ContainsFunc(open, (*crm.Activity).IsStep) {
				continue
			}
		}
		if stopped, err := w.stopOf(one); err != nil {
			return nil, err
		} else if stopped == nil {
			next, best = one, rank
		}
	}
	return next, nil
}
