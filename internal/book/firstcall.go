package book

import (
	"slices"
	"strings"

	"crm/internal/crm"
	"crm/internal/rules"
)

// Of a household one lead is called for all. When that one is not to be called any more,
// for whatever reason, those who were never spoken to get the call back. A review call with
// somebody else, months away, does not stand for it.

// touchFirst remembers an edit that may take a first call from a household: one that
// closes, removes or hands over a referral call, and one that takes its contact elsewhere.
func (w *work) touchFirst(edit *crm.Edit) {
	if w.quiet || w.change != nil && w.change.Reverses != 0 {
		return
	}
	if was, ok := edit.Before.(*crm.Activity); ok && was != nil && was.Status == crm.Open && was.CallType == crm.ReferralCall {
		if is, ok := edit.After.(*crm.Activity); !ok || is.Status != crm.Open || is.Owner != was.Owner {
			w.firsts = append(w.firsts, edit)
		}
	}
	if was, ok := edit.Before.(*crm.Contact); ok && was != nil && (edit.After == nil || was.Household != 0 && edit.Changed("household")) {
		w.firsts = append(w.firsts, edit)
	}
}

// lostFirst is a referral call that a household no longer has on a producer's list.
type lostFirst struct {
	contact, household, owner int64
	cause                     *crm.Edit
}

// passFirstCalls gives those whom a lost call served a call of their own, one for each
// household and list.
func (w *work) passFirstCalls() error {
	lost, err := w.lostFirsts()
	if err != nil {
		return err
	}
	for _, l := range lost {
		due := w.cal.NextWorkday(w.today)
		next, err := w.nextFirst(l, due)
		if err != nil {
			return err
		}
		if next == nil {
			continue
		}
		if err := w.callNow(next, crm.ReferralCall, l.cause); err != nil {
			return err
		}
	}
	return nil
}

// callNow plans a call with somebody of a household on the next working day.
func (w *work) callNow(c *crm.Contact, callType string, cause *crm.Edit) error {
	due := w.cal.NextWorkday(w.today)
	call := &crm.Activity{Kind: crm.Call, Contact: c.ID, CallType: callType, Owner: c.Owner, Due: due}
	if callType == crm.ReviewCall {
		call.Slot = crm.ReviewCall
	} else {
		call.Attempt = 1
	}
	call.Explanation = &crm.Explanation{
		Trigger: crm.Trigger{Kind: cause.Kind, ID: cause.ID, Action: cause.Action},
		Steps:   []crm.Step{{Op: "workday", From: w.today, Is: due}},
	}
	return w.apply(&rules.Effect{Rule: householdRule, Create: call}, cause)
}

// lostFirsts takes the remembered edits, and returns the households that may have lost
// their first call.
func (w *work) lostFirsts() (lost []lostFirst, err error) {
	edits := w.firsts
	w.firsts = nil
	gone := func(id int64) bool {
		return slices.ContainsFunc(edits, func(e *crm.Edit) bool { return e.Kind == crm.KindContact && e.ID == id && e.After == nil })
	}
	for _, e := range edits {
		was, ok := e.Before.(*crm.Activity)
		if !ok || gone(was.Contact) {
			continue
		}
		c, err := w.contactIfThere(was.Contact)
		if err != nil {
			return nil, err
		}
		if c == nil {
			continue
		}
		home := c.Household
		if c.Kind == crm.Household {
			home = c.ID
		}
		is, ok := e.After.(*crm.Activity)
		tried := ok && is.CallResult == crm.NoReach
		if home != 0 && (tried || !(ok && answersFirst(is)) && !isWaited(c, home, was.Owner)) {
			lost = append(lost, lostFirst{c.ID, home, was.Owner, e})
		}
	}
	for _, e := range edits { // who has left
		was, ok := e.Before.(*crm.Contact)
		if !ok || was.Household == 0 {
			continue
		}
		for _, other := range edits {
			if a, ok := other.Before.(*crm.Activity); ok && a.Contact == was.ID {
				lost = append(lost, lostFirst{was.ID, was.Household, a.Owner, e})
			}
		}
		if gone(was.ID) {
			continue
		}
		open, err := w.tx.OpenActivities(was.ID)
		if err != nil {
			return nil, err
		}
		for _, a := range open {
			if a.CallType == crm.ReferralCall {
				lost = append(lost, lostFirst{was.ID, was.Household, a.Owner, e})
			}
		}
	}
	return lost, nil
}

// servesChild returns a call on a producer's list with a grown-up of a child's household, or
// with the household itself, that reaches them; nil for anybody but a child. The household is
// called, and its child is not.
func (w *work) servesChild(child *crm.Contact, owner int64) (*plannedWith, error) {
	if child.Adult(w.today) {
		return nil, nil
	}
	home, err := w.home(child)
	if err != nil {
		return nil, err
	}
	calls, err := w.atHome(slices.DeleteFunc(home, func(o *crm.Contact) bool { return !o.Adult(w.today) }))
	for i, p := range calls {
		if p.Kind != crm.Call || !p.IsStep() || p.Owner != owner || err != nil {
			continue
		}
		reached, _, err := w.asReached(p.with)
		if reached.Phone != "" || err != nil {
			return &calls[i], err
		}
	}
	return nil, err
}

