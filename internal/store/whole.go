package store

import (
	"database/sql"
	"encoding/json"
	"iter"
	"maps"
	"slices"
	"strings"

	"crm/internal/crm"
)

// Whole returns what is true of the book beside its records and rows.
func (v *View) Whole() (w crm.Whole, err error) {
	var rolled sql.NullString
	if err := v.row("SELECT next, changes, rolled FROM counter").Scan(&w.Next, &w.Change, &rolled); err != nil {
		return w, err
	}
	if w.Rolled, err = crm.ParseISODate(rolled.String); err != nil {
		return w, &fault{table: "counter", column: "rolled"}
	}
	w.Currency = v.settings.Currency
	w.Identity, err = v.Identity()
	return w, err
}

// Records iterates over all records of a noun by number, with what they have of fields that
// the book does not have any more.
func (v *View) Records(kind crm.Kind) iter.Seq2[crm.Record, error] {
	return func(yield func(crm.Record, error) bool) {
		fields := v.schema.Fields(kind).Fields
		text, scan := v.selecting(kind), newScan(fields)
		var own sql.NullString
		if crm.NounOf(kind).Own {
			text = strings.Replace(text, " FROM ", ", own FROM ", 1)
			scan.pointers = append(scan.pointers, &own)
		}
		rows, err := v.rows(text + " ORDER BY id")
		if err != nil {
			yield(nil, err)
			return
		}
		defer rows.Close()
		for rows.Next() {
			record := crm.New(kind)
			err := v.ctx.Err()
			if err == nil {
				err = scan.into(rows, record)
			}
			if err == nil && own.Valid {
				err = v.keepOthers(record, own.String)
			}
			if !yield(record, err) || err != nil {
				return
			}
		}
		if err := rows.Err(); err != nil {
			yield(nil, err)
		}
	}
}

// keepOthers gives a record what its column own has of fields that the book does not have
// any more.
func (v *View) keepOthers(record crm.Record, stored string) error {
	kind := record.Noun()
	var own map[string]any
	if json.Unmarshal([]byte(stored), &own) != nil {
		return &fault{table: crm.NounOf(kind).Table, column: "own"}
	}
	for _, key := range slices.Sorted(maps.Keys(own)) {
		if _, known := v.schema.Fields(kind).Kept(key); !known {
			crm.KeepLeft(record, key, own[key])
		}
	}
	return nil
}

// Rows iterates over the rows of a table that has no records, in the order of its key. It
// reuses one slice for all rows.
func (v *View) Rows(t crm.Table) iter.Seq2[[]any, error] {
	return func(yield func([]any, error) bool) {
		rows, err := v.rows("SELECT " + columnNames(t) + " FROM " + t.Name + " ORDER BY 1, 2")
		if err != nil {
			yield(nil, err)
			return
		}
		defer rows.Close()
		values, pointers := make([]any, len(t.Columns)), make([]any, len(t.Columns))
		for i := range values {
			pointers[i] = &values[i]
		}
		for rows.Next() {
			err := v.ctx.Err()
			if err == nil {
				err = rows.Scan(pointers...)
			}
			for i, c := range t.Columns {
				if err == nil && !fits(c, values[i]) {
					err = &fault{table: t.Name, column: c.Name}
				}
			}
			if !yield(values, err) || err != nil {
				return
			}
		}
		if err := rows.Err(); err != nil {
			yield(nil, err)
		}
	}
}

// fits reports whether a column may have a value.
func fits(c crm.Column, value any) bool {
	switch v := value.(type) {
	case nil:
		return !c.Needed
	case int64:
		return c.Type == crm.NumberType
	case string:
		return c.Type == crm.TextType || c.Type == crm.StructureType && json.Valid([]byte(v))
	}
	return false
}

func columnNames(t crm.Table) string {
	var names []string
	for _, c := range t.Columns {
		names = append(names, `"`+c.Name+`"`)
	}
	return strings.Join(names, ", ")
}

// ContentSums returns the SHA-256 of all bytes of files in the book, in order.
func (v *View) ContentSums() ([]string, error) {
	return column[string](v, "SELECT sha256 FROM contents ORDER BY sha256")
}

