package screen

import (
	"io"
	"slices"
	"strings"

	"crm/internal/crm"
	"crm/internal/say"
)

// fitted is a table that has been made to fit.
type fitted struct {
	columns []say.Column
	heads   []string
	rows    [][]string
	widths  []int
	body    []int            // the widths of the cells alone
	whole   map[string]uncut // of a joined column, by path
	left    []say.Column     // what there was no room for
	total   int
	most    int // the width of the terminal
}

// uncut are the widths of cells of a joined column. What a rule made a task for says
// something even if it is cut, which is better than no day or a broken row; half a number
// never does.
type uncut struct {
	width int // of all that are left whole if there is room
	ever  int // of those that are never cut
}

// What a column gives on a narrow terminal. Half a word of a picklist, half a date,
// amount or phone says nothing or something else, so most columns give no more than the
// room beside their heading. If that is not enough, whole columns are left out.
const (
	givesNothing = iota
	givesName
	givesText
)

// The widths below which columns are not cut while another one could be left out. After
// that, a heading may be one letter and dots, and other texts have leastCut.
const (
	leastBody = 24 // of a text that is what the list is for
	leastText = 10
	leastName = 16
	longName  = 20
	leastHead = 4
)

// fitColumns sets the width of each column. On a narrow terminal it cuts names, texts
// and headings, the widest first. Then it leaves out columns that nobody asked for, one
// by one, giving the others all the room.
func (s *Screen) fitColumns(l List, rows [][]string, whole map[string]uncut) *fitted {
	f := &fitted{columns: l.Columns, heads: s.Heads(l.Columns), rows: rows, whole: whole, most: s.Width}
	f.measure()
	if s.Width <= 0 {
		return f
	}
	readable := func() {
		for _, least := range []func(int) int{f.leastWorded, f.leastLong, f.leastHeaded, f.leastNamed} {
			f.shrink(s.Width, least)
		}
	}
	readable()
	for l.Brief && f.total > s.Width && f.leaveOut(l.Spare, f.optional) {
		readable()
	}
	f.shrink(s.Width, f.leastTight)
	f.shrink(s.Width, f.leastPhrase)
	for _, may := range []func(int) bool{f.dispensable, f.prose, f.planned, f.day, f.bearer} {
		for l.Brief && f.total > s.Width && f.leaveOut(nil, may) {
			readable()
			f.shrink(s.Width, f.leastTight)
			f.shrink(s.Width, f.leastPhrase)
		}
	}
	if f.total > s.Width { // to cut more than can be read would not help
		f.measure()
		readable()
	}
	return f
}

// leaveOut drops the first of these columns, or the last one that may go, and reports
// whether there was one.
func (f *fitted) leaveOut(first []string, may func(column int) bool) bool {
	i := -1
	for _, path := range first {
		if i < 0 {
			i = slices.IndexFunc(f.columns, func(c say.Column) bool { return c.Path == path })
		}
	}
	for last := len(f.columns) - 1; i < 0 && last >= 0; last-- {
		if may(last) {
			i = last
		}
	}
	if i < 0 {
		return false
	}
	f.left = append(f.left, f.columns[i])
	f.columns = slices.Delete(slices.Clone(f.columns), i, i+1)
	f.heads = slices.Delete(f.heads, i, i+1)
	for n, row := range f.rows {
		f.rows[n] = slices.Delete(row, i, i+1)
	}
	f.measure()
	return true
}

// optional reports whether a row still says whom to call, and when, without a column.
func (f *fitted) optional(column int) bool {
	return f.dispensable(column) && !f.columns[column].Is(crm.PhoneType)
}

// dispensable reports whether a row still says what it is without a column.
func (f *fitted) dispensable(column int) bool {
	c := f.columns[column]
	switch lastName(c.Path) {
	case "id", "value", "do_not_contact", "do_not_contact_reason", "stopped", "stopped_reason", "purpose":
		return false
	}
	return !f.prose(column) && !f.day(column) && column != slices.IndexFunc(f.columns, func(c say.Column) bool { return gives(c) == givesName })
}

