package store

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"

	"modernc.org/sqlite"

	"crm/internal/crm"
)

// The result codes of SQLite that mean something to the producer; see
// sqlite.org/rescode.html. Extended codes carry the primary one in the low byte.
const (
	sqliteError      = 1
	sqlitePerm       = 3
	sqliteBusy       = 5
	sqliteLocked     = 6
	sqliteReadOnly   = 8
	sqliteIOErr      = 10
	sqliteCorrupt    = 11
	sqliteFull       = 13
	sqliteCantOpen   = 14
	sqliteProtocol   = 15
	sqliteTooBig     = 18
	sqliteConstraint = 19
	sqliteMismatch   = 20
	sqliteFormat     = 24
	sqliteNotADB     = 26

	sqliteIOErrRead      = sqliteIOErr | 1<<8
	sqliteIOErrShortRead = sqliteIOErr | 2<<8
	sqliteIOErrRDLock    = sqliteIOErr | 9<<8
	sqliteIOErrLock      = sqliteIOErr | 15<<8
	sqliteIOErrShmOpen   = sqliteIOErr | 18<<8
	sqliteIOErrShmSize   = sqliteIOErr | 19<<8
	sqliteIOErrShmLock   = sqliteIOErr | 20<<8
	sqliteIOErrShmMap    = sqliteIOErr | 21<<8
	sqliteIOErrCorrupt   = sqliteIOErr | 33<<8 // the system did not read what is there
)

// extendedCode is the result code of SQLite; 0 for an error of anything else.
func extendedCode(err error) int {
	var e *sqlite.Error
	if errors.As(err, &e) {
		return e.Code()
	}
	return 0
}

func primaryCode(err error) int { return extendedCode(err) & 0xff }

func isBusy(err error) bool {
	code := primaryCode(err)
	return code == sqliteBusy || code == sqliteLocked || stateOf(err) == stateLocked || errors.Is(err, errReaders)
}

// explain turns an error of the database into one for the producer.
func explain(err error, path string) error {
	if err == nil {
		return nil
	}
	var broken *fault
	if errors.As(err, &broken) {
		return damaged(broken)
	}
	var known *crm.Error
	if errors.As(err, &known) || errors.Is(err, context.Canceled) {
		return err
	}
	switch primaryCode(err) {
	case sqliteBusy, sqliteLocked:
		return crm.Errorf(crm.CodeBusy, "another program is writing to the book; it is safe to try again")
	case sqliteReadOnly:
		return readOnly(path)
	case sqlitePerm, sqliteCantOpen:
		return shut(path)
	case sqliteFull:
		return diskFull(path)
	case sqliteProtocol:
		return noLocks(path)
	case sqliteIOErr:
		return diskFault(extendedCode(err), path)
	case sqliteCorrupt, sqliteNotADB, sqliteFormat:
		return damaged(&fault{})
	case sqliteError, sqliteTooBig, sqliteConstraint, sqliteMismatch:
		// This program wrote the statement, so what it met is at fault.
		wrong := (*unprepared)(nil)
		if !errors.As(err, &wrong) {
			return damaged(&fault{})
		}
		e := crm.Errorf(crm.CodeInternal, "this crm asked the book something that it does not understand")
		e.Err = err
		return e
	}
	return crm.Errorf(crm.CodeInternal, "the book could not be used: %w", err)
}

// explain explains an error of this book. Damage of one that has no name yet is that of
// its disk.
func (s *Store) explain(err error) error {
	err = s.dialect.explain(err, s.Name())
	if s.unnamed && err != nil && crm.CodeOf(err) == crm.CodeDamaged {
		return unsound(s.path)
	}
	return err
}

// unsound is the error for a new book that is not as it was written.
func unsound(path string) *crm.Error {
	return crm.Errorf(crm.CodeEnvironment, "what was written to %s can't be read again: its disk reports an error", filepath.Dir(path)).
		Try("Look whether the disk is sound, or keep the book on another one.")
}

// damaged is the error for a fault of the book. SQLite has no other word for a page that
// the disk did not give.
func damaged(f *fault) *crm.Error {
	return crm.Errorf(crm.CodeDamaged, "%w", f).
		Next("Nothing was repaired. All that is damaged", "book check").
		Next("To restore one of the backups", "book backups")
}

