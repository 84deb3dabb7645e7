package book

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"crm/internal/crm"
	"crm/internal/store"
)

// The verbs that all kinds of activity share. A verb's kind narrows which numbers it
// accepts; an empty kind accepts any.

// NewActivity is the input of AddActivity. Fields that a kind does not have stay empty.
type NewActivity struct {
	Kind    string
	Contact string // name or number; a task may be about nobody
	// Words are the contact followed by what is to be done. With Contact or Nobody
	// given, all of them are what is to be done.
	Words  []string
	Nobody bool

	Due       string // the day, and if wanted the time
	When, For string // in its place, when an appointment begins and how long it lasts

	Subject, Note, CallType, Priority, Place, Owner, Opportunity string

	Own Values // of fields that the book has added
}

// AddActivity puts a call, a task, an appointment or an e-mail on the list.
//
// Errors: CodeRefused for a contact who must not be contacted, CodeInvalid for an
// invalid value and for a missing subject or day.
func (b *Book) AddActivity(ctx context.Context, in NewActivity) (*crm.Outcome, error) {
	return b.change(ctx, commandFor(in.Kind)+" add", func(w *work) error {
		if err := w.splitWords(&in); err != nil {
			return err
		}
		a := &crm.Activity{Kind: in.Kind, Status: crm.Open, Created: w.today}
		if a.Kind == crm.Call {
			a.Attempt = 1
		}
		var about crm.Record
		var with *crm.Contact
		if in.Contact != "" || a.Kind != crm.Task {
			contact, of, err := w.whoMeant(in.Contact)
			if a.Kind == crm.Task {
				err = crm.OnField(err, "contact")
			} else if err == nil && a.Kind != crm.Appointment { // which may have taken place
				may := w.mayContact
				if a.Kind == crm.Call {
					may = w.mayCall
				}
				err = may(contact)
			}
			if err != nil {
				return err
			}
			a.Contact, about, with = contact.ID, of, contact
		}
		err := w.setGiven(a, map[string]string{
			"subject": in.Subject, "note": in.Note, "call_type": in.CallType, "priority": in.Priority, "place": in.Place, "owner": in.Owner,
		})
		if err != nil {
			return err
		}
		if a.Subject == "" && (a.Kind == crm.Task || a.Kind == crm.Email) {
			return crm.Errorf(crm.CodeInvalid, "a task or an e-mail needs a subject").On("subject")
		}
		if err := w.setFields(a, in.Own); err != nil {
			return err
		}
		if err := w.regard(a, about, in.Opportunity); err != nil {
			return err
		}
		if err := w.completeFromRegarded(a); err != nil {
			return err
		}
		if a.Kind == crm.Appointment {
			err = w.setSpan(a, in.When, in.For)
		} else {
			err = w.setDue(a, in.Due)
		}
		if err != nil {
			return err
		}
		if a.Kind == crm.Appointment {
			stop, err := w.stopOf(with)
			if err != nil {
				return err
			}
			if stop != nil {
				return w.metBefore(a, with, stop)
			}
		}
		w.subject(a)
		_, err = w.put(a)
		return err
	})
}

// eachActivity calls do with each activity that ids name.
func (w *work) eachActivity(kind string, ids []string, do func(*crm.Activity) error) error {
	return eachNamed(w, ids, func(id string) (*crm.Activity, error) { return w.nextPlanned(kind, id) }, do)
}

// noteJoin stands between the notes of an activity.
const noteJoin = "; "

// addNote appends to the note of an activity, unless it says so already.
func addNote(a *crm.Activity, note string) {
	switch {
	case note == "", slices.Contains(strings.Split(a.Note, noteJoin), note):
	case a.Note == "":
		a.Note = note
	default:
		a.Note += noteJoin + note
	}
}

// noteAgain adds a note to an activity that has already been closed in the way that was
// asked for. Without a note it calls nothing, which says so.
func (w *work) noteAgain(a *crm.Activity, note string, nothing func()) error {
	if note == "" || strings.Contains(a.Note, note) {
		nothing()
		return nil
	}
	addNote(a, note)
	_, err := w.put(a)
	return err
}

// notOpen returns the error for an activity that has been closed.
func (w *work) notOpen(a *crm.Activity) error {
	return crm.Errorf(crm.CodeConflict, "%s %d is %s since %s", a.Kind, a.ID, a.Status, a.DoneOn).
		Next("Take that back", "history", a.ID).Then("undo", crm.Blank("CHANGE"))
}

