package verb

import (
	"crm/internal/crm"
)

func fileVerbs(string) []*Verb {
	return []*Verb{
		{Name: "add", About: "Keep files with a contact, an opportunity, a quote, a policy, or a call and its like",
			Long: `Keep files with whatever has a number, or with a contact by name. Their bytes are
copied into the book, once however often they are added.`,
			Gives:    crm.KindFile,
			Examples: []string{`391 buckeye.pdf`, `"Jane Hudson" scan0001.jpg --name license.jpg`},
			Takes: []Take{
				recordNamed("RECORD", ""), fileArg("PATH").several(),
				text("name", "what it is called from now on, if not as it is"),
				text("type", "its media type, `TYPE/SUBTYPE`; found out unless said"),
				switchFlag("allow-duplicate", "keep what the record has already once more"),
			}},
		onRecord(listVerb(crm.KindFile, "List the files: all, or those on a record", `'media_type == "application/pdf"'`)),
		showNumbered("file", "Show what is known of files"),
		{Name: "save", Reads: true, About: "Write files out of the book into a directory",
			Long: `Write files out of the book into a directory: this one unless said. A name that
could lead elsewhere, or that a system does not take, is made harmless. Only you
can read what is written.`,
			Examples: []string{`403`, `403 --to ~/Documents --name quote.pdf`},
			Takes: []Take{
				recordArg("FILE", crm.KindFile).several(),
				path("to", "the `DIRECTORY`").usually("."), text("name", "the name there, if not that in the book"), switchFlag("force", "write over what has the name"),
			}},
		{Name: "remove", About: "Take files out; undo brings them back", Takes: []Take{recordArg("FILE", crm.KindFile).several()},
			Do: func(r Request) (*crm.Outcome, error) { return r.Book.RemoveFiles(r.Context, r.All("file")) }},
	}
}
