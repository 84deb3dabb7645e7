package crm

// What an activity that a rule made is for, where the program asks for it.
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
)

// purpose is a value of the picklist of purposes.
type purpose struct {
	code string
	// contact says that whoever does it talks or writes to the contact. Carriers may
	// be asked for their quotes, and what a policy needs is done, whoever is not to be
	// called.
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
}

// PlansContact reports whether an activity would lead to talking or writing to its
// contact. A task of a person's own does not say.
func (a *Activity) PlansContact() bool {
	for _, p := range purposes {
		if p.code == a.Purpose {
			return p.contact
		}
	}
	return a.Kind != Task
}
