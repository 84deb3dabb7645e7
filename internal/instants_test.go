package internal_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestInstantsAreMadeInOnePlace keeps package time from choosing an instant for
// a time of day that clocks skip, or show twice: a day and a time become one in
// crm/instant.go. Days alone are made in UTC, where no clock is put forward.
func TestInstantsAreMadeInOnePlace(t *testing.T) {
	seen := false
	err := filepath.WalkDir(".", func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return err
		}
		text, err := os.ReadFile(path)
		for number, line := range strings.Split(string(text), "\n") {
			makes := strings.Contains(line, "time.Date(") || strings.Contains(line, "ParseInLocation(")
			seen = seen || makes && path == filepath.Join("crm", "instant.go")
			if makes && !strings.Contains(line, "time.UTC)") && !strings.HasPrefix(path, "calendar") {
				t.Errorf("%s:%d makes an instant: use crm.Date.At, Instant or Around", path, number+1)
			}
		}
		return err
	})
	if err != nil || !seen {
		t.Errorf("crm/instant.go was not seen, %v", err)
	}
}
