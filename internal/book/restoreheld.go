package book

import (
	"cmp"
	"slices"

	"crm/internal/crm"
	"crm/internal/fold"
	"crm/internal/store"
)

// held finds out who is stopped in the draft, and is not in the present book.
func (r *restoring) held(draft *store.View) error {
	if r.done.Other || r.done.Missing || r.done.Unread {
		return nil
	}
	suppressions, marked, err := draft.InForce()
	if err != nil {
		return err
	}
	named := map[int64]bool{}
	for _, c := range marked {
		if named[c.ID], err = r.freed(draft, c); err != nil {
			return err
		}
		if named[c.ID] {
			r.done.Held = append(r.done.Held, c.Name)
		}
	}
	for _, s := range suppressions {
		if crm.IsSecret(s.Point) { // which nobody can say
			continue
		}
		is := func(now *crm.Suppression) bool {
			same, failed := draft.Among([]string{s.Point}, now)
			err = cmp.Or(err, failed)
			return same && (crm.IsSecret(now.Point) || fold.Covers(now.Point, s.Point))
		}
		if !named[s.Contact] && !slices.ContainsFunc(r.Suppressions, is) {
			r.done.Held = append(r.done.Held, s.Value)
		}
	}
	return err
}

// freed reports whether the present book has somebody who is marked in the draft, and lets
// them be contacted: they have not been erased or merged into somebody marked.
func (r *restoring) freed(draft *store.View, c *crm.Contact) (bool, error) {
	if crm.IsErased(c) || r.marks(c.ID) || r.stopped[c.ID] {
		return false, nil
	}
	if known, err := r.isKnown(draft, c.ID); !known && r.numbers != nil || err != nil {
		return false, err
	}
	for _, entered := range r.entered {
		if slices.ContainsFunc(entered, func(e entry) bool { return e.id == c.ID }) && r.marks(entered[len(entered)-1].id) {
			return false, nil
		}
	}
	return !slices.ContainsFunc(r.Erasures, func(e crm.Erasure) bool { return e.Contact == c.ID }), nil
}

// marks reports whether somebody is marked in the present book.
func (r *restoring) marks(id int64) bool {
	return slices.ContainsFunc(r.Marked, func(now *crm.Contact) bool { return now.ID == id })
}

// share finds out who is stopped because of a number alone, and is not in the present book.
func (r *restoring) share(draft *store.View) error {
	if r.done.Other || r.stopped == nil {
		return nil
	}
	byNumber, err := draft.StoppedByNumber()
	for _, c := range byNumber {
		if !r.stopped[c.ID] {
			r.done.Shared = append(r.done.Shared, c.Name)
		}
	}
	return err
}
