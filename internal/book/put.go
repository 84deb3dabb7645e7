package book

import (
	"slices"
	"strings"
	"unicode/utf8"

	"crm/internal/crm"
	"crm/internal/store"
)

// Only put, remove and bringBack change the book. Each remembers the edit that it made.

// put writes a record and remembers the edit, if anything changed.
func (w *work) put(record crm.Record) (*crm.Edit, error) { return w.putFor(record, "", nil) }

// putFor is put on behalf of a rule, because of an edit. Undo and redo restore what
// was: they skip the checks, and consequences have edits of their own.
func (w *work) putFor(record crm.Record, rule string, cause *crm.Edit) (*crm.Edit, error) {
	if !w.quiet {
		if err := w.notErased(record); err != nil {
			if _, is := crm.AsError(err); is && rule != "" { // nothing follows for who is not there
				return nil, nil
			}
			return nil, err
		}
		if err := w.checkTexts(record); err != nil {
			return nil, err
		}
		if err := w.checkHome(record); err != nil {
			return nil, err
		}
		if err := w.sign(record); err != nil {
			return nil, err
		}
	}
	if err := w.pacePut(record, rule); err != nil {
		return nil, err
	}
	was, err := w.heldStops(record)
	if err != nil {
		return nil, err
	}
	if head := crm.HeadOf(record); head.ID == 0 && w.supposes != nil {
		head.ID = w.supposes(record, rule)
	}
	edit, err := w.tx.Put(record)
	if edit == nil || err != nil {
		return nil, err
	}
	w.keep(edit, rule, cause)
	if err := w.holdStops(was); err != nil {
		return nil, err
	}
	if w.quiet {
		return edit, nil
	}
	w.keepFlipped(edit)
	if err := w.touchJoined(edit); err != nil {
		return nil, err
	}
	if err := w.notesAlong(edit); err != nil {
		return nil, err
	}
	if err := w.touchNotes(edit); err != nil {
		return nil, err
	}
	if err := w.unsay(edit); err != nil {
		return nil, err
	}
	return edit, w.suppressMarked(edit, rule)
}

// remove deletes a record, for a rule if that is not empty. An undo brings it back.
func (w *work) remove(kind crm.Kind, id int64, rule string) error {
	edit, err := w.tx.Delete(kind, id)
	if err != nil {
		return err
	}
	w.keep(edit, rule, nil)
	if !w.quiet {
		w.keepFlipped(edit)
	}
	return nil
}

// bringBack restores a deleted record under its number.
func (w *work) bringBack(record crm.Record, rule string) error {
	edit, err := w.tx.Insert(record)
	if err == nil {
		w.keep(edit, rule, nil)
	}
	return err
}

// showEdit keeps an edit for the outcome. Of a large undo, redo or import it keeps the first
// ones and counts the others, except for edits of what the book goes by. What an import adds
// is counted.
func (w *work) showEdit(edit *crm.Edit) {
	most, known := w.options.MostShown, []crm.Kind{crm.KindSettings, crm.KindProducer, crm.KindTeam}
	switch {
	case w.streaming && (w.quiet || w.isAdded(edit)):
	case !w.quiet && !w.streaming || most == 0 || len(w.outcome.Edits) < most || slices.Contains(known, edit.Kind):
		w.outcome.Edits = append(w.outcome.Edits, edit)
	case !edit.Silent():
		w.outcome.More++
	}
}

// sign records who is acting in an activity that becomes done.
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

// keepFlipped queues for the rules the contacts who may not be contacted any more, or
// again, because of an edit.
func (w *work) keepFlipped(edit *crm.Edit) {
	if w.holding { // another country, or half a merge, frees them for a moment
		return
	}
	for _, flip := range w.tx.Flipped() {
		flip.Rule, flip.Cause, flip.Seq, flip.Day = edit.Rule, edit.Cause, edit.Seq, edit.Day
		w.flipped = append(w.flipped, flip)
		w.queue = append(w.queue, flip)
		w.touch(flip)
	}
}

// checkTexts rejects a text longer than its field allows, unless it is there already, and one
// with a zero byte, which a file keeps and a server refuses.
//
// Errors: CodeInvalid, with the field.
func (w *work) checkTexts(record crm.Record) error {
	for _, f := range w.schema.Fields(record.Noun()).Fields {
		length, zero := 0, false
		f.Texts(record, func(text string) {
			length = max(length, utf8.RuneCountInString(text))
			zero = zero || strings.IndexByte(text, 0) >= 0
		})
		if length <= f.Max && !zero {
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
		if zero {
			return crm.Errorf(crm.CodeInvalid, "the %s has a zero byte, which no text has", label(f.Name)).On(f.Name)
		}
		return crm.Errorf(crm.CodeInvalid, "the %s is %d characters long; the most is %d", label(f.Name), length, f.Max).On(f.Name)
	}
	return nil
}

// keep remembers an edit for the journal, the outcome and the rules.
func (w *work) keep(edit *crm.Edit, rule string, cause *crm.Edit) {
	w.edits++
	edit.Rule, edit.Cause, edit.Seq, edit.Day = rule, cause, w.edits, w.day
	w.pending = append(w.pending, edit)
	w.touch(edit)
	w.countCall(edit)
	w.keepPointsLeft(edit)
	w.keepMarked(edit)
	w.arrives(edit)
	w.touchHome(edit)
	w.touchFirst(edit)
	w.decided = append(w.decided, w.decisions(edit)...)
	w.showEdit(edit)
	if !w.quiet {
		w.queue = append(w.queue, edit)
		return
	}
	if c, _ := edit.After.(*crm.Contact); c != nil && edit.Action == crm.Create && !c.MayCall() {
		w.halted = append(w.halted, c.ID)
	}
	for _, flip := range w.tx.Flipped() { // whom an undo lets be contacted again, or stops, by a number that they share or with their household
		w.touch(flip)
		c := flip.After.(*crm.Contact)
		if !c.MayCall() {
			w.halted = append(w.halted, c.ID)
		}
		if flip.Changed("stopped") && c.Stopped.IsZero() {
			w.freedToo = append(w.freedToo, c.ID)
		}
	}
}
