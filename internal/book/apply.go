package book

import (
	"time"

	"crm/internal/crm"
	"crm/internal/rules"
)

// decide asks the rules about an edit.
func (w *work) decide(edit *crm.Edit) ([]*rules.Effect, error) {
	return w.ruleSet().Decide(edit, w.day, w.cal, func() (*rules.Facts, error) { return w.facts(edit) })
}

func (b *Book) ruleSet() *rules.Set {
	if b.rules == nil {
		b.rules = rules.Builtin()
	}
	return b.rules
}

// facts loads what a rule may know beside the edit.
func (w *work) facts(edit *crm.Edit) (*rules.Facts, error) {
	f := &rules.Facts{Settings: w.settings, Input: w.input, Ref: w.tx.Ref}
	record := edit.Record()
	contact, opportunity, owner := crm.ContactOf(record), crm.OpportunityOf(record), crm.OwnerOf(record)
	for _, ref := range []struct {
		kind crm.Kind
		id   int64
	}{{crm.KindContact, contact}, {crm.KindOpportunity, opportunity}, {crm.KindProducer, owner}} {
		found, err := w.tx.Ref(ref.kind, ref.id)
		if err != nil {
			return nil, err
		}
		switch found := found.(type) {
		case *crm.Contact:
			f.Contact = found
		case *crm.Opportunity:
			f.Opportunity = found
		case *crm.Producer:
			f.Owner = found
		}
	}
	f.OpenSteps = func() (int, error) { return w.openSteps(contact) }
	return f, nil
}

// openSteps counts what is open for a contact beside review and birthday
// calls.
func (w *work) openSteps(contact int64) (int, error) {
	open, err := w.tx.OpenActivities(contact)
	steps := 0
	for _, a := range open {
		if a.Kind != crm.Call || a.CallType != crm.ReviewCall && a.CallType != crm.BirthdayCall {
			steps++
		}
	}
	return steps, err
}

// apply does what a rule wants because of an edit.
func (w *work) apply(e *rules.Effect, cause *crm.Edit) error {
	switch {
	case e.Create != nil:
		return w.applyCreate(e, cause)
	case e.Cancel:
		return w.applyCancel(e, cause)
	default:
		return w.applySet(e, cause)
	}
}

func (w *work) applyCreate(e *rules.Effect, cause *crm.Edit) error {
	a := e.Create
	a.Contact, a.Opportunity = crm.ContactOf(cause.Record()), crm.OpportunityOf(cause.Record())
	if a.Owner == 0 {
		a.Owner = w.ownerOr(crm.OwnerOf(cause.Record()))
	}
	contact, err := w.contactOrNil(a.Contact)
	if err != nil {
		return err
	}
	if contact != nil && plansContact(a) {
		if stopped, err := w.stopped(contact); stopped != nil || err != nil {
			if err == nil {
				w.say("nothing-planned-stopped", "name", stopped.Name, "id", stopped.ID, "rule", e.Rule)
			}
			return err
		}
	}
	if e.OncePer == "household" && contact != nil {
		if mine, err := w.openCall(contact.ID, a.CallType); mine != nil || err != nil {
			return err
		}
		other, call, err := w.householdCall(contact, a.CallType)
		if err != nil {
			return err
		}
		if call != nil {
			w.say("household-called", "name", other.Name, "id", other.ID, "call", call.ID, "due", call.Due)
			return nil
		}
	}
	w.date(a, e)
	a.Status, a.Rule, a.Cause, a.Created = crm.Open, e.Rule, cause.ID, w.today
	slot := a.Slot
	if e.FollowUp && !w.input.Due.IsZero() {
		a.Slot = "" // a date that a person chose is changed by nobody but a person
	}
	if slot != "" {
		open, err := w.tx.OpenActivities(a.Contact)
		if err != nil {
			return err
		}
		for _, there := range open {
			if there.Slot == slot {
				return w.move(there, a, e, cause)
			}
		}
	}
	if w.outcome.Imported != nil && a.Kind == crm.Call {
		w.outcome.Imported.Calls++
	}
	_, err = w.putFor(a, e.Rule, cause)
	return err
}

// move gives the open activity of a slot the date of the one that a rule would
// make beside it.
func (w *work) move(there, a *crm.Activity, e *rules.Effect, cause *crm.Edit) error {
	if there.Due == a.Due && there.Slot == a.Slot && there.Attempt == a.Attempt && there.CallType == a.CallType {
		return nil
	}
	if e.OnlyLater && a.Due.Before(there.Due) {
		return nil
	}
	there.Due, there.DueTime, there.Slot = a.Due, a.DueTime, a.Slot
	there.Attempt, there.CallType = a.Attempt, a.CallType
	there.Rule, there.Cause, there.Explanation = a.Rule, a.Cause, a.Explanation
	_, err := w.putFor(there, e.Rule, cause)
	return err
}

