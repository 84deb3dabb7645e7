package screen

import (
	"slices"
	"strings"

	"crm/internal/crm"
	"crm/internal/say"
)

// Card shows all there is of one record.
func (s *Screen) Card(c *crm.Card) error {
	if c == nil || s.forPrograms() {
		return s.Writer.Card(c)
	}
	p := s.page()
	p.card(c)
	return p.show()
}

// mostAbove are the most lines that a card should have above its timeline, as many as a
// terminal shows.
const mostAbove = 24

// card sets a card out, tightly where it would be too high.
func (p *page) card(c *crm.Card) {
	above := p.page()
	above.above(c)
	if strings.Count(above.text.String(), "\n") > mostAbove {
		above = p.page()
		above.tight = true
		above.above(c)
	}
	p.text.WriteString(above.text.String())
	if isPart(c) {
		p.timeline(onRecordAlone(c))
		p.person(c)
		return
	}
	p.timeline(c)
}

// above sets out what stands above the timeline.
func (p *page) above(c *crm.Card) {
	left, right := p.CardHead(c)
	if _, ok := c.Record.(*crm.Activity); ok && isPart(c) {
		right = "" // it stands beside the name
	}
	p.head(left, right)
	p.facts(p.CardFacts(c))
	if r, ok := c.Record.(*crm.Note); ok {
		p.paragraphs(r.Body)
	}
	if !isPart(c) {
		p.sections(c)
	}
}

// head is the first line of a screen, with the state at its right end, or in a second
// line if there is no room.
func (p *page) head(left, right string) {
	width := min(p.width(), plainWidth)
	lines := broken(left, width)
	last := len(lines) - 1
	for _, line := range lines[:max(last, 0)] {
		p.line(p.bold(line))
	}
	switch {
	case last < 0:
		p.line(p.bold(atBothEnds("", right, width)))
	case right != "" && cells(lines[last])+2+cells(right) > width:
		p.line(p.bold(lines[last]))
		p.line(p.bold(padLeft(cut(right, width), width)))
	default:
		p.line(p.bold(atBothEnds(lines[last], right, width)))
	}
}

// facts sets labelled values out in two columns. One too long for half a line has its
// own line, and a longer text stands below.
func (p *page) facts(list []say.Fact) {
	half := 0
	labels := [2]int{}
	whole := cells(p.Locale.Field(crm.KindContact, "do_not_contact")) // which is never cut
	var all []say.Fact
	below := ""
	label := 0
	for _, f := range list {
		if paragraph(f.Text) {
			below = f.Text
			continue
		}
		if p.tight {
			all = append(all, f)
			continue
		}
		f.Label = cut(f.Label, max(p.width()/3, whole))
		label = max(label, cells(f.Label))
		all = append(all, f)
	}
	if p.tight {
		p.flow(all)
		all = nil
	}
	var rows [][]say.Fact // one or two to a row
	room := min(p.width(), plainWidth) - 2
	limit := (room - 2*(label+2) - 2) / 2
	for _, f := range all {
		last := len(rows) - 1
		if cells(f.Value) <= limit && last >= 0 && len(rows[last]) == 1 && cells(rows[last][0].Value) <= limit {
			rows[last] = append(rows[last], f)
			labels[1] = max(labels[1], cells(f.Label))
			half = max(half, cells(rows[last][0].Value))
		} else {
			rows = append(rows, []say.Fact{f})
			labels[0] = max(labels[0], cells(f.Label))
		}
	}
	for _, row := range rows {
		front := "  " + pad(row[0].Label, labels[0]) + "  "
		if len(row) == 2 {
			p.line(cut(front+pad(row[0].Value, half)+"  "+pad(row[1].Label, labels[1])+"  "+row[1].Value, p.width()))
			continue
		}
		p.hanging(front, row[0].Value)
	}
	if below != "" {
		p.paragraphs(below)
	}
}

// flow sets labelled values out one behind the other. What is left of a line is given to
// the next of those behind that fits into it.
func (p *page) flow(list []say.Fact) {
	const indent, gap = 2, 2
	width := min(p.width(), plainWidth)
	text := func(f say.Fact) string { return f.Label + ": " + f.Value }
	for left := slices.Clone(list); len(left) > 0; {
		lines := broken(text(left[0]), width-2*indent)
		left = left[1:]
		row := strings.Repeat(" ", indent) + lines[0]
		for _, line := range lines[1:] {
			p.line(row)
			row = strings.Repeat(" ", 2*indent) + line
		}
		for fits := 0; fits >= 0; {
			fits = slices.IndexFunc(left, func(f say.Fact) bool { return cells(row)+gap+cells(text(f)) <= width })
			if fits >= 0 {
				row += strings.Repeat(" ", gap) + text(left[fits])
				left = slices.Delete(left, fits, fits+1)
			}
		}
		p.line(row)
	}
}

// hanging shows a text behind the beginning of its first line.
func (p *page) hanging(front, text string) {
	for _, line := range broken(text, max(p.width()-cells(front), leastCut)) {
		p.line(front + line)
		front = strings.Repeat(" ", cells(front))
	}
}

// stopLine says below a name that they must not be contacted.
func (p *page) stopLine(c *crm.Contact) { p.addWrapped(p.StoppedSince(c)) }
