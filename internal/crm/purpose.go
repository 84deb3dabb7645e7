package crm

// The purposes of activities that the program asks for.
const (
	PurposeSetAppointment = "set-appointment"
	PurposeFindPhone      = "find-phone"
	PurposeNextStep       = "next-step"
	PurposeChase          = "chase-quotes"
	PurposePresent        = "present-quotes"
	PurposePolicyNumber   = "policy-number"
	PurposeRenewal        = "renewal"
	PurposeXDate          = "x-date"
	PurposeReferral       = "referral"
	PurposeThank          = "thank"
	PurposeWrite          = "write"    // instead of a call to somebody who wants none
	PurposeReach          = "reach"    // a task of a rule of the book's own to talk or write to them
	PurposeIdle           = "idle"     // nothing has happened for a while
	PurposeText           = "text"     // a text message, which who wants none does not get
	PurposeOccasion       = "occasion" // to talk to them on a day that leads to nothing by itself
	PurposeWinBack        = "win-back"
)

// purpose is a value of the picklist of purposes.
type purpose struct {
	code string
	// contact means talking or writing to the contact. Carriers may be asked for
	// quotes, and policies served, whoever must not be called.
	contact bool
}

var purposes = []purpose{
	{PurposeSetAppointment, true},
	{PurposeFindPhone, true},
	{PurposeNextStep, true},
	{PurposeChase, false},
	{PurposePresent, true},
	{PurposePolicyNumber, false},
	{PurposeRenewal, false},
	{PurposeXDate, true},
	{PurposeReferral, true},
	{PurposeThank, true},
	{PurposeWrite, true},
	{PurposeReach, true},
	{PurposeText, true},
	{PurposeIdle, true},
	{PurposeOccasion, true},
	{PurposeWinBack, true},
}

// ContactPurposes are the purposes that lead to talking or writing to a contact, and
// those that do not.
func ContactPurposes() (with, without []string) {
	for _, p := range purposes {
		if p.contact {
			with = append(with, p.code)
		} else {
			without = append(without, p.code)
		}
	}
	return with, without
}

// PlansContact reports whether an activity leads to talking or writing to its contact.
// A person's own task does not say.
func (a *Activity) PlansContact() bool {
	for _, p := range purposes {
		if p.code == a.Purpose {
			return p.contact
		}
	}
	return a.Kind != Task
}
