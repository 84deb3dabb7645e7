package cli

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

// The benchmarks time whole processes and compare them, side by side in one
// run, with the sqlite3 shell doing the same on the same book. The figure that
// counts is the ratio of the medians; they need sqlite3 and go on the path.

// benchPeople are how many contacts the book of a benchmark has.
const benchPeople = 100_000

// benchAgenda asks for what is due on the day of the benchmarks.
const benchAgenda = `SELECT a.id, a.kind, a.due, a.due_time, a.start, a.call_type, a.attempt, a.purpose, a.cause, a.slot, c.id, c.name, c.phone, c.birthday, c.last_call
	FROM activities a LEFT JOIN contacts c ON c.id = a.contact WHERE a.status = 'open' AND a.due <= '2026-11-25' ORDER BY a.due, a.id LIMIT 500;
	SELECT count(*) FROM contacts WHERE stage = 'lead' AND next_due IS NULL;`

func BenchmarkToday(b *testing.B) {
	book, program := benchBook(b, benchPeople), benchProgram(b)
	sideBySide(b,
		exec.Command(program, "today", "2026-11-25", "--book", book),
		exec.Command("sqlite3", book, benchAgenda))
}

func BenchmarkTodayInASmallBook(b *testing.B) {
	program := benchProgram(b)
	sideBySide(b,
		exec.Command(program, "today", "2026-11-25", "--book", benchBook(b, benchPeople)),
		exec.Command(program, "today", "2026-11-25", "--book", benchBook(b, 5_000)))
}

func BenchmarkLeadAdd(b *testing.B) {
	book, program := benchBook(b, benchPeople), benchProgram(b)
	insert := `PRAGMA synchronous = FULL; BEGIN IMMEDIATE;
		INSERT INTO changes (id, op, made_at, as_of, command) SELECT changes, hex(randomblob(16)), '2026-11-25T10:00:00Z', '2026-11-25', 'lead add' FROM counter;
		INSERT INTO notes (id, version, body) SELECT next, 1, 'lead' FROM counter;
		INSERT INTO notes (id, version, body) SELECT next + 1, 1, 'call' FROM counter;
		UPDATE counter SET changes = changes + 1, next = next + 2;
		COMMIT;`
	sideBySide(b,
		exec.Command(program, "lead", "add", "Jane Hudson", "--today", "2026-11-25", "--book", book),
		exec.Command("sqlite3", book, insert))
}

// BenchmarkBesideTask is the list of the day and a lead that is added, beside taskwarrior
// with as many tasks.
func BenchmarkBesideTask(b *testing.B) {
	if _, err := exec.LookPath("task"); err != nil {
		b.Skip("it needs taskwarrior")
	}
	book, program := benchBook(b, benchPeople), benchProgram(b)
	for _, n := range []int{1_000, 10_000} {
		dir := b.TempDir()
		task := func(args ...string) *exec.Cmd {
			return exec.Command("task", append([]string{"rc:/dev/null", "rc.confirmation=off", "rc.data.location=" + dir}, args...)...)
		}
		var tasks strings.Builder
		for i := range n {
			fmt.Fprintf(&tasks, `{"description":"Call client %d","status":"pending","due":"2026112%dT100000Z"}`+"\n", i, i%5)
		}
		file := filepath.Join(dir, "tasks.json")
		if err := os.WriteFile(file, []byte(tasks.String()), 0o600); err != nil {
			b.Fatal(err)
		}
		took(b, task("import", file))
		b.Run(fmt.Sprintf("today/%d", n), func(b *testing.B) {
			sideBySide(b, exec.Command(program, "today", "2026-11-25", "--book", book), task("next", "limit:40"))
		})
		b.Run(fmt.Sprintf("add/%d", n), func(b *testing.B) {
			sideBySide(b, exec.Command(program, "lead", "add", "Jane Hudson", "--today", "2026-11-25", "--book", book), task("add", "Call Jane Hudson"))
		})
	}
}

