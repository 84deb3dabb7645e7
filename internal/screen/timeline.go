package screen

import (
	"slices"

	"crm/internal/crm"
	"crm/internal/say"
)

// timeline shows the past, the oldest first, and the plans at the end, nearest to the
// prompt. E-mails of one thread are one line, except on the card of one of them.
func (p *page) timeline(c *crm.Card) {
	if _, one := c.Record.(*crm.Activity); !one {
		whole := *c
		whole.Past = say.Threads(c.Past)
		c = &whole
	}
	blocks := p.timelineBlocks(c)
	if len(blocks) == 0 {
		return
	}
	p.line("")
	p.addLines(slices.Concat(blocks[:len(c.Past)]...))
	p.upcoming(c, blocks[len(c.Past):])
}

// upcoming shows the plans in the lines that the timeline gave them.
func (p *page) upcoming(c *crm.Card, blocks [][]string) {
	if len(c.Open) == 0 {
		return
	}
	p.line(p.bold(p.Locale.Text("opp.next")))
	for i, block := range blocks {
		for _, line := range block {
			if a := c.Open[i]; a.Due.Before(p.Today) {
				line = p.red(line)
			}
			p.line(line)
		}
	}
}

// timelineBlocks returns the lines of each event and plan.
func (p *page) timelineBlocks(c *crm.Card) [][]string {
	labels := p.Labels(c)
	g := p.timelineRows(c, labels)
	if len(g.rows) == 0 {
		return nil
	}
	if g.fit(p.width()-2, 4)[4] < min(g.widths()[4], editText) { // the text needs the room
		labels.Brief = true
		g = p.timelineRows(c, labels)
	}
	return g.blocks("  ", p.width(), 4)
}

// timelineRows returns a timeline in columns, the last of which is the label, if any
// needs one.
func (s *Screen) timelineRows(c *crm.Card, labels say.Labels) *grid {
	g := &grid{min: []int{0, 5, 4, 9}, wraps: true, most: 2, spill: true, folds: leastName}
	add := func(t say.Told, label string) {
		g.add(s.Locale.DateAligned(t.On, s.Today), t.Clock, t.By, t.What, t.Text, label)
	}
	for _, e := range c.Past {
		add(s.Event(e), labels.Of(e.Contact, e.Opportunity, e.Sale != nil && e.Field != "stage"))
	}
	for _, a := range c.Open {
		add(s.Planned(c, a), labels.Of(a.Contact, a.Opportunity, false))
	}
	if len(g.rows) > 0 && g.widths()[5] == 0 {
		for i, row := range g.rows {
			g.rows[i] = row[:5]
		}
	}
	return g
}
