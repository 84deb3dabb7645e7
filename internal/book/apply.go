package book

import (
	"cmp"
	"slices"

	"crm/internal/crm"
	"crm/internal/rules"
)

// apply carries out an effect of a rule that an edit set off.
func (w *work) apply(e *rules.Effect, cause *crm.Edit) error {
	switch {
	case e.Create != nil:
		return w.applyCreate(e, cause)
	case e.Note != nil:
		return w.applyNote(e, cause)
	case e.Close != "":
		return w.applyClose(e, cause)
	case e.Notice != "":
		return w.applyNotice(e, cause)
	default:
		return w.applySet(e, cause)
	}
}

func (w *work) applyCreate(e *rules.Effect, cause *crm.Edit) error {
	a := e.Create
	for _, f := range crm.BuiltIn(crm.KindActivity).Fields {
		if err := w.checkNamed(e.Rule, f, a, f.Get(a)); err != nil {
			return err
		}
	}
	if a.Contact == 0 { // unless the rule makes it for somebody else
		a.Contact = crm.About(cause.Record(), crm.KindContact)
	}
	a.Policy = crm.About(cause.Record(), crm.KindPolicy)
	if cause.After == nil {
		if gone, err := w.leaveGone(a, cause); gone || err != nil {
			return err
		}
	} else if err := w.goesOn(a, e, cause.Record()); err != nil {
		return err
	}
	if !e.Idle { // which says which record it is for
		a.Slot = slotOf(a, e.Of)
	}
	contact, err := w.contactOrNil(a.Contact)
	if err != nil {
		return err
	}
	if err := w.whoFollows(a, contact, e, cause); err != nil {
		return err
	}
	if w.isKept(a) || w.isPastFirst(contact, a, e, cause) {
		return nil
	}
	if contact != nil && a.PlansContact() {
		if stop, err := w.stopOf(contact); stop != nil || err != nil {
			if err == nil && !w.streaming && !crm.IsErased(contact) {
				w.say("nothing-planned-stopped", "name", contact.Name, "id", contact.ID, "rule", e.Rule)
			}
			return err
		}
	}
	if e.OncePer == rules.OfHousehold && contact != nil && !w.promises(e) {
		if served, err := w.hasOnce(contact, a, e); served || err != nil {
			return err
		}
	}
	if found, err := w.isSought(contact, a, cause); found || err != nil {
		return err
	}
	if contact != nil && contact.WantsNoText(a) {
		return nil
	}
	if contact != nil && contact.Bars(a) {
		if a.CallType == crm.BirthdayCall {
			w.say("nothing-planned-no-calls", "name", contact.Name, "id", contact.ID)
			return nil
		}
		e = w.writeInstead(a, e)
	}
	w.date(a, e)
	a.Status, a.Rule, a.Cause, a.Created = crm.Open, e.Rule, cmp.Or(a.Cause, cause.ID), w.today
	slot := a.Slot
	if w.promises(e) {
		a.Slot = "" // a date that a person chose is changed by nobody but a person
	}
	if agreed, err := w.isAgreed(a, contact, e); agreed || err != nil {
		return err
	}
	if slot == spareSlot && a.Slot == slot && contact != nil {
		if served, err := w.isServedTry(contact, a); served || err != nil {
			return err
		}
	}
	switch {
	case e.Of != rules.OfHousehold || contact == nil:
	case a.Kind != crm.Call:
		there, err := w.atHomeToo(contact, a.Owner, func(o *crm.Activity) bool { return slot != "" && o.Slot == slot })
		if err != nil {
			return err
		}
		if there != nil && there.Owner == a.Owner {
			a.Contact = there.Contact
			return w.move(there.Activity, a, e, cause)
		}
	default:
		if served, err := w.servedBy(contact, a, slot, e, cause); served || err != nil {
			return err
		}
	}
	if slot != "" {
		open, err := w.tx.OpenActivities(a.Contact)
		if err != nil {
			return err
		}
		if e.Idle {
			if needless, err := w.isAhead(a, e, open, cause); needless || err != nil {
				return err
			}
			if e.OnlyLater = w.day.Before(w.today); e.OnlyLater {
				a.Due = crm.Latest(a.Due, w.aheadUntil(slot))
			}
		}
		for _, there := range open {
			if there.Slot == slot && e.OnlyNew {
				return nil
			}
			if there.Slot == slot && (a.CallType != crm.ReviewCall || there.Owner == a.Owner) { // see SharesSlot
				return w.move(there, a, e, cause)
			}
			if slot == crm.ReviewCall && there.CallType == crm.ReviewCall && there.Owner != a.Owner && contact != nil && there.Owner != 0 && !w.streaming {
				w.say("calls-too", "name", contact.Name, "id", contact.ID, "call", there.ID, "due", there.Due, "owner", w.names[there.Owner])
			}
			if e.Idle || !isPromised(there, a, e.Of) {
				continue
			}
			if later, err := w.promisedLater(there); later || err != nil {
				if err != nil {
					return err
				}
				if a.Purpose == crm.PurposeFindPhone && a.Slot == slot { // it is looked for on another day
					return nil
				}
				continue
			}
			if a.Slot == slot {
				if contact != nil && a.Kind == crm.Call {
					w.sayAgreed(agreedStays, contact, there)
				}
				return nil
			}
			return w.move(there, a, e, cause) // to another day that a person has chosen
		}
	}
	if _, err = w.putFor(a, e.Rule, cause); err == nil && e.Of == rules.OfHousehold {
		w.setDated(a)
	}
	return err
}

