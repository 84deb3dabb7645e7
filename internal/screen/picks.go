package screen

import (
	"crm/internal/crm"
	"crm/internal/say"
)

// Stages lists the stages of a book in order, with their probability in percent.
func (s *Screen) Stages(stages []crm.Stage) error {
	if s.forPrograms() {
		return s.Writer.Stages(stages)
	}
	g := &grid{}
	g.add(s.Locale.Text("pick.code"), s.Locale.Field(crm.KindOpportunity, "stage"), s.Locale.Text("pick.percent"))
	for _, stage := range stages {
		g.add(say.Clean(stage.Code), s.Label("opportunity_stage", stage.Code), itoa(stage.Probability))
	}
	return s.page().writeWith(g, 1)
}

// Lines lists the lines of business of a book with their short codes.
func (s *Screen) Lines(lines []crm.Line) error {
	if s.forPrograms() {
		return s.Writer.Lines(lines)
	}
	g := &grid{}
	g.add(s.Locale.Text("pick.code"), s.Locale.Field(crm.KindOpportunity, "line"), s.Locale.Text("pick.short"))
	for _, line := range lines {
		g.add(say.Clean(line.Code), s.Label("line", line.Code), say.Clean(line.Short))
	}
	return s.page().writeWith(g, 1)
}
