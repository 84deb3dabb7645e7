package verb

import (
	"crm/internal/crm"
)

func suppressionVerbs(string) []*Verb {
	return []*Verb{
		{Name: "add", About: "Keep phones and e-mails from being used, whoever has them", Makes: true,
			Examples: []string{`614-555-0147 --reason asked -m "wrote on 3 May"`, `jane@example.com --reason legal`},
			Takes:    []Take{points(), code("reason", "stop_reason", "why").must(), note("what they said")},
			Do: func(r Request) (*crm.Outcome, error) {
				return r.Book.AddSuppressions(r.Context, r.All("point"), r.Text("reason"), r.Text("note"))
			}},
		listVerb(crm.KindSuppression, "List phones and e-mails that nobody may use", `'reason == "asked" and since >= "-30d"'`, switchFlag("all", "those that may be used again as well")),
		{Name: "import", About: "Keep all phones and e-mails of a file from being used", Ordered: true,
			Long: `Keep all phones and e-mails of a file from being used, as one change. The file is
that of a registry, or what crm dnc export wrote: a number or an address on each
line, as text or in a workbook (.xlsx), the area code in a column of its own or not, with headings or without. What
is on the list already is counted, so the same file can be imported again. "-"
reads standard input.

Fields: point, phone, email, area, since, reason, note, source`,
			Examples: []string{`614.txt`, `optouts.csv --reason asked`},
			Takes: []Take{
				fileArg("FILE"),
				code("reason", "stop_reason", "why, where a row does not say").usually(crm.StopRegistry),
				note("what is to be kept with all of them"),
				list("map", `columns, or their places, and the fields they give: "Rufnummer=phone"`),
				list("date-format", dateFormats),
				switchFlag("skip-bad", skipBad),
				path("reject-file", "that file; dnc.rejected.csv for dnc.csv unless said"),
				encoding(), delimiter(), sheet(),
			}},
		{Name: "export", Reads: true, About: "Write the list as CSV, which dnc import reads", Examples: []string{"> dnc.csv"}},
		{Name: "remove", About: "Let phones and e-mails be used again; rules plan again with those who have them",
			Takes: []Take{points(), text("reason", "who asked for it and when; it is kept").must()},
			Do: func(r Request) (*crm.Outcome, error) {
				return r.Book.RemoveSuppressions(r.Context, r.All("point"), r.Text("reason"))
			}},
	}
}

// points are phones and e-mails.
func points() Take { return arg("PHONE|EMAIL", text("point", "")).several() }
