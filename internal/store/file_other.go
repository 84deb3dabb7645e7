//go:build !linux

package store

import (
	"io/fs"
	"os"
)

// renameNew renames a file unless there is one of the new name. Two processes that make
// a book in the same instant may both find none.
func renameNew(file, name string) error {
	if exists(name) {
		return fs.ErrExist
	}
	return os.Rename(file, name)
}
