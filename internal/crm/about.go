package crm

// ContactOf is the number of the contact that a record is or is about; 0 for
// none.
func ContactOf(r Record) int64 {
	switch r := r.(type) {
	case *Contact:
		return r.ID
	case *Activity:
		return r.Contact
	case *Opportunity:
		return r.Contact
	case *Quote:
		return r.Contact
	case *Policy:
		return r.Contact
	case *Note:
		return r.Contact
	case *File:
		return r.Contact
	case *Suppression:
		return r.Contact
	}
	return 0
}

// OpportunityOf is the number of the opportunity that a record is or regards;
// 0 for none.
func OpportunityOf(r Record) int64 {
	switch r := r.(type) {
	case *Opportunity:
		return r.ID
	case *Activity:
		return r.Opportunity
	case *Quote:
		return r.Opportunity
	case *Policy:
		return r.Opportunity
	case *Note:
		return r.Opportunity
	case *File:
		return r.Opportunity
	}
	return 0
}

// QuoteOf is the number of the quote that a record is, came of or regards; 0
// for none.
func QuoteOf(r Record) int64 {
	switch r := r.(type) {
	case *Quote:
		return r.ID
	case *Policy:
		return r.Quote
	case *Note:
		return r.Quote
	case *File:
		return r.Quote
	}
	return 0
}

// PolicyOf is the number of the policy that a record is or regards; 0 for none.
func PolicyOf(r Record) int64 {
	switch r := r.(type) {
	case *Policy:
		return r.ID
	case *Activity:
		return r.Policy
	case *Note:
		return r.Policy
	case *File:
		return r.Policy
	}
	return 0
}

// OwnerOf is the number of the producer who looks after a record; 0 for none.
func OwnerOf(r Record) int64 {
	switch r := r.(type) {
	case *Contact:
		return r.Owner
	case *Activity:
		return r.Owner
	case *Opportunity:
		return r.Owner
	case *Policy:
		return r.Owner
	}
	return 0
}

// Live are the states in which somebody has to look after a record of a noun; nil
// where that is no matter of a state.
func Live(kind Kind) []string {
	switch kind {
	case KindOpportunity, KindActivity:
		return []string{Open}
	case KindQuote:
		return []string{QuoteRequested, QuoteReceived, QuotePresented}
	case KindPolicy:
		return []string{PolicyPending, PolicyActive}
	}
	return nil
}

// IsWork reports whether a record is something to look after: a contact, an
// open opportunity or activity, a policy in force. Only these need an owner who
// is not retired.
func IsWork(r Record) bool {
	switch r := r.(type) {
	case *Contact:
		return true
	case *Opportunity:
		return r.Status == Open
	case *Activity:
		return r.Status == Open
	case *Policy:
		return r.InForce()
	}
	return false
}

// WordFor is the code of the word that says best what a record is: a lead
// rather than a contact, a call rather than an activity.
func WordFor(r Record) string {
	switch r := r.(type) {
	case *Activity:
		return r.Kind
	case *Contact:
		if r.Stage != "" {
			return r.Stage
		}
		if r.Kind != "" && r.Kind != Person {
			return r.Kind
		}
	}
	return string(r.Noun())
}
