package query

import (
	"strings"

	"crm/internal/crm"
)

// Select reads records of one noun.
type Select struct {
	Noun crm.Kind
	// Columns are paths; none is every field of the noun, in the catalogue's
	// order.
	Columns []string
	// Where are conditions on the noun that all have to be true.
	Where []*Expr
	// Sort are paths, with a - in front for the other direction. What is
	// unknown comes last either way; the number decides between equals.
	Sort []string
	// Limit is how many records at most; 0 is all of them.
	Limit int
}

// SQL writes the selection in the subset of SQL that SQLite and PostgreSQL
// share: placeholders $1, $2 …, names in double quotes, the noun's table as t
// and those that paths lead to as j1, j2 …. What a user typed is in the
// arguments, never in the text. Texts compare by their bytes and lower() knows
// ASCII alone, which SQLite does by default and PostgreSQL in columns of
// collation "C".
//
// A condition that has no SQL form (a function of a rule, arithmetic on
// columns beyond numbers and amounts) is a *crm.Error with CodeInvalid that
// names the piece and shows the place; an unknown column is one with CodeUsage.
func (s Select) SQL() (text string, args []any, columns []Column, err error) {
	w := &sqlWriter{noun: s.Noun}
	selected, columns, err := s.columns(w)
	if err != nil {
		return "", nil, nil, err
	}
	where, err := s.where(w)
	if err != nil {
		return "", nil, nil, err
	}
	order, err := s.order(w)
	if err != nil {
		return "", nil, nil, err
	}
	var b strings.Builder
	b.WriteString("SELECT " + selected + " FROM " + quote(Table(s.Noun)) + " AS t")
	for _, j := range w.joins {
		b.WriteString(" LEFT JOIN " + quote(Table(j.noun)) + " AS " + j.alias + " ON " + j.alias + `."id" = ` + j.on)
	}
	b.WriteString(where + " ORDER BY " + order)
	if s.Limit > 0 {
		b.WriteString(" LIMIT " + w.arg(int64(s.Limit)))
	}
	return b.String(), w.args, columns, nil
}

func (s Select) columns(w *sqlWriter) (text string, columns []Column, err error) {
	paths := s.Columns
	if len(paths) == 0 {
		paths = crm.Fields(s.Noun).Names()
	}
	written := make([]string, len(paths))
	columns = make([]Column, len(paths))
	for i, path := range paths {
		if columns[i], err = ResolveColumn(s.Noun, path); err != nil {
			return "", nil, err
		}
		written[i] = w.column(path)
	}
	return strings.Join(written, ", "), columns, nil
}

func (s Select) where(w *sqlWriter) (string, error) {
	for i, e := range s.Where {
		switch {
		case e.scope.Noun != s.Noun:
			return "", crm.Errorf(crm.CodeInternal, "a condition on %s can't filter %s", e.scope.Noun, s.Noun)
		case e.Type() != BoolType:
			return "", crm.Errorf(crm.CodeUsage, "a condition is wanted, %q is %s", e.source, e.Type())
		}
		if i == 0 {
			w.put(" WHERE ")
		} else {
			w.put(" AND ")
		}
		w.source = e.source
		if w.condition(e.root); w.failed != nil {
			return "", w.failed
		}
	}
	return w.text.String(), nil
}

func (s Select) order(w *sqlWriter) (string, error) {
	var order []string
	for _, key := range s.Sort {
		path, down := strings.CutPrefix(key, "-")
		column, err := ResolveColumn(s.Noun, path)
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
		order = append(order, w.column(path)+direction+" NULLS LAST")
	}
	return strings.Join(append(order, `t."id"`), ", "), nil
}
