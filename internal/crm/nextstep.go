package crm

import "slices"

// What the next step of a contact is. It is decided here and nowhere else: the store
// keeps next_due by it, lists and the agenda read next_due, and rules count by it.
// These are the exceptions; every other open activity is a step.

// Courtesies are the types of call that come round regardless of what is going on.
func Courtesies() []string { return []string{BirthdayCall} }

// Services are the purposes of work on a policy, or for somebody else, that leads to
// nothing for the contact; and of what is for a day that may be years away.
func Services() []string {
	return []string{PurposePolicyNumber, PurposeRenewal, PurposeThank, PurposeOccasion}
}

// Rhythm are the call types and purposes that keep a contact in sight until something
// is going on again.
func Rhythm() (types, purposes []string) {
	return []string{ReviewCall}, []string{PurposeXDate, PurposeWrite, PurposeIdle, PurposeWinBack}
}

// Meetings are the kinds of activity, and the purposes of tasks leading to one, in
// which somebody is spoken to. One such conversation serves everybody of a household. A
// call with somebody who has no phone, and the search for their number, serves nobody who
// has one.
func Meetings() (kinds, purposes []string) {
	return []string{Call, Appointment}, []string{PurposeSetAppointment, PurposeFindPhone}
}

// Decisions are the purposes of tasks to decide about everything that is going on with
// a contact, whichever opportunity they were made for.
func Decisions() []string { return []string{PurposeNextStep} }

// IsFor reports whether a pressing activity is a step for an opportunity of its
// contact: it regards no other one.
func (a *Activity) IsFor(opportunity int64) bool {
	return a.Opportunity == 0 || a.Opportunity == opportunity || slices.Contains(Decisions(), a.Purpose)
}

// IsStep reports whether an open activity is a next step: it leads to reaching its
// contact, or to a decision about them.
func (a *Activity) IsStep() bool {
	return !(a.Kind == Call && slices.Contains(Courtesies(), a.CallType)) && !slices.Contains(Services(), a.Purpose)
}

// IsPressing reports whether an activity is a step beyond the rhythm: something is
// going on.
func (a *Activity) IsPressing() bool {
	types, purposes := Rhythm()
	return a.IsStep() && !(a.Kind == Call && slices.Contains(types, a.CallType)) && !slices.Contains(purposes, a.Purpose)
}

// Serves reports whether an activity is a step for the whole household of its contact.
func (a *Activity) Serves() bool {
	kinds, purposes := Meetings()
	return a.IsStep() && (slices.Contains(kinds, a.Kind) || slices.Contains(purposes, a.Purpose))
}

// Missing returns the channels that an activity needs and its contact lacks, or has
// only bad ones of. A call needs a phone and an e-mail an address. Other plans of rules
// need either; so do plans of a person with somebody who could once be reached.
func (a *Activity) Missing(c *Contact) []string {
	if c == nil {
		return nil
	}
	switch {
	case a.Kind == Call && c.Phone == "":
		return []string{Phone}
	case a.Kind == Email && c.Email == "":
		return []string{Email}
	case a.Kind == Call || a.Kind == Email || c.Phone != "" || c.Email != "":
		return nil
	case slices.Contains([]string{PurposeFindPhone, PurposeChase, PurposePolicyNumber}, a.Purpose): // nobody talks to them
		return nil
	case a.Purpose != "" || len(c.Phones)+len(c.Emails) > 0:
		return []string{Phone, Email}
	}
	return nil
}

// IsPeriodic reports whether an activity comes round by itself: a birthday call, or the
// first try of a review call. It is about the person, whatever the previous
// conversation was about.
func (a *Activity) IsPeriodic() bool {
	return a.Kind == Call && (a.CallType == BirthdayCall || a.CallType == ReviewCall && a.Attempt <= 1)
}

// EndsWithSale reports whether an open activity goes with its opportunity without a
// question. A rule planned it, it is not an appointment, and nobody chose the day of a
// call, which the contact may have been told.
func (a *Activity) EndsWithSale() bool {
	if a.Rule == "" || a.Kind == Appointment || a.OutlastsSale() {
		return false
	}
	return a.Kind != Call || !a.Explanation.Chosen()
}

// OutlastsSale reports whether an open activity outlasts its opportunity: it is about
// the person, or about a policy.
func (a *Activity) OutlastsSale() bool {
	return a.Policy != 0 || a.Rule != "" && a.Kind == Call && (a.CallType == ReviewCall || a.CallType == BirthdayCall)
}

// SharesSlot reports whether two activities would share a slot. Each producer has a
// slot for review calls.
func (a *Activity) SharesSlot(other *Activity) bool {
	return a.Slot != "" && a.Slot == other.Slot && (a.CallType != ReviewCall || a.Owner == other.Owner)
}

// IsStray reports whether nobody looks after the end of a policy in force: nothing is
// planned for it before its end.
func (p *Policy) IsStray(today Date) bool {
	late := p.NextDue.After(p.Expires) && !p.Expires.IsZero() && !p.Expires.Before(today)
	return p.InForce() && (p.NextDue.IsZero() || late)
}

// IsStray reports whether nobody looks after a contact who is worked on and may be
// contacted.
func (c *Contact) IsStray() bool {
	return c.Stage != "" && c.NextDue.IsZero() && c.Stopped.IsZero()
}
