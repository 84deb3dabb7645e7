package crm

import "time"

// Card is all that a producer wants to see of one record before picking up the
// phone: the record, whom it is about, and what happened and will.
type Card struct {
	Record  Record // what was asked for
	Contact *Contact
	// Names of what the contact refers to, empty where nothing is.
	Owner, Household, Org, Referrer string
	// Members are those of a household or organization, or the others of the
	// household that a person belongs to.
	Members  []*Contact
	Referred []*Contact // whom they referred
	// Past is what happened, the oldest first; Open is what is planned, the
	// next first.
	Past          []*Event
	Open          []*Activity
	Opportunities []*Opportunity
	// Reason is why the activity asked for is on the list.
	Reason *Reason
	Why    *Why // of the activity asked for, where a rule made it
}

// Event is one entry of a timeline.
type Event struct {
	On       Date
	At       time.Time // the instant, where it is known
	By       string    // name of the producer
	Activity *Activity
	Note     *Note
	// Opportunity is the number of the one it regards, 0 if none.
	Opportunity int64
}

// Why is the answer to why an activity is on the list.
type Why struct {
	Activity *Activity
	Contact  *Contact
	Rule     string // empty where a person made it
	Builtin  bool
	Trigger  *Trigger
	Steps    []Step
	Change   *ChangeInfo // the change that made or moved it last
	Birthday Birthday    // of the contact, as it is now
}

// ChangeInfo is one change of the journal, for people.
type ChangeInfo struct {
	ID       int64
	MadeAt   time.Time
	AsOf     Date
	By       string // name of the producer
	Command  string
	Reverses int64 // the change that it took back or restored
	UndoneBy int64 // the change that took it back
	Edits    []*Edit
	People   map[int64]*Contact
}
