package crm

import "slices"

// Action is what an edit does to its record.
type Action string

// The actions.
const (
	Create Action = "create"
	Update Action = "update"
	Delete Action = "delete"
)

// Edit is one record becoming another: what rules match, the journal keeps, undo
// reverses and a command prints.
type Edit struct {
	Action Action
	Kind   Kind
	ID     int64
	Before Record // nil when created
	After  Record // nil when deleted
	Rule   string // the rule that made it; empty for what the producer asked for
	Cause  *Edit  // the edit that set the rule off
	Seq    int    // its place in the change, from 1
	Day    Date   // the day on which it took place, from which rules count
	Acted  *Acted // of the rule, where that is asked for
}

// Acted is which version of a rule made an edit, and what its condition saw.
type Acted struct {
	Version RuleVersion
	Saw     []SeenValue
}

// Depth returns how many rules led to the edit: 0 if it was asked for.
func (e *Edit) Depth() int {
	depth := 0
	for e.Cause != nil {
		e, depth = e.Cause, depth+1
	}
	return depth
}

// Changes that are not about what is recorded: making the book, moving missed birthday
// calls, and restoring a backup. Undo passes over them.
const (
	InitCommand    = "book init"
	RollCommand    = "book roll"
	RestoreCommand = "book restore"
)

// DeleteCommand removes what was entered by mistake.
const DeleteCommand = "delete"

// Upkeep lists the commands of such changes.
func Upkeep() []string { return []string{InitCommand, RollCommand, RestoreCommand} }

// Record returns the record after the edit, or before if it was deleted.
func (e *Edit) Record() Record {
	if e.After != nil {
		return e.After
	}
	return e.Before
}

// Difference is a field that an edit changed, with its values, or nil, in the Go types
// of the schema.
type Difference struct {
	Field  *Field
	Before any
	After  any
}

// Differences returns the changed fields in the order of the schema, except number,
// version and derived ones.
func (e *Edit) Differences() []Difference {
	var diffs []Difference
	fields := BuiltIn(e.Kind).Fields
	if own := e.ownFields(); own != nil {
		fields = slices.Concat(fields, own)
	}
	for _, f := range fields {
		if !f.Derived && f.Name != "id" && f.Name != "version" && e.Changes(f) {
			diffs = append(diffs, Difference{f, f.value(e.Before), f.value(e.After)})
		}
	}
	return diffs
}

// Changed reports whether the edit changed that built-in field. One that the book has added
// may have the name of a field of another noun, and means something else.
func (e *Edit) Changed(field string) bool {
	f, ok := BuiltIn(e.Kind).Field(field)
	return ok && e.Changes(f)
}

// Field finds a field of the edited record by name. It knows the book's own fields that
// have a value before or after.
func (e *Edit) Field(name string) (*Field, bool) {
	if f, ok := BuiltIn(e.Kind).Field(name); ok {
		return f, true
	}
	for _, f := range e.ownFields() {
		if f.Name == name {
			return f, true
		}
	}
	return nil, false
}

// ownFields returns the book's own fields that have a value before or after.
func (e *Edit) ownFields() []*Field {
	var fields []*Field
	for _, r := range []Record{e.Before, e.After} {
		if r == nil {
			continue
		}
		for _, v := range r.head().own {
			if !slices.ContainsFunc(fields, func(f *Field) bool { return f.Key == v.field.Key }) {
				fields = append(fields, v.field)
			}
		}
	}
	return fields
}

// Silent reports whether no line tells of the edit, such as the day of a conversation.
func (e *Edit) Silent() bool {
	if e.Kind == KindSuppression { // the mark of a contact says it, or the head
		return true
	}
	if e.Action != Update {
		return false
	}
	return !slices.ContainsFunc(e.Differences(), func(d Difference) bool {
		switch e.Kind {
		case KindContact:
			return d.Field.Name != "last_call" && d.Field.Name != "client_since"
		case KindActivity: // what other programs call it
			return !slices.Contains([]string{"external_id", "external_said", "thread"}, d.Field.Name)
		}
		return !d.Field.Quiet
	})
}

// Changes reports whether the edit changed a field.
func (e *Edit) Changes(f *Field) bool {
	if e.Before != nil && e.After != nil {
		return !f.equalIn(e.Before, e.After)
	}
	value := f.value(e.Record()) // the other has none
	switch value.(type) {
	case Points, Addresses, Days, Terms, Numbers, Tags:
		return f.EncodeValue(value) != nil
	}
	return value != nil
}

func (f *Field) value(r Record) any {
	if r == nil {
		return nil
	}
	return f.Get(r)
}

// Notice is something to say beside the edits, as a code and values; package locale
// makes the sentence.
type Notice struct {
	Code    string         `json:"code"`
	Values  map[string]any `json:"values,omitempty"`
	Warning bool           `json:"-"`
}

