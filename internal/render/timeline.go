package render

import (
	"strings"

	"crm/internal/crm"
)

// timeline shows what happened, the oldest first, and what comes next at the
// end, nearest to the prompt.
func (p *page) timeline(c *crm.Card) {
	g := &grid{min: []int{0, 5, 4, 9}}
	for _, e := range c.Past {
		g.add(p.event(e)...)
	}
	for _, a := range c.Open {
		g.add(p.planned(c, a)...)
	}
	if len(g.rows) == 0 {
		return
	}
	lines := g.lines("  ", p.width(), 4)
	p.line("")
	for _, line := range lines[:len(c.Past)] {
		p.line(line)
	}
	if len(c.Open) > 0 {
		p.line(p.bold(p.Locale.Text("opp.next")))
		for i, line := range lines[len(c.Past):] {
			if a := c.Open[i]; a.Due.Before(p.Today) {
				line = p.red(line)
			}
			p.line(line)
		}
	}
}

func (s *Screen) event(e *crm.Event) []string {
	clock := ""
	if !e.At.IsZero() {
		clock = s.Locale.Clock(e.At.In(s.zone()))
	}
	row := []string{s.Locale.DateAligned(e.On, s.Today), clock, firstWord(e.By), "", ""}
	switch {
	case e.Activity != nil:
		row[3], row[4] = s.numbered(e.Activity), s.happened(e.Activity)
	case e.Note != nil:
		row[3], row[4] = s.numbered(e.Note), oneLine(e.Note.Body)
	}
	return row
}

// happened says how an activity ended.
func (s *Screen) happened(a *crm.Activity) string {
	l := s.Locale
	var parts []string
	add := func(part string) {
		if part != "" {
			parts = append(parts, part)
		}
	}
	switch {
	case a.CallResult != "":
		add(s.word("call_result", a.CallResult))
	default:
		add(s.word("activity_status", a.Status))
	}
	if a.Kind != crm.Call {
		add(s.about(a))
		add(Clean(a.Place))
	}
	text := l.Join(parts)
	if a.Note != "" {
		text = named(text, oneLine(a.Note))
	}
	return text
}

// planned is an open activity in the columns of the timeline.
func (s *Screen) planned(c *crm.Card, a *crm.Activity) []string {
	by, clock := "", Clean(a.DueTime)
	if owner := crm.OwnerOf(c.Record); a.Owner != 0 && a.Owner == owner {
		by = firstWord(c.Owner)
	}
	if a.Kind == crm.Appointment && !a.Start.IsZero() {
		clock = s.Locale.Clock(a.Start.In(s.zone()))
	}
	var parts []string
	if about := s.about(a); about != "" {
		parts = append(parts, about)
	}
	if a.Attempt > 1 {
		parts = append(parts, s.Locale.Plural("outcome.try", int(a.Attempt)))
	}
	if a.Place != "" {
		parts = append(parts, Clean(a.Place))
	}
	return []string{s.Locale.DateAligned(a.Due, s.Today), clock, by, s.numbered(a), strings.TrimSpace(s.Locale.Join(parts))}
}
