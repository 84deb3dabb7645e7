package book

import (
	"context"

	"crm/internal/crm"
)

const rollCommand = "book roll"

// Roll moves birthday calls that were not made within the days of grace to the
// next birthday. The first change of a day begins with it, as a change of its
// own.
func (b *Book) Roll(ctx context.Context) (*crm.Outcome, error) {
	return b.change(ctx, rollCommand, func(w *work) error { return w.roll() })
}

// rollOnce rolls with the first change of a day.
func (b *Book) rollOnce(ctx context.Context) error {
	var rolled crm.Date
	err := b.read(ctx, func(v view) error {
		var err error
		rolled, err = v.tx.Rolled()
		return err
	})
	if err != nil || !rolled.Before(b.today) {
		return err
	}
	_, err = b.Roll(ctx)
	return err
}

func (w *work) roll() error {
	if err := w.tx.SetRolled(w.today); err != nil {
		return err
	}
	late, err := w.tx.LateBirthdayCalls(w.today.AddDays(-crm.BirthdayGrace))
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
		a.Due, a.DueTime = contact.Birthday.Next(w.today), ""
		a.Rule = "birthday"
		a.Explanation = &crm.Explanation{
			Trigger: crm.Trigger{Kind: crm.KindActivity, ID: a.ID, Action: crm.Update},
			Steps:   []crm.Step{{Op: "missed", From: from}, {Op: "birthday", From: w.today, Is: a.Due}},
		}
		if _, err := w.putFor(a, "birthday", nil); err != nil {
			return err
		}
	}
	return nil
}
