package book

import (
	"context"
	"slices"

	"crm/internal/crm"
	"crm/internal/store"
)

// birthdaySlot is the slot of the rule birthday.
const birthdaySlot = "birthday"

// birthdaysMoved is the notice of a change that has also moved birthday calls.
const birthdaysMoved = "birthdays-moved"

// Roll moves birthday calls that were missed by more than the days of grace to the next
// birthday. So does the first change of a day.
func (b *Book) Roll(ctx context.Context) (*crm.Outcome, error) {
	return b.change(ctx, crm.RollCommand, (*work).roll)
}

// rollOnce rolls within the first change of a day, and says so. Undo and redo move
// nothing.
func (w *work) rollOnce() error {
	if slices.Contains([]string{crm.RollCommand, crm.RestoreCommand, "undo", "redo", seenCommand}, w.command) || !w.tx.Rolled().Before(w.rollDay()) {
		return nil
	}
	if err := w.roll(); err != nil {
		return err
	}
	w.rolled = w.edits
	if w.rolled == 0 {
		return nil
	}
	var names []string
	for _, e := range w.outcome.Edits[:min(w.rolled, mostRolled)] {
		contact, err := w.contactOrNil(crm.About(e.After, crm.KindContact))
		if err != nil {
			return err
		}
		names = append(names, contact.Name)
	}
	w.say(birthdaysMoved, "n", w.rolled, "names", names)
	return nil
}

// mostRolled limits the people named whose birthday calls were moved.
const mostRolled = 3

// rollDay returns the day as of which to roll: that of the change, but never later than
// the real day.
func (b *Book) rollDay() crm.Date {
	if b.realDay().Before(b.today) {
		return b.realDay()
	}
	return b.today
}

func (w *work) roll() error {
	day := w.rollDay()
	w.tx.SetRolled(day)
	late, err := w.tx.OpenInSlot(birthdaySlot, day.AddDays(-crm.BirthdayGrace))
	if err != nil {
		return err
	}
	for _, a := range late {
		contact, err := w.contactOrNil(a.Contact)
		if err != nil {
			return err
		}
		if contact == nil || contact.Birthday.IsZero() {
			continue
		}
		from := a.Due
		a.Due, a.DueTime = contact.Birthday.Next(day), ""
		a.Rule = "birthday"
		a.Explanation = &crm.Explanation{
			Trigger: crm.Trigger{Kind: crm.KindActivity, ID: a.ID, Action: crm.Update},
			Steps:   []crm.Step{{Op: "missed", From: from}, {Op: "birthday", From: day, Is: a.Due}},
		}
		if _, err := w.putFor(a, crm.MissedBirthday, nil); err != nil {
			return err
		}
	}
	return nil
}

// asRolled reports whether a birthday call is as rolling left it.
func asRolled(e *store.Entry, record crm.Record) bool {
	a, ok := record.(*crm.Activity)
	return ok && a.Status == crm.Open && a.Due.String() == e.After["due"]
}
