//go:build unix

package store

import (
	"errors"
	"io"
	"os"

	"golang.org/x/sys/unix"
)

// freeByte is one that SQLite never locks.
const freeByte = 0x40001000

// takesLocks reports whether the file system of a book locks its files. Where it does not,
// SQLite would try for ten seconds, whatever a command is told about waiting. The book must
// not be open in this process.
func takesLocks(path string) bool {
	f, err := os.Open(path)
	if err != nil {
		return true // which is found out elsewhere
	}
	defer f.Close()
	err = unix.FcntlFlock(f.Fd(), unix.F_SETLK, &unix.Flock_t{Type: unix.F_RDLCK, Whence: io.SeekStart, Start: freeByte, Len: 1})
	return err == nil || errors.Is(err, unix.EAGAIN) || errors.Is(err, unix.EACCES)
}
