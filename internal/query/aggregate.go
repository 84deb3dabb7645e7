package query

import (
	"cmp"
	"math"
	"strconv"
	"strings"

	"crm/internal/crm"
)

// Aggregate counts and sums up the records of one noun, in groups.
type Aggregate struct {
	Dialect *Dialect    // nil is SQLite
	Schema  *crm.Schema // nil is that of the built-in fields
	Noun    crm.Kind
	// Where are conditions that all have to be true.
	Where []*Expr
	// By is what the records of a group share; without it, all records are one group,
	// even if there are none.
	By       []Key
	Measures []Measure
}

// Key is a value that the records of a group share. Unknown is a value, too.
type Key struct {
	Path string // "stage", "contact.referred_by"
	// Else is the path to use if Path is unknown.
	Else string
	// Month reduces a date to year and month, "2026-11".
	Month bool
}

// Summary is what a measure does with the records of a group.
type Summary int

// The summaries. Count counts records; the others summarise known values of an
// expression. Without any, Count and Distinct are 0 and the others nil.
const (
	Count    Summary = iota // int64
	Distinct                // int64: how many different values
	Sum                     // float64 or crm.Money, as the expression is
	Least                   // as the expression is
	Most                    // as the expression is
	Mean                    // as Sum
)

// Measure is one figure of a group.
type Measure struct {
	Summary Summary
	// Of is what is summarised, of type NumberType or MoneyType; for Distinct of any,
	// and for Count nothing.
	Of *Expr
	// Where is a condition on the records that count; nil is all of them.
	Where *Expr
}

// SQL writes the query as Select.SQL does, with its errors. Columns are the keys, then
// the measures; Decode reads their values. Groups are in the order of their keys,
// unknown last.
//
// Where keys or measures are of other records, a row has one column more: the path of a
// reference to a record that is not there, or null.
func (a Aggregate) SQL() (text string, args []any, err error) {
	w := &sqlWriter{dialect: cmp.Or(a.Dialect, SQLite), schema: a.Schema, noun: a.Noun}
	var columns, order []string
	for i, key := range a.By {
		column, err := ResolveColumn(a.Schema, a.Noun, key.Path)
		if err != nil {
			return "", nil, err
		}
		if typeOf(column.Field).base == StructureType || key.Month && column.Field.Type != crm.DateType {
			return "", nil, crm.Errorf(crm.CodeUsage, "column %q can't be grouped by", key.Path)
		}
		written := w.column(key.Path)
		if key.Else != "" {
			other, err := ResolveColumn(a.Schema, a.Noun, key.Else)
			if err != nil {
				return "", nil, err
			}
			if other.Field.Type != column.Field.Type {
				return "", nil, crm.Errorf(crm.CodeUsage, "column %q can't stand in for %q, it is a %s", key.Else, key.Path, other.Field.Type)
			}
			written = "COALESCE(" + written + ", " + w.column(key.Else) + ")"
		}
		if key.Month {
			written = "substr(" + written + ", 1, 7)"
		}
		columns = append(columns, written)
		order = append(order, strconv.Itoa(i+1)+" NULLS LAST")
	}
	for _, m := range a.Measures {
		written, err := w.measure(m)
		if err != nil {
			return "", nil, err
		}
		columns = append(columns, written)
	}
	if len(w.joins) > 0 {
		columns = append(columns, "MAX("+w.astray()+")")
	}
	where, err := w.writeWhere(a.Where)
	if err != nil {
		return "", nil, err
	}
	text = "SELECT " + strings.Join(columns, ", ") + w.writeFrom() + where
	if len(a.By) > 0 {
		groups := make([]string, len(a.By))
		for i := range groups {
			groups[i] = strconv.Itoa(i + 1)
		}
		text += " GROUP BY " + strings.Join(groups, ", ") + " ORDER BY " + strings.Join(order, ", ")
	}
	return text, w.args, nil
}

// measure writes one figure. Sums are cast, since PostgreSQL gives them another type
// than SQLite.
func (w *sqlWriter) measure(m Measure) (string, error) {
	value := "1"
	if m.Summary != Count {
		if err := m.check(); err != nil {
			return "", err
		}
		var err error
		if value, err = w.expression(m.Of, w.value); err != nil {
			return "", err
		}
	}
	switch {
	case m.Where != nil:
		condition, err := w.writeCondition(m.Where)
		if err != nil {
			return "", err
		}
		value = "CASE WHEN " + condition + " THEN " + value + " END"
	case m.Summary == Count:
		return "COUNT(*)", nil
	}
	as := func(function, t string) string { return "CAST(" + function + "(" + value + ") AS " + t + ")" }
	switch m.Summary {
	case Count:
		return "COUNT(" + value + ")", nil
	case Distinct:
		return "COUNT(DISTINCT " + value + ")", nil
	case Sum:
		return as("SUM", sqlType(m.Of.Type())), nil
	case Least:
		return as("MIN", sqlType(m.Of.Type())), nil
	case Most:
		return as("MAX", sqlType(m.Of.Type())), nil
	default:
		return as("AVG", "DOUBLE PRECISION"), nil
	}
}

func (m Measure) check() error {
	t := m.Of.Type()
	if m.Summary != Distinct && t != NumberType && t != MoneyType {
		return crm.Errorf(crm.CodeUsage, "a number or an amount is wanted, %q is %s", m.Of.source, t)
	}
	return nil
}

// Decode turns the values of one row, in place, into Go types: those of the schema for
// keys, a text for a month, and those of the summaries. An error is about a value of the
// field.
func (a Aggregate) Decode(row []any) (*crm.Field, error) {
	for i, key := range a.By {
		column, err := ResolveColumn(a.Schema, a.Noun, key.Path)
		if err != nil {
			return nil, err
		}
		if text, ok := row[i].([]byte); ok {
			row[i] = string(text)
		}
		if key.Month {
			continue
		}
		if row[i], err = column.Field.DecodeValue(row[i]); err != nil {
			return column.Field, err
		}
	}
	for i, m := range a.Measures {
		at := len(a.By) + i
		row[at] = m.decode(row[at])
	}
	return nil, nil
}

func (m Measure) decode(stored any) any {
	money := m.Of != nil && m.Of.Type() == MoneyType
	switch v := stored.(type) {
	case int64:
		switch {
		case m.Summary == Count || m.Summary == Distinct:
			return v
		case money:
			return crm.Amount(v)
		}
		return float64(v)
	case float64:
		if math.IsNaN(v) {
			return nil
		}
		if money {
			return roundMinor(v)
		}
		return v
	}
	return nil
}
