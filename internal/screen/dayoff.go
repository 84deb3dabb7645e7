package screen

import (
	"crm/internal/crm"
	"crm/internal/say"
)

// Holidays shows the days off of a year.
func (s *Screen) Holidays(days crm.Days) error {
	if !s.table() {
		return s.Writer.Holidays(days)
	}
	p := s.page()
	if len(days) == 0 {
		p.line(s.Locale.Text("list.none"))
	}
	g := &grid{}
	for _, d := range say.Runs(days) {
		g.add(s.dayAligned(d), s.Holiday(d.Name))
	}
	return p.writeWith(g, 1)
}

// dayAligned is dayText for a column.
func (s *Screen) dayAligned(d crm.Day) string {
	return s.InRow(d, func(d crm.Date) string { return s.Locale.DateAligned(d, s.Today) })
}
