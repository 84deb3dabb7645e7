package book

import (
	"cmp"
	"slices"

	"crm/internal/crm"
	"crm/internal/rules"
)

// A household is called once, whoever of it that is, by each producer who looks
// after somebody of it: a call on a colleague's list serves nobody of mine. What
// is planned with one who may not be contacted serves nobody either.

// home are the others of the household of a contact who may be contacted: the
// household itself first, then its members.
func (v reader) home(c *crm.Contact) ([]*crm.Contact, error) {
	house, err := v.house(c)
	return slices.DeleteFunc(house, func(o *crm.Contact) bool { return !o.DoNotContact.IsZero() }), err
}

// house are the others of the household of a contact, whether or not they may be
// contacted: the household itself first, then its members.
func (v reader) house(c *crm.Contact) ([]*crm.Contact, error) {
	var others []*crm.Contact
	for _, id := range []int64{c.Household, c.ID} {
		if id == 0 || id == c.ID && c.Kind != crm.Household {
			continue
		}
		head, err := v.contactOrNil(id)
		if err != nil {
			return nil, err
		}
		members, err := v.tx.HouseholdMembers(id)
		if err != nil {
			return nil, err
		}
		for _, one := range append([]*crm.Contact{head}, members...) {
			if one != nil && one.ID != c.ID && !slices.ContainsFunc(others, func(o *crm.Contact) bool { return o.ID == one.ID }) {
				others = append(others, one)
			}
		}
	}
	return others, nil
}

// checkHome rejects a household that is put into another one: people belong to one, and it
// is called once. What a file says of households is taken as it is.
//
// Errors: CodeInvalid, with what may have been meant.
func (w *work) checkHome(record crm.Record) error {
	c, ok := record.(*crm.Contact)
	if !ok || c.Kind != crm.Household || c.Household == 0 || w.outcome.Imported != nil {
		return nil
	}
	home, err := w.contactOrNil(c.Household)
	if home == nil || err != nil {
		return err
	}
	e := crm.Errorf(crm.CodeInvalid, "%s is a household, and can't belong to %s (%d), which is one as well", c.Name, home.Name, home.ID).On("household")
	if c.ID == 0 {
		return e
	}
	before, err := w.contactOrNil(c.ID)
	if err != nil || before.Household == c.Household && before.Kind == c.Kind {
		return err
	}
	return e.Next("If the two are one", "contact merge", home.ID, c.ID).
		Next("If somebody of it lives there now", "contact edit", crm.Blank("NAME"), crm.With("household", home.ID))
}

// plannedWith is an open activity with one of a household.
type plannedWith struct {
	*crm.Activity
	with *crm.Contact
}

// atHome are the open activities with those others.
func (v reader) atHome(others []*crm.Contact) ([]plannedWith, error) {
	var all []plannedWith
	for _, one := range others {
		open, err := v.tx.OpenActivities(one.ID)
		if err != nil {
			return nil, err
		}
		for _, a := range open {
			all = append(all, plannedWith{a, one})
		}
	}
	return all, nil
}

// heir is who of a household takes over once the contact of an activity is not called:
// who is worked on, may be contacted and has no next step, ranked as those are who may be
// called first. A review call passes to a client, whatever else is planned, unless the
// household has another one; so does any call of somebody without a phone, and only to
// somebody who has one.
func (w *work) heir(record crm.Record) (*crm.Contact, error) {
	c, err := w.contactOrNil(crm.About(record, crm.KindContact))
	if c == nil || err != nil {
		return nil, err
	}
	others, err := w.home(c)
	if err != nil {
		return nil, err
	}
	unreached := w.phoneLeft(c) == "" && c.Stopped.IsZero() && c.Stage != ""
	call, _ := record.(*crm.Activity)
	passes := call != nil && (call.CallType == crm.ReviewCall || unreached && call.CallType == crm.ReferralCall)
	if passes {
		calls, err := w.homeCalls(c)
		if err != nil {
			return nil, err
		}
		held, there := onList(calls, call.CallType, call.Owner)
		passes = !slices.ContainsFunc(append(held, there...), func(p plannedWith) bool { return p.ID != call.ID })
	}
	first := crm.StageLead
	if call != nil {
		first = cmp.Or(calledBy[call.CallType], first)
	}
	return w.highest(others, func(one *crm.Contact) (int, error) {
		takes := passes && one.Stage == calledBy[call.CallType] && one.Owner == call.Owner
		if !one.CallsBarred.IsZero() || !one.IsStray() && !takes || (unreached || w.wrong != "") && w.phoneLeft(one) == "" {
			return 0, nil
		}
		return w.rankFirst(one, first)
	})
}

// highest returns the contact to whom rank gives most, or nil: of several the first, none to
// whom it gives 0, and nobody who must not be contacted.
func (w *work) highest(contacts []*crm.Contact, rank func(*crm.Contact) (int, error)) (highest *crm.Contact, err error) {
	best := 0
	for _, one := range contacts {
		n, err := rank(one)
		if err != nil {
			return nil, err
		}
		if n <= best {
			continue
		}
		if stopped, err := w.stopOf(one); err != nil {
			return nil, err
		} else if stopped == nil {
			highest, best = one, n
		}
	}
	return highest, nil
}

// calledBy is the stage that each of a household's calls is for.
var calledBy = map[string]string{crm.ReviewCall: crm.StageClient, crm.ReferralCall: crm.StageLead}

