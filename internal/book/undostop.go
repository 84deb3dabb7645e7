package book

import (
	"maps"
	"slices"

	"crm/internal/crm"
	"crm/internal/store"
)

// What undo and redo do about those who may be contacted again because of them.

// endAgain ends the suppression that a change made; it is not taken out.
func (w *work) endAgain(e *store.Entry) error {
	record, err := w.tx.Ref(e.Kind, e.ID)
	if record == nil || err != nil {
		return err
	}
	return w.endSuppression(record.(*crm.Suppression), e.Rule)
}

// endLifted ends what keeps the numbers of those from being used whose mark is taken
// back: also what they got while they were marked, in changes taken back before.
func (w *work) endLifted() error {
	for _, id := range slices.Sorted(maps.Keys(w.lifted)) {
		list, err := w.tx.SuppressionsFor(id)
		for _, s := range list {
			if err := w.endSuppression(s, ""); err != nil {
				return err
			}
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// endSuppression ends a suppression, which stays in force where somebody who stays
// marked has the same number, or had it.
func (w *work) endSuppression(s *crm.Suppression, rule string) error {
	if !s.Ended.IsZero() {
		return nil
	}
	except := int64(0)
	if w.lifted[s.Contact] {
		except = s.Contact
	}
	other, err := w.bearer(s, except)
	if err != nil {
		return err
	}
	if other != nil {
		s.Contact = other.ID
	} else {
		s.Ended, s.EndedReason, s.EndedBy = w.today, w.change.Reason, w.MyID()
	}
	_, err = w.putFor(s, rule, nil)
	return err
}

// staysBarred refuses to plan contact again with somebody who must not be contacted. How
// that ends is told of the book as it is, with what this would have taken back.
//
// Errors: those of mayContact.
func (w *work) staysBarred(c *crm.Contact) error {
	stop, err := w.stop(c)
	if stop == nil || err != nil {
		return err
	}
	if stop.Contact != nil && stop.Contact.ID != c.ID {
		edits, err := w.editsOf(w.change.ID, stop.Contact.ID)
		if err != nil {
			return err
		}
		for _, edit := range edits {
			if was, ok := edit.Before.(*crm.Contact); ok {
				stop.Contact = was
			}
		}
	}
	return w.refusal(c, stop)
}

// lookThrough learns of a change that is to be reversed whether something went to
// another owner with it, and whether birthday calls were moved, which the next change
// looks for again. It names somebody, or a number, that may be contacted again, or else
// somebody of whom the graver reason not to is forgotten; empty where there is none.
func (w *work) lookThrough(change int64) (name, graver string, err error) {
	w.lifted = map[int64]bool{}
	for e, err := range w.tx.Entries(change, 0) {
		if err != nil {
			return "", "", err
		}
		if _, moves := e.Before["owner"]; moves && e.Action == crm.Update {
			w.moves = true
		}
		if e.Rule == crm.MissedBirthday {
			w.tx.SetRolled(crm.Date{})
		}
		if e.Kind != crm.KindContact && e.Kind != crm.KindSuppression {
			continue
		}
		record, err := w.tx.Ref(e.Kind, e.ID)
		if err != nil {
			return "", "", err
		}
		switch r := record.(type) {
		case *crm.Contact:
			was, changed := e.Before["do_not_contact"]
			switch {
			case r.DoNotContact.IsZero():
			case changed && was == nil || e.Action == crm.Create:
				w.lifted[r.ID] = true
				name = r.Name
			default:
				before, reason := e.Before["do_not_contact_reason"].(string)
				if reason && crm.Graver(r.DoNotContactReason, before) {
					graver = r.Name
				}
			}
		case *crm.Suppression:
			if r.Ended.IsZero() && (e.Action == crm.Create && r.Contact == 0 || e.Before["ended"] != nil) && name == "" {
				name = r.Value
			}
		}
	}
	return name, graver, nil
}
