//go:build unix

package store

import (
	"bytes"
	"context"
	"database/sql"
	"encoding/binary"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"crm/internal/crm"
)

// first puts into a new book what every book has.
func first(tx *Tx) error {
	_, err := tx.Put(crm.DefaultSettings())
	return err
}

// newBook makes a book and closes it.
func newBook(t *testing.T, path string) string {
	t.Helper()
	s, made, err := Create(t.Context(), path, first)
	if err != nil || !made {
		t.Fatalf("made %v, %v", made, err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	return path
}

func bookIn(t *testing.T) string { return newBook(t, filepath.Join(t.TempDir(), "book.db")) }

// anyBookIn is bookIn, on a server where CRM_TEST_POSTGRES names one (.ci/with-postgres): what
// is asked of it is for both.
func anyBookIn(t *testing.T) string {
	server := os.Getenv("CRM_TEST_POSTGRES")
	if server == "" {
		return bookIn(t)
	}
	return newBook(t, fmt.Sprintf("%s&book=t%d_%d", server, os.Getpid(), books.Add(1)))
}

var books atomic.Int64

func openFor(t *testing.T, path string) *Store {
	t.Helper()
	s, err := Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	return s
}

func write(t *testing.T, s *Store, fn func(*Tx) error) {
	t.Helper()
	if err := s.Write(t.Context(), fn); err != nil {
		t.Fatal(err)
	}
}

func read(t *testing.T, s *Store, fn func(*View) error) {
	t.Helper()
	if err := s.Read(t.Context(), fn); err != nil {
		t.Fatal(err)
	}
}

func contents(t *testing.T, path string) []byte {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func TestNewBookIsPrivate(t *testing.T) {
	old := syscall.Umask(0)
	defer syscall.Umask(old)
	path := filepath.Join(t.TempDir(), "data", "crm", "book.db")
	s, _, err := Create(t.Context(), path, first)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	write(t, s, func(tx *Tx) error { _, err := tx.Put(&crm.Producer{Name: "Ann"}); return err })
	for file, want := range map[string]os.FileMode{
		path: 0o600, path + "-wal": 0o600, path + "-shm": 0o600, filepath.Dir(path): 0o700, filepath.Dir(filepath.Dir(path)): 0o700,
	} {
		info, err := os.Stat(file)
		if err != nil {
			t.Error(err)
		} else if info.Mode().Perm() != want {
			t.Errorf("%s has mode %o, want %o", file, info.Mode().Perm(), want)
		}
	}
}

func TestNewBookKeepsAJournalAhead(t *testing.T) {
	s := openFor(t, bookIn(t))
	for pragma, want := range map[string]string{
		"journal_mode": "wal", "synchronous": "2", "foreign_keys": "1", "secure_delete": "1", "trusted_schema": "0",
		"application_id": "1668443490", "user_version": fmt.Sprint(SchemaVersion), "busy_timeout": engineWait,
	} {
		var got string
		if err := s.db.QueryRow("PRAGMA " + pragma).Scan(&got); err != nil || got != want {
			t.Errorf("%s is %s, %v; want %s", pragma, got, err, want)
		}
	}
}

// TestFaultsOfTheFile goes through FAULTS.md: what must not be opened, by
// which code it is refused, and that it is left as it was.
func TestFaultsOfTheFile(t *testing.T) {
	header := func(t *testing.T, change func([]byte)) string {
		path := bookIn(t)
		data := contents(t, path)
		change(data)
		if err := os.WriteFile(path, data, 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	file := func(t *testing.T, data []byte) string {
		path := filepath.Join(t.TempDir(), "book.db")
		if err := os.WriteFile(path, data, 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	for name, c := range map[string]struct {
		make func(t *testing.T) string
		code crm.Code
	}{
		"6: text":                  {func(t *testing.T) string { return file(t, bytes.Repeat([]byte("Dear Sir or Madam,\n"), 100)) }, crm.CodeDamaged},
		"6: gzip":                  {func(t *testing.T) string { return file(t, append([]byte{0x1f, 0x8b, 8}, make([]byte, 500)...)) }, crm.CodeDamaged},
		"6: short text":            {func(t *testing.T) string { return file(t, []byte("hello")) }, crm.CodeDamaged},
		"6: bad magic":             {func(t *testing.T) string { return header(t, func(b []byte) { b[3] = 'X' }) }, crm.CodeDamaged},
		"6: a file format to come": {func(t *testing.T) string { return header(t, func(b []byte) { b[18], b[19] = 9, 9 }) }, crm.CodeDamaged},
		"7: truncated to the header": {func(t *testing.T) string {
			path := bookIn(t)
			return file(t, contents(t, path)[:120])
		}, crm.CodeDamaged},
		"7: truncated to the half": {func(t *testing.T) string {
			data := contents(t, bookIn(t))
			return file(t, data[:len(data)/2])
		}, crm.CodeDamaged},
		"9: empty":         {func(t *testing.T) string { return file(t, nil) }, crm.CodeDamaged},
		"10: not there":    {func(t *testing.T) string { return filepath.Join(t.TempDir(), "book.db") }, crm.CodeNotFound},
		"10: no directory": {func(t *testing.T) string { return filepath.Join(t.TempDir(), "none", "book.db") }, crm.CodeNotFound},
		"11: a device":     {func(*testing.T) string { return os.DevNull }, crm.CodeEnvironment},
		"11: a directory":  {func(t *testing.T) string { return t.TempDir() }, crm.CodeEnvironment},
		"11: a pipe": {func(t *testing.T) string {
			path := filepath.Join(t.TempDir(), "pipe")
			if err := syscall.Mkfifo(path, 0o600); err != nil {
				t.Fatal(err)
			}
			return path
		}, crm.CodeEnvironment},
		"12: a dangling link": {func(t *testing.T) string {
			path := filepath.Join(t.TempDir(), "link")
			if err := os.Symlink(filepath.Join(filepath.Dir(path), "target"), path); err != nil {
				t.Fatal(err)
			}
			return path
		}, crm.CodeEnvironment},
		"12: a link to itself": {func(t *testing.T) string {
			path := filepath.Join(t.TempDir(), "link")
			if err := os.Symlink(path, path); err != nil {
				t.Fatal(err)
			}
			return path
		}, crm.CodeEnvironment},
		"14: a newer book": {func(t *testing.T) string {
			return header(t, func(b []byte) { binary.BigEndian.PutUint32(b[60:], 99) })
		}, crm.CodeVersion},
		"14: a book without a version": {func(t *testing.T) string {
			return header(t, func(b []byte) { binary.BigEndian.PutUint32(b[60:], 0) })
		}, crm.CodeDamaged},
		"15: of another program": {func(t *testing.T) string {
			return header(t, func(b []byte) { binary.BigEndian.PutUint32(b[68:], 0x0f055111) })
		}, crm.CodeDamaged},
	} {
		for mode, open := range map[string]func(context.Context, string) (*Store, error){"write": Open, "read": OpenRead} {
			t.Run(name+"/"+mode, func(t *testing.T) {
				path := c.make(t)
				info, _ := os.Stat(path)
				var before []byte
				if info != nil && info.Mode().IsRegular() {
					before = contents(t, path)
				}
				ctx, cancel := context.WithTimeout(t.Context(), 4*time.Second)
				defer cancel()
				s, err := open(ctx, path)
				if err == nil {
					// Damage that lies deeper is met by the first read.
					err = s.Read(ctx, func(*View) error { return nil })
					_ = s.Close()
				}
				if err == nil || crm.CodeOf(err) != c.code {
					t.Errorf("%v (%s), want %s", err, crm.CodeOf(err), c.code)
				}
				if err != nil && strings.ContainsAny(err.Error(), ";") && strings.Contains(err.Error(), "SELECT") {
					t.Errorf("the error shows SQL: %v", err)
				}
				if before != nil && !bytes.Equal(contents(t, path), before) {
					t.Error("the file was changed")
				}
				if info == nil {
					if _, err := os.Stat(path); err == nil {
						t.Error("a file was made")
					}
				}
			})
		}
	}
}

// TestNamesThatMeanSomethingInAURL is fault 13: exactly that file is opened.
func TestNamesThatMeanSomethingInAURL(t *testing.T) {
	for _, name := range []string{"a?b.db", "a#b.db", "%41.db", "a b&mode=ro.db", "naïve 本.db", "?", "a;b'\".db"} {
		dir := t.TempDir()
		path := newBook(t, filepath.Join(dir, name))
		s := openFor(t, path)
		write(t, s, func(tx *Tx) error { _, err := tx.Put(&crm.Producer{Name: "Ann"}); return err })
		if err := s.Close(); err != nil {
			t.Error(err)
		}
		entries, err := os.ReadDir(dir)
		if err != nil || len(entries) != 1 || entries[0].Name() != name {
			t.Errorf("%q: in the directory is %v", name, entries)
		}
		read(t, openFor(t, path), func(tx *View) error {
			if producers, err := tx.Producers(); err != nil || len(producers) != 1 {
				t.Errorf("%q: %d producers, %v", name, len(producers), err)
			}
			return nil
		})
	}
}

// TestBusy: another program holds the book for writing. Reads go on, a write
// says so when its wait is over.
func TestBusy(t *testing.T) {
	path := bookIn(t)
	other, err := sql.Open("sqlite", "file:"+path)
	if err != nil {
		t.Fatal(err)
	}
	defer other.Close()
	other.SetMaxOpenConns(1)
	if _, err := other.Exec("BEGIN IMMEDIATE; UPDATE counter SET next = 77"); err != nil {
		t.Fatal(err)
	}
	start := time.Now()
	reader, err := OpenRead(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	defer reader.Close()
	read(t, reader, func(*View) error { return nil })
	if waited := time.Since(start); waited > time.Second {
		t.Errorf("a read waited %s", waited)
	}
	s := openFor(t, path)
	err = s.Write(WithWait(t.Context(), 50*time.Millisecond), func(*Tx) error { t.Error("the transaction began"); return nil })
	if err == nil || crm.CodeOf(err) != crm.CodeBusy {
		t.Errorf("%v, want busy", err)
	}
	if _, err := other.Exec("ROLLBACK"); err != nil {
		t.Fatal(err)
	}
	write(t, s, func(tx *Tx) error { _, err := tx.Put(&crm.Producer{Name: "Ann"}); return err })
}

func TestReadingCanNotWrite(t *testing.T) {
	path := bookIn(t)
	before := contents(t, path)
	s, err := OpenRead(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	err = s.Write(t.Context(), func(tx *Tx) error { _, err := tx.Put(&crm.Producer{Name: "Ben"}); return err })
	if err == nil || crm.CodeOf(err) != crm.CodeEnvironment {
		t.Errorf("%v, want environment", err)
	}
	if !bytes.Equal(contents(t, path), before) {
		t.Error("the file was changed")
	}
}

// TestOneState: whatever is asked of a book that was opened to read is asked of the
// same state of it, whoever writes in between. What writes sees the state as it is.
func TestOneState(t *testing.T) {
	path := bookIn(t)
	writer, other := openFor(t, path), openFor(t, path)
	reader, err := OpenRead(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	defer reader.Close()
	for i, country := range []string{"", "it", "us"} {
		write(t, writer, func(tx *Tx) error {
			settings := tx.Settings()
			settings.Country = country
			if _, err := tx.Put(settings); err != nil {
				return err
			}
			_, err := tx.Put(&crm.Producer{Name: "Ann"})
			return err
		})
		for name, s := range map[string]*Store{"reader": reader, "other": other} {
			want, wantCountry := i+1, country
			if s == reader {
				want, wantCountry = 1, ""
			}
			read(t, s, func(v *View) error {
				n, err := v.count("SELECT count(*) FROM producers")
				if n != want || v.Settings().Country != wantCountry || v.country() != wantCountry {
					t.Errorf("%s %d: %d producers in %q, want %d in %q", name, i, n, v.Settings().Country, want, wantCountry)
				}
				return err
			})
		}
		write(t, other, func(tx *Tx) error {
			if tx.country() != country {
				t.Errorf("%d: a change goes by the country %q, want %q", i, tx.country(), country)
			}
			return nil
		})
	}
}

// TestViewAsks: a View of a book that may be written runs questions alone.
func TestViewAsks(t *testing.T) {
	path := bookIn(t)
	s := openFor(t, path)
	read(t, s, func(v *View) error {
		for _, text := range []string{
			"DELETE FROM settings RETURNING version", "UPDATE counter SET next = 1 RETURNING next",
			"WITH one AS (SELECT 1) DELETE FROM settings RETURNING version", " SELECT 1", "PRAGMA user_version = 9",
		} {
			if n, err := v.count(text); err == nil {
				t.Errorf("%s answers %d", text, n)
			}
		}
		if n, err := v.count("SELECT count(*) FROM settings"); n != 1 || err != nil {
			t.Errorf("%d settings, %v", n, err)
		}
		return nil
	})
}

// TestWriteIsAllOrNothing: what fails, is rolled back or panics leaves nothing,
// not even a number that was taken.
func TestWriteIsAllOrNothing(t *testing.T) {
	s := openFor(t, bookIn(t))
	put := func(tx *Tx) int64 {
		p := &crm.Producer{Name: "Ann"}
		if _, err := tx.Put(p); err != nil {
			t.Fatal(err)
		}
		return p.ID
	}
	var taken int64
	wrong := crm.Errorf(crm.CodeInvalid, "wrong")
	if err := s.Write(t.Context(), func(tx *Tx) error { taken = put(tx); return wrong }); !errors.Is(err, wrong) {
		t.Errorf("%v, want the error of the function", err)
	}
	write(t, s, func(tx *Tx) error { put(tx); return ErrRollBack })
	func() {
		defer func() { _ = recover() }()
		_ = s.Write(t.Context(), func(tx *Tx) error { put(tx); panic("on purpose") })
	}()
	write(t, s, func(tx *Tx) error {
		producers, err := tx.Producers()
		if len(producers) != 0 {
			t.Errorf("%d producers are left", len(producers))
		}
		if id := put(tx); id != taken {
			t.Errorf("the number is %d, want %d", id, taken)
		}
		return err
	})
}

// TestReadOnlyPlace: a book that lies where nothing may be written can be read,
// as a copy on a medium can.
// What a look at a read-only book leaves beside it keeps nobody from writing once the book
// is writable.
func TestBookThatWasReadOnly(t *testing.T) {
	path := bookIn(t)
	if err := os.Chmod(path, 0o400); err != nil {
		t.Fatal(err)
	}
	look, err := OpenRead(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	read(t, look, func(*View) error { return nil })
	_ = look.Close()
	if info, err := os.Stat(path + "-shm"); err == nil && info.Mode().Perm() != 0o400 {
		t.Fatalf("a look leaves %v", info.Mode())
	}
	if err := os.Chmod(path, 0o600); err != nil {
		t.Fatal(err)
	}
	s := openFor(t, path)
	write(t, s, func(tx *Tx) error { return nil })
	for _, suffix := range []string{"-wal", "-shm"} {
		if info, err := os.Stat(path + suffix); err == nil && info.Mode().Perm() != 0o600 {
			t.Errorf("%s has mode %v", suffix, info.Mode())
		}
	}
}

func TestReadOnlyPlace(t *testing.T) {
	if os.Getuid() == 0 {
		t.Log("the superuser may write everywhere; the fallback is tested by its condition alone")
	}
	path := filepath.Join(t.TempDir(), "book.db")
	s, _, err := Create(t.Context(), path, func(tx *Tx) error { _, err := tx.Put(crm.DefaultSettings()); return err })
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if !isSettled(path) {
		t.Error("a book that was closed is all in its file")
	}
	if err := os.WriteFile(path+"-wal", []byte("waiting"), 0o600); err != nil {
		t.Fatal(err)
	}
	if isSettled(path) {
		t.Error("what waits in the log is not part of the file")
	}
	if err := os.Remove(path + "-wal"); err != nil {
		t.Fatal(err)
	}
	dir := filepath.Dir(path)
	if err := os.Chmod(dir, 0o500); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.Chmod(dir, 0o700) })
	r, err := OpenRead(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	if err := r.Close(); err != nil {
		t.Fatal(err)
	}
}
