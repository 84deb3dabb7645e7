package crm

import (
	"iter"
	"time"
)

// Card is what a producer wants to see of one record before picking up the phone: the
// record, its contact, the past and the plans.
type Card struct {
	Record  Record // what was asked for
	Contact *Contact
	// Names of what the contact refers to.
	Owner, Household, Org, Referrer string
	ReferrerStopped                 bool // the referrer must not be contacted
	// Members of the household or organization; of a person, the others of the
	// household.
	Members  []*Contact
	Referred []*Contact // whom they referred
	Related  []Related
	Aliases  []*Alias // numbers of contacts that were merged into this one
	// Others are further people on the timeline.
	Others []*Contact
	// Past is what happened, the oldest first; Open is what is planned, the next first.
	// A contact without a next step has what serves their household.
	Past []*Event
	Open []*Activity
	// Opportunities, Quotes, Policies and Files of the contact and of members. A person
	// has the first three of the household and its other members, too. An opportunity,
	// a quote or a policy has only the last three that regard it.
	Opportunities []*Opportunity
	Quotes        []*Quote
	Policies      []*Policy
	Files         []*File
	// Reason is why the activity asked for is on the list.
	Reason *Reason
	Why    *Why // of the activity asked for, where a rule made it
	// Whole asks for all that there is of the contact, whatever the record.
	Whole bool
	// Wait is from when on the contact of a call that is due may be called, if not now.
	Wait *Wait
	// Via is whose phone reaches a household or an organization without one.
	Via *Contact
	// At is whose phones do, if there are several.
	At []*Contact
	// Renewal is the number of the policy that follows this one.
	Renewal int64
	// Stop is why the contact must not be contacted, or nil.
	Stop *Stop
	// Consents are what the contact has said last of each channel.
	Consents []*Consent
	// Silent is who wants no calls and has the same phone; nil where it is the contact, or
	// they may be called.
	Silent *Contact
	// Unwritten is who wants no e-mails and has the same e-mail; nil where it is the contact,
	// or they may be written to.
	Unwritten *Contact
}

// ShowsAll reports whether the card shows all of its contact, and the business of their
// household.
func (c *Card) ShowsAll() bool {
	kind := c.Record.Noun()
	return kind == KindContact || kind == KindActivity
}

// Has reports whether a record of its contact belongs on the card.
func (c *Card) Has(r Record) bool {
	return c.ShowsAll() || NounOf(c.Record.Noun()).Owner == "" || About(r, c.Record.Noun()) == IDOf(c.Record)
}

// Event is one entry of a timeline: an activity, a note, a file, or what the journal
// tells of a quote, a policy or an opportunity as it was then. One of these is set.
type Event struct {
	On       Date
	At       time.Time // the instant, where it is known
	By       string    // name of the producer
	Activity *Activity
	Note     *Note
	File     *File
	Quotes   []*Quote // several where one change did the same with them
	Policy   *Policy
	Sale     *Opportunity
	Marked   *Contact     // who was marked not to be contacted, or may be again
	Number   *Suppression // that nobody may use, or may again
	// Field is what the journal tells of, and From and To its values: codes, and for
	// "owner" names. From is empty for a new record.
	Field, From, To string
	// Reason is why somebody may be contacted again.
	Reason string
	// Contact and Opportunity are the numbers of what it is about, or 0.
	Contact, Opportunity int64
	// Earlier are the e-mails of the same thread, where only the last one is told.
	Earlier []*Event
}

// Why explains why an activity is on the list.
type Why struct {
	Activity *Activity
	Contact  *Contact
	Missing  []string // channels by which they can't be reached
	Rule     string   // empty where a person made it
	Builtin  bool
	Pack     string      // of which the rule is one
	Version  RuleVersion // that acted
	Saw      []SeenValue // by its condition
	Trigger  *Trigger
	Cause    string // the kind of activity that set the rule off; empty where none did
	Steps    []Step
	Change   *ChangeInfo // the change that made or moved it last
	Birthday Birthday    // of the contact, as it is now
	Closed   *Why        // the rule that closed it; nil where a person did, or nobody has
}

// ChangeInfo is one change of the journal, for people.
type ChangeInfo struct {
	ID            int64
	MadeAt        time.Time
	AsOf          Date
	By            string // name of the producer
	Command       string
	Reverses      int64                   // the change that it took back or restored
	UndoneBy      int64                   // the change that took it back
	Reason        string                  // why, where it needed one
	Edits         []*Edit                 // the first of them
	More          int                     // how many it has beside these
	Rest          iter.Seq2[*Edit, error] // those, read as they are asked for
	People        map[int64]*Contact
	Opportunities map[int64]*Opportunity // as in an Outcome
}
