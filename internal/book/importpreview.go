package book

import "crm/internal/crm"

// FirstRow is one of the first rows of a file as it will be.
type FirstRow struct {
	Contact   *crm.Contact
	Known     int64  // who of the book it is of, or 0
	Household string // as the row names it
	// Policy is what the row says of one, if it is of a list of policies; of one elsewhere it
	// has the line of business and the x-date.
	Policy *crm.Policy
}

// shownFirst is how many rows are shown.
const shownFirst = 5

// showRow keeps the contact of a row, and shows the first ones once there are enough.
func (w *work) showRow(t *rowTaken) {
	if t.in.Show == nil || w.importing.shown || w.outcome.Imported.Policies != nil { // whose rows make several
		return
	}
	household := t.groups.text("household")
	w.importing.first = append(w.importing.first, FirstRow{Contact: crm.Copy(t.contact), Household: household})
	if len(w.importing.first) > shownFirst { // of the last one it is known by now who it is
		w.importing.first = w.importing.first[:shownFirst]
		w.showFirst(t.in)
	}
}

// showFirstRows shows the first rows of a list of policies, once it is known whose they are.
func (i *policyImport) showFirstRows() error {
	if i.in.Show == nil || i.importing.shown {
		return nil
	}
	for _, r := range i.rows {
		if r.bad || len(r.of) == 0 || len(i.importing.first) == shownFirst {
			continue
		}
		c, err := i.contactOrNil(r.of[0].id)
		if err != nil || c == nil {
			return err
		}
		first := FirstRow{Contact: crm.Copy(c)}
		if c.Household != 0 {
			home, err := i.contactOrNil(c.Household)
			if err != nil {
				return err
			}
			if home != nil {
				first.Household = home.Name
			}
		}
		switch {
		case r.policy != nil:
			p := r.policy.Policy
			first.Policy = &p
		case r.sale != nil:
			first.Policy = &crm.Policy{Line: r.sale.line, Carrier: r.sale.competitor, Expires: r.sale.xDate}
		}
		i.importing.first = append(i.importing.first, first)
	}
	i.showFirst(i.in)
	return nil
}

// showKnown keeps that the row shown last is of somebody in the book.
func (w *work) showKnown(there *crm.Contact) {
	if n := len(w.importing.first); n > 0 && !w.importing.shown && w.outcome.Imported.Policies == nil {
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
