//go:build unix

package store

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"crm/internal/crm"
)

var someTable = &copiedTable{name: "contacts", columns: []tableColumn{
	{name: "id", kind: "INTEGER", inKey: 1}, {name: "name", kind: textColumn}, {name: "at", kind: bytesColumn}, {name: "n", kind: "BIGINT"},
}}

// TestRowsComeBack: a row has one encoding, which is read as it was written, however it is cut up
// on its way.
func TestRowsComeBack(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		var all [][]any
		var out, wire bytes.Buffer
		w := &rowWriter{t: someTable, to: &out}
		for range rapid.IntRange(0, 5).Draw(r, "rows") {
			row := []any{rapid.Int64().Draw(r, "id"), nil, nil, nil}
			if rapid.Bool().Draw(r, "named") {
				row[1] = rapid.StringMatching("[a-z\u00e9\u7f8e]*").Draw(r, "name")
				row[2] = append([]byte{}, rapid.SliceOf(rapid.Byte()).Draw(r, "bytes")...)
				row[3] = rapid.Int64().Draw(r, "n")
			}
			if err := w.write(row); err != nil {
				r.Fatal(err)
			}
			all = append(all, row)
		}
		only := &onlyRows{to: &wire}
		sent := []byte(copyHead + out.String() + copyTail)
		for len(sent) > 0 {
			n := rapid.IntRange(1, len(sent)).Draw(r, "cut")
			if _, err := only.Write(sent[:n]); err != nil {
				r.Fatal(err)
			}
			sent = sent[n:]
		}
		if !bytes.Equal(wire.Bytes(), out.Bytes()) || string(only.end) != copyTail {
			r.Fatalf("%x came of %x, and %x behind it", wire.Bytes(), out.Bytes(), only.end)
		}
		in := newRowReader(someTable, &wire)
		for _, want := range all {
			got := make([]any, len(want))
			if _, err := in.read(got); err != nil || !reflect.DeepEqual(got, want) {
				r.Fatalf("%v came of %v, %v", got, want, err)
			}
		}
		if _, err := in.read(make([]any, 4)); !errors.Is(err, io.EOF) {
			r.Errorf("behind the last row there is %v", err)
		}
	})
}

// TestRowsThatAreNone: what no column can have is a fault of its row, and half a row an error.
func TestRowsThatAreNone(t *testing.T) {
	for _, row := range [][]any{
		{int64(12), "a\x00b", nil, nil}, {int64(12), "a\xff", nil, nil}, {int64(12), []byte("a"), nil, nil}, {int64(12), nil, "a", nil},
		{int64(12), nil, nil, "a"}, {int64(12), nil, nil, 1.5}, {int64(12), int64(1), nil, nil},
	} {
		var f *fault
		if err := (&rowWriter{t: someTable, to: io.Discard}).write(row); !errors.As(err, &f) || f.row != "12" || f.column == "" {
			t.Errorf("%v is taken: %v", row, err)
		}
	}
	var out bytes.Buffer
	if err := (&rowWriter{t: someTable, to: &out}).write([]any{int64(1), "abc", []byte("d"), int64(2)}); err != nil {
		t.Fatal(err)
	}
	for n := 1; n < out.Len(); n++ {
		if _, err := newRowReader(someTable, bytes.NewReader(out.Bytes()[:n])).read(make([]any, 4)); err == nil || errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF) {
			t.Errorf("%d bytes of a row: %v", n, err)
		}
	}
	if _, err := (&onlyRows{to: io.Discard}).Write([]byte("something else")); err == nil {
		t.Error("something else is taken for a copy")
	}
}

// TestDamagedBookIsNotCopied: what can't be read is named, with its book, and nothing is made.
func TestDamagedBookIsNotCopied(t *testing.T) {
	for name, damage := range map[string]string{
		"table producers, number 1, name": "UPDATE producers SET name = CAST(x'61ff' AS TEXT)",
		"table settings":                  "PRAGMA foreign_keys = OFF; UPDATE producers SET version = 'x'; UPDATE settings SET file_limit = 'x'",
		"the book is damaged":             "PRAGMA foreign_keys = OFF; INSERT INTO opportunities (id, version, contact, status) VALUES (77, 1, 99, 'open')",
	} {
		path := bookIn(t)
		s := openFor(t, path)
		write(t, s, func(tx *Tx) error { _, err := tx.Put(&crm.Producer{Name: "Ann"}); return err })
		db, err := sql.Open("sqlite", path)
		if err == nil {
			_, err = db.ExecContext(t.Context(), damage)
		}
		if err != nil {
			t.Fatal(err)
		}
		_ = db.Close()
		to := filepath.Join(t.TempDir(), "copy.db")
		d, err := s.Draft(t.Context(), to, false)
		if err == nil {
			d.Discard()
		}
		if crm.CodeOf(err) != crm.CodeDamaged || !strings.Contains(err.Error(), path) && name != "table settings" {
			t.Errorf("%s: %v", name, err)
		}
		if left, _ := os.ReadDir(filepath.Dir(to)); len(left) > 0 {
			t.Errorf("%s: a copy that failed leaves %v", name, left)
		}
	}
}

