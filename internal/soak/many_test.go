package soak

import (
	"bytes"
	"database/sql"
	"fmt"
	"os"
	"slices"
	"sync"
	"testing"
	"time"
)

// TestWriters lets many shells write to one book at once, beside others that read it: none
// fails, and each change is in the book once.
func TestWriters(t *testing.T) {
	shells, each := 6, 3
	if soaking() {
		shells, each = 50, 10
	}
	h := filled(t)
	var mu sync.Mutex
	var took []time.Duration
	failed := 0
	var all sync.WaitGroup
	for shell := range shells {
		all.Go(func() {
			for i := range each {
				cmd := h.command(t.Context(), nil, "lead", "add", fmt.Sprintf("W%d Lead%d", shell, i), "--op-id", fmt.Sprintf("w-%d-%d", shell, i))
				if i%3 == 2 {
					cmd.Args = append(cmd.Args[:1], "today")
				}
				var errs bytes.Buffer
				cmd.Stderr = &errs
				start := time.Now()
				err := cmd.Run()
				mu.Lock()
				took = append(took, time.Since(start))
				if err != nil {
					failed++
					t.Errorf("%v: %v\n%s", cmd.Args[1:], err, errs.String())
				}
				mu.Unlock()
			}
		})
	}
	all.Wait()
	slices.Sort(took)
	now, err := stateOf(t, h.path())
	if err != nil {
		t.Fatal(err)
	}
	written := 0
	for _, op := range now.changes {
		if len(op) > 2 && op[:2] == "w-" {
			written++
		}
	}
	want := 0
	for i := range each {
		if i%3 != 2 {
			want += shells
		}
	}
	if written != want {
		t.Errorf("%d changes are in the book, want %d", written, want)
	}
	t.Logf("%d commands of %d shells, %d failed, median %s, p99 %s", len(took), shells, failed, took[len(took)/2], took[len(took)*99/100])
}

// TestReaders looks at a book while somebody holds it for writing: no look waits for the
// writer, sees what is not committed, or writes.
func TestReaders(t *testing.T) {
	shells := 5
	if soaking() {
		shells = 50
	}
	h := filled(t)
	db, err := sql.Open("sqlite", "file:"+h.path())
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = db.Close() }()
	db.SetMaxOpenConns(1)
	if _, err := db.Exec("BEGIN IMMEDIATE; UPDATE contacts SET name = 'Not Committed'"); err != nil {
		t.Fatal(err)
	}
	before, err := os.ReadFile(h.path())
	if err != nil {
		t.Fatal(err)
	}
	looks := [][]string{{"today"}, {"contact", "list", "-o", "csv"}, {"show", "A1 Fill"}, {"history"}, {"book", "check"}, {"report", "pipeline"}, {"search", "fill"}}
	var mu sync.Mutex
	var took []time.Duration
	var all sync.WaitGroup
	for i := range shells {
		all.Go(func() {
			args := looks[i%len(looks)]
			cmd := h.command(t.Context(), nil, args...)
			cmd.Env = append(cmd.Env, "CRM_TIMEOUT=100ms") // a look that waits for a writer fails
			start := time.Now()
			out, err := cmd.CombinedOutput()
			mu.Lock()
			defer mu.Unlock()
			took = append(took, time.Since(start))
			if err != nil || bytes.Contains(out, []byte("Not Committed")) {
				t.Errorf("crm %q: %v\n%s", args, err, out)
			}
		})
	}
	all.Wait()
	if after, err := os.ReadFile(h.path()); err != nil || !bytes.Equal(after, before) {
		t.Errorf("the file has changed: %v", err)
	}
	slices.Sort(took)
	t.Logf("%d looks beside a writer, median %s, slowest %s", len(took), took[len(took)/2], took[len(took)-1])
}

// TestHeld asks a book that somebody holds for themselves, as programs that look into
// files do: each command waits as long as it is told to, and then says that the book is
// busy.
func TestHeld(t *testing.T) {
	h := filled(t)
	db, err := sql.Open("sqlite", "file:"+h.path())
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = db.Close() }()
	db.SetMaxOpenConns(1)
	if _, err := db.Exec("PRAGMA locking_mode = EXCLUSIVE; BEGIN IMMEDIATE; UPDATE counter SET next = next + 1"); err != nil {
		t.Fatal(err)
	}
	for _, args := range [][]string{{"today"}, {"lead", "add", "Jane Held"}, {"contact", "list", "-o", "csv"}, {"history"}} {
		cmd := h.command(t.Context(), nil, args...)
		cmd.Env = append(cmd.Env, "CRM_TIMEOUT=300ms")
		start := time.Now()
		a := answerOf(t, cmd)
		if a.code != 6 || internals.MatchString(a.err) {
			t.Errorf("crm %q: exit %d\n%s", args, a.code, a.err)
		}
		if waited := time.Since(start); waited > 10*time.Second {
			t.Errorf("crm %q waited %s", args, waited)
		}
	}
}
