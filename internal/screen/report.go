package screen

import (
	"strings"

	"crm/internal/crm"
	"crm/internal/say"
)

// The least widths of columns, so that the usual reports look alike, and the least and
// greatest of the bar.
const (
	reportCount = 8
	reportMoney = 10
	leastBar    = 8
	mostBar     = 30
)

// Report shows a report with a title, a total and a bar.
func (s *Screen) Report(sheet *crm.Sheet) error {
	if s.forPrograms() {
		return s.Writer.Report(sheet)
	}
	p := s.page()
	width := s.width()
	p.head(s.ReportTitle(sheet), s.ReportWhose(sheet))
	if period := s.ReportPeriod(sheet); period != "" {
		p.line(cut(period, width))
	}
	g := &grid{min: []int{reportCount}, right: []bool{false}}
	for _, f := range sheet.Figures {
		least := reportCount
		if f.Kind == crm.FigureMoney {
			least = reportMoney
		}
		g.min, g.right = append(g.min, least), append(g.right, true)
	}
	g.add(s.ReportHeads(sheet)...)
	for _, row := range sheet.Rows {
		g.add(s.RowCells(sheet, row)...)
	}
	if total := s.TotalCells(sheet); total != nil && len(sheet.Rows) > 0 {
		g.add(total...)
	}
	lines := s.reportLines(g, width)
	if lines == nil {
		p.stackedReport(g, width)
	}
	for i, line := range lines {
		if n := i - 1; n >= 0 && n < len(sheet.Rows) {
			line = s.withBar(sheet, n, line, width)
		}
		p.line(line)
	}
	return p.show()
}

// reportLines sets the columns out, or returns nil if the names of groups and all
// figures have no room side by side.
func (s *Screen) reportLines(g *grid, width int) []string {
	widths := g.fit(width, 0)
	whole := g.widths()[0]
	if room := widths[0] - max(0, g.widthOf(widths)-width); len(g.rows) > 1 && room < min(whole, leastKey) {
		return nil
	}
	var lines []string
	for _, row := range g.rows {
		lines = append(lines, g.line(row, widths, 0, cut(row[0], widths[0]), false))
	}
	return lines
}

// leastKey is how much of a group's name is shown at least.
const leastKey = 16

// stackedReport shows each group with its figures behind it, wrapped.
func (p *page) stackedReport(g *grid, width int) {
	const indent = "  "
	heads := g.rows[0]
	for _, row := range g.rows[1:] {
		p.line(cut(row[0], width))
		line := ""
		for i, cell := range row[1:] {
			figure := heads[i+1] + " " + cell
			if line != "" && cells(indent+line+"  "+figure) > width {
				p.line(indent + line)
				line = ""
			}
			line = strings.TrimPrefix(line+"  "+figure, "  ")
		}
		p.line(indent + line)
	}
}

// withBar ends a line with a bar for its figure.
func (s *Screen) withBar(sheet *crm.Sheet, row int, line string, width int) string {
	room := min(width-cells(line)-2, mostBar)
	if !s.Bars || sheet.Bar < 0 || room < leastBar {
		return line
	}
	most := 0.0
	for _, r := range sheet.Rows {
		most = max(most, say.Size(r.Figures[sheet.Bar]))
	}
	x := say.Size(sheet.Rows[row].Figures[sheet.Bar])
	if x <= 0 {
		return line
	}
	return line + "  " + strings.Repeat("#", max(1, int(x/most*float64(room)+0.5)))
}
