package book

import (
	"strconv"

	"crm/internal/crm"
)

// Nobody falls through: at the end of a change the outcome names who is worked
// on, may be contacted and has no next step, of those whom the change touched.

// touch remembers the contacts whose next step an edit may have to do with.
func (w *work) touch(edit *crm.Edit) {
	for _, record := range []crm.Record{edit.Before, edit.After} {
		switch r := record.(type) {
		case *crm.Contact:
			w.touchContact(r.ID)
			w.touchContact(r.Household)
		case *crm.Opportunity:
			w.touchContact(r.Contact)
		case *crm.Activity:
			if r.IsStep() {
				w.touchContact(r.Contact)
			}
		}
	}
}

func (w *work) touchContact(id int64) {
	if w.touched == nil {
		w.touched = map[int64]bool{}
	}
	if id != 0 {
		w.touched[id] = true
	}
}

// straysTouched are those touched, and of their households, who have no next
// step although they may be contacted.
func (w *work) straysTouched() ([]*crm.Contact, error) {
	var ids []int64
	for id := range w.touched {
		ids = append(ids, id)
	}
	clear(w.touched)
	found, err := w.tx.StraysAmong(ids)
	if err != nil {
		return nil, err
	}
	var strays []*crm.Contact
	for _, c := range found {
		stopped, err := w.stop(c)
		if err != nil {
			return nil, err
		}
		if stopped == nil {
			strays = append(strays, c)
		}
	}
	return strays, nil
}

// sayStrays names who has no next step.
func (w *work) sayStrays() error {
	if done := w.outcome.Imported; done != nil && w.streaming {
		if done.Strays > 0 {
			w.warn("imported-strays", "n", done.Strays)
		}
		if done.Incomplete > 0 {
			w.warn("imported-incomplete", "n", done.Incomplete)
		}
		return nil
	}
	strays, err := w.straysTouched()
	if err != nil || len(strays) == 0 {
		return err
	}
	if len(strays) == 1 {
		w.warn("no-next-step", "name", strays[0].Name, "id", strays[0].ID, "phone", strays[0].Phone)
		return nil
	}
	ids := make([]int64, len(strays))
	var names []string
	for i, c := range strays {
		ids[i] = c.ID
		if i < mostNamed {
			names = append(names, c.Name+" ("+strconv.FormatInt(c.ID, 10)+")")
		}
	}
	w.warn("no-next-steps", "ids", ids, "names", names, "n", len(ids))
	return nil
}

// countStrays counts those of the row of an import who have no next step.
func (w *work) countStrays() error {
	for id := range w.touched {
		c, err := w.contactOrNil(id)
		if err != nil {
			return err
		}
		if c != nil && c.IsStray() {
			w.outcome.Imported.Strays++
		}
	}
	clear(w.touched)
	return nil
}
