package book

import (
	"bytes"
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"crm/internal/crm"
	"crm/internal/locale"
	"crm/internal/say"
	"crm/internal/wire"
)

// derivedTables follow from the records, and are made again of them; or are of a server, which
// another one has in a way of its own.
var derivedTables = []string{"lookup", "tagged", "logins"}

// TestEveryTableIsExported: whoever adds a table or a column says here what becomes of it when
// the whole book is exported.
func TestEveryTableIsExported(t *testing.T) {
	t.Parallel()
	d := newDesk(t, "2026-06-01")
	look := lookRaw(t, d.path)
	defer look.db.Close()
	want := map[string][]string{"counter": {"next", "changes", "rolled", "unclean"}, "contents": {"sha256", "size", "bytes"}}
	for _, kind := range crm.Kinds() {
		table := crm.NounOf(kind).Table
		for _, f := range crm.BuiltIn(kind).Fields {
			if want[table] = append(want[table], f.Name); f.Order != "" {
				want[table] = append(want[table], f.Order)
			}
		}
		if crm.NounOf(kind).Own {
			want[table] = append(want[table], "own")
		}
	}
	want["opportunities"] = append(want["opportunities"], "own_due") // follows from what is planned
	for _, table := range crm.Tables() {
		for _, c := range table.Columns {
			want[table.Name] = append(want[table.Name], c.Name)
		}
	}
	for _, line := range look.rows(`SELECT m.name AS t, group_concat(c.name, ' ') AS columns FROM sqlite_schema m JOIN pragma_table_info(m.name) c WHERE m.type = 'table' GROUP BY m.name`) {
		table, columns, _ := strings.Cut(strings.TrimPrefix(line, "t="), " columns=")
		if slices.Contains(derivedTables, table) {
			continue
		}
		is := strings.Fields(columns)
		slices.Sort(is)
		slices.Sort(want[table])
		if !slices.Equal(is, want[table]) {
			t.Errorf("table %s has the columns\n%s\nof which are exported\n%s", table, is, want[table])
		}
	}
}

// wholeDump is every row of every table, with JSON in one form.
func (r *raw) wholeDump() string {
	r.t.Helper()
	var all strings.Builder
	for _, line := range r.rows(`SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name`) {
		table := strings.TrimPrefix(line, "name=")
		for _, row := range r.tableRows(table) {
			fmt.Fprintf(&all, "%s: %s\n", table, row)
		}
	}
	return all.String()
}

func (r *raw) tableRows(table string) (lines []string) {
	r.t.Helper()
	rows, err := r.db.Query("SELECT * FROM " + table)
	if err != nil {
		r.t.Fatal(err)
	}
	defer rows.Close()
	names, _ := rows.Columns()
	for rows.Next() {
		values, pointers := make([]sql.RawBytes, len(names)), make([]any, len(names))
		for i := range values {
			pointers[i] = &values[i]
		}
		if err := rows.Scan(pointers...); err != nil {
			r.t.Fatal(err)
		}
		var cells []string
		for i, name := range names {
			text := string(values[i])
			var own map[string]any
			if name == "own" && json.Unmarshal(values[i], &own) == nil {
				sorted, _ := json.Marshal(own)
				text = string(sorted)
			}
			if values[i] != nil && name != "unclean" {
				cells = append(cells, fmt.Sprintf("%s=%q", name, text))
			}
		}
		lines = append(lines, strings.Join(cells, " "))
	}
	if err := rows.Err(); err != nil {
		r.t.Fatal(err)
	}
	slices.Sort(lines)
	return lines
}

// memory is an export that is kept in memory.
type memory struct {
	of       crm.Whole
	hidden   int
	tables   map[string]*bytes.Buffer
	contents [][]byte
}

// exported exports a book.
func exported(t rapid.TB, b *Book) *memory {
	t.Helper()
	english, err := locale.New("en")
	if err != nil {
		t.Fatal(err)
	}
	m := &memory{tables: map[string]*bytes.Buffer{}}
	err = b.Whole(context.Background(), func(w *Whole) (err error) {
		if m.of, err = w.Of(); err != nil {
			return err
		}
		m.hidden = w.Hidden()
		voice := &say.Voice{Locale: english, Currency: m.of.Currency, Schema: w.Schema()}
		lines := func(table string) *wire.Lines {
			m.tables[table] = &bytes.Buffer{}
			return (&wire.Writer{Voice: voice, Out: m.tables[table], Format: wire.JSONL}).Whole()
		}
		for _, kind := range crm.Kinds() {
			l := lines(crm.NounOf(kind).Table)
			for record, err := range w.Records(kind) {
				if err == nil {
					err = l.Record(record)
				}
				if err != nil {
					return err
				}
			}
			if err := l.Flush(); err != nil {
				return err
			}
		}
		for _, table := range crm.Tables() {
			l := lines(table.Name)
			for row, err := range w.Rows(table) {
				if err == nil {
					err = l.Row(table, row)
				}
				if err != nil {
					return err
				}
			}
			if err := l.Flush(); err != nil {
				return err
			}
		}
		for content, err := range w.Contents() {
			if err != nil {
				return err
			}
			m.contents = append(m.contents, content.Bytes)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func (m *memory) Path() string     { return "memory" }
func (m *memory) Whole() crm.Whole { return m.of }
func (m *memory) Hidden() int      { return m.hidden }

func (m *memory) Astray(table string, line int, what string) error {
	return crm.Errorf(crm.CodeDamaged, "%s, line %d: %s", table, line, what)
}

func (m *memory) lines(table string, do func([]byte) error) error {
	n := 0
	for line := range bytes.Lines(m.tables[table].Bytes()) {
		n++
		if err := do(bytes.TrimSpace(line)); err != nil {
			return fmt.Errorf("%s, line %d: %w\n%s", table, n, err, line)
		}
	}
	return nil
}

func (m *memory) Records(kind crm.Kind, schema *crm.Schema, decimals int, do func(crm.Record) error) error {
	return m.lines(crm.NounOf(kind).Table, func(line []byte) error {
		record, err := wire.ReadRecord(line, kind, schema, decimals)
		if err != nil {
			return err
		}
		return do(record)
	})
}

func (m *memory) Rows(table crm.Table, do func([]any) error) error {
	return m.lines(table.Name, func(line []byte) error {
		row, err := wire.ReadRow(line, table)
		if err != nil {
			return err
		}
		return do(row)
	})
}

func (m *memory) Contents(do func([]byte) error) error {
	for _, content := range m.contents {
		if err := do(content); err != nil {
			return err
		}
	}
	return nil
}

// TestExportedBookComesBack: whatever has been done to a book, and taken back, what it is
// exported to makes the same one, row by row.
func TestExportedBookComesBack(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(r *rapid.T) {
		p := newPlayer(t, r)
		p.playAnything()
		o := p.desk.options()
		o.Path, o.As = filepath.Join(filepath.Dir(p.desk.path), "back.db"), ""
		done, err := ImportBook(p.Context(), o, exported(r, p.book))
		if err != nil {
			r.Fatalf("%v\n%s", err, strings.Join(p.log, "\n"))
		}
		if done.Problems > 0 {
			r.Errorf("%d problems", done.Problems)
		}
		back := lookRaw(r, o.Path)
		defer back.db.Close()
		if got, want := back.wholeDump(), p.raw.wholeDump(); got != want {
			r.Fatalf("%s\n%s", differing(got, want), strings.Join(p.log, "\n"))
		}
	})
}
