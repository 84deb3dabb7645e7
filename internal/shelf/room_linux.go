package shelf

import "golang.org/x/sys/unix"

// roomInMemory is a directory in memory that takes a gigabyte, and programs that are run; empty
// where none is.
func roomInMemory() string {
	const dir, room = "/dev/shm", 1 << 30
	var fs unix.Statfs_t
	if unix.Statfs(dir, &fs) != nil || fs.Bavail < room/uint64(fs.Bsize) || fs.Flags&unix.ST_NOEXEC != 0 || unix.Access(dir, unix.W_OK) != nil { //nolint:gosec // a size
		return ""
	}
	return dir
}
