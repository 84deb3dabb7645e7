package book

import (
	"maps"
	"slices"
	"strconv"

	"crm/internal/crm"
	"crm/internal/store"
)

// Nobody falls through: at the end of a change the outcome names who is worked
// on, may be contacted and has no next step, of those whom the change touched, and
// which policies nobody looks after.

// touch remembers the contacts whose next step an edit may have to do with, and
// the opportunities and policies that lose one by it.
func (w *work) touch(edit *crm.Edit) {
	w.touchPolicy(edit)
	if a, ok := edit.Before.(*crm.Activity); ok && a != nil && a.Status == crm.Open && a.IsStep() && slices.ContainsFunc([]string{"status", "owner", "contact", "opportunity"}, edit.Changed) {
		if a.Opportunity != 0 {
			w.salesLeft = append(w.salesLeft, a.Opportunity)
		}
		if a.IsPressing() && a.IsFor(0) {
			w.salesBeside = append(w.salesBeside, a.Contact)
		}
	}
	for _, record := range []crm.Record{edit.Before, edit.After} {
		switch r := record.(type) {
		case *crm.Contact:
			w.touchContact(r.ID)
			w.touchContact(r.Household)
			if edit.After == nil {
				delete(w.touched, r.ID)
			}
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

// touchPolicy remembers the policy whose end an edit may leave to nobody: its own
// edit, or one that takes something planned for it from the list or to another day.
func (w *work) touchPolicy(edit *crm.Edit) {
	if w.policies == nil {
		w.policies = map[int64]bool{}
	}
	switch r := edit.Record().(type) {
	case *crm.Policy:
		if edit.Action == crm.Create || edit.Changed("status") || edit.Changed("expires") {
			w.policies[r.ID] = true
		}
	case *crm.Activity:
		before, _ := edit.Before.(*crm.Activity)
		if before == nil || before.Status != crm.Open || before.Policy == 0 {
			return
		}
		if edit.Changed("status") || edit.Changed("due") || edit.Changed("policy") {
			if _, known := w.policies[before.Policy]; !known {
				w.policies[before.Policy] = false
			}
		}
	}
}

// sayPoliciesLeft names the policies that the change touched and whose end nobody
// looks after. One without an end has none that anybody could look after.
func (w *work) sayPoliciesLeft() error {
	for _, id := range slices.Sorted(maps.Keys(w.policies)) {
		p, err := store.Ref[*crm.Policy](w.tx.View, id)
		if err != nil {
			return err
		}
		if p == nil {
			continue
		}
		stray := p.IsStray(w.today)
		switch {
		case p.InForce() && p.Expires.IsZero() && (stray || w.policies[id]):
			w.warn("no-renewal", "id", p.ID)
		case !stray:
		case p.Expires.Before(w.today):
			w.warn("policy-expired", "id", p.ID, "date", p.Expires)
		default:
			contact, err := w.contactOrNil(p.Contact)
			if err != nil {
				return err
			}
			code := "policy-without-step"
			if !p.NextDue.IsZero() {
				code = "policy-step-late"
			}
			w.warn(code, "id", p.ID, "name", contact.Name, "date", p.Expires, "due", p.NextDue, "owner", w.ownerElse(p.Owner))
		}
	}
	clear(w.policies)
	return nil
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
		if done.BadPhones > 0 {
			w.warn("imported-bad-phones", "n", done.BadPhones)
		}
		if done.Incomplete > 0 {
			w.warn("imported-incomplete", "n", done.Incomplete)
		}
		if done.Cancelled > 0 {
			w.warn("imported-cancelled", "n", done.Cancelled)
		}
		return nil
	}
	strays, err := w.straysTouched()
	if err != nil {
		return err
	}
	if err := w.saySalesLeft(strays); err != nil {
		return err
	}
	if err := w.sayPoliciesLeft(); err != nil {
		return err
	}
	switch len(strays) {
	case 0:
		return nil
	case 1:
		return w.sayStray(strays[0])
	}
	ids := make([]int64, len(strays))
	var names []string
	colleague := false
	for i, c := range strays {
		ids[i] = c.ID
		whose := w.ownerElse(c.Owner)
		colleague = colleague || whose != ""
		if i >= mostNamed {
			continue
		}
		with := strconv.FormatInt(c.ID, 10)
		if whose != "" {
			with += ", " + whose
		}
		names = append(names, c.Name+" ("+with+")")
	}
	w.warn("no-next-steps", "ids", ids, "names", names, "n", len(ids), "colleague", colleague)
	return nil
}

// sayStray names one who has no next step, with whose contact that is and what a
// colleague has planned with them.
func (w *work) sayStray(c *crm.Contact) error {
	open, err := w.tx.OpenActivities(c.ID)
	if err != nil {
		return err
	}
	for _, a := range open {
		if a.IsStep() && a.Owner != 0 {
			w.warn("no-next-step", "name", c.Name, "id", c.ID, "owner", w.names[c.Owner], "step", a.ID, "other", w.names[a.Owner])
			return nil
		}
	}
	w.warn("no-next-step", "name", c.Name, "id", c.ID, "phone", c.Phone, "owner", w.ownerElse(c.Owner))
	return nil
}

// saySalesLeft names the open opportunities that have lost their next step, but
// for those of somebody who is named themselves.
func (w *work) saySalesLeft(strays []*crm.Contact) error {
	sales, err := w.tx.SalesLeft(w.salesLeft, w.salesBeside)
	if err != nil {
		return err
	}
	for _, o := range sales {
		named := slices.ContainsFunc(strays, func(c *crm.Contact) bool { return c.ID == o.Contact && c.Owner == o.Owner })
		contact, err := w.contactOrNil(o.Contact)
		if named || contact == nil || !contact.Stopped.IsZero() || err != nil {
			if err != nil {
				return err
			}
			continue
		}
		w.warn("sale-without-step", "id", o.ID, "name", contact.Name, "owner", w.ownerElse(o.Owner))
	}
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
