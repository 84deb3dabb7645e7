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
		call := &crm.Activity{Kind: crm.Call, Contact: next.ID, CallType: crm.ReferralCall, Attempt: 1, Owner: l.owner, Due: due}
		call.Explanation = &crm.Explanation{
			Trigger: crm.Trigger{Kind: l.cause.Kind, ID: l.cause.ID, Action: l.cause.Action},
			Steps:   []crm.Step{{Op: "workday", From: w.today, Is: due}},
		}
		if err := w.apply(&rules.Effect{Rule: householdRule, Create: call}, l.cause); err != nil {
			return err
		}
	}
	return nil
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
// or called on that list; a review call counts if it is due by that day. A later one serves
// children, and those who have no phone.
func (w *work) nextFirst(l lostFirst, due crm.Date) (next *crm.Contact, err error) {
	home, err := w.contactIfThere(l.household)
	if home == nil || err != nil {
		return nil, err
	}
	others, err := w.house(home)
	if err != nil {
		return nil, err
	}
	best, reviewed := 0, false
	for _, c := range append(others, home) {
		open, err := w.tx.OpenActivities(c.ID)
		if err != nil {
			return nil, err
		}
		planned := false
		for _, a := range open {
			if a.Owner == l.owner && a.Serves() {
				if a.CallType != crm.ReviewCall || !a.Due.After(due) {
					return nil, nil
				}
				reviewed = true
			}
			planned = planned || a.IsStep()
		}
		if planned || c.ID == l.contact || c.Owner != l.owner || !neverCalled(c) {
			continue
		}
		rank, err := w.rankFirst(c, crm.StageLead)
		if err != nil {
			return nil, err
		}
		if rank <= best {
			continue
		}
		if stopped, err := w.stopOf(c); err != nil {
			return nil, err
		} else if stopped == nil {
			next, best = c, rank
		}
	}
	if reviewed && best < reachedAdult {
		return nil, nil
	}
	return next, nil
}

// reachedAdult is the least rank of an adult who has a phone.
const reachedAdult = 7

// rankFirst ranks somebody who may be called for a household, from 1: with a phone before
// without one, an adult before a child, and those at a stage before others.
func (w *work) rankFirst(c *crm.Contact, stage string) (rank int, err error) {
	reached, _, err := w.asReached(c)
	for i, is := range []bool{c.Stage == stage, c.Adult(w.today), reached.Phone != ""} {
		if is {
			rank += 1 << i
		}
	}
	return rank + 1, err
}
