package verb

import (
	"slices"
	"strings"

	"crm/internal/book"
	"crm/internal/crm"
	"crm/internal/exchange"
)

// fileArg is a file, or standard input.
func fileArg(word string) Take {
	t := wordArg(word, "file")
	t.Path = true
	return t
}

func path(name, about string) Take {
	t := text(name, about)
	t.Path = true
	return t
}

func list(name, about string) Take {
	t := text(name, about)
	t.Commas = true
	return t
}

// count is a whole number, from 1 unless said.
func count(name, about string) Take {
	return Take{Name: name, Type: crm.NumberType, About: about, Count: Count{Least: 1}}
}

// What every import says of its file.
const (
	dateFormats = `how the file writes dates, or a column of it: DD/MM/YYYY, "Birth Date=DD/MM/YYYY"`
	skipBad     = "leave out bad rows and write them to a reject file"
)

func callsPerDay() Take {
	return count(book.CallsPerDayFlag, "spread the calls that rules make over working days, so many a day for each producer")
}

func encoding() Take {
	return choice("encoding", "encoding of the file", exchange.Encodings...).usually("utf-8")
}

func sheet() Take {
	return text("sheet", "the sheet of a workbook to read, where several have rows")
}

func delimiter() Take {
	return text("delimiter", "what stands between columns; found out unless said")
}

// importContacts adds the contacts of a file, at a stage.
func importContacts(noun, about string) *Verb {
	return &Verb{Name: "import", About: about, Ordered: true,
		Long: about + `, as one change.

The first line names the columns; the usual names are recognised in English,
Japanese, Italian and Spanish. Nothing is taken when a row can't be read. Rows
that are in the book already are skipped and listed, so that the same file can
be imported again. What crm contact list -o csv wrote comes back as it was, those
at no stage and who must not be contacted too. "-" reads standard input.

A workbook (.xlsx) is read as the CSV of its sheet, and the lines that are named are
its rows.

The contacts of a phone or a mail program (vCard 2.1, 3.0 or 4.0) are read the
same way, each property as the column that such programs name in a CSV: TEL as
Phone, N as First Name and Last Name. Photos are kept as files, and people whom a
card names are related where the book has them.

Fields: ` + strings.Join(book.ImportFields(), ", "),
		Examples: []string{"crm " + noun + " import leads.csv --dry-run", "crm " + noun + ` import leads.csv --map "Full Name=name,Cell=phone" --date-format DD/MM/YYYY`},
		Takes: []Take{
			fileArg("FILE"),
			list("map", `columns and the fields they give: "Full Name=name,Cell=phone", or by place: "3=phone"`),
			text("profile", "the program whose file it is, such as google, outlook or hubspot, or a profile of your own; by the headings unless said"),
			text("save-profile", "keep how this file is read under a `NAME`, for files with the same headings"),
			switchFlag("no-header", "the first line is a row, and columns are named by their places: --map \"1=name,2=phone\""),
			list("date-format", dateFormats),
			{Name: "value", Many: true, Type: crm.TextType, About: "what a word of the file means, `WORD=VALUE`: \"Facebook Ads=advertising\", or below one heading \"Lead Source:Web=web\""},
			choice("unknown", "words that a list of the book lacks", "note", "tag", "skip", "fail").also(" (keep them as notes or tags, leave them out, or take nothing)"),
			text("source", "the source of rows that give none"),
			record("owner", crm.KindProducer, "the `PRODUCER` who is to look after rows that name nobody, or a retired colleague"),
			choice("on-duplicate", "people who are in the book already", "skip", "fill", "update", "add", "fail").also(" (fill completes what they lack, update writes the file over what they have)").usually("skip"),
			switchFlag("skip-bad", skipBad),
			path("reject-file", "that file; leads.rejected.csv for leads.csv unless said"),
			callsPerDay(),
			choice("refusals", "notes that ask not to be called", "mark", "keep").also(" (those people as not to be contacted, or the notes alone), or mark:3,7 for those lines and keep for the others"),
			choice("former", "rows of who has left or is inactive", "mark", "keep").also(" (as not to be contacted, or to be called), or mark:3,7"),
			choice("households", "rows of who lives elsewhere than the household of that name", "together", "apart").also(" (in that household, or in another)"),
			encoding(), delimiter(), sheet(),
		}}
}

