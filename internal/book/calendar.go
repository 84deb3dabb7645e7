package book

import (
	"time"

	"crm/internal/crm"
)

// What this book writes into a calendar has UIDs made as those of its vCards are, so that it is
// known when it comes back.

// calendarSuffix ends the UIDs of what is in a calendar, which are no UIDs of contacts.
const calendarSuffix = "@crm"

// startOf returns when an activity with a time of the day begins, or the zero time.
func (v reader) startOf(a *crm.Activity) time.Time {
	if a.Kind == crm.Appointment {
		return a.Start
	}
	if a.Due.IsZero() || a.DueTime == "" {
		return time.Time{}
	}
	at, _, _ := a.Due.Instant(a.DueTime, v.zone)
	return at
}
