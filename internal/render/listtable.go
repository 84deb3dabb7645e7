package render

import (
	"io"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/olekukonko/tablewriter"
	"github.com/olekukonko/tablewriter/pkg/twwidth"
	"github.com/olekukonko/tablewriter/renderer"
	"github.com/olekukonko/tablewriter/tw"

	"crm/internal/crm"
)

// listTable shows a list for people: no borders, two blanks between columns,
// numbers at the right, headings in the reader's language. On a narrow terminal
// a row is made to fit, if it can be.
func (s *Screen) listTable(l List) error {
	rows, err := s.listCells(l)
	if err != nil {
		return err
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
		l.Columns, rows = filled(s.joinColumns(l, rows), rows, false)
	} else {
		l.Columns, rows = filled(l.Columns, rows, true)
	}
	f := s.fitColumns(l, rows)
	for i, row := range f.rows {
		for j, cell := range row {
			f.rows[i][j] = cut(cell, f.widths[j])
		}
	}
	for i := range f.heads {
		f.heads[i] = cut(f.heads[i], f.widths[i])
	}
	f.measure() // a cut between words leaves room
	if err := s.drawTable(f); err != nil {
		return err
	}
	s.tellLeft(l, f.left)
	return nil
}

// listCells are the cells of all rows. What an opportunity may bring is shown
// without decimals where they are zero in all of a column.
func (s *Screen) listCells(l List) ([][]string, error) {
	var rows [][]string
	estimates := map[int][]crm.Money{}
	for values, err := range l.Rows {
		if err != nil {
			return nil, err
		}
		row := make([]string, len(l.Columns))
		for i, c := range l.Columns {
			row[i] = s.listCell(c, values[i])
			if c.Field != nil && c.Field.Yearly {
				amount, _ := values[i].(crm.Money)
				estimates[i] = append(estimates[i], amount)
			}
		}
		rows = append(rows, row)
	}
	for column, amounts := range estimates {
		if slices.ContainsFunc(amounts, func(m crm.Money) bool { return !s.whole(m) }) {
			continue
		}
		for i, m := range amounts {
			rows[i][column] = s.Locale.MoneyWhole(m, s.Currency)
		}
	}
	return rows, nil
}

// joinColumns puts what stands in several columns, of which a row needs one,
// into the first of them: the last that has something, a reference with the
// word for what it refers to.
func (s *Screen) joinColumns(l List, rows [][]string) []Column {
	columns := slices.Clone(l.Columns)
	for _, j := range l.Joined {
		var at []int
		for i, c := range columns {
			if slices.Contains(j.Paths, c.Path) {
				at = append(at, i)
			}
		}
		if len(at) < 2 {
			continue
		}
		whole := 0
		for _, row := range rows {
			text, last := "", 0
			for _, i := range at {
				if row[i] != "" {
					text, last = row[i], i
					if f := columns[i].Field; f.Type == crm.RefType {
						text = s.shortWord(string(f.Ref)) + " " + text
					}
				}
				row[i] = ""
			}
			row[at[0]] = text
			if gives(columns[last]) == givesNothing {
				whole = max(whole, cells(text))
			}
		}
		columns[at[0]] = Column{Path: columns[at[0]].Path, Head: j.Head, joined: j.Paths, whole: whole}
	}
	return columns
}

// filled are the columns in which something stands, and their cells. Of chosen
// columns it leaves out none but whether somebody may be contacted.
func filled(columns []Column, rows [][]string, chosen bool) ([]Column, [][]string) {
	var keep []int
	for i, c := range columns {
		if chosen && !c.saysStopped() || slices.ContainsFunc(rows, func(row []string) bool { return row[i] != "" }) {
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
	switch v := value.(type) {
	case []string: // how they can't be reached
		return s.missing(v)
	case crm.Date:
		if c.saysStopped() && !v.IsZero() {
			return s.Locale.Text("stopped")
		}
		return s.Locale.DateAligned(v, s.Today)
	case time.Time:
		if !v.IsZero() {
			v = v.In(s.zone())
			return s.Locale.DateAligned(crm.DateOf(v), s.Today) + " " + s.Locale.Clock(v)
		}
	}
	return s.cell(c.Field, value)
}

// uncached has tablewriter measure every cell. To remember the widths of the
// last few thousand costs a long list more than it saves.
var uncached = sync.OnceFunc(func() { twwidth.SetCacheCapacity(0) })

// drawTable hands the cells, which fit, to tablewriter, which has a renderer of
// ours write them.
func (s *Screen) drawTable(f *fitted) error {
	uncached()
	p := s.page()
	table := tablewriter.NewTable(io.Discard,
		tablewriter.WithRenderer(&rowWriter{Blueprint: renderer.NewBlueprint(), page: p, fitted: f}),
		tablewriter.WithHeaderAutoFormat(tw.Off),
		tablewriter.WithRowAutoWrap(tw.WrapNone),
		tablewriter.WithHeaderAutoWrap(tw.WrapNone),
		tablewriter.WithTrimSpace(tw.Off),
	)
	table.Header(f.heads)
	if err := table.Bulk(f.rows); err != nil {
		return err
	}
	if err := table.Render(); err != nil {
		return err
	}
	return p.show()
}

// rowWriter is the renderer of lists. It pads cells itself: tablewriter measures
// the characters of a flag or of an emoji with a skin tone one by one, and takes
// them for four columns.
type rowWriter struct {
	*renderer.Blueprint
	page   *page
	fitted *fitted
}

func (w *rowWriter) Header(_ [][]string, ctx tw.Formatting) { w.page.line(w.page.bold(w.row(ctx))) }
func (w *rowWriter) Row(_ []string, ctx tw.Formatting)      { w.page.line(w.row(ctx)) }
func (w *rowWriter) Line(tw.Formatting)                     {}

func (w *rowWriter) row(ctx tw.Formatting) string {
	var line strings.Builder
	for i, width := range w.fitted.widths {
		cell := ctx.Row.Current[i].Data
		if numeric(w.fitted.columns[i]) {
			line.WriteString(padLeft(cell, width))
		} else {
			line.WriteString(pad(cell, width))
		}
		line.WriteString("  ")
	}
	return strings.TrimRight(line.String(), " ")
}
