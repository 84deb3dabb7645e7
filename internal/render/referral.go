package render

import (
	"strings"

	"crm/internal/crm"
)

// Referrals shows whom a contact brought, and what came of it.
func (s *Screen) Referrals(r *crm.Referral) error {
	if s.Quiet {
		var ids []int64
		each(r, 0, func(depth int, below *crm.Referral) {
			if depth > 0 && !below.Above {
				ids = append(ids, below.Contact.ID)
			}
		})
		return s.ids(ids)
	}
	switch s.Format {
	case Table, "":
		p := s.page()
		p.referrals(r)
		return p.show()
	case JSON:
		won, n := r.Won()
		return s.writeJSON(append(referralObject(r), object{{"won", n}, {"won_premium", won}}...))
	}
	return s.flat([]string{"depth", "kind", "id", "contact", "name", "stage", "line", "status", "premium", "actual_premium", "closed"}, func(yield func(object) bool) {
		var rows []object
		each(r, 0, func(depth int, below *crm.Referral) { rows = append(rows, referralRows(depth, below)...) })
		for _, row := range rows {
			if !yield(row) {
				return
			}
		}
	})
}

// each visits a tree from above, with how deep each stands.
func each(r *crm.Referral, depth int, visit func(int, *crm.Referral)) {
	visit(depth, r)
	for _, below := range r.Referred {
		each(below, depth+1, visit)
	}
}

// referralRows are the rows of one contact in a tree: the contact, and the
// opportunities.
func referralRows(depth int, r *crm.Referral) []object {
	c := r.Contact
	rows := []object{{{"depth", depth}, {"kind", c.Noun()}, {"id", c.ID}, {"contact", c.ID}, {"name", c.Name}, {"stage", orNull(c.Stage)},
		{"line", nil}, {"status", nil}, {"premium", nil}, {"actual_premium", nil}, {"closed", nil}}}
	for _, o := range r.Opportunities {
		rows = append(rows, object{
			{"depth", depth}, {"kind", o.Noun()}, {"id", o.ID}, {"contact", c.ID}, {"name", c.Name}, {"stage", orNull(o.Stage)},
			{"line", orNull(o.Line)}, {"status", o.Status}, {"premium", o.Premium}, {"actual_premium", o.Actual}, {"closed", o.Closed},
		})
	}
	return rows
}

// referralObject is a tree as JSON has it.
func referralObject(r *crm.Referral) object {
	referred := []object{}
	for _, below := range r.Referred {
		referred = append(referred, referralObject(below))
	}
	return object{{"contact", r.Contact}, {"above", r.Above}, {"opportunities", records(r.Opportunities)}, {"referred", referred}}
}

func (p *page) referrals(tree *crm.Referral) {
	l := p.Locale
	name := Clean(tree.Contact.Name)
	if len(tree.Referred) == 0 {
		for _, line := range wrap(l.Text("referral.none", "name", name), p.width()) {
			p.line(line)
		}
		p.stopLine(tree.Contact)
		return
	}
	p.line(p.bold(cut(l.Text("card.head", "noun", p.title(tree.Contact), "id", itoa(tree.Contact.ID), "name", name), p.width())))
	p.stopLine(tree.Contact)
	g := &grid{right: []bool{true, false, false, true}}
	each(tree, 0, func(depth int, r *crm.Referral) {
		if depth == 0 {
			return
		}
		indent := strings.Repeat("  ", depth-1)
		what := ""
		switch {
		case r.Above:
			what = l.Text("referral.above")
		case r.Contact.Stage != "":
			what = p.noun(r.Contact)
		}
		g.add(itoa(r.Contact.ID), indent+Clean(r.Contact.Name), p.joined([]string{p.stopped(r.Contact), what}), "")
		for _, o := range r.Opportunities {
			g.add(itoa(o.ID), indent+"  "+p.word("line", o.Line), p.referralState(o), l.Money(o.Worth(), p.Currency))
		}
	})
	for _, line := range g.lines("  ", p.width(), 1) {
		p.line(line)
	}
	won, n := tree.Won()
	if n > 0 {
		p.line(l.Plural("referral.won", n, "premium", l.Money(won, p.Currency)))
	}
}

// referralState is how an opportunity stands: its stage, or how it was closed.
func (s *Screen) referralState(o *crm.Opportunity) string {
	if o.Status == crm.Open {
		return s.word("opportunity_stage", o.Stage)
	}
	return s.Locale.Join([]string{s.word("opportunity_status", o.Status), s.Locale.Date(o.Closed, s.Today)})
}
