package store

import (
	"cmp"
	"context"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"crm/internal/crm"
	"crm/internal/fold"
)

// Upgraded says from which version a book was upgraded.
type Upgraded struct {
	From, To int    // its version before and after
	Backup   string // the file that has it as it was
}

// Upgrade brings the book at path to SchemaVersion, after a backup. It returns nil if
// there was nothing to do, also because another process was faster.
//
// Errors: those of Open, CodeEnvironment if the book or its backup can't be written,
// which leaves the book as it was.
func Upgrade(ctx context.Context, path string, now time.Time) (*Upgraded, error) {
	return upgrade(ctx, path, now, migrations)
}

func upgrade(ctx context.Context, path string, now time.Time, files fs.FS) (*Upgraded, error) {
	s, err := Open(ctx, path)
	if err != nil {
		return nil, err
	}
	defer s.Close()
	from := s.version
	if from == SchemaVersion {
		return nil, nil
	}
	s.upgrading = s.server != nil
	var done *Upgraded
	// The book is locked for writing from before the copy to the commit, so that
	// nothing is written in between and no second process makes a copy.
	err = s.hold(ctx, func(tx *Tx) error {
		if err := tx.tx.QueryRowContext(ctx, tx.dialect.version(s)).Scan(&from); err != nil {
			return err
		}
		if from == SchemaVersion {
			return ErrRollBack
		}
		if s.server != nil {
			if err := tx.isOwner("that is done"); err != nil {
				return err
			}
		}
		if err := tx.dialect.migrate(ctx, tx.tx, files, from); err != nil {
			return err
		}
		if from < 3 {
			if err := tx.takeNamesApart(); err != nil {
				return err
			}
		}
		if err := tx.refresh(); err != nil {
			return err
		}
		done = &Upgraded{From: from, To: SchemaVersion}
		if s.server != nil { // whose backups are made by who administers it
			kept, err := tx.isGuarded()
			if kept && err == nil {
				err = tx.guardBook(s.server)
			}
			return err
		}
		// The backup is made last: a failed attempt leaves none.
		to := BackupTo{Dir: BackupDir(s.path), Reason: crm.BackupBeforeUpgrade, Now: now}
		made, _, err := s.BackupBefore(ctx, to)
		if err == nil {
			done.Backup = made.Path
		}
		if crm.CodeOf(err) == crm.CodeDamaged { // only what has been upgraded can be checked and mended
			done.Backup, _, err = s.keep(ctx, to)
		}
		return err
	})
	if err != nil {
		if done != nil && done.Backup != "" {
			_ = os.Remove(done.Backup)
			_ = os.Remove(filepath.Dir(done.Backup)) // one that is not empty stays
		}
		return nil, err
	}
	return done, nil
}

// takeNamesApart gives the people of a book that knew of given and family names alone the
// parts that their names say for certain. Parts that are there stay, and whoever has had
// another name stays as they are, since an undo would bring back that name alone.
func (tx *Tx) takeNamesApart() error {
	type named struct {
		id                  int64
		name, given, family string
	}
	var all []named
	err := tx.each(`SELECT id, name, coalesce(given, ''), coalesce(family, '') FROM contacts WHERE kind = $1 AND NOT EXISTS (
		SELECT 1 FROM edits WHERE record = contacts.id AND kind = 'contact' AND action = 'update' AND
			(after LIKE '%"name":%' OR after LIKE '%"given":%' OR after LIKE '%"family":%'))`, []any{crm.Person}, func(r *rows) error {
		var n named
		err := r.Scan(&n.id, &n.name, &n.given, &n.family)
		all = append(all, n)
		return err
	})
	if err != nil {
		return err
	}
	for _, n := range all {
		p, nickname := fold.TakeApart(n.name)
		given, family := n.given, n.family
		if (given == "" || given == p.Given) && (family == "" || family == p.Family) {
			given, family = cmp.Or(p.Given, given), cmp.Or(p.Family, family)
		} else {
			p.Middle = "" // which may be in the given name
		}
		if p.Prefix+given+p.Middle+family+p.Suffix+nickname == n.given+n.family {
			continue
		}
		err := tx.exec("UPDATE contacts SET prefix = $2, given = $3, middle = $4, family = $5, suffix = $6, nickname = $7 WHERE id = $1",
			n.id, orNull(p.Prefix), orNull(given), orNull(p.Middle), orNull(family), orNull(p.Suffix), orNull(nickname))
		if err != nil {
			return err
		}
	}
	return nil
}

// refresh renews what the store derives from records, which a new version may derive
// differently.
func (tx *Tx) refresh() error {
	var err error
	if tx.settings, err = Get[*crm.Settings](tx.View, 0); err != nil {
		return err
	}
	if tx.schema, err = tx.readSchema(tx.settings); err != nil {
		return err
	}
	if err := tx.splitAddresses(); err != nil {
		return err
	}
	if err := tx.planAll(); err != nil {
		return err
	}
	return tx.reindex()
}
