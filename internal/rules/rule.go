package rules

import (
	"slices"
	"time"

	"crm/internal/crm"
	"crm/internal/query"
)

// Rule is a clause of a rule as written: what it listens to, when it acts, and what it
// does. Clauses with the same name are one rule.
type Rule struct {
	Name  string   `json:"name"`
	About string   `json:"about,omitempty"`
	On    crm.Kind `json:"on"`
	// Idle is set if the clause is about records of On with which nothing happens for a while.
	Idle *Idle `json:"idle,omitempty"`
	// Once limits how often the rule acts.
	Once *Once `json:"once,omitempty"`
	// When is the condition as written.
	When string `json:"when"`
	// Needs are tests of an edit without which the condition is false.
	Needs [][]Need `json:"needs,omitempty"`
	// Gone is set if the condition asks for deleted(): others are not about what is gone.
	Gone bool     `json:"gone,omitempty"`
	Do   []Clause `json:"do"`
}

// Clause is one effect as written. Exactly one of Create, Set, Cancel, Complete, Say
// and Warn is not empty.
type Clause struct {
	// If is a condition of the clause's own.
	If string `json:"if,omitempty"`
	// Create is the kind of activity to make, or "note".
	Create string `json:"create,omitempty"`
	// Set is whose fields to set: "contact" or "opportunity" of the record, the "record"
	// itself, "members" of a household, or "activities", as for Cancel.
	Set string `json:"set,omitempty"`
	// Cancel is what to cancel: "activities", the open ones of the contact, or those of
	// Of.
	Cancel string `json:"cancel,omitempty"`
	// Complete is what to mark as done, as for Cancel.
	Complete string `json:"complete,omitempty"`
	// Say is the code of a remark or a sentence, and Warn that of a warning.
	Say  string `json:"say,omitempty"`
	Warn string `json:"warn,omitempty"`
	// Each makes the remark for each activity, as for Cancel.
	Each string `json:"each,omitempty"`
	// Of is what a slot, or activities, belong to: the "opportunity" or "policy" of the
	// record; by default, or with "contact", its contact. A slot may also belong to the
	// contact's "household", or to all tries of one "call".
	Of string `json:"of,omitempty"`
	// Where selects among the members or activities.
	Where string `json:"where,omitempty"`
	// FollowUp marks the activity whose date the producer may give, which takes it out
	// of its slot.
	FollowUp bool `json:"follow_up,omitempty"`
	// OncePer "household" makes nothing if the household has an open one (Effect.Repeats).
	OncePer string `json:"once_per,omitempty"`
	// OnlyLater moves what is in the slot to a later day, never to an earlier one, and
	// OnlyEarlier the other way round.
	OnlyLater   bool `json:"only_later,omitempty"`
	OnlyEarlier bool `json:"only_earlier,omitempty"`
	// Promised means activities on a day that a person has chosen, too.
	Promised bool `json:"promised,omitempty"`
	// Values are the fields to set, in the order of their names.
	Values []Assignment `json:"values,omitempty"`
}

// Assignment is a field and its value, as written.
type Assignment struct {
	Field string `json:"field"`
	Value string `json:"value"`
}

// dates reports whether an effect closes activities, or gives them another day.
func (c *Clause) dates() bool {
	return c.Cancel+c.Complete != "" || c.Set == SetActivities && slices.ContainsFunc(c.Values, func(v Assignment) bool {
		return oneOf(v.Field, "due", "due_time", "start", "end")
	})
}

// value returns the value written for a field, or nothing.
func (c *Clause) value(field string) string {
	for _, v := range c.Values {
		if v.Field == field {
			return v.Value
		}
	}
	return ""
}

