package screen

import (
	"strings"

	"crm/internal/crm"
	"crm/internal/say"
)

// Referrals shows whom a contact brought, and what came of it.
func (s *Screen) Referrals(r *crm.Referral) error {
	if s.forPrograms() {
		return s.Writer.Referrals(r)
	}
	p := s.page()
	p.referrals(r)
	return p.show()
}

func (p *page) referrals(tree *crm.Referral) {
	l := p.Locale
	name := say.Clean(tree.Contact.Name)
	if len(tree.Referred) == 0 {
		p.addWrapped(l.Text("referral.none", "name", name))
		p.stopLine(tree.Contact)
		return
	}
	p.line(p.bold(cut(p.RecordHead(tree.Contact, name), p.width())))
	p.stopLine(tree.Contact)
	g := &grid{right: []bool{true, false, false, true}}
	tree.Visit(func(depth int, r *crm.Referral) {
		if depth == 0 {
			return
		}
		indent := strings.Repeat("  ", depth-1)
		what := ""
		switch {
		case r.Above:
			what = l.Text("referral.above")
		case r.Contact.Stage != "":
			what = p.Noun(r.Contact)
		}
		g.add(itoa(r.Contact.ID), indent+say.Clean(r.Contact.Name), p.Locale.Join(p.Stopped(r.Contact), what), "")
		for _, o := range r.Opportunities {
			g.add(itoa(o.ID), indent+"  "+p.Word("line", o.Line), p.SaleState(o), l.Money(o.Worth(), p.Currency))
		}
	})
	p.grid("  ", g, 1)
	won, n := tree.Won()
	if n > 0 {
		p.line(l.Plural("referral.won", n, "premium", l.Money(won, p.Currency)))
	}
}
