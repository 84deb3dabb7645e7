package verb

import "crm/internal/crm"

// profileVerbs are of the profiles by which files are imported.
func profileVerbs(string) []*Verb {
	name := wordArg("NAME", "name")
	name.Known = "profile"
	return []*Verb{
		{Name: "list", Reads: true, About: "List the programs whose files an import knows, and the profiles of the book"},
		{Name: "remove", About: "Remove a profile of the book, which crm import --save-profile has kept; undo brings it back", Takes: []Take{name},
			Do: func(r Request) (*crm.Outcome, error) { return r.Book.RemoveProfile(r.Context, r.Text("name")) }},
	}
}
