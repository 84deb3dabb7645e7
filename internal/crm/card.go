package crm

import (
	"iter"
	"time"
)

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
	// Others are further people with whom there is something on the timeline.
	Others []*Contact
	// Past is what happened, the oldest first; Open is what is planned, the
	// next first: of somebody who has no next step, what serves their household.
	Past []*Event
	Open []*Activity
	// Opportunities, Quotes, Policies and Files are those of the contact, and
	// of the members of a household or an organization; of a person the first
	// three are also those of the household and of its other members. Of an
	// opportunity, a quote or a policy the last three are those that regard it.
	Opportunities []*Opportunity
	Quotes        []*Quote
	Policies      []*Policy
	Files         []*File
	// Reason is why the activity asked for is on the list.
	Reason *Reason
	Why    *Why // of the activity asked for, where a rule made it
	// Whole says that all there is of the contact is wanted, whatever the record.
	Whole bool
	// Via is whose phone reaches a household or an organization that has none.
	Via *Contact
	// Renewal is the number of the policy that has taken the place of this one.
	Renewal int64
	// Stop is why the contact must not be contacted; nil where they may be.
	Stop *Stop
}

// Event is one entry of a timeline: an activity, a note or a file, or what the
// journal tells of quotes, a policy or an opportunity, as they were then. One
// of these is set.
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
	// Field is what the journal tells of, From and To are its values: codes,
	// the names of producers for "owner", and nothing for From where the
	// record was new.
	Field, From, To string
	// Reason is why somebody may be contacted again.
	Reason string
	// Contact is the number of whom it is about, Opportunity that of the one
	// it regards, 0 if none.
	Contact, Opportunity int64
}

// Why is the answer to why an activity is on the list.
type Why struct {
	Activity *Activity
	Contact  *Contact
	Rule     string // empty where a person made it
	Builtin  bool
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
