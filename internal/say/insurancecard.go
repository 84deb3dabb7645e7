package say

import "crm/internal/crm"

// insuranceHead is the first line of the card of a quote, a policy, a note or
// a file, and how it stands.
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
	return v.RecordHead(c.Record, v.Joined(append(what, nameOrNone(c.Contact)))), right
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
	ref := func(name string, id int64) {
		if id != 0 {
			f.add(label(name), itoa(id))
		}
	}
	f.add(label("number"), Clean(r.Number))
	f.add(label("premium"), v.premium(r.Premium, r.Annual, r.Term))
	f.add(label("effective"), l.Date(r.Effective, v.Today))
	f.add(label("expires"), l.Date(r.Expires, v.Today))
	f.add(label("ended"), l.Date(r.Ended, v.Today))
	f.add(label("product"), Clean(r.Product))
	f.add(label("owner"), Clean(c.Owner))
	ref("opportunity", r.Opportunity)
	ref("quote", r.Quote)
	ref("renews", r.Renews)
	if c.Renewal != 0 {
		f.add(l.Text("card.renewal"), itoa(c.Renewal))
	}
}

func (v *Voice) noteFacts(f *facts, n *crm.Note) {
	f.add(v.Locale.Field(crm.KindNote, "author"), v.author(n.Author))
	v.regarding(f, n.Opportunity, n.Quote, n.Policy, n.Activity)
	f.add(v.Locale.Field(crm.KindNote, "shared"), v.colleagues(n.Shared))
}

func (v *Voice) fileFacts(f *facts, r *crm.File) {
	l := v.Locale
	label := func(name string) string { return l.Field(crm.KindFile, name) }
	f.add(label("author"), v.author(r.Author))
	f.add(label("added"), v.moment(r.Added))
	v.regarding(f, r.Opportunity, r.Quote, r.Policy, r.Activity)
	f.add(label("media_type"), Clean(r.MediaType))
	f.add(label("sha256"), Clean(r.SHA256))
}

// author is who wrote or added a record.
func (v *Voice) author(id int64) string {
	if id == 0 {
		return ""
	}
	return v.colleague(id)
}

// regarding are the numbers of what a note or a file is about.
func (v *Voice) regarding(f *facts, opportunity, quote, policy, activity int64) {
	for _, to := range []struct {
		field string
		id    int64
	}{{"opportunity", opportunity}, {"quote", quote}, {"policy", policy}, {"activity", activity}} {
		if to.id != 0 {
			f.add(v.Locale.Field(crm.KindNote, to.field), itoa(to.id))
		}
	}
}
