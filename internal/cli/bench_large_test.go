//go:build linux

package cli

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"
)

// benchRows is how many people the files of these benchmarks have.
const benchRows = 10_000

// benchFile writes a file of people with a phone, an e-mail and a birthday each.
func benchFile(b *testing.B) string {
	b.Helper()
	var rows strings.Builder
	rows.WriteString("name,phone,email,birthday\n")
	for i := range benchRows {
		fmt.Fprintf(&rows, "P%d Q%dx%d,614-55%d-%04d,p%d@example.com,19%02d-%02d-%02d\n", i, i%97, i, i/10_000%10, i%10_000, i, 50+i%45, 1+i%12, 1+i%28)
	}
	path := filepath.Join(b.TempDir(), "people.csv")
	if err := os.WriteFile(path, []byte(rows.String()), 0o600); err != nil {
		b.Fatal(err)
	}
	return path
}

// BenchmarkImport imports leads, with rules, journal, duplicates and terms, beside the
// shell, which reads the same file and writes as many rows of each table. So many
// milliseconds are a tenth as many microseconds a row.
func BenchmarkImport(b *testing.B) {
	book, program, file := benchBook(b, 5_000), benchProgram(b), benchFile(b)
	insert := `PRAGMA temp_store = MEMORY; BEGIN;
.import --csv ` + file + ` raw
CREATE TEMP TABLE r AS SELECT 10000000 + rowid AS id, * FROM raw;
INSERT INTO contacts (id, version, kind, stage, name, phone, email, phones, emails, birthday, owner, next_due, created)
	SELECT id, 1, 'person', 'lead', name, phone, email, json_array(phone), json_array(email), birthday, 1, '2026-11-27', '2026-11-25' FROM r;
INSERT INTO activities (id, version, kind, contact, owner, due, status, call_type, rule, cause, explanation, slot, created)
	SELECT id + k * 1000000, 1, 'call', id, 1, '2026-11-27', 'open', iif(k = 1, 'referral', 'birthday'), 'new-lead', id, '{"steps":[{"op":"workday","from":"2026-11-25","is":"2026-11-27"}]}', k, '2026-11-25'
	FROM r, (SELECT 1 AS k UNION SELECT 2);
INSERT OR IGNORE INTO lookup (term, what, contact) SELECT lower(name), 'n', id FROM r UNION ALL SELECT substr(name, instr(name, ' ') + 1), 'w', id FROM r
	UNION ALL SELECT substr(name, 1, instr(name, ' ') - 1), 'w', id FROM r UNION ALL SELECT phone, 'p', id FROM r UNION ALL SELECT email, 'e', id FROM r UNION ALL SELECT email, 's', id FROM r;
INSERT INTO changes (id, op, made_at, as_of, command) SELECT changes, 'bench', '2026-11-25T10:00:00Z', '2026-11-25', 'lead import' FROM counter;
INSERT INTO edits (change, seq, action, kind, record, version) SELECT changes, r.id + k * 1000000, 'create', 'contact', r.id + k * 1000000, 1
	FROM r, counter, (SELECT 0 AS k UNION SELECT 1 UNION SELECT 2);
ROLLBACK;
`
	sideBySide(b,
		exec.Command(program, "lead", "import", file, "--today", "2026-11-25", "--dry-run", "--yes", "--book", book),
		exec.Command("sh", "-c", `sqlite3 "$0" <<'END'`+"\n"+insert+"END\n", book))
}

// BenchmarkLargeChange takes back and restores an import, reads its history, and says how
// much memory each of them has in use.
func BenchmarkLargeChange(b *testing.B) {
	book, program, file := benchBook(b, 5_000), benchProgram(b), benchFile(b)
	took(b, exec.Command(program, "lead", "import", file, "--today", "2026-11-25", "--yes", "--book", book))
	most := map[string]int64{}
	for b.Loop() {
		for _, args := range [][]string{{"undo", "--dry-run"}, {"undo"}, {"redo"}, {"history"}, {"history", "-o", "json"}} {
			cmd := exec.Command(program, append(args, "--today", "2026-11-25", "--book", book)...)
			if out, err := cmd.CombinedOutput(); err != nil {
				b.Fatalf("%v\n%.400s", err, out)
			}
			if usage, ok := cmd.ProcessState.SysUsage().(*syscall.Rusage); ok {
				name := strings.Join(args, "-")
				most[name] = max(most[name], usage.Maxrss>>10)
			}
		}
	}
	for name, mb := range most {
		b.ReportMetric(float64(mb), "MB-"+name)
	}
}

