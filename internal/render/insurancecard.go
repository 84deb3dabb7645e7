package render

import (
	"crm/internal/crm"
)

// insuranceHead is the first line of the card of a quote, a policy, a note or
// a file, and how it stands.
func (s *Screen) insuranceHead(c *crm.Card) (left, right string) {
	l := s.Locale
	name := ""
	if c.Contact != nil {
		name = Clean(c.Contact.Name)
	}
	what := []string{}
	switch r := c.Record.(type) {
	case *crm.Quote:
		right = s.word("quote_status", r.Status)
		what = append(what, Clean(r.Carrier), s.word("line", lineOf(c, r.Opportunity)))
	case *crm.Policy:
		right = s.word("policy_status", r.Status)
		what = append(what, Clean(r.Carrier), s.word("line", r.Line))
	case *crm.Note:
		right = s.moment(r.Written)
	case *crm.File:
		right = s.Locale.Size(r.Size)
		what = append(what, Clean(r.Name))
	}
	return l.Text("card.head", "noun", s.title(c.Record), "id", itoa(crm.IDOf(c.Record)), "name", s.joined(append(what, name))), right
}

func (s *Screen) quoteFacts(f *facts, c *crm.Card, q *crm.Quote) {
	l := s.Locale
	label := func(name string) string { return l.Field(crm.KindQuote, name) }
	f.add(label("premium"), s.premium(q.Premium, q.Annual, q.Term))
	f.add(label("product"), Clean(q.Product))
	f.add(label("effective"), l.Date(q.Effective, s.Today))
	f.add(label("expires"), l.Date(q.Expires, s.Today))
	f.add(label("limits"), s.terms(q.Limits, false))
	f.add(label("deductibles"), s.terms(q.Deductibles, true))
	f.add(label("opportunity"), itoa(q.Opportunity))
	f.add(l.Field(crm.KindOpportunity, "owner"), Clean(c.Owner))
	f.add(label("requested"), l.Date(q.Requested, s.Today))
	f.add(label("received"), l.Date(q.Received, s.Today))
	for _, r := range c.Policies {
		f.add(s.title(r), itoa(r.ID))
	}
}

func (s *Screen) policyFacts(f *facts, c *crm.Card, r *crm.Policy) {
	l := s.Locale
	label := func(name string) string { return l.Field(crm.KindPolicy, name) }
	ref := func(name string, id int64) {
		if id != 0 {
			f.add(label(name), itoa(id))
		}
	}
	f.add(label("number"), Clean(r.Number))
	f.add(label("premium"), s.premium(r.Premium, r.Annual, r.Term))
	f.add(label("effective"), l.Date(r.Effective, s.Today))
	f.add(label("expires"), l.Date(r.Expires, s.Today))
	f.add(label("ended"), l.Date(r.Ended, s.Today))
	f.add(label("product"), Clean(r.Product))
	f.add(label("owner"), Clean(c.Owner))
	ref("opportunity", r.Opportunity)
	ref("quote", r.Quote)
	ref("renews", r.Renews)
	if c.Renewal != 0 {
		f.add(l.Text("card.renewal"), itoa(c.Renewal))
	}
}

func (s *Screen) noteFacts(f *facts, n *crm.Note) {
	f.add(s.Locale.Field(crm.KindNote, "author"), s.author(n.Author))
	s.regarding(f, n.Opportunity, n.Quote, n.Policy, n.Activity)
	f.add(s.Locale.Field(crm.KindNote, "shared"), s.colleagues(n.Shared))
}

func (s *Screen) fileFacts(f *facts, r *crm.File) {
	l := s.Locale
	label := func(name string) string { return l.Field(crm.KindFile, name) }
	f.add(label("author"), s.author(r.Author))
	f.add(label("added"), s.moment(r.Added))
	s.regarding(f, r.Opportunity, r.Quote, r.Policy, r.Activity)
	f.add(label("media_type"), Clean(r.MediaType))
	f.add(label("sha256"), Clean(r.SHA256))
}

// author is who wrote or added a record.
func (s *Screen) author(id int64) string {
	if id == 0 {
		return ""
	}
	return s.colleague(id)
}

// regarding are the numbers of what a note or a file is about.
func (s *Screen) regarding(f *facts, opportunity, quote, policy, activity int64) {
	for _, to := range []struct {
		field string
		id    int64
	}{{"opportunity", opportunity}, {"quote", quote}, {"policy", policy}, {"activity", activity}} {
		if to.id != 0 {
			f.add(s.Locale.Field(crm.KindNote, to.field), itoa(to.id))
		}
	}
}
