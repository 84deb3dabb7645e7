package store

import (
	"context"
	"os"
	"path/filepath"

	"crm/internal/crm"
)

// Unclean reports whether what was erased may be found in the file, as far as the last
// change of this process tells.
func (s *Store) Unclean() bool { return s.unclean && !s.unnamed && s.dialect.isFile }

// Clean rewrites the file without what was erased, and empties the log. It waits for
// whoever reads an earlier state.
//
// Errors: CodeBusy while others read, CodeEnvironment without room. Then it has to be done
// again; what is in the book is whole.
func (s *Store) Clean(ctx context.Context) error {
	leave, err := s.standInLine(ctx)
	if err != nil {
		return err
	}
	defer leave()
	err = whileBusy(ctx, func() error {
		_, err := s.db.ExecContext(ctx, "VACUUM")
		return err
	})
	if err != nil {
		return s.explain(err)
	}
	return s.emptyLog(ctx)
}

// emptyLog moves all of the log to the file.
func (s *Store) emptyLog(ctx context.Context) error {
	err := whileBusy(ctx, func() error {
		var held, pages, moved int
		err := s.db.QueryRowContext(ctx, "PRAGMA wal_checkpoint(TRUNCATE)").Scan(&held, &pages, &moved)
		if err == nil && held != 0 {
			err = errReaders
		}
		return err
	})
	if isBusy(err) {
		return crm.Errorf(crm.CodeBusy, "another program has the book open").Try("End it first: a crm that waits for an answer, a list in a pager")
	}
	return s.explain(err)
}

// Cleaned records that nothing of what was erased is left.
func (s *Store) Cleaned(ctx context.Context) error {
	err := s.Write(ctx, func(tx *Tx) error {
		tx.counter.unclean = 0
		return nil
	})
	if err != nil {
		return err
	}
	return s.emptyLog(ctx)
}

// Rewrite changes a backup, which keeps its name, if change says that it did. Only once the
// new one is whole and on the disk does it take the place of the other.
//
// Errors: those of Revive.
func Rewrite(ctx context.Context, backup string, change func(*Draft) (bool, error)) (rewritten bool, err error) {
	r, err := Revive(ctx, backup, backup, nil)
	if err != nil {
		return false, err
	}
	defer r.Discard()
	some, err := change(r.Draft)
	if !some || err != nil {
		return false, err
	}
	if err := r.finish(ctx); err != nil {
		return false, err
	}
	if err := r.file.addSum(); err != nil {
		return false, err
	}
	if err := r.file.sync(); err != nil {
		return false, err
	}
	if err := os.Rename(r.file.path, backup); err != nil {
		return false, unnamed("the backup", backup, err)
	}
	syncNames(filepath.Dir(backup))
	return true, nil
}

// errReaders says that somebody reads an earlier state of the book.
var errReaders error = crm.Errorf(crm.CodeBusy, "somebody reads the book")
