package book

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"crm/internal/crm"
	"crm/internal/rules"
)

// A household gets one call of a type. A rule that wants another uses the existing one
// (servedBy); if two come together otherwise, one is left (callHomesOnce).

// perHousehold are the call types of which a household has one.
var perHousehold = []string{crm.ReferralCall, crm.ReviewCall}

// familyOf returns a contact, everybody of their household and the household itself, as
// far as a producer looks after them, whether or not they may be contacted.
func (v reader) familyOf(c *crm.Contact, owner int64) ([]*crm.Contact, error) {
	house, err := v.house(c)
	theirs := slices.DeleteFunc(house, func(o *crm.Contact) bool { return o.Owner != owner && o.Owner != 0 })
	return append([]*crm.Contact{c}, theirs...), err
}

// homeLastCall returns when a contact, or somebody of their household with the same
// owner, was last spoken to. A conversation with one counts for all, except a last one.
func (w *work) homeLastCall(c *crm.Contact) (last crm.Date, err error) {
	if c == nil {
		return last, nil
	}
	family, err := w.familyOf(c, c.Owner)
	if err != nil {
		return last, err
	}
	for _, one := range family {
		talk := one.LastCall
		if one.DoNotContactReason == crm.StopDeadFile && talk == one.DoNotContact {
			if talk, err = w.lastCallBefore(one); err != nil {
				return last, err
			}
		}
		last = crm.Latest(last, talk)
	}
	return last, nil
}

// lastCallBefore returns the last call to a contact before the present one.
func (w *work) lastCallBefore(c *crm.Contact) (crm.Date, error) {
	for _, e := range slices.Backward(w.pending) {
		if was, ok := e.Before.(*crm.Contact); ok && e.ID == c.ID && e.Changed("last_call") {
			return was.LastCall, nil
		}
	}
	entries, err := w.tx.EntriesOf(c.ID)
	for _, e := range slices.Backward(entries) {
		if before, ok := e.Before["last_call"]; ok {
			was := &crm.Contact{}
			err := w.decodeInto(was, map[string]any{"last_call": before})
			return was.LastCall, err
		}
	}
	return crm.Date{}, err
}

// callPeriod returns how often a contact, or somebody of their household with the same
// owner, is called, whichever is more often.
func (v reader) callPeriod(c *crm.Contact) (crm.Period, error) {
	often := c.Every()
	family, err := v.familyOf(c, c.Owner)
	for _, one := range family {
		if p := one.Every(); one.MayCall() && p.Months < often.Months {
			often = p
		}
	}
	return often, err
}

// homeCalls returns the open calls with a contact, then those with their household.
func (v reader) homeCalls(c *crm.Contact) ([]plannedWith, error) {
	home, err := v.home(c)
	if err != nil {
		return nil, err
	}
	open, err := v.atHome(append([]*crm.Contact{c}, home...))
	return slices.DeleteFunc(open, func(p plannedWith) bool { return p.Kind != crm.Call }), err
}

// onList returns the calls of a type on a producer's list, with the fixed ones apart.
func onList(calls []plannedWith, callType string, owner int64) (held, others []plannedWith) {
	for _, p := range calls {
		switch {
		case p.CallType != callType || p.Owner != owner:
		case isFixed(p.Activity):
			held = append(held, p)
		default:
			others = append(others, p)
		}
	}
	return held, others
}

