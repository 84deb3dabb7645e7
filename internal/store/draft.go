package store

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"crm/internal/crm"
)

// Create makes a new book at path with what first writes, and opens it. If another
// process was faster, that book is opened, and made is false.
func Create(ctx context.Context, path string, first func(*Tx) error) (s *Store, made bool, err error) {
	d, err := NewDraft(ctx, path, first)
	if err != nil {
		return nil, false, err
	}
	defer d.Discard()
	return d.Publish(ctx)
}

// A Draft is a book under a temporary name beside its own. So a half-made or unwanted
// book never has its name.
type Draft struct {
	*Store
	file file     // that it is in, under a name that nobody looks for
	name string   // that it is to get
	done bool     // it is in its file and closed
	dirs []string // that were made for it, the deepest first
}

// NewDraft makes a draft for path with what first writes.
func NewDraft(ctx context.Context, path string, first func(*Tx) error) (*Draft, error) {
	if OnServer(path) {
		return draftOnServer(ctx, path, first)
	}
	return makeDraft(ctx, path, nil, first)
}

// unsafely is how much is written to a draft: without a log, and without waiting for the disk
// before it is finished. A page that does not fit into memory is written again and again.
var unsafely = []string{"PRAGMA journal_mode = OFF", "PRAGMA synchronous = OFF", "PRAGMA cache_size = -65536"}

// LoadDraft is NewDraft for very much. If load fails, nothing of the draft can be read.
func LoadDraft(ctx context.Context, path string, load func(*Tx) error) (*Draft, error) {
	return makeDraft(ctx, path, unsafely, load)
}

func makeDraft(ctx context.Context, path string, how []string, first func(*Tx) error) (*Draft, error) {
	d, err := newDraft(path)
	if err != nil {
		return nil, err
	}
	laid := d.laid()
	if d.Store, err = connect(d.file.path, "rw"); err == nil {
		d.path, d.version, d.unnamed = d.name, SchemaVersion, true // errors are about the book that it is to be
		err = d.fill(ctx, how, laid, first)
	}
	if err != nil {
		d.Discard()
		return nil, err
	}
	return d, nil
}

// newDraft makes an empty file for a draft, and the directories for it.
func newDraft(path string) (*Draft, error) {
	path, err := filepath.Abs(path)
	if err != nil {
		return nil, crm.Errorf(crm.CodeEnvironment, "%s can't be found: %w", path, err)
	}
	d := &Draft{name: path}
	dir := filepath.Dir(path)
	for missing := dir; !exists(missing); missing = filepath.Dir(missing) {
		d.dirs = append(d.dirs, missing)
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		d.Discard()
		return nil, unmade(dir, err)
	}
	if d.file, err = newTemp(dir, path); err != nil {
		d.Discard()
		return nil, err
	}
	return d, nil
}

// Publish gives the book its name once all of it is on the disk, and opens it under
// that. Where there is one of that name by now, that is opened instead and made is
// false. An error with made says what became of a book that has its name.
func (d *Draft) Publish(ctx context.Context) (s *Store, made bool, err error) {
	if d.server != nil {
		return d.publishOnServer(ctx)
	}
	if err := d.finish(ctx); err != nil {
		return nil, false, err
	}
	if LeftBeside(d.name) && !exists(d.name) { // not what somebody else made just now
		return nil, false, crm.Errorf(crm.CodeConflict, "%s-wal is what is left of another book", d.name).
			Try("Put that book back, or move the file away: it may have the last changes of it.")
	}
	err = giveName(d.file.path, d.name)
	if err != nil && !errors.Is(err, fs.ErrExist) {
		return nil, false, unnamed("the book", d.name, err)
	}
	made = err == nil
	if made {
		for _, dir := range d.dirs {
			syncNames(filepath.Dir(dir))
		}
	}
	s, err = Open(ctx, d.name)
	return s, made, err
}

// finish puts all of a draft into its file and the file on the disk, and closes it.
// SQLite does the first when it closes a book as well, but does not say if it fails.
func (d *Draft) finish(ctx context.Context) error {
	if d.done {
		return nil
	}
	if d.unclean {
		if _, err := d.db.ExecContext(ctx, "UPDATE counter SET unclean = NULL"); err != nil {
			return d.explain(err)
		}
		if _, err := d.db.ExecContext(ctx, "VACUUM"); err != nil {
			return d.explain(err)
		}
	}
	var held, pages, moved int
	err := d.db.QueryRowContext(ctx, "PRAGMA wal_checkpoint(TRUNCATE)").Scan(&held, &pages, &moved)
	if err != nil {
		return d.explain(err)
	}
	if held != 0 || moved != pages {
		return crm.Errorf(crm.CodeEnvironment, "the book can't be written whole to %s", filepath.Dir(d.name))
	}
	if err := d.whole(ctx, SchemaVersion); errors.Is(err, errNotWhole) {
		return unsound(d.name)
	} else if err != nil {
		return d.explain(err)
	}
	if err := d.explain(d.Close()); err != nil {
		return err
	}
	d.done = true
	return d.file.sync()
}

// Discard removes the draft, but not a published book.
func (d *Draft) Discard() {
	if d.Store != nil {
		_ = d.Close()
		if d.server != nil {
			return
		}
	}
	discard(d.file.path)
	for _, dir := range d.dirs {
		_ = os.Remove(dir) // one that is not empty stays
	}
}

// fill writes all of a new book, in that way; the tables too, unless they are laid.
func (s *Store) fill(ctx context.Context, how []string, laid bool, first func(*Tx) error) error {
	usual := []string{"PRAGMA journal_mode = WAL", "PRAGMA synchronous = FULL"}
	set := func(pragmas []string) error {
		for _, pragma := range pragmas {
			if _, err := s.db.ExecContext(ctx, pragma); err != nil {
				return s.explain(err)
			}
		}
		return nil
	}
	if how == nil {
		how, usual = usual[:1], nil
	}
	if err := set(how); err != nil {
		return err
	}
	err := s.hold(ctx, func(tx *Tx) error {
		if !laid {
			if err := tx.dialect.migrate(ctx, tx.tx, migrations, 0); err != nil {
				return err
			}
		}
		return tx.begun(first)
	})
	if err != nil {
		return err
	}
	return set(usual)
}

// begun makes the first change of a book whose tables have just been made.
func (tx *Tx) begun(first func(*Tx) error) error {
	if _, err := tx.readCounter(); err != nil {
		return err
	}
	if err := first(tx); err != nil {
		return err
	}
	return tx.saveCounter()
}