// Effect is what a rule wants done, fully evaluated except for Where, which asks about
// records that only the book has.
type Effect struct {
	Rule     string
	Create   *crm.Activity // without number, contact and owner unless the rule gave them
	Note     *crm.Note     // to be added to the record, or to its contact
	FollowUp bool
	OncePer  string
	Set      string
	// OnlyLater and OnlyEarlier limit in which direction what is in the slot moves.
	OnlyLater, OnlyEarlier bool
	// Idle is set if it is made ahead for a record that may be idle, and OnlyNew if what is there
	// is not moved; Once is how often the rule makes it.
	Idle, OnlyNew bool
	Once          *Once
	// Close is the status to give open activities.
	Close string
	Of    string
	// Where reports whether a member or an open activity is meant. Left are those that would
	// be, but for the day that a person has chosen.
	Where func(crm.Record) (bool, error)
	Left  []*crm.Activity
	// Notice is the code of a remark, and Told its names and values; Each makes it for
	// each activity.
	Notice        string
	Warning, Each bool
	Told          func() ([]any, error)
	// Values returns the fields to set.
	Values func(crm.Record) (map[*crm.Field]any, error)
}

// Repeats reports whether an open activity is what a rule makes once for a household: a call
// of the same type; or what is in the same slot and for the same purpose, and without either
// what the rule itself has made.
func (e *Effect) Repeats(there *crm.Activity) bool {
	a := e.Create
	switch {
	case there.Kind != a.Kind || there.Status != crm.Open:
		return false
	case a.Kind == crm.Call:
		return there.CallType == a.CallType
	}
	return there.Slot == a.Slot && there.Purpose == a.Purpose && (a.Slot+a.Purpose != "" || there.Rule == e.Rule)
}

// Input is what a command got beside its record.
type Input struct {
	Due     crm.Date // the producer's own date for the follow-up
	DueTime string
	Start   time.Time // of the appointment that was agreed on; zero if none was
	End     time.Time
	Place   string
	Phone   string // that was dialled, as the contact has it; empty is the primary one
	Merged  bool   // two contacts become one, with what was planned for either
	PhoneOf int64  // the member whose phone it was, of a household or an organization
}

// Facts are what a rule may know beside the edit.
type Facts struct {
	Contact *crm.Contact
	// Beside are the owner, the opportunity, the quote and the policy of the record, by
	// that name.
	Beside   map[string]crm.Record
	Settings *crm.Settings
	// Words returns what people call a value of a field in a language; the field is nil where an
	// amount is none. It may be nil: then texts have codes.
	Words func(language string, f *crm.Field, value any) string
	Input Input
	// Now is the moment, in the book's time zone; zero where what is recorded was on another
	// day.
	Now time.Time
	// Zone is the book's; nil is UTC.
	Zone *time.Location
	// Acted reports whether a rule has acted for the record of the edit, its contact or their
	// household because of another edit.
	Acted func(rule string, once *Once) (bool, error)
	// With returns the records of a noun that have the contact, as they are now.
	With func(noun crm.Kind) ([]crm.Record, error)
	// Planned is how much rules that are not asked here have planned or set because of the edit.
	Planned int
	// OpenSteps counts what is open for the contact beyond the rhythm
	// (crm.Activity.IsPressing), and for the opportunity of the record, if any (IsFor).
	// Like the functions below, it is only called by rules that ask.
	OpenSteps func() (int, error)
	// Heir is the member of the household whom nothing serves once the contact is no
	// longer called; or nil.
	Heir func() (*crm.Contact, error)
	// HomeLastCall is when the contact, or somebody of their household with the same
	// owner, was last spoken to.
	HomeLastCall func() (crm.Date, error)
	// Every is how often a contact, or somebody of their household, is called,
	// whichever is more often.
	Every func(*crm.Contact) (crm.Period, error)
	// LostCall is the last call to the contact if it reached a wrong number and there
	// was no conversation since; or nil.
	LostCall func() (*crm.Activity, error)
	// Since is what is known of the days after the call of the edit.
	Since func() (*Since, error)
	// Answered reports whether what was recorded answers an open activity.
	Answered func(*crm.Activity) (bool, error)
	// Reached reports whether an open call was to reach who has been met.
	Reached func(*crm.Activity) (bool, error)
	// Inherited reports whether somebody else of the household takes over a call, since
	// its contact has just lost their last phone.
	Inherited func(*crm.Activity) (bool, error)
	// BirthdayOver is the day up to which a birthday of the contact takes no call any more.
	BirthdayOver func() (crm.Date, error)
	// OtherPhone reports whether the contact is reached on another phone than the one that
	// was dialled.
	OtherPhone func() (bool, error)
	// ToBeCalled reports whether a call with the contact is planned, beside that on their
	// birthday.
	ToBeCalled func() (bool, error)
	// OtherSale is an open opportunity of a contact without plans.
	OtherSale func(contact int64) (*crm.Opportunity, error)
	// Quotes counts the quotes of the opportunity that satisfy a test.
	Quotes func(func(*crm.Quote) bool) (int, error)
	// Ref reads a record by number, or returns nil.
	Ref func(kind crm.Kind, id int64) (crm.Record, error)
}

