package store

import (
	"context"
	"errors"
	"io"
	"os"

	"crm/internal/crm"
)

// IsSealed reports whether a file is an encrypted backup.
//
// Errors: CodeNotFound without a file, CodeEnvironment for what is not a regular file or
// may not be read.
func IsSealed(path string) (bool, error) {
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, os.ErrNotExist):
		return false, crm.Errorf(crm.CodeNotFound, "there is no file %s", path)
	case err != nil:
		return false, unopened(path, err)
	case !info.Mode().IsRegular():
		return false, crm.Errorf(crm.CodeEnvironment, "%s is not a regular file", path)
	}
	f, err := os.Open(path)
	if err != nil {
		return false, unopened(path, err)
	}
	defer f.Close()
	start := make([]byte, len(sealedStart))
	_, err = io.ReadFull(f, start)
	return err == nil && string(start) == sealedStart, nil
}

// Revived is a draft of a book that was in a backup.
type Revived struct {
	*Draft
	Version int  // that the backup had
	Summed  bool // the backup had a sum, so not a bit of it has changed
}

// Revive makes a draft for path from a backup, and checks that it is whole. A backup of
// an earlier version is brought up to date in the draft.
//
// Errors: those of IsSealed, CodeDamaged for what is not a whole book or not opened by the
// passphrase, CodeVersion for a book of a newer program, CodeEnvironment where there is no
// room beside path.
func Revive(ctx context.Context, backup, path string, seal *Seal) (*Revived, error) {
	d, err := newDraft(path)
	if err != nil {
		return nil, err
	}
	r := &Revived{Draft: d}
	if err := r.revive(ctx, backup, seal); err != nil {
		r.Discard()
		return nil, err
	}
	return r, nil
}

func (r *Revived) revive(ctx context.Context, backup string, seal *Seal) error {
	notWhole := crm.Errorf(crm.CodeDamaged, "%s is damaged or cut off", backup)
	if err := r.fetch(ctx, backup, seal); err != nil {
		return err
	}
	var err error
	if r.Summed, err = r.file.takeSum(); errors.Is(err, errNotWhole) {
		if r.file.inspect() != nil && !r.Summed {
			return crm.Errorf(crm.CodeDamaged, "%s is not a crm book", backup)
		}
		return notWhole
	} else if err != nil {
		return err
	}
	if err := r.file.inspect(); crm.CodeOf(err) == crm.CodeEnvironment && err != nil {
		return err
	} else if err != nil {
		return crm.Errorf(crm.CodeDamaged, "%s is not a crm book", backup)
	}
	if r.Store, err = connect(r.file.path, "rw"); err != nil {
		return err
	}
	r.path = backup // which errors are about
	if err := r.checkVersion(ctx); err != nil {
		return err
	}
	r.Version = r.version
	err = r.whole(ctx, r.version)
	if errors.Is(err, errNotWhole) || crm.CodeOf(explain(err, backup)) == crm.CodeDamaged {
		return notWhole
	} else if err != nil {
		return explain(err, r.name)
	}
	if _, err := r.db.ExecContext(ctx, "PRAGMA journal_mode = WAL"); err != nil {
		return explain(err, r.name)
	}
	r.path = r.name
	if r.Outdated() {
		return r.bringUpToDate(ctx)
	}
	return nil
}

// fetch copies a backup into the draft, with what other programs have left in a log
// beside it.
func (r *Revived) fetch(ctx context.Context, backup string, seal *Seal) error {
	sealed, err := IsSealed(backup)
	if err != nil {
		return err
	}
	if sealed {
		return seal.open(ctx, file{backup, backup}, r.file)
	}
	if !isSettled(backup) {
		s, err := OpenRead(ctx, backup)
		if err != nil {
			return err
		}
		defer s.Close()
		_, err = s.copyTo(ctx, r.file)
		return err
	}
	return refill(file{backup, backup}, r.file, func(from, to *os.File) error {
		_, err := io.Copy(to, reading(ctx, from))
		switch {
		case ctx.Err() != nil:
			return ctx.Err()
		case err != nil:
			return unwritten(r.name, err)
		}
		return nil
	})
}

// bringUpToDate upgrades the draft.
func (r *Revived) bringUpToDate(ctx context.Context) error {
	err := r.hold(ctx, func(tx *Tx) error {
		if err := tx.dialect.migrate(ctx, tx.tx, migrations, r.version); err != nil {
			return err
		}
		return tx.refresh()
	})
	r.version = SchemaVersion
	return err
}