// leaveGone has what a rule makes of a record that is deleted regard none that is gone, and
// reports whether its contact is.
func (w *work) leaveGone(a *crm.Activity, cause *crm.Edit) (bool, error) {
	a.Opportunity = cmp.Or(a.Opportunity, crm.About(cause.Record(), crm.KindOpportunity))
	for kind, id := range map[crm.Kind]*int64{crm.KindOpportunity: &a.Opportunity, crm.KindPolicy: &a.Policy} {
		there, err := w.tx.Ref(kind, *id)
		if err != nil {
			return false, err
		}
		if there == nil {
			*id = 0
		}
	}
	contact, err := w.contactIfThere(a.Contact)
	return contact == nil && a.Contact != 0, err
}

// applyNote adds the note of a rule to the record, or to its contact where it takes none.
func (w *work) applyNote(e *rules.Effect, cause *crm.Edit) error {
	n, on := e.Note, cause.Record()
	if _, takes := crm.AboutField(crm.KindNote, on.Noun()); !takes || cause.After == nil {
		c, err := w.contactIfThere(crm.About(on, crm.KindContact))
		if c == nil || err != nil {
			return err
		}
		on = c
	}
	if err := attach(n, on); err != nil {
		return err
	}
	if n.Body == "" {
		return nil
	}
	n.Author, n.Written = w.ownerOr(0), w.moment()
	_, err := w.putFor(n, e.Rule, cause)
	return err
}

// isAgreed reports whether the call that a late record promises is on the list, on that day
// and at that time, and says that it stays.
func (w *work) isAgreed(a *crm.Activity, c *crm.Contact, e *rules.Effect) (bool, error) {
	if c == nil || a.Kind != crm.Call || !w.promises(e) || !w.day.Before(w.today) {
		return false, nil
	}
	open, err := w.tx.OpenActivities(c.ID)
	for _, there := range open {
		if there.IsChosen() && there.Kind == a.Kind && there.CallType == a.CallType && there.Due == a.Due && there.DueTime == a.DueTime && there.Owner == a.Owner && there.Opportunity == a.Opportunity {
			w.sayAgreed(agreedStays, c, there)
			return true, err
		}
	}
	return false, err
}

// isSought reports whether a call would be planned only because the phone that stood in its
// way has turned out to be wrong, and another one is looked for.
func (w *work) isSought(c *crm.Contact, a *crm.Activity, cause *crm.Edit) (bool, error) {
	if c == nil || a.Kind != crm.Call || c.Phone != "" || !cause.Changed("calls_barred") {
		return false, nil
	}
	open, err := w.tx.OpenActivities(c.ID)
	return slices.ContainsFunc(open, func(o *crm.Activity) bool { return o.Purpose == crm.PurposeFindPhone }), err
}

// promises reports whether what a rule makes is due on the day that the command was
// given, of which its contact may have been told. It continues the conversation: about
// the same, and on the same list.
func (w *work) promises(e *rules.Effect) bool { return e.FollowUp && !w.input.Due.IsZero() }

// goesOn has what a rule makes regard the opportunity that it follows from. A periodic
// call and the tries of a first one are about the person, unless promised while the opportunity is open. An
// appointment that is agreed on after the decision is for another chance, and about the
// person, too.
func (w *work) goesOn(a *crm.Activity, e *rules.Effect, from crm.Record) (err error) {
	switch {
	case a.Opportunity != 0:
	case w.promises(e), a.Kind == crm.Appointment:
		a.Opportunity, err = w.opportunityOf(from)
	case !a.IsPeriodic() && a.CallType != crm.ReferralCall && a.Purpose != crm.PurposeWrite: // which says itself what it is about
		a.Opportunity = crm.About(from, crm.KindOpportunity)
	}
	return err
}

