package screen

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
	"crm/internal/say"
	"crm/internal/wire"
)

// Joined are columns merged into one in a table, since a row has a value in one of
// them, or later ones say more. Head is its label.
type Joined struct {
	Head  string
	Paths []string
}

// List is a list for people.
type List struct {
	wire.List
	// Empty is shown instead of a table without rows.
	Empty string
	// Brief leaves out empty columns, for a table whose columns nobody chose.
	Brief bool
	// Joined and Spare apply to such a table, too: columns to merge, and paths of
	// columns to drop on a narrow terminal, in order.
	Joined []Joined
	Spare  []string
	// Choice says that columns can be asked for.
	Choice bool
}

// List shows a list for people: no borders, two spaces between columns, numbers to the
// right, translated headings. It makes rows fit a narrow terminal, if possible.
func (s *Screen) List(l List) error {
	if s.forPrograms() {
		return s.Writer.List(l.List)
	}
	rows, err := s.listCells(l)
	if err != nil {
		return err
	}
	if len(rows) == 0 {
		if l.Empty == "" {
			return nil
		}
		p := s.page()
		p.addWrapped(say.Clean(l.Empty))
		return p.show()
	}
	whole := map[string]uncut{}
	if l.Brief {
		l.Columns = s.joinColumns(l, rows, whole)
	}
	l.Columns, rows = wire.Filled(l.Columns, rows, !l.Brief)
	f := s.fitColumns(l, rows, whole)
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

// listCells returns the cells of all rows. The premium of opportunities has no decimals
// if they are zero in all of a column.
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
		if slices.ContainsFunc(amounts, func(m crm.Money) bool { return !s.IsWhole(m) }) {
			continue
		}
		for i, m := range amounts {
			rows[i][column] = s.Locale.MoneyWhole(m, s.Currency)
		}
	}
	return rows, nil
}

// joinColumns merges columns of which a row needs one: the last with a value, a
// reference with its word. Whole has the widths of its cells that are not cut.
func (s *Screen) joinColumns(l List, rows [][]string, whole map[string]uncut) []say.Column {
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
		first := columns[at[0]].Path
		for _, row := range rows {
			text, last := "", 0
			for _, i := range at {
				if row[i] != "" {
					text, last = row[i], i
					if f := columns[i].Field; f.Type == crm.RefType {
						text = s.ShortWord(string(f.Ref)) + " " + text
					}
				}
				row[i] = ""
			}
			row[at[0]] = text
			if gives(columns[last]) == givesNothing {
				is := whole[first]
				is.width = max(is.width, cells(text))
				if columns[last].Field.Type != crm.CodeType {
					is.ever = max(is.ever, cells(text))
				}
				whole[first] = is
			}
		}
		columns[at[0]] = say.Column{Path: first, Head: j.Head, Joined: j.Paths}
	}
	return columns
}

// listCell is a cell of a table; dates are aligned.
func (s *Screen) listCell(c say.Column, value any) string {
	switch v := value.(type) {
	case crm.Date:
		if !c.SaysStopped() {
			return s.Locale.DateAligned(v, s.Today)
		}
	case time.Time:
		if !v.IsZero() {
			v = s.Local(v)
			return s.Locale.DateAligned(crm.DateOf(v), s.Today) + " " + s.Locale.Clock(v)
		}
	}
	return s.InColumn(c, value)
}

// uncached has tablewriter measure every cell. Caching widths costs a long list more
// than it saves.
var uncached = sync.OnceFunc(func() { twwidth.SetCacheCapacity(0) })

// drawTable passes the fitted cells to tablewriter with a renderer of ours.
func (s *Screen) drawTable(f *fitted) error {
	uncached()
	p := s.page()
	table := tablewriter.NewTable(io.Discard,
		tablewriter.WithRenderer(&rowWriter{Blueprint: renderer.NewBlueprint(), line: p.line, bold: p.bold, fitted: f}),
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

// rowWriter renders lists. It pads cells itself: tablewriter measures the characters of
// a flag or of an emoji with a skin tone one by one, and takes them for four columns.
type rowWriter struct {
	*renderer.Blueprint
	fitted *fitted
	line   func(text string) // a function: the linker would keep all methods of a page
	bold   func(text string) string
}

func (w *rowWriter) Header(_ [][]string, ctx tw.Formatting) { w.line(w.bold(w.row(ctx))) }
func (w *rowWriter) Row(_ []string, ctx tw.Formatting)      { w.line(w.row(ctx)) }
func (w *rowWriter) Line(tw.Formatting)                     {}

func (w *rowWriter) row(ctx tw.Formatting) string {
	var line strings.Builder
	for i, width := range w.fitted.widths {
		cell := ctx.Row.Current[i].Data
		if w.fitted.columns[i].Numeric() {
			line.WriteString(padLeft(cell, width))
		} else {
			line.WriteString(pad(cell, width))
		}
		line.WriteString("  ")
	}
	return strings.TrimRight(line.String(), " ")
}