// servedBy uses a household's open call of the same type and owner in place of the one
// that a rule would make, and reports whether there is one. A day that a person chose
// stays. A conversation moves the call and makes it that of whoever was spoken to,
// unless it is with the household itself, or with somebody called more often or alone
// reached. Other events make it no later than the new one.
func (w *work) servedBy(c *crm.Contact, a *crm.Activity, slot string, e *rules.Effect, cause *crm.Edit) (bool, error) {
	calls, err := w.homeCalls(c)
	if err != nil {
		return false, err
	}
	held, others := onList(calls, a.CallType, a.Owner)
	agreed := a.Slot != slot
	own := slices.IndexFunc(held, func(p plannedWith) bool {
		return p.Contact == c.ID && p.Opportunity == a.Opportunity && p.Purpose == ""
	})
	if agreed && own >= 0 {
		if later, err := w.promisedLater(held[own].Activity); err != nil {
			return false, err
		} else if later {
			own = -1
		}
	}
	switch {
	case agreed && own >= 0:
		return true, w.move(held[own].Activity, a, e, cause)
	case agreed && len(held) > 0:
		w.sayAgreed(agreedToo, held[0].with, held[0].Activity)
	case own >= 0:
		w.sayAgreed(agreedStays, c, held[own].Activity)
		return true, nil
	case len(held) > 0:
		w.sayServed(c, held[0].with, held[0].Activity)
		return true, nil
	}
	switch {
	case len(others) == 0:
		return false, nil
	}
	there := others[0]
	w.setDated(there.Activity)
	spoken := isTalk(cause)
	switch {
	case agreed, spoken:
	case there.Attempt > 1 && !a.Due.After(there.DueUnspread()):
		return true, nil // is being tried
	case there.Contact != c.ID && !a.Due.Before(there.DueUnspread()) && (a.Due == there.DueUnspread() || !cause.Changed("call_frequency")):
		w.sayServed(c, there.with, there.Activity)
		return true, nil
	}
	theirs := agreed || spoken && there.with.Kind != crm.Household && c.Every().Months <= there.with.Every().Months
	if theirs && !agreed {
		reached, _, err := w.asReached(c)
		if err != nil {
			return false, err
		}
		theirs = reached.Phone != "" || there.with.Phone == ""
	}
	if !theirs {
		a.Contact = there.Contact
	}
	if w.streaming { // of which no edits are shown
		w.sayServed(c, there.with, there.Activity)
		w.sayServed(there.with, c, there.Activity)
	}
	return true, w.move(there.Activity, a, e, cause)
}

// isTalk reports whether an edit is of a conversation, and not of a call that reached nobody.
func isTalk(edit *crm.Edit) bool {
	a, ok := edit.After.(*crm.Activity)
	return ok && a.CallResult != crm.NoReach && a.CallResult != crm.WrongNumber
}

func (w *work) setDated(a *crm.Activity) {
	if w.dated == nil {
		w.dated = map[int64]bool{}
	}
	w.dated[a.ID] = true
}

// touchHome remembers whose household may get two calls, or one too soon, because of an
// edit. Undo and redo restore what was.
func (w *work) touchHome(edit *crm.Edit) {
	if w.change != nil && w.change.Reverses != 0 {
		return
	}
	var id int64
	switch r := edit.After.(type) {
	case *crm.Contact:
		if slices.ContainsFunc(slices.Concat(comings, reaches), edit.Changed) {
			id = r.ID
		}
	case *crm.Activity:
		was, _ := edit.Before.(*crm.Activity)
		if r.Status == crm.Open && slices.Contains(perHousehold, r.CallType) || r.Status != crm.Open && was != nil && was.Status == crm.Open {
			id = r.Contact
		}
	}
	if said, ok := edit.After.(*crm.Consent); ok {
		id = said.Contact
	}
	left := int64(0)
	if was := whoLeft(edit); was != nil {
		left = was.Household
	}
	for _, id := range []int64{id, left} {
		if was := w.homes[id]; id != 0 && (was == nil || (was.Kind == crm.KindActivity || reachAlone(was)) && !reachAlone(edit)) {
			if w.homes == nil {
				w.homes = map[int64]*crm.Edit{}
			}
			w.homes[id] = edit
		}
	}
}