// passes reports whether somebody else of a household takes over a first call, since its
// contact has just lost their last phone. A review call, and one on a day that a person has
// chosen, passes as it is (callReached).
func (w *work) passes(call *crm.Activity) (bool, error) {
	lost := slices.ContainsFunc(w.pending, func(e *crm.Edit) bool {
		return e.Kind == crm.KindContact && e.ID == call.Contact && e.After != nil && e.Changed("phone") && e.After.(*crm.Contact).Phone == ""
	})
	if !lost || call.CallType != crm.ReferralCall || isFixed(call) {
		return false, nil
	}
	heir, err := w.heir(call)
	return heir != nil, err
}

// toBeCalled reports whether a call with a contact is planned, beside that on their
// birthday.
func (w *work) toBeCalled(contact int64) (bool, error) {
	open, err := w.tx.OpenActivities(contact)
	return slices.ContainsFunc(open, func(a *crm.Activity) bool { return a.Kind == crm.Call && a.CallType != crm.BirthdayCall }), err
}

// sayServed says for whom no call is planned, since a call with somebody else of their
// household, or their own, serves them. Of one call it is said once. An import lists them
// at its end.
func (w *work) sayServed(served, with *crm.Contact, call *crm.Activity) {
	if served.ID == with.ID {
		if !w.streaming && !w.hasNotice("call-serves", with.ID) {
			w.say("call-serves", "name", with.Name, "id", with.ID, "call", call.ID, "due", call.Due)
		}
		return
	}
	if w.streaming {
		if !slices.Contains(w.importing.served, served.ID) {
			w.importing.served = append(w.importing.served, served.ID)
		}
		return
	}
	for _, n := range w.outcome.Notices {
		if names, _ := n.Values["names"].([]string); n.Code == "household-called" && n.Values["call"] == call.ID {
			if !slices.Contains(names, served.Name) {
				n.Values["names"] = append(names, served.Name)
			}
			return
		}
	}
	w.say("household-called", "names", []string{served.Name}, "name", with.Name, "id", with.ID, "call", call.ID, "due", call.Due)
}

// sayServedBeside says for whom nothing is planned who has just been added, moved to a stage or
// come to a household, since a call with another of it serves them. Rules say so of the calls
// that they would have planned; a prospect gets none.
func (w *work) sayServedBeside() error {
	for _, e := range w.outcome.Edits {
		if e.Kind != crm.KindContact || e.After == nil || e.Rule != "" || !e.Changed("stage") && !e.Changed("household") {
			continue
		}
		c, err := w.contactIfThere(e.ID)
		if err != nil {
			return err
		}
		if c == nil || c.Stage == "" || c.IsStray() || !c.MayCall() {
			continue
		}
		own, err := w.tx.OpenActivities(c.ID)
		if err != nil {
			return err
		}
		there, err := w.servedAtHome(c)
		if err != nil {
			return err
		}
		if there != nil && !slices.ContainsFunc(own, (*crm.Activity).IsStep) {
			w.sayServed(c, there.with, there.Activity)
		}
	}
	return nil
}

// servedAtHome is the call with another one of a contact's household that serves them, too: one
// on the same list that is a next step. It is nil if there is none.
func (v reader) servedAtHome(c *crm.Contact) (*plannedWith, error) {
	there, err := v.atHomeToo(c, c.Owner, func(a *crm.Activity) bool { return a.Kind == crm.Call && a.IsStep() })
	if there == nil || there.Owner != c.Owner || err != nil {
		return nil, err
	}
	return there, nil
}

// unsayServed takes back that no call is planned for somebody whose call it is now.
func (w *work) unsayServed(c *crm.Contact, call *crm.Activity) {
	w.importing.served = slices.DeleteFunc(w.importing.served, func(id int64) bool { return id == c.ID })
	w.outcome.Notices = slices.DeleteFunc(w.outcome.Notices, func(n crm.Notice) bool {
		return (n.Code == "household-called" || n.Code == "call-serves") && n.Values["call"] == call.ID
	})
}

// hasOnce reports whether there is what a rule makes once for the household of a contact: theirs,
// or somebody else's on the same list. Of a call it says so.
func (w *work) hasOnce(c *crm.Contact, a *crm.Activity, e *rules.Effect) (bool, error) {
	open, err := w.tx.OpenActivities(c.ID)
	if err != nil || slices.ContainsFunc(open, e.Repeats) {
		return err == nil, err
	}
	there, err := w.atHomeToo(c, a.Owner, e.Repeats)
	if (there == nil || there.Owner != a.Owner) && a.CallType == crm.ReferralCall && err == nil {
		grownUp, err := w.servesChild(c, a.Owner)
		if err != nil {
			return false, err
		}
		there = cmp.Or(grownUp, there)
	}
	switch {
	case there == nil || err != nil:
		return false, err
	case there.Owner == a.Owner:
		if a.Kind == crm.Call {
			w.sayServed(c, there.with, there.Activity)
		}
		return true, nil
	case there.Owner != 0 && !w.streaming && a.Kind == crm.Call:
		w.say("household-calls", "name", there.with.Name, "id", there.with.ID, "call", there.ID, "due", there.Due, "owner", w.names[there.Owner])
	}
	return false, nil
}

// atHomeToo is an open activity that is meant, with somebody else of the same household, on the
// list of a producer; failing that one on another's.
func (v reader) atHomeToo(c *crm.Contact, owner int64, is func(*crm.Activity) bool) (*plannedWith, error) {
	others, err := v.home(c)
	if err != nil {
		return nil, err
	}
	open, err := v.atHome(others)
	var elsewhere *plannedWith
	for i, p := range open {
		switch {
		case !is(p.Activity):
		case p.Owner == owner:
			return &open[i], err
		case elsewhere == nil:
			elsewhere = &open[i]
		}
	}
	return elsewhere, err
}
