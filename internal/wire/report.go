package wire

import (
	"math"
	"slices"
	"strconv"

	"crm/internal/crm"
	"crm/internal/exchange"
)

// Report writes a report: a row for each group with stable names, and no total, which
// would be counted among the rows.
func (w *Writer) Report(sheet *crm.Sheet) error {
	if w.Quiet {
		rows := slices.DeleteFunc(slices.Clone(sheet.Rows), func(row crm.SheetRow) bool { return row.ID == 0 })
		return numbers(w, rows, func(row crm.SheetRow) int64 { return row.ID })
	}
	if w.Format == Markdown {
		return w.reportMarkdown(sheet)
	}
	keys := reportKeys(sheet)
	contents := slices.Repeat([]exchange.Content{exchange.Figures}, len(keys))
	if !sheet.Month {
		contents[0] = exchange.Words
	}
	return w.flatOf(keys, contents, eachObject(sheet.Rows, func(row crm.SheetRow) object { return rowObject(sheet, row) }))
}

// numeral is a number in JSON and CSV.
type numeral string

// reportKeys returns the column names, groups first; a record has its name and number.
func reportKeys(sheet *crm.Sheet) []string {
	keys := []string{sheet.By}
	if sheet.Field.Type == crm.RefType {
		keys = append(keys, sheet.By+"_id")
	}
	for _, f := range sheet.Figures {
		keys = append(keys, f.Name)
	}
	return keys
}

func rowObject(sheet *crm.Sheet, row crm.SheetRow) object {
	values := []any{row.Key}
	if sheet.Field.Type == crm.RefType {
		values = append(values, orNull(row.ID))
	}
	for i, v := range row.Figures {
		values = append(values, figureValue(sheet.Figures[i], v))
	}
	var o object
	for i, key := range reportKeys(sheet) {
		o = o.with(key, values[i])
	}
	return o
}

// figureValue is a figure for programs: a share has four decimals, other fractions two.
func figureValue(f crm.Figure, v any) any {
	x, fraction := v.(float64)
	if n, ok := v.(int64); ok && f.Kind == crm.FigurePercent {
		x, fraction = float64(n), true
	}
	switch {
	case !fraction:
		return v
	case f.Kind == crm.FigurePercent:
		return numeral(strconv.FormatFloat(x, 'f', 4, 64))
	}
	return numeral(strconv.FormatFloat(math.Round(100*x)/100, 'f', -1, 64))
}

func (w *Writer) reportMarkdown(sheet *crm.Sheet) error {
	heads := w.ReportHeads(sheet)
	right := make([]bool, len(heads))
	for i := range right {
		right[i] = i > 0
	}
	m := w.markdown(heads, right)
	for _, row := range sheet.Rows {
		m.row(w.RowCells(sheet, row))
	}
	if total := w.TotalCells(sheet); total != nil {
		m.row(total)
	}
	return m.flush()
}
