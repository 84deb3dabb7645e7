package book

import (
	"context"
	"slices"

	"crm/internal/crm"
	"crm/internal/store"
)

// birthdaySlot is the slot of the rule birthday.
const birthdaySlot = "birthday"

// birthdaysMoved is the notice of a change that has rolled beside what it is
// for.
const birthdaysMoved = "birthdays-moved"

// Roll moves birthday calls that were not made within the days of grace to the
// next birthday. The first change of a day does so, too.
func (b *Book) Roll(ctx context.Context) (*crm.Outcome, error) {
	return b.change(ctx, crm.RollCommand, (*work).roll)
}

// rollOnce rolls within the first change of a day, and says so. Taking
// something back and restoring it move nothing of their own.
func (w *work) rollOnce() error {
	if slices.Contains([]string{crm.RollCommand, "undo", "redo"}, w.command) || !w.tx.Rolled().Before(w.rollDay()) {
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

// mostRolled is how many of the people whose birthday calls were moved are
// named.
const mostRolled = 3

// rollDay is the day as of which birthday calls are rolled: that of the change,
// but no day that is still to come, whatever the book is used as of.
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

// asRolled reports whether a birthday call is still as rolling it has left it.
// What has become of it since stays.
func asRolled(e *store.Entry, record crm.Record) bool {
	a, ok := record.(*crm.Activity)
	return ok && a.Status == crm.Open && a.Due.String() == e.After["due"]
}
