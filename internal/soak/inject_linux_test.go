package soak

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// faults are the system calls that are made to fail, and how.
var faults = []struct {
	calls, fails string
	skip         int // calls of the Go runtime before the program begins
}{
	{"pwrite64", "ENOSPC", 0},
	{"pwrite64", "EIO", 0},
	{"pread64", "EIO", 0},
	{"fsync,fdatasync", "EIO", 0},
	{"fsync,fdatasync", "ENOSPC", 0},
	{"open,openat", "EMFILE", 0},
	{"open,openat", "EACCES", 0},
	{"open,openat", "ENOSPC", 0},
	{"ftruncate", "ENOSPC", 0},
	{"fcntl", "ENOLCK", 3},
	{"link,linkat,rename,renameat,renameat2", "ENOSPC", 0},
	{"link,linkat,rename,renameat,renameat2", "EACCES", 0},
	{"unlinkat,unlink", "EIO", 0},
	{"mkdir,mkdirat", "ENOSPC", 0},
	{"fchmod,fchmodat,fchown", "EIO", 0},
	{"flock", "ENOLCK", 0},
}

// needs skips a test where a program is missing.
func needs(t *testing.T, program string) {
	t.Helper()
	if _, err := exec.LookPath(program); err != nil {
		t.Skipf("%s is missing, which this needs", program)
	}
}

// TestInjected lets the Nth of the system calls of a kind fail, for each N that a command
// reaches: the book is old or new, new where the command has said so, and a command that
// fails says why in words.
func TestInjected(t *testing.T) {
	needs(t, "strace")
	failed, total := 0, 0
	for i, w := range works(t) {
		from, before, after := w.ended(t)
		for j, fault := range faults {
			if !soaking() && (i > 1 || j%3 != i) {
				continue
			}
			for n := fault.skip + 1; n < 2000; n++ {
				if !soaking() && n > fault.skip+1 && n%20 != 0 {
					continue
				}
				name := fmt.Sprintf("%s, %s %d of %s", w.name, fault.fails, n, fault.calls)
				h := from.like(t)
				log := filepath.Join(t.TempDir(), "trace")
				under := []string{"strace", "-f", "--seccomp-bpf", "-qq", "-o", log, "-e", "trace=" + fault.calls,
					"-e", fmt.Sprintf("inject=%s:error=%s:when=%d", fault.calls, fault.fails, n)}
				a := answerOf(t, h.command(t.Context(), under, append([]string{"--no-input"}, w.args...)...))
				trace, err := os.ReadFile(log)
				if err != nil {
					t.Fatal(err)
				}
				if !strings.Contains(string(trace), "(INJECTED)") {
					break
				}
				total++
				if a.code != 0 {
					failed++
				}
				isNew, err := holds(t, h, before, after, a.code == 0 || a.out != "")
				switch {
				case err != nil:
					t.Errorf("%s: exit %d, %s: %v", name, a.code, a.err, err)
				case a.code == 1 || a.code < 0 || a.code == 2 || internals.MatchString(a.err):
					t.Errorf("%s: exit %d\n%s", name, a.code, a.err)
				case a.code != 0 && isNew && strings.Contains(a.err, "Nothing was changed"):
					t.Errorf("%s: it says that nothing was changed, and it was\n%s", name, a.err)
				case a.code != 0 && a.err == "":
					t.Errorf("%s: exit %d without a word", name, a.code)
				}
			}
		}
	}
	if failed == 0 {
		t.Errorf("of %d faults none ended a command", total)
	}
	t.Logf("%d faults, of which %d ended the command", total, failed)
}
