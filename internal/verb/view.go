package verb

import (
	"crm/internal/crm"
)

// Lists are the lists that a view can be of, by their words.
func Lists() []string {
	return []string{
		"opp", "lead", "prospect", "client", "contact", "household", "org", "call", "task", "appt", "email",
		"quote", "policy", "note", "file", "producer", "dnc",
	}
}

func viewVerbs(string) []*Verb {
	return []*Verb{
		{Name: "show", Reads: true, About: "Show the list that was kept under a name", Examples: []string{"stale", `won --where 'closed >= "-30d"' -o csv`},
			Takes: append(listTakes(crm.KindOpportunity, saleExample), nameArg(crm.KindView))},
		{Name: "list", Reads: true, About: "List the views"},
		{Name: "save", About: "Keep a list under a name", Makes: true,
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
				switchFlag("force", "replace the view that is there"),
			}},
		{Name: "remove", About: "Remove a view; undo brings it back", Takes: []Take{nameArg(crm.KindView)},
			Do: func(r Request) (*crm.Outcome, error) { return r.Book.RemoveView(r.Context, r.Text("name")) }},
	}
}
