package cli

import (
	"bytes"
	"database/sql"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime/debug"
	"slices"
	"strings"
	"testing"

	"crm/internal/crm"
	"crm/internal/verb"
)

// faultsOfValues are what a column may have that no column is for.
func faultsOfValues() []any {
	return []any{nil, int64(-7), int64(9e15), 1.5, "", "zzz", "2026-13-45", "{", "[1,2]", `{"a":1}`, []byte{0xff, 0xfe}, "a\xffb", "0"}
}

// damagedCommands are tried on a book that something is wrong with.
func damagedCommands(about []string) [][]string {
	commands := [][]string{
		{"today"}, {"today", "-o", "json"}, {"next"}, {"lead", "list", "-o", "json"}, {"contact", "list", "-o", "csv"}, {"call", "list"},
		{"opp", "list", "-o", "jsonl"}, {"policy", "list", "-o", "tsv"}, {"dnc", "list"}, {"team", "list"}, {"producer", "list"}, {"file", "list"},
		{"quote", "list", "-o", "markdown"}, {"note", "list", "-o", "json"}, {"view", "list"}, {"view", "show", "all"}, {"history", "-o", "json"}, {"history"},
		{"undo", "--dry-run"}, {"undo"}, {"redo"}, {"search", "Vera"}, {"report", "pipeline"}, {"report", "activity", "-o", "json"}, {"report", "own"},
		{"book", "show"}, {"lead", "add", "New Body", "--phone", "614-555-0190"}, {"log", "Bert Boss", "nr"}, {"book", "roll"},
		{"book", "holidays"}, {"export", "contacts", "-"},
	}
	for _, v := range verb.All() {
		args := append(strings.Fields(v.String()), "-o", "json")
		if v.Lists != "" && !slices.ContainsFunc(commands, func(c []string) bool { return slices.Equal(c[:min(2, len(c))], args[:2]) }) {
			commands = append(commands, args)
		}
	}
	for _, id := range about {
		commands = append(commands, []string{"show", id}, []string{"why", id, "-o", "json"}, []string{"history", id, "--dry-run"})
	}
	return commands
}

// holdsUp runs a command on a copy of a book that is damaged: it ends as documented, and
// what it prints is whole or nothing.
func holdsUp(t *testing.T, what string, book []byte, path string, args []string) (exit int) {
	t.Helper()
	for _, suffix := range []string{"-wal", "-shm"} {
		_ = os.Remove(path + suffix)
	}
	if err := os.WriteFile(path, book, 0o600); err != nil {
		t.Fatal(err)
	}
	defer func() {
		if fault := recover(); fault != nil {
			t.Errorf("%s: crm %s: panic: %v\n%s", what, strings.Join(args, " "), fault, debug.Stack())
		}
	}()
	out, errs, exit := runApart(path, append(args, "--yes")...)
	said := fmt.Sprintf("%s: crm %s: exit %d: %s", what, strings.Join(args, " "), exit, errs)
	if exit == crm.CodeInternal.Exit() {
		t.Error(said)
	}
	for _, word := range []string{"SELECT", "no such column", "SQL", "sqlite", "goroutine", "strconv", "converting", "cannot unmarshal", "parsing time", "%!", "can't be read from"} {
		if strings.Contains(errs, word) {
			t.Errorf("%s\nthis is for nobody: %s", said, word)
		}
	}
	if exit != 0 && exit != crm.CodeProblems.Exit() && out != "" {
		t.Errorf("%s\nthis was printed:\n%s", said, out)
	}
	switch at := slices.Index(args, "-o"); {
	case out == "" || at < 0:
	case args[at+1] == "json":
		if !json.Valid([]byte(out)) {
			t.Errorf("%s\nno JSON:\n%s", said, out)
		}
	case args[at+1] == "jsonl":
		for line := range strings.Lines(out) {
			if !json.Valid([]byte(line)) {
				t.Errorf("%s\nno JSON: %s", said, line)
			}
		}
	case args[at+1] == "csv":
		if _, err := csv.NewReader(strings.NewReader(out)).ReadAll(); err != nil {
			t.Errorf("%s\nno CSV: %v", said, err)
		}
	}
	return exit
}

// isFound checks a damaged book, which has a problem if a command has met one.
func isFound(t *testing.T, what string, book []byte, path string, met bool) {
	t.Helper()
	if exit := holdsUp(t, what, book, path, []string{"book", "check", "--deep", "-o", "json"}); exit == 0 && met {
		t.Errorf("%s: a command met damage, and a check does not", what)
	}
}

