package say

import "crm/internal/crm"

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