// date gives an activity the producer's own date where there is one, brings a
// date that is past to today, and spreads what an import makes.
func (w *work) date(a *crm.Activity, e *rules.Effect) {
	explain := func(step crm.Step) { a.Explanation.Steps = append(a.Explanation.Steps, step) }
	if e.FollowUp && !w.input.Due.IsZero() {
		a.Due, a.DueTime = w.input.Due, w.input.DueTime
		a.Explanation.Steps = nil
		explain(crm.Step{Op: "chosen", Is: a.Due})
	}
	if a.Kind == crm.Appointment && !a.Start.IsZero() {
		a.Due, a.Zone = crm.DateOf(a.Start.In(w.zone)), w.settings.Timezone
	}
	if a.Due.Before(w.today) && a.Kind != crm.Appointment {
		explain(crm.Step{Op: "overdue", From: a.Due, Is: w.today})
		a.Due = w.today
	}
	if w.pace != nil && a.Kind == crm.Call && a.CallType != crm.BirthdayCall && !a.Due.After(w.cal.NextWorkday(w.today)) {
		if due := w.pace.next(w.cal); due != a.Due {
			explain(crm.Step{Op: "spread", From: a.Due, Is: due})
			a.Due = due
		}
	}
}

// pace spreads calls over working days, so many a day.
type pace struct {
	perDay int
	day    crm.Date
	made   int
}

func (p *pace) next(cal interface{ NextWorkday(crm.Date) crm.Date }) crm.Date {
	if p.made == p.perDay {
		p.day, p.made = cal.NextWorkday(p.day), 0
	}
	p.made++
	return p.day
}

// plansContact reports whether an activity would lead to talking or writing to
// its contact.
func plansContact(a *crm.Activity) bool {
	return a.Kind != crm.Task || a.Purpose != ""
}

// stopped is who must not be contacted: the contact, or somebody under another
// name who has the same phone or e-mail. Nil if nobody is.
func (v view) stopped(c *crm.Contact) (*crm.Contact, error) {
	if !c.DoNotContact.IsZero() {
		return c, nil
	}
	return v.tx.StoppedByPoint(c.Phones, c.Emails)
}

// householdCall is an open call of that type with somebody else of the same
// household.
func (w *work) householdCall(c *crm.Contact, callType string) (*crm.Contact, *crm.Activity, error) {
	if c.Household == 0 {
		return nil, nil, nil
	}
	members, err := w.tx.HouseholdMembers(c.Household)
	if err != nil {
		return nil, nil, err
	}
	for _, m := range members {
		if m.ID == c.ID {
			continue
		}
		if call, err := w.openCall(m.ID, callType); call != nil || err != nil {
			return m, call, err
		}
	}
	return nil, nil, nil
}

// openCall is an open call of that type with a contact; nil if there is none.
func (v view) openCall(contact int64, callType string) (*crm.Activity, error) {
	open, err := v.tx.OpenActivities(contact)
	for _, a := range open {
		if a.Kind == crm.Call && a.CallType == callType {
			return a, nil
		}
	}
	return nil, err
}

func (w *work) applyCancel(e *rules.Effect, cause *crm.Edit) error {
	open, err := w.tx.OpenActivities(crm.ContactOf(cause.Record()))
	if err != nil {
		return err
	}
	for _, a := range open {
		meant, err := e.Where(a)
		if err != nil {
			return err
		}
		if !meant {
			continue
		}
		a.Status, a.DoneOn = crm.Cancelled, w.day
		if _, err := w.putFor(a, e.Rule, cause); err != nil {
			return err
		}
	}
	return nil
}

func (w *work) applySet(e *rules.Effect, cause *crm.Edit) error {
	contact, err := w.contactOrNil(crm.ContactOf(cause.Record()))
	if contact == nil || err != nil {
		return err
	}
	targets := []*crm.Contact{contact}
	if e.Set == "members" {
		if contact.Kind != crm.Household {
			return nil
		}
		if targets, err = w.tx.HouseholdMembers(contact.ID); err != nil {
			return err
		}
	}
	for _, c := range targets {
		if meant, err := e.Where(c); !meant || err != nil {
			if err != nil {
				return err
			}
			continue
		}
		values, err := e.Values(c)
		if err != nil {
			return err
		}
		for field, value := range values {
			if field.Name == "phone" { // emptying the primary phone marks it as bad
				c.Phones = c.Phones.MarkBad()
				continue
			}
			if err := field.Set(c, value); err != nil {
				return err
			}
		}
		if _, err := w.putFor(c, e.Rule, cause); err != nil {
			return err
		}
	}
	return nil
}

func (v view) contactOrNil(id int64) (*crm.Contact, error) {
	record, err := v.tx.Ref(crm.KindContact, id)
	if record == nil || err != nil {
		return nil, err
	}
	return record.(*crm.Contact), nil
}

// ownerOr is that owner, or who acts where there is none.
func (w *work) ownerOr(owner int64) int64 {
	if owner == 0 && w.me != nil {
		return w.me.ID
	}
	return owner
}

// instant is a day and a time of day in the book's zone.
func (b *Book) instant(day crm.Date, clock string) (time.Time, error) {
	t, err := time.ParseInLocation("2006-01-02 15:04", day.String()+" "+clock, b.zone)
	if err != nil {
		return time.Time{}, crm.Errorf(crm.CodeInvalid, "%q is not a time of day", clock)
	}
	return t, nil
}
