package verb

import (
	"crm/internal/crm"
)

func reportVerbs(string) []*Verb {
	return []*Verb{
		{Name: "save", About: "Keep a report of your own in the book", Makes: true,
			Long: `Keep a report of your own in the book. The file, or with - standard input, is YAML
as "crm report show NAME" prints it; it is checked whole before it is kept.`,
			Examples: []string{"crm report show pipeline > mine.yaml", `mine mine.yaml`},
			Takes:    []Take{wordArg("NAME", "name"), fileArg("FILE|-"), switchFlag("force", "replace the report that is there")},
			Do: func(r Request) (*crm.Outcome, error) {
				return r.Book.SaveReport(r.Context, r.Text("name"), r.Text("file"), r.Is("force"))
			}},
		{Name: "remove", About: "Remove a report of your own; undo brings it back", Takes: []Take{nameArg(crm.KindReport)},
			Do: func(r Request) (*crm.Outcome, error) { return r.Book.RemoveReport(r.Context, r.Text("name")) }},
	}
}

// Report returns the verb that shows a report, which an argument names if name is
// empty.
func Report(name, about string) *Verb {
	v := &Verb{Noun: "report", Name: name, About: about, Reads: true, Ordered: true, Takes: []Take{
		text("by", "what to group by: stage, line, source, owner, month … as the report has it").known("by"),
		date("from", "only from that `DATE` on"),
		date("to", "only until that `DATE`"),
		record("owner", crm.KindProducer, "whose: a `PRODUCER`, or all"),
		text("where", "only records for which an `EXPRESSION` holds: 'line in [\"auto\", \"home\"]'"),
		count("limit", "at most so many rows; 0 is all").orZero("is all"),
		switchFlag("raw", "csv and tsv exactly as stored, formulas not defused"),
	}}
	if name == "" {
		v.Noun, v.Name, v.About = "", "report", "Reports, built in and of the book's own"
		v.Takes = append(v.Takes, nameArg(crm.KindReport))
		v.Long = `Show a report: the records of one kind, counted and summed up in groups. What the
figures mean, and how to write a report of your own: docs/reports.md.`
		v.Examples = []string{"pipeline", `conversion --by owner --from "-90d" --owner all -o csv`}
	}
	return v
}