// callHomesOnce leaves each affected household one call of a type per list, and a
// review call no sooner than a period after their last conversation.
func (w *work) callHomesOnce() error {
	for _, id := range slices.Sorted(maps.Keys(w.homes)) {
		cause := w.homes[id]
		delete(w.homes, id)
		c, err := w.contactIfThere(id)
		if err != nil {
			return err
		}
		alone := c != nil && c.Household == 0 && c.Kind != crm.Household
		if c == nil || alone && (reachAlone(cause) || cause.Action == crm.Create && (cause.Rule != "" || cause.Kind == crm.KindContact)) {
			continue
		}
		calls, err := w.homeCalls(c)
		if err != nil {
			return err
		}
		done := map[string][]int64{}
		for _, p := range calls {
			if !slices.Contains(perHousehold, p.CallType) || slices.Contains(done[p.CallType], p.Owner) {
				continue
			}
			done[p.CallType] = append(done[p.CallType], p.Owner)
			held, others := onList(calls, p.CallType, p.Owner)
			if !reachAlone(cause) {
				if err := w.callOnce(held, others, cause); err != nil {
					return err
				}
			}
			if err := w.callReached(append(held, others...), cause); err != nil {
				return err
			}
		}
		if err := w.endChildren(calls, cause); err != nil {
			return err
		}
		if err := w.callInPlace(c, cause); err != nil {
			return err
		}
		if reachAlone(cause) {
			continue
		}
		if err := w.dropSpareTries(calls, cause); err != nil {
			return err
		}
	}
	return nil
}

// callOnce does so for one type, household and list. Fixed calls stay apart. The
// earliest other call stays; of review calls, the one with whoever was spoken to last.
func (w *work) callOnce(held, others []plannedWith, cause *crm.Edit) error {
	if cause.Kind == crm.KindContact && len(held) > 1 {
		for _, p := range held {
			now := func(e *crm.Edit) bool { return e.ID == p.ID && e.Changed("due") } // which the outcome shows
			if !slices.ContainsFunc(w.outcome.Edits, now) {
				w.sayAgreed(agreedToo, p.with, p.Activity)
			}
		}
	}
	if len(others) == 0 {
		return nil
	}
	review := others[0].CallType == crm.ReviewCall
	slices.SortStableFunc(others, func(a, b plannedWith) int {
		due := a.DueUnspread().Compare(b.DueUnspread())
		if !review || a.with.LastCall.IsZero() && b.with.LastCall.IsZero() {
			return cmp.Or(due, cmp.Compare(a.ID, b.ID))
		}
		return cmp.Or(b.with.LastCall.Compare(a.with.LastCall), -due, cmp.Compare(a.ID, b.ID))
	})
	stays := others[0]
	if len(held) > 0 {
		stays = held[0]
	} else {
		others = others[1:]
	}
	for _, p := range others {
		p.Status, p.DoneOn = crm.Cancelled, w.today
		if _, err := w.putFor(p.Activity, householdRule, cause); err != nil {
			return err
		}
	}
	if len(held) == 0 && review && (len(others) > 0 || w.concerns(cause, stays.Owner) && !keepsDay(cause)) {
		if err := w.notTooSoon(stays, others, cause); err != nil {
			return err
		}
	}
	for _, p := range others {
		if p.with.ID != stays.with.ID {
			w.sayServed(p.with, stays.with, stays.Activity)
		}
	}
	return nil
}

// keepsDay reports whether an edit makes a call in place of one that reached a wrong number.
func keepsDay(edit *crm.Edit) bool {
	if edit.Rule != householdRule || edit.Action != crm.Create || edit.Cause == nil {
		return false
	}
	lost, ok := edit.Cause.After.(*crm.Activity)
	return ok && lost.CallResult == crm.WrongNumber
}

// concerns reports whether an edit affects what a producer plans. A colleague's
// conversation is the colleague's.
func (w *work) concerns(edit *crm.Edit, producer int64) bool {
	c, ok := edit.After.(*crm.Contact)
	if !ok || !edit.Changed("last_call") {
		return true
	}
	by := w.MyID()
	if edit.Cause != nil {
		by = crm.OwnerOf(edit.Cause.Record())
	} else if isEntered(edit, w.command) {
		by = c.Owner
	}
	return by == producer
}

