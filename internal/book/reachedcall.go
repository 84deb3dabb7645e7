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
// their contact has no phone, or is a child. The day stays, also one that a person has chosen;
// such a call goes back to whom it was promised once they have a phone. What somebody has put
// on the list themselves, or for a reason of its contact, stays with them. The tries of
// another one are counted from the first.
func (w *work) callReached(calls []plannedWith, cause *crm.Edit) error {
	for _, p := range calls {
		if p.Status != crm.Open || p.Rule == "" || p.Opportunity != 0 || p.Purpose != "" {
			continue
		}
		next, err := w.reachedAgain(p)
		if err != nil {
			return err
		}
		if next == nil {
			reached, _, err := w.asReached(p.with)
			if err != nil {
				return err
			}
			if reached.Phone != "" && (p.IsChosen() || p.with.Adult(w.today)) {
				continue
			}
			if next, err = w.reachedFor(p); err != nil {
				return err
			}
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

// reachedAgain returns to whom a call was promised before it passed to another one of their
// household, if they have a phone again; nil otherwise.
func (w *work) reachedAgain(p plannedWith) (*crm.Contact, error) {
	first, err := w.promisedTo(p.Activity)
	if first == 0 || err != nil {
		return nil, err
	}
	others, err := w.home(p.with)
	if err != nil {
		return nil, err
	}
	return w.highest(others, func(one *crm.Contact) (int, error) {
		if one.ID == first && one.Owner == p.Owner && one.MayCall() && w.phoneLeft(one) != "" {
			return 1, nil
		}
		return 0, nil
	})
}

// promisedTo returns with whom a call was planned on a day that a person has chosen, before it
// passed to another one of their household; 0 if it has not passed.
func (v reader) promisedTo(call *crm.Activity) (int64, error) {
	if call.Rule != householdRule || !call.IsChosen() {
		return 0, nil
	}
	entries, err := v.tx.EntriesOf(call.ID)
	before := &crm.Activity{}
	for _, e := range entries {
		was, other := e.Before["contact"]
		switch {
		case !other || err != nil:
		case e.Rule != householdRule:
			before.Contact = 0
		case before.Contact == 0:
			err = v.decodeInto(before, map[string]any{"contact": was})
		}
	}
	if before.Contact == 0 || err != nil {
		return 0, err
	}
	merged, err := v.mergedInto(before.Contact, "")
	if merged != nil {
		return merged.ID, err
	}
	return before.Contact, err
}

// callInPlace calls somebody of a household who has just got a phone, and whom nothing serves,
// in place of one whose number is looked for since a call reached somebody else.
func (w *work) callInPlace(c *crm.Contact, cause *crm.Edit) error {
	before, known := cause.Before.(*crm.Contact)
	if !known || !cause.Changed("phones") || before.Phone != "" || w.phoneLeft(c) == "" || !c.IsStray() {
		return nil
	}
	others, err := w.home(c)
	if err != nil {
		return err
	}
	for _, one := range others {
		lost, err := w.lostCall(one.ID)
		if err != nil {
			return err
		}
		if lost == nil || one.Phone != "" || !slices.Contains(perHousehold, lost.CallType) {
			continue
		}
		if heir, err := w.heir(lost); err != nil || heir != nil && heir.ID == c.ID {
			if err != nil {
				return err
			}
			callType := crm.ReviewCall
			if c.Stage == crm.StageLead {
				callType = crm.ReferralCall
			}
			return w.callNow(c, callType, cause)
		}
	}
	return nil
}

// reachedFor returns who of a household takes over a call since they have a phone, or nil:
// whoever is called for the same reason, or else somebody for whom nothing is planned, a
// client before a prospect and a prospect before a lead. A referral call is for leads alone,
// and for none who was spoken to within the period.
func (w *work) reachedFor(p plannedWith) (*crm.Contact, error) {
	others, err := w.home(p.with)
	if err != nil {
		return nil, err
	}
	return w.highest(others, func(one *crm.Contact) (int, error) {
		if one.Owner != p.Owner || !one.MayCall() || !one.Adult(w.today) || w.phoneLeft(one) == "" {
			return 0, nil
		}
		suits := neverCalled(one)
		switch spoken := one.LastCall; {
		case p.CallType == crm.ReviewCall:
			suits = one.Stage == p.with.Stage || one.Stage == crm.StageClient
		case one.Stage != crm.StageLead, !spoken.IsZero() && spoken.Add(one.Every()).After(w.today):
			return 0, nil
		}
		rank := 1 + slices.Index(crm.Picklist("stage"), one.Stage)
		if suits {
			return rank + 10, nil
		}
		open, err := w.tx.OpenActivities(one.ID)
		if slices.ContainsFunc(open, (*crm.Activity).IsStep) {
			rank = 0
		}
		return rank, err
	})
}
