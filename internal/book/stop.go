package book

import (
	"context"
	"slices"

	"crm/internal/crm"
	"crm/internal/fold"
	"crm/internal/store"
)

// stopReason reads why somebody must not be contacted. Of other words it says what they
// may mean, or where to write them.
//
// Errors: CodeInvalid.
func (b *Book) stopReason(text string) (string, error) {
	reason, err := b.code("stop_reason", text)
	e, ok := crm.AsError(err)
	if !ok {
		return reason, err
	}
	if b.options.StopReason != nil {
		if reason = b.options.StopReason(text); reason != "" {
			return "", e.Try("It sounds like: --reason %s", reason)
		}
	}
	if _, given := b.word("reject_reason", text); given {
		return "", e.Next("If they are only given up", "lead reject", crm.Blank("NAME"), crm.With("reason", text))
	}
	return "", e.Try("In their words: --reason asked -m %q", text)
}

// Stop marks contacts as do-not-contact and suppresses their phones and e-mails. The
// rule stopped cancels their plans. Those already marked keep the earlier day and the
// graver reason; what they said is added.
func (b *Book) Stop(ctx context.Context, command string, who []string, reason, note string) (*crm.Outcome, error) {
	return b.change(ctx, command, func(w *work) error {
		reason, err := w.stopReason(reason)
		if err != nil {
			return err
		}
		fresh := false
		err = w.eachContact(who, func(c *crm.Contact) error {
			fresh = fresh || c.DoNotContact.IsZero()
			if err := w.mark(c, w.today, reason, note); err != nil {
				return err
			}
			return w.sayBadPhones(c)
		})
		if fresh && err == nil {
			w.say("all-channels")
		}
		return err
	})
}

// sayBadPhones names the bad phones of a marked contact that are not on the
// do-not-contact list: who answers there may be the one who refused.
func (w *work) sayBadPhones(c *crm.Contact) error {
	if c.DoNotContactReason == crm.StopDeceased {
		return nil
	}
	for _, p := range c.Phones {
		point, ok := w.tx.Point(crm.Phone, p.Value)
		if !p.Bad || !ok {
			continue
		}
		list, err := w.tx.SuppressedPoints(point)
		if err != nil {
			return err
		}
		if len(list) == 0 {
			w.say("bad-not-suppressed", "value", p.Value, "as", c.DoNotContactReason)
		}
	}
	return nil
}

func (w *work) mark(c *crm.Contact, since crm.Date, reason, note string) error {
	if c.DoNotContact.IsZero() {
		c.DoNotContact, c.DoNotContactReason, c.DoNotContactNote = since, reason, fold.Clean(note)
		_, err := w.put(c)
		return err
	}
	if since.Before(c.DoNotContact) {
		c.DoNotContact = since
	}
	graver := crm.Graver(reason, c.DoNotContactReason)
	if graver {
		c.DoNotContactReason = reason
	}
	c.DoNotContactNote = addSaid(c.DoNotContactNote, note)
	if _, err := w.put(c); graver || err != nil {
		return err
	}
	w.say("stopped-already", "name", c.Name, "since", c.DoNotContact, "reason", c.DoNotContactReason, "note", c.DoNotContactNote)
	return nil
}

// Allow lifts the do-not-contact mark and frees phones and e-mails, for a reason that
// is kept as a note. Rules plan again.
//
// Errors: CodeInvalid without a reason, CodeConflict for somebody who may be contacted,
// or may not because of somebody else, or wants to be reached on no channel.
func (b *Book) Allow(ctx context.Context, command string, who []string, reason string) (*crm.Outcome, error) {
	return b.change(ctx, command, func(w *work) error {
		reason := fold.Clean(reason)
		if reason == "" {
			return crm.Errorf(crm.CodeInvalid, "lifting the mark needs a reason").On("reason").Try("Say who asked and when: --reason \"called on 3 May and asked for a quote\"")
		}
		w.reason = reason
		return w.eachContact(who, func(c *crm.Contact) error {
			stop, err := w.stopOf(c)
			if err != nil {
				return err
			}
			switch {
			case stop == nil:
				return crm.Errorf(crm.CodeConflict, "%s may be contacted", c.Name)
			case stop.Member != nil:
				by, lift, err := w.lifting(c, stop)
				if err != nil {
					return err
				}
				return addLift(crm.Errorf(crm.CodeConflict, "%s is not marked: nobody of it may be contacted, %s last", c.Name, stop.Member.Name), by, stop.Member, lift)
			case stop.Contact != nil && stop.Contact.ID != c.ID:
				value := w.suppressedValue(c, stop.Suppression)
				e := crm.Errorf(crm.CodeConflict, "%s is not marked: %s is, who has or had %s", c.Name, stop.Contact.Name, value)
				w.giveUp(e, stop.Contact, stop.Suppression, value)
				return e
			}
			if err := w.mayBeReached(c); err != nil {
				return err
			}
			list, err := w.suppressedFor(c)
			if err != nil {
				return err
			}
			if s := stop.Suppression; len(list) == 0 && c.DoNotContact.IsZero() && s != nil {
				return crm.Errorf(crm.CodeConflict, "%s is not marked: %s is on the do-not-contact list, an extension of their phone", c.Name, s.Value).
					Next("If whoever has it asked to hear from you again", "dnc remove", s.Value, crm.With("reason", crm.Blank("TEXT")))
			}
			if err := w.allow(c, reason); err != nil {
				return err
			}
			if now, err := w.contactOrNil(c.ID); err != nil {
				return err
			} else if now != nil && !now.Stopped.IsZero() {
				if err := w.sayKept(now); err != nil {
					return err
				}
			}
			// The reason concerns everybody, so the note has no author.
			_, err = w.put(&crm.Note{Contact: c.ID, Body: reason, Written: w.moment()})
			return err
		})
	})
}

