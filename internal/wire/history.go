package wire

import (
	"cmp"
	"iter"
	"slices"
	"strings"

	"crm/internal/crm"
)

// History writes changes of the journal.
func (w *Writer) History(changes []*crm.ChangeInfo) error {
	switch {
	case w.Quiet:
		return numbers(w, changes, func(c *crm.ChangeInfo) int64 { return c.ID })
	case w.Format == JSON || w.Format == JSONL:
		return w.objects(eachObject(changes, changeObject))
	}
	return w.editRows(changes, []string{"what"}, func(e *crm.Edit) []object {
		return []object{{{"what", changedFields(e)}}}
	})
}

// FieldHistory is History for a file of rows about somebody: a row for each field that an edit
// changed, with what it was and what it became.
func (w *Writer) FieldHistory(changes []*crm.ChangeInfo) error {
	return w.editRows(changes, []string{"field", "before", "after"}, func(e *crm.Edit) []object {
		return objectList(e.Differences(), differenceObject)
	})
}

// editRows writes rows for each edit of some changes: its change, its record, and what of
// says of it in the last columns.
func (w *Writer) editRows(changes []*crm.ChangeInfo, last []string, of func(*crm.Edit) []object) error {
	var failed error
	columns := append([]string{"change", "made_at", "as_of", "by", "command", "reverses", "undone_by", "reason", "action", "kind", "id", "rule"}, last...)
	err := w.rows(columns, func(yield func(object) bool) {
		for _, c := range changes {
			head := append(object{{"change", c.ID}}, changeHead(c)...)
			for e, err := range allEdits(c.Edits, c.Rest) {
				if failed = err; failed != nil {
					return
				}
				edit := append(slices.Clip(head), object{{"action", e.Action}, {"kind", e.Kind}, {"id", e.ID}, {"rule", orNull(e.Rule)}}...)
				for _, row := range of(e) {
					if !yield(append(slices.Clip(edit), row...)) {
						return
					}
				}
			}
		}
	})
	return cmp.Or(err, failed)
}

// allEdits iterates over edits at hand and then the rest, if any.
func allEdits(first []*crm.Edit, rest iter.Seq2[*crm.Edit, error]) iter.Seq2[*crm.Edit, error] {
	return func(yield func(*crm.Edit, error) bool) {
		for _, e := range first {
			if !yield(e, nil) {
				return
			}
		}
		if rest != nil {
			rest(yield)
		}
	}
}

// objectsOf makes an object of each edit as it is written, since there may be very
// many.
func objectsOf(edits iter.Seq2[*crm.Edit, error], as func(*crm.Edit) object) iter.Seq2[object, error] {
	return func(yield func(object, error) bool) {
		for e, err := range edits {
			if err != nil {
				yield(nil, err)
				return
			}
			if !yield(as(e), nil) {
				return
			}
		}
	}
}

// changedFields names the fields that an edit changed.
func changedFields(e *crm.Edit) string {
	var names []string
	for _, d := range e.Differences() {
		names = append(names, d.Field.Name)
	}
	return strings.Join(names, " ")
}

func changeObject(c *crm.ChangeInfo) object {
	o := append(object{{"id", c.ID}}, changeHead(c)...)
	return append(o, object{{"edits", objectsOf(allEdits(c.Edits, c.Rest), changedObject)}}...)
}

// changedObject is an edit with the fields that it changed. Of a contact it says since when
// they must not be contacted, as everything does that has a phone or an e-mail.
func changedObject(e *crm.Edit) object {
	o := object{{"action", e.Action}, {"kind", e.Kind}, {"id", e.ID}, {"rule", orNull(e.Rule)}, {"changed", objectList(e.Differences(), differenceObject)}}
	o = append(o, actedObject(e)...)
	if c, ok := e.Record().(*crm.Contact); ok {
		return o.with("stopped", c.Stopped)
	}
	return o
}

func differenceObject(d crm.Difference) object {
	return object{{"field", d.Field.Name}, {"before", d.Before}, {"after", d.After}}
}

// changeHead is a change in JSON without its edits.
func changeHead(c *crm.ChangeInfo) object {
	return object{
		{"made_at", orNull(c.MadeAt)}, {"as_of", c.AsOf}, {"by", orNull(c.By)}, {"command", c.Command},
		{"reverses", orNull(c.Reverses)}, {"undone_by", orNull(c.UndoneBy)}, {"reason", orNull(c.Reason)},
	}
}
