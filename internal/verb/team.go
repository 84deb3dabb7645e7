package verb

import (
	"context"

	"crm/internal/book"
	"crm/internal/crm"
)

func teamVerbs(string) []*Verb {
	return []*Verb{
		{Name: "add", About: "Add a team", Examples: []string{`North --member ann --member ben`},
			Takes: []Take{newName(), record("member", crm.KindProducer, "a `PRODUCER` who belongs to it; may be given several times").several()},
			Do: func(r Request) (*crm.Outcome, error) {
				return r.Book.AddTeam(r.Context, r.Text("name"), r.All("member"))
			}},
		listVerb(crm.KindTeam, "List teams", `'name contains "north"'`),
		readVerb("show", "Show teams with their members", team(),
			func(ctx context.Context, b *book.Book, text string) (any, error) { return b.Team(ctx, text) }),
		{Name: "edit", About: "Give a team another name", Takes: edits(team(), fieldsOf(crm.KindTeam)("name", "the name")),
			Do: func(r Request) (*crm.Outcome, error) { return r.Book.EditTeam(r.Context, r.Text("team"), r.Fields()) }},
		members("join", "Add producers to a team", (*book.Book).JoinTeam),
		members("leave", "Take producers out of a team", (*book.Book).LeaveTeam),
	}
}

func team() Take { return namedArg("TEAM", crm.KindTeam) }

// members makes a verb that changes the members of a team.
func members(name, about string, do func(*book.Book, context.Context, string, []string) (*crm.Outcome, error)) *Verb {
	return &Verb{Name: name, About: about, Takes: []Take{team(), producer().several()},
		Do: func(r Request) (*crm.Outcome, error) { return do(r.Book, r.Context, r.Text("team"), r.All("producer")) }}
}
