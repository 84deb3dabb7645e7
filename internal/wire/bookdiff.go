package wire

import (
	"cmp"
	"slices"

	"crm/internal/crm"
)

// BooksCompared writes how two books differ, as it is found, and reports whether they do.
func (w *Writer) BooksCompared(c *crm.BooksCompared) (differ bool, err error) {
	var failed error
	edits := func(yield func(*crm.Edit) bool) {
		for e, err := range c.Edits {
			if failed = err; err != nil {
				return
			}
			if differ = true; !yield(e) {
				return
			}
		}
	}
	if w.Format == JSON && !w.Quiet {
		return w.booksCompared(c)
	}
	switch {
	case w.Quiet:
		for e := range edits {
			if err := numbers(w, []*crm.Edit{e}, func(e *crm.Edit) int64 { return e.ID }); err != nil {
				return differ, err
			}
		}
	case w.Format == JSONL:
		err = w.objects(func(yield func(object) bool) {
			for e := range edits {
				if !yield(differentObject(e)) {
					return
				}
			}
		})
	default:
		err = w.rows([]string{"action", "kind", "id", "field", "before", "after"}, func(yield func(object) bool) {
			for e := range edits {
				head := object{{"action", e.Action}, {"kind", e.Kind}, {"id", e.ID}}
				for _, d := range e.Differences() {
					if !yield(append(slices.Clip(head), differenceObject(d)...)) {
						return
					}
				}
			}
		})
	}
	if err = cmp.Or(failed, err); err != nil {
		return differ, err
	}
	beside, err := c.Beside()
	return differ || len(beside) > 0, err
}

// booksCompared writes all of it as one object.
func (w *Writer) booksCompared(c *crm.BooksCompared) (differ bool, err error) {
	var failed error
	edits := func(yield func(*crm.Edit, error) bool) {
		for e, err := range c.Edits {
			differ = true
			if !yield(e, err) {
				return
			}
		}
	}
	beside := func() any {
		var found []crm.TableDifference
		found, failed = c.Beside()
		differ = differ || len(found) > 0
		return objectList(found, func(t crm.TableDifference) object {
			return object{{"table", t.Table}, {"only_first", t.First}, {"only_second", t.Second}, {"changed", t.Changed}}
		})
	}
	err = w.writeJSON(object{
		{"first", c.First}, {"second", c.Second}, {"same_book", c.SameBook}, {"differences", objectsOf(edits, differentObject)},
		{"beside", later(beside)}, {"same", later(func() any { return !differ })},
	})
	return differ, cmp.Or(failed, err)
}

// differentObject is a record that is not the same in two books.
func differentObject(e *crm.Edit) object {
	return object{{"action", e.Action}, {"kind", e.Kind}, {"id", e.ID}, {"changed", objectList(e.Differences(), differenceObject)}}
}
