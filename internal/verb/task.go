package verb

import (
	"crm/internal/book"
	"crm/internal/crm"
)

func taskVerbs(string) []*Verb {
	return []*Verb{
		addTask(), openActivities("List open tasks"), done(crm.Task, "Mark tasks as done"),
		editActivity(crm.Task, "Change tasks", fieldsOf(crm.KindActivity)("subject", "what is to be done")),
		snooze(crm.Task), cancel(crm.Task), assign(crm.Task), show(crm.Task, "Show tasks with whom they are about"), whyVerb(crm.Task),
	}
}

// addTask takes one or two arguments: one alone is what is to be done, about nobody.
func addTask() *Verb {
	who, subject := contact(), textArg("SUBJECT", "subject")
	who.Name, who.Instead = "who", []string{"contact", "nobody"}
	v := addActivity(crm.Task, "Put a task on the list", who, subject,
		date("due", "the `DATE`, and if wanted the time").usually("today"),
		record("contact", crm.KindContact, "whom it is about, a `CONTACT`, in place of NAME"),
		switchFlag("nobody", "it is about nobody"),
		record("opp", crm.KindOpportunity, "the `OPPORTUNITY` that it regards"),
		code("priority", "priority", ""),
		record("owner", crm.KindProducer, "the `PRODUCER` whose list it is on"),
		note("a note"))
	v.Makes = true
	v.Long = `Put a task on the list: whom it is about, by name or number, and what is to be done.
The number of an opportunity, a quote or a policy has it regard that. A task about
nobody is one argument, or takes --nobody.`
	v.Examples = []string{`"Jane Hudson" send the brochure --due fri`, `391 "ask for the drivers"`, `--nobody renew the licence --due 2027-01-31`}
	v.Do = func(r Request) (*crm.Outcome, error) {
		if r.Is("nobody") && r.Text("contact") != "" {
			return nil, crm.Errorf(crm.CodeUsage, "--nobody and --contact can't both be meant").On("contact")
		}
		return r.Book.AddActivity(r.Context, book.NewActivity{
			Kind: crm.Task, Words: r.Words, Contact: r.Text("contact"), Nobody: r.Is("nobody"), Due: r.Text("due"),
			Opportunity: r.Text("opp"), Priority: r.Text("priority"), Owner: r.Text("owner"), Note: r.Text("note"), Own: r.Own(),
		})
	}
	return v
}