// importFile imports what a file is: contacts as leads, a calendar, or e-mails.
func importFile() *Verb {
	v := importContacts("lead", "Add leads from CSV, XLSX or vCards, appointments from a calendar, or e-mails")
	v.Long += `

A calendar (.ics) makes appointments with those of the book who take part, by their
e-mail, and tasks. A later file moves or cancels what an earlier one has made; the
same file changes nothing. What is with nobody in the book is left out and listed.

E-mails (.eml, a mailbox in the form mbox, a maildir or a directory of .eml files) are
logged with the contacts who wrote them or got them, each once, with their attachments.
Which are yours is known by the e-mails of the producers, or --from-me. Who wrote and is
not in the book is listed.

A list of policies is taken with --as policies, as crm policy import takes it.

What crm opp list, quote list, policy list, call list, task list, appt list, email
list and note list write with -o csv comes back as it was: each record once, with
those of the book to whom it belongs. --as opportunities, quotes, activities or notes
says so of a file with fewer columns. No rule follows what comes in, and nothing is
planned with who must not be contacted.`
	v.Examples = append(v.Examples, "crm import policies.csv --as policies", "crm import opportunities.csv --dry-run", "crm import week.ics --dry-run", "crm import week.ics --contact 12=41 --opp 391", "crm import mail.eml --opp 391", "crm import Sent.mbox --from-me ann@example.com --dry-run")
	v.Takes = append(v.Takes,
		Take{Name: "contact", Many: true, Type: crm.TextType, About: "whom the event of a calendar is with that begins on a line, `LINE=NAME`, or, by NAME alone, who of those with one e-mail is meant; several say it of several"},
		record("opp", crm.KindOpportunity, "the `OPPORTUNITY` that appointments of a calendar, or e-mails, with its contact regard"),
		choice("past", "of a calendar: appointments before today", "skip", "held").usually("skip").also(" (leave them out, or take them as held)"),
		count("months", "of a calendar: how many months ahead events that repeat themselves are taken").upTo(24).usually("3"),
		list("from-me", "of e-mails: an `ADDRESS` of yours, beside those of the producers"),
		switchFlag("add-unknown", "of e-mails: make leads of those who wrote and are not in the book"),
	)
	return withPolicyTakes(v, "of policies: ")
}

// ImportKinds are what crm import takes, as --as names it.
var ImportKinds = []string{"contacts", "policies", "opportunities", "quotes", "activities", "notes"}

// Policies is the verb that imports policies.
func Policies() *Verb {
	v := importContacts("policy", "Add people, policies and opportunities from a list of policies or x-dates")
	v.Noun = "policy"
	v.Long = v.About + `, as one change.

A row is a policy, with whose it is. "Pohl, Marge & Bill" are two people of one
household; a firm is one. Who has a policy in force is a client, who has one
elsewhere a prospect with an opportunity, and the call is planned before its
x-date. Policies of the book, by carrier and number, are not added again: the next
term renews them, and one that has ended is ended. The same file again changes
nothing. Days, amounts and columns are read as in crm client import --help.

Fields beside those: ` + strings.Join(book.PolicyFields(), ", ")
	v.Examples = []string{"crm policy import policies.csv --dry-run", "crm import xdates.csv --as policies --line auto --calls-per-day 25"}
	return withPolicyTakes(v, "")
}

// PolicyFlags are what an import of policies takes beside what one of contacts does.
var PolicyFlags = []string{"line", "carrier", "status"}

// withPolicyTakes adds them, in front of the source.
func withPolicyTakes(v *Verb, of string) *Verb {
	at := slices.IndexFunc(v.Takes, func(t Take) bool { return t.Name == "source" })
	v.Takes = slices.Insert(v.Takes, at,
		text("line", of+"the line of business of rows that give none"),
		text("carrier", of+"the carrier of rows that give none"),
		text("status", of+"the status of rows that give none: active, cancelled, prospect"))
	return v
}