// prose reports whether a column is free text, which gives way to whom it is about and
// whether they may be called.
func (f *fitted) prose(column int) bool {
	c := f.columns[column]
	return c.Field != nil && c.Field.Prose
}

// planned reports whether a column says what is to be done, which gives way to the day on
// which it is.
func (f *fitted) planned(column int) bool { return f.columns[column].Path == "purpose" }

// day reports whether a column says when something is to be done.
func (f *fitted) day(column int) bool {
	path := f.columns[column].Path
	return path == "due" || path == "start"
}

// bearer reports whether a column says whose a number is, in a list of numbers.
func (f *fitted) bearer(column int) bool {
	numbers := slices.ContainsFunc(f.columns, func(c say.Column) bool { return c.Path == "value" })
	return numbers && gives(f.columns[column]) == givesName
}

// The leasts are how far columns are cut: first texts, since half a name is somebody else,
// then long names, headings, other names, and finally all that is better than a broken row.

func (f *fitted) leastWorded(i int) int {
	if gives(f.columns[i]) == givesText && !f.prose(i) {
		return f.leastLong(i)
	}
	return f.widths[i]
}

func (f *fitted) leastLong(i int) int {
	c := f.columns[i]
	switch {
	case gives(c) == givesNothing:
		return f.widths[i]
	case gives(c) == givesName:
		return max(longName, cells(f.heads[i]))
	case f.prose(i):
		return leastBody
	case lastName(c.Path) == "value":
		return min(f.body[i], f.most)
	}
	return max(f.whole[c.Path].width, leastText)
}

func (f *fitted) leastHeaded(i int) int {
	if gives(f.columns[i]) == givesNothing {
		return max(f.body[i], leastCut)
	}
	return f.widths[i]
}

func (f *fitted) leastNamed(i int) int {
	if gives(f.columns[i]) == givesName {
		return leastName
	}
	return f.widths[i]
}

func (f *fitted) leastTight(i int) int {
	if gives(f.columns[i]) == givesNothing {
		return max(min(f.body[i], f.most), leastHead)
	}
	if lastName(f.columns[i].Path) == "value" {
		return max(min(f.body[i], f.most), leastHead)
	}
	return max(f.whole[f.columns[i].Path].width, leastCut)
}

func (f *fitted) leastPhrase(i int) int {
	if whole, joined := f.whole[f.columns[i].Path]; joined {
		return max(whole.ever, leastCut)
	}
	return f.leastTight(i)
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

// shrink narrows the widest column above its least width until a row fits.
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
func gives(c say.Column) int {
	if c.Path == "missing" {
		return givesNothing
	}
	if c.Field == nil { // several as one
		return givesText
	}
	switch c.Field.Type {
	case crm.TextType:
		switch c.Field.Name {
		case "name", "given", "family":
			return givesName
		case "email", "number", "external_id", "due_time", "zone", "rule", "slot", "sha256":
			return givesNothing
		}
		return givesText
	case crm.NumbersType:
		return givesName
	case crm.DaysType, crm.TermsType, crm.TagsType, crm.StructureType:
		return givesText
	}
	return givesNothing
}

func lastName(path string) string { return path[strings.LastIndexByte(path, '.')+1:] }

// tellLeft says which columns had no room, and how to see them.
func (s *Screen) tellLeft(l List, left []say.Column) {
	if len(left) == 0 || s.Err == nil {
		return
	}
	key, chosen := "list.left-out", []string{}
	for _, c := range l.Columns {
		if (c.Path == "id" || c.Path == "value" || gives(c) == givesName) && !slices.ContainsFunc(left, func(l say.Column) bool { return l.Path == c.Path }) {
			chosen = append(chosen, c.Path)
		}
	}
	for _, c := range left {
		chosen = append(chosen, c.Joined...)
		if c.Joined == nil && c.Path != "missing" { // which nobody can ask for
			chosen = append(chosen, c.Path)
		}
	}
	if l.Choice {
		key = "list.left-out.choice"
	}
	text := s.Locale.Text(key, "what", s.Locale.Join(s.Heads(left)...), "columns", strings.Join(chosen, ","))
	for _, line := range broken(text, s.Width) {
		_, _ = io.WriteString(s.Err, line+"\n")
	}
}
