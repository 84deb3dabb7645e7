package screen

import (
	"crm/internal/crm"
	"crm/internal/say"
)

// LinesPerGroup limits the lines shown of a group.
const LinesPerGroup = 8

type agendaGroup struct {
	say.Group
	lines []say.AgendaLine
	// blocks are the lines of each item on the screen.
	blocks [][]string
	title  []string
	shown  int
	short  bool // the count stands beside the head
}

// Agenda shows a producer's day.
func (s *Screen) Agenda(a *crm.Agenda) error {
	if s.forPrograms() {
		return s.Writer.Agenda(a)
	}
	p := s.page()
	var groups []*agendaGroup
	for _, g := range say.Groups(a.Items) {
		groups = append(groups, &agendaGroup{Group: g, shown: min(len(g.Items), LinesPerGroup)})
	}
	foot := p.agendaFoot(a)
	height := s.Height - 1 - 1 - len(foot) // the head, and the prompt that follows
	if s.Whole {
		height = -1
		for _, g := range groups {
			g.shown = len(g.Items)
		}
	}
	body, edge := p.agendaBody(a, groups, height)
	p.line(p.bold(atBothEnds(p.AgendaTitle(a), p.AgendaWhose(a), edge)))
	p.addLines(append(body, foot...))
	return p.show()
}

// height returns the lines of a group: its head, its items, and the count of the rest.
func (g *agendaGroup) height() int {
	if g.short {
		return 1
	}
	height := len(g.title)
	for _, block := range g.blocks[:g.shown] {
		height += len(block)
	}
	if g.shown < len(g.Items) {
		height++
	}
	return height
}

func total(groups []*agendaGroup) int {
	total := 0
	for _, g := range groups {
		total += g.height()
	}
	return total
}

// fit shortens groups to a height, the longest first and what is overdue last; if that
// is not enough, the last ones become a head with a count. A negative height means no
// limit.
func fit(groups []*agendaGroup, lines int) {
	if lines < 0 {
		return
	}
	tooHigh := func() bool { return total(groups) > lines }
	for _, least := range []int{1, 0} {
		for tooHigh() {
			var longest *agendaGroup
			for _, g := range groups {
				if g.shown <= least || g.height() < 3 {
					continue
				}
				switch {
				case longest == nil, longest.Code == crm.GroupOverdue,
					g.Code != crm.GroupOverdue && g.shown >= longest.shown:
					longest = g
				}
			}
			if longest == nil {
				break
			}
			longest.shown--
		}
	}
	for i := len(groups) - 1; i >= 0 && tooHigh(); i-- {
		groups[i].shown, groups[i].short = 0, true
	}
}
