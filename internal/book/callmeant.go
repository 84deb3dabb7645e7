package book

import (
	"cmp"
	"slices"
	"strings"

	"crm/internal/crm"
	"crm/internal/store"
)

// Which call a log is about, and which others it closes.

// callMeant finds the contact and the call that a log is about, the record of its
// number unless an opportunity is named, and the other calls that were due, which are
// closed whether or not it reached them. The call is nil if none of the contact's may have
// been this one.
func (v reader) callMeant(who, named string, of occasion) (*crm.Contact, crm.Record, *crm.Activity, []*crm.Activity, error) {
	if id, ok := recordNumber(who); ok {
		record, err := v.record(id, who)
		if err != nil {
			return nil, nil, nil, nil, err
		}
		if call, ok := record.(*crm.Activity); ok {
			if call.Kind != crm.Call {
				return nil, nil, nil, nil, notACall(call)
			}
			contact, err := store.Get[*crm.Contact](v.tx, call.Contact)
			if err != nil || named != "" || !regardsNothing(call) {
				return contact, nil, call, nil, err
			}
			about, err := v.saleWith(contact, call.Owner)
			return contact, about, call, nil, err
		}
	}
	contact, about, err := v.whoMeant(who)
	contact, err = orTheGroup(contact, err, func(c *crm.Contact) (bool, error) {
		calls, err := v.callsInQuestion(c.ID, of)
		return len(calls) > 0, err
	})
	if err != nil {
		return nil, nil, nil, nil, err
	}
	switch {
	case about != nil:
	case named == "":
		if about, err = v.saleWith(contact, v.MyID()); err != nil {
			return nil, nil, nil, nil, err
		}
	case !v.solo: // on a colleague's list is what they are to do
		o, err := v.saleNamed(contact.ID, named)
		if err != nil {
			return nil, nil, nil, nil, crm.OnField(err, "opp")
		}
		if o.Owner == v.MyID() && o.Owner != contact.Owner {
			about = o
		}
	}
	if about != nil { // the others are about something else
		call, err := v.callRegarding(contact, about, of)
		return contact, about, call, nil, err
	}
	calls, err := v.callsMeant(contact, of)
	if err == nil && named != "" {
		calls, err = v.callsFor(calls, contact.ID, named)
	}
	if err != nil || len(calls) == 0 {
		return contact, nil, nil, nil, err
	}
	var others []*crm.Activity
	for _, other := range calls[1:] {
		if v.isDue(other, of.day) {
			others = append(others, other)
		}
	}
	return contact, nil, calls[0], others, nil
}

// callsFor returns the calls that one about an opportunity may have been: those that regard it,
// and then those that regard nothing. What is tried for something else is left to that.
func (v reader) callsFor(calls []*crm.Activity, contact int64, named string) ([]*crm.Activity, error) {
	o, err := v.saleNamed(contact, named)
	if err != nil {
		return nil, crm.OnField(err, "opp")
	}
	var its, free []*crm.Activity
	for _, call := range calls {
		switch {
		case call.Opportunity == o.ID:
			its = append(its, call)
		case regardsNothing(call):
			free = append(free, call)
		}
	}
	return append(its, free...), nil
}

// notACall returns the error for a call result given to another activity.
func notACall(a *crm.Activity) error {
	e := crm.Errorf(crm.CodeNotFound, "%d is %s, not a call", a.ID, crm.Article(crm.WordFor(a)))
	if a.Kind != crm.Appointment {
		return e.Next("Close it", "done", a.ID)
	}
	return e.Next("If you met", "done", a.ID).Next("If they did not come", "appt no-show", a.ID)
}

// callRegarding returns the open call that a call about a record may have been: one
// that regards it or, on the same list, one that regards nothing.
func (v reader) callRegarding(c *crm.Contact, about crm.Record, of occasion) (*crm.Activity, error) {
	calls, err := v.callsInQuestion(c.ID, of)
	if err != nil {
		return nil, err
	}
	if call := firstRegarding(calls, about); call != nil {
		return call, nil
	}
	owner, err := v.ownerFor(about)
	for _, call := range calls {
		if regardsNothing(call) && (owner == 0 || call.Owner == owner) {
			return call, err
		}
	}
	return nil, err
}

// callsMeant returns the calls in question that are on the list of the acting producer
// or else of the contact's owner.
func (v reader) callsMeant(c *crm.Contact, of occasion) ([]*crm.Activity, error) {
	calls, err := v.callsInQuestion(c.ID, of)
	return v.meantOf(calls, c), err
}

