//go:build unix

package store

import (
	"errors"
	"io/fs"
	"os"
	"os/user"
	"strconv"
	"syscall"

	"golang.org/x/sys/unix"
)

// freeBytes is how much a user may still write to the file system of a directory.
func freeBytes(dir string) (n uint64, known bool) {
	var s unix.Statfs_t
	if err := unix.Statfs(dir, &s); err != nil {
		return 0, false
	}
	return s.Bavail * uint64(s.Bsize), true
}

// writable reports whether this process may write to a file, or make files in a
// directory.
func writable(path string) bool { return unix.Access(path, unix.W_OK) == nil }

// readOnlyDisk reports whether a file is on a file system that is read-only.
func readOnlyDisk(path string) bool { return errors.Is(unix.Access(path, unix.W_OK), unix.EROFS) }

// shareBeside lets the owner of a book write to what SQLite has made beside it for somebody
// else, who only read it: who may read the book may write there. Nobody can make it who may
// not write to the directory.
func shareBeside(path string) {
	book, ids := statOf(path)
	if book == nil || int(ids.Uid) == os.Geteuid() {
		return
	}
	for _, suffix := range []string{"-wal", "-shm"} {
		if beside, of := statOf(path + suffix); beside != nil && of.Uid != ids.Uid {
			mode := book.Mode().Perm()
			_ = os.Chown(path+suffix, -1, int(ids.Gid)) // who is not of that group reads it as others do
			_ = os.Chmod(path+suffix, mode|mode&0o444>>1)
		}
	}
}

func statOf(path string) (fs.FileInfo, *syscall.Stat_t) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, nil
	}
	stat, ok := info.Sys().(*syscall.Stat_t)
	if !ok {
		return nil, nil
	}
	return info, stat
}

// ownerOf is the name of who owns a file, or their number.
func ownerOf(info fs.FileInfo) string {
	stat, ok := info.Sys().(*syscall.Stat_t)
	if !ok {
		return ""
	}
	id := strconv.FormatUint(uint64(stat.Uid), 10)
	if owner, err := user.LookupId(id); err == nil {
		return owner.Username
	}
	return id
}
