package verb

import (
	"context"

	"crm/internal/book"
	"crm/internal/crm"
)

// Lists are the lists that a view can be of, by their words.
func Lists() []string {
	return []string{
		"opp", "lead", "prospect", "client", "contact", "household", "org", "call", "task", "appt", "email",
		"quote", "policy", "note", "file", "producer", "dnc",
	}
}

func viewVerbs(string) []*Verb { return []*Verb{saveView(), removeView()} }

func saveView() *Verb {
	return &Verb{Name: "save", About: "Keep a list under a name", Effect: Adds,
		Long: `Keep a list under a name. It is of all records of its kind, so say which are meant:
a list of opportunities has those that are won and lost in it, too.`,
		Examples: []string{`big --list opp --where 'status == "open" and premium >= 2000' --sort=-premium`},
		Takes: []Take{
			wordArg("NAME", "name"),
			choice("list", "which list", Lists()...).must(),
			text("where", "only those for which an `EXPRESSION` holds"),
			list("columns", "`FIELDS` to show, with commas; contact.name follows a reference"),
			list("sort", "`FIELDS` to sort by, with commas; - in front turns the order"),
			record("owner", crm.KindProducer, "whose: a `PRODUCER`, or all; the reader's own unless said"),
			given("force", "replace the view that is there"),
		}}
}

func removeView() *Verb {
	return &Verb{Name: "remove", About: "Remove a view; undo brings it back", Takes: []Take{nameArg(crm.KindView)},
		Do: func(ctx context.Context, b *book.Book, in Input) (*crm.Outcome, error) {
			return b.RemoveView(ctx, in.Text("name"))
		}}
}