// EditActivities sets fields of activities. A new day takes them out of their slot.
//
// Errors: CodeInvalid for an invalid value.
func (b *Book) EditActivities(ctx context.Context, name, kind string, ids []string, values Values) (*crm.Outcome, error) {
	return b.change(ctx, name, func(w *work) error {
		return w.eachActivity(kind, ids, func(a *crm.Activity) error {
			if err := w.expectVersion(a, values); err != nil {
				return err
			}
			from := a.Owner
			if err := w.setFields(a, values, "due", "note"); err != nil {
				return err
			}
			if _, given := values.first("opportunity"); given {
				if err := w.checkRegards(a); err != nil {
					return err
				}
			}
			if a.Owner != from {
				a.Assigned = w.assignedSince(a.Owner)
			}
			if note, given := values.first("note"); given && note == "" {
				a.Note = ""
			} else {
				addNote(a, note)
			}
			if text, given := values.first("due"); given {
				if a.Status != crm.Open {
					return w.notOpen(a)
				}
				if err := w.setDue(a, text); err != nil {
					return err
				}
			}
			_, err := w.put(a)
			return err
		})
	})
}

// Snooze moves activities to another day.
//
// Errors: CodeConflict for one that is closed.
func (b *Book) Snooze(ctx context.Context, name, kind string, ids []string, due string) (*crm.Outcome, error) {
	return b.change(ctx, name, func(w *work) error {
		return w.eachActivity(kind, ids, func(a *crm.Activity) error {
			if a.Status != crm.Open {
				return w.notOpen(a)
			}
			if a.Kind == crm.Appointment {
				return crm.Errorf(crm.CodeConflict, "%d is an appointment", a.ID).Next("Move it", "appt move", a.ID, crm.Blank("WHEN"))
			}
			if err := w.setDue(a, due); err != nil {
				return err
			}
			edit, err := w.put(a)
			if edit == nil && err == nil {
				w.say("due-already", "activity", a, "of", w.nameOf(a))
			}
			return err
		})
	})
}

// Cancel cancels activities and leaves those already cancelled alone.
//
// Errors: CodeConflict for one that is done.
func (b *Book) Cancel(ctx context.Context, name, kind string, ids []string, note string) (*crm.Outcome, error) {
	return b.change(ctx, name, func(w *work) error {
		return w.eachActivity(kind, ids, func(a *crm.Activity) error {
			return w.closeActivity(a, crm.Cancelled, note)
		})
	})
}

// Done marks tasks and appointments as done. Calls are logged with a result instead.
//
// Errors: CodeConflict for a call, a cancelled activity, or an appointment that has not
// begun.
func (b *Book) Done(ctx context.Context, name, kind string, ids []string, note, on string) (*crm.Outcome, error) {
	return b.change(ctx, name, func(w *work) error {
		var given crm.Date
		if on != "" {
			var err error
			if given, err = w.parsePast(on, "what is done is in the past"); err != nil {
				return err
			}
		}
		ids, err := w.numbersToDo(kind, ids)
		if err != nil {
			return err
		}
		return w.eachActivity(kind, ids, func(a *crm.Activity) error { return w.markDone(a, given, note) })
	})
}

// markDone marks an activity as done on the given day. Without a day, an appointment
// was done on its own day, however late it is recorded.
//
// Errors: those of mayBeDone and closeActivity.
func (w *work) markDone(a *crm.Activity, on crm.Date, note string) error {
	switch {
	case !on.IsZero():
	case a.Kind != crm.Appointment:
		on = w.day
	case a.Status == crm.Done:
		on = a.DoneOn
	default:
		on = a.Due
	}
	return w.onDay(on, func() error {
		if err := w.mayBeDone(a); err != nil {
			return err
		}
		if err := w.checkMet(a, note); err != nil {
			return err
		}
		wasOpen := a.Status == crm.Open
		if err := w.closeActivity(a, crm.Done, note); err != nil || !wasOpen {
			return err
		}
		return w.sayNotSet(a)
	})
}

// mayBeDone rejects marking these as done: a call, an appointment that lies ahead or is
// incomplete, and the task to enter a policy number that is still missing.
func (w *work) mayBeDone(a *crm.Activity) error {
	if a.Status != crm.Open {
		return nil
	}
	if a.Kind == crm.Call {
		return crm.Errorf(crm.CodeConflict, "%d is a call, which needs a result", a.ID).Next("Log it", "call log", a.ID, crm.Blank("RESULT"))
	}
	if a.Purpose == crm.PurposePolicyNumber {
		return w.stillPending(a)
	}
	if a.Kind != crm.Appointment {
		return nil
	}
	// With another day as today, the time of day is unknown.
	later := w.options.Today == "" && w.day == w.today && a.Start.After(w.options.Now)
	switch {
	case a.Due.After(w.today):
		return crm.Errorf(crm.CodeConflict, "appointment %d is on %s, which lies ahead", a.ID, a.Due)
	case later:
		return crm.Errorf(crm.CodeConflict, "appointment %d is at %s, which lies ahead", a.ID, a.Start.In(w.zone).Format("15:04"))
	case w.day.Before(a.Due):
		return crm.Errorf(crm.CodeInvalid, "appointment %d was not before %s", a.ID, a.Due).On("on")
	}
	return w.checkComplete(a, true)
}

