package verb

import (
	"context"

	"crm/internal/book"
	"crm/internal/crm"
)

// What all kinds of activity share. A kind narrows what a number may mean; empty is any
// of them.

// planned is an activity that is still to be done.
func planned(kind string) Take { return namedArg("NUMBER|NAME", crm.KindActivity).among(kind) }

// addActivity puts an activity of a kind on the list. What the kind does not have is
// not taken.
func addActivity(kind, about string, takes ...Take) *Verb {
	return &Verb{Name: "add", About: about, Takes: takes,
		Do: func(ctx context.Context, b *book.Book, in Input) (*crm.Outcome, error) {
			return b.AddActivity(ctx, book.NewActivity{
				Kind: kind, Contact: in.Text("contact"), Due: in.Text("due"), When: in.Text("when"), For: in.Text("for"),
				Subject: in.Text("subject"), Note: in.Text("note"), CallType: in.Text("type"), Priority: in.Text("priority"),
				Place: in.Text("place"), Owner: in.Text("owner"), Opportunity: in.Text("opp"),
			})
		}}
}

func done(kind, about string) *Verb {
	return &Verb{Name: "done", About: about,
		Takes: []Take{planned(kind).several(), note("what came of it"), date("on", "the `DATE` on which it was done, if not today")},
		Do: func(ctx context.Context, b *book.Book, in Input) (*crm.Outcome, error) {
			return b.Done(ctx, in.Verb(), kind, in.All("activity"), in.Text("note"), in.Text("on"))
		}}
}

func cancel(kind string) *Verb {
	return &Verb{Name: "cancel", About: "Take off the list", Takes: []Take{planned(kind).several(), note("why")},
		Do: func(ctx context.Context, b *book.Book, in Input) (*crm.Outcome, error) {
			return b.Cancel(ctx, in.Verb(), kind, in.All("activity"), in.Text("note"))
		}}
}

func snooze(kind string) *Verb {
	return &Verb{Name: "snooze", About: "Move to another day, which no rule changes then", Examples: []string{`352 +2d`, `352 "fri 17:00"`},
		Takes: []Take{planned(kind).several(), dateArg("DATE", "due")},
		Do: func(ctx context.Context, b *book.Book, in Input) (*crm.Outcome, error) {
			return b.Snooze(ctx, in.Verb(), kind, in.All("activity"), in.Text("due"))
		}}
}

// editActivity changes activities of a kind, with what it has beside the others.
func editActivity(kind, about string, more ...Take) *Verb {
	field := fieldsOf(crm.KindActivity)
	takes := []Take{
		planned(kind).several(), noted("a note"), field("owner", "the `PRODUCER` whose list it is on"), field("priority", ""),
		field("opportunity", "the `OPPORTUNITY` that it regards").once("opportunity"),
	}
	if kind != crm.Appointment { // which is moved
		takes = append(takes, field("due", "the `DATE`, and if wanted the time"))
	}
	return &Verb{Name: "edit", About: about, Takes: edits(append(takes, more...)...),
		Do: func(ctx context.Context, b *book.Book, in Input) (*crm.Outcome, error) {
			if err := in.something(); err != nil {
				return nil, err
			}
			return b.EditActivities(ctx, in.Verb(), kind, in.All("activity"), in.Fields())
		}}
}