// BenchmarkOwnField lists the hundredth part of a book's people by a field that the book
// has added, beside the same people by one that every book has. Everybody has a value of
// five fields of the book's own.
func BenchmarkOwnField(b *testing.B) {
	book, program := benchBook(b, benchPeople), benchProgram(b)
	for _, field := range []string{"tier text", "worth money", "since date", "dogs number", "hobby text"} {
		name, of, _ := strings.Cut(field, " ")
		took(b, exec.Command(program, "field", "add", name, "--on", "contact", "--type", of, "--book", book))
	}
	took(b, exec.Command("sqlite3", book, `UPDATE contacts SET rating = iif(id % 100 = 0, 'a', 'b'), own = (SELECT json_group_object(substr(type, 1, 1) || f.id,
		CASE type WHEN 'text' THEN iif(contacts.id % 100 = 0, 'gold', 'silver') WHEN 'date' THEN '2026-05-01' ELSE contacts.id % 1000 END) FROM fields f); PRAGMA wal_checkpoint(TRUNCATE);`))
	for _, of := range []struct{ name, own, builtin string }{
		{"where", `tier == "gold"`, `rating == "a"`},
		{"where-money", `worth < 0.10`, `rating == "a"`},
	} {
		b.Run(of.name, func(b *testing.B) {
			sideBySide(b,
				exec.Command(program, "contact", "list", "--columns", "id,name", "--where", of.own, "-o", "csv", "--book", book),
				exec.Command(program, "contact", "list", "--columns", "id,name", "--where", of.builtin, "-o", "csv", "--book", book))
		})
	}
	b.Run("sort", func(b *testing.B) {
		sideBySide(b,
			exec.Command(program, "contact", "list", "--columns", "id", "--sort", "worth", "--limit", "100", "-o", "csv", "--book", book),
			exec.Command(program, "contact", "list", "--columns", "id", "--sort", "rating", "--limit", "100", "-o", "csv", "--book", book))
	})
}

// BenchmarkTag lists the hundredth part of a book's people by a tag, where everybody has two
// others, beside the same people by a field that every book has; and the tags.
func BenchmarkTag(b *testing.B) {
	book, program := benchBook(b, benchPeople), benchProgram(b)
	took(b, exec.Command("sqlite3", book, `UPDATE contacts SET rating = iif(id % 100 = 0, 'a', 'b'), tags = iif(id % 100 = 0, ',fair,friend,vip,', ',fair,friend,');
		INSERT INTO tagged (tag, record, kind) SELECT 'fair', id, 'contact' FROM contacts UNION ALL SELECT 'friend', id, 'contact' FROM contacts
		UNION ALL SELECT 'vip', id, 'contact' FROM contacts WHERE id % 100 = 0; PRAGMA wal_checkpoint(TRUNCATE);`))
	byRating := exec.Command(program, "contact", "list", "--columns", "id,name", "--where", `rating == "a"`, "-o", "csv", "--book", book)
	for name, command := range map[string]*exec.Cmd{
		"list": exec.Command(program, "contact", "list", "--columns", "id,name", "--tag", "vip", "-o", "csv", "--book", book),
		"tags": exec.Command(program, "tag", "list", "--book", book),
	} {
		b.Run(name, func(b *testing.B) { sideBySide(b, command, byRating) })
	}
}

// BenchmarkDuplicates looks for who may be in a large book twice, where five hundred share
// the phone of an office, beside the terms that several have.
func BenchmarkDuplicates(b *testing.B) {
	book, program := benchBook(b, benchPeople), benchProgram(b)
	took(b, exec.Command("sqlite3", book, `INSERT OR IGNORE INTO lookup (term, what, contact) SELECT '+16145559999', 'p', id FROM contacts ORDER BY id LIMIT 500; PRAGMA wal_checkpoint(TRUNCATE);`))
	sideBySide(b,
		exec.Command(program, "contact", "duplicates", "-o", "csv", "--limit", "20", "--book", book),
		exec.Command("sqlite3", book, `SELECT term, what, group_concat(contact) FROM lookup GROUP BY term, what HAVING count(*) > 1 LIMIT 20`))
}

// BenchmarkComplete completes a name in a book of a million people, beside the same
// question to SQLite. The tab key is to answer within 100 ms.
func BenchmarkComplete(b *testing.B) {
	book, program := benchBook(b, 1_000_000), benchProgram(b)
	sideBySide(b,
		exec.Command(program, "__complete", "--book", book, "show", "cli"),
		exec.Command("sqlite3", book, `SELECT id, name, phone FROM contacts WHERE id IN (
			SELECT * FROM (SELECT DISTINCT contact FROM lookup WHERE term >= 'cli' AND term < 'clj' AND what IN ('n', 'w', 'b') LIMIT 200)
		) ORDER BY next_due, id LIMIT 200`))
}

