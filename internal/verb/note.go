package verb

import (
	"cmp"

	"crm/internal/book"
	"crm/internal/crm"
)

func noteVerbs(string) []*Verb {
	return []*Verb{
		{Name: "add", About: "Write a note on a contact, an opportunity, a quote, a policy, or a call and its like", Gives: crm.KindNote,
			Long: `Write a note on whatever has a number, or on a contact by name; closed or not.
You alone can read it until you share it, and so can a producer with the role
manager. TEXT may come as -m, and "-" is standard input.`,
			Examples: []string{`391 keeps the 2019 Civic --share ben`, `"Jane Hudson" - < call.txt`},
			Takes:    append([]Take{recordNamed("RECORD", ""), producers("share", "who may read it: `PRODUCERS` and teams, with commas")}, noteText()...),
			Do: func(r Request) (*crm.Outcome, error) {
				return r.Book.AddNote(r.Context, book.NewNote{On: r.Text("record"), Body: cmp.Or(r.Text("text"), r.Text("note")), Share: r.All("share"), Own: r.Own()})
			}},
		onRecord(listVerb(crm.KindNote, "List the notes that you may read: all, or those on a record", `'body contains "roof" and written >= "-30d"'`)),
		showNumbered("note", "Show notes with who wrote them and who may read them"),
		{Name: "edit", About: "Give a note of yours another text, or other tags", Gives: crm.KindNote, Examples: []string{`392 keeps both cars`, `392 --tag roof --remove-tag cars`},
			Takes: edits(append([]Take{aNote()}, noteText()...)...),
			Do: func(r Request) (*crm.Outcome, error) {
				values := r.Own()
				if len(values) == 0 || r.All("text") != nil || r.All("note") != nil {
					values["body"] = []string{cmp.Or(r.Text("text"), r.Text("note"))}
				}
				return r.Book.EditNote(r.Context, r.Text("which"), values)
			}},
		{Name: "share", About: "Let producers or teams read notes of yours", Examples: []string{`392 --with ben`, `392 --with "team:Life"`, `- --with ben < notes.txt`},
			Takes: []Take{aNote().several(), producers("with", "`PRODUCERS` and teams, with commas").must()},
			Do: func(r Request) (*crm.Outcome, error) {
				return r.Book.ShareNotes(r.Context, r.All("which"), r.All("with"))
			}},
		{Name: "unshare", About: "Take notes back from producers or teams",
			Takes: []Take{aNote().several(), producers("with", "`PRODUCERS` and teams, with commas"), switchFlag("all", "from everybody")},
			Do: func(r Request) (*crm.Outcome, error) {
				if r.Is("all") == (len(r.All("with")) > 0) {
					return nil, crm.Errorf(crm.CodeUsage, "say who: --with PRODUCER, or --all").On("with")
				}
				return r.Book.UnshareNotes(r.Context, r.All("which"), r.All("with"))
			}},
	}
}

// aNote takes a note by number, named apart from the flag --note.
func aNote() Take { return arg("NOTE", record("which", crm.KindNote, "")) }

// noteText takes the text of a note, as an argument or a flag.
func noteText() []Take {
	t := textArg("TEXT", "text")
	t.Instead = []string{"note"}
	return []Take{t, note("the text, instead of TEXT")}
}
