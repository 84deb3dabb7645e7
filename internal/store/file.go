package store

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"

	"crm/internal/crm"
)

// giveName gives a whole file its name, and waits until the name is on the disk. What
// has that name already stays, and the error is fs.ErrExist then. The name that the
// file had before may stay beside it.
func giveName(file, name string) error {
	err := os.Link(file, name)
	if err != nil && !errors.Is(err, fs.ErrExist) {
		err = renameNew(file, name) // exFAT has no links
	}
	if err == nil {
		syncNames(filepath.Dir(name))
	}
	return err
}

// syncNames waits until the names in a directory are on the disk, where the file system
// can do that.
func syncNames(dir string) { _ = syncFile(dir) }

// syncFile waits until a file is on the disk.
func syncFile(path string) error { return file{path, path}.sync() }

func (of file) sync() error {
	f, err := os.Open(of.path)
	if err != nil {
		return unopened(of.as, err)
	}
	defer f.Close()
	if err := f.Sync(); err != nil {
		return unwritten(of.as, err)
	}
	return nil
}

// dirOf is the directory of a file, and of a directory itself.
func dirOf(path string) string {
	if info, err := os.Stat(path); err == nil && info.IsDir() {
		return path
	}
	return filepath.Dir(path)
}

func exists(path string) bool {
	_, err := os.Lstat(path)
	return err == nil
}

// unnamed is why a whole file can't be given its name.
func unnamed(what, name string, err error) *crm.Error {
	if noRoom(err) {
		return diskFull(name)
	}
	return crm.Errorf(crm.CodeEnvironment, "%s can't be given its name %s", what, name)
}

func noRoom(err error) bool { return errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EDQUOT) }

// unwritten is why a file can't be written.
func unwritten(path string, err error) *crm.Error {
	if noRoom(err) {
		return diskFull(path)
	}
	return crm.Errorf(crm.CodeEnvironment, "%s can't be written: its disk reports an error, or files may not be that large (ulimit -f)", path)
}
