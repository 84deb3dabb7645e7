// Package shelf is where the books of tests stand. Only tests import it.
package shelf

import "os"

// InMemory has temporary files of this process made in memory where there is room for them,
// unless TMPDIR says where. Waiting for a disk is most of the time of a small change.
func InMemory() {
	if dir := roomInMemory(); dir != "" && os.Getenv("TMPDIR") == "" {
		_ = os.Setenv("TMPDIR", dir)
	}
}
