package crm

import (
	"slices"
	"time"
)

// The groups of an agenda.
const (
	GroupAppointments = "appointments"
	GroupOverdue      = "overdue"
	GroupReferral     = "referral"
	GroupBirthday     = "birthday"
	GroupReview       = "review"
	GroupCalls        = "calls" // calls without a type
	GroupTasks        = "tasks"
	GroupNewReferrals = "new-referrals" // opportunities given to their owner lately
	GroupOpportunity  = "opportunities" // those that want to be looked at
	GroupRenewals     = "renewals"      // of policies
	GroupBefore       = "before"        // on days off before the next working day
)

var agendaGroups = []string{
	GroupAppointments, GroupOverdue, GroupReferral, GroupBirthday, GroupReview, GroupCalls, GroupTasks,
	GroupNewReferrals, GroupOpportunity, GroupRenewals, GroupBefore,
}

// GroupRank is the place of a group in the order shown.
func GroupRank(group string) int { return slices.Index(agendaGroups, group) }

// Why an opportunity is on the list.
const (
	WhyDue      = "due"
	WhyCloses   = "closes"   // is to be closed within a week, or was to be
	WhyStale    = "stale"    // nothing done for two weeks, and nothing planned
	WhyAssigned = "assigned" // somebody else gave it to its owner
)

// Why a policy is on the list.
const (
	WhyExpires = "expires" // soon, and nobody looks after that
	WhyExpired = "expired" // and is in force all the same
)

// Agenda is a producer's day: what is to be done, in groups.
type Agenda struct {
	Date     Date
	Clock    string // the time of day, "15:04"
	Producer string // whose; empty for everybody's
	Owner    string // whose it was asked to be; empty for the acting producer's
	Zone     *time.Location
	DayOff   bool   // not a working day
	Holiday  string // its name, if it is a holiday
	Next     Date   // the next working day
	Off      Days   // named days off between Date and Next
	Items    []*AgendaItem
	// Counts include what is not shown.
	Appointments, Calls, Tasks             int
	Opportunities, Policies                int // that are lines of their own
	LateAppointments, LateCalls, LateTasks int
	Strays                                 Strays
	// Stopped are contacts whom a colleague has stopped since the last working day.
	Stopped []StoppedBy
	// Until is the next day with something to do if there is nothing now, and what it
	// holds.
	Until             Date
	UntilCalls        int
	UntilAppointments int
	UntilTasks        int
	Empty             bool // nobody is in the book
	// Capped says that not everything was read, so that counts are "at least".
	Capped bool
}

// NextCall returns the call to make next, or nil. Promises for a time of day that has
// not come yet are last, and so is who may not be called at this hour.
func (a *Agenda) NextCall() *AgendaItem {
	var later *AgendaItem
	for _, item := range a.Items {
		switch {
		case !item.IsCall() || item.Group == GroupBefore || item.Stopped():
		case item.Wait == nil && (item.Activity.Due != a.Date || item.Activity.DueTime <= a.Clock):
			return item
		case later == nil:
			later = item
		}
	}
	return later
}

// Strays counts what nobody looks after: records without a next step.
type Strays struct{ Leads, Prospects, Clients, Opportunities, Policies int }

// StoppedBy is a contact who may no longer be contacted, and the producer who stopped
// them.
type StoppedBy struct {
	Contact *Contact
	By      string
}

// Wait is that somebody may not be called at an instant, by their own clock, and from when
// on they may be.
type Wait struct {
	Now, Opens time.Time
	Zone       *time.Location // theirs; nil where they may be in one of several
}

// AgendaItem is a line of an agenda: an activity, an opportunity or a policy, its
// contact, and why it is there.
type AgendaItem struct {
	Group       string
	Activity    *Activity    // nil unless it is one
	Opportunity *Opportunity // nil unless it is one
	Policy      *Policy      // nil unless it is one
	Contact     *Contact     // nil for a task about nobody
	Via         *Contact     // whose phone reaches a household or an organization that has none
	At          []*Contact   // whose phones do, if there are several
	Late        int          // working days late
	Also        []*Activity  // further calls to the same person, which this line stands for
	// Assigned says that somebody else gave it to its owner since the last working day.
	Assigned bool
	Reason   Reason
	Wait     *Wait // that they may not be called now, where their clock is not that of the book
}

// Record returns the activity, the opportunity or the policy.
func (i *AgendaItem) Record() Record {
	switch {
	case i.Opportunity != nil:
		return i.Opportunity
	case i.Policy != nil:
		return i.Policy
	}
	return i.Activity
}

// IsCall reports whether the line is a call.
func (i *AgendaItem) IsCall() bool { return i.Activity != nil && i.Activity.Kind == Call }

// Stopped reports whether the contact of the line must not be called.
func (i *AgendaItem) Stopped() bool { return i.Contact != nil && !i.Contact.MayCall() }

// Reason is why something is on the list, in parts that can be spoken. Parts that do
// not apply are empty.
type Reason struct {
	// Why an opportunity is there, and the day of that.
	Why        string
	On         Date
	New        bool   // the first call to a lead
	From       string // who referred them
	Referral   string // why they were referred, of a referral's line
	Source     string
	Last       *Activity // the call or appointment before this one
	LastCall   Date
	Turns      int    // the age they turn on a birthday
	Birthday   Date   // the birthday that set the date of a review
	Every      Period // the span that set it
	Chosen     bool   // a person chose the day of a review
	MovedFrom  Date   // the day that a call was put off from, since it had enough of them
	Line       string // line of business of the opportunity, or of the policy
	Carrier    string // of the policy that an activity regards
	Expires    Date   // when that policy does
	Topic      string
	BirthdayOn Date // of a birthday call, or today
	// Unwritten tells that somebody to be written to has no e-mail or address on which they
	// want to be.
	Unwritten bool
	// Missing are the channels that they would have to be reached by and lack.
	Missing []string
}
