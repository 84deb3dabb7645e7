package verb

import (
	"crm/internal/crm"
)

func appointmentVerbs(string) []*Verb {
	field := fieldsOf(crm.KindActivity)
	return []*Verb{
		addAppointment(), openActivities("List open appointments"),
		done(crm.Appointment, "Mark appointments as done; a rule asks for the next step"),
		{Name: "no-show", Aliases: []string{"noshow", "missed"}, About: "Record that somebody did not come; a rule plans a call to agree on another appointment",
			Examples: []string{`41`, `Ruth -m "waited for half an hour" --due "fri 10:00"`},
			Takes:    []Take{plannedArg(crm.Appointment).several(), note("a note"), date("due", "the `DATE` of the call, if you have a day of your own")},
			Do: func(r Request) (*crm.Outcome, error) {
				return r.Book.NoShow(r.Context, r.All("activity"), r.Text("note"), r.Text("due"))
			}},
		{Name: "move", About: "Give an appointment another time",
			Takes: []Take{plannedArg(crm.Appointment), dateArg("WHEN", "when"), text("for", "how long it lasts; as long as before unless said"), text("place", "where it is"), invitation()},
			Do: func(r Request) (*crm.Outcome, error) {
				return r.Book.MoveAppointment(r.Context, r.Text("activity"), r.Text("when"), r.Text("for"), r.Text("place"))
			}},
		editActivity(crm.Appointment, "Change appointments", field("subject", "what it is about"), field("place", "where it is")),
		cancel(crm.Appointment, invitation()), show(crm.Appointment, "Show appointments with whom they are"), whyVerb(crm.Appointment),
	}
}

func addAppointment() *Verb {
	v := addActivity(crm.Appointment, "Put an appointment on the list", contact(), dateArg("WHEN", "when"),
		text("for", "how long it lasts: 1h (the default), 30m"),
		text("place", "where it is"),
		text("subject", "what it is about"),
		record("opp", crm.KindOpportunity, "the `OPPORTUNITY` that it regards"),
		record("owner", crm.KindProducer, "whose appointment it is, a `PRODUCER`"),
		note("a note"), invitation())
	v.Examples = []string{`"Jane Hudson" "fri 10:30" --for 30m --place "214 Elm St"`, `"Jane Hudson" "fri 10:30" --invite jane.ics`}
	return v
}

// invitation is a file that invites the contact to an appointment, or takes that back.
func invitation() Take {
	return path("invite", "write an invitation to the `FILE`, for a mail program to send")
}
