package verb

import (
	"crm/internal/book"
	"crm/internal/crm"
)

func policyVerbs(string) []*Verb {
	return []*Verb{
		{Name: "add", About: "Add a policy that somebody has", Gives: crm.KindPolicy,
			Examples: []string{`"Jane Hudson" --line home --carrier Buckeye --number HO-3391 --premium 900 --effective 2026-06-01`},
			Takes:    policyFields(contact(), policyLine(), fieldsOf(crm.KindPolicy)("opportunity", "the `OPPORTUNITY` that it came of")),
			Do: func(r Request) (*crm.Outcome, error) {
				return r.Book.AddPolicy(r.Context, r.Text("contact"), r.Fields())
			}},
		listVerb(crm.KindPolicy, "List the policies in force", `'expires <= "+60d" and line == "auto"'`, switchFlag("all", "those that have ended, too"), switchFlag("stray", "those whose end nobody looks after")),
		showNumbered("policy", "Show policies"),
		edit("Change policies; a number makes a pending one active", policyFields(policy().several(), policyLine()), func(r Request) (*crm.Outcome, error) {
			return r.Book.EditPolicies(r.Context, r.All("policy"), r.Fields())
		}, `405 --number PA-1207`).gives(crm.KindPolicy),
		renewPolicy(),
		{Name: "cancel", About: "Note that policies have ended before their time",
			Takes: []Take{policy().several(), date("date", "the `DATE` on which it ended, if not today"), note("why")},
			Do: func(r Request) (*crm.Outcome, error) {
				return r.Book.CancelPolicies(r.Context, r.All("policy"), r.Text("date"), r.Text("note"))
			}},
		eachVerb("expire", "Note that policies have run out and were not renewed", policy(), "a note", (*book.Book).ExpirePolicies),
		reinstatePolicy(),
		Policies(),
	}
}

func policy() Take { return recordArg("POLICY", crm.KindPolicy) }

// policyFields are the fields of a policy that can be given, behind the arguments.
func policyFields(takes ...Take) []Take {
	field := fieldsOf(crm.KindPolicy)
	return append(takes,
		field("number", "its `NUMBER` at the carrier; without one it is pending"),
		field("carrier", "whose policy it is"),
		field("product", "which of their products"),
		field("premium", "the premium of its term"),
		field("term", "for how many `MONTHS` that is, or a length of time (5 years); 12 unless said"),
		field("effective", "the `DATE` from which it is in force"),
		field("expires", "the `DATE` on which it expires; when the term is over unless said"),
		noteFlag("a note").several())
}

func policyLine() Take { return fieldsOf(crm.KindPolicy)("line", lineOfBusiness).also(orShort) }

func renewPolicy() *Verb {
	takes := policyFields(policy())
	for i, t := range takes {
		if t.Name == "effective" {
			takes[i] = t.looks(crm.BoughtFrom)
		}
	}
	return &Verb{Name: "renew", About: "Add the policy that takes the place of one that expires", Gives: crm.KindPolicy, Takes: takes,
		Long: "Add the policy that takes the place of one that expires: as that one is, from\nthe day on which it expires and as long, unless flags say otherwise.",
		Do: func(r Request) (*crm.Outcome, error) {
			return r.Book.RenewPolicy(r.Context, r.Text("policy"), r.Fields())
		}}
}

func reinstatePolicy() *Verb {
	v := eachVerb("reinstate", "Put policies in force again that had ended", policy().closed(), "why", (*book.Book).ReinstatePolicies)
	v.Long = "Put policies in force again that were cancelled or had expired, with the end and\nthe renewal they had."
	return v
}
