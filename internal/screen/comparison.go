package screen

import (
	"cmp"
	"slices"

	"crm/internal/crm"
	"crm/internal/say"
)

// Comparison shows quotes side by side: facts only, never which one is best.
func (s *Screen) Comparison(c *crm.Comparison) error {
	if s.forPrograms() {
		return s.Writer.Comparison(c)
	}
	p := s.page()
	p.comparison(c)
	return p.show()
}

// comparedLabel is the width of the labels of a comparison if there is room.
const comparedLabel = 24

// comparison sets the quotes out side by side, or below each other if there are too
// many.
func (p *page) comparison(c *crm.Comparison) {
	head := ""
	if c.Opportunity != nil {
		head = p.SaleHead(c.Opportunity, c.Contact)
	}
	p.head(head, p.Locale.Plural("compare.received", len(c.Quotes)))
	p.stopLine(c.Contact)
	var lines []say.Compared
	if len(c.Quotes) > 0 {
		lines = p.Compared(c)
		if g := p.comparisonBeside(c, lines); g.width() <= p.width() {
			p.grid("", g, 1)
		} else {
			p.comparisonBelow(c, lines)
		}
	}
	p.addWrapped(p.ComparisonFoot(c, lines))
}

// comparisonBeside has a column for each quote.
func (p *page) comparisonBeside(c *crm.Comparison, lines []say.Compared) *grid {
	g := &grid{gap: []int{1}, min: []int{1, comparedLabel}, right: []bool{false, false}}
	carriers, numbers := []string{"", ""}, []string{"", p.Label("noun", "quote")}
	for _, q := range c.Quotes {
		carriers, numbers = append(carriers, cut(say.Clean(q.Carrier), 3*leastCut)), append(numbers, itoa(q.ID))
		g.right = append(g.right, true)
	}
	g.add(carriers...)
	g.add(numbers...)
	for _, line := range lines {
		g.add(append([]string{line.Mark(), line.Label}, line.Values...)...)
	}
	return g
}

// comparisonBelow has a row for each quote: the yearly premium and as many differences
// as there is room for, the greatest first.
func (p *page) comparisonBelow(c *crm.Comparison, lines []say.Compared) {
	annual, premium, term := p.Locale.Field(crm.KindQuote, "annual_premium"), p.Locale.Field(crm.KindQuote, "premium"), p.Locale.Text("compare.term")
	lines = slices.DeleteFunc(slices.Clone(lines), func(line say.Compared) bool {
		return line.Label == premium || line.Label == term || !line.Differs && line.Label != annual
	})
	rank := func(line say.Compared) int { // how early it comes
		if line.Label == annual {
			return len(line.Values) + 1
		}
		return line.Kinds
	}
	slices.SortStableFunc(lines, func(a, b say.Compared) int { return cmp.Compare(rank(b), rank(a)) })
	g := &grid{right: []bool{true, false}}
	g.add(p.Label("noun", "quote"), p.Locale.Field(crm.KindQuote, "carrier"))
	for _, q := range c.Quotes {
		g.add(itoa(q.ID), say.Clean(q.Carrier))
	}
	left := 0
	for _, line := range lines {
		wider := &grid{right: append(slices.Clone(g.right), true)}
		for i, row := range g.rows {
			cell := line.Marked()
			if i > 0 {
				cell = line.Values[i-1]
			}
			wider.add(append(slices.Clone(row), cell)...)
		}
		if wider.width() > p.width() {
			left++
			continue
		}
		g = wider
	}
	for i, line := range g.lines("", p.width(), 1) {
		if i == 0 {
			line = p.bold(line)
		}
		p.line(line)
	}
	if left > 0 {
		p.line(p.Locale.Plural("list.more", left, "command", p.Command("quote compare", c.Opportunity.ID)+" -o csv"))
	}
}
