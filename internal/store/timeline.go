package store

import (
	"slices"
	"strconv"

	"crm/internal/crm"
)

// mostListed is how many numbers a statement takes.
const mostListed = 500

// inList is the list of numbers that inPortions passes as the first value: one text for
// any of them, prepared once.
func (v *View) inList() string { return v.dialect.numbers }

// inPortions passes numbers in portions, each as the value of inList.
func inPortions(ids []int64, fn func(list string) error) error {
	for part := range slices.Chunk(ids, mostListed) {
		list := []byte{'['}
		for i, id := range part {
			if i > 0 {
				list = append(list, ',')
			}
			list = strconv.AppendInt(list, id, 10)
		}
		if err := fn(string(append(list, ']'))); err != nil {
			return err
		}
	}
	return nil
}

// About returns the records of a noun about one of those contacts, by number.
func About[R crm.Record](v *View, contacts []int64) ([]R, error) {
	var all []R
	err := inPortions(contacts, func(list string) error {
		found, err := find[R](v, "WHERE contact IN "+v.inList(), list)
		all = append(all, found...)
		return err
	})
	return inOrder(all), err
}

// Told is what the journal has about some records: their edits by record, the oldest
// first, and the changes of these.
type Told struct {
	Entries map[int64][]*Entry
	Changes map[int64]*Change
}

// InForce reports whether the change of an edit is neither an undo or redo nor undone.
func (t *Told) InForce(e *Entry) bool {
	c := t.Changes[e.Change]
	return c != nil && c.Reverses == 0 && c.UndoneBy == 0
}

// Told reads what the journal has about some records.
func (v *View) Told(ids []int64) (*Told, error) {
	told := &Told{Entries: map[int64][]*Entry{}, Changes: map[int64]*Change{}}
	err := inPortions(ids, func(list string) error {
		entries, err := v.entries("WHERE record IN "+v.inList()+" ORDER BY record, change, seq", list)
		if err != nil {
			return err
		}
		for _, e := range entries {
			told.Entries[e.ID] = append(told.Entries[e.ID], e)
		}
		changes, err := v.changesWhere("WHERE id IN (SELECT change FROM edits WHERE record IN "+v.inList()+")", list)
		for _, c := range changes {
			told.Changes[c.ID] = c
		}
		return err
	})
	return told, err
}
