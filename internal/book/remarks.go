package book

import (
	"slices"

	"crm/internal/crm"
	"crm/internal/store"
)

// remark adds remarks on the book as the change leaves it. Rules make those on single
// edits.
func (w *work) remark() error {
	remarks := []func() error{w.lastOfCalls, w.sayRecalled, w.sayTies, w.sayTwoNames, w.sayJoined, w.sayNoCalls, w.sayConsentLeft, w.sayHours, w.sayStillKept, w.sayStillAgreed, w.sayDoubleBooked, w.sayPrivate, w.sayPointsLeft, w.sayNotBack, w.sayOffersEnd, w.sayServedBeside, w.sayUnreached, w.sayStrays}
	if w.quiet { // what is as it was once has been remarked on
		remarks = []func() error{w.sayRecalled, w.sayHalted, w.sayPointsLeft, w.sayStrays}
	}
	if w.streaming { // whose edits are as many as the rows of its file
		edits := w.outcome.Edits
		w.outcome.Edits = nil
		defer func() { w.outcome.Edits = edits }()
	}
	for _, say := range remarks {
		if err := say(); err != nil {
			return err
		}
	}
	return nil
}

// lastOfCalls updates notices about calls that moved later in the change.
func (w *work) lastOfCalls() error {
	for _, n := range w.outcome.Notices {
		id, ok := n.Values["call"].(int64)
		if _, dated := n.Values["due"]; !ok || !dated {
			continue
		}
		a, err := store.Ref[*crm.Activity](w.tx.View, id)
		if a == nil || err != nil {
			return err
		}
		with, err := w.contactOrNil(a.Contact)
		if err != nil {
			return err
		}
		n.Values["due"], n.Values["id"], n.Values["name"] = a.Due, with.ID, with.Name
	}
	return nil
}

// Remarks on a call on an agreed day, which no rule moves: it is the next one, or there
// is another beside it.
const (
	agreedStays = "agreed-stays"
	agreedToo   = "agreed-too"
)

// sayAgreed makes such a remark once for each call.
func (w *work) sayAgreed(code string, with *crm.Contact, call *crm.Activity) {
	if w.streaming || !call.IsChosen() || slices.ContainsFunc(w.outcome.Notices, func(n crm.Notice) bool { return n.Values["call"] == call.ID }) {
		return
	}
	w.say(code, "name", with.Name, "id", with.ID, "call", call.ID, "due", call.Due)
}

// sayPromised says that a rule leaves an activity alone, since a person has chosen its day.
func (w *work) sayPromised(rule string, a *crm.Activity) {
	said := func(n crm.Notice) bool {
		same, _ := n.Values["activity"].(*crm.Activity)
		return n.Values["call"] == a.ID || same != nil && same.ID == a.ID
	}
	if !w.streaming && !slices.ContainsFunc(w.outcome.Notices, said) {
		w.say("rule-leaves", "rule", rule, "activity", a)
	}
}

// sayStillAgreed names calls on a day agreed on earlier, after a call, a meeting, another
// agreement, or what ends other calls: that somebody has become a client.
func (w *work) sayStillAgreed() error {
	touched := func(id int64) bool {
		return slices.ContainsFunc(w.outcome.Edits, func(e *crm.Edit) bool { return e.ID == id })
	}
	for _, e := range w.outcome.Edits {
		id, beside := besideAgreed(e)
		if id == 0 {
			continue
		}
		with, err := w.contactOrNil(id)
		if err != nil {
			return err
		}
		open, err := w.tx.OpenActivities(id)
		if err != nil {
			return err
		}
		for _, a := range open {
			if a.Kind == crm.Call && a.IsStep() && a.IsChosen() && beside(a) && !touched(a.ID) {
				w.sayAgreed(agreedToo, with, a)
			}
		}
	}
	return nil
}

// besideAgreed returns whom an edit is about that may seem to do for a call on a day
// agreed on earlier, and for which calls it may; 0 for any other edit.
func besideAgreed(e *crm.Edit) (contact int64, beside func(*crm.Activity) bool) {
	if by, ok := e.After.(*crm.Activity); ok {
		talk := by.CallResult != "" && e.Changed("call_result") || by.Kind == crm.Appointment && e.Changed("status") && wasConversation(by)
		if agreed := by.Kind == crm.Call && by.Status == crm.Open && e.Changed("due") && by.IsChosen(); talk || agreed {
			return by.Contact, func(a *crm.Activity) bool { return a.Owner == by.Owner && a.Opportunity == by.Opportunity }
		}
	}
	if c, ok := e.After.(*crm.Contact); ok && e.Before != nil && e.Changed("stage") && c.Stage == crm.StageClient {
		return c.ID, func(a *crm.Activity) bool { return a.CallType == crm.ReferralCall }
	}
	return 0, nil
}

// sayDoubleBooked names appointments at the same time as one that was made or moved, of
// the same producer or contact.
func (w *work) sayDoubleBooked() error {
	for _, e := range w.outcome.Edits {
		a, ok := e.After.(*crm.Activity)
		if !ok || a.Kind != crm.Appointment || a.Status != crm.Open || !e.Changed("start") && !e.Changed("end") && !e.Changed("owner") {
			continue
		}
		others, err := w.tx.OpenAppointments(a.Due)
		if err != nil {
			return err
		}
		for _, other := range others {
			clash := other.Start.Before(a.End) && a.Start.Before(other.End)
			if other.ID == a.ID || !clash || other.Owner != a.Owner && other.Contact != a.Contact {
				continue
			}
			name := ""
			if contact, err := w.contactOrNil(other.Contact); err != nil {
				return err
			} else if contact != nil {
				name = contact.Name
			}
			w.warn("double-booked", "activity", other, "name", name, "time", other.Start.In(w.zone).Format("15:04"))
		}
	}
	return nil
}
