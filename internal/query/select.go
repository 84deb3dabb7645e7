package query

import (
	"cmp"
	"strings"

	"crm/internal/crm"
)

// Select reads records of one noun.
type Select struct {
	Dialect *Dialect    // nil is SQLite
	Schema  *crm.Schema // nil is that of the built-in fields
	Noun    crm.Kind
	// Columns are paths; none means every field of the noun, in the order of the
	// schema.
	Columns []string
	// Where are conditions that all have to be true.
	Where []*Expr
	// Sort are paths, with a - in front for descending. Unknown is last either way; the
	// number decides ties.
	Sort []string
	// Limit is the most records; 0 is all.
	Limit int
}

// What a selection may have. SQLite takes 2,000 columns, 64 tables in a join and terms of
// an order that are fewer than its columns.
const (
	mostColumns = 500
	mostKeys    = 20
	mostJoins   = 60
)

// SQL writes the selection in the subset of SQL that SQLite and PostgreSQL share:
// placeholders $1, $2 …, names in double quotes, the noun's table as t and joined ones
// as j1, j2 …. User input is in the arguments, never in the text. Texts compare by
// bytes and lower() knows ASCII alone, which SQLite does by default and PostgreSQL in
// columns of collation "C"; a field that readers expect in another order is sorted by
// the column that has it (crm.Field.Order).
//
// A condition without an SQL form (a function of a rule, arithmetic on columns beyond
// numbers and amounts) is a *crm.Error with CodeInvalid that shows the place; an
// unknown column is one with CodeUsage, and so are too many.
//
// Where columns are of other records, two more follow in each row: the number of the
// record, and the path of a reference to a record that is not there, or null.
func (s Select) SQL() (text string, args []any, columns []Column, err error) {
	if len(s.Columns) > mostColumns {
		return "", nil, nil, crm.Errorf(crm.CodeUsage, "these are more columns than the %d that a list may have", mostColumns)
	}
	if len(s.Sort) > mostKeys {
		return "", nil, nil, crm.Errorf(crm.CodeUsage, "these are more columns to sort by than the %d that a list may have", mostKeys)
	}
	w := &sqlWriter{dialect: cmp.Or(s.Dialect, SQLite), schema: s.Schema, noun: s.Noun}
	selected, columns, err := s.columns(w)
	if err != nil {
		return "", nil, nil, err
	}
	if len(w.joins) > 0 {
		selected += `, t."id", ` + w.astray()
	}
	where, err := w.writeWhere(s.Where)
	if err != nil {
		return "", nil, nil, err
	}
	order, err := s.order(w)
	if err != nil {
		return "", nil, nil, err
	}
	if n := len(w.joins); n > mostJoins {
		return "", nil, nil, crm.Errorf(crm.CodeUsage, "the columns are of %d other records, and a list may look at %d", n, mostJoins)
	}
	var b strings.Builder
	b.WriteString("SELECT " + selected + w.writeFrom() + where + " ORDER BY " + order)
	if s.Limit > 0 {
		b.WriteString(" LIMIT " + w.arg(int64(s.Limit)))
	}
	return b.String(), w.args, columns, nil
}

func (s Select) columns(w *sqlWriter) (text string, columns []Column, err error) {
	paths := s.Columns
	if len(paths) == 0 {
		paths = s.Schema.Fields(s.Noun).Names()
	}
	written := make([]string, len(paths))
	columns = make([]Column, len(paths))
	for i, path := range paths {
		if columns[i], err = ResolveColumn(s.Schema, s.Noun, path); err != nil {
			return "", nil, err
		}
		written[i] = w.column(path)
	}
	return strings.Join(written, ", "), columns, nil
}

func (s Select) order(w *sqlWriter) (string, error) {
	var order []string
	for _, key := range s.Sort {
		path, down := strings.CutPrefix(key, "-")
		column, err := ResolveColumn(s.Schema, s.Noun, path)
		if err != nil {
			return "", err
		}
		if typeOf(column.Field).base == StructureType {
			return "", crm.Errorf(crm.CodeUsage, "column %q has no order to sort by", path)
		}
		direction := ""
		if down {
			direction = " DESC"
		}
		if path == "id" { // never unknown, and nothing is left to decide
			return strings.Join(append(order, `t."id"`+direction), ", "), nil
		}
		if column.Field.Order != "" {
			path = path[:len(path)-len(column.Field.Name)] + column.Field.Order
		}
		order = append(order, w.column(path)+direction+" NULLS LAST")
	}
	return strings.Join(append(order, `t."id"`), ", "), nil
}
