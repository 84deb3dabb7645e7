package wire

import (
	"strconv"
	"strings"
	"time"

	"crm/internal/crm"
	"crm/internal/exchange"
	"crm/internal/say"
)

// listCSV writes delimited text. Exports of whole books pass here, so non-text cells of
// a row share one string.
func (w *Writer) listCSV(l List) error {
	out := w.delimited()
	if err := out.Header(paths(l.Columns), contents(l.Columns)); err != nil {
		return err
	}
	n := len(l.Columns)
	row := make([]string, n)
	ends := make([]int, n)
	var buffer []byte
	for values, err := range l.Rows {
		if err != nil {
			_ = out.Flush() // the rows before it are what there is
			return err
		}
		buffer = buffer[:0]
		for i, value := range values[:n] {
			if text, ok := value.(string); ok {
				row[i] = w.safeText(text)
			} else {
				buffer = w.appendPlain(buffer, value)
			}
			ends[i] = len(buffer)
		}
		shared, start := string(buffer), 0
		for i := range row {
			if _, ok := values[i].(string); !ok {
				row[i] = shared[start:ends[i]]
			}
			start = ends[i]
		}
		if err := out.Write(row); err != nil {
			return err
		}
	}
	return out.Flush()
}

// Plain is a value as a list in CSV has it.
func (w *Writer) Plain(value any) string { return string(w.appendPlain(nil, value)) }

func (w *Writer) appendPlain(out []byte, value any) []byte {
	switch v := value.(type) {
	case nil:
		return out
	case int64:
		return strconv.AppendInt(out, v, 10)
	case crm.Date:
		if v.IsZero() {
			return out
		}
		return v.Append(out)
	case crm.Tags:
		return append(out, strings.Join(v, ", ")...)
	case time.Time:
		return v.UTC().AppendFormat(out, time.RFC3339)
	}
	return append(out, w.plainText(value)...)
}

// contents says what columns hold, for a spreadsheet.
func contents(columns []say.Column) []exchange.Content {
	all := make([]exchange.Content, len(columns))
	for i, c := range columns {
		all[i] = content(c.Field)
	}
	return all
}

func content(f *crm.Field) exchange.Content {
	switch {
	case f == nil || f.Type == crm.TextType || f.Type == crm.CodeType:
		return exchange.Words
	case f.Type == crm.PhoneType:
		return exchange.Phones
	}
	return exchange.Figures
}