// endChildren cancels the first calls that rules have planned with the children of a household
// that is called.
func (w *work) endChildren(calls []plannedWith, cause *crm.Edit) error {
	for _, p := range calls {
		if p.Status != crm.Open || p.CallType != crm.ReferralCall || isFixed(p.Activity) {
			continue
		}
		with, err := w.contactOrNil(p.Contact)
		if err != nil {
			return err
		}
		by, err := w.servesChild(with, p.Owner)
		if by == nil || err != nil {
			if err != nil {
				return err
			}
			continue
		}
		p.Status, p.DoneOn = crm.Cancelled, w.today
		if _, err := w.putFor(p.Activity, householdRule, cause); err != nil {
			return err
		}
		w.sayServed(with, by.with, by.Activity)
	}
	return nil
}

// answersFirst reports whether a first call led to a conversation, or to a wrong number, which
// a rule of its own answers.
func answersFirst(a *crm.Activity) bool {
	return a.Status == crm.Done && a.CallResult != crm.DeadFile
}

// isWaited reports whether somebody of a household may still be called first, so that a
// person has taken their call off the list.
func isWaited(c *crm.Contact, home, owner int64) bool {
	return neverCalled(c) && (c.Household == home || c.ID == home) && c.Owner == owner
}

// isPastFirst reports whether a rule wants to try a first call again with somebody who has
// bought, or was given up, since. The one is called as a client is and the other not at all,
// unless the call was promised to them.
func (w *work) isPastFirst(c *crm.Contact, try *crm.Activity, e *rules.Effect, cause *crm.Edit) bool {
	if c == nil || c.Stage != crm.StageClient && c.Stage != "" || try.CallType != crm.ReferralCall || !strings.HasPrefix(try.Slot, "retry/") || w.promises(e) {
		return false
	}
	call, ok := cause.Record().(*crm.Activity)
	return !ok || !call.IsChosen()
}

// neverCalled reports whether somebody is worked on, may be called, and has neither
// bought nor been spoken to.
func neverCalled(c *crm.Contact) bool {
	return slices.Contains([]string{crm.StageLead, crm.StageProspect}, c.Stage) && c.MayCall() && c.LastCall.IsZero()
}

// nextFirst returns who of a household is to be called first now, or nil: somebody who was
// never called and for whom nothing is planned, with a phone before one without, an adult
// before a child, and a lead before a prospect. There is nobody as long as the household is met
// or called on that list; a review call counts if it is due by that day. A later one, and the
// search for a number, serve children, and those who have no phone.
func (w *work) nextFirst(l lostFirst, due crm.Date) (*crm.Contact, error) {
	home, err := w.contactIfThere(l.household)
	if home == nil || err != nil {
		return nil, err
	}
	others, err := w.house(home)
	if err != nil {
		return nil, err
	}
	others = append(others, home)
	open, err := w.atHome(others)
	if err != nil {
		return nil, err
	}
	least := 1
	for _, p := range open {
		switch {
		case p.Owner != l.owner || !p.Serves():
		case p.Purpose == crm.PurposeFindPhone, p.CallType == crm.ReviewCall && p.Due.After(due):
			least = reachedAdult
		default:
			return nil, nil
		}
	}
	return w.highest(others, func(c *crm.Contact) (int, error) {
		planned := slices.ContainsFunc(open, func(p plannedWith) bool { return p.Contact == c.ID && p.IsStep() })
		if planned || c.ID == l.contact || c.Owner != l.owner || !neverCalled(c) {
			return 0, nil
		}
		rank, err := w.rankFirst(c, crm.StageLead)
		if rank < least {
			rank = 0
		}
		return rank, err
	})
}

// reachedAdult is the least rank of an adult who has a phone.
const reachedAdult = 7

// rankFirst ranks somebody who may be called for a household, from 1: with a phone before
// without one, an adult before a child, and those at a stage before others. A child is not
// called for a grown-up who wants no calls, and its rank is 0.
func (w *work) rankFirst(c *crm.Contact, stage string) (rank int, err error) {
	if !c.Adult(w.today) {
		house, err := w.house(c)
		silent := func(o *crm.Contact) bool {
			return o.Kind == crm.Person && o.Adult(w.today) && o.Stage != "" && o.Stopped.IsZero() && !o.CallsBarred.IsZero()
		}
		if err != nil || slices.ContainsFunc(house, silent) {
			return 0, err
		}
	}
	reached, _, err := w.asReached(c)
	for i, is := range []bool{c.Stage == stage, c.Adult(w.today), reached.Phone != ""} {
		if is {
			rank += 1 << i
		}
	}
	return rank + 1, err
}
