package book

import (
	"slices"

	"crm/internal/crm"
	"crm/internal/store"
)

// errorForGone returns the error for a record that is needed and was undone.
func (w *work) errorForGone(id int64) error {
	entries, err := w.tx.EntriesOf(id)
	entries = slices.DeleteFunc(entries, func(e *store.Entry) bool { return e.Change == w.change.ID })
	if err != nil || len(entries) == 0 {
		return err
	}
	undo, err := w.tx.ChangeReferred(entries[len(entries)-1].Change)
	if err != nil {
		return err
	}
	if undo.Reverses == 0 { // it was taken out by a command
		return takeBackFirst(undo)
	}
	made, err := w.tx.ChangeReferred(undo.Reverses)
	if err != nil {
		return err
	}
	return restoreFirst(made)
}

// touchedBy returns the error for a record in the way. It names the last change that made
// it other than it was when what is reversed was done.
func (w *work) touchedBy(record crm.Record) error {
	if err := w.changedSince(record); err != nil {
		return err
	}
	return crm.Errorf(crm.CodeConflict, "%s %d is in the way", record.Noun(), crm.IDOf(record))
}

// changedSince returns the error that names the last change since what is reversed that
// counts for a record as it is: one made since, or an earlier one that was taken back or
// restored since. It is nil if there is none.
func (w *work) changedSince(record crm.Record) error {
	entries, err := w.tx.EntriesOf(crm.IDOf(record))
	if err != nil {
		return err
	}
	for _, e := range slices.Backward(entries) {
		if e.Change <= w.reversed || e.Change == w.change.ID || e.Rule == crm.MissedBirthday {
			continue
		}
		change, err := w.tx.ChangeReferred(e.Change)
		if err != nil {
			return err
		}
		if change.Reverses != 0 {
			if change, err = w.tx.ChangeReferred(change.Reverses); err != nil {
				return err
			}
		}
		then, err := w.heldAt(change, w.reversed)
		switch now := change.UndoneBy == 0; {
		case err != nil:
			return err
		case change.Command == crm.RollCommand || now == then:
		case now:
			return takeBackFirst(change)
		default:
			return restoreFirst(change)
		}
	}
	return nil
}

// heldAt reports whether a change was made, and not taken back, when another one was.
func (w *work) heldAt(change *store.Change, at int64) (bool, error) {
	if change.ID > at {
		return false, nil
	}
	turns, err := w.tx.Reversals(change.ID, at)
	return turns%2 == 0, err
}
