//go:build unix

package store

import (
	"fmt"
	"io"
	"io/fs"
	"os"
	"strings"

	"golang.org/x/sys/unix"
)

// The bytes that SQLite locks: in the index of the log, that of the writer, and in the
// book itself, that of a process that has it exclusively.
const (
	writerByte   = 120
	reservedByte = 0x40000001
)

// writerOf names the process that writes to a book or has it exclusively, if any. It must
// not be called while SQLite has the book open in this process.
func writerOf(path string) string {
	for _, lock := range []struct {
		file string
		at   int64
	}{{path + "-shm", writerByte}, {path, reservedByte}} {
		f, err := os.Open(lock.file)
		if err != nil {
			continue
		}
		found := unix.Flock_t{Type: unix.F_WRLCK, Whence: io.SeekStart, Start: lock.at, Len: 1}
		err = unix.FcntlFlock(f.Fd(), unix.F_GETLK, &found)
		_ = f.Close()
		if err == nil && found.Type != unix.F_UNLCK {
			return processName(int(found.Pid))
		}
	}
	return ""
}

// processName is the number of a process and its program.
func processName(id int) string {
	if id <= 0 {
		return "?"
	}
	program, err := os.ReadFile(fmt.Sprintf("/proc/%d/comm", id))
	if err != nil {
		return fmt.Sprint(id)
	}
	return fmt.Sprintf("%d (%s)", id, strings.TrimSpace(string(program)))
}

// modeOf is who may do what with a file, as chmod writes it.
func modeOf(info fs.FileInfo) string { return fmt.Sprintf("%04o", info.Mode().Perm()) }
