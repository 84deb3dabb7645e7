package crm

import (
	"slices"
	"sync"
)

// Kind names a noun in the journal, in JSON and in error messages.
type Kind string

// The nouns of a book.
const (
	KindContact     Kind = "contact"
	KindActivity    Kind = "activity"
	KindOpportunity Kind = "opportunity"
	KindQuote       Kind = "quote"
	KindPolicy      Kind = "policy"
	KindNote        Kind = "note"
	KindFile        Kind = "file"
	KindProducer    Kind = "producer"
	KindTeam        Kind = "team"
	KindView        Kind = "view"
	KindReport      Kind = "report"
	KindField       Kind = "field"
	KindRule        Kind = "rule"
	KindPack        Kind = "pack"
	KindRelation    Kind = "relation"
	KindConsent     Kind = "consent"
	KindAlias       Kind = "alias"
	KindSuppression Kind = "suppression"
	KindSettings    Kind = "settings"
)

// Head is what every record has: its number, unique in the book and never reused, and a
// version that counts its edits.
type Head struct {
	ID      int64 `field:"id"`
	Version int64 `field:"version,needed"`
	own     []ownValue
}

func (h *Head) head() *Head { return h }

// Record is one entry of the book: a pointer to one of the nouns.
type Record interface {
	Noun() Kind
	head() *Head
}

// IDOf returns the number of a record.
func IDOf(r Record) int64 { return r.head().ID }

// HeadOf gives access to number and version, for the package that keeps them.
func HeadOf(r Record) *Head { return r.head() }

// Noun is what the program must know of a noun beside its fields.
type Noun struct {
	Kind  Kind
	Table string // in a database
	Word  string // in commands
	// Owner is the path to the producer who looks after a record, if any does.
	Owner string
	// Live are the states in which somebody has to look after a record: nil is never,
	// an empty list is always.
	Live []string
	// Names are the paths of what names a record, where that is more than its own name, or
	// without one its contact's.
	Names []string
	// Own allows a book to add fields.
	Own bool
	maker
}

// maker makes records of one noun, and knows their built-in fields.
type maker struct {
	make   func() Record
	copy   func(Record) Record
	fields func() *Catalogue
}

func of[T any, P interface {
	*T
	Record
}]() maker {
	return maker{
		func() Record { return P(new(T)) },
		func(r Record) Record { same := *r.(P); return P(&same) },
		sync.OnceValue(func() *Catalogue { return catalogueOf(P(new(T))) }),
	}
}

var nouns = []*Noun{
	{KindContact, "contacts", "contact", "owner", []string{}, nil, true, of[Contact]()},
	{KindActivity, "activities", "activity", "owner", []string{Open}, nil, true, of[Activity]()},
	{KindOpportunity, "opportunities", "opp", "owner", []string{Open}, []string{"line", "contact.name"}, true, of[Opportunity]()},
	{KindQuote, "quotes", "quote", "opportunity.owner", []string{QuoteRequested, QuoteReceived, QuotePresented}, []string{"carrier", "opportunity.line", "contact.name"}, true, of[Quote]()},
	{KindPolicy, "policies", "policy", "owner", []string{PolicyPending, PolicyActive}, []string{"carrier", "line", "contact.name"}, true, of[Policy]()},
	{KindNote, "notes", "note", "", nil, nil, false, of[Note]()},
	{KindFile, "files", "file", "", nil, []string{"name", "contact.name"}, false, of[File]()},
	{KindProducer, "producers", "producer", "", nil, nil, false, of[Producer]()},
	{KindTeam, "teams", "team", "", nil, nil, false, of[Team]()},
	{KindView, "views", "view", "", nil, nil, false, of[View]()},
	{KindReport, "reports", "report", "", nil, nil, false, of[Report]()},
	{KindField, "fields", "field", "", nil, nil, false, of[OwnField]()},
	{KindRule, "rules", "rule", "", nil, nil, false, of[OwnRule]()},
	{KindPack, "packs", "pack", "", nil, nil, false, of[Pack]()},
	{KindRelation, "relations", "relation", "", nil, nil, false, of[Relation]()},
	{KindConsent, "consents", "consent", "", nil, []string{"contact.name", "channel", "state"}, false, of[Consent]()},
	{KindAlias, "aliases", "alias", "", nil, nil, false, of[Alias]()},
	{KindSuppression, "suppressions", "dnc", "", nil, nil, false, of[Suppression]()},
	{KindSettings, "settings", "book", "", nil, nil, false, of[Settings]()},
}

