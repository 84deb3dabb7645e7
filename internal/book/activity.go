package book

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"crm/internal/crm"
	"crm/internal/store"
)

// The verbs that all kinds of activity share. A kind narrows what a number may
// mean; empty is any kind.

// NewActivity is what AddActivity is given. What a kind does not have is left empty.
type NewActivity struct {
	Kind    string
	Contact string // name or number; a task may be about nobody
	// Words are whom a task is about and what is to be done; where Contact is given or
	// Nobody is meant, all of them say what is to be done.
	Words  []string
	Nobody bool

	Due       string // the day, and if wanted the time
	When, For string // in its place, when an appointment begins and how long it lasts

	Subject, Note, CallType, Priority, Place, Owner, Opportunity string
}

// AddActivity puts a call, a task, an appointment or an e-mail on the list.
//
// Errors: CodeRefused for somebody who must not be contacted, CodeInvalid for an
// invalid value and where the subject or the day is missing.
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
				err = w.mayContact(contact)
			}
			if err != nil {
				return err
			}
			a.Contact, about, with = contact.ID, of, contact
		}
		err := w.assignGiven(a, map[string]string{
			"subject": in.Subject, "note": in.Note, "call_type": in.CallType, "priority": in.Priority, "place": in.Place, "owner": in.Owner,
		})
		if err != nil {
			return err
		}
		if a.Subject == "" && (a.Kind == crm.Task || a.Kind == crm.Email) {
			return crm.Errorf(crm.CodeInvalid, "a task or an e-mail needs a subject").On("subject")
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
			stop, err := w.stop(with)
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

// eachActivity does something with each activity that is named.
func (w *work) eachActivity(kind string, ids []string, do func(*crm.Activity) error) error {
	for _, id := range ids {
		a, err := w.nextPlanned(kind, id)
		if err != nil {
			return err
		}
		w.subject(a)
		if err := do(a); err != nil {
			return err
		}
		if err := w.drain(); err != nil {
			return err
		}
	}
	return nil
}

// addNote adds a note to what an activity says already.
func addNote(a *crm.Activity, note string) {
	switch {
	case note == "":
	case a.Note == "":
		a.Note = note
	default:
		a.Note += "; " + note
	}
}

// noteAgain adds a note to an activity that is closed the way it was to be closed
// now; otherwise it says that nothing was to be done.
func (w *work) noteAgain(a *crm.Activity, note string, nothing func()) error {
	if note == "" || strings.Contains(a.Note, note) {
		nothing()
		return nil
	}
	addNote(a, note)
	_, err := w.put(a)
	return err
}

// notOpen is the error for an activity that is no longer open.
func (w *work) notOpen(a *crm.Activity) error {
	return crm.Errorf(crm.CodeConflict, "%s %d is %s since %s", a.Kind, a.ID, a.Status, a.DoneOn).
		Next("Take that back", "history", a.ID).Then("undo", crm.Blank("CHANGE"))
}

// EditActivities sets fields of activities; a new day takes them out of their
// slot.
//
// Errors: CodeInvalid for an invalid value.
func (b *Book) EditActivities(ctx context.Context, name, kind string, ids []string, values Values) (*crm.Outcome, error) {
	return b.change(ctx, name, func(w *work) error {
		return w.eachActivity(kind, ids, func(a *crm.Activity) error {
			if err := w.expectVersion(a, values); err != nil {
				return err
			}
			from := a.Owner
			if err := w.assign(a, values, "due", "note"); err != nil {
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

// Cancel cancels activities. Those cancelled already stay as they are.
//
// Errors: CodeConflict for one that is done.
func (b *Book) Cancel(ctx context.Context, name, kind string, ids []string, note string) (*crm.Outcome, error) {
	return b.change(ctx, name, func(w *work) error {
		return w.eachActivity(kind, ids, func(a *crm.Activity) error {
			return w.closeActivity(a, crm.Cancelled, note)
		})
	})
}

// Done marks tasks and appointments as done. A call is logged with its result
// instead.
//
// Errors: CodeConflict for a call, for one that is cancelled, and for an
// appointment that has not begun.
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

// markDone marks an activity as done on that day. Where none is given, an
// appointment took place on its own day, whenever that is recorded.
//
// Errors: those of occurred and close.
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

// mayBeDone refuses to mark a call or an appointment as done that has no
// result, lies ahead, or lacks what a record of it needs, and the task to enter a
// number that is not entered.
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
	// Acting as of another day, nobody says what time it is there.
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

// stillPending refuses to mark the task to enter the number of a policy as done
// while the policy has none: the number is what does it.
func (w *work) stillPending(a *crm.Activity) error {
	p, err := store.Ref[*crm.Policy](w.tx.View, a.Policy)
	if p == nil || err != nil || p.Status != crm.PolicyPending {
		return err
	}
	return crm.Errorf(crm.CodeConflict, "task %d asks for the number of policy %d, which has none yet", a.ID, p.ID).
		Next("Enter it, which closes the task", "policy edit", p.ID, crm.With("number", crm.Blank("NUMBER"))).Next("If it will have none", "task cancel", a.ID)
}

// checkComplete refuses to close a call or an appointment that nobody could tell what
// it was: without contact, result or, where the book has producers, owner.
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

// numbersToDo puts the number of the next task or appointment in the place of a
// contact, since a call is not done but logged.
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

// nextToDo returns the open activity that done means by the name of a contact. One's own
// come first, and within a list the first task, e-mail or appointment before a due call.
func (w *work) nextToDo(open []*crm.Activity, c *crm.Contact) *crm.Activity {
	isCall := func(a *crm.Activity) bool { return a.Kind == crm.Call }
	due := func(a *crm.Activity) bool { return isCall(a) && !a.DueFirst().After(w.horizon(w.day)) }
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

// sayNotSet says that there is no appointment with somebody where the task to set one
// is done, and what is planned in its place.
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

// nameOf is whom an activity is about.
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

// setDue gives an activity a day and, if wanted, a time of the producer's own.
func (w *work) setDue(a *crm.Activity, text string) error {
	day, clock, err := w.whenFlag("due", text)
	if err != nil {
		return err
	}
	a.Due, a.DueTime, a.Slot = day, clock, ""
	if a.Explanation != nil {
		a.Explanation = &crm.Explanation{Trigger: a.Explanation.Trigger, Steps: []crm.Step{{Op: "chosen", Is: day}}}
	}
	return nil
}
