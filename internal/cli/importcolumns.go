package cli

import (
	"slices"
	"strconv"
	"strings"

	"crm/internal/crm"
	"crm/internal/exchange"
	"crm/internal/fold"
)

// columnsRead counts the cells of a file that have something in them, by column.
type columnsRead struct {
	reader *exchange.Reader
	left   []string // the headings that are not known
	cells  []int
	noun   crm.Kind // of a list of crm; empty is of contacts
}

func newColumnsRead(reader *exchange.Reader) *columnsRead {
	c := &columnsRead{reader: reader, cells: make([]int, len(reader.Header()))}
	for _, heading := range reader.Ignored() {
		if !followsFromOthers(reader, heading) {
			c.left = append(c.left, heading)
		}
	}
	return c
}

func (c *columnsRead) count(row exchange.Row) {
	for i, cell := range row.Raw {
		if i < len(c.cells) && fold.Clean(cell) != "" {
			c.cells[i]++
		}
	}
}

// within are the fields of columns that only this import knows, with those that they end in.
func within(field string) string {
	switch field {
	case maybePhone, badPhone:
		return "phone"
	case maybePrefix:
		return "prefix"
	case pointLabel:
		return "label"
	}
	return field
}

// all returns the columns of the file.
func (c *columnsRead) all() (all []crm.FileColumn) {
	fields := c.reader.Fields()
	for i, heading := range c.reader.Header() {
		all = append(all, crm.FileColumn{Heading: heading, Field: within(fields[i]), Cells: c.cells[i], Left: slices.Contains(c.left, heading)})
	}
	return all
}

// shownColumns limits the columns that a notice or an error lists.
const shownColumns = 8

// listColumns lists columns, each with how many cells it has: the fullest, if there are many.
func (a *app) listColumns(columns []crm.FileColumn, name func(crm.FileColumn) string) string {
	if len(columns) > shownColumns {
		slices.SortStableFunc(columns, func(x, y crm.FileColumn) int { return y.Cells - x.Cells })
	}
	var each []string
	for _, c := range columns[:min(len(columns), shownColumns)] {
		text := name(c)
		if strings.ContainsAny(text, ",、") {
			text = strconv.Quote(text)
		}
		if c.Cells > 0 {
			text += " (" + strconv.Itoa(c.Cells) + ")"
		}
		each = append(each, text)
	}
	if more := len(columns) - shownColumns; more > 0 {
		each = append(each, a.locale.Plural("outcome.more", more))
	}
	return strings.Join(each, ", ")
}

// leftColumns lists the columns that are not known. Those in which nothing stands are named
// only as long as no row has been read.
func (a *app) leftColumns(c *columnsRead, filled bool) string {
	left := slices.DeleteFunc(c.all(), func(column crm.FileColumn) bool { return !column.Left || filled && column.Cells == 0 })
	return a.listColumns(left, func(column crm.FileColumn) string { return column.Heading })
}

// passedColumns lists the columns with something in them that the profile of a program leaves
// out.
func (a *app) passedColumns(c *columnsRead) string {
	var passed []crm.FileColumn
	labels := newRemarks(c.reader.Header(), c.reader.Fields()).labelled
	for i, column := range c.all() {
		if c.reader.PassedOver(i) && column.Cells > 0 && !slices.Contains(labels, i) {
			passed = append(passed, column)
		}
	}
	return a.listColumns(passed, func(column crm.FileColumn) string { return column.Heading })
}

// sayColumns says what of the columns was left, and then also what was taken.
func (a *app) sayColumns(o *crm.Outcome, c *columnsRead) {
	if o.Imported != nil {
		o.Imported.Columns = c.all()
	}
	if c.noun != "" {
		if follows := c.following(); len(follows) > 0 {
			o.Notices = append(o.Notices, crm.Notice{Code: "columns-follow", Values: map[string]any{"columns": strings.Join(follows, ", ")}})
		}
	}
	if p := c.reader.Profile(); p != nil {
		if passed := a.passedColumns(c); passed != "" {
			o.Notices = append(o.Notices, crm.Notice{Code: "columns-passed", Values: map[string]any{"columns": passed, "program": p.Title}})
		}
	}
	left := a.leftColumns(c, true)
	if left == "" {
		return
	}
	taken := slices.DeleteFunc(c.all(), func(column crm.FileColumn) bool { return column.Field == "" || column.Cells == 0 })
	if len(taken) > 0 {
		o.Notices = append(o.Notices, crm.Notice{Code: "columns-taken", Values: map[string]any{"columns": a.listColumns(taken, a.columnTaken)}})
	}
	o.Notices = append(o.Notices, crm.Notice{Code: "columns-ignored", Values: map[string]any{"columns": left}})
}

// columnTaken names a column and its field, where that is called otherwise.
func (a *app) columnTaken(c crm.FileColumn) string {
	if strings.Contains(c.Field, ".") || fold.Text(c.Heading) == fold.Text(c.Field) {
		return c.Heading
	}
	field := a.locale.Field(crm.KindContact, c.Field)
	switch c.Field {
	case "full_name":
		field = a.locale.Field(crm.KindContact, "name")
	case exchange.Remark:
		field = a.locale.Field(crm.KindContact, "note")
	case "policy_number":
		field = a.locale.Field(crm.KindPolicy, "number")
	case "label", "status", "may_contact", "policy_status", "co_insured":
		return c.Heading
	}
	if strings.HasPrefix(c.Field, ofSpouse) || strings.Contains(fold.Text(c.Heading), fold.Text(field)) || fold.Text(c.Heading) == fold.Text(c.Field) {
		return c.Heading
	}
	return c.Heading + " → " + field
}