// move gives the open activity in a slot the date of the one that a rule would have
// made.
func (w *work) move(there, a *crm.Activity, e *rules.Effect, cause *crm.Edit) error {
	staysSpread(there, a)
	if there.Due == a.Due && there.DueTime != "" {
		a.DueTime = cmp.Or(a.DueTime, there.DueTime) // which the day alone does not take back
	}
	if there.Due == a.Due && there.DueTime == a.DueTime && there.Slot == a.Slot && there.Attempt == a.Attempt && there.Contact == a.Contact {
		with, err := w.contactOrNil(there.Contact)
		switch {
		case with == nil || err != nil || there.Kind != crm.Call:
		case w.promises(e):
			w.sayAgreed(agreedStays, with, there)
		case there.Slot == spareSlot: // planned for another policy
			w.sayServed(with, with, there)
		}
		return err
	}
	if e.OnlyLater && a.Due.Before(there.Due) || e.OnlyEarlier && a.Due.After(there.Due) {
		return nil
	}
	if w.filling != nil {
		w.filling.standing = true
		return nil
	}
	there.Contact, there.Due, there.DueTime, there.Slot, there.Attempt = a.Contact, a.Due, a.DueTime, a.Slot, a.Attempt
	if there.Opportunity == 0 {
		there.Opportunity = a.Opportunity
	}
	there.Rule, there.Cause, there.Explanation = a.Rule, a.Cause, a.Explanation
	_, err := w.putFor(there, e.Rule, cause)
	return err
}

// date sets the day of what a rule makes: the producer's own if there is one, the day of what it
// follows from where the rule names none, and today instead of a past day.
func (w *work) date(a *crm.Activity, e *rules.Effect) {
	explain := func(step crm.Step) { a.Explanation.Steps = append(a.Explanation.Steps, step) }
	if w.promises(e) {
		a.Due, a.DueTime = w.input.Due, w.input.DueTime
		a.Explanation.Steps = nil
		explain(crm.Step{Op: "chosen", Is: a.Due})
	}
	if a.Kind == crm.Appointment && !a.Start.IsZero() {
		a.Due, a.Zone = crm.DateOf(a.Start.In(w.zone)), w.settings.Timezone
	}
	if a.Due.IsZero() {
		a.Due = w.day
		explain(crm.Step{Op: crm.StepUndated, Is: a.Due})
	}
	if a.Due.Before(w.today) && a.Kind != crm.Appointment {
		explain(crm.Step{Op: crm.StepOverdue, From: a.Due, Is: w.today})
		a.Due = w.today
	}
}

// applyClose marks the activities that are meant as done or cancelled. A late record
// closes nothing that was planned after its day.
func (w *work) applyClose(e *rules.Effect, cause *crm.Edit) error {
	return w.eachMeant(e, cause, func(r crm.Record) error {
		a := r.(*crm.Activity)
		a.Status, a.DoneOn = e.Close, crm.Latest(w.day, a.Created)
		if _, err := w.putFor(a, e.Rule, cause); err != nil {
			return err
		}
		w.countCancelled(a)
		return nil
	})
}

// applyNotice makes the remark of a rule, once or for each activity that is meant.
func (w *work) applyNotice(e *rules.Effect, cause *crm.Edit) error {
	pairs, err := e.Told()
	if err != nil {
		return err
	}
	tell := w.say
	if e.Warning {
		tell = w.warn
	}
	if e.Each {
		return w.eachMeant(e, cause, func(r crm.Record) error {
			tell(e.Notice, append(pairs, "activity", r)...)
			return nil
		})
	}
	tell(e.Notice, pairs...)
	return nil
}

// countCancelled counts what an import cancels, which no line tells.
func (w *work) countCancelled(a *crm.Activity) {
	switch {
	case w.outcome.Imported == nil || a.Status != crm.Cancelled:
	case a.Kind == crm.Appointment:
		w.warn("appointment-cancelled", "activity", a, "of", w.nameOf(a), "owner", w.ownerElse(a.Owner))
	default:
		w.outcome.Imported.Cancelled++
	}
}

