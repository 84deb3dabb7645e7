package store

import (
	"cmp"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"crm/internal/crm"
)

// TestBackupOnAFullDisk leaves nothing, and says how much room there is.
func TestBackupOnAFullDisk(t *testing.T) {
	path, dir := bookOf(t, 1), t.TempDir()
	if err := syscall.Mount("tmpfs", dir, "tmpfs", 0, "size=128k"); err != nil {
		t.Skip("only the superuser mounts a file system")
	}
	t.Cleanup(func() { _ = syscall.Unmount(dir, 0) })
	for name, to := range map[string]BackupTo{"named": {File: filepath.Join(dir, "x.db")}, "in it": {Dir: dir}, "sealed": {Dir: dir, Seal: &Seal{Passphrase: "the pass", Work: 1}}} {
		to.Now, to.Reason = noon, crm.BackupByHand
		_, err := Backup(t.Context(), path, to)
		if crm.CodeOf(err) != crm.CodeEnvironment || !strings.Contains(err.Error(), "is full") {
			t.Errorf("%s: %v", name, err)
		}
		if strings.Contains(err.Error(), unfinished) || !strings.Contains(err.Error(), cmp.Or(to.File, to.Dir)+" is full") {
			t.Errorf("%s: it says %s", name, err)
		}
		if left := namesIn(t, dir); len(left) > 0 {
			t.Errorf("%s: left is %q", name, left)
		}
	}
}
