package cli

import (
	"fmt"
	"path/filepath"
	"sync"
	"testing"
)

// TestTwoBooksAtOnce uses two books from four goroutines. Nothing that they share
// in the process may be written unguarded, which go test -race finds (make race),
// and no book may hear of the other.
func TestTwoBooksAtOnce(t *testing.T) {
	var paths []string
	for i, country := range []string{"us", "jp"} {
		path := filepath.Join(t.TempDir(), "book.db")
		out, exit := runIn(t, path, "book", "init", "--producer", "Ann Lee", "--country", country, "--timezone", []string{"America/New_York", "Asia/Tokyo"}[i])
		if exit != 0 {
			t.Fatal(out)
		}
		paths = append(paths, path)
	}
	var wait sync.WaitGroup
	for i := range 4 {
		wait.Go(func() {
			lang := []string{"en", "ja", "it", "es"}[i]
			name := fmt.Sprintf("Person%d Of%d", i, i%2)
			for _, args := range [][]string{
				{"lead", "add", name, "--phone", fmt.Sprintf("614-555-010%d", i), "--birthday", "12 May 1980"},
				{"log", name, "no-reach", "--on", "2026-11-24"},
				{"log", name, "appointment", "--appt", "fri 10:00"},
				{"opp", "add", name, "--line", "auto"},
				{"note", "add", name, "likes trains"},
				{"today"},
				{"next"},
				{"search", name[:7]},
				{"contact", "list", "--where", `stage == "prospect"`},
				{"report", "pipeline"},
				{"rule", "list"},
				{"history"},
				{"show", name},
				{"undo", "--dry-run"}, // it may be of what the other has just added
			} {
				if out, exit := runIn(t, paths[i%2], append(args, "--lang", lang)...); exit != 0 {
					t.Errorf("%v: exit %d\n%s", args, exit, out)
				}
			}
		})
	}
	wait.Wait()
	for i, path := range paths {
		out, exit := runIn(t, path, "contact", "list", "-q")
		if exit != 0 || len(out) == 0 {
			t.Fatalf("exit %d: %s", exit, out)
		}
		names, _ := runIn(t, path, "contact", "list", "-o", "csv", "--columns", "name", "--sort", "name")
		if want := fmt.Sprintf("name\nPerson%d Of%d\nPerson%d Of%d\n", i, i, i+2, i); names != want {
			t.Errorf("book %d has %q, want %q", i, names, want)
		}
	}
}
