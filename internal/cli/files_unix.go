//go:build unix

package cli

import (
	"errors"

	"golang.org/x/sys/unix"

	"crm/internal/crm"
)

// leastFiles is how many files a command opens at once at the least. With fewer, Go ends
// the program in words of its own.
const leastFiles = 5

// enoughFiles makes sure that files can be opened.
func enoughFiles() error {
	for range leastFiles {
		fd, err := unix.Open("/", unix.O_RDONLY|unix.O_CLOEXEC, 0)
		if errors.Is(err, unix.EMFILE) || errors.Is(err, unix.ENFILE) {
			return crm.Errorf(crm.CodeEnvironment, "too many files are open").Try("Close other programs, or allow more files: ulimit -n")
		}
		if err == nil {
			defer func() { _ = unix.Close(fd) }()
		}
	}
	return nil
}
