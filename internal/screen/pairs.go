package screen

import (
	"crm/internal/crm"
	"crm/internal/say"
)

// Pairs lists contacts who may be one, with what speaks for it and against, and more that
// are not shown.
func (s *Screen) Pairs(pairs []*crm.Pair, more int) error {
	if s.forPrograms() {
		return s.Writer.Pairs(pairs)
	}
	p := s.page()
	g := &grid{right: []bool{true, false, true}, wraps: true}
	g.add(p.Locale.Text("pair.id"), p.Locale.Text("pair.one"), p.Locale.Text("pair.id"), p.Locale.Text("pair.other"), p.Locale.Text("pair.why"))
	for _, pair := range pairs {
		why := p.PairReasons(pair.For)
		if len(pair.Against) > 0 {
			why += "; " + p.Locale.Text("pair.against", "what", p.PairReasons(pair.Against))
		}
		g.add(itoa(pair.One.ID), p.pairName(pair.One), itoa(pair.Other.ID), p.pairName(pair.Other), why)
	}
	p.grid("", g, 4)
	if more > 0 {
		p.line(p.Locale.Plural("outcome.more", more))
	}
	if one := pairs[0]; one.One.Kind == one.Other.Kind {
		p.addWrapped(p.Locale.Text("pair.what", "merge", p.Command("contact merge", one.One.ID, one.Other.ID),
			"two", p.Command("contact relate", one.One.ID, one.Other.ID, crm.With("as", crm.Namesake))))
	}
	return p.show()
}

// pairName is the name of one of two, with the mark of somebody who must not be contacted.
func (p *page) pairName(c *crm.Contact) string {
	return p.Locale.Join(say.Clean(c.Name), p.Stopped(c))
}
