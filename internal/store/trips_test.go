//go:build unix

package store_test

import (
	"bytes"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"crm/internal/cli"
	"crm/internal/store"
)

// office is a book as commands have it, one after the other.
type office struct {
	t    testing.TB
	dir  string
	book string
}

func (o office) run(args ...string) string {
	o.t.Helper()
	var out, problems bytes.Buffer
	vars := map[string]string{"HOME": o.dir, "CRM_BOOK": o.book, "TZ": "UTC", "NO_COLOR": "1"}
	env := cli.Env{Args: args, In: strings.NewReader(""), Out: &out, Err: &problems,
		Now:  func() time.Time { return time.Date(2026, 11, 25, 15, 0, 0, 0, time.UTC) },
		Vars: func(name string) string { return vars[name] }}
	if code := cli.Main(env); code != 0 {
		o.t.Fatalf("crm %q ends with %d: %s", args, code, problems.String())
	}
	return out.String()
}

// TestTrips counts how often commands wait for an answer of the database, in a book with
// some leads to be called. On a server each is a round trip: the begin and the end of a
// transaction, each question, and the writes between two of these, which can be sent
// together since nothing is read from their answers. What prepares a statement is none, nor
// is what connects.
func TestTrips(t *testing.T) {
	dir := t.TempDir()
	o := office{t, dir, filepath.Join(dir, "book.db")}
	o.run("book", "init", "--country", "us", "--timezone", "America/New_York", "--producer", "Ann Lee")
	for i, name := range []string{"Jane Hudson", "Ken Doyle", "Ruth Vance"} {
		o.run("--today=2026-11-24", "lead", "add", name, "--phone", fmt.Sprintf("614-555-111%d", i))
	}
	asked := store.Listen()
	defer asked.Leave()
	for _, c := range []struct {
		command      []string
		most, locked int // under the lock, its begin included
	}{
		{[]string{"today"}, 6, 0},
		{[]string{"lead", "add", "Zoe Quill", "--phone", "614-777-1212"}, 10, 6},
		{[]string{"next"}, 19, 0},
		{[]string{"call", "list"}, 7, 0},
		{[]string{"show", "Jane Hudson"}, 21, 0},
		{[]string{"log", "Jane Hudson", "no-reach"}, 30, 26},
		{[]string{"__complete", "show", "J"}, 5, 0},
	} {
		asked.Take()
		o.run(c.command...)
		all, nested := asked.Take()
		all = waits(all)
		locked := 0
		if begun := slices.Index(all, store.BeginWrite); begun >= 0 {
			locked = len(all) - begun
		}
		if len(all) > c.most || locked > c.locked {
			t.Errorf("crm %s makes %d round trips, %d of them under the lock, at most %d and %d are wanted:\n%s",
				strings.Join(c.command, " "), len(all), locked, c.most, c.locked, lines(all))
		}
		if len(nested) > 0 {
			t.Errorf("crm %s asks while it reads an answer:\n%s", strings.Join(c.command, " "), lines(nested))
		}
	}
}

// waits leaves out writes behind another one.
func waits(all []string) (kept []string) {
	written := false
	for _, text := range all {
		writes := strings.HasPrefix(text, "INSERT ") || strings.HasPrefix(text, "DELETE ") || strings.HasPrefix(text, "UPDATE ")
		writes = writes && !strings.Contains(text, " RETURNING ")
		if !writes || !written {
			kept = append(kept, text)
		}
		written = writes
	}
	return kept
}

// lines numbers statements, and cuts long ones.
func lines(statements []string) string {
	var b strings.Builder
	for i, text := range statements {
		fmt.Fprintf(&b, "%4d %.160s\n", i+1, strings.Join(strings.Fields(text), " "))
	}
	return b.String()
}
