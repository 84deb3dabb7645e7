package exchange

import (
	"archive/zip"
	"bytes"
	"crypto/rand"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"hash"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
	"time"

	"crm/internal/crm"
)

// Manifest says what is in an export of a whole book. It is written last, as manifest.json.
type Manifest struct {
	Format        string `json:"format"`
	FormatVersion int    `json:"format_version"`
	SchemaVersion int    `json:"schema_version"`
	// Program is the version of crm that wrote it, and Book what tells the book from others.
	Program  string    `json:"crm"`
	Made     time.Time `json:"made_at"`
	Book     string    `json:"book"`
	Currency string    `json:"currency"`
	// The numbers of the next record and of the next change, and the day as of which birthday
	// calls were last rolled.
	NextRecord int64  `json:"next_record"`
	NextChange int64  `json:"next_change"`
	Rolled     string `json:"rolled"`
	// HiddenNotes is how many notes of others are without their texts.
	HiddenNotes int          `json:"notes_without_text"`
	Files       []BundleFile `json:"files"`
	// Sum is the SHA-256 of the manifest as it is with an empty sum.
	Sum string `json:"sha256"`
}

// BundleFile is one file of an export. Lines counts those of JSON Lines, each of which is a
// record or a row.
type BundleFile struct {
	Name  string `json:"name"`
	Lines *int   `json:"lines,omitempty"`
	Size  int64  `json:"bytes"`
	Sum   string `json:"sha256"`
}

const (
	manifestName = "manifest.json"
	bundleFormat = "crm book"
	// bundleVersion is the version of what the files of an export look like.
	bundleVersion = 1
	// longestLine is the most bytes of a line of JSON Lines.
	longestLine = 32 << 20
)

// text is the manifest as it is written, and with its sum.
func (m Manifest) text() []byte {
	m.Sum = ""
	plain := m.json()
	sum := sha256.Sum256(plain)
	m.Sum = fmt.Sprintf("%x", sum)
	return m.json()
}

func (m Manifest) json() []byte {
	var out bytes.Buffer
	e := json.NewEncoder(&out)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(m); err != nil {
		panic(err) // it holds nothing that JSON lacks
	}
	return out.Bytes()
}

// IsZip reports whether a name is that of a zip file.
func IsZip(name string) bool { return strings.EqualFold(filepath.Ext(name), ".zip") }

// Bundle is an export of a whole book that is being written: a directory or a zip file
// under a temporary name. So a half-made one never has its own.
type Bundle struct {
	path, name, part string
	folder           *Folder
	archive          *zip.Writer // nil for a directory
	out              *os.File    // the zip file, or the file of a directory that is being written
	entry            *entry
	files            []BundleFile
	size             int64
	made             time.Time
	dry              bool
}

// NewBundle begins an export at a path: a zip file where the name ends in .zip, and
// otherwise a directory. Nothing is there, or an empty directory. A dry one is not written.
//
// Errors: CodeConflict for what is there, CodeInvalid without the directory to put it in,
// CodeEnvironment if it can't be written.
func (d Dir) NewBundle(to string, made time.Time, dry bool) (*Bundle, error) {
	whole, err := filepath.Abs(d.At(to))
	if err != nil {
		return nil, crm.Errorf(crm.CodeEnvironment, "%s can't be found: %w", to, err)
	}
	b := &Bundle{path: to, name: filepath.Base(whole), part: ".crm-" + rand.Text() + ".part", made: made, dry: dry}
	if b.folder, err = Dir("").OpenFolder(filepath.Dir(whole)); err != nil {
		return nil, err
	}
	if err := b.begin(); err != nil {
		b.Discard()
		return nil, err
	}
	return b, nil
}

func (b *Bundle) begin() error {
	if err := b.free(); err != nil {
		return err
	}
	if IsZip(b.name) {
		out := io.Discard
		if !b.dry {
			var err error
			if b.out, err = b.folder.root.OpenFile(b.part, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600); err != nil {
				return b.failed(err)
			}
			out = b.out
		}
		b.archive = zip.NewWriter(countWriter{out, &b.size})
		return nil
	}
	if b.dry {
		return nil
	}
	return b.failed(b.folder.root.Mkdir(b.part, 0o700))
}

// free rejects a name that is taken.
func (b *Bundle) free() error {
	info, err := b.folder.root.Lstat(b.name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return b.failed(err)
	}
	if info.IsDir() && !IsZip(b.name) && b.path != "." {
		inside, err := b.folder.root.OpenRoot(b.name)
		if err != nil {
			return b.failed(err)
		}
		defer inside.Close()
		entries, err := fs.ReadDir(inside.FS(), ".")
		if err == nil && len(entries) == 0 {
			return nil
		}
	}
	return b.taken()
}

func (b *Bundle) taken() error {
	return crm.Errorf(crm.CodeConflict, "there is something at %s already", b.path).On("to").
		Try("Name a directory or a zip file that is not there; an export is never written over anything.")
}

