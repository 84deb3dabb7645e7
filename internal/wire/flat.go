package wire

import (
	"bufio"
	"iter"
	"slices"
	"strconv"
	"time"

	"crm/internal/crm"
	"crm/internal/exchange"
	"crm/internal/say"
)

// flat writes rows, one for each item.
func flat[T any](w *Writer, columns []string, items []T, row func(T) object) error {
	return w.rows(columns, eachObject(items, row))
}

// eachObject iterates over the items of a list as objects.
func eachObject[T any](items []T, row func(T) object) iter.Seq[object] {
	return func(yield func(object) bool) {
		for _, item := range items {
			if !yield(row(item)) {
				return
			}
		}
	}
}

// objectList returns the items of a list as objects.
func objectList[T any](items []T, as func(T) object) []object {
	return slices.Collect(eachObject(items, as))
}

// rows writes objects as rows with those columns, of which "a.b" is the member b of the
// object in a. JSON Lines have whole objects.
func (w *Writer) rows(columns []string, rows iter.Seq[object]) error {
	contents := make([]exchange.Content, len(columns))
	for i, name := range columns {
		if name == "phone" {
			contents[i] = exchange.Phones
		}
	}
	return w.flatOf(columns, contents, rows)
}

// recordRow writes a record as a row of its fields, and what else there is to say of
// it.
func (w *Writer) recordRow(r crm.Record, more object) error {
	var columns []string
	var contents []exchange.Content
	var row object
	for _, f := range w.Schema.Fields(r.Noun()).Fields {
		columns, contents, row = append(columns, f.Name), append(contents, content(f)), row.with(f.Name, f.Get(r))
	}
	for _, m := range more {
		columns, row = append(columns, m.key), append(row, m)
	}
	return w.flatOf(columns, contents, slices.Values([]object{row}))
}

func (w *Writer) flatOf(columns []string, contents []exchange.Content, rows iter.Seq[object]) error {
	switch w.Format {
	case JSONL, JSON:
		return w.objects(rows)
	case CSV, TSV:
		out := w.delimited()
		err := out.Header(columns, contents)
		for row := range rows {
			if err == nil {
				err = out.Write(w.flatCells(row, columns))
			}
		}
		if err != nil {
			return err
		}
		return out.Flush()
	case Markdown:
		m := w.markdown(columns, make([]bool, len(columns)))
		for row := range rows {
			m.row(w.flatCells(row, columns))
		}
		return m.flush()
	}
	return unknownFormat(w.Format)
}

// objects writes objects as one array, or a line each.
func (w *Writer) objects(rows iter.Seq[object]) error {
	out := bufio.NewWriter(w.Out)
	e := w.encoder()
	e.to = out
	first := true
	for row := range rows {
		if w.Format == JSON {
			e.out = append(e.out, arrayLead(first)...)
		}
		if e.object(row); e.failed != nil {
			_ = out.Flush() // what is before it is what there is
			return e.failed
		}
		if w.Format == JSONL {
			e.out = append(e.out, '\n')
		}
		first = false
		_, _ = out.Write(e.out) // the first error comes again with Flush
		e.out = e.out[:0]
	}
	if w.Format == JSON {
		_, _ = out.WriteString(arrayEnd(first))
	}
	return out.Flush()
}

// arrayLead stands before each record of an array, one record a line.
func arrayLead(first bool) string {
	if first {
		return "[\n"
	}
	return ",\n"
}

func arrayEnd(empty bool) string {
	if empty {
		return "[]\n"
	}
	return "\n]\n"
}

func (w *Writer) delimited() *exchange.Writer {
	if w.Format == TSV {
		return exchange.NewWriter(w.Out, '\t', w.Raw)
	}
	return exchange.NewWriter(w.Out, ',', w.Raw)
}

func (w *Writer) flatCells(row object, columns []string) []string {
	row = flatten(row, "")
	out := make([]string, len(columns))
	for i, name := range columns {
		for _, m := range row {
			if m.key == name {
				out[i] = w.plainText(m.value)
			}
		}
	}
	return out
}

// flatten brings the members of inner objects to the top.
func flatten(row object, prefix string) object {
	var all object
	for _, m := range row {
		if inner, ok := m.value.(object); ok {
			all = append(all, flatten(inner, prefix+m.key+".")...)
		} else {
			all = all.with(prefix+m.key, m.value)
		}
	}
	return all
}

// plainText is a value for programs: a code, an ISO date, an amount with a decimal
// point.
func (w *Writer) plainText(value any) string {
	switch v := value.(type) {
	case nil:
		return ""
	case string:
		return w.safeText(v)
	case crm.Kind:
		return string(v)
	case crm.Action:
		return string(v)
	case bool:
		return strconv.FormatBool(v)
	case int:
		return strconv.Itoa(v)
	case int64:
		return strconv.FormatInt(v, 10)
	case crm.Date:
		return v.String()
	case crm.Birthday:
		return v.String()
	case time.Time:
		return v.UTC().Format(time.RFC3339)
	case crm.Money:
		return v.Major(w.Decimals())
	default:
		e := w.encoder()
		e.value(v)
		return string(e.out)
	}
}

// safeText is text for a file that may be shown on a terminal: it keeps its lines and
// escapes what could drive the terminal, unless raw text was asked for.
func (w *Writer) safeText(text string) string {
	if w.Raw {
		return text
	}
	return say.CleanLines(text)
}
