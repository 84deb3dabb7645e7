package book

import (
	"slices"

	"crm/internal/crm"
	"crm/internal/rules"
	"crm/internal/store"
)

// What is recorded late has the effect that it would have had in time: it answers what
// was planned on its day, and plans nothing that later events have made pointless.

// occasion is a call or a meeting: its day and, for a call, its result.
type occasion struct {
	day    crm.Date
	result string
}

// promisedLater reports whether an open activity was agreed on after the day of what is
// recorded, or put on its day by a person since, and so is not moved.
func (w *work) promisedLater(a *crm.Activity) (bool, error) {
	later, err := w.cameLater(a, occasion{day: w.day})
	if later || err != nil || !w.day.Before(w.today) || !a.IsChosen() {
		return later, err
	}
	entries, err := w.tx.EntriesOf(a.ID)
	for _, e := range slices.Backward(entries) {
		if e.Action != crm.Create && e.After["due"] == nil && e.After["due_time"] == nil {
			continue
		}
		if e.Rule != "" {
			break
		}
		change, err := w.tx.ChangeReferred(e.Change)
		return err == nil && change.AsOf.After(w.day), err
	}
	return false, err
}

// cameLater reports whether an open activity came of a later day than an occasion. A
// call that reached nobody counts as a try of whatever has been tried since, unless a
// conversation came in between or a person has chosen the day of that.
func (v reader) cameLater(a *crm.Activity, of occasion) (bool, error) {
	if a.Cause == 0 || !of.day.Before(v.today) {
		return false, nil
	}
	cause, err := store.Ref[*crm.Activity](v.tx, a.Cause)
	if cause == nil || err != nil || !cause.DoneOn.After(of.day) || of.result != crm.NoReach || a.IsChosen() {
		return cause != nil && cause.DoneOn.After(of.day), err
	}
	contact, err := v.contactOrNil(a.Contact)
	return contact != nil && contact.LastCall.After(of.day), err
}

// sinceCall returns what is known of the days after a call whose result an edit gave.
// Of what is on another list, only what regards the same counts.
func (w *work) sinceCall(edit *crm.Edit) (*rules.Since, error) {
	call, ok := edit.After.(*crm.Activity)
	contact, err := w.contactOrNil(crm.About(edit.After, crm.KindContact))
	if !ok || contact == nil || err != nil {
		return &rules.Since{}, err
	}
	all, err := w.tx.Activities(contact.ID)
	if err != nil {
		return nil, err
	}
	s := &rules.Since{Try: call, Spoken: contact.LastCall}
	theirs := false
	for _, a := range all {
		mine := answers(a, a.Owner, call)
		switch {
		case a.ID == call.ID:
		case a.Kind == crm.Appointment:
			planned, err := w.plannedOn(a)
			if err != nil {
				return nil, err
			}
			later := planned.After(call.DoneOn) || wasConversation(a) && a.DoneOn.After(call.DoneOn)
			s.Meeting = s.Meeting || later && mine && a.Status != crm.Cancelled
		case a.CallResult != "" && mine && a.DoneOn.After(s.Try.DoneOn):
			s.Try = a
		}
		if wasConversation(a) && a.DoneOn == contact.LastCall && !mine {
			theirs = true
		}
	}
	for _, a := range all { // what a colleague has talked about is theirs
		if theirs && wasConversation(a) && a.DoneOn == contact.LastCall && answers(a, a.Owner, call) {
			theirs = false
		}
	}
	if theirs {
		s.Spoken = crm.Date{}
	}
	if s.Home, err = w.homeLastCall(contact); err != nil {
		return nil, err
	}
	before, _ := edit.Before.(*crm.Activity)
	planned := before != nil && before.Status == crm.Open // a try of the row that is going on
	s.Overtaken = s.Spoken.After(call.DoneOn) || s.Try != call && !planned
	return s, nil
}

// phoneOn returns the primary phone that a contact had at the end of a day, according
// to the journal: the first that nobody has since called wrong.
func (w *work) phoneOn(c *crm.Contact, day crm.Date) (string, error) {
	if !day.Before(w.today) {
		return c.Phone, nil
	}
	entries, err := w.tx.EntriesOf(c.ID)
	if err != nil {
		return "", err
	}
	for _, e := range entries {
		if _, ok := e.After["phones"]; !ok {
			continue
		}
		change, err := w.tx.ChangeReferred(e.Change)
		if err != nil {
			return "", err
		}
		if !change.AsOf.After(day) {
			continue
		}
		was, err := w.phonesIn(e.Before)
		if err != nil {
			return "", err
		}
		for _, p := range was {
			if p.Reaches() && c.Phones.Reach(p.Value) {
				return p.Value, nil
			}
		}
		return was.Primary(), nil
	}
	return c.Phone, nil
}

// phonesIn returns the phones in an image of a contact in the journal.
func (w *work) phonesIn(image map[string]any) (crm.Points, error) {
	c := &crm.Contact{}
	err := w.decodeInto(c, map[string]any{"phones": image["phones"]})
	return c.Phones, err
}