// stillPending rejects marking the task to enter a policy number as done while the
// policy has none. Entering the number closes the task.
func (w *work) stillPending(a *crm.Activity) error {
	p, err := store.Ref[*crm.Policy](w.tx.View, a.Policy)
	if p == nil || err != nil || p.Status != crm.PolicyPending {
		return err
	}
	return crm.Errorf(crm.CodeConflict, "task %d asks for the number of policy %d, which has none yet", a.ID, p.ID).
		Next("Enter it, which closes the task", "policy edit", p.ID, crm.With("number", crm.Blank("NUMBER"))).Next("If it will have none", "task cancel", a.ID)
}

// checkComplete rejects closing an activity without a contact, a result or, in a book
// with producers, an owner.
func (w *work) checkComplete(a *crm.Activity, result bool) error {
	var fields []string
	if a.Contact == 0 {
		fields = append(fields, "contact")
	}
	if !result {
		fields = append(fields, "result")
	}
	if a.Owner == 0 && w.me != nil {
		fields = append(fields, "owner")
	}
	if len(fields) == 0 {
		return nil
	}
	e := crm.Errorf(crm.CodeInvalid, "%s %d has no %s", a.Kind, a.ID, strings.Join(fields, " and no ")).On(fields[0])
	if fields[len(fields)-1] == "owner" {
		e.Next("Say whose it is", commandFor(a.Kind)+" edit", a.ID, crm.With("owner", crm.Blank("PRODUCER")))
	}
	return e
}

// numbersToDo replaces each contact by the number of their next task or appointment.
// Calls are logged, not done.
func (w *work) numbersToDo(kind string, ids []string) ([]string, error) {
	if kind != "" {
		return ids, nil
	}
	var numbers []string
	for _, text := range ids {
		record, err := w.recordMeant("", text)
		if err != nil {
			return nil, err
		}
		if c, ok := record.(*crm.Contact); ok {
			open, err := w.tx.OpenActivities(c.ID)
			if err != nil {
				return nil, err
			}
			if a := w.nextToDo(open, c); a != nil {
				text = strconv.FormatInt(a.ID, 10)
			}
		}
		numbers = append(numbers, text)
	}
	return numbers, nil
}

// nextToDo returns the open activity that "done NAME" means. One's own come first, and
// within a list the first task, e-mail or appointment before a call that is due.
func (w *work) nextToDo(open []*crm.Activity, c *crm.Contact) *crm.Activity {
	isCall := func(a *crm.Activity) bool { return a.Kind == crm.Call }
	due := func(a *crm.Activity) bool { return isCall(a) && w.isDue(a, w.day) }
	for _, list := range [][]*crm.Activity{ownedBy(open, w.MyID()), w.meantOf(slices.DeleteFunc(slices.Clone(open), isCall), c), open} {
		if i := slices.IndexFunc(list, func(a *crm.Activity) bool { return !isCall(a) }); i >= 0 {
			return list[i]
		}
		if i := slices.IndexFunc(list, due); i >= 0 {
			return list[i]
		}
	}
	return nil
}

// sayNotSet warns that the task to set an appointment was done without one, and says
// what is planned instead.
func (w *work) sayNotSet(a *crm.Activity) error {
	if a.Purpose != crm.PurposeSetAppointment {
		return nil
	}
	if err := w.drain(); err != nil {
		return err
	}
	open, err := w.tx.OpenActivities(a.Contact)
	if err != nil || slices.ContainsFunc(open, func(a *crm.Activity) bool { return a.Kind == crm.Appointment }) {
		return err
	}
	pairs := []any{"of", w.nameOf(a), "contact", a.Contact}
	if len(open) > 0 {
		pairs = append(pairs, "activity", open[0])
	}
	w.warn("not-set", pairs...)
	return nil
}

// nameOf returns the name of the contact of an activity.
func (w *work) nameOf(a *crm.Activity) string {
	c, err := w.contactOrNil(a.Contact)
	if c == nil || err != nil {
		return ""
	}
	return c.Name
}

func (w *work) closeActivity(a *crm.Activity, status, note string) error {
	if a.Status == status {
		if w.day != w.today && w.day != a.DoneOn {
			return w.notOpen(a)
		}
		return w.noteAgain(a, note, func() { w.say("closed-already", "activity", a, "of", w.nameOf(a)) })
	}
	if a.Status != crm.Open {
		return w.notOpen(a)
	}
	a.Status, a.DoneOn = status, w.day
	addNote(a, note)
	_, err := w.put(a)
	return err
}

// setDue sets the day, and if given the time, that the producer chose for an activity.
func (w *work) setDue(a *crm.Activity, text string) error {
	was := a.Due
	if was.Before(w.today) {
		was = crm.Date{}
	}
	day, clock, err := w.whenBeside("due", text, was)
	if err != nil {
		return err
	}
	a.Due, a.DueTime, a.Slot = day, clock, ""
	if a.Explanation != nil {
		a.Explanation = &crm.Explanation{Trigger: a.Explanation.Trigger, Steps: []crm.Step{{Op: "chosen", Is: day}}}
	}
	return nil
}
