package verb

import (
	"crm/internal/book"
	"crm/internal/crm"
)

// What all kinds of activity share. A kind narrows which numbers are accepted; empty is
// any.

// plannedArg is an activity that is still to be done.
func plannedArg(kind string) Take { return namedArg("NUMBER|NAME", crm.KindActivity).among(kind) }

// addActivity makes the verb that adds an activity of a kind, with what the kind has.
func addActivity(kind, about string, takes ...Take) *Verb {
	return &Verb{Name: "add", About: about, Gives: crm.KindActivity, Takes: takes,
		Do: func(r Request) (*crm.Outcome, error) {
			return r.Book.AddActivity(r.Context, book.NewActivity{
				Kind: kind, Contact: r.Text("contact"), Due: r.Text("due"), When: r.Text("when"), For: r.Text("for"),
				Subject: r.Text("subject"), Note: r.Text("note"), CallType: r.Text("type"), Priority: r.Text("priority"),
				Place: r.Text("place"), Owner: r.Text("owner"), Opportunity: r.Text("opp"), Own: r.Own(),
			})
		}}
}

// activityExample is a condition on activities.
const activityExample = `'due <= "+2w" and contact.stage == "lead"'`

// openActivities makes the verb that lists what is open of a kind, or done with --done.
func openActivities(about string) *Verb {
	return listVerb(crm.KindActivity, about, activityExample, switchFlag("done", "those that are done instead"))
}

func done(kind, about string) *Verb {
	return &Verb{Name: "done", About: about,
		Takes: []Take{plannedArg(kind).several(), note("what came of it"), date("on", "the `DATE` on which it was done, if not today")},
		Do: func(r Request) (*crm.Outcome, error) {
			return r.Book.Done(r.Context, r.Verb(), kind, r.All("activity"), r.Text("note"), r.Text("on"))
		}}
}

func cancel(kind string, more ...Take) *Verb {
	return &Verb{Name: "cancel", About: "Take off the list", Takes: append([]Take{plannedArg(kind).several(), note("why")}, more...),
		Do: func(r Request) (*crm.Outcome, error) {
			return r.Book.Cancel(r.Context, r.Verb(), kind, r.All("activity"), r.Text("note"))
		}}
}

func snooze(kind string) *Verb {
	return &Verb{Name: "snooze", About: "Move to another day, which no rule changes then", Examples: []string{`352 +2d`, `352 "fri 17:00"`},
		Takes: []Take{plannedArg(kind).several(), dateArg("DATE", "due")},
		Do: func(r Request) (*crm.Outcome, error) {
			return r.Book.Snooze(r.Context, r.Verb(), kind, r.All("activity"), r.Text("due"))
		}}
}

// editActivity makes the verb that edits activities of a kind.
func editActivity(kind, about string, more ...Take) *Verb {
	field := fieldsOf(crm.KindActivity)
	takes := []Take{
		plannedArg(kind).several(), noteFlag("a note"), field("owner", "the `PRODUCER` whose list it is on"), field("priority", ""),
		field("opportunity", "the `OPPORTUNITY` that it regards").once("opportunity"),
	}
	if kind != crm.Appointment { // which is moved
		takes = append(takes, field("due", "the `DATE`, and if wanted the time"))
	}
	return edit(about, append(takes, more...), func(r Request) (*crm.Outcome, error) {
		return r.Book.EditActivities(r.Context, r.Verb(), kind, r.All("activity"), r.Fields())
	}).gives(crm.KindActivity)
}
