package locale

import (
	"strings"
	"testing"
)

func TestOfActivities(t *testing.T) {
	for headings, want := range map[string][2]bool{
		"Subject,Contact,Type,Due Date,Status,Owner": {true, false},
		"Booking ID,Service Name,Staff Name,Customer Name,Customer Email,Appointment Date,Appointment Time,Booking Status": {true, true},
		"Subject,Due Date,Status,Priority,Assigned To,Contact":                                                             {true, false},
		"Oggetto;Scadenza;Stato;Contatto":                                                                                  {true, false},
		"件名,期限,状態,顧客名":                                                                                                     {true, false},
		"Name,Phone,Status":                                                                                                {},
		"First Name,Last Name,Task,Due Date,Status":                                                                        {},
		"Name,Policy Number,Carrier,Date,Type":                                                                             {},
	} {
		list := strings.FieldsFunc(headings, func(r rune) bool { return r == ',' || r == ';' })
		if is := OfActivities(list); is != want[0] || is && Appointments(list) != want[1] {
			t.Errorf("%s: %v", headings, is)
		}
	}
	if !StandsForActivity("Booking Status") || StandsForActivity("Status") || StandsForActivity("Lead Status") {
		t.Error("a status is of something else")
	}
}
