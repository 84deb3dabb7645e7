package store

import (
	"fmt"
	"slices"
	"strings"

	"crm/internal/crm"
)

// mostPlaces is how many numbers one statement takes.
const mostPlaces = 500

// places gives numbers in portions, each with the list that a condition has
// for them: "($1, $2)".
func places(ids []int64, fn func(list string, args []any) error) error {
	for part := range slices.Chunk(ids, mostPlaces) {
		marks, args := make([]string, len(part)), make([]any, len(part))
		for i, id := range part {
			marks[i], args[i] = fmt.Sprintf("$%d", i+1), id
		}
		if err := fn("("+strings.Join(marks, ", ")+")", args); err != nil {
			return err
		}
	}
	return nil
}

// About are the records of a noun that are about one of those contacts, in the
// order of their numbers.
func About[R crm.Record](tx *Tx, contacts []int64) ([]R, error) {
	var all []R
	err := places(contacts, func(list string, args []any) error {
		found, err := find[R](tx, "WHERE contact IN "+list, args...)
		all = append(all, found...)
		return err
	})
	slices.SortFunc(all, func(a, b R) int { return int(crm.IDOf(a) - crm.IDOf(b)) })
	return all, err
}

// Told is what the journal has about some records: their edits by the number
// of the record, the oldest first, and the changes that these are of.
type Told struct {
	Entries map[int64][]*Entry
	Changes map[int64]*Change
}

// InForce reports whether the change of an edit is neither an undo or redo nor
// taken back by one.
func (t *Told) InForce(e *Entry) bool {
	c := t.Changes[e.Change]
	return c != nil && c.Reverses == 0 && c.UndoneBy == 0
}

// Told reads what the journal has about some records.
func (tx *Tx) Told(ids []int64) (*Told, error) {
	told := &Told{Entries: map[int64][]*Entry{}, Changes: map[int64]*Change{}}
	err := places(ids, func(list string, args []any) error {
		entries, err := tx.entries("WHERE record IN "+list+" ORDER BY record, change, seq", args...)
		if err != nil {
			return err
		}
		for _, e := range entries {
			told.Entries[e.ID] = append(told.Entries[e.ID], e)
		}
		changes, err := tx.changesWhere("WHERE id IN (SELECT change FROM edits WHERE record IN "+list+")", args...)
		for _, c := range changes {
			told.Changes[c.ID] = c
		}
		return err
	})
	return told, err
}
