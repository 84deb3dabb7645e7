package exchange

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"mime"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"syscall"

	"crm/internal/crm"
)

// ErrTooLarge says that a file has more bytes than are taken.
var ErrTooLarge = errors.New("the file is too large")

// Dir is the directory from which relative names of files count; empty is that of the
// process.
type Dir string

// At returns where the file of a name is.
func (d Dir) At(name string) string {
	if d == "" || filepath.IsAbs(name) {
		return name
	}
	return filepath.Join(string(d), name)
}

// Take reads a file whole. Only a regular file is one: what a link points to
// may not be what somebody means to hand over, and a pipe or a device never
// ends.
//
// Errors: ErrTooLarge beyond limit bytes, of which none is read then;
// CodeInvalid for what is not a regular file, is not there, or changes while it is
// read; CodeEnvironment for an invalid one read.
func (d Dir) Take(path string, limit int64) ([]byte, error) {
	named, err := os.Lstat(d.At(path))
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, crm.Errorf(crm.CodeInvalid, "there is no file %s", path)
	case err != nil:
		return nil, crm.Errorf(crm.CodeEnvironment, "%s can't be examined", path)
	case !named.Mode().IsRegular():
		return nil, notRegular(path, named)
	}
	// Between the look and the opening it may have become something else.
	file, err := os.OpenFile(d.At(path), os.O_RDONLY|noWait, 0)
	if err != nil {
		if now, again := os.Lstat(d.At(path)); again == nil && !now.Mode().IsRegular() {
			return nil, notRegular(path, now)
		}
		return nil, Unopened(path, err)
	}
	defer file.Close()
	before, err := file.Stat()
	if err != nil || !os.SameFile(named, before) {
		return nil, changed(path)
	}
	if before.Size() > limit {
		return nil, ErrTooLarge
	}
	return takeOpen(path, file, before, limit)
}

// takeOpen reads an open file, which has to stay as it was.
func takeOpen(path string, file *os.File, before fs.FileInfo, limit int64) ([]byte, error) {
	// With room for all of it from the beginning, it is in memory once.
	read := bytes.NewBuffer(make([]byte, 0, before.Size()+bytes.MinRead))
	_, err := read.ReadFrom(io.LimitReader(file, limit+1))
	if err != nil {
		return nil, crm.Errorf(crm.CodeEnvironment, "%s can't be read", path)
	}
	content := read.Bytes()
	if int64(len(content)) > limit {
		return nil, ErrTooLarge
	}
	after, err := file.Stat()
	if err != nil || after.Size() != before.Size() || !after.ModTime().Equal(before.ModTime()) || int64(len(content)) != before.Size() {
		return nil, changed(path)
	}
	return content, nil
}

func changed(path string) error {
	return crm.Errorf(crm.CodeInvalid, "%s has changed while it was read", path).Try("Wait until it is finished, and try again.")
}

func notRegular(path string, info fs.FileInfo) error {
	switch mode := info.Mode(); {
	case mode.IsDir():
		return crm.Errorf(crm.CodeInvalid, "%s is a directory, not a file", path)
	case mode&fs.ModeSymlink != 0:
		return crm.Errorf(crm.CodeInvalid, "%s is a link, not a file", path).Try("Name the file that it points to.")
	}
	return crm.Errorf(crm.CodeInvalid, "%s is not a regular file", path)
}

// MediaType is what kind of file that is, as RFC 2046 writes it: by the ending
// of the name, otherwise by the first bytes.
func MediaType(name string, content []byte) string {
	found := mime.TypeByExtension(filepath.Ext(name))
	if found == "" {
		found = http.DetectContentType(content)
	}
	kind, _, err := mime.ParseMediaType(found)
	if err != nil {
		return "application/octet-stream"
	}
	return kind
}

// IsMediaType reports whether a text has the form of a media type, without
// parameters.
func IsMediaType(text string) bool {
	kind, parameters, err := mime.ParseMediaType(text)
	return err == nil && len(parameters) == 0 && strings.Contains(kind, "/")
}

// Unopened is the error for a file that the system did not open.
func Unopened(path string, err error) *crm.Error {
	if errors.Is(err, syscall.EMFILE) || errors.Is(err, syscall.ENFILE) {
		return crm.Errorf(crm.CodeEnvironment, "%s can't be opened: too many files are open", path).Try("Close other programs, or allow more files: ulimit -n")
	}
	if errors.Is(err, fs.ErrPermission) {
		return crm.Errorf(crm.CodeEnvironment, "no permission to read %s", path)
	}
	return crm.Errorf(crm.CodeEnvironment, "%s can't be opened", path)
}
