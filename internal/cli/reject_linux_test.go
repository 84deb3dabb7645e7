package cli

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// TestRejectsOnAFullDisk imports a file of which many rows are bad where the file for them is
// on a disk of any size: it is done, or nothing is, and the message names that file. One of
// them has no room for its name.
func TestRejectsOnAFullDisk(t *testing.T) {
	disk, text := t.TempDir(), "name,birthday\n"
	for i := range 1500 {
		text += fmt.Sprintf("Bad Fill%d,1980-13-%d\n", i, 40+i%9)
	}
	text += "Good Fill,1980-01-02\n"
	to, done, full := filepath.Join(disk, "rest.csv"), 0, 0
	for size := 4; done == 0; size += 28 {
		if err := syscall.Mount("tmpfs", disk, "tmpfs", 0, fmt.Sprintf("size=%dk,nr_inodes=%d", size, 1+min(size/5, 2))); err != nil {
			t.Skip("only the superuser mounts a file system")
		}
		path := filepath.Join(t.TempDir(), "book.db")
		if err := os.WriteFile(filepath.Join(filepath.Dir(path), "people.csv"), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		runIn(t, path, "book", "init", "--country", "us", "--timezone", "America/New_York", "--producer", "Ann Lee")
		said, exit := runIn(t, path, "import", "people.csv", "--skip-bad", "--reject-file", to)
		people, _ := runIn(t, path, "contact", "list", "-q")
		left, err := os.ReadDir(disk)
		if err != nil {
			t.Fatal(err)
		}
		switch {
		case exit == 12 && people != "" && len(left) == 1 && left[0].Name() == "rest.csv":
			done++
		case exit == 7 && people == "" && len(left) == 0 && strings.Contains(strings.Join(strings.Fields(said), " "), to+" is full. Nothing was changed.") && strings.Contains(said, "Make room"):
			full++
		default:
			t.Errorf("on %d kB: exit %d, left is %v\n%s", size, exit, left, said)
			done++
		}
		if err := syscall.Unmount(disk, 0); err != nil {
			t.Fatal(err)
		}
	}
	if full < 3 {
		t.Errorf("only %d disks were full", full)
	}
}
