// Package soak does to the built program what happens to machines, and looks at the book
// that is left. README.md tells what is tried and how. It must not know how the program
// does it: it sees commands, their answers and files.
package soak

import (
	"bytes"
	"cmp"
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	_ "time/tzdata" // as the program has them

	_ "modernc.org/sqlite"

	"crm/internal/cli"
)

// isProgram is set where the test binary is to be the program.
const isProgram = "CRM_TEST_PROGRAM"

func TestMain(m *testing.M) {
	if os.Getenv(isProgram) != "" {
		cli.OneCommand()
		os.Exit(cli.Main(cli.System()))
	}
	os.Exit(m.Run())
}

// rounds is how often something random is tried: few times every day, and SOAK times as
// often under make soak.
func rounds(few int) int {
	n, err := strconv.Atoi(cmp.Or(os.Getenv("SOAK"), "1"))
	if err != nil || n < 1 {
		return few
	}
	return few * n
}

// soaking reports whether nothing is to be left out.
func soaking() bool { return os.Getenv("SOAK") != "" }

// today is the day of every command.
const today = "2026-12-02"

// A home is the home of a producer, with a book in the usual place.
type home string

// path is where the book is.
func (h home) path() string { return filepath.Join(string(h), ".local", "share", "crm", "book.db") }

// newHome makes one without a book.
func newHome(t *testing.T) home { return home(t.TempDir()) }

// like makes a home with the files of another.
func (h home) like(t *testing.T) home {
	t.Helper()
	other := newHome(t)
	if err := h.into(string(other)); err != nil {
		t.Fatal(err)
	}
	return other
}

// into copies the files of a home.
func (h home) into(dir string) error {
	if err := os.CopyFS(dir, os.DirFS(string(h))); err != nil {
		return err
	}
	err := os.Chmod(home(dir).path(), 0o600) // copies are for all to read
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}

// An answer is what a command said.
type answer struct {
	out, err string
	code     int // below 0 where it was killed
}

// command is the program with arguments, about to start. Under names a program that runs it,
// and that program's arguments.
func (h home) command(ctx context.Context, under []string, args ...string) *exec.Cmd {
	program, err := os.Executable()
	if err != nil {
		panic(err)
	}
	line := slices.Concat(under, []string{program}, args)
	cmd := exec.CommandContext(ctx, line[0], line[1:]...)
	cmd.Dir = string(h)
	cmd.Env = []string{"HOME=" + string(h), "PATH=" + os.Getenv("PATH"), "TZ=UTC", isProgram + "=1"}
	return cmd
}

// answerOf runs a command to its end.
func answerOf(t *testing.T, cmd *exec.Cmd) answer {
	t.Helper()
	var out, errs bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &errs
	if err := cmd.Run(); cmd.ProcessState == nil {
		t.Fatal(err)
	}
	return answer{out.String(), errs.String(), cmd.ProcessState.ExitCode()}
}

// try runs the program.
func (h home) try(t *testing.T, args ...string) answer {
	t.Helper()
	return answerOf(t, h.command(t.Context(), nil, args...))
}

// must runs the program, which has to succeed.
func (h home) must(t *testing.T, args ...string) string {
	t.Helper()
	a := h.try(t, args...)
	if a.code != 0 {
		t.Fatalf("crm %q: exit %d\n%s", args, a.code, a.err)
	}
	return a.out
}

// A work is a command that changes something, with the book it needs.
type work struct {
	name string
	args []string
	from func(t *testing.T) home
	// makes is the file that it makes, in the home; empty where it changes the book.
	makes string
	// gone is what is in no file beside the book once the next commands have been done.
	gone string
}

// file is what a work changes.
func (w work) file(h home) string {
	if w.makes == "" {
		return h.path()
	}
	return filepath.Join(string(h), w.makes)
}

