package exchange

import (
	"bytes"
	"cmp"
	"slices"
	"strings"

	"crm/internal/fold"
)

// A report has lines above its headings: what it is, of which day. They are skipped where
// it is certain that a later line has the headings.

// mostTitles limits the lines above the headings.
const mostTitles = 30

// Titles are the lines above the headings of a file.
type Titles struct {
	Line  int      // of the headings
	Texts []string // of the rows above them, without blank ones
}

// found is where the headings of a file seem to be.
type found struct {
	rows      int // between the first row and them
	line      int // from the end of the first row
	delimiter byte
	known     int // of their columns
	certain   bool
}

// untitled returns the row of the headings if cells, the first row, are not they, and else
// cells.
func (r *Reader) untitled(cells []string, given rune, names Columns, o Options) ([]string, error) {
	first := r.judge(cells, names, o)
	if first.needed && first.filled > 1 || len(o.Needs) == 0 {
		return cells, nil
	}
	at := r.lookAhead(first, given, names, o)
	if at == nil {
		return cells, nil
	}
	if !at.certain {
		r.maybe = r.parser.line + at.line
		return cells, nil
	}
	r.titles = Titles{Texts: []string{titleOf(cells)}}
	r.parser.delimiter = at.delimiter
	for range at.rows {
		cells, err := r.row()
		if err != nil {
			return nil, err
		}
		r.titles.Texts = append(r.titles.Texts, titleOf(cells))
	}
	headings, err := r.row()
	r.titles.Line = r.parser.first
	return headings, err
}

// lookAhead finds the headings in what is in memory behind the first row.
func (r *Reader) lookAhead(first judged, given rune, names Columns, o Options) *found {
	for s := r.parser.in; !s.isFull() && s.fill() == nil; {
	}
	ahead := r.parser.in.unread()
	delimiters := []byte{',', ';', '\t', '|'}
	if given != 0 {
		delimiters = []byte{r.parser.delimiter}
	}
	var best, wide *found
	for _, delimiter := range delimiters {
		later := &Reader{parser: parser{in: newSource(bytes.NewReader(ahead), false), delimiter: delimiter, line: 0, afterCR: r.parser.afterCR, oneLine: r.parser.oneLine}}
		titles := !first.person
		most, next := first.filled, 0
		for i := range mostTitles {
			row, err := later.row()
			if err != nil {
				break
			}
			is := later.judge(row, names, o)
			at := &found{rows: i, line: later.parser.first, delimiter: delimiter, known: is.known}
			if is.needed && is.filled == len(row) && (is.mapped || is.known == is.filled || is.known > 1 && 2*is.known >= is.filled) {
				apart := at.line > next // by a blank line
				at.certain = titles && (most < is.filled || !first.needed && (most == 1 || apart))
				if best == nil || at.known > best.known {
					best = at
				}
				break
			}
			if at.known = is.filled; i == 0 && first.filled == 1 && is.filled > 1 && !is.person && (wide == nil || at.known > wide.known) {
				wide = at
			}
			titles = titles && !is.person
			most, next = max(most, is.filled), later.parser.line
		}
	}
	return cmp.Or(best, wide)
}

// judged is what a row is, taken for headings.
type judged struct {
	filled, known int  // cells
	needed        bool // one of the columns that have to be there
	mapped        bool // one of them was named on the command line
	person        bool // it has a phone or an e-mail, as the row of a person has
}

func (r *Reader) judge(cells []string, names Columns, o Options) judged {
	var j judged
	var header []string
	for _, cell := range cells {
		heading := clean(cell)
		if heading == "" {
			continue
		}
		header = append(header, heading)
		j.person = j.person || isPoint(heading)
	}
	j.filled = len(header)
	var others Columns
	if o.Others != nil {
		others = o.Others()
	}
	mapped, _ := o.mapped(header, header) // a heading of another row is not a mistake
	for i, c := range columns(inEnglish(header), mapped, names, o) {
		if c.Field != "" || others[key(c.Heading)] != "" {
			j.known++
		}
		if slices.Contains(o.Needs, c.Field) {
			j.needed = true
			j.mapped = j.mapped || mapped[i] != ""
		}
	}
	return j
}

// titleOf is the text of a row above the headings.
func titleOf(cells []string) string {
	return fold.Clean(strings.Join(slices.DeleteFunc(slices.Clone(cells), blankCell), " "))
}

func blankCell(cell string) bool { return clean(cell) == "" }

// Titles returns the lines above the headings, which were skipped.
func (r *Reader) Titles() Titles { return r.titles }

// Maybe returns the line that may have the headings where the first has none that is
// known, or 0.
func (r *Reader) Maybe() int { return r.maybe }
