//go:build !unix

package store

import (
	"io/fs"
	"os"
)

// freeBytes is how much a user may still write to the file system of a directory.
func freeBytes(string) (n uint64, known bool) { return 0, false }

// writable reports whether this process may write to a file, or make files in a
// directory.
func writable(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.Mode()&0o200 != 0
}

// readOnlyDisk reports nothing here.
func readOnlyDisk(string) bool { return false }

// shareBeside does nothing here.
func shareBeside(string) {}

// ownerOf is the name of who owns a file, which is not told here.
func ownerOf(fs.FileInfo) string { return "" }