// ContentNames returns the SHA-256 of all bytes of files in the book, with the name of one
// file of each that is there: "12-quote.pdf".
func (v *View) ContentNames() (sums []string, files map[string]*crm.File, err error) {
	files = map[string]*crm.File{}
	if sums, err = v.ContentSums(); err != nil {
		return nil, nil, err
	}
	for record, err := range v.Records(crm.KindFile) {
		if err != nil {
			return nil, nil, err
		}
		if f := record.(*crm.File); files[f.SHA256] == nil {
			files[f.SHA256] = f
		}
	}
	return sums, files, nil
}

// Load writes a record of another book as it was there, into a book without it. The
// settings come first, then the fields that the book has added, then Settled.
func (tx *Tx) Load(record crm.Record) error {
	if err := tx.insertRecord(record); err != nil {
		return err
	}
	edit := &crm.Edit{Action: crm.Create, Kind: record.Noun(), ID: crm.IDOf(record), After: record}
	if s, ok := record.(*crm.Settings); ok {
		tx.settings, tx.alphabet = crm.Copy(s), nil
	}
	if err := tx.tag(edit); err != nil {
		return err
	}
	if record.Noun() != crm.KindContact {
		return nil
	}
	return tx.index(edit)
}

// Settled goes on with the settings and the fields that were loaded.
func (tx *Tx) Settled() error { return tx.ownChanged() }

// LoadRow writes a row of a table that has no records.
func (tx *Tx) LoadRow(t crm.Table, values []any) error {
	return tx.exec("INSERT INTO "+t.Name+" ("+columnNames(t)+") VALUES "+marks(1, len(t.Columns)), values...)
}

// Loading allows records to be loaded before those to which they refer.
func (tx *Tx) Loading() error { return tx.plainly(tx.dialect.later) }

// Loaded goes on with the numbers of the other book, once all of it is loaded, and works out
// what is kept for speed alone.
func (tx *Tx) Loaded(w crm.Whole) error {
	tx.counter.next, tx.counter.changes, tx.counter.rolled = w.Next, w.Change, w.Rolled
	for _, i := range followed() {
		if err := tx.exec(i.mends); err != nil {
			return err
		}
	}
	return nil
}

// Astray is a row that refers to a record that is not there.
type Astray struct {
	Table, To string
	Place     int // among the rows of the table, from 1; 0 is not known
}

// Astray returns the first row that refers to a record that is not there, or nil.
func (v *View) Astray() (*Astray, error) {
	var found *Astray
	err := v.each(`SELECT "table", coalesce(rowid, 0), parent FROM pragma_foreign_key_check LIMIT 1`, nil, func(row *rows) error {
		found = &Astray{}
		var id int64
		if err := row.Scan(&found.Table, &id, &found.To); err != nil || id == 0 {
			return err
		}
		var err error
		found.Place, err = v.count("SELECT count(*) FROM "+found.Table+" WHERE id <= $1", id)
		return err
	})
	return found, err
}

// IsBlank reports whether nothing has been recorded in the book but its settings and who
// works with it.
func (v *View) IsBlank() (bool, error) {
	tables := []string{"contents", "imported", "rule_problems", "rule_fills", "erasures", "silenced"}
	for _, kind := range crm.Kinds() {
		if kind != crm.KindSettings && kind != crm.KindProducer {
			tables = append(tables, crm.NounOf(kind).Table)
		}
	}
	for _, table := range tables {
		if some, err := v.any("FROM " + table); some || err != nil {
			return false, err
		}
	}
	return true, nil
}

// IsConstraint reports whether a row was not taken: its number is taken, or something that
// is needed is missing.
func IsConstraint(err error) bool {
	code := primaryCode(err)
	return code == sqliteConstraint || code == sqliteMismatch || strings.HasPrefix(stateOf(err), "23")
}

// EverRecorded returns the numbers of all records of a noun that the journal knows.
func (v *View) EverRecorded(kind crm.Kind) ([]int64, error) {
	return column[int64](v, "SELECT DISTINCT record FROM edits WHERE kind = $1 ORDER BY record", string(kind))
}
