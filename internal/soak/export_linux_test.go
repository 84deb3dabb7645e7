package soak

import (
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"
	"time"
)

// exportFaults are what a disk does to an export.
var exportFaults = []struct{ calls, fails string }{
	{"write", "ENOSPC"}, {"write", "EIO"}, {"openat", "EMFILE"}, {"fsync", "EIO"}, {"mkdirat", "ENOSPC"}, {"linkat", "EPERM"}, {"renameat,renameat2", "EACCES"},
}

// TestExportIsWholeOrNot lets the Nth of the system calls of a kind fail under an export: it
// is whole where the command has said so, and otherwise nothing has its name, and nothing of
// it is left.
func TestExportIsWholeOrNot(t *testing.T) {
	needs(t, "strace")
	from := filled(t)
	for i, form := range []string{"out", "out.zip"} {
		for j, fault := range exportFaults {
			step := 60
			if soaking() {
				step = 1
			} else if (i+j)%2 > 0 {
				continue
			}
			for n := 1; n < 2000; n += step {
				h := from.like(t)
				a, times := injected(t, h, fault.calls, fault.fails, n, "export", "book", form)
				if times == 0 {
					break
				}
				exportHolds(t, h, form, a.code == 0)
				if left, _ := filepath.Glob(filepath.Join(string(h), ".crm-*")); len(left) > 0 && times == 1 {
					t.Errorf("%s %d: exit %d, and there is %s", fault.calls, n, a.code, left)
				}
				unsaid := a.err == "" && times == 1 // strace counts for each thread, so that it may fail the words, too
				if a.code != 0 && (unsaid || internals.MatchString(a.err)) {
					t.Errorf("%s %d: exit %d\n%s", fault.calls, n, a.code, a.err)
				}
				_ = os.RemoveAll(string(h))
			}
		}
	}
}

// TestExportIsKilled ends an export at any moment: it is whole, or nothing has its name. What
// is interrupted leaves nothing else either.
func TestExportIsKilled(t *testing.T) {
	from := filled(t)
	start := time.Now()
	from.like(t).must(t, "export", "book", "out")
	lasts := time.Since(start)
	for _, form := range []string{"out", "out.zip"} {
		for n := range rounds(4) {
			h := from.like(t)
			cmd := h.command(t.Context(), nil, "export", "book", form)
			if err := cmd.Start(); err != nil {
				t.Fatal(err)
			}
			time.Sleep(time.Duration(rand.Int64N(int64(lasts))))
			end := []os.Signal{os.Kill, os.Interrupt}[n%2]
			_ = cmd.Process.Signal(end)
			_ = cmd.Wait()
			exportHolds(t, h, form, false)
			if left, _ := filepath.Glob(filepath.Join(string(h), ".crm-*")); len(left) > 0 && end == os.Interrupt {
				t.Errorf("an interrupted export leaves %s", left)
			}
		}
	}
}

// exportHolds makes sure that an export that has its name is the book, and that it has one if
// that was said.
func exportHolds(t *testing.T, h home, form string, said bool) {
	t.Helper()
	if _, err := os.Lstat(filepath.Join(string(h), form)); err != nil {
		if said {
			t.Errorf("%s is not there, and was said to be", form)
		}
		return
	}
	if a := h.try(t, "diff", h.path(), form); a.code != 0 {
		t.Errorf("%s is not the book: exit %d\n%s%s", form, a.code, a.out, a.err)
	}
}