// Outcome is what one command did to the book.
type Outcome struct {
	Change   int64  // number of the change in the journal; 0 when nothing was written
	Op       string // its operation id
	Command  string
	DryRun   bool
	Repeated bool // an earlier run with the same operation id did it
	Partial  bool // something was left out, as asked
	Subjects []Record
	// Given are the fields of the subjects that were given a value.
	Given   []string
	Edits   []*Edit
	More    int // edits that would be told of, beside these
	Notices []Notice
	// People are the contacts of the edits, by number, so that they can be named;
	// Opportunities are those of their quotes.
	People        map[int64]*Contact
	Opportunities map[int64]*Opportunity
	// Today is the day as of which the command acted, and By the acting producer, or 0.
	Today Date
	By    int64
	// Imported is set by the imports, whose edits are too many to keep.
	Imported *Imported
	// Backfilled is set where a rule was made to act for what was there.
	Backfilled *Backfilled
	// Calendar is set by the import of a calendar.
	Calendar *ImportedCalendar
	// Mail is set by the import of e-mails.
	Mail *ImportedMail
	// Next is whom to call next, after a logged call.
	Next *AgendaItem
}

// Imported counts what an import did.
type Imported struct {
	Added   int
	Skipped []SkippedRow // rows that are in the book already
	// Filled and Updated are the rows of people in the book who were given something.
	Filled, Updated []SkippedRow
	// Apart are the rows of new contacts with the name of somebody in the book, and their
	// phone, e-mail or birthday, whom something tells apart: the Reason.
	Apart []SkippedRow
	// Columns are those of the file.
	Columns []FileColumn
	Known   int          // numbers that were on the do-not-contact list already
	Bad     []SkippedRow // rows left out because they could not be read
	// Conflicts counts the bad rows of contacts already in the book.
	Conflicts int
	Calls     int // calls that rules planned
	// Days are the days of these, in order. Birthday calls, and those that were planned and
	// cancelled again, are not among them.
	Days   []CallDay
	Strays int // those who have no next step
	// Incomplete counts phones without an area code, BadPhones those marked as bad
	// because of what stands beside them.
	Incomplete, BadPhones int
	OddPhones             []string // phones with a digit too few or too many
	// SameNumbers counts new contacts whose number of another program somebody else has.
	SameNumbers int
	// Cancelled counts what was cancelled for stopped contacts, except appointments,
	// which are named.
	Cancelled int
	// Alike are the rows of new contacts with the name of one in the book who may be
	// contacted, whose number is ID.
	Alike []SkippedRow
	// Shared are the rows of new contacts who have a phone or an e-mail of somebody of
	// another household, whose number is ID.
	Shared []SkippedRow
	// Withheld are the rows of contacts who were taken without the phone or e-mail of
	// somebody who must not be contacted, whose number is ID.
	Withheld []SkippedRow
	Served   []Served
	// Stopped are the imported contacts who must not be contacted: nothing is planned
	// for them.
	Stopped []SkippedRow
	// Policies is set by an import of policies.
	Policies *PoliciesImported
	// Kind is the noun of a list of crm, and Same how many of its rows say what the book does.
	Kind Kind
	Same int
}

// PoliciesImported counts what an import did about policies.
type PoliciesImported struct {
	Households int // made
	Added      int
	Renewed    int // of those added, the ones that follow another term
	Known      int // in the book already
	Completed  int // of these, the ones that got something
	Ended      int // of these, the ones that were in force
	Sales      int // opportunities opened
	SalesKnown int
	SalesLeft  int // opportunities not opened, since their contacts must not be contacted
	Rolled     int // days of policies elsewhere that were past, taken as those of a later year
}

// CallDay is a day on which calls are due.
type CallDay struct {
	Day   Date
	Calls int
}

// Served is an imported contact for whom no call is planned, since one with somebody else of
// their household is.
type Served struct {
	ID   int64
	Name string
	With string // who is called
	Call int64
	Due  Date
}

// SkippedStopped is the reason for skipping a stopped contact who is in the book.
const SkippedStopped = "do-not-contact"

// SkippedSilent is the reason for naming a contact in the book who wants no calls.
const SkippedSilent = "no-calls"

// SkippedUnwritten is the reason for naming one who wants no e-mails, whose e-mail somebody
// else has.
const SkippedUnwritten = "no-emails"

// SkippedUncalled is the reason for skipping a contact whom nobody calls, since they are
// in the book without a stage or a next step: given up, say.
const SkippedUncalled = "no-next-step"

// FileColumn is a column of an imported file, with the field that it gives, if any, and how
// many of its cells have something in them. Left is set if it is not known.
type FileColumn struct {
	Heading, Field string
	Cells          int
	Left           bool
}

// SkippedSeveral is the reason for changing nobody where a row may be of several people.
const SkippedSeveral = "several"

// SkippedRow is a row that was not taken, and why.
type SkippedRow struct {
	Line   int
	Column string
	Reason string
	Name   string
	ID     int64 // the record that is there already
	// There is the name in the book if it differs, and Differs are the fields that say
	// something else, or more.
	There   string
	Differs []string
	Took    []string // the fields of the record that the row has changed
}