// meantOf returns the activities that the name of a contact means: those on the list of
// the acting producer or else of the contact's owner.
func (v reader) meantOf(all []*crm.Activity, c *crm.Contact) []*crm.Activity {
	if v.solo || c.Owner == 0 {
		return all
	}
	for _, owner := range []int64{v.MyID(), c.Owner} {
		if of := ownedBy(all, owner); len(of) > 0 {
			return of
		}
	}
	return nil
}

func ownedBy(all []*crm.Activity, owner int64) []*crm.Activity {
	return slices.DeleteFunc(slices.Clone(all), func(a *crm.Activity) bool { return a.Owner != owner })
}

// callsInQuestion returns the open calls that a call on an occasion may have been, the
// likeliest first: the most pressing of those due, then those still to reach them by
// their day. Birthday and review calls that lay ahead are left out, and so are calls
// that came of a later day.
func (v reader) callsInQuestion(contact int64, of occasion) ([]*crm.Activity, error) {
	open, err := v.tx.OpenActivities(contact)
	if err != nil {
		return nil, err
	}
	var calls []*crm.Activity
	for _, a := range open {
		in, err := v.inQuestion(a, of)
		if err != nil {
			return nil, err
		}
		if in {
			calls = append(calls, a)
		}
	}
	slices.SortStableFunc(calls, func(a, b *crm.Activity) int {
		switch due := v.isDue(a, of.day); {
		case due != v.isDue(b, of.day):
			return map[bool]int{true: -1, false: 1}[due]
		case due:
			return cmp.Compare(pressure(a), pressure(b))
		}
		return a.Due.Compare(b.Due)
	})
	return calls, nil
}

// inQuestion reports whether an open activity is one of the calls in question. A
// conversation before a day that a person chose leaves what is due then, and a call that
// reached nobody is a try of it.
func (v reader) inQuestion(a *crm.Activity, of occasion) (bool, error) {
	if a.Kind != crm.Call {
		return false, nil
	}
	if !v.isDue(a, of.day) && (!isToReach(a) || a.IsChosen() && of.result != crm.NoReach) {
		return false, nil
	}
	later, err := v.cameLater(a, of)
	return !later, err
}

// isToReach reports whether a call is to reach somebody as soon as that can be: the first
// call to a lead, one that is made again, and one to agree on another appointment.
func isToReach(a *crm.Activity) bool {
	return a.CallType == crm.ReferralCall || a.Attempt > 1 || a.Purpose == crm.PurposeSetAppointment || strings.HasPrefix(a.Slot, "retry/")
}

// pressure ranks the calls of a day to one person. If nobody is reached, the first is
// tried again and the others are closed with it.
func pressure(call *crm.Activity) int {
	switch {
	case call.Purpose != "" || call.Opportunity != 0:
		return 0
	case call.IsPressing():
		return 1
	case call.IsStep():
		return 2
	}
	return 3
}

// callsAnswered returns the open calls that a conversation answers: those that were to
// reach the contact, then those with their household, for which a member answers, and those
// that were promised to the contact and have passed to another member.
func (v reader) callsAnswered(by *crm.Activity, c *crm.Contact) ([]*crm.Activity, error) {
	house, err := v.house(c)
	if err != nil {
		return nil, err
	}
	var answered []*crm.Activity
	for _, one := range append([]*crm.Contact{c}, house...) {
		calls, err := v.callsInQuestion(one.ID, occasion{by.DoneOn, by.CallResult})
		if err != nil {
			return nil, err
		}
		for _, call := range calls {
			if call.ID == by.ID || !v.wasToReach(by, call, by.DoneOn) {
				continue
			}
			if one.ID != c.ID && one.ID != c.Household {
				if first, err := v.promisedTo(call); first != c.ID || err != nil {
					if err != nil {
						return nil, err
					}
					continue
				}
			}
			answered = append(answered, call)
		}
	}
	return answered, nil
}

// isDue reports whether an open activity is due on a day. What rules made for a day off is
// due on the working day before, with the list that shows it. A day that a person chose
// has been promised, and comes when it comes.
func (b *Book) isDue(a *crm.Activity, day crm.Date) bool {
	if a.IsChosen() {
		return !a.DueFirst().After(day)
	}
	return !a.DueFirst().After(b.horizon(day))
}

// horizon is the last day that a day's list shows: the day before the next working day.
func (b *Book) horizon(day crm.Date) crm.Date { return b.cal.NextWorkday(day).AddDays(-1) }
