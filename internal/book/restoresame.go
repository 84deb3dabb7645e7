package book

import (
	"slices"

	"crm/internal/crm"
	"crm/internal/store"
)

// Whom a restored book and the present one both have.

// entry is the first mention of a contact in a book.
type entry struct {
	id   int64
	made *store.Change // nil if the journal lacks it
}

// is reports whether two books mean the same by a number.
func (e entry) is(o *store.Change) bool {
	return e.made != nil && o != nil && e.made.ID == o.ID && e.made.MadeAt.Equal(o.MadeAt) && e.made.AsOf == o.AsOf
}

// readEntries reads how those were entered who are marked or have withdrawn a consent.
func (r *restoring) readEntries(v reader) error {
	r.entered = map[int64][]entry{}
	for _, c := range slices.Concat(r.Marked, r.Withdrawn) {
		if r.entered[c.ID] != nil {
			continue
		}
		numbers, err := v.numbersOf(c.ID)
		if err != nil {
			return err
		}
		slices.Reverse(numbers)
		for _, id := range numbers {
			made, err := v.tx.ChangeMaking(crm.KindContact, id)
			if err != nil {
				return err
			}
			r.entered[c.ID] = append(r.entered[c.ID], entry{id, made})
		}
	}
	return nil
}

// sameContacts returns the contacts of the draft whom the present book has under a number:
// those who were merged since, and last the one of that number, or the one into whom they are
// merged there. Where the journal of
// either lacks how a contact was entered, the day of it says whether they are the same.
func (r *restoring) sameContacts(w *work, id int64) (same []*crm.Contact, err error) {
	known := slices.Concat(r.Marked, r.Withdrawn)
	at := slices.IndexFunc(known, func(c *crm.Contact) bool { return c.ID == id })
	if r.done.Other || at < 0 {
		return nil, nil
	}
	entered := r.entered[id]
	if entered == nil {
		entered = []entry{{id: id}}
	}
	for _, e := range entered {
		c, err := store.Ref[*crm.Contact](w.tx.View, e.id)
		if c == nil && err == nil {
			c, err = w.mergedInto(e.id, "")
		}
		if err != nil {
			return nil, err
		}
		if c == nil || slices.ContainsFunc(same, func(o *crm.Contact) bool { return o.ID == c.ID }) {
			continue
		}
		made, err := w.tx.ChangeMaking(crm.KindContact, e.id)
		if err != nil {
			return nil, err
		}
		if e.is(made) || (e.made == nil || made == nil) && c.Created == known[at].Created {
			same = append(same, crm.Copy(c))
		}
	}
	return same, nil
}
