package book

import "crm/internal/crm"

// What has been recorded answers what was planned, whichever way it was recorded.
// Which of it is closed then, rules say.

// answers reports whether what somebody did, or will do, is what a task asks
// for: it regards the same opportunity or policy, or one of the two regards
// nothing and the task is their own.
func answers(by crm.Record, doer int64, task *crm.Activity) bool {
	if regardsNothing(by) || regardsNothing(task) {
		return task.Owner == doer
	}
	return regardTheSame(by, task, crm.KindOpportunity) || regardTheSame(by, task, crm.KindPolicy)
}

// answersTask reports whether what has been recorded is what a task asks for, and not
// one that came of a later day than it: that is another one, unless both regard the
// same. Whose an appointment or an opportunity is has done it; a call is made, and an
// e-mail written, by whoever acts.
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

// reaches reports whether an open call was to reach somebody who has been met, or
// their household, as one that a conversation closes.
func (w *work) reaches(met crm.Record, call *crm.Activity) (bool, error) {
	by, ok := met.(*crm.Activity)
	if !ok {
		return false, nil
	}
	in, err := w.inQuestion(call, occasion{day: w.day})
	if call.Contact == by.Contact {
		return in && answers(by, by.Owner, call), err
	}
	return in && call.Owner == by.Owner && !call.DueFirst().After(w.horizon(w.day)), err
}