// Kinds lists every noun that has records.
func Kinds() []Kind {
	kinds := make([]Kind, len(nouns))
	for i, n := range nouns {
		kinds[i] = n.Kind
	}
	return kinds
}

// NounOf is the noun of that kind.
func NounOf(kind Kind) *Noun {
	for _, n := range nouns { // few, and the usual ones first
		if n.Kind == kind {
			return n
		}
	}
	panic("crm: no noun is called " + string(kind))
}

// NounOfWord finds a noun by its word in commands. Leads and calls have words of their own
// and no noun.
func NounOfWord(word string) (*Noun, bool) {
	for _, n := range nouns {
		if n.Word == word {
			return n, true
		}
	}
	return nil, false
}

// IsKind reports whether there is such a noun.
func IsKind(kind Kind) bool {
	return slices.ContainsFunc(nouns, func(n *Noun) bool { return n.Kind == kind })
}

// New makes an empty record of that kind.
func New(kind Kind) Record { return NounOf(kind).make() }

// Copy returns a record of its own with the same values. Its lists are its own, too, so
// one that is changed in place leaves the other record as it was.
func Copy[R Record](r R) R {
	noun := NounOf(r.Noun())
	same := noun.copy(r)
	for _, f := range noun.fields().lists {
		f.slot.part(f.locate(same))
	}
	return same.(R)
}

// AboutField returns the field by which records of a noun are about a record of a kind.
// It has the name of that kind.
func AboutField(noun, kind Kind) (*Field, bool) {
	f, ok := BuiltIn(noun).Field(string(kind))
	return f, ok && f.Ref == kind
}

// About returns the number of the record of a kind that r is, or refers to in its
// AboutField; 0 if there is none.
func About(r Record, kind Kind) int64 {
	if r == nil {
		return 0
	}
	if r.Noun() == kind {
		return IDOf(r)
	}
	f, ok := AboutField(r.Noun(), kind)
	if !ok {
		return 0
	}
	id, _ := f.Get(r).(int64)
	return id
}

// Repeats is a record that is of no use beside another one that says the same.
type Repeats interface {
	Record
	Repeats(Record) bool
}

// LinksContacts reports whether records of a noun say what two contacts are to each other,
// so that one of a contact and themselves says nothing.
func LinksContacts(kind Kind) bool {
	n := 0
	for _, f := range BuiltIn(kind).Fields {
		if f.Ref == KindContact && f.Needed {
			n++
		}
	}
	return n > 1
}

// OwnerOf returns the number of the producer in a record's own owner field, or 0.
func OwnerOf(r Record) int64 {
	owner, _ := valueOf(r, "owner").(int64)
	return owner
}

// Set sets a built-in field, if the noun has it.
func Set(r Record, name string, value any) error {
	if f, ok := BuiltIn(r.Noun()).Field(name); ok {
		return f.Set(r, value)
	}
	return nil
}

// Derive sets the fields of a record that follow from its others alone.
func Derive(r Record) {
	if r, ok := r.(interface{ derive() }); ok {
		r.derive()
	}
}

// NameOf returns what a record is called, if it has a name of its own.
func NameOf(r Record) string {
	name, _ := valueOf(r, "name").(string)
	return name
}

// IsWork reports whether a record has to be looked after: a contact, an open
// opportunity or activity, a policy in force. Only these need an owner who is not
// retired.
func IsWork(r Record) bool {
	if r == nil {
		return false
	}
	n := NounOf(r.Noun())
	return n.IsWork() && (len(n.Live) == 0 || n.IsLive(r))
}

// IsWork reports whether some records of the noun are work.
func (n *Noun) IsWork() bool { return n.Owner == "owner" && n.Live != nil }

// Naming returns the paths of what names a record.
func (n *Noun) Naming() []string {
	if n.Names != nil {
		return n.Names
	}
	if _, named := n.fields().Field("name"); named {
		return []string{"name"}
	}
	return []string{"contact.name"}
}

// IsLive reports whether somebody has to look after a record of the noun.
func (n *Noun) IsLive(r Record) bool {
	status, _ := valueOf(r, "status").(string)
	return slices.Contains(n.Live, status)
}

// valueOf returns the value of a built-in field; nil if the noun has no such field.
func valueOf(r Record, name string) any {
	if r == nil {
		return nil
	}
	f, ok := BuiltIn(r.Noun()).Field(name)
	if !ok {
		return nil
	}
	return f.Get(r)
}

// WordFor returns the code of the word for a record: a lead rather than a contact, a
// call rather than an activity.
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
