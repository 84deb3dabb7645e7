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
	was  *crm.Contact  // before they were merged; nil if the journal lacks it
}

// is reports whether two books mean the same by a number: one operation entered it in both. A
// copy of a book may go on beside it, and give out the same numbers on the same day.
func (e entry) is(draft *store.View, o *store.Change) (bool, error) {
	if e.made == nil || o == nil {
		return false, nil
	}
	return draft.SameOp(e.made.Op, o.Op)
}

// readEntries reads how those were entered who are marked or have withdrawn a consent.
func (r *restoring) readEntries(v reader) (err error) {
	if r.numbers, err = v.tx.ContactNumbers(); err != nil {
		return err
	}
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
			was := c
			if id != c.ID {
				if was, err = v.tx.DeletedContact(id); err != nil {
					return err
				}
			}
			r.entered[c.ID] = append(r.entered[c.ID], entry{id, made, was})
		}
	}
	return nil
}

// isKnown reports whether the present book has a contact of the draft, or whom they were
// merged into: what they say is there.
func (r *restoring) isKnown(draft *store.View, id int64) (bool, error) {
	made, err := draft.ChangeMaking(crm.KindContact, id)
	if made == nil || !r.numbers[id] || err != nil {
		return false, err
	}
	_, known := r.ops[made.Op]
	return known, nil
}

// sameContacts returns the contacts of the draft whom the present book has under a number:
// those who are the same by their name, though they were entered another time, then those who
// were merged since, and last the one of that number, or the one into whom they are merged
// there. Missing are the numbers that the draft has nobody under. Where the journal of either
// lacks how a contact was entered, the day of it says whether they are the same.
func (r *restoring) sameContacts(w *work, id int64) (same []*crm.Contact, missing []entry, err error) {
	known := slices.Concat(r.Marked, r.Withdrawn)
	at := slices.IndexFunc(known, func(c *crm.Contact) bool { return c.ID == id })
	if r.done.Other || at < 0 {
		return nil, nil, nil
	}
	entered := r.entered[id]
	if entered == nil {
		entered = []entry{{id: id, was: known[at]}}
	}
	for _, e := range entered {
		c, err := w.contactIfThere(e.id)
		gone := c == nil
		if gone && err == nil {
			c, err = w.mergedInto(e.id, "")
		}
		if err != nil {
			return nil, nil, err
		}
		is := false
		if c != nil {
			made, err := w.tx.ChangeMaking(crm.KindContact, e.id)
			if err != nil {
				return nil, nil, err
			}
			if is, err = e.is(w.tx.View, made); err != nil {
				return nil, nil, err
			}
			is = is || (e.made == nil || made == nil) && c.Created == known[at].Created
		}
		if is && !has(same, c) {
			same = append(same, crm.Copy(c))
		}
		if gone || !is {
			missing = append(missing, e)
		}
	}
	alike, err := r.alike(w, known[at])
	alike = slices.DeleteFunc(alike, func(c *crm.Contact) bool { return has(same, c) })
	return append(alike, same...), missing, err
}

func has(list []*crm.Contact, c *crm.Contact) bool {
	return slices.ContainsFunc(list, func(o *crm.Contact) bool { return o.ID == c.ID })
}

// alike returns the contacts of the draft who have the name of one who said no, and whom
// nothing tells from them: they have something else in common, or one of the two has neither a
// phone nor an e-mail. Whom the present book has beside them is somebody else.
func (r *restoring) alike(w *work, now *crm.Contact) (alike []*crm.Contact, err error) {
	m, err := w.findAlike(now)
	if err != nil {
		return nil, err
	}
	reached := func(c *crm.Contact) bool { return len(c.Phones)+len(c.Emails) > 0 }
	for _, c := range slices.Concat(m.numbered, m.named) {
		how := w.likeness(now, c)
		if how == perhaps && !(reached(c) && reached(now)) || has(m.numbered, c) {
			how = same
		}
		known, err := r.isKnown(w.tx.View, c.ID)
		if err != nil {
			return nil, err
		}
		if how == same && !known && c.Erased.IsZero() && !has(alike, c) {
			alike = append(alike, crm.Copy(c))
		}
	}
	return alike, nil
}

// remember keeps what somebody has said by now whom the draft lacks under some of their
// numbers: by those, and by who they were under each, unless the draft has them by that name.
func (r *restoring) remember(w *work, now *crm.Contact, same []*crm.Contact, missing []entry) error {
	if r.done.Other || crm.IsErased(now) {
		return nil
	}
	for _, e := range missing {
		under := store.Entered{ID: e.id}
		if e.made != nil {
			under.By = e.made.Op
		}
		if e.was != nil {
			under.As = crm.Copy(e.was)
			under.As.Also = nil // those are entries of their own
			if store.Namesakes(under.As, same) {
				under.As = nil
			}
		}
		words, err := w.tx.Remembering(now, r.Words[now.ID], under)
		if err == nil {
			err = w.silenceAgain(words)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// recall records again what is kept of the words of those whom the draft has.
func (r *restoring) recall(w *work) error {
	if r.done.Other {
		return nil
	}
	all, err := w.tx.AllRemembered()
	if err != nil {
		return err
	}
	for _, c := range all {
		known, err := r.isKnown(w.tx.View, c.ID)
		if err != nil {
			return err
		}
		withdrawn, err := w.recall(c, !known)
		if err != nil {
			return err
		}
		if withdrawn && !slices.Contains(r.done.Silent, c.ID) {
			r.done.Silent = append(r.done.Silent, c.ID)
		}
	}
	return w.drain()
}
