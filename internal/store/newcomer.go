package store

import (
	"slices"

	"crm/internal/crm"
)

// newcomer is the contact that a transaction made last, with all their plans: an import
// need not read back what it has just written. Anything that it does not track makes it
// forgotten.
type newcomer struct {
	contact *crm.Contact
	open    []*crm.Activity
	due     crm.Date // as it is stored
}

// greet remembers a new contact and forgets the one before.
func (tx *Tx) greet(edit *crm.Edit) {
	if c, ok := edit.After.(*crm.Contact); ok && edit.Action == crm.Create {
		tx.latest = &newcomer{contact: c, due: c.NextDue}
		return
	}
	if a, ok := edit.After.(*crm.Activity); ok && edit.Action == crm.Create && tx.isLatest(a.Contact) && a.Status == crm.Open {
		tx.latest.open = append(tx.latest.open, a)
		return
	}
	for _, record := range []crm.Record{edit.Before, edit.After} {
		if record != nil && tx.isLatest(crm.About(record, crm.KindContact)) && edit.Kind != crm.KindNote {
			tx.latest = nil
		}
	}
}

func (v *View) isLatest(contact int64) bool { return v.latest != nil && v.latest.contact.ID == contact }

// activities returns copies of the plans, in the order of OpenActivities.
func (n *newcomer) activities() []*crm.Activity {
	var open []*crm.Activity
	for _, a := range n.open {
		open = append(open, crm.Copy(a))
	}
	slices.SortFunc(open, nextFirst)
	return open
}
