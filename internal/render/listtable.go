package render

import (
	"bytes"
	"slices"
	"strings"

	"github.com/olekukonko/tablewriter"
	"github.com/olekukonko/tablewriter/renderer"
	"github.com/olekukonko/tablewriter/tw"

	"crm/internal/crm"
)

// listTable shows a list for people: no borders, two blanks between columns,
// numbers at the right, headings in the reader's language. On a terminal the
// widest columns of text are cut until a row fits, if it can.
func (s *Screen) listTable(l List) error {
	var rows [][]string
	for values, err := range l.Rows {
		if err != nil {
			return err
		}
		row := make([]string, len(l.Columns))
		for i, c := range l.Columns {
			row[i] = s.listCell(c, values[i])
		}
		rows = append(rows, row)
	}
	if len(rows) == 0 {
		if l.Empty == "" {
			return nil
		}
		p := s.page()
		for _, line := range wrap(Clean(l.Empty), s.width()) {
			p.line(line)
		}
		return p.show()
	}
	if l.Brief {
		l.Columns, rows = filled(l.Columns, rows)
	}
	heads := s.heads(l.Columns)
	widths := s.fitColumns(l, heads, rows)
	for i, row := range rows {
		for j, cell := range row {
			rows[i][j] = cut(cell, widths[j])
		}
	}
	for i := range heads {
		heads[i] = cut(heads[i], widths[i])
	}
	return s.drawTable(l, heads, rows)
}

// filled are the columns in which something stands, and their cells.
func filled(columns []Column, rows [][]string) ([]Column, [][]string) {
	var keep []int
	for i := range columns {
		if slices.ContainsFunc(rows, func(row []string) bool { return row[i] != "" }) {
			keep = append(keep, i)
		}
	}
	pick := make([]Column, len(keep))
	for j, i := range keep {
		pick[j] = columns[i]
	}
	for n, row := range rows {
		cells := make([]string, len(keep))
		for j, i := range keep {
			cells[j] = row[i]
		}
		rows[n] = cells
	}
	return pick, rows
}

// listCell is a cell of a table; dates are set out so that they stand below
// each other.
func (s *Screen) listCell(c Column, value any) string {
	if d, ok := value.(crm.Date); ok {
		return s.Locale.DateAligned(d, s.Today)
	}
	return s.cell(c.Field, value)
}

// fitColumns gives each column its width. Where a terminal is too narrow, the
// widest of those that hold text is made narrower, again and again; of the
// others only the headings are cut, since half a date, a number or a telephone
// number is worse than a line that is too long.
func (s *Screen) fitColumns(l List, heads []string, rows [][]string) []int {
	widths, body := make([]int, len(heads)), make([]int, len(heads))
	for _, row := range rows {
		for i, cell := range row {
			body[i] = max(body[i], cells(cell))
		}
	}
	total := 2 * (len(widths) - 1)
	for i, head := range heads {
		widths[i] = max(body[i], cells(head))
		total += widths[i]
	}
	if s.Width <= 0 {
		return widths
	}
	for _, floor := range []int{leastCut, leastCut / 2} {
		for total > s.Width {
			widest := -1
			for i, w := range widths {
				least := floor
				if !l.elastic(i) {
					least = max(body[i], floor)
				}
				if w > least && (widest < 0 || w > widths[widest]) {
					widest = i
				}
			}
			if widest < 0 {
				break
			}
			widths[widest]--
			total--
		}
	}
	return widths
}

// elastic reports whether a column may be cut: text, but no telephone number.
func (l List) elastic(column int) bool {
	f := l.Columns[column].Field
	if f == nil {
		return true
	}
	switch f.Type {
	case crm.TextType:
		return f.Name != "phone"
	case crm.CodeType, crm.PointsType, crm.DaysType, crm.StructureType:
		return true
	}
	return false
}

// drawTable hands the cells, which fit, to tablewriter and takes the blanks
// off the line ends.
func (s *Screen) drawTable(l List, heads []string, rows [][]string) error {
	align := make(tw.Alignment, len(heads))
	for i, c := range l.Columns {
		align[i] = tw.AlignLeft
		if numeric(c) {
			align[i] = tw.AlignRight
		}
	}
	var drawn bytes.Buffer
	table := tablewriter.NewTable(&drawn,
		tablewriter.WithRenderer(renderer.NewBlueprint(tw.Rendition{
			Borders:  tw.BorderNone,
			Settings: tw.Settings{Separators: tw.SeparatorsNone, Lines: tw.LinesNone},
		})),
		tablewriter.WithHeaderAutoFormat(tw.Off),
		tablewriter.WithHeaderAlignmentConfig(tw.CellAlignment{PerColumn: align}),
		tablewriter.WithRowAlignmentConfig(tw.CellAlignment{PerColumn: align}),
		tablewriter.WithRowAutoWrap(tw.WrapNone),
		tablewriter.WithHeaderAutoWrap(tw.WrapNone),
		tablewriter.WithPadding(tw.Padding{Right: "  ", Overwrite: true}),
		tablewriter.WithTrimSpace(tw.Off),
		tablewriter.WithEastAsian(tw.Off),
	)
	table.Header(heads)
	if err := table.Bulk(rows); err != nil {
		return err
	}
	if err := table.Render(); err != nil {
		return err
	}
	p := s.page()
	lines := slices.Collect(strings.SplitSeq(strings.TrimSuffix(drawn.String(), "\n"), "\n"))
	for i, line := range lines {
		line = strings.TrimRight(line, " ")
		if i == 0 {
			line = p.bold(line)
		}
		p.line(line)
	}
	return p.show()
}
