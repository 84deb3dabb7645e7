package book

import (
	"cmp"
	"strconv"

	"crm/internal/crm"
	"crm/internal/rules"
	"crm/internal/store"
)

// What is recorded answers what was planned, however it is recorded. Rules say which of
// it is then closed.

// answers reports whether a record answers a task: both regard the same opportunity or
// policy, or one of them regards nothing and the doer owns the task.
func answers(by crm.Record, doer int64, task *crm.Activity) bool {
	if regardsNothing(by) || regardsNothing(task) {
		return task.Owner == doer
	}
	return regardTheSame(by, task, crm.KindOpportunity) || regardTheSame(by, task, crm.KindPolicy)
}

// answersTask reports whether a record answers a task that came of no later day, unless
// both regard the same. An appointment or an opportunity was done by its owner, a call
// or an e-mail by the acting producer.
func (w *work) answersTask(by crm.Record, task *crm.Activity) (bool, error) {
	doer := crm.OwnerOf(by)
	if a, ok := by.(*crm.Activity); ok && a.Kind != crm.Appointment {
		doer = w.ownerOr(0)
	}
	if !answers(by, doer, task) {
		return false, nil
	}
	planned, err := w.plannedOn(task)
	return !planned.After(w.day) || !regardsNothing(by) && !regardsNothing(task), err
}

func regardsNothing(r crm.Record) bool {
	return crm.About(r, crm.KindOpportunity) == 0 && crm.About(r, crm.KindPolicy) == 0
}

func regardTheSame(a, b crm.Record, kind crm.Kind) bool {
	return crm.About(a, kind) != 0 && crm.About(a, kind) == crm.About(b, kind)
}

// reaches reports whether an open call was to reach somebody who has been met, or their
// household.
func (w *work) reaches(met crm.Record, call *crm.Activity) (bool, error) {
	by, ok := met.(*crm.Activity)
	if !ok {
		return false, nil
	}
	in, err := w.inQuestion(call, occasion{day: w.day})
	return in && w.wasToReach(by, call, w.day), err
}

// wasToReach reports whether a call in question was to reach whoever a conversation was
// with: it is due, or planned by a rule and with them, and about the same or nothing.
func (v reader) wasToReach(by, call *crm.Activity, day crm.Date) bool {
	due := v.isDue(call, day)
	if call.Contact == by.Contact {
		return (due || call.Rule != "") && answers(by, by.Owner, call)
	}
	return due && call.Owner == by.Owner
}

// isFixed reports whether rules must not move or replace an open call: a person chose
// its day, or it regards something.
func isFixed(a *crm.Activity) bool {
	return a.IsChosen() || a.Opportunity != 0 || a.Purpose != ""
}

// slotOf returns the slot of an activity. One of an opportunity or a policy ends in its
// number. One of a call tells its purpose and opportunity, so that no try replaces
// another call's.
func slotOf(a *crm.Activity, of string) string {
	id := map[string]int64{rules.OfOpportunity: a.Opportunity, rules.OfPolicy: a.Policy, rules.OfCall: a.Opportunity}[of]
	slot := a.Slot
	if slot == "" {
		return ""
	}
	if of == rules.OfCall {
		slot += "/" + cmp.Or(a.Purpose, a.CallType, a.Kind)
	}
	if id != 0 {
		slot += "/" + strconv.FormatInt(id, 10)
	}
	return slot
}

// isPromised reports whether an open activity on a day that a person chose is what a
// rule wants to make: it has left its slot, and a second one would repeat it.
func isPromised(there, a *crm.Activity, of string) bool {
	if there.Slot == "" && there.CallType == crm.BirthdayCall {
		return a.CallType == crm.BirthdayCall && a.Slot == crm.BirthdayCall
	}
	if there.Slot != "" || there.Rule == "" || there.Purpose != a.Purpose || a.Purpose == "" {
		return false
	}
	switch of {
	case rules.OfOpportunity:
		return there.Opportunity == a.Opportunity
	case rules.OfPolicy:
		return there.Policy == a.Policy
	case rules.OfCall:
		return there.Kind == a.Kind && there.CallType == a.CallType && there.Opportunity == a.Opportunity
	}
	return a.Kind == crm.Task
}

// plannedOn returns the day from which a plan comes: that of the result that it
// follows, or of its making.
func (v reader) plannedOn(a *crm.Activity) (crm.Date, error) {
	cause, err := store.Ref[*crm.Activity](v.tx, a.Cause)
	if cause != nil && !cause.DoneOn.IsZero() {
		return cause.DoneOn, err
	}
	return a.Created, err
}
