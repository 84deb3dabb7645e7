package crm

import "time"

// ImportedCalendar counts what a calendar made of the appointments and tasks of a book.
type ImportedCalendar struct {
	Made, Moved, Changed, Cancelled int
	Known                           int // as the book has them
	Regarding                       int // of those known, that regard an opportunity now
	Outdated                        int // of which the book knows something later
	Held                            int // before today, and taken as held
	Past                            int // before today, and left out
	Tentative                       int // of those taken or known, that are not agreed on yet
	Derived                         int // birthdays, renewals and calls of another book of ours
	// Answer says that somebody answers an invitation, which changes nothing.
	Answer string
	// Until is up to when events that repeat themselves were taken, if one goes on.
	Until Date
	Left  []LeftEvent
}

// Why an event of a calendar is left out.
const (
	EventNobody   = "nobody"   // nobody in the book takes part
	EventSeveral  = "several"  // the address or the name is that of several
	EventDeclined = "declined" // who takes part and is in the book has declined
	EventStopped  = "stopped"  // who takes part must not be contacted
	EventClosed   = "closed"   // the calendar changes what the book has closed
	EventBad      = "bad"      // it can't be read
)

// LeftEvent is an event of a calendar that was left out.
type LeftEvent struct {
	Line    int
	Reason  string
	Subject string
	Day     Date
	Clock   string
	Fault   string   // why it can't be read
	People  []string // who takes part, as the file has them
	ID      int64    // of the contact or the activity that it is about
	Name    string   // of the contact
}

// WholeDays returns how many days an appointment takes, if it goes from midnight to midnight
// in a zone, or 0.
func (a *Activity) WholeDays(zone *time.Location) int {
	if a.Kind != Appointment || a.Start.IsZero() || !a.End.After(a.Start) {
		return 0
	}
	begins := func(t time.Time) (Date, bool) {
		day := DateOf(t.In(zone))
		midnight, _, err := day.Instant("00:00", zone)
		return day, err == nil && midnight.Equal(t) || DateOf(t.Add(-time.Second).In(zone)) != day // where midnight is skipped
	}
	from, whole := begins(a.Start)
	to, also := begins(a.End)
	if !whole || !also {
		return 0
	}
	return to.Sub(from)
}

// FeedItem is what is written into a calendar: an appointment or a call with a time of the day,
// the birthday of a contact, or the end of a policy.
type FeedItem struct {
	What    string // Appointment, Call, FeedBirthday or FeedRenewal
	UID     string
	Changed time.Time // when the record was last changed
	Record  Record
	Contact *Contact
	Start   time.Time // of an activity
	End     time.Time
	Days    int  // how many days an appointment takes that has no time of the day
	Day     Date // of a birthday or the end of a policy, or the first of those days
}

// What else than activities is in a calendar.
const (
	FeedBirthday = "birthday"
	FeedRenewal  = "renewal"
)

// Invitation asks somebody to an appointment, or takes that back.
type Invitation struct {
	FeedItem
	Occurrence  string // of a series of the calendar that it came from
	Sequence    int64
	By          *Producer
	Appointment *Activity
}
