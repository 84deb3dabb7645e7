package verb

import (
	"context"

	"crm/internal/book"
	"crm/internal/crm"
)

func teamVerbs(string) []*Verb {
	return []*Verb{
		addTeam(), editTeam(),
		members("join", "Add producers to a team", (*book.Book).JoinTeam),
		members("leave", "Take producers out of a team", (*book.Book).LeaveTeam),
	}
}

func team() Take { return namedArg("TEAM", crm.KindTeam) }

func addTeam() *Verb {
	return &Verb{Name: "add", About: "Add a team", Examples: []string{`North --member ann --member ben`},
		Takes: []Take{newName(), record("member", crm.KindProducer, "a `PRODUCER` who belongs to it; may be given several times").several()},
		Do: func(ctx context.Context, b *book.Book, in Input) (*crm.Outcome, error) {
			return b.AddTeam(ctx, in.Text("name"), in.All("member"))
		}}
}

func editTeam() *Verb {
	return &Verb{Name: "edit", About: "Give a team another name", Takes: edits(team(), fieldsOf(crm.KindTeam)("name", "the name")),
		Do: func(ctx context.Context, b *book.Book, in Input) (*crm.Outcome, error) {
			return b.EditTeam(ctx, in.Text("team"), in.Fields())
		}}
}

// members changes who is in a team.
func members(name, about string, do func(*book.Book, context.Context, string, []string) (*crm.Outcome, error)) *Verb {
	return &Verb{Name: name, About: about, Takes: []Take{team(), producer().several()},
		Do: func(ctx context.Context, b *book.Book, in Input) (*crm.Outcome, error) {
			return do(b, ctx, in.Text("team"), in.All("producer"))
		}}
}
