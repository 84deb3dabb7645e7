package screen

import (
	"crm/internal/crm"
	"crm/internal/say"
	"crm/internal/wire"
)

// calendar shows the counts of an imported calendar, and the events that were not taken.
func (p *page) calendar(o *crm.Outcome) {
	l, c := p.Locale, o.Calendar
	var parts []string
	for _, part := range []struct {
		what string
		n    int
	}{{"made", c.Made}, {"moved", c.Moved}, {"changed", c.Changed}, {"cancelled", c.Cancelled}, {"held", c.Held}, {"known", c.Known}, {"regarding", c.Regarding}, {"outdated", c.Outdated}, {"derived", c.Derived}, {"tentative", c.Tentative}} {
		if part.n > 0 || part.what == "made" {
			parts = append(parts, l.Plural("calendar."+part.what, part.n))
		}
	}
	p.addWrapped(p.Did(o, "outcome.calendar", "what", l.Join(parts...)))
	for _, reason := range []string{crm.EventNobody, crm.EventSeveral, crm.EventDeclined, crm.EventStopped, crm.EventClosed, crm.EventBad} {
		var left []crm.LeftEvent
		for _, one := range c.Left {
			if one.Reason == reason {
				left = append(left, one)
			}
		}
		if len(left) > 0 {
			p.addWrapped(l.Plural("calendar.left."+reason, len(left)))
			p.leftEvents(left)
		}
	}
}

// leftEvents shows events that were not taken, a line each.
func (p *page) leftEvents(left []crm.LeftEvent) {
	g := &grid{wraps: true}
	for _, e := range left[:min(len(left), mostRows)] {
		row := p.Locale.Text("outcome.row", "n", itoa(e.Line))
		if e.Reason == crm.EventBad {
			p.badRow(row, crm.SkippedRow{Name: e.Subject, Reason: e.Fault})
			continue
		}
		when := ""
		if !e.Day.IsZero() {
			when = say.Beside(p.Locale.Date(e.Day, p.Today), e.Clock)
		}
		who := say.Clean(p.Locale.Join(e.People...))
		if e.ID != 0 {
			who = itoa(e.ID) + "  " + say.Clean(e.Name)
			if e.Reason == crm.EventNobody {
				who = p.Locale.Text("calendar.perhaps", "id", itoa(e.ID), "name", say.Clean(e.Name))
			}
		}
		g.add(row, when, say.OneLine(e.Subject), who)
	}
	p.leftRows(g)
	p.more(len(left))
}

// ExportedCalendar tells what was written as a calendar, or would be.
func (s *Screen) ExportedCalendar(e wire.ExportedCalendar) error {
	if s.forPrograms() {
		return s.Writer.ExportedCalendar(e)
	}
	p := s.page()
	l := p.Locale
	var counts []string
	for _, what := range []string{crm.Appointment, crm.Call, crm.FeedBirthday, crm.FeedRenewal} {
		counts = append(counts, l.Plural("calendar.count."+what, e.Count[what]))
	}
	p.addWrapped(l.Text(would("calendar.exported", e.DryRun), "what", l.Join(counts...), "size", l.Size(e.Size)))
	p.line("  " + say.Clean(e.Path))
	return p.show()
}
