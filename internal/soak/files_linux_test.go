package soak

import (
	"fmt"
	"testing"
)

// TestFewFiles runs commands that may open few files: each is done, or says that too many
// are open.
func TestFewFiles(t *testing.T) {
	needs(t, "prlimit")
	failed := 0
	from := filled(t)
	for n := 4; n < 20; n++ {
		h := from.like(t)
		for _, args := range [][]string{{"today"}, {"lead", "add", "Few Files"}, {"import", "many.csv", "--yes"}, {"book", "backup", "few.db"}, {"book", "check"}} {
			a := answerOf(t, h.command(t.Context(), []string{"prlimit", fmt.Sprintf("--nofile=%d", n)}, args...))
			switch {
			case a.code == 0:
			case a.code != 7 || !says(a.err, "too many files are open") || internals.MatchString(a.err):
				t.Errorf("%d files: crm %q: exit %d\n%s", n, args, a.code, a.err)
			default:
				failed++
			}
		}
	}
	if failed < 20 {
		t.Errorf("only %d commands had too few files", failed)
	}
}
