package book

import (
	"slices"

	"crm/internal/crm"
)

// answer closes the open tasks that what has just been recorded makes
// pointless, whichever way it was recorded: an appointment that is put on the
// list, a conversation, an e-mail. A meeting that took place is a conversation.
func (w *work) answer(edit *crm.Edit) error {
	by, ok := edit.After.(*crm.Activity)
	if !ok || by.Contact == 0 {
		return nil
	}
	doer := by.Owner
	var purposes []string
	switch {
	case by.Kind == crm.Appointment && by.Status == crm.Open && edit.Action == crm.Create:
		purposes = []string{crm.PurposeSetAppointment, crm.PurposeNextStep, crm.PurposeReferral}
	case by.Kind == crm.Appointment && by.Status == crm.Done && edit.Changed("status"):
		purposes = []string{crm.PurposeSetAppointment, crm.PurposeReferral}
		if err := w.met(by); err != nil {
			return err
		}
	case by.CallResult != "" && conversation(by.CallResult) && edit.Changed("call_result"),
		by.Kind == crm.Email && by.Status == crm.Done && edit.Changed("status"):
		doer, purposes = w.ownerOr(0), []string{crm.PurposeReferral}
	default:
		return nil
	}
	open, err := w.tx.OpenActivities(by.Contact)
	if err != nil {
		return err
	}
	for _, task := range open {
		if !slices.Contains(purposes, task.Purpose) {
			continue
		}
		if answered, err := w.answeredThen(by, doer, task); !answered || err != nil {
			if err != nil {
				return err
			}
			continue
		}
		task.Status, task.DoneOn = crm.Done, w.today
		if _, err := w.put(task); err != nil {
			return err
		}
	}
	return nil
}

// met closes the calls to somebody who has been met, and to their household, as
// a call that reached them does.
func (w *work) met(by *crm.Activity) error {
	contact, err := w.contactOrNil(by.Contact)
	if contact == nil || err != nil {
		return err
	}
	calls, err := w.callsInQuestion(contact.ID, occasion{day: w.day})
	if err != nil {
		return err
	}
	calls = slices.DeleteFunc(calls, func(call *crm.Activity) bool { return !answers(by, by.Owner, call) })
	theirs, err := w.householdsCalls(contact, by.Owner, occasion{day: w.day})
	if err != nil {
		return err
	}
	if err := w.closeOthers(append(calls, theirs...)); err != nil {
		return err
	}
	if err := w.spokenTo(contact); err != nil {
		return err
	}
	return w.countTries(contact, by)
}

// answers reports whether what somebody did, or will do, is what a task asks
// for: it regards the same opportunity or policy, or one of the two regards
// nothing and the task is their own.
func answers(by *crm.Activity, doer int64, task *crm.Activity) bool {
	if regardsNothing(by) || regardsNothing(task) {
		return task.Owner == doer
	}
	return by.Opportunity != 0 && by.Opportunity == task.Opportunity || by.Policy != 0 && by.Policy == task.Policy
}

// answeredThen reports whether what somebody did, or will do, is what a task asks
// for, and not one that came of a later day than it: that is another one, unless
// both regard the same.
func (w *work) answeredThen(by *crm.Activity, doer int64, task *crm.Activity) (bool, error) {
	if !answers(by, doer, task) {
		return false, nil
	}
	planned, err := w.plannedOn(task)
	return !planned.After(w.day) || !regardsNothing(by) && !regardsNothing(task), err
}

func regardsNothing(a *crm.Activity) bool { return a.Opportunity == 0 && a.Policy == 0 }
