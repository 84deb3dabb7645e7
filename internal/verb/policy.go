package verb

import (
	"context"

	"crm/internal/book"
	"crm/internal/crm"
)

func policyVerbs(string) []*Verb {
	return []*Verb{addPolicy(), editPolicy(), renewPolicy(), cancelPolicy(), expirePolicy(), reinstatePolicy()}
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
		noted("a note").several())
}

func policyLine() Take { return fieldsOf(crm.KindPolicy)("line", lineOfBusiness).also(orShort) }

func addPolicy() *Verb {
	return &Verb{Name: "add", About: "Add a policy that somebody has",
		Examples: []string{`"Jane Hudson" --line home --carrier Buckeye --number HO-3391 --premium 900 --effective 2026-06-01`},
		Takes:    policyFields(contact(), policyLine(), fieldsOf(crm.KindPolicy)("opportunity", "the `OPPORTUNITY` that it came of")),
		Do: func(ctx context.Context, b *book.Book, in Input) (*crm.Outcome, error) {
			return b.AddPolicy(ctx, in.Text("contact"), in.Fields())
		}}
}

func editPolicy() *Verb {
	return &Verb{Name: "edit", About: "Change policies; a number makes a pending one active", Examples: []string{`405 --number PA-1207`},
		Takes: edits(policyFields(policy().several(), policyLine())...),
		Do: func(ctx context.Context, b *book.Book, in Input) (*crm.Outcome, error) {
			if err := in.something(); err != nil {
				return nil, err
			}
			return b.EditPolicies(ctx, in.All("policy"), in.Fields())
		}}
}

func renewPolicy() *Verb {
	takes := policyFields(policy())
	for i, t := range takes {
		if t.Name == "effective" {
			takes[i] = t.looks(crm.BoughtFrom)
		}
	}
	return &Verb{Name: "renew", About: "Add the policy that takes the place of one that expires", Takes: takes,
		Long: "Add the policy that takes the place of one that expires: as that one is, from\nthe day on which it expires and as long, unless flags say otherwise.",
		Do: func(ctx context.Context, b *book.Book, in Input) (*crm.Outcome, error) {
			return b.RenewPolicy(ctx, in.Text("policy"), in.Fields())
		}}
}

func cancelPolicy() *Verb {
	return &Verb{Name: "cancel", About: "Note that policies have ended before their time",
		Takes: []Take{policy().several(), date("date", "the `DATE` on which it ended, if not today"), note("why")},
		Do: func(ctx context.Context, b *book.Book, in Input) (*crm.Outcome, error) {
			return b.CancelPolicies(ctx, in.All("policy"), in.Text("date"), in.Text("note"))
		}}
}

func expirePolicy() *Verb {
	return &Verb{Name: "expire", About: "Note that policies have run out and were not renewed", Takes: []Take{policy().several(), note("a note")},
		Do: func(ctx context.Context, b *book.Book, in Input) (*crm.Outcome, error) {
			return b.ExpirePolicies(ctx, in.All("policy"), in.Text("note"))
		}}
}

func reinstatePolicy() *Verb {
	return &Verb{Name: "reinstate", About: "Put policies in force again that had ended", Takes: []Take{policy().closed().several(), note("why")},
		Long: "Put policies in force again that were cancelled or had expired, with the end and\nthe renewal they had.",
		Do: func(ctx context.Context, b *book.Book, in Input) (*crm.Outcome, error) {
			return b.ReinstatePolicies(ctx, in.All("policy"), in.Text("note"))
		}}
}
