package soak

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync/atomic"
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

// injected runs a command of which the Nth system call of a kind fails, and says how many
// did: each thread of the program counts for itself.
func injected(t *testing.T, h home, calls, fails string, n int, args ...string) (a answer, times int) {
	t.Helper()
	log := filepath.Join(t.TempDir(), "trace")
	under := []string{"strace", "-f", "--seccomp-bpf", "-qq", "-o", log, "-e", "trace=" + calls,
		"-e", fmt.Sprintf("inject=%s:error=%s:when=%d", calls, fails, n)}
	a = answerOf(t, h.command(t.Context(), under, append([]string{"--no-input"}, args...)...))
	trace, err := os.ReadFile(log)
	if err != nil {
		t.Fatal(err)
	}
	return a, strings.Count(string(trace), "(INJECTED)")
}

// TestInjected lets the Nth of the system calls of a kind fail, for each N that a command
// reaches: the book is old or new, new where the command has said so, and a command that
// fails says why in words.
func TestInjected(t *testing.T) {
	needs(t, "strace")
	var failed, total atomic.Int64
	t.Run("each", func(t *testing.T) {
		for i, w := range works(t) {
			from, before, after := w.ended(t)
			for j, fault := range faults {
				tried, step := i < 2 && j%2 == i, 20
				if w.gone != "" {
					tried, step = j%5 == 0, 60
				}
				if !soaking() && !tried {
					continue
				}
				t.Run(strings.Join([]string{w.name, fault.calls, fault.fails}, "/"), func(t *testing.T) {
					t.Parallel()
					for n := fault.skip + 1; n < 2000; n++ {
						if !soaking() && n > fault.skip+1 && n%step != 0 {
							continue
						}
						h := from.like(t)
						a, times := injected(t, h, fault.calls, fault.fails, n, w.args...)
						if times == 0 {
							break
						}
						total.Add(1)
						if a.code != 0 {
							failed.Add(1)
						}
						if times > 1 && strings.Contains(a.out, "damaged as it is") {
							// A book whose disk fails again and again gives way to its backup.
							if _, err := stateOf(t, w.file(h)); err != nil {
								t.Errorf("%d: %v", n, err)
							}
							continue
						}
						isNew, err := w.holds(t, h, before, after, a.code == 0 || a.out != "")
						switch {
						case err != nil:
							t.Errorf("%d: exit %d, %s: %v", n, a.code, a.err, err)
						case a.code == 1 || a.code < 0 || a.code == 2 || internals.MatchString(a.err):
							t.Errorf("%d: exit %d\n%s", n, a.code, a.err)
						case a.code != 0 && isNew && strings.Contains(a.err, "Nothing was changed"):
							t.Errorf("%d: it says that nothing was changed, and it was\n%s", n, a.err)
						case fault.fails != "EIO" && (a.code == 8 || a.code == 11):
							t.Errorf("%d: the book can no longer be used and was not called damaged: exit %d\n%s", n, a.code, a.err)
						case a.code != 0 && a.err == "":
							t.Errorf("%d: exit %d without a word", n, a.code)
						case before.sum == "" && w.makes == "" && !isNew && strings.Contains(a.err, "damaged"):
							t.Errorf("%d: what was not made is not damaged\n%s", n, a.err)
						case times == 1 && strings.Contains(a.out, "damaged as it is"):
							t.Errorf("%d: a disk that fails once is not damage\n%s", n, a.out)
						}
						_ = os.RemoveAll(string(h))
					}
				})
			}
		}
	})
	if failed.Load() == 0 {
		t.Errorf("of %d faults none ended a command", total.Load())
	}
	t.Logf("%d faults, of which %d ended the command", total.Load(), failed.Load())
}

// TestOneFaultIsNoDamage restores a backup while a read of the book fails once: the book is
// not taken for damaged, whose place another may take without a question.
func TestOneFaultIsNoDamage(t *testing.T) {
	needs(t, "strace")
	works := works(t)
	w := works[len(works)-1]
	from := w.from(t)
	step, tried := 3, 0
	if soaking() {
		step = 1
	}
	for n := 1; n <= 25; n += step {
		h := from.like(t)
		a, times := injected(t, h, "pread64", "EIO", n, "book", "restore", "kept.db", "--dry-run", "-o", "json")
		if times == 1 {
			tried++
			if strings.Contains(a.out, `"damaged_before": true`) {
				t.Errorf("%d: %s", n, a.out)
			}
		}
	}
	if tried == 0 {
		t.Error("no read failed once")
	}
}
