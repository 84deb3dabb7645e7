package locale

import (
	"slices"
	"strings"
	"sync"

	"crm/internal/fold"
)

// ActivityHeaders maps column names of lists of activities, tasks and appointments of other
// programs to fields of an activity, and of whom it is with.
func ActivityHeaders() map[string]string { return activityHeaders() }

var activityHeaders = sync.OnceValue(func() map[string]string { return headersIn("headings/activities.txt") })

// OfActivities reports whether headings are those of such a list: they say what is to be done and
// when, how that stands or of which type it is, and nothing that only people have.
func OfActivities(headings []string) bool {
	activities, people := ActivityHeaders(), Headers()
	var fields []string
	for _, heading := range headings {
		folded := fold.Text(heading)
		field := activities[folded]
		if field == "" && slices.Contains([]string{"given", "family", "birthday", "address", "street", "postal_code", "stage", "household"}, people[folded]) {
			return false
		}
		fields = append(fields, field)
	}
	has := func(field string) bool { return slices.Contains(fields, field) }
	return has("subject") && has("due") && (has("status") || has("kind") || has("due_time") && has("contact.name"))
}

// Appointments reports whether the headings of such a list are of appointments: "Booking Status",
// "Meeting Date".
func Appointments(headings []string) bool {
	return slices.ContainsFunc(headings, func(heading string) bool {
		words := strings.Fields(fold.Text(heading))
		return slices.ContainsFunc(words, func(word string) bool { return slices.Contains(appointmentWords, word) }) || strings.HasPrefix(heading, "予約")
	})
}

// StandsForActivity reports whether a heading is of how an activity stands, and so says nothing of
// the person whom it is with: "Booking Status", "Stato appuntamento".
func StandsForActivity(heading string) bool {
	folded := fold.Text(heading)
	return strings.Contains(folded, " ") && ActivityHeaders()[folded] == "status"
}

var appointmentWords = []string{"appointment", "appointments", "booking", "bookings", "meeting", "meetings", "event", "events", "invitee", "appuntamento", "appuntamenti", "cita", "citas"}
