package soak

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// A step is a command of a day, with the operation id of its change if it makes one.
type step struct {
	args []string
	op   string
}

// copied is the name of a backup that is made on that day.
const copied = "copied.db"

// TestPowerCut replays what commands wrote up to any moment, on a disk that keeps what has
// been synced and of the rest any sectors, in any order: no change is lost that a command
// has said to be done, the first book among them.
func TestPowerCut(t *testing.T) {
	needs(t, "strace")
	h := newHome(t)
	rows := "name,phone\n"
	for i := range 200 {
		rows += fmt.Sprintf("M%d Fill,614-55%d-%04d\n", i, i%7, i)
	}
	if err := os.WriteFile(filepath.Join(string(h), "many.csv"), []byte(rows), 0o600); err != nil {
		t.Fatal(err)
	}
	steps := []step{{args: []string{"book", "init", "--country", "us", "--timezone", "America/New_York", "--producer", "Ann Lee"}}}
	for i, args := range [][]string{
		{"lead", "add", "Jane Fill", "--phone", "614-777-0001"},
		{"lead", "add", "John Fill", "--phone", "614-777-0002"},
		{"log", "Jane Fill", "nr"},
		{"import", "many.csv", "--yes"},
		{"undo"},
		{"redo"},
		{"log", "M7 Fill", "appointment", "--appt", "4 dec 10:00"},
		{"opp", "add", "M7 Fill", "--line", "auto"},
	} {
		op := fmt.Sprintf("change-%02d", i)
		steps = append(steps, step{append([]string{"--today", today, "--yes", "--op-id", op}, args...), op})
	}
	steps = slices.Insert(steps, 3, step{args: []string{"book", "backup", copied}})
	if !soaking() {
		steps = steps[:5]
	}

	var events []event
	files := tracer{root: string(h), names: map[string]int{"/": isDir}}
	for i, step := range steps {
		log := filepath.Join(t.TempDir(), "trace")
		under := []string{"strace", "-f", "-qq", "-xx", "-s", "4000000", "-o", log, "-e",
			"trace=open,openat,close,pwrite64,write,read,lseek,ftruncate,fsync,fdatasync,link,linkat,rename,renameat,renameat2,unlink,unlinkat,mkdir,mkdirat,dup,dup3"}
		if a := answerOf(t, h.command(t.Context(), under, step.args...)); a.code != 0 {
			t.Fatalf("crm %q: exit %d\n%s", step.args, a.code, a.err)
		}
		trace, err := os.ReadFile(log)
		if err != nil {
			t.Fatal(err)
		}
		events = append(events, files.read(string(trace))...)
		events = append(events, event{done: i + 1})
	}

	cuts := rounds(20)
	for range cuts {
		at := 1 + rand.IntN(len(events))
		left, err := afterCut(t, events[:at], steps)
		if err != nil {
			t.Errorf("cut at %d of %d: %v", at, len(events), err)
		}
		if now, err := stateOf(t, left.path()); err == nil && now.sum == "" {
			left.must(t, "book", "init", "--country", "us", "--timezone", "America/New_York", "--producer", "Ann Lee")
		}
		left.must(t, "--today", today, "lead", "add", "Next Lead")
	}
	t.Logf("%d cuts at %d moments", cuts, len(events))

	// A disk that syncs nothing loses something, or nothing is seen here.
	never := slices.DeleteFunc(slices.Clone(events), func(e event) bool { return e.call == "sync" || e.call == "syncdir" })
	seen := 0
	for range 20 {
		if _, err := afterCut(t, never, steps); err != nil {
			seen++
		}
	}
	if seen == 0 {
		t.Error("nothing is lost where nothing is synced")
	}
}

// afterCut cuts the power after events, and says what is wrong with the book: damage, or a
// change that is missing although a command has said that it is done.
func afterCut(t *testing.T, events []event, steps []step) (home, error) {
	t.Helper()
	d := newDisk()
	done := 0
	for _, e := range events {
		d.take(e)
		done = max(done, e.done)
	}
	left := newHome(t)
	if err := d.cut(string(left)); err != nil {
		t.Fatal(err)
	}
	now, err := stateOf(t, left.path())
	if err != nil {
		return left, err
	}
	if said := opsOf(steps[:done]); done > 0 && now.sum == "" || !begins(now.changes, said) {
		return left, fmt.Errorf("the book has %q, and said were %q", now.changes, said)
	}
	at := slices.IndexFunc(steps, func(s step) bool { return slices.Contains(s.args, copied) })
	backup, err := stateOf(t, filepath.Join(string(left), copied))
	switch has := opsOf(steps[:at]); {
	case err != nil:
		return left, fmt.Errorf("the backup: %w", err)
	case backup.sum == "" && done > at:
		return left, fmt.Errorf("a backup is lost")
	case backup.sum != "" && !begins(backup.changes, has):
		return left, fmt.Errorf("the backup has %q, and the book had %q", backup.changes, has)
	}
	return left, nil
}

// opsOf are the operation ids of steps.
func opsOf(steps []step) (ops []string) {
	for _, s := range steps {
		if s.op != "" {
			ops = append(ops, s.op)
		}
	}
	return ops
}

// begins reports whether the changes of a book that have an operation id of ours begin
// with these.
func begins(changes, said []string) bool {
	ours := slices.DeleteFunc(slices.Clone(changes), func(op string) bool { return !strings.HasPrefix(op, "change-") })
	return len(ours) >= len(said) && slices.Equal(ours[:len(said)], said)
}
