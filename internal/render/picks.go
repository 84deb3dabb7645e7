package render

import (
	"slices"

	"crm/internal/crm"
)

// Stages lists the stages of a book in their order, with how likely an
// opportunity at each is won, in percent.
func (s *Screen) Stages(stages []crm.Stage) error {
	columns, name := []string{"code", "name", "probability"}, s.pickNames()
	var rows []object
	for _, stage := range stages {
		rows = append(rows, object{{"code", stage.Code}, {"name", name("opportunity_stage", stage.Code)}, {"probability", stage.Probability}})
	}
	heads := []string{s.Locale.Text("pick.code"), s.Locale.Field(crm.KindOpportunity, "stage"), s.Locale.Text("pick.percent")}
	return s.picks(columns, heads, rows)
}

// Lines lists the lines of business of a book with their short codes.
func (s *Screen) Lines(lines []crm.Line) error {
	columns, name := []string{"code", "name", "short"}, s.pickNames()
	var rows []object
	for _, line := range lines {
		rows = append(rows, object{{"code", line.Code}, {"name", name("line", line.Code)}, {"short", orNull(line.Short)}})
	}
	heads := []string{s.Locale.Text("pick.code"), s.Locale.Field(crm.KindOpportunity, "line"), s.Locale.Text("pick.short")}
	return s.picks(columns, heads, rows)
}

// pickNames gives the label of a code: the English one for programs, since what
// they read changes with no language.
func (s *Screen) pickNames() func(list, code string) string {
	switch s.Format {
	case JSON, JSONL, CSV, TSV:
		return s.english().label
	}
	return s.label
}

// picks lists values of a picklist. Quiet, it writes their codes.
func (s *Screen) picks(columns, heads []string, rows []object) error {
	switch {
	case s.Quiet:
		p := s.page()
		for _, row := range rows {
			p.line(s.plain(row[0].value))
		}
		return p.show()
	case s.Format != Table && s.Format != "":
		return s.flat(columns, slices.Values(rows))
	}
	p, g := s.page(), &grid{}
	g.add(heads...)
	for _, row := range rows {
		var line []string
		for _, m := range row {
			line = append(line, s.plain(m.value))
		}
		g.add(line...)
	}
	for _, line := range g.lines("", s.width(), 1) {
		p.line(line)
	}
	return p.show()
}
