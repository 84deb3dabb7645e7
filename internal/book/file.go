package book

import (
	"context"
	"fmt"
	"path"
	"strings"
	"unicode/utf8"

	"crm/internal/crm"
	"crm/internal/fold"
)

// NewFile is a file to keep.
type NewFile struct {
	Name      string // directories in front of it are left out
	MediaType string
	Content   []byte
}

// longestFileName is the most bytes of a file's name, as in file systems.
const longestFileName = 255

// FileLimit is the most bytes of a file.
func (b *Book) FileLimit() int64 { return b.settings.FileLimit << 20 }

// AddFiles attaches files to a record, with tags. The book stores the same bytes once.
//
// Errors: CodeInvalid for a file that is too large, CodeConflict for one that the
// record has already, unless allowed.
func (b *Book) AddFiles(ctx context.Context, on string, files []NewFile, own Values, allowDuplicate bool) (*crm.Outcome, error) {
	return b.change(ctx, "file add", func(w *work) error {
		at, err := w.placeMeant(on)
		if err != nil {
			return err
		}
		for _, file := range files {
			if err := w.addFile(at, file, own, allowDuplicate); err != nil {
				return err
			}
		}
		return nil
	})
}

func (w *work) addFile(on crm.Record, in NewFile, own Values, allowDuplicate bool) error {
	name, err := fileName(in.Name)
	if err != nil {
		return err
	}
	if int64(len(in.Content)) > w.FileLimit() {
		return TooLarge(name, w.settings.FileLimit)
	}
	f, err := w.newFile(on, name, in)
	if err != nil {
		return err
	}
	if !allowDuplicate {
		if err := w.checkSameFile(f); err != nil {
			return err
		}
	}
	if err := w.setFields(f, own); err != nil {
		return err
	}
	w.subject(f)
	_, err = w.put(f)
	return err
}

// newFile keeps bytes for a file that is not put yet.
func (w *work) newFile(on crm.Record, name string, in NewFile) (*crm.File, error) {
	f := &crm.File{Author: w.ownerOr(0), Name: name, MediaType: fold.Clean(in.MediaType), Size: int64(len(in.Content)), Added: w.moment()}
	if err := attach(f, on); err != nil {
		return nil, err
	}
	var err error
	f.SHA256, err = w.tx.Keep(in.Content)
	return f, err
}

// TooLarge returns the error for a file beyond the limit, in MiB.
func TooLarge(name string, limit int64) error {
	return crm.Errorf(crm.CodeInvalid, "%s is larger than %d MiB, the limit of this book", name, limit).On("size").
		Next(fmt.Sprintf("Raise it, up to %d", mostFileLimit), "book set", "file-limit", min(2*limit, mostFileLimit))
}

// fileName removes the directories from a name, whichever system wrote them.
func fileName(text string) (string, error) {
	if !utf8.ValidString(text) {
		return "", crm.Errorf(crm.CodeUsage, "the name of the file is not valid UTF-8").On("name")
	}
	name := fold.Clean(path.Base(strings.ReplaceAll(text, `\`, "/")))
	if name == "" || strings.Trim(name, "./") == "" {
		return "", crm.Errorf(crm.CodeInvalid, "%q is not a valid file name", text).On("name").Try("Give it one: --name NAME")
	}
	if len(name) > longestFileName {
		return "", crm.Errorf(crm.CodeInvalid, "the name of the file is longer than %d bytes", longestFileName).On("name").Try("Give it another: --name NAME")
	}
	return name, nil
}

// checkSameFile rejects bytes that the same record has already.
func (w *work) checkSameFile(f *crm.File) error {
	same, err := w.tx.SameContent(f)
	if err != nil {
		return err
	}
	for _, other := range same {
		if other.Opportunity == f.Opportunity && other.Quote == f.Quote && other.Policy == f.Policy && other.Activity == f.Activity {
			called := ""
			if other.Name != f.Name {
				called = ", " + other.Name
			}
			return crm.Errorf(crm.CodeConflict, "%s is there already, as file %d%s", f.Name, other.ID, called).
				Try("Keep it twice: the same command with --allow-duplicate")
		}
	}
	return nil
}

// RemoveFiles removes files; undo brings them back.
//
// Errors: CodeNotFound for an unknown number.
func (b *Book) RemoveFiles(ctx context.Context, ids []string) (*crm.Outcome, error) {
	return b.change(ctx, "file remove", func(w *work) error {
		for _, id := range ids {
			f, err := byNumber[*crm.File](w.reader, id)
			if err != nil {
				return err
			}
			w.subject(f)
			if err := w.remove(crm.KindFile, f.ID, ""); err != nil {
				return err
			}
		}
		return nil
	})
}

// File reads a file with its bytes.
//
// Errors: CodeNotFound, CodeDamaged if the bytes are not those that were added.
func (b *Book) File(ctx context.Context, id string) (*crm.File, []byte, error) {
	var f *crm.File
	var content []byte
	err := b.read(ctx, func(v reader) (err error) {
		if f, err = byNumber[*crm.File](v, id); err != nil {
			return err
		}
		content, err = v.tx.Content(f.SHA256)
		return err
	})
	return f, content, err
}
