package cli

import (
	"slices"
	"strings"
	"unicode/utf8"

	"crm/internal/crm"
	"crm/internal/exchange"
	"crm/internal/fold"
	"crm/internal/locale"
)

// pointLabel is a column with the labels of the phones or e-mails of another: "Phone 1 - Type"
// beside "Phone 1 - Value".
const pointLabel = "point_label"

// settleLabels finds the columns of labels.
func settleLabels(columns []exchange.Column) {
	for i, c := range columns {
		if c.Field == "" && !c.Fixed && slices.ContainsFunc(columns, labels(c.Heading)) {
			columns[i].Field = pointLabel
		}
	}
}

// labels returns whether a column has what the labels below a heading are of.
func labels(heading string) func(exchange.Column) bool {
	of, ok := locale.LabelHeading(heading)
	return func(c exchange.Column) bool {
		return ok && (slices.Contains(withLabels, c.Field) || slices.Contains(addressFields, c.Field)) && (fold.Text(c.Heading) == of || strings.HasPrefix(fold.Text(c.Heading), of+" "))
	}
}

// withLabels are the fields whose values have labels.
var withLabels = []string{"phone", "email"}

// readLabels puts before the phones and e-mails of a row what their headings, or the cells
// beside them, say of which they are.
func (r *contactRows) readLabels(row exchange.Row) {
	delete(row.Values, pointLabel)
	for _, field := range withLabels {
		texts := slices.Clone(row.Values[field])
		at := 0
		for i, of := range r.fields {
			if of != field || i >= len(row.Raw) || fold.Clean(row.Raw[i]) == "" {
				continue
			}
			if label := r.labelAt(row, i); at < len(texts) && label != "" && isValue(texts[at]) {
				texts[at] = label + ": " + texts[at]
			}
			at++
		}
		if at == len(texts) && at > 0 {
			row.Values[field] = texts
		}
	}
}

// labelAt returns the label of a column in a row.
func (r *contactRows) labelAt(row exchange.Row, column int) string {
	c := exchange.Column{Heading: r.header[column], Field: r.fields[column]}
	for i, field := range r.fields {
		if field != pointLabel || !labels(r.header[i])(c) {
			continue
		}
		said := strings.TrimLeft(fold.Clean(row.Raw[i]), "* ")
		if fold.BadPhone(said) { // which the phone keeps: "old mobile"
			return said
		}
		if label := locale.PointLabel(said); label != "" {
			return label
		}
		if !locale.Blank(said) && utf8.RuneCountInString(said) <= crm.LongestLabel && !strings.ContainsAny(said, "0123456789@:：(<[") {
			return said
		}
	}
	return locale.PointLabel(r.header[column])
}