// soundBook is stoppedBook with what it lacks, as the bytes of its file.
func soundBook(t *testing.T) (book []byte, about []string) {
	t.Helper()
	path, about := stoppedBook(t)
	definition := filepath.Join(filepath.Dir(path), "own.yaml")
	if err := os.WriteFile(definition, []byte("about: Calls by owner\nof: activity\nby: [owner]\nmeasures: {calls: count}\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, args := range [][]string{
		{"team", "add", "North", "--member", "ann", "--member", "ben"}, {"book", "holiday", "add", "2026-12-24", "Eve"},
		{"task", "add", "ask", "--contact", "Bert Boss"}, {"undo"}, {"log", "Eve Halt", "nr"}, {"contact", "edit", "Bert Boss", "--rating", "a"},
		{"field", "add", "tier", "--on", "contact", "--type", "choice", "--choices", "gold,silver"}, {"field", "add", "hobby", "--on", "contact", "--type", "text"},
		{"contact", "edit", "Bert Boss", "--tier", "gold", "--hobby", "golf"}, {"field", "remove", "hobby"},
	} {
		if said, exit := runIn(t, path, append(args, "--yes")...); exit != 0 {
			t.Fatal(args, said)
		}
	}
	db := rawBook(t, path)
	if _, err := db.Exec("PRAGMA wal_checkpoint(TRUNCATE)"); err != nil {
		t.Fatal(err)
	}
	_ = db.Close()
	book, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return book, about[:12]
}

// rawBook is a book as SQLite has it.
func rawBook(t *testing.T, path string) *sql.DB {
	t.Helper()
	db, err := sql.Open("sqlite", "file:"+path)
	if err != nil {
		t.Fatal(err)
	}
	db.SetMaxOpenConns(1)
	t.Cleanup(func() { _ = db.Close() })
	return db
}

// TestDamagedValues plants what must not be there, in every column of every table.
func TestDamagedValues(t *testing.T) {
	t.Parallel()
	book, about := soundBook(t)
	dir := t.TempDir()
	commands := damagedCommands(about)
	n := 0
	for _, column := range columnsOf(t, book, filepath.Join(dir, "book.db")) {
		for _, value := range faultsOfValues() {
			if n++; !inTurn(n, 193) {
				continue
			}
			path := filepath.Join(dir, fmt.Sprintf("book%d.db", n)) // one that panics leaves it open
			planted := plant(t, book, path, column.table, column.name, value)
			if planted == nil {
				continue
			}
			what := fmt.Sprintf("%s.%s = %#v", column.table, column.name, value)
			met := false
			for i, args := range commands {
				if inTurn(n/193+i, 7) {
					met = holdsUp(t, what, planted, path, args) == crm.CodeDamaged.Exit() || met
				}
			}
			isFound(t, what, planted, path, met)
			_ = os.Remove(path)
		}
	}
}

// TestMetDamage plants what has made commands panic, and lets each command meet it.
func TestMetDamage(t *testing.T) {
	book, about := soundBook(t)
	dir := t.TempDir()
	for i, c := range []struct {
		table, column string
		value         any
		alone         []string // the command that panicked; all of them in a soak
	}{
		{"changes", "undone_by", -7, []string{"redo"}},
		{"opportunities", "contact", "0", nil},
		{"opportunities", "contact", nil, nil},
	} {
		path := filepath.Join(dir, fmt.Sprintf("book%d.db", i))
		planted := plant(t, book, path, c.table, c.column, c.value)
		if planted == nil {
			t.Fatalf("%s.%s can't be %v", c.table, c.column, c.value)
		}
		commands, met := damagedCommands(about), false
		if c.alone != nil {
			commands = [][]string{c.alone}
		}
		for n, args := range commands {
			if c.alone != nil || args[0] == "why" || inTurn(n, 4) {
				met = holdsUp(t, fmt.Sprintf("%s.%s = %v", c.table, c.column, c.value), planted, path, args) == crm.CodeDamaged.Exit() || met
			}
		}
		isFound(t, c.table+"."+c.column, planted, path, true)
		if !met {
			t.Errorf("%s.%s = %v: no command met it", c.table, c.column, c.value)
		}
	}
}

// TestFlippedBits flips one bit anywhere in the file of a book.
func TestFlippedBits(t *testing.T) {
	t.Parallel()
	book, about := soundBook(t)
	path := filepath.Join(t.TempDir(), "book.db")
	commands := damagedCommands(about)
	flips := 20
	if soak {
		flips = 300
	}
	random := rand.New(rand.NewPCG(7, 23)) // the same ones in each run
	for range flips {
		at, bit := random.IntN(len(book)), random.IntN(8)
		flipped := bytes.Clone(book)
		flipped[at] ^= 1 << bit
		what, met := fmt.Sprintf("bit %d of byte %d", bit, at), false
		for range 5 {
			met = holdsUp(t, what, flipped, path, commands[random.IntN(len(commands))]) == crm.CodeDamaged.Exit() || met
		}
		isFound(t, what, flipped, path, met)
	}
}

// TestLargeListEndsEarly: of a list too large to be kept back, the last line says that it
// is not all.
func TestLargeListEndsEarly(t *testing.T) {
	path := filepath.Join(t.TempDir(), "book.db")
	if said, exit := runIn(t, path, "book", "init", "--country", "us"); exit != 0 {
		t.Fatal(said)
	}
	db := rawBook(t, path)
	if _, err := db.Exec(`WITH RECURSIVE n(i) AS (SELECT 10 UNION ALL SELECT i + 1 FROM n WHERE i < 12000)
		INSERT INTO contacts (id, version, kind, name, birthday) SELECT i, 1, 'person', 'Somebody', CASE i WHEN 11999 THEN 'soon' END FROM n`); err != nil {
		t.Fatal(err)
	}
	_ = db.Close()
	for _, format := range []string{"jsonl", "csv", "json"} {
		out, errs, exit := runApart(path, "contact", "list", "-o", format)
		if exit != crm.CodeDamaged.Exit() || !strings.Contains(errs, "table contacts, number 11999, birthday") {
			t.Errorf("%s: exit %d: %s", format, exit, errs)
		}
		if strings.Contains(errs, "not all there is") != (out != "") {
			t.Errorf("%s: %d bytes were printed: %s", format, len(out), errs)
		}
		lines := strings.Split(strings.TrimSpace(out), "\n")
		if format == "jsonl" && (len(lines) < 10000 || !strings.HasPrefix(lines[len(lines)-1], `{"error": {"code": "damaged"`)) {
			t.Errorf("%d lines, the last one is %s", len(lines), lines[len(lines)-1])
		}
		out, _, exit = runApart(path, "contact", "list", "-o", format, "--where", "id > 11900")
		if exit != crm.CodeDamaged.Exit() || out != "" {
			t.Errorf("%s: exit %d: of a small list there is %s", format, exit, out)
		}
	}
}

type column struct{ table, name string }

// columnsOf are the columns of all tables of a book.
func columnsOf(t *testing.T, book []byte, path string) (all []column) {
	t.Helper()
	if err := os.WriteFile(path, book, 0o600); err != nil {
		t.Fatal(err)
	}
	db := rawBook(t, path)
	defer db.Close()
	rows, err := db.Query(`SELECT m.name, c.name FROM sqlite_schema m JOIN pragma_table_info(m.name) c WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite%' ORDER BY m.name, c.cid`)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	for rows.Next() {
		var c column
		if err := rows.Scan(&c.table, &c.name); err != nil {
			t.Fatal(err)
		}
		all = append(all, c)
	}
	return all
}

// needless takes NOT NULL off all tables, until what it returns is called.
func needless(t *testing.T, db *sql.DB) (restore func()) {
	t.Helper()
	run := func(text string) {
		if _, err := db.Exec("PRAGMA writable_schema = ON; " + text + "; PRAGMA writable_schema = RESET"); err != nil {
			t.Fatal(err)
		}
	}
	run("CREATE TEMP TABLE words AS SELECT name, sql FROM sqlite_schema; UPDATE sqlite_schema SET sql = replace(sql, ' NOT NULL', '') WHERE type = 'table'")
	return func() {
		run("UPDATE sqlite_schema SET sql = (SELECT sql FROM words w WHERE w.name = sqlite_schema.name)")
	}
}

// plant is a book with a value in a column of all rows, or of one where it may not be in
// more; nil where it may not be in any.
func plant(t *testing.T, book []byte, path, table, name string, value any) []byte {
	t.Helper()
	for _, suffix := range []string{"-wal", "-shm"} {
		_ = os.Remove(path + suffix)
	}
	if err := os.WriteFile(path, book, 0o600); err != nil {
		t.Fatal(err)
	}
	db := rawBook(t, path)
	defer db.Close()
	set := fmt.Sprintf(`UPDATE "%s" SET "%s" = $1`, table, name)
	if _, err := db.Exec("PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON; PRAGMA journal_mode = DELETE"); err != nil {
		t.Fatal(err)
	}
	restore := func() {}
	if value == nil { // a flipped bit asks no constraint
		restore = needless(t, db)
	}
	if _, err := db.Exec(set, value); err != nil {
		if _, err := db.Exec(set+` WHERE "`+name+`" = (SELECT max("`+name+`") FROM "`+table+`")`, value); err != nil {
			return nil
		}
	}
	restore()
	_ = db.Close()
	planted, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if bytes.Equal(planted, book) {
		return nil
	}
	return planted
}
