package exchange

import (
	"archive/zip"
	"bufio"
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"os"
	"path"
	"slices"
	"strings"

	"crm/internal/crm"
)

// What a zip file may be unpacked to: so much, or so many times what it is packed.
const (
	mostUnpacked = 1 << 30
	mostPacking  = 200
)

// largestManifest is the most bytes of a manifest.
const largestManifest = 64 << 20

// BundleSource is an export of a whole book that is read.
type BundleSource struct {
	Manifest
	path  string
	files fs.FS
	close func() error
	size  int64 // of a zip file; 0 is a directory
}

// OpenBundle opens an export and reads its manifest.
//
// Errors: CodeNotFound without one, CodeInvalid for one that nobody has exported, such as a
// name that leads out of it, CodeDamaged for one that is not whole, CodeVersion for one of a
// newer program.
func (d Dir) OpenBundle(at string, schema int) (*BundleSource, error) {
	info, err := os.Stat(d.At(at))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, crm.Errorf(crm.CodeNotFound, "there is no file or directory %s", at)
	} else if err != nil {
		return nil, Unopened(at, err)
	}
	s := &BundleSource{path: at}
	switch {
	case info.IsDir():
		root, err := os.OpenRoot(d.At(at))
		if err != nil {
			return nil, Unopened(at, err)
		}
		s.files, s.close = root.FS(), root.Close
	case info.Mode().IsRegular():
		if err := s.openZip(d.At(at)); err != nil {
			return nil, err
		}
	default:
		return nil, crm.Errorf(crm.CodeInvalid, "%s is neither a file nor a directory", at)
	}
	if err := s.begin(schema); err != nil {
		_ = s.Close()
		return nil, err
	}
	return s, nil
}

func (s *BundleSource) openZip(at string) error {
	file, err := os.Open(at)
	if err != nil {
		return Unopened(s.path, err)
	}
	s.close = file.Close
	info, err := file.Stat()
	if err == nil {
		s.size = info.Size()
		var r *zip.Reader
		if r, err = zip.NewReader(file, s.size); err == nil || errors.Is(err, zip.ErrInsecurePath) {
			s.files, err = r, s.safeNames(r)
		}
	}
	if err != nil {
		_ = file.Close()
		if e, ok := crm.AsError(err); ok {
			return e
		}
		return s.notExported()
	}
	return nil
}

// wholeBook is the error for a file that can be imported as a whole book alone, or nil. Names
// are those of what is in it.
func wholeBook(names []string) error {
	if !slices.ContainsFunc(names, func(name string) bool { return path.Base(name) == manifestName }) {
		return nil
	}
	return crm.Errorf(crm.CodeInvalid, "that is the export of a whole book").
		Next("To make a book of it", "import book", crm.TheFile, crm.With("book", crm.Blank("FILE")))
}

// notExported is the error for what is not an export.
func (s *BundleSource) notExported() error {
	return crm.Errorf(crm.CodeDamaged, "%s is not an export of a whole book, or it is damaged", s.path).
		Next("To write one", "export book", crm.Blank("DIR|FILE.zip"))
}

// safeNames rejects names that lead out of a zip file, or are there twice.
func (s *BundleSource) safeNames(r *zip.Reader) error {
	seen := map[string]bool{}
	for _, f := range r.File {
		name := strings.TrimSuffix(f.Name, "/")
		switch {
		case !fs.ValidPath(name) || strings.ContainsAny(name, "\\:\x00"):
			return crm.Errorf(crm.CodeInvalid, "%s has a file %q, whose name leads out of it", s.path, f.Name)
		case f.Mode()&fs.ModeType&^fs.ModeDir != 0:
			return s.link(f.Name)
		case seen[name]:
			return crm.Errorf(crm.CodeInvalid, "%s has the file %q twice", s.path, f.Name)
		}
		seen[name] = true
	}
	return nil
}

func (s *BundleSource) link(name string) error {
	return crm.Errorf(crm.CodeInvalid, "%s in %s is not a file, but a link or a device", name, s.path)
}

