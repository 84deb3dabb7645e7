package book

import (
	"context"
	"strings"
	"time"

	"crm/internal/crm"
	"crm/internal/fold"
)

// NoShow records that somebody did not come to their appointments. A rule plans the
// call to agree on another one, on the producer's own day if one is given.
//
// Errors: CodeConflict for an appointment that has not begun or is closed.
func (b *Book) NoShow(ctx context.Context, ids []string, note, due string) (*crm.Outcome, error) {
	return b.change(ctx, "appt no-show", func(w *work) error {
		if due != "" {
			var err error
			if w.input.Due, w.input.DueTime, err = w.whenFlag("due", due); err != nil {
				return err
			}
		}
		return w.eachActivity(crm.Appointment, ids, func(a *crm.Activity) error {
			return w.onDay(a.Due, func() error {
				if err := w.mayBeDone(a); err != nil {
					return err
				}
				return w.closeActivity(a, crm.NoShow, note)
			})
		})
	})
}

// metBefore records an appointment that took place before its contact was stopped. It
// plans nothing.
//
// Errors: CodeRefused for one on a later day.
func (w *work) metBefore(a *crm.Activity, c *crm.Contact, stop *crm.Stop) error {
	if !a.Due.Before(stop.Since) {
		err := w.refusal(c, stop)
		if e, ok := crm.AsError(err); ok {
			e.Next("If you met before then", "appt add", c.ID, stop.Since.AddDays(-1).String()+" 10:00")
		}
		return err
	}
	w.quiet = true
	a.Status, a.DoneOn, a.DoneBy = crm.Done, a.Due, w.MyID()
	w.subject(a)
	if _, err := w.put(a); err != nil {
		return err
	}
	w.say("nothing-planned-stopped", "name", c.Name, "id", c.ID)
	return w.onDay(a.Due, func() error { return w.spokenTo(c) })
}

// saysNoShow reports whether a text, or a clause of it, says that somebody did not
// come.
func (w *work) saysNoShow(text string) bool {
	for clause := range strings.FieldsFuncSeq(text, func(r rune) bool { return strings.ContainsRune(",;:.!。、，；：", r) }) {
		if status, ok := w.word("activity_status", fold.Clean(clause)); ok && status == crm.NoShow {
			return true
		}
	}
	return false
}

// checkMet rejects marking an appointment as done if its note says that nobody came.
func (w *work) checkMet(a *crm.Activity, note string) error {
	if a.Kind != crm.Appointment || a.Status != crm.Open || !w.saysNoShow(note) {
		return nil
	}
	return crm.Errorf(crm.CodeConflict, "an appointment is done when you have met, and the note says %q", note).
		Next("If they did not come", "appt no-show", a.ID)
}

func (w *work) setSpan(a *crm.Activity, when, length string) error {
	start, end, err := w.span("when", "the time", when, length, a.Due)
	if err != nil {
		return err
	}
	if length == "" && !a.End.IsZero() {
		end = start.Add(a.End.Sub(a.Start))
	}
	a.Start, a.End, a.Zone, a.Due = start.UTC(), end.UTC(), w.settings.Timezone, crm.DateOf(start)
	return nil
}

// MoveAppointment moves an appointment. It keeps its length unless another is given.
//
// Errors: CodeConflict for a closed one.
func (b *Book) MoveAppointment(ctx context.Context, id, when, length, place string) (*crm.Outcome, error) {
	return b.change(ctx, "appt move", func(w *work) error {
		a, err := w.nextPlanned(crm.Appointment, id)
		if err != nil {
			return err
		}
		if a.Status != crm.Open {
			return w.notOpen(a)
		}
		if err := w.setSpan(a, when, length); err != nil {
			return err
		}
		if place != "" {
			a.Place = place
		}
		w.subject(a)
		_, err = w.put(a)
		return err
	})
}

// span reads the start and the length of an appointment, which is an hour by default.
// The flag gives the start; what is its word in messages. A time alone is on the day
// was.
func (w *work) span(flag, what, when, length string, was crm.Date) (start, end time.Time, err error) {
	r := w.reading(crm.FlagLooks(flag))
	r.Beside = was
	anyDay := r
	anyDay.Looks = r.Looks.Anywhere()
	day, clock, err := anyDay.When(when)
	if other := w.otherClock(anyDay, when); err != nil && other != nil {
		return start, end, other.Before(what)
	}
	if e, ok := crm.AsError(err); ok && e.Field == "for" { // it says how long it lasts, too
		return start, end, e.Before(what)
	}
	if e, ok := crm.AsError(err); ok {
		return start, end, e.Before(what).Try("Behind the day comes the time: \"%s 10:30\" or %q", w.today.AddDays(1), r.Example().Afternoon)
	}
	if err := r.Check(day); err != nil {
		return start, end, whenMet(crm.OnFlag(err, flag))
	}
	if clock == "" {
		return start, end, crm.Errorf(crm.CodeInvalid, "the appointment on %s needs a time", day).Try("Write it behind the day: \"%s 10:30\" or %q", day, r.Example().Afternoon)
	}
	if start, err = w.instant(day, clock); err != nil {
		return start, end, err
	}
	w.sayDay(day)
	w.sayPast(start)
	lasts := time.Hour
	if length != "" {
		if lasts, err = crm.ParseFor(length); err != nil {
			return start, end, crm.OnFlag(err, "for")
		}
	}
	return start, start.Add(lasts), nil
}

// whenMet adds to the error for an appointment in the past how to record one that took
// place.
func whenMet(err error) error {
	if e, ok := crm.AsError(err); ok {
		return e.Next("It is when you meet next. If you have met", "appt add", crm.Blank("NAME"), crm.Blank("WHEN")).Then("done", crm.Blank("NUMBER"))
	}
	return err
}