// sideBySide runs two commands in turn and reports how long the first takes in
// times of the second.
func sideBySide(b *testing.B, first, second *exec.Cmd) {
	b.Helper()
	var a, c []time.Duration
	for b.Loop() { // which leaves the making of the book out
		a = append(a, took(b, first))
		c = append(c, took(b, second))
	}
	slices.Sort(a)
	slices.Sort(c)
	b.ReportMetric(float64(a[len(a)/2])/float64(c[len(c)/2]), "times")
	b.ReportMetric(float64(a[len(a)/2].Microseconds())/1000, "ms")
	b.ReportMetric(float64(c[len(c)/2].Microseconds())/1000, "ms-beside")
}

func took(b *testing.B, command *exec.Cmd) time.Duration {
	b.Helper()
	run := exec.Command(command.Path, command.Args[1:]...)
	var failed bytes.Buffer
	run.Stderr = &failed
	run.Env = append(os.Environ(), "TZ=UTC")
	start := time.Now()
	if err := run.Run(); err != nil {
		b.Fatalf("%s: %v\n%s", strings.Join(command.Args, " "), err, failed.String())
	}
	return time.Since(start)
}

// benchProgram builds crm as it is released.
func benchProgram(b *testing.B) string {
	b.Helper()
	path := filepath.Join(b.TempDir(), "crm")
	build := exec.Command("go", "build", "-trimpath", "-ldflags", "-s -w", "-o", path, "crm/cmd/crm")
	build.Env = append(os.Environ(), "CGO_ENABLED=0")
	if out, err := build.CombinedOutput(); err != nil {
		b.Fatalf("%v\n%s", err, out)
	}
	return path
}

// benchBook makes a book of so many clients with their calls spread over the
// years to come, 36 of them due: a small one through the program, the
// rest by multiplying its rows.
func benchBook(b *testing.B, people int) string {
	b.Helper()
	dir := b.TempDir()
	path := filepath.Join(dir, "book.db")
	csv := filepath.Join(dir, "clients.csv")
	var rows strings.Builder
	rows.WriteString("name,phone,email,last_call\n")
	for i := range 1000 {
		fmt.Fprintf(&rows, "Client %04d,614-555-%04d,c%d@example.com,2026-%02d-%02d\n", i, i, i, 5+i%6, 1+i%28)
	}
	if err := os.WriteFile(csv, []byte(rows.String()), 0o600); err != nil {
		b.Fatal(err)
	}
	program := benchProgram(b)
	took(b, exec.Command(program, "book", "init", "--country", "us", "--timezone", "UTC", "--producer", "Ann Lee", "--book", path))
	took(b, exec.Command(program, "client", "import", csv, "--today", "2026-11-24", "--calls-per-day", "36", "--book", path))
	multiply := fmt.Sprintf(`PRAGMA foreign_keys = OFF; PRAGMA temp_store = MEMORY; PRAGMA cache_size = -1000000; BEGIN;
		CREATE TEMP TABLE n AS WITH RECURSIVE s(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM s WHERE i < %d) SELECT i FROM s;
		CREATE TEMP TABLE c AS SELECT * FROM contacts, n;
		UPDATE c SET id = id + i * 10000, name = name || ' ' || i, next_due = date('2027-01-01', ((i * 7 + id) %% 900) || ' days');
		CREATE TEMP TABLE a AS SELECT * FROM activities, n;
		UPDATE a SET id = id + i * 10000, contact = contact + i * 10000, due = date('2027-01-01', ((i * 7 + contact) %% 900) || ' days');
		CREATE TEMP TABLE l AS SELECT term || ' ' || i AS term, what, contact + i * 10000 AS contact FROM lookup, n;
		ALTER TABLE c DROP COLUMN i; ALTER TABLE a DROP COLUMN i;
		INSERT INTO contacts SELECT * FROM c; INSERT INTO activities SELECT * FROM a; INSERT INTO lookup SELECT * FROM l;
		UPDATE counter SET next = (SELECT max(max(contacts.id), (SELECT max(id) FROM activities)) + 1 FROM contacts);
		COMMIT; PRAGMA wal_checkpoint(TRUNCATE);`, people/1000-1)
	took(b, exec.Command("sqlite3", path, multiply))
	return path
}
