package crm

import (
	"cmp"
	"slices"
	"time"
)

// The kinds of activity.
const (
	Call        = "call"
	Task        = "task"
	Appointment = "appointment"
	Email       = "email"
)

// The states of an activity.
const (
	Open      = "open"
	Done      = "done"
	Cancelled = "cancelled"
	NoShow    = "no-show" // an appointment to which somebody did not come
)

// The types of call. A call may have none.
const (
	ReferralCall = "referral"
	BirthdayCall = "birthday"
	ReviewCall   = "review"
)

// The results of a call that the built-in rules know.
const (
	NoReach           = "no-reach"
	StayInTouch       = "stay-in-touch"
	DeadFile          = "dead-file"
	AppointmentResult = "appointment"
	WrongNumber       = "wrong-number"
)

// What somebody may type for the result of a call that says only that there was one.
const (
	Talked       = "talked"
	Called       = "called"
	HungUp       = "hung-up"
	SomebodyElse = "somebody-else"
)

// Inbound is the direction of a call from the contact.
const Inbound = "inbound"

// BirthdayGrace is how many days a missed birthday call stays on the list.
const BirthdayGrace = 7

// MissedBirthday stands for the rule of an edit that moved a missed birthday call to
// the next birthday.
const MissedBirthday = "birthday-missed"

// Activity is something to do or done: a call, a task, an appointment or an e-mail. One
// made by a rule has a purpose and no subject, so that each reader sees it in their own
// language.
type Activity struct {
	Head
	Kind        string `field:"kind,needed,list=activity_kind,kept"`
	Subject     string `field:"subject,max=500"`
	Contact     int64  `field:"contact,ref=contact,kept"`
	Opportunity int64  `field:"opportunity,ref=opportunity,kept"`
	Policy      int64  `field:"policy,ref=policy,kept"`
	Owner       int64  `field:"owner,ref=producer,kept"`
	Assigned    Date   `field:"assigned,past,quiet,kept"` // when somebody else gave it to its owner
	Due         Date   `field:"due,ahead"`
	// DueTime is a time of the day in the book's zone, HH:MM, or nothing.
	DueTime string `field:"due_time"`
	// Start and End are the instants of an appointment, and Zone its time zone. Its Due
	// is the day on which it starts.
	Start      time.Time `field:"start,ahead"`
	End        time.Time `field:"end,ahead,quiet"`
	Zone       string    `field:"zone,quiet"`
	Place      string    `field:"place"`
	Priority   string    `field:"priority,list=priority"`
	Status     string    `field:"status,needed,list=activity_status,kept"`
	DoneOn     Date      `field:"done_on,past,quiet,kept"`
	DoneBy     int64     `field:"done_by,ref=producer,quiet,kept"` // who marked it as done, for themselves or its owner
	CallType   string    `field:"call_type,list=call_type,kept"`
	CallResult string    `field:"call_result,list=call_result,kept"`
	Direction  string    `field:"direction,list=direction,kept"`
	// Attempt counts consecutive tries to reach somebody, from 1.
	Attempt int64     `field:"attempt,kept"`
	MadeAt  time.Time `field:"made_at,past,quiet"`
	Note    string    `field:"note,max=100000"`
	Purpose string    `field:"purpose,list=purpose,kept"`
	// Rule made the activity or moved it last, because of the record Cause.
	Rule        string       `field:"rule,quiet,kept"`
	Cause       int64        `field:"cause,quiet"`
	Explanation *Explanation `field:"explanation,quiet"`
	// Slot holds at most one open activity of a contact: a rule that makes a second one
	// moves the first. The slot of an opportunity or policy ends in its number:
	// "chase-quotes/391".
	Slot    string `field:"slot,quiet"`
	Created Date   `field:"created,past,quiet,kept"`
	// ExternalID is what a calendar or a mail program calls it, and ExternalSaid what a calendar
	// last said of it.
	ExternalID   string `field:"external_id,quiet"`
	ExternalSaid string `field:"external_said,quiet"`
	// Thread is what a mail program calls the first e-mail of those that an e-mail answers.
	Thread string `field:"thread,quiet"`
	Tags   Tags   `field:"tags"`
}

