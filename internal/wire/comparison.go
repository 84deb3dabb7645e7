package wire

import (
	"crm/internal/crm"
	"crm/internal/say"
)

// Comparison writes quotes, each in a row; in Markdown side by side.
func (w *Writer) Comparison(c *crm.Comparison) error {
	switch {
	case w.Quiet:
		return numbers(w, c.Quotes, func(q *crm.Quote) int64 { return q.ID })
	case w.Format == JSON || w.Format == JSONL:
		var opportunity any
		if c.Opportunity != nil {
			opportunity = c.Opportunity
		}
		return w.writeJSON(object{{"opportunity", opportunity}, {"quotes", records(c.Quotes)}, {"missing", records(c.Missing)}})
	case w.Format == Markdown:
		return w.comparisonMarkdown(c)
	}
	return w.comparisonRows(c)
}

// comparisonRows has a row for each quote and a column for each coverage.
func (w *Writer) comparisonRows(c *crm.Comparison) error {
	var columns []string
	for _, name := range w.Schema.Fields(crm.KindQuote).Names() {
		if name != "limits" && name != "deductibles" {
			columns = append(columns, name)
		}
	}
	limits, deductibles := say.Limits(c.Quotes), say.Deductibles(c.Quotes)
	for _, name := range limits {
		columns = append(columns, "limit."+name)
	}
	for _, name := range deductibles {
		columns = append(columns, "deductible."+name)
	}
	return flat(w, columns, c.Quotes, func(q *crm.Quote) object {
		var row object
		for _, f := range w.Schema.Fields(crm.KindQuote).Fields {
			row = row.with(f.Name, f.Get(q))
		}
		for _, name := range limits {
			row = row.with("limit."+name, say.Covered(q.Limits, name))
		}
		for _, name := range deductibles {
			row = row.with("deductible."+name, say.Covered(q.Deductibles, name))
		}
		return row
	})
}

// comparisonMarkdown is the comparison side by side, with any number of quotes.
func (w *Writer) comparisonMarkdown(c *crm.Comparison) error {
	heads, numbers, right := []string{""}, []string{w.Label("noun", "quote")}, []bool{false}
	for _, q := range c.Quotes {
		heads, numbers, right = append(heads, say.Clean(q.Carrier)), append(numbers, itoa(q.ID)), append(right, true)
	}
	m := w.markdown(heads, right)
	m.row(numbers)
	for _, line := range w.Compared(c) {
		m.row(append([]string{line.Marked()}, line.Values...))
	}
	return m.flush()
}