// TestCopyOnServer is what a copy meets on a server alone.
func TestCopyOnServer(t *testing.T) {
	if os.Getenv("CRM_TEST_POSTGRES") == "" {
		t.Skip("there is no server (.ci/with-postgres)")
	}
	from := openFor(t, anyBookIn(t))
	write(t, from, func(tx *Tx) error { _, err := tx.Put(&crm.Producer{Name: "Ann"}); return err })
	to := from.Path() + "_copy"
	s := madeFrom(t, from, to)

	if got, want := constraintsOf(t, s), constraintsOf(t, from); got != want || !strings.Contains(got, "FOREIGN KEY") || !strings.Contains(got, "contacts_stage") {
		t.Errorf("the copy has %s, want %s", got, want)
	}

	killed := from.Path() + "_killed" // in the middle of it
	_, err := draftOnServer(t.Context(), killed, func(tx *Tx) error {
		var pid int
		if err := tx.row("SELECT pg_backend_pid()").Scan(&pid); err != nil {
			return err
		}
		write(t, from, func(other *Tx) error {
			return other.row("SELECT count(*) FROM pg_terminate_backend($1)", pid).Scan(new(int))
		})
		tables, err := copiedTables()
		if err != nil {
			return err
		}
		c := &copying{ctx: t.Context(), of: from, tables: tables}
		return from.Read(t.Context(), func(v *View) error { c.from = v; return c.into(tx) })
	})
	if crm.CodeOf(err) != crm.CodeEnvironment || !strings.Contains(err.Error(), "nothing was changed") {
		t.Errorf("a server that ends the session: %v", err)
	}
	if _, err := Open(t.Context(), killed); !IsNoBook(err) {
		t.Errorf("a book that was not copied to its end: %v", err)
	}

	hidden := openFor(t, to)
	write(t, hidden, func(tx *Tx) error {
		return tx.allPlainly([]string{"ALTER TABLE notes ENABLE ROW LEVEL SECURITY", "ALTER TABLE notes FORCE ROW LEVEL SECURITY"})
	})
	ctx := context.Background()
	login := fmt.Sprintf("copier%d", os.Getpid())
	write(t, hidden, func(tx *Tx) error {
		return tx.allPlainly([]string{"CREATE ROLE " + login + " LOGIN", "GRANT USAGE ON SCHEMA " + hidden.server.schema + " TO " + login,
			"GRANT SELECT ON ALL TABLES IN SCHEMA " + hidden.server.schema + " TO " + login})
	})
	as, err := OpenRead(ctx, strings.Replace(to, "postgres://postgres@", "postgres://"+login+"@", 1))
	if err != nil {
		t.Fatal(err)
	}
	defer as.Close()
	file := filepath.Join(t.TempDir(), "copy.db")
	if _, err := as.Draft(ctx, file, false); crm.CodeOf(err) != crm.CodeEnvironment || !strings.Contains(err.Error(), "hidden from this login") {
		t.Errorf("a login from which notes are hidden: %v", err)
	}
	if _, err := os.Stat(file); err == nil {
		t.Error("a part of a book was copied")
	}
}

// madeFrom copies a book.
func madeFrom(t *testing.T, from *Store, to string) *Store {
	t.Helper()
	d, err := from.Draft(t.Context(), to, false)
	if err != nil {
		t.Fatal(err)
	}
	s, made, err := d.Publish(t.Context())
	if err != nil || !made {
		t.Fatalf("made %v, %v", made, err)
	}
	t.Cleanup(func() { _ = s.Close() })
	return s
}

// constraintsOf are the indexes and constraints of a book on a server.
func constraintsOf(t *testing.T, s *Store) string {
	t.Helper()
	var all []string
	read(t, s, func(v *View) (err error) {
		all, err = column[string](v, `SELECT t.relname || ' ' || c.conname || ' ' || pg_get_constraintdef(c.oid) FROM pg_constraint c JOIN pg_class t ON t.oid = c.conrelid
			WHERE t.relnamespace = to_regnamespace(current_schema())
			UNION ALL SELECT replace(indexdef, current_schema() || '.', '') FROM pg_indexes WHERE schemaname = current_schema() ORDER BY 1`)
		return err
	})
	return strings.Join(all, "\n")
}
