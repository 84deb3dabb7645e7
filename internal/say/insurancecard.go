package say

import "crm/internal/crm"

// insuranceHead is the first line of the card of a quote, a policy, a note or a file,
// and its state.
func (v *Voice) insuranceHead(c *crm.Card) (left, right string) {
	var what []string
	switch r := c.Record.(type) {
	case *crm.Quote:
		right = v.Word("quote_status", r.Status)
		what = append(what, Clean(r.Carrier), v.Word("line", LineOf(c, r.Opportunity)))
	case *crm.Policy:
		right = v.Word("policy_status", r.Status)
		what = append(what, Clean(r.Carrier), v.Word("line", r.Line))
	case *crm.Note:
		right = v.moment(r.Written)
	case *crm.File:
		right = v.Locale.Size(r.Size)
		what = append(what, Clean(r.Name))
	}
	return v.RecordHead(c.Record, v.Locale.Join(append(what, nameOrNone(c.Contact))...)), right
}

func (v *Voice) quoteFacts(f *facts, c *crm.Card, q *crm.Quote) {
	l := v.Locale
	label := func(name string) string { return l.Field(crm.KindQuote, name) }
	f.add(label("premium"), v.premium(q.Premium, q.Annual, q.Term))
	f.add(label("product"), Clean(q.Product))
	f.add(label("effective"), l.Date(q.Effective, v.Today))
	f.add(label("expires"), l.Date(q.Expires, v.Today))
	f.add(label("limits"), v.terms(q.Limits, false))
	f.add(label("deductibles"), v.terms(q.Deductibles, true))
	f.add(label("opportunity"), itoa(q.Opportunity))
	f.add(l.Field(crm.KindOpportunity, "owner"), Clean(c.Owner))
	f.add(label("requested"), l.Date(q.Requested, v.Today))
	f.add(label("received"), l.Date(q.Received, v.Today))
	for _, r := range c.Policies {
		f.add(v.title(r), itoa(r.ID))
	}
}

func (v *Voice) policyFacts(f *facts, c *crm.Card, r *crm.Policy) {
	l := v.Locale
	label := func(name string) string { return l.Field(crm.KindPolicy, name) }
	f.add(label("number"), Clean(r.Number))
	f.add(label("premium"), v.premium(r.Premium, r.Annual, r.Term))
	f.add(label("effective"), l.Date(r.Effective, v.Today))
	f.add(label("expires"), l.Date(r.Expires, v.Today))
	f.add(label("ended"), l.Date(r.Ended, v.Today))
	f.add(label("product"), Clean(r.Product))
	f.add(label("owner"), Clean(c.Owner))
	f.number(label("opportunity"), r.Opportunity)
	f.number(label("quote"), r.Quote)
	f.number(label("renews"), r.Renews)
	f.number(l.Text("card.renewal"), c.Renewal)
}

func (v *Voice) noteFacts(f *facts, n *crm.Note) {
	f.add(v.Locale.Field(crm.KindNote, "author"), v.colleague(n.Author))
	v.regarding(f, n.Opportunity, n.Quote, n.Policy, n.Activity)
	f.add(v.Locale.Field(crm.KindNote, "shared"), v.colleagues(n.Shared))
}

func (v *Voice) fileFacts(f *facts, r *crm.File) {
	l := v.Locale
	label := func(name string) string { return l.Field(crm.KindFile, name) }
	f.add(label("author"), v.colleague(r.Author))
	f.add(label("added"), v.moment(r.Added))
	v.regarding(f, r.Opportunity, r.Quote, r.Policy, r.Activity)
	f.add(label("media_type"), Clean(r.MediaType))
	f.add(label("sha256"), Clean(r.SHA256))
}

// regarding adds the numbers of what a note or a file is on.
func (v *Voice) regarding(f *facts, opportunity, quote, policy, activity int64) {
	label := func(name string) string { return v.Locale.Field(crm.KindNote, name) }
	f.number(label("opportunity"), opportunity)
	f.number(label("quote"), quote)
	f.number(label("policy"), policy)
	f.number(label("activity"), activity)
}