// InThread returns what a mail program calls the first e-mail of those to which an e-mail
// belongs, or nothing for other activities.
func (a *Activity) InThread() string {
	if a.Kind != Email {
		return ""
	}
	return cmp.Or(a.Thread, a.ExternalID)
}

// Noun is KindActivity.
func (*Activity) Noun() Kind { return KindActivity }

func (a *Activity) derive() {
	if a.Status != Done { // also where an undo does not know of it
		a.DoneBy = 0
	}
}

// Explanation is why a rule gave an activity its date, as codes and dates. It is kept
// because the birthday or the frequency may change later.
type Explanation struct {
	Trigger Trigger `json:"trigger"`
	Steps   []Step  `json:"steps,omitempty"`
	// Saw are the values that the condition of a rule of the book's own, or of a pack, came
	// upon; of texts it has none.
	Saw []SeenValue `json:"saw,omitempty"`
	// Found are those of a built-in rule that are not fields of the record that set it off,
	// which the journal tells.
	Found []SeenValue `json:"found,omitempty"`
}

// Chosen reports whether a person chose the date.
func (e *Explanation) Chosen() bool {
	return e != nil && slices.ContainsFunc(e.Steps, func(s Step) bool { return s.Op == "chosen" })
}

// IsChosen reports whether a person chose the day of an activity, of which its contact may
// have been told.
func (a *Activity) IsChosen() bool { return a.Rule == "" || a.Explanation.Chosen() }

// DueFirst returns the original due day of an activity that was brought forward to the
// day on which it was made because it was past, or put on another day that has room.
func (a *Activity) DueFirst() Date { return a.dueBefore(StepOverdue, StepSpread, StepPaced) }

// DueUnspread returns the due day of a call before it was put on one that has room.
func (a *Activity) DueUnspread() Date { return a.dueBefore(StepSpread, StepPaced) }

// dueBefore returns the due day before the last steps of those kinds.
func (a *Activity) dueBefore(ops ...string) Date {
	due := a.Due
	if a.Explanation == nil {
		return due
	}
	for _, s := range slices.Backward(a.Explanation.Steps) {
		if s.Is != due || !slices.Contains(ops, s.Op) {
			break
		}
		due = s.From
	}
	return due
}

// PacedFrom returns the day that was full when a call was put on the day it is due; zero if
// it is on its own.
func (a *Activity) PacedFrom() Date {
	if due := a.dueBefore(StepPaced); due != a.Due {
		return due
	}
	return Date{}
}

// Kinds of steps that give a day which the rule has not: because the one that it has worked out
// is past, because it names none, or because there are too many calls on it, in an import or in
// the book.
const (
	StepOverdue = "overdue"
	StepUndated = "undated"
	StepSpread  = "spread"
	StepPaced   = "paced"
)

// Trigger is the edit that set a rule off: the changed field, if any, and its new
// value.
type Trigger struct {
	Kind   Kind   `json:"kind"`
	ID     int64  `json:"id"`
	Action Action `json:"action"`
	Field  string `json:"field,omitempty"`
	Value  string `json:"value,omitempty"`
}

// Step is one piece of date arithmetic. Op is "add" (From and Months and Days give Is),
// "birthday" (Is is the first birthday after From), "workday" (Is is the first working
// day after From, or from From on; Off are the named days off in between), "earliest"
// (of the dates before), "overdue" (From is past, so Is), "undated" (the rule names no
// day, so Is), "workdays" (so many working Days after From), "spread" (an import spreads
// calls from From), "paced" (Days calls a day are made, and the working days from From to To were
// full), or "chosen" (a
// person chose Is).
type Step struct {
	Op     string `json:"op"`
	From   Date   `json:"from,omitzero"`
	Months int    `json:"months,omitempty"`
	Days   int    `json:"days,omitempty"`
	Is     Date   `json:"is,omitzero"`
	To     Date   `json:"to,omitzero"`
	Off    Days   `json:"off,omitempty"`
}
