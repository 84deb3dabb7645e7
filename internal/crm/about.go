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
	case *Note:
		return r.Contact
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
	}
	return 0
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