// works are the commands that everything is done to.
func works(t *testing.T) []work {
	book := filled(t)
	in := func(h home) func(*testing.T) home { return func(*testing.T) home { return h } }
	day := func(op string, args ...string) []string {
		return append([]string{"--today", today, "--op-id", op, "--yes"}, args...)
	}
	undone := book.like(t)
	undone.must(t, day("import", "import", "many.csv", "--yes")...)
	redone := undone.like(t)
	redone.must(t, day("undo", "undo")...)
	kept := book.like(t)
	kept.must(t, "book", "backup", "kept.db")
	kept.must(t, day("later", "lead", "add", "Later Fill")...)
	backed := book.like(t)
	backed.must(t, "book", "backup")
	erased := kept.like(t)
	erased.must(t, day("erased", "contact", "erase", "A3 Fill", "--reason", "asked")...)
	moved := newHome(t)
	book.must(t, "export", "book", filepath.Join(string(moved), "whole.zip"))
	old, unfound := newHome(t), book.like(t)
	old.sql(t, ofVersion1(t))
	unfound.sql(t, "DELETE FROM lookup")
	return []work{
		{name: "book init", args: []string{"book", "init", "--country", "us", "--timezone", "America/New_York", "--producer", "Ann Lee"}, from: newHome},
		{name: "lead add", args: day("add", "lead", "add", "Zoe Quill", "--phone", "614-777-1212"), from: in(book)},
		{name: "call log", args: day("log", "log", "A1 Fill", "appointment", "--appt", "4 dec 10:00"), from: in(book)},
		{name: "close-won", args: day("won", "opp", "close-won", oppOf(t, book), "--premium", "1200"), from: in(book)},
		{name: "file add", args: day("file", "file", "add", "A1 Fill", "many.csv"), from: in(book)},
		{name: "import", args: day("import", "import", "many.csv", "--yes"), from: in(book)},
		{name: "undo", args: day("undo", "undo"), from: in(undone)},
		{name: "redo", args: day("redo", "redo"), from: in(redone)},
		{name: "field add", args: day("field", "field", "add", "worth", "--on", "contact", "--type", "money"), from: in(book)},
		{name: "book upgrade", args: []string{"book", "upgrade"}, from: in(old)},
		{name: "book backup", args: []string{"book", "backup", "made.db"}, from: in(kept), makes: "made.db"},
		{name: "import book", args: []string{"import", "book", "whole.zip"}, from: in(moved)},
		{name: "book repair", args: []string{"book", "repair"}, from: in(unfound)},
		{name: "contact erase", args: day("erase", "contact", "erase", "A3 Fill", "--reason", "asked"), from: in(backed), gone: "A3 Fill"},
		{name: "restore erased", args: day("restore", "book", "restore", "kept.db"), from: in(erased), gone: "A3 Fill"},
		{name: "book restore", args: day("restore", "book", "restore", "kept.db"), from: in(kept)},
	}
}

// sql does to the book of a home what no command does, and makes it where there is none.
func (h home) sql(t *testing.T, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(h.path()), 0o700); err != nil {
		t.Fatal(err)
	}
	db, err := sql.Open("sqlite", "file:"+h.path())
	if err != nil {
		t.Fatal(err)
	}
	db.SetMaxOpenConns(1)
	if _, err := db.Exec(text); err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(db.Close(), os.Chmod(h.path(), 0o600)); err != nil {
		t.Fatal(err)
	}
}

// ofVersion1 makes a book of version 1.
func ofVersion1(t *testing.T) string {
	t.Helper()
	text := "PRAGMA journal_mode = WAL; BEGIN;"
	for _, name := range []string{"migrations/0001_book.sql", "testdata/version-1.sql"} {
		part, err := os.ReadFile(filepath.Join("..", "store", name))
		if err != nil {
			t.Fatal(err)
		}
		text += string(part)
	}
	return text + "PRAGMA application_id = 0x63726d62; PRAGMA user_version = 1; COMMIT"
}

