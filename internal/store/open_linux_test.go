package store

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"crm/internal/crm"
)

// TestReadByAnother: where somebody else may read a book and write to its directory, what
// their reading leaves beside it is not an obstacle to the owner.
func TestReadByAnother(t *testing.T) {
	if os.Getuid() != 0 {
		t.Skip("only the superuser acts as others")
	}
	const owner = 1000
	for _, mode := range []os.FileMode{0o644, 0o664, 0o666, 0o444} {
		path := bookIn(t)
		dir := filepath.Dir(path)
		if err := errors.Join(os.Chown(path, owner, owner), os.Chown(dir, owner, owner), os.Chmod(path, mode), os.Chmod(dir, 0o777), os.Chmod(filepath.Dir(dir), 0o755)); err != nil {
			t.Fatal(err)
		}
		look := func() error {
			s, err := OpenRead(t.Context(), path)
			if err != nil {
				return err
			}
			return s.Close()
		}
		if err := as(nobody, look); err != nil || !exists(path+"-shm") {
			t.Fatalf("%s: to look at it leaves nothing: %v", mode, err)
		}
		if err := os.Chmod(path, mode|0o600); err != nil {
			t.Fatal(err)
		}
		err := as(owner, func() error {
			s, err := Open(t.Context(), path)
			if err != nil {
				return err
			}
			return errors.Join(s.Write(t.Context(), func(*Tx) error { return nil }), s.Close())
		})
		if err != nil {
			t.Errorf("%s: %v", mode, err)
		}
	}
}

// TestReadOnlyDisk: a book on a file system that is read-only can be read, and what can't be
// done there is not laid to the mode of a file.
func TestReadOnlyDisk(t *testing.T) {
	old, dir := bookIn(t), t.TempDir()
	if err := syscall.Mount("tmpfs", dir, "tmpfs", 0, ""); err != nil {
		t.Skip("only the superuser mounts a file system")
	}
	t.Cleanup(func() { _ = syscall.Unmount(dir, 0) })
	path := filepath.Join(dir, "book.db")
	copyFile(t, old, path)
	if err := syscall.Mount("tmpfs", dir, "tmpfs", syscall.MS_REMOUNT|syscall.MS_RDONLY, ""); err != nil {
		t.Fatal(err)
	}
	for name, do := range map[string]func(context.Context) error{
		"write": func(ctx context.Context) error { _, err := Open(ctx, path); return err },
		"back up": func(ctx context.Context) error {
			_, err := Backup(ctx, path, BackupTo{Dir: dir, Now: noon, Reason: crm.BackupByHand})
			return err
		},
		"make": func(ctx context.Context) error {
			_, _, err := Create(ctx, filepath.Join(dir, "new.db"), func(*Tx) error { return nil })
			return err
		},
	} {
		if err := do(t.Context()); crm.CodeOf(err) != crm.CodeEnvironment || !strings.Contains(err.Error(), "is on a file system that is read-only") {
			t.Errorf("%s: %v", name, err)
		}
	}
	if s, err := OpenRead(t.Context(), path); err != nil || s.Close() != nil {
		t.Errorf("read: %v", err)
	}
}
