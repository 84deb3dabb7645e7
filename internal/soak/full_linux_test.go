package soak

import (
	"fmt"
	"slices"
	"strings"
	"syscall"
	"testing"
)

// TestFullDisk does each work on disks of every size, from one on which nothing fits: it is
// done, or fails and says so, and the book is old or new. It needs to mount, which only the
// superuser may.
func TestFullDisk(t *testing.T) {
	mount := t.TempDir()
	if err := syscall.Mount("none", mount, "tmpfs", 0, "size=64k"); err != nil {
		t.Skipf("tmpfs can't be mounted: %v", err)
	}
	if err := syscall.Unmount(mount, 0); err != nil {
		t.Fatal(err)
	}
	step := 256
	if soaking() {
		step = 12
	}
	for i, w := range works(t) {
		if !soaking() && i > 1 {
			break
		}
		from, before, after := w.ended(t)
		fits := 0
		for size := 4; size < 8192 && fits < 2; size += step {
			name := fmt.Sprintf("%s on %d kB", w.name, size)
			if err := syscall.Mount("none", mount, "tmpfs", 0, fmt.Sprintf("size=%dk", size)); err != nil {
				t.Fatal(err)
			}
			h := home(mount)
			if err := from.into(mount); err == nil { // the book itself fits
				a := h.try(t, append([]string{"--no-input"}, w.args...)...)
				now, err := stateOf(t, w.file(h))
				switch {
				case err != nil:
					t.Errorf("%s: exit %d, %s: %v", name, a.code, a.err, err)
				case a.code == 0 && now.sum != after.sum:
					t.Errorf("%s: done, and the book is not as it is after it", name)
				case a.code != 0 && now.sum != before.sum:
					t.Errorf("%s: exit %d, and the book is not as it was before\n%s", name, a.code, a.err)
				case a.code != 0 && (a.code != 7 || !says(a.err, "is full", "Make room") || internals.MatchString(a.err)):
					t.Errorf("%s: exit %d\n%s", name, a.code, a.err)
				case a.code != 0 && (before.sum != "" || w.makes != ""):
					read := h.try(t, "--today", today, "today")
					older := w.name == "book upgrade" // it is read once there is room for a newer one
					if read.code != 0 && !(older && read.code == 7 && says(read.err, h.path(), "is full", "Make room")) || internals.MatchString(read.err) {
						t.Errorf("%s, and then today: exit %d\n%s", name, read.code, read.err)
					}
				}
				if a.code == 0 {
					fits++
				}
			}
			if err := syscall.Unmount(mount, 0); err != nil {
				t.Fatal(err)
			}
		}
		if fits == 0 {
			t.Errorf("%s fits on no disk", w.name)
		}
	}
}

// says reports whether a message has all of these phrases, wherever its lines are broken.
func says(message string, phrases ...string) bool {
	message = strings.Join(strings.Fields(message), " ")
	return !slices.ContainsFunc(phrases, func(phrase string) bool { return !strings.Contains(message, phrase) })
}
