package book

import (
	"maps"
	"slices"
	"strconv"
	"strings"

	"crm/internal/crm"
	"crm/internal/store"
)

// Nobody falls through: at the end of a change the outcome names the contacts it
// touched who may be contacted but have no next step, and the policies that nobody
// looks after.

// touch remembers the contacts whose next step an edit may affect, and the
// opportunities and policies that may lose one.
func (w *work) touch(edit *crm.Edit) {
	w.touchPolicy(edit)
	if a, ok := edit.Before.(*crm.Activity); ok && a != nil && a.Status == crm.Open && a.IsStep() && slices.ContainsFunc([]string{"status", "owner", "contact", "opportunity"}, edit.Changed) {
		w.shake(a.Contact)
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
			was, _ := edit.Before.(*crm.Contact)
			worked := was != nil && was.Stage == "" && edit.Changed("stage")
			if edit.Changed("stopped") && r.Stopped.IsZero() || edit.Changed("calls_barred") || worked { // whose plans had gone
				w.salesBeside = append(w.salesBeside, r.ID)
			}
			w.touchContact(r.ID)
			if edit.Action != crm.Update || slices.ContainsFunc(serving, edit.Changed) {
				w.touchContact(r.Household)
				w.shake(r.ID)
				w.shake(r.Household)
			}
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

// serving are the fields of a contact that decide whether what is planned with them serves
// others of their household.
var serving = []string{"kind", "stage", "stopped", "calls_barred", "household", "owner", "phones", "birthday"}

// shake remembers a contact who may have taken the next step from others of their household.
func (w *work) shake(id int64) {
	if w.shaken == nil {
		w.shaken = map[int64]bool{}
	}
	if id != 0 {
		w.shaken[id] = true
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

// touchPolicy remembers a policy whose end may be left to nobody: it was edited itself,
// or lost something planned for it.
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

// sayPoliciesLeft names the touched policies whose end nobody looks after.
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
			w.outcome.Notices = slices.DeleteFunc(w.outcome.Notices, func(n crm.Notice) bool { // which says the same
				return n.Code == "day-past" && n.Values["date"] == p.Expires
			})
			w.warn("policy-expired", "id", p.ID, "date", p.Expires, "lasts", crm.Lasts(p.Line))
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

// straysTouched returns the touched contacts, and those of their households from whom this
// change may have taken it, who have no next step although they may be contacted.
func (w *work) straysTouched() ([]*crm.Contact, error) {
	touched, ids, homes := maps.Clone(w.touched), slices.Collect(maps.Keys(w.touched)), map[int64]bool{}
	clear(w.touched)
	found, err := w.tx.StraysAmong(ids)
	if err != nil {
		return nil, err
	}
	for id := range w.shaken {
		homes[id] = true // it may be the household
		c, err := w.contactIfThere(id)
		if err != nil {
			return nil, err
		}
		if len(found) > 0 && c != nil && c.Household != 0 {
			homes[c.Household] = true
		}
	}
	clear(w.shaken)
	var strays []*crm.Contact
	for _, c := range found {
		if !touched[c.ID] && !homes[c.Household] && !homes[c.ID] {
			continue // they had none before
		}
		stopped, err := w.stopOf(c)
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
			w.warn("imported-strays", "n", done.Strays, "colleague", w.importing.straysElse)
		}
		if done.SameNumbers > 0 {
			w.warn("imported-same-numbers", "n", done.SameNumbers)
		}
		if done.BadPhones > 0 {
			w.warn("imported-bad-phones", "n", done.BadPhones)
		}
		if done.Incomplete > 0 {
			w.warn("imported-incomplete", "n", done.Incomplete)
		}
		if n := len(done.OddPhones); n > 0 {
			w.warn("imported-odd-phones", "n", n, "values", strings.Join(done.OddPhones[:min(n, 3)], ", "))
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
		colleague = colleague || c.Owner != w.MyID()
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

// sayStray names one contact without a next step, the owner, and what a colleague has
// planned with them.
func (w *work) sayStray(c *crm.Contact) error {
	if !c.CallsBarred.IsZero() {
		w.warn("nobody-writes", "name", c.Name, "id", c.ID, "owner", w.ownerElse(c.Owner), "command", crm.Run("task add", c.ID, crm.Blank("TEXT"), crm.With("due", crm.Blank("DATE"))))
		return nil
	}
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
	reached, _, err := w.asReached(c)
	if err != nil {
		return err
	}
	w.warn("no-next-step", "name", c.Name, "id", c.ID, "phone", reached.Phone, "owner", w.ownerElse(c.Owner))
	return nil
}

// saySalesLeft names the open opportunities that lost their next step, except those of
// contacts already named.
func (w *work) saySalesLeft(strays []*crm.Contact) error {
	beside, err := w.withHouseholds(w.salesBeside)
	if err != nil {
		return err
	}
	sales, err := w.tx.SalesLeft(w.salesLeft, beside)
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

// withHouseholds returns contacts and the others of their households, whom a call with one of
// them served.
func (w *work) withHouseholds(contacts []int64) ([]int64, error) {
	all := slices.Clone(contacts)
	for _, id := range contacts {
		c, err := w.contactIfThere(id)
		if err != nil {
			return nil, err
		}
		if c == nil || c.Household == 0 && c.Kind != crm.Household {
			continue
		}
		others, err := w.house(c)
		if err != nil {
			return nil, err
		}
		for _, other := range others {
			if !slices.Contains(all, other.ID) {
				all = append(all, other.ID)
			}
		}
	}
	return all, nil
}

// countStrays counts the contacts of an imported row without a next step, and where rows
// change people of the book those from whose household one has gone.
func (w *work) countStrays() error {
	count := func(c *crm.Contact) {
		if !w.importing.strays.has(c.ID) {
			w.outcome.Imported.Strays++
		}
		w.importing.strays.add(c.ID)
		w.importing.straysElse = w.importing.straysElse || c.Owner != w.MyID()
	}
	if w.importing.changes {
		strays, err := w.straysTouched()
		for _, c := range strays {
			count(c)
		}
		return err
	}
	for id := range w.touched {
		c, err := w.contactOrNil(id)
		if err != nil {
			return err
		}
		if c != nil && c.IsStray() {
			count(c)
		}
	}
	clear(w.touched)
	return nil
}
