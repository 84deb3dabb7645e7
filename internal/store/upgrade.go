package store

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"crm/internal/crm"
)

// Upgraded says from which version a book was upgraded.
type Upgraded struct {
	From, To int    // its version before and after
	Backup   string // the file that has it as it was
}

// Upgrade brings the book at path to SchemaVersion, keeping a copy beside it. It
// returns nil if there was nothing to do, also because another process was faster.
//
// Errors: those of Open, CodeEnvironment if the book or its copy can't be written,
// which leaves the book as it was.
func Upgrade(ctx context.Context, path string) (*Upgraded, error) {
	return upgrade(ctx, path, migrations)
}

func upgrade(ctx context.Context, path string, files fs.FS) (*Upgraded, error) {
	s, err := open(ctx, path, "rw")
	if err != nil {
		return nil, err
	}
	defer s.Close()
	from := s.version
	if from == SchemaVersion {
		return nil, nil
	}
	var done *Upgraded
	// The book is locked for writing from before the copy to the commit, so that
	// nothing is written in between and no second process makes a copy.
	err = s.hold(ctx, func(tx *Tx) error {
		if err := tx.tx.QueryRowContext(ctx, "PRAGMA user_version").Scan(&from); err != nil {
			return err
		}
		if from == SchemaVersion {
			return ErrRollBack
		}
		temp, err := s.copyAside(ctx, from)
		defer discard(temp)
		if err != nil {
			return err
		}
		if err := migrate(ctx, tx.tx, files, from); err != nil {
			return err
		}
		if err := tx.refresh(); err != nil {
			return err
		}
		// The copy gets its name last: a failed attempt leaves none.
		done = &Upgraded{From: from, To: SchemaVersion}
		done.Backup, err = nameBackup(temp, s.path, from)
		return err
	})
	if err != nil {
		return nil, err
	}
	return done, nil
}

// refresh renews what the store derives from records, which a new version may derive
// differently.
func (tx *Tx) refresh() error {
	var err error
	if tx.settings, err = Get[*crm.Settings](tx.View, 0); err != nil {
		return err
	}
	if err := tx.planAll(); err != nil {
		return err
	}
	return tx.reindex()
}

// copyAside copies the book, checked and synced, to a file without a lasting name and
// returns the file. The caller has locked the book for writing, so it also removes what
// a killed process left.
func (s *Store) copyAside(ctx context.Context, version int) (temp string, err error) {
	dir, start := filepath.Dir(s.path), "."+filepath.Base(s.path)+".backup-"
	entries, err := os.ReadDir(dir)
	if err != nil {
		return "", crm.Errorf(crm.CodeEnvironment, "the directory %s can't be read", dir)
	}
	for _, entry := range entries {
		if strings.HasPrefix(entry.Name(), start) {
			_ = os.Remove(filepath.Join(dir, entry.Name()))
		}
	}
	f, err := os.CreateTemp(dir, start+"*") // made with mode 0600, which SQLite keeps
	if err != nil {
		return "", unmade(s.path, err)
	}
	temp = f.Name()
	_ = f.Close()
	// VACUUM can't run in the locking transaction; another connection sees the last
	// commit.
	reader, err := connect(s.path, "ro")
	if err != nil {
		return temp, err
	}
	_, err = reader.db.ExecContext(ctx, "VACUUM INTO $1", temp)
	if closed := reader.Close(); err == nil {
		err = closed
	}
	if err != nil {
		return temp, explain(err, s.path)
	}
	if err := checkCopy(ctx, temp, version); err != nil {
		return temp, err
	}
	return temp, syncFile(temp)
}

// checkCopy verifies that a copy is a whole book of that version.
func checkCopy(ctx context.Context, path string, version int) error {
	c, err := connect(path, "rw")
	if err != nil {
		return err
	}
	defer c.Close()
	if _, err := c.db.ExecContext(ctx, "PRAGMA journal_mode = WAL"); err != nil {
		return explain(err, path)
	}
	if err := c.whole(ctx, version); err != nil {
		return err
	}
	return explain(c.Close(), path)
}

// whole makes sure that a new file has a whole book of that version in it.
func (s *Store) whole(ctx context.Context, version int) error {
	var found string
	var is int
	err := errors.Join(
		s.db.QueryRowContext(ctx, "PRAGMA integrity_check(1)").Scan(&found),
		s.db.QueryRowContext(ctx, "PRAGMA user_version").Scan(&is))
	if err != nil {
		return explain(err, s.path)
	}
	if found != "ok" || is != version {
		return crm.Errorf(crm.CodeDamaged, "what was written to %s is not whole", filepath.Dir(s.path)).Try("Look whether the disk is sound; nothing was repaired.")
	}
	return nil
}

// nameBackup gives a copy a lasting name that is not taken, and returns it.
func nameBackup(temp, book string, version int) (string, error) {
	for n := 1; ; n++ {
		name := fmt.Sprintf("%s.v%d-backup", book, version)
		if n > 1 {
			name += fmt.Sprintf("-%d", n)
		}
		err := giveName(temp, name)
		if errors.Is(err, fs.ErrExist) {
			continue
		}
		if err != nil {
			return "", crm.Errorf(crm.CodeEnvironment, "the copy of the book can't be renamed to %s", name)
		}
		return name, nil
	}
}
