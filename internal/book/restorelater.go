package book

import (
	"fmt"

	"crm/internal/crm"
)

// Of which words of people who said no a backup has what was said later: a book that was put
// back to an earlier state is restored to a later one.

// wordKey names a word of somebody who said no.
func wordKey(r crm.Record) string { return fmt.Sprint(r.Noun(), crm.IDOf(r)) }

// readSaid reads by which operations the words of the present book have come into it.
func (r *restoring) readSaid(v reader) error {
	r.said = map[string]string{}
	read := func(record crm.Record, field string) error {
		op, err := v.tx.LastEditing(record.Noun(), crm.IDOf(record), field)
		r.said[wordKey(record)] = op
		return err
	}
	for _, s := range r.Suppressions {
		if err := read(s, ""); err != nil {
			return err
		}
	}
	for _, c := range r.Marked {
		if err := read(c, "do_not_contact"); err != nil {
			return err
		}
	}
	for _, said := range r.Words {
		for _, c := range said {
			if err := read(c, ""); err != nil {
				return err
			}
		}
	}
	return nil
}

// isLater reports whether the backup knows a word of the present book: what it has instead was
// said later. A word that a restore has carried over is known to none.
func (r *restoring) isLater(word crm.Record) bool {
	op := r.said[wordKey(word)]
	_, known := r.draftOps[op]
	return op != "" && known && !r.done.Other
}
