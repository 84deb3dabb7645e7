package cli

import (
	"cmp"
	"os"
	"path/filepath"

	"crm/internal/crm"
	"crm/internal/exchange"
)

// rejects writes the rows left out to a file, which gets its name after the import was
// committed.
type rejects struct {
	dir  exchange.Dir
	path string
	of   *exchange.Reader
	dry  bool
	file *os.File
	to   *exchange.Rejects
	kept bool
}

func (r *rejects) add(row exchange.Row, reason string) error {
	if r.dry {
		return nil
	}
	if r.to == nil {
		if _, err := os.Lstat(r.dir.At(r.path)); err == nil {
			return crm.Errorf(crm.CodeConflict, "the reject file %s exists", r.path).On("reject-file").Try("Move it away, or name another: --reject-file FILE")
		}
		var err error
		if r.file, err = os.CreateTemp(filepath.Dir(r.dir.At(r.path)), ".rejected-*"); err != nil {
			return r.failed(err)
		}
		if r.to, err = exchange.NewRejects(r.file, r.of); err != nil {
			return r.failed(err)
		}
	}
	return r.failed(r.to.Write(row, reason))
}

// settle makes sure, before the import is committed, that the disk has the rows.
func (r *rejects) settle() error {
	if r.to == nil {
		return nil
	}
	return r.failed(cmp.Or(r.to.Flush(), r.file.Sync()))
}

// keep gives the file its name.
func (r *rejects) keep() error {
	if r.to == nil {
		return nil
	}
	err := cmp.Or(r.settle(), r.failed(r.file.Close()))
	if err == nil {
		err = r.failed(os.Rename(r.file.Name(), r.dir.At(r.path)))
	}
	if err != nil {
		failed := crm.Errorf(crm.CodeEnvironment, "the import was saved, but not the rows that were left out: %w", err)
		failed.Saved = true
		return failed
	}
	r.kept = true
	return nil
}

// failed is why the file can't be written. It has a name that means nothing to anybody.
func (r *rejects) failed(err error) error {
	if err == nil {
		return nil
	}
	if exchange.NoRoom(err) {
		return exchange.DiskFull(r.path)
	}
	return crm.Errorf(crm.CodeEnvironment, "the reject file %s can't be written: %w", r.path, causeOf(err)).
		Try("Name another place: --reject-file FILE")
}

// discard removes the file unless it got its name.
func (r *rejects) discard() {
	if r.file != nil && !r.kept {
		_ = r.file.Close()
		_ = os.Remove(r.file.Name())
	}
}
