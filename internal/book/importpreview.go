package book

import "crm/internal/crm"

// FirstRow is one of the first rows of a file as it will be.
type FirstRow struct {
	Contact   *crm.Contact
	Known     int64  // who of the book it is of, or 0
	Household string // as the row names it
}

// shownFirst is how many rows are shown.
const shownFirst = 5

// showRow keeps the contact of a row, and shows the first ones once there are enough.
func (w *work) showRow(t *rowTaken) {
	if t.in.Show == nil || w.importing.shown {
		return
	}
	household := t.groups.text("household")
	w.importing.first = append(w.importing.first, FirstRow{Contact: crm.Copy(t.contact), Household: household})
	if len(w.importing.first) > shownFirst { // of the last one it is known by now who it is
		w.importing.first = w.importing.first[:shownFirst]
		w.showFirst(t.in)
	}
}

// showKnown keeps that the row shown last is of somebody in the book.
func (w *work) showKnown(there *crm.Contact) {
	if n := len(w.importing.first); n > 0 && !w.importing.shown {
		w.importing.first[n-1].Known = there.ID
	}
}

// showFirst shows the first rows, once.
func (w *work) showFirst(in Import) {
	if in.Show == nil || w.importing.shown || len(w.importing.first) == 0 {
		return
	}
	w.importing.shown = true
	in.Show(w.importing.first)
}
