package store

import (
	"cmp"
	"database/sql"
	"errors"
	"iter"
	"slices"
	"strconv"

	"crm/internal/crm"
	"crm/internal/query"
)

// Select iterates over the rows of a selection, in the Go types of the schema. It
// reuses one slice for all rows.
func (v *View) Select(s query.Select) ([]query.Column, iter.Seq2[[]any, error], error) {
	s.Dialect = v.dialect.expressions
	text, args, cols, err := s.SQL()
	if err != nil {
		return nil, nil, err
	}
	return cols, func(yield func([]any, error) bool) {
		found := &selected{View: v, noun: s.Noun, cols: cols}
		if v.dialect.isFile {
			rows, err := v.rows(text, args...)
			if err == nil {
				err = found.each(rows, yield)
			}
			if err != nil && !errors.Is(err, errEnough) {
				yield(nil, err)
			}
			return
		}
		if v.asks != nil { // what is read in portions is read when it is wanted
			yield(nil, errNoted)
			return
		}
		if err := found.portions(text, args, yield); err != nil && !errors.Is(err, errEnough) {
			yield(nil, err)
		}
	}, nil
}

// errEnough ends a look at rows of which no more are wanted.
var errEnough = errors.New("enough")

// selected reads the rows of a selection.
type selected struct {
	*View
	noun crm.Kind
	cols []query.Column
	n    int // how many it has read
}

// each calls yield with each row, in one slice.
func (s *selected) each(rows *rows, yield func([]any, error) bool) error {
	defer rows.Close()
	values, pointers := make([]any, len(s.cols)), make([]any, len(s.cols))
	for i := range values {
		pointers[i] = &values[i]
	}
	var id, astray sql.NullString
	if names, err := rows.Columns(); err == nil && len(names) > len(s.cols) {
		pointers = append(pointers, &id, &astray)
	}
	for rows.Next() {
		s.n++
		if err := s.ctx.Err(); err != nil {
			return err
		}
		if err := rows.Scan(pointers...); err != nil {
			return err
		}
		if astray.Valid {
			return &fault{table: crm.NounOf(s.noun).Table, row: id.String, column: astray.String}
		}
		for i, col := range s.cols {
			var err error
			if values[i], err = col.Field.DecodeValue(values[i]); err != nil {
				_ = rows.Close()
				return s.faultyField(col.Field.Noun(), col.Field)
			}
		}
		if !yield(values, nil) {
			return errEnough
		}
	}
	return rows.Err()
}

// fetched is how many rows a server is asked for at once.
const fetched = 1000

// portions calls yield with each row of a selection on a server, which answers nothing else
// while somebody reads an answer: whoever sees a row may have a question about it.
func (s *selected) portions(text string, args []any, yield func([]any, error) bool) error {
	s.cursors++
	name := "selected_" + strconv.Itoa(s.cursors)
	if err := s.tx.(*session).later(s.still, "DECLARE "+name+" NO SCROLL CURSOR FOR "+text, args...); err != nil {
		return err
	}
	for more := true; more; {
		found, err := s.tx.QueryContext(s.still, "FETCH "+strconv.Itoa(fetched)+" FROM "+name) //nolint:rowserrcheck // each does
		if err != nil {
			return err
		}
		var all [][]any
		before := s.n
		err = s.each(&rows{found, text, s.dialect}, func(values []any, _ error) bool {
			all = append(all, slices.Clone(values))
			return true
		})
		if err != nil {
			return err
		}
		more = s.n == before+fetched
		for _, values := range all {
			if err := s.ctx.Err(); err != nil {
				return err
			}
			if !yield(values, nil) {
				return errEnough
			}
		}
	}
	return nil
}

// Aggregate returns a row for each group: keys, then measures, as in query.Aggregate.
func (v *View) Aggregate(a query.Aggregate) ([][]any, error) {
	a.Dialect = v.dialect.expressions
	text, args, err := a.SQL()
	if err != nil {
		return nil, err
	}
	var groups [][]any
	size := len(a.By) + len(a.Measures)
	pointers := make([]any, size)
	var astray sql.NullString
	err = v.each(text, args, func(row *rows) error {
		group := make([]any, size)
		for i := range group {
			pointers[i] = &group[i]
		}
		if names, err := row.Columns(); err == nil && len(names) > len(pointers) {
			pointers = append(pointers, &astray)
		}
		if err := cmp.Or(v.ctx.Err(), row.Scan(pointers...)); err != nil {
			return err
		}
		if astray.Valid {
			return &fault{table: crm.NounOf(a.Noun).Table, column: astray.String}
		}
		groups = append(groups, group)
		f, err := a.Decode(group)
		if f != nil {
			return v.faultyField(f.Noun(), f)
		}
		return err
	})
	return groups, err
}