// notTooSoon moves a household's review call that is due less than a period after their
// last conversation, or else to the earliest day of those it replaces. A day that rules
// derived from that conversation stays, and so does one in the second half of the
// period after a meeting. One that is due later than a period after the day that somebody
// enters for that conversation comes forward, and so does one that was put off because of
// somebody who leaves.
func (w *work) notTooSoon(stays plannedWith, others []plannedWith, cause *crm.Edit) error {
	due := slices.MinFunc(slices.Concat(others, []plannedWith{stays}), func(a, b plannedWith) int { return a.DueUnspread().Compare(b.DueUnspread()) }).DueUnspread()
	planned := stays.DueUnspread()
	last, err := w.homeLastCall(stays.with)
	if err != nil {
		return err
	}
	period, err := w.callPeriod(stays.with)
	if err != nil {
		return err
	}
	var steps []crm.Step
	met := cause.Cause != nil && cause.Changed("last_call") && len(others) == 0
	after := last.Add(period)
	if met && 2*due.Sub(last) >= after.Sub(last) { // the meetings of one sale are one conversation
		return nil
	}
	switch {
	case last.IsZero():
	case due.After(after) && (isEntered(cause, w.command) || waitedFor(cause, due, period)):
		due, steps = after, []crm.Step{{Op: "add", From: last, Months: period.Months, Is: after}}
		if due.Before(w.today) {
			due = w.cal.NextWorkday(w.today)
			steps = append(steps, crm.Step{Op: "workday", From: w.today, Is: due})
		}
		due = slices.MinFunc([]crm.Date{due, planned}, crm.Date.Compare)
	case due.Before(after):
		due = after
		steps = []crm.Step{{Op: "add", From: last, Months: period.Months, Is: after}}
		if stays.with.LastCall == last && (w.dated[stays.ID] || !cause.Changed("last_call")) {
			due = slices.MinFunc([]crm.Date{after, planned}, crm.Date.Compare)
		}
	}
	if due = crm.Latest(due, w.today); due == planned || planned.Before(w.today) && due == w.today {
		return nil
	}
	a := stays.Activity
	a.Due, a.DueTime, a.Slot, a.Attempt = due, "", crm.ReviewCall, 0
	if stays.with.Household != 0 || stays.with.Kind == crm.Household {
		a.Rule = householdRule
	}
	a.Cause = cause.ID
	a.Explanation = &crm.Explanation{Trigger: crm.Trigger{Kind: cause.Kind, ID: cause.ID, Action: cause.Action}, Steps: steps}
	_, err = w.putFor(a, a.Rule, cause)
	return err
}

// isEntered reports whether somebody entered the day of a last conversation as such, or a
// file has it of somebody in the book.
func isEntered(cause *crm.Edit, command string) bool {
	entered := strings.HasSuffix(command, " edit") || strings.HasSuffix(command, "import") && cause.Action == crm.Update
	return cause.Cause == nil && cause.Changed("last_call") && entered
}

// whoLeft returns who has left a household with an edit, as they were, or nil.
func whoLeft(edit *crm.Edit) *crm.Contact {
	was, ok := edit.Before.(*crm.Contact)
	if !ok || was.Household == 0 || edit.After != nil && !edit.Changed("household") {
		return nil
	}
	return was
}

// waitedFor reports whether a review call is due a period after a conversation with somebody
// who has left the household.
func waitedFor(edit *crm.Edit, due crm.Date, period crm.Period) bool {
	was := whoLeft(edit)
	return was != nil && !was.LastCall.IsZero() && was.LastCall.Add(period) == due
}

// householdRule is the rule that leaves a household one call.
const householdRule = "household"
