package query

import (
	"strconv"
	"strings"
	"time"

	"crm/internal/crm"
)

// sqlWriter collects the parts of one statement: its text, arguments and joins.
type sqlWriter struct {
	dialect *Dialect
	schema  *crm.Schema
	noun    crm.Kind
	source  string // of the expression that is being written
	text    strings.Builder
	args    []any
	joins   []join
	failed  *crm.Error // the first piece without an SQL form
}

// join is a table that a reference leads to.
type join struct {
	path  string // of the reference
	noun  crm.Kind
	alias string
	on    string // the column with the reference
}

func (w *sqlWriter) put(text string) { w.text.WriteString(text) }

// argument is a value that a statement is given beside its text.
type argument struct{ value any }

// write writes texts, arguments and nodes, these as values.
func (w *sqlWriter) write(parts ...any) {
	for _, part := range parts {
		switch part := part.(type) {
		case string:
			w.put(part)
		case argument:
			w.put(w.arg(part.value))
		case *node:
			w.value(part)
		}
	}
}

// fail keeps the first piece without an SQL form.
func (w *sqlWriter) fail(n *node, piece string) {
	if w.failed == nil {
		w.failed = fault(crm.CodeInvalid, w.source, n.at, "%s has no SQL form and can't be used in a filter", piece)
	}
}

// quote quotes a name of the catalogue, which holds no quotes itself.
func quote(name string) string { return `"` + name + `"` }

// arg adds an argument and returns its placeholder.
func (w *sqlWriter) arg(value any) string {
	w.args = append(w.args, value)
	return "$" + strconv.Itoa(len(w.args))
}

// column writes a path that ResolveColumn knows, joining what it needs.
func (w *sqlWriter) column(path string) string {
	before, name, dotted := cutLast(path)
	if dotted && name == "id" {
		return w.column(before)
	}
	at := "t."
	if dotted {
		at = w.join(before) + "."
	}
	if column, err := ResolveColumn(w.schema, w.noun, path); err == nil {
		return w.dialect.Place(at, column.Field)
	}
	return at + quote(name) // of an order, which is not a field
}

// join returns the alias of the table of a reference.
func (w *sqlWriter) join(path string) string {
	for _, j := range w.joins {
		if j.path == path {
			return j.alias
		}
	}
	column, err := ResolveColumn(w.schema, w.noun, path)
	if err != nil {
		panic("query: a checked path is unknown: " + path)
	}
	on := w.column(path)
	j := join{path, column.Field.Ref, "j" + strconv.Itoa(len(w.joins)+1), on}
	w.joins = append(w.joins, j)
	return j.alias
}

// astray writes the path of a reference that leads to a record which is not there, of
// those that have been followed so far.
func (w *sqlWriter) astray() string {
	text := "CASE"
	for _, j := range w.joins {
		text += " WHEN " + j.on + " IS NOT NULL AND " + j.alias + `."id" IS NULL THEN '` + j.path + "'"
	}
	return text + " END"
}

// writeFrom writes the table and its joins so far.
func (w *sqlWriter) writeFrom() string {
	text := " FROM " + quote(crm.NounOf(w.noun).Table) + " AS t"
	for _, j := range w.joins {
		text += " LEFT JOIN " + quote(crm.NounOf(j.noun).Table) + " AS " + j.alias + " ON " + j.alias + `."id" = ` + j.on
	}
	return text
}

// writeWhere writes conditions that all have to be true, if any.
func (w *sqlWriter) writeWhere(conditions []*Expr) (string, error) {
	text := ""
	for i, e := range conditions {
		written, err := w.writeCondition(e)
		if err != nil {
			return "", err
		}
		if i == 0 {
			text = " WHERE " + written
		} else {
			text += " AND " + written
		}
	}
	return text, nil
}

func (w *sqlWriter) writeCondition(e *Expr) (string, error) {
	if e.Type() != BoolType {
		return "", crm.Errorf(crm.CodeUsage, "a condition is wanted, %q is %s", e.source, e.Type())
	}
	return w.expression(e, w.condition)
}

// expression writes an expression on the writer's noun.
func (w *sqlWriter) expression(e *Expr, how func(*node)) (string, error) {
	if e.scope.Noun != w.noun {
		return "", crm.Errorf(crm.CodeInternal, "an expression on %s can't be asked of %s", e.scope.Noun, w.noun)
	}
	w.text.Reset()
	w.source = e.source
	if how(e.root); w.failed != nil {
		return "", w.failed
	}
	return w.text.String(), nil
}

func cutLast(path string) (before, name string, dotted bool) {
	i := strings.LastIndexByte(path, '.')
	if i < 0 {
		return "", path, false
	}
	return path[:i], path[i+1:], true
}

// asStored is a value as the databases hold it.
func asStored(value any) any {
	switch v := value.(type) {
	case crm.Date:
		return v.String()
	case crm.Birthday:
		return v.String()
	case time.Time:
		return instant(v)
	case crm.Money:
		return v.Minor
	default:
		return v
	}
}

// instant is a point in time as it is stored.
func instant(t time.Time) string { return t.UTC().Format(time.RFC3339) }

// literalValue is the value of a constant node. A date needs a year of four figures.
func (w *sqlWriter) literalValue(n *node) any {
	v, err := n.eval(&Facts{})
	if err != nil {
		w.fail(n, "this value")
		return nil
	}
	if d, ok := v.(crm.Date); ok && !storable(d) {
		w.fail(n, "a date that far away")
		return nil
	}
	return v
}

func storable(d crm.Date) bool { return d.Year >= 1 && d.Year <= 9999 }

// sqlType is the SQL type of a type's stored values, for casts. Both databases
// know these names.
func sqlType(t Type) string {
	switch t {
	case NumberType:
		return "DOUBLE PRECISION"
	case RecordType, MoneyType:
		return "BIGINT"
	case BoolType:
		return "BOOLEAN"
	default:
		return "TEXT"
	}
}
