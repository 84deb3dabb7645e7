package book

import (
	"cmp"
	"slices"

	"crm/internal/crm"
	"crm/internal/store"
)

// What an undo or a redo must not leave behind.

// isBarred reports whether an activity must not be planned with a contact. An
// appointment is fine if only a number is suppressed.
func isBarred(c *crm.Contact, a *crm.Activity) bool {
	return c.Bars(a) || a.PlansContact() && (!c.DoNotContact.IsZero() || !c.Stopped.IsZero() && a.Kind != crm.Appointment)
}

// planless rejects plans with somebody who must not be contacted.
func (w *work) planless(c *crm.Contact) error {
	if c.MayCall() {
		return nil
	}
	open, err := w.tx.OpenActivities(c.ID)
	if err != nil {
		return err
	}
	for _, a := range open {
		if isBarred(c, a) {
			return cmp.Or(w.changedSince(a), w.staysBarred(c))
		}
	}
	return nil
}

// haltedSoundly rejects plans with those whom an undo has stopped by a number, or because
// nobody of them may be contacted any more.
func (w *work) haltedSoundly() error {
	for _, id := range w.halted {
		c, err := w.contactIfThere(id)
		if c != nil && err == nil {
			err = w.planless(c)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// settingsReversed checks restored settings as Set does.
func (w *work) settingsReversed(edit *crm.Edit) error {
	if edit.Changed("currency") {
		return w.currencyMayChange()
	}
	return nil
}

// sameMoney rejects restoring amounts in another currency than the book's.
func (w *work) sameMoney(edit *store.Entry, target *store.Change) error {
	record, err := w.tx.Ref(edit.Kind, edit.ID)
	if record == nil || err != nil || !slices.ContainsFunc(w.schema.Fields(edit.Kind).Fields, func(f *crm.Field) bool {
		amount, ok := f.Get(record).(crm.Money)
		_, changed := edit.After[f.Key]
		return ok && amount.Known && (changed || edit.Action == crm.Create)
	}) {
		return err
	}
	entries, err := w.tx.EntriesOf(0) // those of the settings
	if err != nil {
		return err
	}
	entries = slices.DeleteFunc(entries, func(e *store.Entry) bool { return e.Change < target.ID || e.Before["currency"] == nil })
	if len(entries) == 0 || entries[0].Before["currency"] == w.settings.Currency { // it is what it was
		return nil
	}
	for _, e := range entries {
		change, err := w.tx.ChangeReferred(e.Change)
		if err != nil {
			return err
		}
		if change.Reverses == 0 && change.UndoneBy == 0 {
			return takeBackFirst(change)
		}
	}
	return nil
}

// stillSound rejects what rules would not have made: contact with somebody stopped, a
// second activity in a slot, work of a retired producer, and what no sale leaves behind
// (soundSale).
func (w *work) stillSound(edit *store.Entry) error {
	if edit.Action == crm.Delete {
		return nil
	}
	record, err := w.tx.Ref(edit.Kind, edit.ID)
	if err != nil {
		return err
	}
	if err := w.ownerServes(record); err != nil {
		return err
	}
	switch r := record.(type) {
	case *crm.Contact:
		return w.planless(r)
	case *crm.Activity:
		if r.Status != crm.Open {
			return nil
		}
		contact, err := w.contactOrNil(r.Contact)
		if err != nil {
			return err
		}
		if contact != nil && isBarred(contact, r) {
			return w.staysBarred(contact)
		}
		other, err := w.inSlot(r)
		if err != nil {
			return err
		}
		if other != nil {
			return w.touchedBy(other)
		}
	default:
		return cmp.Or(w.soundField(edit, record), w.soundSale(record))
	}
	return nil
}

// inSlot returns another open activity of the same slot and contact, or nil.
func (v reader) inSlot(a *crm.Activity) (*crm.Activity, error) {
	if a.Slot == "" {
		return nil, nil
	}
	open, err := v.tx.OpenActivities(a.Contact)
	for _, other := range open {
		if other.ID != a.ID && other.SharesSlot(a) {
			return other, err
		}
	}
	return nil, err
}