// filled is the home of a book with some leads and an opportunity, and of a file to import.
func filled(t *testing.T) home {
	t.Helper()
	h := newHome(t)
	h.must(t, "book", "init", "--country", "us", "--timezone", "America/New_York", "--producer", "Ann Lee")
	for name, n := range map[string]int{"a.csv": 30, "many.csv": 200} {
		rows := "name,phone\n"
		for i := range n {
			rows += fmt.Sprintf("%.1s%d Fill,614-55%d-%04d\n", strings.ToUpper(name), i, n%7, i)
		}
		if err := os.WriteFile(filepath.Join(string(h), name), []byte(rows), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	h.must(t, "--today", "2026-12-01", "import", "a.csv", "--op-id", "first")
	h.must(t, "--today", "2026-12-01", "opp", "add", "A2 Fill", "--line", "auto", "--op-id", "opp")
	return h
}

// oppOf is the number of the opportunity of a filled book.
func oppOf(t *testing.T, h home) string {
	return strings.TrimSpace(h.must(t, "opp", "list", "-q"))
}

// A state is what a book holds, without the hours at which it was done. Where there is no
// file it is the zero state.
type state struct {
	sum     string
	changes []string // their operation ids, the oldest first
}

// stateOf reads a book that nobody has open, after it has looked whether it is whole. It
// reads a copy, since opening it would mend it.
func stateOf(t *testing.T, path string) (state, error) {
	t.Helper()
	if _, err := os.Stat(path); err != nil {
		return state{}, nil
	}
	dir, err := os.MkdirTemp("", "state")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = os.RemoveAll(dir) }()
	for _, end := range []string{"", "-wal"} {
		if text, err := os.ReadFile(path + end); err == nil {
			if err := os.WriteFile(filepath.Join(dir, "book.db"+end), text, 0o600); err != nil {
				t.Fatal(err)
			}
		}
	}
	db, err := sql.Open("sqlite", "file:"+filepath.Join(dir, "book.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = db.Close() }()
	return read(db)
}

// instant is a moment by the clock.
var instant = regexp.MustCompile(`\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z`)

func read(db *sql.DB) (state, error) {
	for _, check := range []string{"PRAGMA integrity_check", "PRAGMA foreign_key_check"} {
		found, err := rowsOf(db, check)
		if err != nil {
			return state{}, err
		}
		if len(found) > 0 && found[0] != "ok" {
			return state{}, fmt.Errorf("%s: %q", check, found)
		}
	}
	tables, err := rowsOf(db, "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE '%terms%' AND name NOT LIKE 'sqlite_%' ORDER BY name")
	if err != nil {
		return state{}, err
	}
	hash := sha256.New()
	for _, table := range tables {
		columns := "*"
		if table == "counter" { // which has also what is still to be cleaned
			columns = "next, changes, rolled"
		}
		rows, err := rowsOf(db, `SELECT `+columns+` FROM "`+table+`"`)
		if err != nil {
			return state{}, err
		}
		slices.Sort(rows)
		for _, row := range rows {
			fmt.Fprintln(hash, table, row)
		}
	}
	ops, err := rowsOf(db, "SELECT op FROM changes ORDER BY id")
	return state{hex.EncodeToString(hash.Sum(nil)), ops}, err
}

// rowsOf are the rows of a query, each as one text.
func rowsOf(db *sql.DB, query string) (all []string, err error) {
	rows, err := db.Query(query)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", query, err)
	}
	defer func() { _ = rows.Close() }()
	columns, err := rows.Columns()
	if err != nil {
		return nil, err
	}
	values := make([]sql.NullString, len(columns))
	into := make([]any, len(columns))
	for i := range values {
		into[i] = &values[i]
	}
	for rows.Next() {
		if err := rows.Scan(into...); err != nil {
			return nil, err
		}
		var texts []string
		for i, v := range values {
			text := instant.ReplaceAllString(v.String, "then")
			if !v.Valid {
				text = "null"
			}
			if columns[i] == "op" && len(columns) > 1 && len(v.String) > 12 {
				text = "op" // of a command that was given none
			}
			texts = append(texts, text)
		}
		all = append(all, strings.Join(texts, "|"))
	}
	return all, rows.Err()
}

// ended is the state of a work's book before and after it.
func (w work) ended(t *testing.T) (from home, before, after state) {
	t.Helper()
	from = w.from(t)
	done := from.like(t)
	done.must(t, w.args...)
	before, err := stateOf(t, w.file(from))
	if err != nil {
		t.Fatal(err)
	}
	after, err = stateOf(t, w.file(done))
	if err != nil {
		t.Fatal(err)
	}
	if before.sum == after.sum {
		t.Fatalf("%s changes nothing", w.name)
	}
	return from, before, after
}

// holds looks at what is left of a work: what it changes is whole, and as it was before or
// as it is after; after it where it was said that it is done. The next commands can use
// it, and leave no file but their own behind.
func (w work) holds(t *testing.T, h home, before, after state, said bool) (isNew bool, err error) {
	t.Helper()
	now, err := stateOf(t, w.file(h))
	switch {
	case err != nil:
		return false, fmt.Errorf("%s is damaged: %w", w.file(h), err)
	case now.sum != before.sum && now.sum != after.sum:
		return false, fmt.Errorf("%s is neither old nor new: changes %q", w.file(h), now.changes)
	case said && now.sum == before.sum:
		return false, fmt.Errorf("what was said to be done is not in %s", w.file(h))
	}
	next := [][]string{{"--today", today, "today"}, {"--today", today, "lead", "add", "Next Lead", "--op-id", "next"}}
	if _, err := os.Stat(h.path()); err != nil {
		next = slices.Insert(next, 0, []string{"book", "init", "--country", "us", "--timezone", "America/New_York", "--producer", "Ann Lee"})
	}
	if w.makes != "" {
		next = append(next, []string{"book", "backup", "next.db"})
	}
	for _, args := range next {
		if a := h.try(t, args...); a.code != 0 {
			return false, fmt.Errorf("crm %q, next: exit %d\n%s", args, a.code, a.err)
		}
	}
	for _, dir := range []string{filepath.Dir(h.path()), filepath.Dir(w.file(h))} {
		left, err := os.ReadDir(dir)
		if err != nil {
			t.Fatal(err)
		}
		for _, file := range left {
			if strings.HasPrefix(file.Name(), ".new") {
				return false, fmt.Errorf("%s is left", file.Name())
			}
		}
	}
	if now.sum == after.sum && w.gone != "" {
		err = w.foundIn(filepath.Dir(h.path()))
	}
	return now.sum == after.sum, err
}

// foundIn returns an error where a file below a directory has what is gone.
func (w work) foundIn(dir string) error {
	return filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		text, err := os.ReadFile(path)
		if bytes.Contains(text, []byte(w.gone)) {
			return fmt.Errorf("%s has %q still", path, w.gone)
		}
		return err
	})
}

// internals are words that no producer should read, and names of files that no producer
// knows.
var internals = regexp.MustCompile(`(?i)goroutine|panic|sqlite|SQL logic|\bSELECT\b|\bINSERT\b|internal error|\(\d{3,4}\)|/\.(new-book|crm|rejected)-|/x\b`)