// BenchmarkSearch looks for the beginning of a word in a book of a million beside one of
// five thousand.
func BenchmarkSearch(b *testing.B) {
	large, small, program := benchBook(b, 1_000_000), benchBook(b, 5_000), benchProgram(b)
	for _, text := range []string{"clie", "614-555-00", "c77@example"} {
		b.Run(text, func(b *testing.B) {
			sideBySide(b,
				exec.Command(program, "search", text, "--limit", "20", "--book", large),
				exec.Command(program, "search", text, "--limit", "20", "--book", small))
		})
	}
}

// BenchmarkManyWriters has fifty processes add a lead at the same time, beside as many
// shells that insert the same. None of them may fail.
func BenchmarkManyWriters(b *testing.B) {
	const writers = 50
	book, program := benchBook(b, 5_000), benchProgram(b)
	insert := `.timeout 20000
PRAGMA synchronous = FULL; BEGIN IMMEDIATE;
INSERT INTO notes (id, version, body) SELECT next, 1, 'lead' FROM counter;
INSERT INTO notes (id, version, body) SELECT next + 1, 1, 'call' FROM counter;
UPDATE counter SET next = next + 2; COMMIT;
`
	all := func(command func(i int) *exec.Cmd) time.Duration {
		start := time.Now()
		var done sync.WaitGroup
		for i := range writers {
			done.Go(func() {
				if out, err := command(i).CombinedOutput(); err != nil {
					b.Errorf("%v\n%s", err, out)
				}
			})
		}
		done.Wait()
		return time.Since(start)
	}
	var ratios []float64
	n := 0
	for b.Loop() {
		n++
		mine := all(func(i int) *exec.Cmd {
			return exec.Command(program, "lead", "add", fmt.Sprintf("Writer%d Number%d", n, i), "--today", "2026-11-25", "--book", book)
		})
		theirs := all(func(int) *exec.Cmd {
			shell := exec.Command("sqlite3", book)
			shell.Stdin = strings.NewReader(insert)
			return shell
		})
		ratios = append(ratios, mine.Seconds()/theirs.Seconds())
	}
	slices.Sort(ratios)
	b.ReportMetric(ratios[len(ratios)/2], "times")
}

// BenchmarkWholeBook exports a large book, makes a book of it and compares the two, and says
// how much memory each of them has in use.
func BenchmarkWholeBook(b *testing.B) {
	book, program, dir := benchBook(b, benchPeople), benchProgram(b), b.TempDir()
	for n := 0; b.Loop(); n++ {
		out, made := filepath.Join(dir, fmt.Sprint("out", n)), filepath.Join(dir, fmt.Sprint("made", n, ".db"))
		for name, args := range map[string][]string{"1-export": {"export", "book", out + ".zip", "--book", book}, "2-export-dir": {"export", "book", out, "--book", book}} {
			measured(b, name, exec.Command(program, args...))
		}
		measured(b, "3-import", exec.Command(program, "import", "book", out+".zip", "--book", made))
		measured(b, "4-diff", exec.Command(program, "diff", book, made))
	}
}

// measured runs a command and reports how long it used a processor, and its memory.
func measured(b *testing.B, name string, cmd *exec.Cmd) {
	b.Helper()
	if out, err := cmd.CombinedOutput(); err != nil {
		b.Fatalf("%s: %v\n%.400s", name, err, out)
	}
	b.ReportMetric((cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()).Seconds(), "cpu-s-"+name)
	if usage, ok := cmd.ProcessState.SysUsage().(*syscall.Rusage); ok {
		b.ReportMetric(float64(usage.Maxrss>>10), "MB-"+name)
	}
}