// Since is what is known of the days after a call with a result.
type Since struct {
	Spoken    crm.Date      // when the contact was last spoken to
	Home      crm.Date      // when they, or somebody of their household, were
	Try       *crm.Activity // the last call to them that has a result, this one or a later one
	Overtaken bool          // by a conversation, or by tries of a later row
	Meeting   bool          // an appointment was put on the list, or took place, later
}

// trigger is an edit, with its first field that conditions ask about.
func trigger(edit *crm.Edit, conditions ...*query.Expr) crm.Trigger {
	t := crm.Trigger{Kind: edit.Kind, ID: edit.ID, Action: edit.Action}
	for _, diff := range edit.Differences() {
		if slices.ContainsFunc(conditions, func(when *query.Expr) bool { return when != nil && when.Watches(diff.Field.Name) }) {
			t.Field = diff.Field.Name
			if text, ok := diff.Field.EncodeValue(diff.After).(string); ok {
				t.Value = text
			}
			break
		}
	}
	return t
}

// Trigger returns the edit that set a rule off.
//
// Errors: CodeInvalid if a rule does not compile.
func (s *Set) Trigger(name string, edit *crm.Edit) (crm.Trigger, error) {
	conditions, err := s.conditions(name, edit, false)
	return trigger(edit, conditions...), err
}

// Seen returns the values that the edited record had of the fields for which the condition of a rule
// asks. What it asks of other records, and of functions, the edit does not tell.
//
// Errors: CodeInvalid if a rule does not compile.
func (s *Set) Seen(name string, edit *crm.Edit, settings *crm.Settings) ([]crm.SeenValue, error) {
	conditions, err := s.conditions(name, edit, true)
	if err != nil {
		return nil, err
	}
	d := &decision{edit: edit, facts: &Facts{Settings: settings}}
	var seen []crm.SeenValue
	for _, f := range s.schema.Fields(edit.Kind).Fields {
		asks := func(when *query.Expr) bool { return when.Mentions(f.Name) || when.Watches(f.Name) }
		if value, plain := query.Plain(f, d.record()); plain && !f.Derived && slices.ContainsFunc(conditions, asks) {
			seen = d.see(seen, f.Name, f, value, true)
		}
	}
	return seen, nil
}

// conditions returns those of the rules of a name that listen to an edit; if that is asked for, only
// of those which it may have set off.
func (s *Set) conditions(name string, edit *crm.Edit, mayFire bool) (all []*query.Expr, err error) {
	for _, l := range s.listening(edit.Kind) {
		if l.head.Name != name || mayFire && !l.head.mayFire(s.schema, edit) {
			continue
		}
		when, err := l.rule().when()
		if err != nil {
			return nil, err
		}
		if when != nil {
			all = append(all, when)
		}
	}
	return all, nil
}
