package book

import (
	"slices"

	"crm/internal/crm"
	"crm/internal/store"
)

// The book is changed by put, remove and bringBack, and by nothing else. Each
// remembers the edit that it made.

// put writes a record and remembers the edit, if it is one.
func (w *work) put(record crm.Record) (*crm.Edit, error) { return w.putFor(record, "", nil) }

// putFor is put for a rule, because of an edit. What undo and redo write is as it
// was once: nothing is checked, and what followed from it has edits of its own.
func (w *work) putFor(record crm.Record, rule string, cause *crm.Edit) (*crm.Edit, error) {
	if !w.quiet {
		if err := w.checkLengths(record); err != nil {
			return nil, err
		}
		if err := w.sign(record); err != nil {
			return nil, err
		}
	}
	edit, err := w.tx.Put(record)
	if edit == nil || err != nil {
		return nil, err
	}
	w.keep(edit, rule, cause)
	if w.quiet {
		return edit, nil
	}
	w.keepFlipped(edit)
	if err := w.notesAlong(edit); err != nil {
		return nil, err
	}
	return edit, w.suppressMarked(edit, rule)
}

// remove takes a record out of the book, for a rule where that is not empty; an undo
// brings it back.
func (w *work) remove(kind crm.Kind, id int64, rule string) error {
	edit, err := w.tx.Delete(kind, id)
	if err == nil {
		w.keep(edit, rule, nil)
	}
	return err
}

// bringBack writes a record that was taken out, under the number it had.
func (w *work) bringBack(record crm.Record, rule string) error {
	edit, err := w.tx.Insert(record)
	if err == nil {
		w.keep(edit, rule, nil)
	}
	return err
}

// show keeps an edit for the outcome. Of an undo or a redo, which may be of very many,
// a screen shows the first and counts the others; what the book goes by from now on is
// kept anyway.
func (w *work) show(edit *crm.Edit) {
	most, known := w.options.MostShown, []crm.Kind{crm.KindSettings, crm.KindProducer, crm.KindTeam}
	switch {
	case w.streaming:
	case !w.quiet || most == 0 || len(w.outcome.Edits) < most || slices.Contains(known, edit.Kind):
		w.outcome.Edits = append(w.outcome.Edits, edit)
	case !edit.Silent():
		w.outcome.More++
	}
}

// sign puts whoever acts to an activity that becomes done.
func (w *work) sign(record crm.Record) error {
	a, ok := record.(*crm.Activity)
	if !ok || a.Status != crm.Done {
		return nil
	}
	was, err := store.Ref[*crm.Activity](w.tx.View, a.ID)
	if was == nil || was.Status != crm.Done {
		a.DoneBy = w.MyID()
	}
	return err
}

// keepFlipped has rules asked about those who may be contacted no longer, or
// again, because of an edit, as if that were an edit of theirs.
func (w *work) keepFlipped(edit *crm.Edit) {
	for _, flip := range w.tx.Flipped() {
		flip.Rule, flip.Cause, flip.Seq, flip.Day = edit.Rule, edit.Cause, edit.Seq, edit.Day
		w.flipped = append(w.flipped, flip)
		w.queue = append(w.queue, flip)
		w.touch(flip)
	}
}

// checkLengths refuses a text that is longer than its field takes. One that is
// there already stays.
//
// Errors: CodeInvalid, with the field.
func (w *work) checkLengths(record crm.Record) error {
	for _, f := range w.schema.Fields(record.Noun()).Fields {
		length, yes := f.TooLong(record)
		if !yes {
			continue
		}
		if id := crm.IDOf(record); id != 0 {
			before, err := w.tx.Ref(record.Noun(), id)
			if err != nil {
				return err
			}
			if before != nil && f.Encode(before) == f.Encode(record) {
				continue
			}
		}
		return crm.Errorf(crm.CodeInvalid, "the %s is %d characters long; the most is %d", label(f.Name), length, f.Max).On(f.Name)
	}
	return nil
}

// keep remembers an edit: for the journal, for the outcome, and for the rules to be
// asked about it.
func (w *work) keep(edit *crm.Edit, rule string, cause *crm.Edit) {
	w.edits++
	edit.Rule, edit.Cause, edit.Seq, edit.Day = rule, cause, w.edits, w.day
	w.pending = append(w.pending, edit)
	w.touch(edit)
	w.keepPointsLeft(edit)
	w.touchHome(edit)
	w.decided = append(w.decided, w.decisions(edit)...)
	w.show(edit)
	if !w.quiet {
		w.queue = append(w.queue, edit)
		return
	}
	for _, flip := range w.tx.Flipped() { // whom an undo lets be contacted again by a number that they share
		w.touch(flip)
	}
}