// allow first frees the points of a contact and then lifts the mark, so that one edit
// makes them reachable and rules are asked about it.
func (w *work) allow(c *crm.Contact, reason string) error {
	list, err := w.suppressedFor(c)
	if err != nil {
		return err
	}
	if err := w.endBecause(list, c.ID, reason); err != nil {
		return err
	}
	if c.DoNotContact.IsZero() {
		return nil
	}
	c.DoNotContact, c.DoNotContactReason, c.DoNotContactNote = crm.Date{}, "", ""
	_, err = w.put(c)
	return err
}

// sayHalted names who else must not be contacted because of an undo or a redo.
func (w *work) sayHalted() error {
	for i, id := range w.halted {
		c, err := w.contactIfThere(id)
		if err != nil {
			return err
		}
		if i >= listed || c == nil || !c.DoNotContact.IsZero() || c.Stopped.IsZero() || slices.Contains(w.halted[:i], id) {
			continue
		}
		if err := w.sayKept(c); err != nil {
			return err
		}
	}
	return nil
}

// sayKept names the phone or e-mail that keeps a contact stopped, and how to remove it.
func (w *work) sayKept(c *crm.Contact) error {
	s, err := store.Ref[*crm.Suppression](w.tx.View, c.Suppression)
	if err != nil {
		return err
	}
	if s == nil {
		w.warn("home-stopped", "name", c.Name, "id", c.ID, "owner", w.ownerElse(c.Owner))
		return nil
	}
	value := w.suppressedValue(c, s)
	pairs := []any{"name", c.Name, "id", c.ID, "value", value, "owner", w.ownerElse(c.Owner), "command", w.editWithout(c, s, value)}
	died, err := w.bearer(s, c.ID)
	if died != nil && died.DoNotContactReason == crm.StopDeceased && w.among(w.tx.PointsOf(died), s) {
		theirs := w.suppressedValue(died, s)
		pairs = append(pairs, "died", died.Name,
			"command", crm.Run("contact edit", died.ID, crm.With("remove-"+s.Channel, theirs)),
			"then", crm.Run("dnc remove", theirs, crm.With("reason", crm.Blank("TEXT"))))
	}
	w.warn("shares-stopped", pairs...)
	return err
}

// stoppedBecauseOf returns the name of somebody else because of whom a contact must not be
// contacted, or nothing.
func (v reader) stoppedBecauseOf(c *crm.Contact) (string, error) {
	stop, err := v.stopOf(c)
	switch {
	case stop == nil || err != nil:
		return "", err
	case stop.Member != nil:
		return stop.Member.Name, nil
	case stop.Contact != nil && stop.Contact.ID != c.ID:
		return stop.Contact.Name, nil
	}
	return "", nil
}

// sayStillKept names what still stops contacts who got another phone or e-mail.
func (w *work) sayStillKept() error {
	for _, e := range w.outcome.Edits {
		before, _ := e.Before.(*crm.Contact)
		after, _ := e.After.(*crm.Contact)
		if before == nil || after == nil || w.outcome.Imported != nil || !e.Changed("phones") && !e.Changed("emails") {
			continue
		}
		if before.Stopped.IsZero() || after.Stopped.IsZero() || !after.DoNotContact.IsZero() || w.hasNotice("shares-stopped", after.ID) {
			continue
		}
		if err := w.sayKept(after); err != nil {
			return err
		}
	}
	return nil
}

// sayWhatStays names open opportunities and appointments of a stopped contact, with
// their owners.
func (w *work) sayWhatStays(c *crm.Contact) error {
	opportunities, err := w.tx.Opportunities(c.ID)
	if err != nil {
		return err
	}
	for _, o := range opportunities {
		if o.Status == crm.Open && !w.hasNotice("opportunity-open", o.ID) {
			w.say("opportunity-open", "id", o.ID, "owner", w.ownerElse(o.Owner))
		}
	}
	open, err := w.tx.OpenActivities(c.ID)
	for _, a := range open {
		if a.Kind == crm.Appointment {
			w.warn("appointment-stays", "id", a.ID, "name", c.Name, "owner", w.ownerElse(a.Owner))
		}
	}
	return err
}

// sayPointsLeft says that points taken off a stopped contact stay suppressed.
func (w *work) sayPointsLeft() error {
	for _, p := range w.pointsLeft {
		list, err := w.tx.SuppressedPoints(p.point)
		if err != nil {
			return err
		}
		if len(list) > 0 {
			w.say("suppression-stays", "value", p.value, "name", p.name)
		}
	}
	return nil
}

// pointLeft is a phone or an e-mail taken off a stopped contact.
type pointLeft struct{ point, value, name string }

// keepPointsLeft remembers the points that an edit took off a stopped contact.
func (w *work) keepPointsLeft(e *crm.Edit) {
	before, _ := e.Before.(*crm.Contact)
	after, _ := e.After.(*crm.Contact)
	if before == nil || after == nil || after.DoNotContact.IsZero() || w.streaming {
		return
	}
	has := w.tx.PointsOf(after)
	for _, s := range before.Suppressions() {
		if point, ok := w.tx.Point(s.Channel, s.Value); ok && !slices.Contains(has, point) {
			w.pointsLeft = append(w.pointsLeft, pointLeft{point, s.Value, after.Name})
		}
	}
}
