package exchange

import (
	"crypto/rand"
	"errors"
	"io/fs"
	"os"
	"syscall"

	"crm/internal/crm"
)

// Folder is a directory in which files are saved, and only there.
type Folder struct {
	path string
	root *os.Root
}

// OpenFolder opens a directory.
//
// Errors: CodeInvalid if there is none.
func (d Dir) OpenFolder(path string) (*Folder, error) {
	info, err := os.Stat(d.At(path))
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, crm.Errorf(crm.CodeInvalid, "there is no directory %s", path).On("to")
	case err == nil && !info.IsDir():
		return nil, crm.Errorf(crm.CodeInvalid, "%s is not a directory", path).On("to")
	}
	root, err := os.OpenRoot(d.At(path))
	if err != nil {
		return nil, crm.Errorf(crm.CodeEnvironment, "the directory %s can't be opened", path).On("to")
	}
	return &Folder{path, root}, nil
}

// Close closes the directory.
func (f *Folder) Close() error { return f.root.Close() }

// Free rejects a name that is taken in the directory; with force only a directory's.
//
// Errors: CodeConflict.
func (f *Folder) Free(name string, force bool) error {
	info, err := f.root.Lstat(name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err != nil:
		return f.failed(name, err)
	case info.IsDir():
		return crm.Errorf(crm.CodeConflict, "%s in %s is a directory", name, f.path)
	case !force:
		return f.exists(name)
	}
	return nil
}

func (f *Folder) exists(name string) error {
	return crm.Errorf(crm.CodeConflict, "%s is in %s already", name, f.path).
		Try("Write over it: the same command with --force").
		Try("Save it under another name: --name NAME")
}

// Save writes a file that only its owner can read. The file gets its name once all of
// it is on the disk, and replaces another only by force.
//
// Errors: CodeConflict for a name that is taken, CodeEnvironment if it can't be
// written.
func (f *Folder) Save(name string, content []byte, force bool) error {
	if err := f.Free(name, force); err != nil {
		return err
	}
	part := ".crm-" + rand.Text() + ".part"
	if err := f.write(part, content); err != nil {
		_ = f.root.Remove(part)
		return f.failed(name, err)
	}
	if err := f.give(part, name, force); err != nil {
		_ = f.root.Remove(part)
		return err
	}
	f.sync()
	return nil
}

func (f *Folder) write(part string, content []byte) error {
	file, err := f.root.OpenFile(part, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	_, err = file.Write(content)
	if err == nil {
		err = file.Sync()
	}
	return errors.Join(err, file.Close())
}

// give gives a complete file its name. A link, unlike a renaming, fails if the name has
// been taken meanwhile; not every file system has links.
func (f *Folder) give(part, name string, force bool) error {
	if !force {
		err := f.root.Link(part, name)
		if errors.Is(err, fs.ErrExist) {
			return f.exists(name)
		}
		if err == nil {
			_ = f.root.Remove(part) // the file has its name
			return nil
		}
		if err := f.Free(name, false); err != nil {
			return err
		}
	}
	if err := f.root.Rename(part, name); err != nil {
		return f.failed(name, err)
	}
	return nil
}

// sync makes the name survive a power cut, if directories can be synced.
func (f *Folder) sync() {
	if dir, err := f.root.Open("."); err == nil {
		_ = dir.Sync()
		_ = dir.Close()
	}
}

func (f *Folder) failed(name string, err error) error {
	if NoRoom(err) {
		return DiskFull(f.path)
	}
	return crm.Errorf(crm.CodeEnvironment, "%s can't be written in %s", name, f.path)
}

// NoRoom reports whether a disk was full.
func NoRoom(err error) bool { return errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EDQUOT) }

// DiskFull is the error for a file whose disk is full.
func DiskFull(path string) *crm.Error {
	return crm.Errorf(crm.CodeEnvironment, "the disk of %s is full", path).Try("Make room on that disk, then give the command again.")
}
