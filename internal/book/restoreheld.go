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
		if !slices.ContainsFunc(r.Marked, func(now *crm.Contact) bool { return now.ID == c.ID }) {
			r.done.Held = append(r.done.Held, c.Name)
			named[c.ID] = true
		}
	}
	for _, s := range suppressions {
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
