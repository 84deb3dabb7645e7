package soak

import (
	"testing"
	"time"
)

// TestRefusedLocks uses a book on a file system that locks no files, as some of other
// computers: a command that writes says so at once, and whatever the book is asked is
// answered.
func TestRefusedLocks(t *testing.T) {
	needs(t, "strace")
	h := filled(t)
	refused := func(fails string, args ...string) (answer, time.Duration) {
		under := []string{"strace", "-f", "-qq", "-o", "/dev/null", "-e", "trace=fcntl", "-e", "inject=fcntl:error=" + fails}
		for _, beside := range []string{"", "-wal", "-shm"} {
			under = append(under, "-P", h.path()+beside)
		}
		cmd := h.command(t.Context(), under, args...)
		cmd.Env = append(cmd.Env, "CRM_TIMEOUT=300ms")
		start := time.Now()
		return answerOf(t, cmd), time.Since(start)
	}
	for _, fails := range []string{"ENOLCK", "EOPNOTSUPP"} {
		for _, args := range [][]string{{"today"}, {"contact", "list", "-o", "csv"}, {"book", "check"}, {"doctor"}} {
			if a, took := refused(fails, args...); a.code != 0 || took > 5*time.Second {
				t.Errorf("%s: crm %q: exit %d after %s\n%s", fails, args, a.code, took, a.err)
			}
		}
		for _, args := range [][]string{{"lead", "add", "Jane Refused"}, {"undo"}, {"book", "repair"}} {
			if a, took := refused(fails, args...); a.code != 7 || took > 5*time.Second || !says(a.err, "refuses locks") {
				t.Errorf("%s: crm %q: exit %d after %s\n%s", fails, args, a.code, took, a.err)
			}
		}
	}
}
