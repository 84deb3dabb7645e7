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

// labels returns whether a column has what the labels below a heading are of: "Phone 1 - Type"
// is of "Phone 1" and of "Phone 1 - Value", and "Phone Type" not of "Phone 2".
func labels(heading string) func(exchange.Column) bool {
	of, ok := locale.LabelHeading(heading)
	return func(c exchange.Column) bool {
		if !ok || !slices.Contains(withLabels, c.Field) && !slices.Contains(addressFields, c.Field) {
			return false
		}
		rest, begins := strings.CutPrefix(fold.Text(c.Heading), of)
		word, further := strings.CutPrefix(rest, " ")
		return begins && (rest == "" || further && strings.IndexAny(word, "0123456789") != 0)
	}
}

// withLabels are the fields whose values have labels.
var withLabels = []string{"phone", "email"}

// labelColumns are what is known of the labels of a file before its rows are read, by
// column.
type labelColumns struct {
	headed []string          // the label that the heading gives phones and e-mails
	beside []int             // the column that has their labels, or the label of an address; -1 for none
	group  []string          // which address of the row a part of one is of
	label  []string          // the label of that, by its heading
	said   map[string]string // what words below a heading say
}

func newLabelColumns(header, fields []string) labelColumns {
	all := labelColumns{said: map[string]string{}}
	var headers map[string]string
	for i, heading := range header {
		c := exchange.Column{Heading: heading, Field: fields[i]}
		headed, group, label := "", "", ""
		switch {
		case slices.Contains(withLabels, c.Field):
			headed = locale.PointLabel(heading)
		case slices.Contains(addressFields, c.Field):
			if headers == nil {
				headers = locale.Headers()
			}
			_, label, group = locale.AddressColumn(heading, headers)
		}
		all.headed, all.group, all.label = append(all.headed, headed), append(all.group, group), append(all.label, label)
		beside := slices.IndexFunc(header, func(other string) bool { return labels(other)(c) })
		if beside >= 0 && fields[beside] != pointLabel {
			beside = -1
		}
		all.beside = append(all.beside, beside)
	}
	return all
}

// readLabels puts before the phones and e-mails of a row what their headings, or the cells
// beside them, say of which they are.
func (r *contactRows) readLabels(row exchange.Row) {
	delete(row.Values, pointLabel)
	for _, field := range withLabels {
		texts := row.Values[field]
		if texts == nil {
			continue
		}
		labelled := make([]string, 0, len(texts))
		for i, of := range r.fields {
			if of != field || i >= len(row.Raw) || fold.Clean(row.Raw[i]) == "" || len(labelled) == len(texts) {
				continue
			}
			text := texts[len(labelled)]
			if label := r.labelAt(row, i); label != "" && areValues(text) {
				text = label + ": " + text
			}
			labelled = append(labelled, text)
		}
		if len(labelled) == len(texts) {
			row.Values[field] = labelled
		}
	}
}

// areValues reports whether a cell has a phone or an e-mail, or several as Google writes them.
func areValues(cell string) bool {
	for part := range strings.SplitSeq(cell, " ::: ") {
		if !isValue(part) {
			return false
		}
	}
	return true
}

// labelAt returns the label of a column in a row.
func (r *contactRows) labelAt(row exchange.Row, column int) string {
	if beside := r.labels.beside[column]; beside >= 0 {
		said := strings.TrimLeft(fold.Clean(row.Raw[beside]), "* ")
		if fold.BadPhone(said) { // which the phone keeps: "old mobile"
			return said
		}
		label, known := r.labels.said[said]
		if !known {
			label = locale.PointLabel(said)
			r.labels.said[said] = label
		}
		if label != "" {
			return label
		}
		if !locale.Blank(said) && utf8.RuneCountInString(said) <= crm.LongestLabel && !strings.ContainsAny(said, "0123456789@:：(<[") {
			return said
		}
	}
	return r.labels.headed[column]
}
