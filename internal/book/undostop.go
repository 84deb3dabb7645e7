package book

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"crm/internal/crm"
	"crm/internal/store"
)

// What undo and redo do about contacts who may be contacted again because of them.

// endAgain ends the suppression that a change made instead of deleting it.
func (w *work) endAgain(e *store.Entry) error {
	record, err := w.tx.Ref(e.Kind, e.ID)
	if record == nil || err != nil {
		return err
	}
	s := record.(*crm.Suppression)
	if err := w.endSuppression(s, e.Rule); err != nil {
		return err
	}
	if s.Ended.IsZero() {
		w.outlasting = append(w.outlasting, s.ID)
	}
	return nil
}

// endTwice ends what a change made and what outlasts it, where what it had replaced is back.
func (w *work) endTwice() error {
	for _, id := range w.outlasting {
		s, err := store.Ref[*crm.Suppression](w.tx.View, id)
		if s == nil || err != nil {
			return err
		}
		list, err := w.tx.SuppressionsFor(s.Contact)
		if err != nil {
			return err
		}
		if slices.ContainsFunc(list, func(o *crm.Suppression) bool { return o.ID < s.ID && o.Point == s.Point && o.Channel == s.Channel }) {
			s.Ended, s.EndedReason, s.EndedBy = w.today, w.change.Reason, w.MyID()
			if _, err := w.putFor(s, "", nil); err != nil {
				return err
			}
		}
	}
	return nil
}

