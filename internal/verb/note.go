package verb

import (
	"cmp"
	"context"

	"crm/internal/book"
	"crm/internal/crm"
)

func noteVerbs(string) []*Verb { return []*Verb{addNote(), editNote(), shareNote(), unshareNote()} }

// aNote is a note by its number, called apart from the flag --note.
func aNote() Take { return arg("NOTE", record("which", crm.KindNote, "")) }

// noteText is the text of a note, behind what it is on or in a flag.
func noteText() []Take {
	t := textArg("TEXT", "text")
	t.Instead = []string{"note"}
	return []Take{t, note("the text, instead of TEXT")}
}

func addNote() *Verb {
	return &Verb{Name: "add", About: "Write a note on a contact, an opportunity, a quote, a policy, or a call and its like",
		Long: `Write a note on whatever has a number, or on a contact by name; closed or not.
You alone can read it until you share it, and so can a producer with the role
manager. TEXT may come as -m, and "-" is standard input.`,
		Examples: []string{`391 keeps the 2019 Civic --share ben`, `"Jane Hudson" - < call.txt`},
		Takes:    append([]Take{recordCalled("RECORD", ""), producers("share", "who may read it: `PRODUCERS` and teams, with commas")}, noteText()...),
		Do: func(ctx context.Context, b *book.Book, in Input) (*crm.Outcome, error) {
			return b.AddNote(ctx, book.NewNote{On: in.Text("record"), Body: cmp.Or(in.Text("text"), in.Text("note")), Share: in.All("share")})
		}}
}

func editNote() *Verb {
	return &Verb{Name: "edit", About: "Give a note of yours another text", Examples: []string{`392 keeps both cars`},
		Takes: edits(append([]Take{aNote()}, noteText()...)...),
		Do: func(ctx context.Context, b *book.Book, in Input) (*crm.Outcome, error) {
			return b.EditNote(ctx, in.Text("which"), cmp.Or(in.Text("text"), in.Text("note")))
		}}
}

func shareNote() *Verb {
	return &Verb{Name: "share", About: "Let producers or teams read a note of yours", Examples: []string{`392 --with ben`, `392 --with "team:Life"`},
		Takes: []Take{aNote(), producers("with", "`PRODUCERS` and teams, with commas").must()},
		Do: func(ctx context.Context, b *book.Book, in Input) (*crm.Outcome, error) {
			return b.ShareNote(ctx, in.Text("which"), in.All("with"))
		}}
}

func unshareNote() *Verb {
	return &Verb{Name: "unshare", About: "Take a note back from producers or teams",
		Takes: []Take{aNote(), producers("with", "`PRODUCERS` and teams, with commas"), given("all", "from everybody")},
		Do: func(ctx context.Context, b *book.Book, in Input) (*crm.Outcome, error) {
			if in.Is("all") == (len(in.All("with")) > 0) {
				return nil, crm.Errorf(crm.CodeUsage, "say who: --with PRODUCER, or --all").On("with")
			}
			return b.UnshareNote(ctx, in.Text("which"), in.All("with"))
		}}
}