// begin reads the manifest, and makes sure that its files are there.
func (s *BundleSource) begin(schema int) error {
	if s.size == 0 {
		if err := s.noLinks(); err != nil {
			return err
		}
	}
	text, err := s.read(manifestName, largestManifest)
	if errors.Is(err, fs.ErrNotExist) && s.enterFolder() {
		text, err = s.read(manifestName, largestManifest)
	}
	if errors.Is(err, fs.ErrNotExist) {
		return s.notExported()
	} else if err != nil {
		return err
	}
	if err := json.Unmarshal(text, &s.Manifest); err != nil {
		line := 0
		var at *json.SyntaxError
		if errors.As(err, &at) {
			line = 1 + bytes.Count(text[:min(int(at.Offset), len(text))], []byte{'\n'})
		}
		return s.Damaged(manifestName, line, "is not the JSON of a manifest")
	}
	switch {
	case s.Format != bundleFormat:
		return s.notExported()
	case s.FormatVersion > bundleVersion || s.SchemaVersion > schema:
		return crm.Errorf(crm.CodeVersion, "%s was written by a newer crm (%s): it has version %d, and this one knows versions up to %d", s.path, s.Program, s.SchemaVersion, schema).
			Try("Import it with the crm that wrote it, or a newer one.")
	case s.SchemaVersion < schema:
		return crm.Errorf(crm.CodeVersion, "%s has version %d, and this crm reads version %d", s.path, s.SchemaVersion, schema).
			Try("Import it with the crm that wrote it (%s). This one brings that book up to date when it opens it.", s.Program)
	case !bytes.Equal(s.text(), text):
		return s.Damaged(manifestName, 0, "was changed after the export: its SHA-256 is another one")
	}
	var unpacked int64
	for _, f := range s.Files {
		if !fs.ValidPath(f.Name) || strings.ContainsAny(f.Name, "\\:\x00") || f.Size < 0 {
			return crm.Errorf(crm.CodeInvalid, "the manifest of %s names a file %q, which leads out of it", s.path, f.Name)
		}
		info, err := fs.Stat(s.files, f.Name)
		switch {
		case err != nil:
			return s.Damaged(f.Name, 0, "is missing")
		case !info.Mode().IsRegular():
			return s.link(f.Name)
		}
		unpacked += f.Size
	}
	if s.size > 0 && unpacked > mostUnpacked && unpacked/mostPacking > s.size {
		return crm.Errorf(crm.CodeInvalid, "%s would be %d bytes unpacked, more than %d times its size", s.path, unpacked, mostPacking).
			Try("Unpack it yourself if you trust it, and import the directory.")
	}
	return nil
}

// enterFolder goes into the only folder of an export that was packed again, or unpacked, with
// the folder around it. It reports whether there is one.
func (s *BundleSource) enterFolder() bool {
	entries, err := fs.ReadDir(s.files, ".")
	entries = slices.DeleteFunc(entries, func(e fs.DirEntry) bool {
		return e.Name() == "__MACOSX" || strings.HasPrefix(e.Name(), ".")
	})
	if err != nil || len(entries) != 1 || !entries[0].IsDir() {
		return false
	}
	inner, err := fs.Sub(s.files, entries[0].Name())
	if err == nil {
		s.files = inner
	}
	return err == nil
}

// noLinks rejects a directory that has anything but files and directories.
func (s *BundleSource) noLinks() error {
	return fs.WalkDir(s.files, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return crm.Errorf(crm.CodeEnvironment, "%s in %s can't be read", name, s.path)
		}
		if d.Type()&^fs.ModeDir != 0 {
			return s.link(name)
		}
		return nil
	})
}

// Path is where the export is, as it was named.
func (s *BundleSource) Path() string { return s.path }

// Close closes the export.
func (s *BundleSource) Close() error { return s.close() }

// Damaged is the error for a file of the export, and a line of it, from 1, if that is known.
func (s *BundleSource) Damaged(name string, line int, what string) error {
	e := crm.Errorf(crm.CodeDamaged, "%s in %s %s", name, s.path, what)
	if line > 0 {
		e = crm.Errorf(crm.CodeDamaged, "%s in %s, line %d: %s", name, s.path, line, what)
	}
	return e.Try("Export the book again, or take another copy of the export.")
}