// diskFault is what reading or writing a book met, by the extended code.
func diskFault(code int, path string) *crm.Error {
	if free, known := freeBytes(dirOf(path)); known && free < 64<<10 {
		return diskFull(path)
	}
	switch code {
	case sqliteIOErrRead, sqliteIOErrShortRead, sqliteIOErrCorrupt:
		return crm.Errorf(crm.CodeEnvironment, "%s can't be read: its disk reports an error", path).Try("Copy the book to another disk while it can be read.")
	case sqliteIOErrLock, sqliteIOErrRDLock, sqliteIOErrShmLock:
		return noLocks(path)
	case sqliteIOErrShmOpen, sqliteIOErrShmSize, sqliteIOErrShmMap:
		return crm.Errorf(crm.CodeEnvironment, "%s-shm can't be made or used%s", path, owned(path+"-shm"))
	}
	return crm.Errorf(crm.CodeEnvironment, "%s can't be written: its disk reports an error, or files may not be that large (ulimit -f)", path)
}

func diskFull(path string) *crm.Error {
	e := crm.Errorf(crm.CodeEnvironment, "the disk of %s is full", path)
	if free, known := freeBytes(dirOf(path)); known {
		e = crm.Errorf(crm.CodeEnvironment, "the disk of %s is full: %d bytes are free", path, free)
	}
	return e.Try("Make room on that disk, then give the command again.")
}

func noLocks(path string) *crm.Error {
	return crm.Errorf(crm.CodeEnvironment, "the file system of %s refuses locks", path).Try("Keep the book on a disk of this machine.")
}

// readOnly is why a book can't be written: the file, what SQLite keeps beside it, or the
// directory.
func readOnly(path string) *crm.Error {
	if readOnlyDisk(dirOf(path)) {
		return onReadOnlyDisk(path)
	}
	for _, one := range []string{path, path + "-wal", path + "-shm", filepath.Dir(path)} {
		if exists(one) && !writable(one) {
			return crm.Errorf(crm.CodeEnvironment, "%s is read-only%s", one, owned(one))
		}
	}
	return onReadOnlyDisk(path)
}

func onReadOnlyDisk(path string) *crm.Error {
	return crm.Errorf(crm.CodeEnvironment, "%s is on a file system that is read-only", path)
}

// shut is why a book, or what SQLite keeps beside it, can't be opened.
func shut(path string) *crm.Error {
	if err := openSome(filepath.Dir(path)); tooMany(err) {
		return unopened(path, err)
	}
	if readOnlyDisk(dirOf(path)) {
		return onReadOnlyDisk(path)
	}
	for _, one := range []string{path, path + "-wal", path + "-shm", filepath.Dir(path)} {
		if exists(one) && !writable(one) {
			return crm.Errorf(crm.CodeEnvironment, "no permission to use %s%s", one, owned(one))
		}
	}
	return crm.Errorf(crm.CodeEnvironment, "no permission to open %s, or to make files beside it", path)
}

// openSome opens a directory as many times as SQLite opens files, which fails where too
// many are open.
func openSome(dir string) error {
	for range 4 {
		f, err := os.Open(dir)
		if err != nil {
			return err
		}
		defer f.Close()
	}
	return nil
}

// unopened is why the system did not open a file.
func unopened(path string, err error) *crm.Error {
	switch {
	case tooMany(err):
		return crm.Errorf(crm.CodeEnvironment, "%s can't be opened: too many files are open", path).Try("Close other programs, or allow more files: ulimit -n")
	case errors.Is(err, fs.ErrPermission):
		return crm.Errorf(crm.CodeEnvironment, "no permission to open %s%s", path, owned(path))
	}
	return crm.Errorf(crm.CodeEnvironment, "%s can't be opened", path)
}

// unmade is why the system did not make a file or a directory.
func unmade(path string, err error) *crm.Error {
	switch {
	case tooMany(err):
		return unopened(path, err)
	case noRoom(err):
		return diskFull(path)
	case errors.Is(err, syscall.EROFS):
		return onReadOnlyDisk(path)
	}
	dir := dirOf(path)
	for !exists(dir) {
		dir = filepath.Dir(dir)
	}
	return crm.Errorf(crm.CodeEnvironment, "no file can be made in %s%s", dir, owned(dir))
}

func tooMany(err error) bool { return errors.Is(err, syscall.EMFILE) || errors.Is(err, syscall.ENFILE) }

// owned is the mode and the owner of a file, in brackets; empty where they are not known.
func owned(path string) string {
	info, err := os.Stat(path)
	if err != nil {
		return ""
	}
	text := fmt.Sprintf(" (mode %04o", info.Mode().Perm())
	if name := ownerOf(info); name != "" {
		text += ", owner " + name
	}
	return text + ")"
}
