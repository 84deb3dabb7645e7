package store

import (
	"errors"
	"fmt"
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

// TestUpgradeOnAFullDisk does it on disks of every size: done, or the book is as it was and
// nothing new beside it. What is said names the disk by what is known of it, and what to do.
func TestUpgradeOnAFullDisk(t *testing.T) {
	old, dir := contents(t, oldBookIn(t)), t.TempDir()
	path, done, full := filepath.Join(dir, "book.db"), 0, map[string]int{}
	for size := len(old) + 4096; done < 2; size += 20 << 10 {
		if err := syscall.Mount("tmpfs", dir, "tmpfs", 0, fmt.Sprintf("size=%d", size)); err != nil {
			t.Skip("only the superuser mounts a file system")
		}
		if err := os.WriteFile(path, old, 0o600); err != nil {
			t.Fatal(err)
		}
		_, err := Upgrade(t.Context(), path, noon)
		e, failed := crm.AsError(err)
		switch {
		case err == nil:
			done++
		case !failed || e.Code != crm.CodeEnvironment || !strings.Contains(strings.Join(e.Help(), ""), "Make room"):
			t.Errorf("on %d bytes: %v", size, err)
		default:
			of, _, _ := strings.Cut(strings.TrimPrefix(e.Error(), "the disk of "), " is full: ")
			full[of]++
			if left := namesIn(t, dir); slices.Contains(left, "backups") || slices.ContainsFunc(left, func(name string) bool { return strings.HasPrefix(name, unfinished) }) {
				t.Errorf("on %d bytes: left is %q", size, left)
			}
		}
		if err := syscall.Unmount(dir, 0); err != nil {
			t.Fatal(err)
		}
	}
	if full[path] == 0 || full[BackupDir(path)] == 0 || len(full) != 2 {
		t.Errorf("full were %v", full)
	}
}

// TestUnreadIsNotDamaged: a file that the system fails to read is not taken for one that
// is not a book, where a backup would be put in its place.
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
	return as(nobody, fn)
}

const nobody = 65534

func as(id int, fn func() error) error {
	done := make(chan error)
	go func() {
		runtime.LockOSThread() // not unlocked: the thread is not used again
		if err := syscall.Setfsuid(id); err != nil && os.Getuid() == 0 {
			done <- err
			return
		}
		done <- fn()
	}()
	return <-done
}
