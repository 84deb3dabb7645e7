package verb

import "crm/internal/crm"

// exportVerbs write what is in the book for other programs.
func exportVerbs(string) []*Verb {
	return []*Verb{exportCalendar(), exportMailing(), {
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
			onlyWhere(), ownerFlag("owner", whose), onlyTagged(),
			switchFlag("force", "write over what has the name"),
		},
	}, {
		Name: "book", Reads: true, About: "Write the whole book into a directory or a zip file, so that it can go anywhere",
		Long: `Write the whole book into a directory or a zip file: the records of each noun as JSON
Lines and as CSV, the journal of all changes, who may not be contacted, the files
themselves, and a manifest with counts and checksums. "crm import book" makes the same
book of it. Nothing that is there is written over, and only you can read it. Unlike a
backup, other programs can read it; it is not encrypted.

In a book that several work with, the texts of notes that others have not shared with
you are left out. A manager exports all of them.`,
		Examples: []string{"my-book", "my-book.zip", "my-book.zip -n"},
		Takes:    []Take{{Name: "to", Arg: "DIR|FILE.zip", Plain: true, Path: true, Required: true}},
	}}
}

// importVerbs are the verbs of what is imported beside contacts.
func importVerbs(string) []*Verb {
	return []*Verb{{
		Name: "book", About: "Make a book of what crm export book has written",
		Long: `Make a book of what "crm export book" has written, a directory or a zip file: the same
records under the same numbers, with the journal, so that whatever could be undone still
can. There is no book yet, or nothing has been recorded in it; that one is kept as a
backup then. Every file is compared with its checksum before, and nothing is changed
unless all of it is as it was exported.`,
		Examples: []string{"my-book.zip", "my-book --book other.db", "my-book.zip -n"},
		Takes:    []Take{{Name: "from", Arg: "DIR|FILE.zip", Plain: true, Path: true, Required: true}},
	}}
}

// onlyWhere and onlyTagged choose what is written.
func onlyWhere() Take {
	return text("where", "only those for which an `EXPRESSION` holds: 'stage == \"client\"'")
}

func onlyTagged() Take {
	return Take{Name: "tag", Type: crm.TextType, Known: "tag", Many: true, About: "only those with that `TAG`; several mean all of them"}
}

func exportMailing() *Verb {
	return &Verb{
		Name: "mailing", Reads: true, Ordered: true, About: "Write a mail merge: who gets a letter, and how it begins",
		Long: `Write a mail merge as CSV: a line for each letter, with the salutation in your
language, the name and the lines of the address as its country writes them, and its parts.
Those of a household who live together get one letter. Whoever must not be contacted,
wants no post or has no address is left out and named. Without --to it is printed. The file
is one that only you can read.`,
		Examples: []string{"--to letters.csv --stage client", `--to letters.csv --tag newsletter --bom`, "--stage client --lang es -o json"},
		Takes: []Take{
			path("to", "the `FILE`; - for standard output").usually("-"),
			code("stage", "stage", "only those at a `STAGE`, or several with commas").silent(),
			onlyWhere(), ownerFlag("owner", whose), onlyTagged(),
			switchFlag("bom", "begin the file as spreadsheets expect it of UTF-8"),
			switchFlag("force", "write over what has the name"),
		},
	}
}

func exportCalendar() *Verb {
	return &Verb{
		Name: "calendar", Reads: true, Ordered: true, About: "Write appointments, calls, birthdays and renewals as a calendar",
		Long: `Write appointments, calls with a time of the day, birthdays and renewals as a calendar
(.ics), to which a phone or a mail program can subscribe. Each keeps its UID, and the file
is the same as long as nothing has changed; "crm import" takes back what was moved there.
Whoever must not be called is not among the calls. With --private it has no names, phones,
places or notes. Without --to it is printed. The file is one that only you can read.`,
		Examples: []string{"--to crm.ics --force", "--private --to shared.ics --force", "--owner all"},
		Takes: []Take{
			path("to", "the `FILE`; - for standard output").usually("-"),
			ownerFlag("owner", whose),
			switchFlag("private", "without names, phones, places and notes"),
			switchFlag("force", "write over what has the name"),
		},
	}
}
