package store

import (
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"crm/internal/crm"
)

// TestUpgradeNeedsToWrite: a file or a directory that can't be written is left
// as it is, and the producer told. The superuser may write everywhere, so the
// thread acts as nobody for the file system.
func TestUpgradeNeedsToWrite(t *testing.T) {
	for name, mode := range map[string]struct{ dir, file os.FileMode }{
		"directory": {0o555, 0o666}, "file": {0o777, 0o444}, "both": {0o555, 0o444},
	} {
		t.Run(name, func(t *testing.T) {
			path := oldBookIn(t)
			dir := filepath.Dir(path)
			if err := os.Chmod(path, mode.file); err != nil {
				t.Fatal(err)
			}
			if err := errors.Join(os.Chmod(dir, mode.dir), os.Chmod(filepath.Dir(dir), 0o755)); err != nil {
				t.Fatal(err)
			}
			t.Cleanup(func() { _ = os.Chmod(dir, 0o700) })
			before := contents(t, path)
			err := asNobody(t, func() error { _, err := Upgrade(t.Context(), path, time.Now()); return err })
			if crm.CodeOf(err) != crm.CodeEnvironment {
				t.Errorf("%v, want environment", err)
			}
			for _, got := range namesIn(t, dir) {
				if strings.Contains(got, "backup") {
					t.Errorf("%s was left", got)
				}
			}
			if !slices.Equal(contents(t, path), before) {
				t.Error("the book was changed")
			}
		})
	}
}

// TestUnreadIsNotDamaged: a file that the system fails to read is not taken for one that
// is no book, in the place of which a backup would be put.
func TestUnreadIsNotDamaged(t *testing.T) {
	// A regular file by its mode, of which the first bytes can't be read.
	if err := inspect("/proc/self/mem"); crm.CodeOf(err) != crm.CodeEnvironment || !strings.Contains(err.Error(), "can't be read") {
		t.Errorf("%v, want environment", err)
	}
}

// asNobody runs fn on a thread that has the rights of nobody in the file system;
// the thread ends with it.
func asNobody(t *testing.T, fn func() error) error {
	t.Helper()
	done := make(chan error)
	go func() {
		runtime.LockOSThread() // not unlocked: the thread is not used again
		if err := syscall.Setfsuid(65534); err != nil && os.Getuid() == 0 {
			done <- err
			return
		}
		done <- fn()
	}()
	return <-done
}
