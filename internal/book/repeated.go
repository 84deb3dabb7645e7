package book

import (
	"slices"

	"crm/internal/crm"
	"crm/internal/store"
)

// repeated fills the outcome from the journal if the operation has been done before.
func (w *work) repeated() (bool, error) {
	if w.options.Op == "" || w.command == crm.RollCommand {
		return false, nil
	}
	change, err := w.tx.ChangeByOp(w.options.Op)
	if change == nil || err != nil {
		return false, err
	}
	if change.Command != w.command {
		return true, crm.Errorf(crm.CodeConflict, "the operation id %s was used by %s, change %d", w.options.Op, change.Command, change.ID).On("op-id")
	}
	asked, err := w.sumAsked()
	if err != nil {
		return true, err
	}
	if asked != "" && change.Asked != "" && change.Asked != asked {
		return true, crm.Errorf(crm.CodeConflict, "the operation id %s was used by %s for something else, change %d", w.options.Op, change.Command, change.ID).On("op-id").
			Next("What that was", "history", crm.With("change", change.ID))
	}
	if change.UndoneBy != 0 {
		return true, crm.Errorf(crm.CodeConflict, "change %d, which had the operation id %s, was taken back by change %d", change.ID, w.options.Op, change.UndoneBy).On("op-id").
			Next("To have it again", "redo", change.ID).
			Try("To do something else: give it another --op-id")
	}
	w.outcome.Change, w.outcome.Repeated, w.outcome.DryRun = change.ID, true, false
	w.outcome.Partial = change.Partial
	if w.outcome.Edits, err = w.editsOf(change.ID, 0); err != nil {
		return true, err
	}
	if w.outcome.Subjects, err = w.namedBy(change); err != nil {
		return true, err
	}
	if err := w.hideNotes(w.outcome); err != nil {
		return true, err
	}
	return true, w.namePeople(w.outcome)
}

// keepAsked keeps what was asked for under an operation id, and what it named.
func (w *work) keepAsked() (err error) {
	if w.askedIn != nil && w.command != crm.EraseCommand {
		if w.change.Asked, err = w.sumAsked(); err != nil {
			return err
		}
	}
	w.change.Partial = w.outcome.Partial
	for _, r := range w.outcome.Subjects {
		w.change.Named = append(w.change.Named, crm.IDOf(r))
	}
	return w.tx.SetAsked(w.change)
}

// namedBy returns the records that a change named: as it left them, or as they are now
// where it did not change them.
func (w *work) namedBy(change *store.Change) (records []crm.Record, err error) {
	edits := w.outcome.Edits
	if change.Named == nil { // by an earlier version
		if at := slices.IndexFunc(edits, func(e *crm.Edit) bool { return e.Rule == "" }); at >= 0 {
			records = append(records, edits[at].Record())
		}
		return records, nil
	}
	for _, id := range change.Named {
		if at := slices.IndexFunc(edits, func(e *crm.Edit) bool { return e.ID == id }); at >= 0 {
			records = append(records, edits[at].Record())
			continue
		}
		r, err := w.record(id, "")
		if err != nil && crm.CodeOf(err) != crm.CodeNotFound {
			return nil, err
		}
		if r != nil {
			records = append(records, r)
		}
	}
	return records, nil
}