// endLifted ends the suppressions of contacts whose mark is taken back, including
// points that they got while they were marked.
func (w *work) endLifted() error {
	for _, id := range slices.Sorted(maps.Keys(w.lifted)) {
		list, err := w.tx.SuppressionsFor(id)
		for _, s := range list {
			if w.moved[s.ID] { // it goes back to whom it was made for
				continue
			}
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

// endSuppression ends a suppression, or passes that of a contact to another marked one
// with the same number.
func (w *work) endSuppression(s *crm.Suppression, rule string) error {
	if !s.Ended.IsZero() {
		return nil
	}
	except := int64(0)
	if w.lifted[s.Contact] || w.rid[s.Contact] {
		except = s.Contact
	}
	other, err := w.bearer(s, except)
	if err != nil {
		return err
	}
	if other != nil && s.Contact != 0 {
		s.Contact = other.ID
	} else {
		s.Ended, s.EndedReason, s.EndedBy = w.today, w.change.Reason, w.MyID()
	}
	_, err = w.putFor(s, rule, nil)
	return err
}

// staysBarred rejects planning contact with somebody who must not be contacted, unless they
// have come back, and rules take it off. It describes the book as it is, before this undo.
//
// Errors: those of mayContact.
func (w *work) staysBarred(c *crm.Contact) error {
	if w.comesBack(c) {
		return nil
	}
	stop, err := w.stopOf(c)
	if stop == nil && err == nil {
		return w.wantsCalls(c)
	}
	if err != nil {
		return err
	}
	if stop.Contact != nil && stop.Contact.ID != c.ID {
		was, err := w.beforeUndo(stop.Contact)
		if err != nil {
			return err
		}
		stop.Contact = was
	}
	if s := stop.Suppression; s != nil {
		was, err := w.beforeUndo(c)
		if err != nil {
			return err
		}
		if !w.among(w.tx.PointsOf(was), s) {
			c = crm.Copy(c)
			c.ID = 0 // nobody has the number yet
		}
		if _, typed := w.rid[s.Contact]; typed {
			e, ok := crm.AsError(w.refusal(c, stop))
			if ok {
				e.Next("If the number was never theirs", "undo", w.reversed, crm.With("reason", crm.Blank("TEXT")))
			}
			return e
		}
	}
	return w.refusal(c, stop)
}

// beforeUndo returns a contact as the book has it, without what this undo did to them.
func (w *work) beforeUndo(c *crm.Contact) (*crm.Contact, error) {
	edits, err := w.editsOf(w.change.ID, c.ID)
	if err != nil {
		return nil, err
	}
	for _, edit := range edits {
		if was, ok := edit.Before.(*crm.Contact); ok {
			return was, nil
		}
	}
	return c, nil
}

// lookThrough learns whether a change to be reversed moved something to another owner,
// or moved birthday calls. It returns the names and numbers that may be contacted again,
// or the name of somebody whose graver reason is forgotten.
//
// A number given to somebody who is marked stays on the list, unless there is a reason
// why it was not theirs, or the two who became one are two again. So do those of a marked
// contact whom a redo deletes again.
func (w *work) lookThrough(change int64, reason, redo, merge bool) (names, graver string, err error) {
	w.lifted, w.rid, w.moved = map[int64]bool{}, map[int64]bool{}, map[int64]bool{}
	var freed []string
	w.freed, w.freedToo = nil, nil
	var ending []*crm.Suppression
	again := map[string]bool{}
	seen := map[int64]bool{} // of whom the first edit of the mark says how it will be
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
		if e.Kind != crm.KindContact && e.Kind != crm.KindSuppression && e.Kind != crm.KindConsent {
			continue
		}
		record, err := w.tx.Ref(e.Kind, e.ID)
		if err != nil {
			return "", "", err
		}
		if said, ok := record.(*crm.Consent); ok && e.Action == crm.Create && !redo && !merge {
			name, err := w.silences(said)
			if err != nil {
				return "", "", err
			}
			if name != "" && !slices.Contains(freed, name) {
				freed = append(freed, name)
			}
		}
		switch r := record.(type) {
		case *crm.Contact:
			was, changed := e.Before["do_not_contact"]
			if seen[r.ID] {
				continue
			}
			seen[r.ID] = changed
			for _, field := range []string{"phones", "emails"} {
				if _, changed := e.Before[field]; changed {
					w.rid[r.ID] = reason || merge
				}
			}
			switch {
			case r.DoNotContact.IsZero():
			case redo && e.Action == crm.Create:
			case changed && was == nil || e.Action == crm.Create:
				w.lifted[r.ID] = true
				freed = append(freed, r.Name)
			default:
				before, reason := e.Before["do_not_contact_reason"].(string)
				if reason && crm.Graver(r.DoNotContactReason, before) {
					graver = r.Name
				}
			}
		case *crm.Suppression:
			if _, passed := e.Before["contact"]; passed {
				w.moved[r.ID] = true
			}
			made := e.Action == crm.Create && (r.Contact == 0 || w.rid[r.Contact] && !w.lifted[r.Contact])
			if was, changed := e.Before["ended"]; changed && was == nil { // it begins again
				again[r.Point] = true
			}
			if r.Ended.IsZero() && (made || e.Before["ended"] != nil) {
				ending = append(ending, r)
			}
		}
	}
	for _, s := range ending {
		only, err := w.onlyMark(s, ending)
		if err != nil {
			return "", "", err
		}
		if only && !again[s.Point] {
			freed, w.freed = append(freed, s.Value), append(w.freed, s.Value)
		}
	}
	return someOf(freed), graver, nil
}

// onlyMark reports whether nothing else than this suppression and others that end with it
// keeps its number on the list, and will after the undo.
func (w *work) onlyMark(s *crm.Suppression, ending []*crm.Suppression) (bool, error) {
	list, err := w.tx.SuppressedPoints(s.Point)
	return !slices.ContainsFunc(list, func(o *crm.Suppression) bool {
		return !w.lifted[o.Contact] && !slices.ContainsFunc(ending, func(e *crm.Suppression) bool { return e.ID == o.ID })
	}), err
}

// sayFreed names the phones and e-mails that an undo has taken off the list, and who has
// one of them and may be contacted again.
func (w *work) sayFreed() error {
	freed := w.freed
	for _, id := range w.freedToo {
		c, err := store.Ref[*crm.Contact](w.tx.View, id)
		if err != nil {
			return err
		}
		if c != nil && c.Stopped.IsZero() && !slices.Contains(freed, c.Name) {
			freed = append(freed, c.Name)
		}
	}
	if n := len(freed); n > 0 {
		w.say("freed", "names", freed[:min(n, listed)], "n", n)
	}
	return nil
}

// someOf joins the first few of some names, with how many more there are.
func someOf(names []string) string {
	const few = 10
	text := strings.Join(names[:min(len(names), few)], ", ")
	if more := len(names) - few; more > 0 {
		text += fmt.Sprintf(" (+%d)", more)
	}
	return text
}