// failed is the error for what the disk did not take.
func (b *Bundle) failed(err error) error {
	if err == nil {
		return nil
	}
	if NoRoom(err) {
		return DiskFull(b.path)
	}
	return crm.Errorf(crm.CodeEnvironment, "%s can't be written", b.path).On("to")
}

// entry is the file that is being written.
type entry struct {
	bundle *Bundle
	file   BundleFile
	to     io.Writer
	sum    hash.Hash
}

// Write writes to the file.
func (e *entry) Write(text []byte) (int, error) {
	n, err := e.to.Write(text)
	e.sum.Write(text[:n])
	e.file.Size += int64(n)
	if e.file.Lines != nil {
		*e.file.Lines += bytes.Count(text[:n], []byte{'\n'})
	}
	return n, e.bundle.failed(err)
}

// Create begins a file of the export, and ends the one before it.
func (b *Bundle) Create(name string) (io.Writer, error) {
	if err := b.end(); err != nil {
		return nil, err
	}
	e := &entry{bundle: b, file: BundleFile{Name: name}, sum: sha256.New()}
	if strings.HasSuffix(name, ".jsonl") {
		e.file.Lines = new(int)
	}
	var err error
	if e.to, err = b.open(name); err != nil {
		return nil, b.failed(err)
	}
	b.entry = e
	return e, nil
}

func (b *Bundle) open(name string) (to io.Writer, err error) {
	switch {
	case b.archive != nil:
		return b.archive.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Deflate, Modified: b.made})
	case b.dry:
		return countWriter{io.Discard, &b.size}, nil
	}
	if dir := path.Dir(name); dir != "." {
		if err := b.folder.root.MkdirAll(path.Join(b.part, dir), 0o700); err != nil {
			return nil, err
		}
	}
	b.out, err = b.folder.root.OpenFile(path.Join(b.part, name), os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	return countWriter{b.out, &b.size}, err
}

// end ends the file that is being written.
func (b *Bundle) end() error {
	if e := b.entry; e != nil {
		e.file.Sum = fmt.Sprintf("%x", e.sum.Sum(nil))
		b.files = append(b.files, e.file)
		b.entry = nil
	}
	if b.archive != nil || b.out == nil {
		return nil
	}
	return b.settle()
}

// settle puts the open file on the disk and closes it.
func (b *Bundle) settle() error {
	out := b.out
	b.out = nil
	return b.failed(errors.Join(out.Sync(), out.Close()))
}

// Finish writes the manifest and gives the export its name. It returns how many bytes the
// export has.
func (b *Bundle) Finish(m Manifest) (size int64, err error) {
	if err := b.end(); err != nil {
		return 0, err
	}
	m.Format, m.FormatVersion, m.Made, m.Files = bundleFormat, bundleVersion, b.made.UTC().Truncate(time.Second), b.files
	out, err := b.open(manifestName)
	if err == nil {
		_, err = out.Write(m.text())
	}
	if err == nil && b.archive != nil {
		err = b.archive.Close()
	}
	if err != nil {
		return 0, b.failed(err)
	}
	if b.dry {
		return b.size, nil
	}
	if err := b.settle(); err != nil {
		return 0, err
	}
	return b.size, b.give()
}

// give gives the export its name. A directory takes the place of nothing but an empty one,
// and a file that of none.
func (b *Bundle) give() error {
	if b.archive != nil {
		if err := b.folder.give(b.part, b.name, false); crm.CodeOf(err) == crm.CodeConflict {
			return b.taken()
		} else if err != nil {
			return err
		}
		b.folder.sync()
		b.part = ""
		return nil
	}
	b.syncDirs()
	err := b.folder.root.Rename(b.part, b.name)
	if err != nil {
		if b.free() != nil {
			return b.taken()
		}
		_ = b.folder.root.Remove(b.name) // an empty directory, where no other system takes its place
		err = b.folder.root.Rename(b.part, b.name)
	}
	if err != nil {
		return b.failed(err)
	}
	b.part = ""
	b.folder.sync()
	return nil
}

// syncDirs makes the names in the directory survive a power cut.
func (b *Bundle) syncDirs() {
	_ = fs.WalkDir(b.folder.root.FS(), b.part, func(name string, d fs.DirEntry, err error) error {
		if err == nil && d.IsDir() {
			if dir, err := b.folder.root.Open(name); err == nil {
				_ = dir.Sync()
				_ = dir.Close()
			}
		}
		return nil
	})
}

// Discard removes what has no name yet, and closes the directory.
func (b *Bundle) Discard() {
	if b.out != nil {
		_ = b.out.Close()
	}
	if b.part != "" && !b.dry {
		_ = b.folder.root.RemoveAll(b.part)
	}
	_ = b.folder.Close()
}

// countWriter counts what passes.
type countWriter struct {
	to io.Writer
	n  *int64
}

func (c countWriter) Write(text []byte) (int, error) {
	n, err := c.to.Write(text)
	*c.n += int64(n)
	return n, err
}
