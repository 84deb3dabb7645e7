package crm

// The kinds of relation that a book knows without being told. Others are words of its own.
const (
	Spouse    = "spouse"
	Child     = "child"
	Parent    = "parent"
	Sibling   = "sibling"
	Relative  = "relative"
	Friend    = "friend"
	Colleague = "colleague"
	Adviser   = "adviser"
	Advised   = "advised"
	Namesake  = "namesake" // somebody else, although much is the same
)

// LongestRelation is the most characters of a kind of the book's own.
const LongestRelation = 40

// inverses say what somebody is to who is this to them.
var inverses = map[string]string{
	Spouse: Spouse, Child: Parent, Parent: Child, Sibling: Sibling, Relative: Relative,
	Friend: Friend, Colleague: Colleague, Adviser: Advised, Advised: Adviser, Namesake: Namesake,
}

// Inverse returns what the one is to the other if the other is the given to them, or
// nothing for a kind of the book's own.
func Inverse(as string) string { return inverses[as] }

// Relation says what one contact is to another: Other is the As of Contact, their child,
// say.
type Relation struct {
	Head
	Contact int64  `field:"contact,needed,ref=contact,kept"`
	Other   int64  `field:"other,needed,ref=contact,kept"`
	As      string `field:"as,needed,max=40,words=relation"` // of the picklist "relation", or a word of the book's own
}

// Noun is KindRelation.
func (*Relation) Noun() Kind { return KindRelation }

// Same reports whether two relations say the same, from whichever side.
func (r *Relation) Same(o *Relation) bool {
	return r.Contact == o.Contact && r.Other == o.Other && r.As == o.As ||
		r.Contact == o.Other && r.Other == o.Contact && r.As == Inverse(o.As) && r.As != ""
}

// Repeats reports whether another record is a relation that says the same.
func (r *Relation) Repeats(other Record) bool {
	o, ok := other.(*Relation)
	return ok && r.Same(o)
}

// Related is somebody to whom a contact is related.
type Related struct {
	ID      int64 // of the relation
	Contact *Contact
	As      string // what they are to the contact
	Of      bool   // of a kind of the book's own, whose As the contact is to them
}

// To returns how somebody of the relation sees it, without the other's record.
func (r *Relation) To(contact int64) (other int64, seen Related) {
	if r.Contact == contact {
		return r.Other, Related{ID: r.ID, As: r.As}
	}
	if as := Inverse(r.As); as != "" {
		return r.Contact, Related{ID: r.ID, As: as}
	}
	return r.Contact, Related{ID: r.ID, As: r.As, Of: true}
}
