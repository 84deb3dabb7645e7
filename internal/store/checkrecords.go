package store

import (
	"bytes"
	"cmp"
	"fmt"
	"hash/maphash"
	"math"
	"slices"
	"strings"
	"unicode/utf8"

	"crm/internal/crm"
)

// records reads every value of every record.
func (c *check) records() error {
	for _, kind := range crm.Kinds() {
		if err := c.recordsOf(kind); err != nil {
			c.broken[crm.NounOf(kind).Table] = true
			if crm.CodeOf(c.dialect.explain(err, c.path)) != crm.CodeDamaged {
				return err
			}
			c.unreadable(&fault{table: crm.NounOf(kind).Table})
		}
	}
	return nil
}

// recordsOf reads the records of a noun, and compares what follows from their other
// values with what is stored.
func (c *check) recordsOf(kind crm.Kind) error {
	noun, fields := crm.NounOf(kind), c.schema.Fields(kind).Fields
	if noun.Own {
		if err := c.own(kind); err != nil {
			return err
		}
	}
	text := "SELECT " + c.columnList(fields, "")
	orders := ordersOf(kind)
	for _, f := range orders {
		text += `, "` + f.Order + `"`
	}
	values := make([]any, len(fields)+len(orders))
	into := make([]any, len(values))
	for i := range values {
		into[i] = &values[i]
	}
	text += " FROM " + noun.Table + " WHERE id > $1 ORDER BY id" + atMost(portion)
	type stored struct {
		record crm.Record
		orders []any
	}
	for after, n := int64(math.MinInt64), portion; n == portion; {
		n = 0
		var some []stored // what follows from a record is asked once they are read
		err := c.each(text, []any{after}, func(row *rows) error {
			if err := cmp.Or(c.ctx.Err(), row.Scan(into...)); err != nil {
				return err
			}
			n++
			after, _ = values[0].(int64)
			if record := c.decoded(kind, fields, values); record != nil && c.settled {
				some = append(some, stored{record, slices.Clone(values[len(fields):])})
			}
			return nil
		})
		for _, s := range some {
			if err := c.derived(s.record, orders, s.orders); err != nil {
				return err
			}
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// ordersOf returns the fields of a noun that are sorted by a column of its own.
func ordersOf(kind crm.Kind) (fields []*crm.Field) {
	for _, f := range crm.BuiltIn(kind).Fields {
		if f.Order != "" {
			fields = append(fields, f)
		}
	}
	return fields
}

// decoded returns the record of a row, or nil if a value can't be read.
func (c *check) decoded(kind crm.Kind, fields []*crm.Field, values []any) crm.Record {
	record, sound := crm.New(kind), true
	id, _ := values[0].(int64)
	tell := func(code string, f *crm.Field, values map[string]any) {
		sound = false
		c.add(crm.Problem{Code: code, Table: crm.NounOf(kind).Table, ID: id, Field: f.Name, Values: values})
	}
	for i, f := range fields {
		if values[i] == nil {
			continue
		}
		text, isText := values[i].(string)
		if isText && !utf8.ValidString(text) {
			tell("not-utf8", f, nil)
		} else if err := f.Decode(record, values[i]); err != nil {
			tell("value", f, nil)
		} else if isText && f.Type == crm.CodeType && !slices.Contains(c.valuesOf(f), text) {
			tell("choice", f, map[string]any{"value": text})
		}
	}
	if !sound {
		return nil
	}
	return record
}

// valuesOf returns the values that the book has for a picklist.
func (c *check) valuesOf(f *crm.Field) []string {
	if f.Choices != nil {
		return f.Choices
	}
	return c.settings.Values(f.List)
}

// derived compares what follows from the values of a record with what is stored.
func (c *check) derived(record crm.Record, orders []*crm.Field, kept []any) error {
	want := crm.Copy(record)
	if err := c.derive(want); err != nil {
		return err
	}
	tell := func(field string) {
		c.add(crm.Problem{Code: "derived", Table: crm.NounOf(record.Noun()).Table, ID: crm.IDOf(record), Field: field, Derived: true})
	}
	for _, f := range crm.BuiltIn(record.Noun()).Fields {
		if f.Encode(record) != f.Encode(want) {
			tell(f.Name)
		}
	}
	for i, f := range orders {
		if is, _ := kept[i].([]byte); !bytes.Equal(is, c.order(record, f)) {
			tell(f.Name)
		}
	}
	return nil
}

// search compares the terms by which contacts are found with what the contacts are
// called. It keeps a sum for each contact, since the terms may be very many.
func (c *check) search() error {
	if !c.settled {
		return nil
	}
	seed := maphash.MakeSeed()
	sums := map[int64]uint64{}
	sumOf := func(t term) uint64 { return maphash.String(seed, t.what+"\x00"+t.text) }
	err := c.each("SELECT contact, what, term FROM lookup", nil, func(row *rows) error {
		var contact int64
		var t term
		err := row.Scan(&contact, &t.what, &t.text)
		sums[contact] += sumOf(t)
		return err
	})
	if err != nil {
		return err
	}
	fields := fieldsNamed(crm.KindContact, append([]string{"id"}, foundBy...)...)
	scan := newScan(fields)
	err = c.each("SELECT "+c.columnList(fields, "")+" FROM contacts ORDER BY id", nil, func(row *rows) error {
		contact := new(crm.Contact)
		defer func() { delete(sums, contact.ID) }()
		if scan.into(row, contact) != nil {
			return nil // which has been told
		}
		terms := c.terms(contact)
		slices.SortFunc(terms, func(a, b term) int { return strings.Compare(a.what+a.text, b.what+b.text) })
		for _, t := range slices.Compact(terms) {
			sums[contact.ID] -= sumOf(t)
		}
		if sums[contact.ID] != 0 {
			c.add(crm.Problem{Code: "search", Table: "contacts", ID: contact.ID, Derived: true})
		}
		return nil
	})
	for contact := range sums {
		c.add(crm.Problem{Code: "search-nobody", Table: "lookup", ID: contact, Derived: true})
	}
	return err
}

// journal reads every row of the journal.
func (c *check) journal() error {
	changes, err := column[int64](c.View, "SELECT id FROM changes ORDER BY id")
	if err != nil {
		return err
	}
	for _, id := range changes {
		if _, err := c.changesWhere("WHERE id = $1", id); err != nil {
			f, ok := asFault(err)
			if !ok {
				return err
			}
			c.add(crm.Problem{Code: "value", Table: "changes", ID: id, Field: f.column})
		}
	}
	needed, err := c.needed()
	if err != nil {
		return err
	}
	return c.each("SELECT change, seq, kind, action, coalesce(before, ''), coalesce(after, '') FROM edits ORDER BY change, seq", nil, func(row *rows) error {
		e := &Entry{}
		var before, after, column string
		if err := row.Scan(&e.Change, &e.Seq, &e.Kind, &e.Action, &before, &after); err != nil {
			f, ok := asFault(err)
			if !ok {
				return err
			}
			column = f.column
		} else {
			column = c.restore(e, before, after)
			if column == "" && !hasAll(e, needed) {
				column = "before"
			}
		}
		if column != "" {
			c.add(crm.Problem{Code: "edit", Table: "edits", ID: e.Change, Field: column, Values: map[string]any{"seq": e.Seq}})
		}
		return nil
	})
}

// rules checks the invariants.
func (c *check) rules() error {
	for _, i := range invariants() {
		if err := c.none(i); err != nil {
			if crm.CodeOf(c.dialect.explain(err, c.path)) != crm.CodeDamaged {
				return err
			}
			c.unreadable(&fault{table: i.table})
		}
	}
	for _, kind := range crm.Kinds() {
		for _, f := range crm.BuiltIn(kind).Fields {
			if f.Type != crm.RefType || f.Ref == "" {
				continue
			}
			if err := c.none(invariant{code: "reference", table: crm.NounOf(kind).Table, field: f.Name, query: fmt.Sprintf(
				`SELECT id, %[1]s FROM %[2]s AS r WHERE %[1]s IS NOT NULL AND NOT EXISTS (SELECT 1 FROM %[3]s o WHERE o.id = r.%[1]s)`,
				c.dialect.expressions.Place("", f), crm.NounOf(kind).Table, crm.NounOf(f.Ref).Table)}); err != nil {
				return err
			}
		}
	}
	return nil
}

// none reports each row that breaks an invariant: its number, and another one.
func (c *check) none(i invariant) error {
	return c.each(i.query, i.args, func(row *rows) error {
		p := crm.Problem{Code: i.code, Table: i.table, Field: i.field, Derived: i.derived}
		var id, other any
		if err := row.Scan(&id, &other); err != nil {
			return err
		}
		p.ID, _ = id.(int64)
		if n, ok := other.(int64); ok && n != 0 {
			p.Values = map[string]any{"other": n}
		}
		c.add(p)
		return nil
	})
}
