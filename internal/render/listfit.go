package render

import (
	"slices"
	"strings"

	"crm/internal/crm"
)

// fitted is a table that has been made to fit.
type fitted struct {
	columns []Column
	heads   []string
	rows    [][]string
	widths  []int
	body    []int // the widths of the cells alone
	total   int
}

// What a column gives when a terminal is too narrow: free text is cut first,
// names are cut last. Half a date, a number or a telephone number is worse than
// a line that is too long, so that others give nothing but room beside a heading.
const (
	givesNothing = iota
	givesName
	givesWord
	givesText
)

// The widths below which columns are not made narrower.
const (
	leastBody = 24 // of a text that is what the list is for
	leastText = 10
	longName  = 20
	leastWord = 10
	leastTiny = leastCut / 2
)

// fitColumns gives each column its width. Where a terminal is too narrow, free
// text is cut, columns are left out that the list can spare, then headings, words
// and names are cut, always the widest first.
func (s *Screen) fitColumns(l List, rows [][]string) *fitted {
	f := &fitted{columns: l.Columns, heads: s.heads(l.Columns), rows: rows}
	f.measure()
	if s.Width <= 0 {
		return f
	}
	f.shrink(s.Width, f.leastText)
	if l.Brief {
		for _, path := range l.Spare {
			if f.total <= s.Width || f.spares(path, s.Width) {
				return f
			}
		}
	}
	for _, class := range []int{givesWord, givesName} {
		f.shrink(s.Width, func(i int) int {
			if f.gives(i) >= class {
				return leastCut
			}
			return max(f.body[i], leastCut)
		})
	}
	f.shrink(s.Width, func(i int) int {
		if f.gives(i) > givesNothing {
			return leastTiny
		}
		return max(f.body[i], leastTiny)
	})
	return f
}

// spares makes room where a column may be left out. Rather than without one that
// is no free text, a row is with headings and words that are cut a little; it
// reports whether that was enough.
func (f *fitted) spares(path string, width int) bool {
	i := slices.IndexFunc(f.columns, func(c Column) bool { return c.Path == path })
	if i < 0 {
		return false
	}
	if f.gives(i) != givesText {
		f.shrink(width, func(i int) int {
			switch f.gives(i) {
			case givesWord:
				return leastWord
			case givesNothing:
				return max(f.body[i], leastCut)
			}
			return f.leastText(i)
		})
		if f.total <= width {
			return true
		}
	}
	f.columns = slices.Delete(slices.Clone(f.columns), i, i+1)
	f.heads = slices.Delete(f.heads, i, i+1)
	for n, row := range f.rows {
		f.rows[n] = slices.Delete(row, i, i+1)
	}
	f.measure()
	f.shrink(width, f.leastText)
	return false
}

// leastText is how far free text is cut before anything else is, but names that
// are very long.
func (f *fitted) leastText(i int) int {
	switch {
	case f.gives(i) == givesName:
		return max(longName, cells(f.heads[i]))
	case f.gives(i) != givesText:
		return f.widths[i]
	case strings.HasSuffix(f.columns[i].Path, "body"):
		return leastBody
	}
	return leastText
}

// measure gives each column the width that it needs.
func (f *fitted) measure() {
	f.widths, f.body = make([]int, len(f.heads)), make([]int, len(f.heads))
	for _, row := range f.rows {
		for i, cell := range row {
			f.body[i] = max(f.body[i], cells(cell))
		}
	}
	f.total = 2 * (len(f.heads) - 1)
	for i, head := range f.heads {
		f.widths[i] = max(f.body[i], cells(head))
		f.total += f.widths[i]
	}
}

// shrink makes the widest column that is wider than its least narrower, again
// and again, until a row fits.
func (f *fitted) shrink(width int, least func(column int) int) {
	for f.total > width {
		widest := -1
		for i, w := range f.widths {
			if w > least(i) && (widest < 0 || w > f.widths[widest]) {
				widest = i
			}
		}
		if widest < 0 {
			return
		}
		f.widths[widest]--
		f.total--
	}
}

// gives is what a column gives.
func (f *fitted) gives(column int) int {
	c := f.columns[column]
	field := c.Field
	if field == nil {
		return givesName
	}
	switch field.Type {
	case crm.TextType:
		switch field.Name {
		case "phone", "number":
			return givesNothing
		case "name", "carrier", "competitor":
			return givesName
		case "email", "media_type":
			return givesWord
		}
		return givesText
	case crm.CodeType, crm.PointsType:
		return givesWord
	case crm.DaysType, crm.StructureType:
		return givesText
	}
	return givesNothing
}
