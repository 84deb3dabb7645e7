package wire

import (
	"bufio"
	"iter"
	"slices"

	"crm/internal/crm"
	"crm/internal/say"
)

// List is records, one a row.
type List struct {
	Columns []say.Column
	// Rows iterates over the values of each row in the Go types of the schema, nil if
	// unknown. It may reuse the slice.
	Rows iter.Seq2[[]any, error]
}

// List writes a list.
func (w *Writer) List(l List) error {
	if w.Quiet {
		return w.listIDs(l)
	}
	switch w.Format {
	case JSON, JSONL:
		return w.listJSON(l)
	case CSV, TSV:
		return w.listCSV(l)
	case Markdown:
		return w.listMarkdown(l)
	}
	return unknownFormat(w.Format)
}

// listIDs writes the number of each record.
func (w *Writer) listIDs(l List) error {
	column := 0
	for i, c := range l.Columns {
		if c.Path == "id" {
			column = i
		}
	}
	var ids []string
	for row, err := range l.Rows {
		if err != nil {
			return err
		}
		ids = append(ids, w.plainText(row[column]))
	}
	return names(w, ids, func(id string) string { return id })
}

// InColumn is the value of a cell for people, or for programs if it has no words.
func (w *Writer) InColumn(c say.Column, value any) string {
	switch v := value.(type) {
	case []string: // how they can't be reached
		return w.Missing(v)
	case crm.Date:
		if c.SaysStopped() && !v.IsZero() {
			return w.Mark(c)
		}
	case *crm.Explanation:
		return say.Clean(w.plainText(v))
	}
	return w.Cell(c.Field, value)
}

// listMarkdown is for people, as the table is: with headings and values in the user's
// language.
func (w *Writer) listMarkdown(l List) error {
	var rows [][]string
	for row, err := range l.Rows {
		if err != nil {
			return err
		}
		texts := make([]string, len(l.Columns))
		for i, c := range l.Columns {
			texts[i] = w.InColumn(c, row[i])
			if text, ok := row[i].(string); ok && c.Is(crm.TextType) {
				texts[i] = text // its lines can be shown
			}
		}
		rows = append(rows, texts)
	}
	columns, rows := Filled(l.Columns, rows, true)
	right := make([]bool, len(columns))
	for i, c := range columns {
		right[i] = c.Numeric()
	}
	m := w.markdown(w.Heads(columns), right)
	for _, row := range rows {
		m.row(row)
	}
	return m.flush()
}

func paths(columns []say.Column) []string {
	names := make([]string, len(columns))
	for i, c := range columns {
		names[i] = c.Path
	}
	return names
}

// listJSON writes an array, or a line for each record, as rows come.
func (w *Writer) listJSON(l List) error {
	out := bufio.NewWriterSize(w.Out, 64<<10)
	e := w.encoder()
	names := paths(l.Columns)
	first := true
	for row, err := range l.Rows {
		if err != nil {
			_ = out.Flush() // the rows before it are what there is
			return err
		}
		if w.Format == JSON {
			e.out = append(e.out, arrayLead(first)...)
		}
		first = false
		e.out = append(e.out, '{')
		for i, name := range names {
			if i > 0 {
				e.out = append(e.out, ", "...)
			}
			e.text(name)
			e.out = append(e.out, ": "...)
			e.value(row[i])
		}
		e.out = append(e.out, '}')
		if w.Format == JSONL {
			e.out = append(e.out, '\n')
		}
		if _, err := out.Write(e.out); err != nil {
			return err
		}
		e.out = e.out[:0]
	}
	if w.Format == JSON {
		if _, err := out.WriteString(arrayEnd(first)); err != nil {
			return err
		}
	}
	return out.Flush()
}

// Filled returns the columns with values, and their cells. Of chosen columns it only
// leaves out whether somebody may be contacted.
func Filled(columns []say.Column, rows [][]string, chosen bool) ([]say.Column, [][]string) {
	var keep []int
	for i, c := range columns {
		if chosen && !c.SaysStopped() || slices.ContainsFunc(rows, func(row []string) bool { return row[i] != "" }) {
			keep = append(keep, i)
		}
	}
	pick := make([]say.Column, len(keep))
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
