package book

import (
	"slices"
	"strings"

	"crm/internal/crm"
	"crm/internal/rules"
	"crm/internal/store"
)

// Something may be recorded later than it happened. It is then what it would have
// been in time: it answers what was planned on its day, and plans nothing that what
// has happened since has made pointless.

// occasion is a call that was made, or somebody who was met: on which day and with
// which result, of a meeting none.
type occasion struct {
	day    crm.Date
	result string
}

// spoken reports whether an activity that is closed was a conversation.
func spoken(a *crm.Activity) bool {
	return a.CallResult != "" && conversation(a.CallResult) || a.Kind == crm.Appointment && a.Status == crm.Done
}

// cameLater reports whether what is open came of a later day than an occasion. A
// call that reached nobody is a try of whatever is tried since, unless they were
// spoken to in between.
func (v view) cameLater(a *crm.Activity, of occasion) (bool, error) {
	if a.Cause == 0 || !of.day.Before(v.today) {
		return false, nil
	}
	record, err := v.tx.Ref(crm.KindActivity, a.Cause)
	cause, ok := record.(*crm.Activity)
	if !ok || err != nil || !cause.DoneOn.After(of.day) || of.result != crm.NoReach {
		return ok && cause.DoneOn.After(of.day), err
	}
	contact, err := v.contactOrNil(a.Contact)
	return contact != nil && contact.LastCall.After(of.day), err
}

// plannedOn is the day of which something that is planned came: that of the result
// that it follows from, or when it was put on the list.
func (v view) plannedOn(a *crm.Activity) (crm.Date, error) {
	record, err := v.tx.Ref(crm.KindActivity, a.Cause)
	if cause, ok := record.(*crm.Activity); ok && !cause.DoneOn.IsZero() {
		return cause.DoneOn, err
	}
	return a.Created, err
}

// since is what is known of the days after a call with a result that an edit has
// given it. Of what is on another list only what regards the same counts, as with
// whatever closes a task.
func (w *work) since(edit *crm.Edit) (*rules.Since, error) {
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
			later := planned.After(call.DoneOn) || spoken(a) && a.DoneOn.After(call.DoneOn)
			s.Meeting = s.Meeting || later && mine && a.Status != crm.Cancelled
		case a.CallResult != "" && mine && a.DoneOn.After(s.Try.DoneOn):
			s.Try = a
		}
		if spoken(a) && a.DoneOn == contact.LastCall && !mine {
			theirs = true
		}
	}
	for _, a := range all { // what a colleague has talked about is theirs
		if theirs && spoken(a) && a.DoneOn == contact.LastCall && answers(a, a.Owner, call) {
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

// phoneOn is the primary phone that a contact had at the end of a day, as far as
// the journal tells: the first of which nobody has said since that it was wrong.
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
		change, err := w.tx.ChangeByID(e.Change)
		if err != nil {
			return "", err
		}
		if !change.AsOf.After(day) {
			continue
		}
		was := &crm.Contact{}
		if err := w.decodeInto(was, map[string]any{"phones": e.Before["phones"]}); err != nil {
			return "", err
		}
		for _, p := range was.Phones {
			if slices.Contains(c.Phones, p) && !p.Bad {
				return p.Value, nil
			}
		}
		return was.Phones.Primary(), nil
	}
	return c.Phone, nil
}

// lastSpoken brings the day on which a contact was last spoken to in line with what
// is recorded, after a conversation was taken back or turned out to be none: it is
// no earlier than the last one, and no day on which there is none, unless somebody
// has given that day.
func (w *work) lastSpoken(c *crm.Contact) error {
	all, err := w.tx.Activities(c.ID)
	if err != nil {
		return err
	}
	var last crm.Date
	none := false // there is a call on the day that was none
	for _, a := range all {
		if spoken(a) {
			last = crm.Latest(last, a.DoneOn)
		}
		none = none || a.CallResult != "" && !spoken(a) && a.DoneOn == c.LastCall
	}
	if none && last.Before(c.LastCall) {
		given, err := w.givenLastCall(c)
		if err != nil {
			return err
		}
		last = crm.Latest(last, given)
	} else {
		last = crm.Latest(last, c.LastCall)
	}
	c.LastCall = last
	_, err = w.put(c)
	return err
}

// spokenLater keeps the day of a conversation that was recorded after a change
// which is reversed, where that takes the last call of a contact back to before it.
func (w *work) spokenLater(edit *store.Entry, change int64) error {
	if _, changed := edit.After["last_call"]; !changed || edit.Kind != crm.KindContact || edit.Action != crm.Update {
		return nil
	}
	c, err := w.contactOrNil(edit.ID)
	if c == nil || err != nil {
		return err
	}
	all, err := w.tx.Activities(c.ID)
	if err != nil {
		return err
	}
	for _, a := range all {
		if !spoken(a) || !a.DoneOn.After(c.LastCall) {
			continue
		}
		later, err := w.tx.TouchedSince(a.ID, change)
		if err != nil {
			return err
		}
		if later {
			c.LastCall = a.DoneOn
		}
	}
	_, err = w.put(c)
	return err
}

// givenLastCall is the last day of a conversation that somebody has entered for a
// contact as such, or that they came with.
func (w *work) givenLastCall(c *crm.Contact) (crm.Date, error) {
	entries, err := w.tx.EntriesOf(c.ID)
	if err != nil {
		return crm.Date{}, err
	}
	given, first := c.LastCall, true
	for _, e := range entries {
		after, ok := e.After["last_call"]
		if !ok {
			continue
		}
		if first { // what they came with
			was := &crm.Contact{}
			if err := w.decodeInto(was, map[string]any{"last_call": e.Before["last_call"]}); err != nil {
				return given, err
			}
			given, first = was.LastCall, false
		}
		change, err := w.tx.ChangeByID(e.Change)
		if err != nil {
			return given, err
		}
		if strings.HasSuffix(change.Command, " edit") && change.UndoneBy == 0 {
			is := &crm.Contact{}
			if err := w.decodeInto(is, map[string]any{"last_call": after}); err != nil {
				return given, err
			}
			given = is.LastCall
		}
	}
	return given, nil
}