// openOf returns the open activities that a clause means: those of the record's
// contact, of their household, of the members of the household that it is, or those
// regarding its opportunity or policy, whoever they are with.
func (w *work) openOf(of string, record crm.Record) ([]*crm.Activity, error) {
	if of == rules.OfOpportunity || of == rules.OfPolicy {
		return w.tx.OpenAbout(crm.Kind(of), crm.About(record, crm.Kind(of)))
	}
	id := crm.About(record, crm.KindContact)
	if of == rules.OfMembers {
		members, err := w.tx.HouseholdMembers(id)
		if err != nil {
			return nil, err
		}
		planned, err := w.atHome(members)
		open := make([]*crm.Activity, len(planned))
		for i, p := range planned {
			open[i] = p.Activity
		}
		return open, err
	}
	if of == rules.OfHousehold {
		c, err := w.contactOrNil(id)
		if c == nil || err != nil {
			return nil, err
		}
		id = c.Household
	}
	return w.tx.OpenActivities(id)
}

// applySet sets fields of the records that are meant.
func (w *work) applySet(e *rules.Effect, cause *crm.Edit) error {
	return w.eachMeant(e, cause, func(r crm.Record) error {
		values, err := e.Values(r)
		if err != nil {
			return err
		}
		for field, value := range values {
			if err := w.checkNamed(e.Rule, field, r, value); err != nil {
				return err
			}
			if err := w.setField(e.Rule, r, field, value); err != nil {
				return err
			}
		}
		_, err = w.putFor(r, e.Rule, cause)
		return err
	})
}

// eachMeant calls do with each record that an effect means. It selects them one by one,
// since what is done with one may decide about the next.
func (w *work) eachMeant(e *rules.Effect, cause *crm.Edit, do func(crm.Record) error) error {
	targets, err := w.targets(e, cause.Record())
	if err != nil {
		return err
	}
	for _, r := range targets {
		if meant, err := e.Where(r); !meant || err != nil {
			if err != nil {
				return err
			}
			continue
		}
		if err := do(r); err != nil {
			return err
		}
	}
	for _, a := range e.Left {
		w.sayPromised(e.Rule, a)
	}
	return nil
}

// targets returns the records that an effect may be about.
func (w *work) targets(e *rules.Effect, record crm.Record) ([]crm.Record, error) {
	kind := crm.KindContact
	switch e.Set {
	case "", rules.SetActivities:
		open, err := w.openOf(e.Of, record)
		return records(open), err
	case rules.SetOpportunity:
		kind = crm.KindOpportunity
	case rules.SetRecord:
		kind = record.Noun()
	}
	id := crm.About(record, kind)
	if e.Rule == wrongNumber && kind == crm.KindContact {
		id = cmp.Or(w.input.PhoneOf, id) // whose phone it was
	}
	r, err := w.tx.Ref(kind, id)
	if r == nil || err != nil {
		return nil, err
	}
	if e.Set != rules.SetMembers {
		return []crm.Record{r}, nil
	}
	if c, ok := r.(*crm.Contact); !ok || c.Kind != crm.Household {
		return nil, nil
	}
	members, err := w.tx.HouseholdMembers(crm.IDOf(r))
	return records(members), err
}

// setField sets a field. Emptying the phone of a contact marks the dialled one as bad
// instead. A stage that the book does not have is ignored.
//
// Errors: those of Field.MayEmpty, CodeRefused for a day that has not come yet, a *rules.Failure
// without owner or day.
func (w *work) setField(rule string, r crm.Record, field *crm.Field, value any) error {
	if value == nil && field.Get(r) != nil {
		switch kept := field.MayEmpty(); {
		case kept == nil:
		case field.Name == "owner":
			return &rules.Failure{Rule: rule, Part: field.Name, Err: crm.RuleNoProducer}
		case field.Name == "due":
			return &rules.Failure{Rule: rule, Part: field.Name, Err: crm.RuleNoDay}
		default:
			return kept
		}
	}
	if field.IsAhead(value, w.today) {
		return crm.Errorf(crm.CodeRefused, "%v has not come yet", value).On(field.Name)
	}
	switch r := r.(type) {
	case *crm.Contact:
		if field.Name == "phone" {
			r.Phones = r.Phones.MarkBad(w.input.Phone)
			return nil
		}
		if field.Name == "do_not_contact" && value != nil && !r.DoNotContact.IsZero() {
			return nil // since when they said no
		}
		if field.Name == "do_not_contact" && value == nil && !r.DoNotContact.IsZero() {
			return crm.Errorf(crm.CodeRefused, "a rule may not lift the mark of %s: that takes a reason, which is kept", r.Name).On(field.Name)
		}
	case *crm.Opportunity:
		if stage, ok := value.(string); ok && field.Name == "stage" {
			if _, known := w.settings.Stage(stage); known {
				w.setStage(r, stage)
			}
			return nil
		}
	}
	return field.Set(r, value)
}
