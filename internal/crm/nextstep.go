package crm

import "slices"

// What somebody's next step is, decided here and nowhere else. The store keeps
// next_due by it, lists and the agenda ask next_due, and rules count by it.
// These are the types and purposes that are more or less than a step; every
// other open activity is one.

// Courtesies are the types of call that come round whether or not anything is
// going on with somebody.
func Courtesies() []string { return []string{BirthdayCall} }

// Services are the purposes of what is done for a policy, or for somebody else,
// without anything coming of it for the one it is with.
func Services() []string { return []string{PurposePolicyNumber, PurposeRenewal, PurposeThank} }

// Rhythm are the types of call and the purposes that keep somebody in sight
// until something is going on with them again.
func Rhythm() (types, purposes []string) { return []string{ReviewCall}, []string{PurposeXDate} }

// Meetings are the kinds of activity, and the purposes of tasks that stand for
// one to come, in which somebody is spoken to. A household is spoken to in one
// of them: it serves everybody who belongs to it.
func Meetings() (kinds, purposes []string) {
	return []string{Call, Appointment}, []string{PurposeSetAppointment, PurposeFindPhone}
}

// Decisions are the purposes of tasks in which somebody decides about all that is
// going on with the one they are with, whichever opportunity they were made for.
func Decisions() []string { return []string{PurposeNextStep} }

// IsFor reports whether an activity, if it is pressing, is a step for an opportunity
// of its contact: what regards another one is none.
func (a *Activity) IsFor(opportunity int64) bool {
	return a.Opportunity == 0 || a.Opportunity == opportunity || slices.Contains(Decisions(), a.Purpose)
}

// IsStep reports whether an activity, while it is open, is a next step: what
// leads to reaching the one it is with, or to a decision about them.
func (a *Activity) IsStep() bool {
	return !(a.Kind == Call && slices.Contains(Courtesies(), a.CallType)) && !slices.Contains(Services(), a.Purpose)
}

// IsPressing reports whether an activity is a step beside the rhythm: something
// is going on.
func (a *Activity) IsPressing() bool {
	types, purposes := Rhythm()
	return a.IsStep() && !(a.Kind == Call && slices.Contains(types, a.CallType)) && !slices.Contains(purposes, a.Purpose)
}

// Serves reports whether an activity is a step for the whole household of the
// one it is with.
func (a *Activity) Serves() bool {
	kinds, purposes := Meetings()
	return a.IsStep() && (slices.Contains(kinds, a.Kind) || slices.Contains(purposes, a.Purpose))
}

// Missing are the channels that an activity needs and its contact does not have, or
// has none of that reaches them. A call needs a phone and an e-mail an address. What
// else a rule planned to do with somebody needs either; so does what somebody planned
// with one who could be reached once.
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

// IsPeriodic reports whether an activity comes round by itself: a birthday
// call, or the first try of a review call. It is about the person, whatever the
// conversation before it was about; another try is about what that one was.
func (a *Activity) IsPeriodic() bool {
	return a.Kind == Call && (a.CallType == BirthdayCall || a.CallType == ReviewCall && a.Attempt <= 1)
}

// EndsWithSale reports whether an open activity is what a rule planned for its
// opportunity, so that nobody is asked what becomes of it when that is closed. An
// appointment has been agreed on with somebody, and of the chosen day of a call they
// may have been told.
func (a *Activity) EndsWithSale() bool {
	if a.Rule == "" || a.Kind == Appointment || a.OutlastsSale() {
		return false
	}
	return a.Kind != Call || !a.Explanation.Chosen()
}

// OutlastsSale reports whether an open activity goes on when its opportunity is
// closed: it is about the person, or about a policy.
func (a *Activity) OutlastsSale() bool {
	return a.Policy != 0 || a.Rule != "" && a.Kind == Call && (a.CallType == ReviewCall || a.CallType == BirthdayCall)
}

// SharesSlot reports whether two activities would be the one of a slot. The slot
// of a review call is each producer's own.
func (a *Activity) SharesSlot(other *Activity) bool {
	return a.Slot != "" && a.Slot == other.Slot && (a.CallType != ReviewCall || a.Owner == other.Owner)
}

// IsStray reports whether nobody is looking after the end of a policy in force:
// nothing is planned for it, or nothing before an end that lies ahead.
func (p *Policy) IsStray(today Date) bool {
	late := p.NextDue.After(p.Expires) && !p.Expires.IsZero() && !p.Expires.Before(today)
	return p.InForce() && (p.NextDue.IsZero() || late)
}

// IsStray reports whether nobody is looking after somebody who is worked on
// and may be contacted.
func (c *Contact) IsStray() bool {
	return c.Stage != "" && c.NextDue.IsZero() && c.Stopped.IsZero()
}
