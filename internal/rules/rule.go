package rules

import (
	"slices"
	"time"

	"crm/internal/crm"
	"crm/internal/query"
)

// Rule is one clause of a rule as it is written: what it listens to, when it
// acts, and what it does. Clauses of the same name are one rule.
type Rule struct {
	Name  string
	About string
	On    crm.Kind
	// When is the condition as it is written.
	When string
	// Needs are tests of an edit without which the condition does not hold.
	Needs [][]Need
	Do    []Clause
	// Source is the rule as its file has it, where the file lists rules at
	// its top level.
	Source string
}

// Clause is one effect as it is written. Exactly one of Create, Set, Cancel,
// Complete, Say and Warn is not empty.
type Clause struct {
	// If is a condition of the clause's own; empty is always.
	If string
	// Create is the kind of activity to make.
	Create string
	// Set is whose fields to set: "contact" or "opportunity" (that of the
	// record), "members" (of the household that the contact is) or "activities",
	// as Cancel has it.
	Set string
	// Cancel is what to cancel: "activities", the open ones of the contact, or
	// those that Of means.
	Cancel string
	// Complete is what to mark as done, as Cancel has it.
	Complete string
	// Say is the code of a remark, and Warn that of one about what may be a mistake.
	Say, Warn string
	// Each says the remark of each activity that is meant, as Cancel has it.
	Each string
	// Of is what a slot, or activities, belong to: the
	// "opportunity" or "policy" of the record; empty or "contact" is its
	// contact. A slot may also be that of the "household" of the contact, or of
	// all tries of one "call".
	Of string
	// Where picks among the members or activities; empty is all.
	Where string
	// FollowUp marks the activity whose date the producer may give: it then
	// takes that date and leaves its slot.
	FollowUp bool
	// OncePer "household" makes no call where somebody of the same household
	// has an open one of the same type.
	OncePer string
	// OnlyLater moves the activity that is in the slot to a later day, never
	// to an earlier one.
	OnlyLater bool
	// Values are the fields to set, in the order of their names.
	Values []Assignment
}

// Assignment is a field and the value to set it to, as it is written.
type Assignment struct{ Field, Value string }

// value is what is written for a field; empty where the clause does not set it.
func (c *Clause) value(field string) string {
	for _, v := range c.Values {
		if v.Field == field {
			return v.Value
		}
	}
	return ""
}

// Effect is what a rule wants done, with every expression evaluated but Where,
// which asks about records that only the book has.
type Effect struct {
	Rule      string
	Create    *crm.Activity // without number, contact and owner unless the rule gave them
	FollowUp  bool
	OncePer   string
	OnlyLater bool
	Set       string
	// Close is the status that open activities are given; empty closes none.
	Close string
	Of    string
	// Where reports whether a member or an open activity is meant.
	Where func(crm.Record) (bool, error)
	// Notice is the code of a remark, with what Told gives as names and values;
	// Each says it of each activity that is meant.
	Notice        string
	Warning, Each bool
	Told          func() ([]any, error)
	// Values gives the fields to set on a contact or an opportunity.
	Values func(crm.Record) (map[*crm.Field]any, error)
}

// Input is what a command was given beside the record it names.
type Input struct {
	Due     crm.Date // the producer's own date for the follow-up
	DueTime string
	Start   time.Time // of the appointment that was agreed on; zero if none was
	End     time.Time
	Place   string
	Phone   string // that was dialled, as the contact has it; empty is the primary one
}

// Facts are what a rule may know beside the edit.
type Facts struct {
	Contact     *crm.Contact
	Opportunity *crm.Opportunity
	Quote       *crm.Quote
	Policy      *crm.Policy
	Owner       *crm.Producer
	Settings    *crm.Settings
	Input       Input
	// OpenSteps counts what is open for the contact beside the rhythm
	// (crm.Activity.IsPressing) and, where the record is about an opportunity, for
	// that (IsFor). It is only called by rules that ask, as are those below.
	OpenSteps func() (int, error)
	// Heir is who of the household is served by nobody once the contact is not
	// called any more; nil for none.
	Heir func() (*crm.Contact, error)
	// HomeLastCall is when the contact, or somebody of their household whom the same
	// producer looks after, was last spoken to.
	HomeLastCall func() (crm.Date, error)
	// Every is how often a contact is called or, where that is more often, somebody of
	// their household.
	Every func(*crm.Contact) (crm.Period, error)
	// LostCall is the last call to the contact if it reached a wrong number
	// and they have not been spoken to since; nil otherwise.
	LostCall func() (*crm.Activity, error)
	// Since is what is known of the days after the call that the edit is about.
	Since func() (*Since, error)
	// Answered reports whether what was recorded is what an open activity asks for.
	Answered func(*crm.Activity) (bool, error)
	// Reached reports whether an open call was to reach who has been met.
	Reached func(*crm.Activity) (bool, error)
	// OtherSale is an open opportunity of a contact for which nothing is planned.
	OtherSale func(contact int64) (*crm.Opportunity, error)
	// Quotes counts the quotes of the opportunity of which that holds.
	Quotes func(func(*crm.Quote) bool) (int, error)
	// Ref reads a record by number; nil where there is none.
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

// trigger is an edit, with the first of its fields that conditions ask about.
func trigger(edit *crm.Edit, conditions ...*query.Expr) crm.Trigger {
	t := crm.Trigger{Kind: edit.Kind, ID: edit.ID, Action: edit.Action}
	for _, diff := range edit.Differences() {
		if slices.ContainsFunc(conditions, func(when *query.Expr) bool { return when.Watches(diff.Field.Name) }) {
			t.Field = diff.Field.Name
			if text, ok := diff.Field.EncodeValue(diff.After).(string); ok {
				t.Value = text
			}
			break
		}
	}
	return t
}

// Trigger is the edit that has set the rule of that name off.
//
// Errors: CodeInvalid if a rule does not compile.
func (s *Set) Trigger(name string, edit *crm.Edit) (crm.Trigger, error) {
	var conditions []*query.Expr
	for _, r := range s.rules {
		if r.Name != name || r.On != edit.Kind {
			continue
		}
		when, err := r.when()
		if err != nil {
			return crm.Trigger{}, err
		}
		conditions = append(conditions, when)
	}
	return trigger(edit, conditions...), nil
}
