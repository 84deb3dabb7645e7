package verb

import "crm/internal/crm"

// exportVerbs write what is in the book for other programs.
func exportVerbs(string) []*Verb {
	return []*Verb{{
		Name: "contacts", Reads: true, Ordered: true, About: "Write contacts as vCards, for a phone or a mail program",
		Long: `Write contacts as vCards, for a phone or a mail program. Each keeps its UID, so that
a second file updates what the first one made there. Whoever must not be contacted is
in a group of that name, with a note. What only crm knows is in the card as well, so
that "crm import" brings all of it back; other programs leave it alone. Notes, calls
and policies are not in it. The file is one that only you can read.`,
		Examples: []string{"--to phone.vcf", `--to clients.vcf --where 'stage == "client"' --vcard 4`},
		Takes: []Take{
			path("to", "the `FILE`; - for standard output").must(),
			choice("vcard", "version of vCard", "3", "4").usually("3"),
			text("where", "only those for which an `EXPRESSION` holds: 'stage == \"client\"'"),
			ownerFlag("owner", whose),
			{Name: "tag", Type: crm.TextType, Known: "tag", Many: true, About: "only those with that `TAG`; several mean all of them"},
			switchFlag("force", "write over what has the name"),
		},
	}}
}
