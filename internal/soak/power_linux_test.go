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

// TestPowerCut replays what commands wrote up to any moment, on a disk that keeps what has
// been synced and of the rest any sectors, in any order: no change is lost that a command
// has said to be done, the first book among them.
func TestPowerCut(t *testing.T) {
	needs(t, "strace")
	h := newHome(t)
	var commands [][]string
	commands = append(commands, []string{"book", "init", "--country", "us", "--timezone", "America/New_York", "--producer", "Ann Lee"})
	rows := "name,phone\n"
	for i := range 200 {
		rows += fmt.Sprintf("M%d Fill,614-55%d-%04d\n", i, i%7, i)
	}
	if err := os.WriteFile(filepath.Join(string(h), "many.csv"), []byte(rows), 0o600); err != nil {
		t.Fatal(err)
	}
	for i, args := range [][]string{
		{"lead", "add", "Jane Fill", "--phone", "614-777-0001"},
		{"lead", "add", "John Fill", "--phone", "614-777-0002"},
		{"log", "Jane Fill", "nr"},
		{"import", "many.csv"},
		{"undo"},
		{"redo"},
		{"log", "M7 Fill", "appointment", "--appt", "4 dec 10:00"},
		{"opp", "add", "M7 Fill", "--line", "auto"},
	} {
		commands = append(commands, append([]string{"--today", today, "--yes", "--op-id", opID(i)}, args...))
	}
	if !soaking() {
		commands = commands[:4]
	}

	var events []event
	files := tracer{root: string(h), names: map[string]int{"/": isDir}}
	for i, args := range commands {
		log := filepath.Join(t.TempDir(), "trace")
		under := []string{"strace", "-f", "-qq", "-xx", "-s", "4000000", "-o", log, "-e",
			"trace=open,openat,close,pwrite64,write,ftruncate,fsync,fdatasync,link,linkat,rename,renameat,renameat2,unlink,unlinkat,mkdir,mkdirat,dup,dup3"}
		if a := answerOf(t, h.command(t.Context(), under, args...)); a.code != 0 {
			t.Fatalf("crm %q: exit %d\n%s", args, a.code, a.err)
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
		left, err := afterCut(t, events[:at])
		if err != nil {
			t.Errorf("cut at %d of %d: %v", at, len(events), err)
		}
		if now, err := stateOf(t, left); err == nil && now.sum == "" {
			left.must(t, "book", "init", "--country", "us", "--timezone", "America/New_York", "--producer", "Ann Lee")
		}
		left.must(t, "--today", today, "lead", "add", "Next Lead")
	}
	t.Logf("%d cuts at %d moments", cuts, len(events))

	// A disk that syncs nothing loses something, or nothing is seen here.
	never := slices.DeleteFunc(slices.Clone(events), func(e event) bool { return e.call == "sync" || e.call == "syncdir" })
	seen := 0
	for range 20 {
		if _, err := afterCut(t, never); err != nil {
			seen++
		}
	}
	if seen == 0 {
		t.Error("nothing is lost where nothing is synced")
	}
}

// afterCut cuts the power after events, and says what is wrong with the book: damage, or a
// change that is missing although a command has said that it is done.
func afterCut(t *testing.T, events []event) (home, error) {
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
	now, err := stateOf(t, left)
	if err != nil {
		return left, err
	}
	var said, got []string
	for i := 1; i < done; i++ { // the first command makes the book
		said = append(said, opID(i-1))
	}
	for _, op := range now.changes {
		if strings.HasPrefix(op, "change-") {
			got = append(got, op)
		}
	}
	if done > 0 && now.sum == "" || len(got) < len(said) || !slices.Equal(got[:len(said)], said) {
		return left, fmt.Errorf("the book has %q, and said were %q", got, said)
	}
	return left, nil
}

func opID(i int) string { return fmt.Sprintf("change-%02d", i) }