func (s *BundleSource) unread(name string) error {
	if s.size > 0 {
		return s.Damaged(name, 0, "can't be unpacked")
	}
	return crm.Errorf(crm.CodeEnvironment, "%s in %s can't be read", name, s.path)
}

// read reads a file whole.
func (s *BundleSource) read(name string, limit int64) ([]byte, error) {
	file, err := s.files.Open(name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, err
	} else if err != nil {
		return nil, s.unread(name)
	}
	defer file.Close()
	text, err := io.ReadAll(io.LimitReader(file, limit+1))
	if err != nil {
		return nil, s.unread(name)
	}
	if int64(len(text)) > limit {
		return nil, s.Damaged(name, 0, "is larger than it was when it was exported")
	}
	return text, nil
}

// Verify compares every file with the manifest.
//
// Errors: CodeDamaged for the first one that is not as it was exported.
func (s *BundleSource) Verify(ctx context.Context) error {
	for _, f := range s.Files {
		if err := s.verify(ctx, f); err != nil {
			return err
		}
	}
	return nil
}

func (s *BundleSource) verify(ctx context.Context, f BundleFile) error {
	file, err := s.files.Open(f.Name)
	if err != nil {
		return s.unread(f.Name)
	}
	defer file.Close()
	sum, lines := sha256.New(), 0
	buffer := make([]byte, 256<<10)
	in := io.LimitReader(file, f.Size+1)
	var size int64
	for {
		n, err := in.Read(buffer)
		sum.Write(buffer[:n])
		lines += bytes.Count(buffer[:n], []byte{'\n'})
		size += int64(n)
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return s.unread(f.Name)
		}
		if err := ctx.Err(); err != nil {
			return err
		}
	}
	if size == f.Size && fmt.Sprintf("%x", sum.Sum(nil)) == f.Sum {
		return nil
	}
	if f.Lines != nil {
		for line, err := range s.Lines(f.Name) {
			if err != nil {
				return err
			}
			if line.Number > *f.Lines {
				break
			}
			if !json.Valid(line.Text) {
				return s.Damaged(f.Name, line.Number, "it was changed after the export: this is not JSON")
			}
		}
		if lines != *f.Lines && size <= f.Size {
			return crm.Errorf(crm.CodeDamaged, "%s in %s has %d lines, and %d were exported", f.Name, s.path, lines, *f.Lines).
				Try("Export the book again, or take another copy of the export.")
		}
	}
	return s.Damaged(f.Name, 0, "was changed after the export: its SHA-256 is another one")
}

// BundleLine is a line of a file, from 1.
type BundleLine struct {
	Number int
	Text   []byte
}

// Lines iterates over the lines of a file. The text is valid until the next one.
func (s *BundleSource) Lines(name string) iter.Seq2[BundleLine, error] {
	return func(yield func(BundleLine, error) bool) {
		file, err := s.files.Open(name)
		if err != nil {
			yield(BundleLine{}, s.Damaged(name, 0, "is missing"))
			return
		}
		defer file.Close()
		in := bufio.NewScanner(file)
		in.Buffer(make([]byte, 0, 256<<10), longestLine)
		n := 0
		for in.Scan() {
			n++
			if !yield(BundleLine{n, in.Bytes()}, nil) {
				return
			}
		}
		if err := in.Err(); errors.Is(err, bufio.ErrTooLong) {
			yield(BundleLine{}, s.Damaged(name, n+1, "is longer than any record"))
		} else if err != nil {
			yield(BundleLine{}, s.unread(name))
		}
	}
}

// Has reports whether the manifest has a file.
func (s *BundleSource) Has(name string) bool {
	for _, f := range s.Files {
		if f.Name == name {
			return true
		}
	}
	return false
}

// Contents calls do with the bytes of each file in a directory of the export.
func (s *BundleSource) Contents(dir string, do func([]byte) error) error {
	for _, f := range s.Files {
		if !strings.HasPrefix(f.Name, dir+"/") {
			continue
		}
		content, err := s.read(f.Name, f.Size)
		if err != nil {
			return err
		}
		if sum := sha256.Sum256(content); fmt.Sprintf("%x", sum) != f.Sum {
			return s.Damaged(f.Name, 0, "has changed while it was read")
		}
		if err := do(content); err != nil {
			return err
		}
	}
	return nil
}
