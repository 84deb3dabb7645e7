package store

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"time"

	"modernc.org/sqlite"

	"crm/internal/crm"
)

// BackupTo says where a backup goes, and why it is made.
type BackupTo struct {
	Dir    string // where it gets a name of its own
	File   string // its name, in place of Dir
	Force  bool   // it may replace a file of that name
	Reason string
	Now    time.Time
	Seal   *Seal // nil leaves it open to everybody who can read the file
	// Keep is how many backups of that kind, made by hand or not, stay in Dir; 0 is all.
	Keep   int
	DryRun bool // say what would be done
}

// Backup makes a backup of the book at path as the last change left it, while others may
// write. It gets its name once it has been checked and is safely on the disk. Then it
// removes older ones beyond those to keep.
//
// Errors: those of OpenRead, CodeConflict for a name that is taken, CodeEnvironment where
// it can't be written, CodeDamaged if the book is not whole.
func Backup(ctx context.Context, path string, to BackupTo) (*crm.BackedUp, error) {
	s, err := OpenRead(ctx, path)
	if err != nil {
		return nil, err
	}
	defer s.Close()
	if to.DryRun {
		return s.wouldBackup(ctx, to)
	}
	made, err := s.backup(ctx, to)
	if err != nil {
		return nil, err
	}
	done := &crm.BackedUp{Backup: made}
	for _, old := range older(made, to) {
		if err := os.Remove(old.Path); err != nil {
			return nil, crm.Errorf(crm.CodeEnvironment, "%s was made, but the older %s can't be removed", made.Path, old.Path)
		}
		done.Removed = append(done.Removed, old.Path)
	}
	return done, nil
}

// wouldBackup returns what Backup would do.
func (s *Store) wouldBackup(ctx context.Context, to BackupTo) (*crm.BackedUp, error) {
	if to.File != "" {
		if err := s.mayBackupTo(to); err != nil {
			return nil, err
		}
	}
	first, last, err := s.ends(ctx)
	if err != nil {
		return nil, err
	}
	made := to.described(last)
	if made.Path = to.File; made.Path == "" {
		made.Path = filepath.Join(to.Dir, backupName(s.path, first, *made, made.Made))
	}
	done := &crm.BackedUp{Backup: made, DryRun: true}
	for _, old := range older(made, to) {
		done.Removed = append(done.Removed, old.Path)
	}
	return done, nil
}

// BackupBefore backs up the book as it was before the change in progress, which is not in
// the file yet. If there is a backup of that state already, it returns that one, and
// fresh is false. Failing to remove an older one is not an error.
func (s *Store) BackupBefore(ctx context.Context, to BackupTo) (made *crm.Backup, fresh bool, err error) {
	if s.memory {
		return nil, false, crm.Errorf(crm.CodeInternal, "a copy in memory has no backups")
	}
	reader, err := connect(s.path, "ro") // it sees the last commit
	if err != nil {
		return nil, false, err
	}
	defer reader.Close()
	if made, err = reader.backedUp(ctx, to); made != nil || err != nil {
		clearTemps(to.Dir) // of whoever made that one and was killed
		return made, false, err
	}
	if made, err = reader.backup(ctx, to); err != nil {
		return nil, false, err
	}
	for _, old := range older(made, to) {
		_ = os.Remove(old.Path)
	}
	return made, true, nil
}

// backedUp returns the newest backup if the book has not changed since, or nil.
func (s *Store) backedUp(ctx context.Context, to BackupTo) (*crm.Backup, error) {
	first, last, err := s.ends(ctx)
	if err != nil {
		return nil, err
	}
	all, err := backupsIn(to.Dir, s.path, digest(first))
	if err != nil || len(all) == 0 || all[0].Change != last || all[0].Encrypted || checkSum(all[0].Path) != nil {
		return nil, err
	}
	return all[0], nil
}

// ends returns the operation id of the first change of a book, which no other book has,
// and the number of the last one.
func (s *Store) ends(ctx context.Context) (first string, last int64, err error) {
	err = whileBusy(ctx, func() error {
		return s.db.QueryRowContext(ctx, "SELECT changes - 1, coalesce((SELECT op FROM changes ORDER BY id LIMIT 1), '') FROM counter").Scan(&last, &first)
	})
	return first, last, explain(err, s.path)
}

func (s *Store) backup(ctx context.Context, to BackupTo) (made *crm.Backup, err error) {
	dir := to.Dir
	if to.File != "" {
		dir = filepath.Dir(to.File)
		if err := s.mayBackupTo(to); err != nil {
			return nil, err
		}
	} else if !exists(dir) {
		if err := os.MkdirAll(dir, 0o700); err != nil {
			return nil, unmade(dir, err)
		}
		defer func() {
			if err != nil {
				_ = os.Remove(dir) // one that is not empty stays
			}
		}()
	}
	temp, err := newTemp(dir, cmp.Or(to.File, dir))
	if err != nil {
		return nil, err
	}
	defer func() { discard(temp.path) }()
	said, err := s.copyChecked(ctx, temp)
	if err != nil {
		return nil, err
	}
	if err := temp.addSum(); err != nil {
		return nil, err
	}
	if to.Seal != nil {
		open := temp
		defer discard(open.path)
		if temp, err = to.Seal.close(ctx, open); err != nil {
			return nil, err
		}
	}
	if err := temp.sync(); err != nil {
		return nil, err
	}
	made = to.described(said.changes - 1)
	if err := to.name(temp.path, made, s.path, said.first); err != nil {
		return nil, err
	}
	info, err := os.Stat(made.Path)
	if err != nil {
		return nil, crm.Errorf(crm.CodeEnvironment, "%s can't be examined", made.Path)
	}
	made.Size = info.Size()
	return made, nil
}

// mayBackupTo rejects a file that a backup may not replace.
func (s *Store) mayBackupTo(to BackupTo) error {
	info, err := os.Stat(to.File)
	there := err == nil
	if own, err := os.Stat(s.path); there && err == nil && os.SameFile(info, own) {
		return crm.Errorf(crm.CodeConflict, "%s is the book itself", to.File)
	}
	if there && info.IsDir() {
		return crm.Errorf(crm.CodeConflict, "%s is a directory", to.File)
	}
	for _, suffix := range []string{"-wal", "-shm", "-journal"} {
		if exists(to.File+suffix) || to.File == s.path+suffix {
			return crm.Errorf(crm.CodeConflict, "%s is or was a book in use: what belongs to one is beside it", to.File).Try("Name another file")
		}
	}
	if exists(to.File) && !to.Force {
		return crm.Errorf(crm.CodeConflict, "there is a file %s already", to.File).Try("Write over it: the same command with --force")
	}
	return nil
}

// described returns the description of a backup that has no path yet.
func (to BackupTo) described(change int64) *crm.Backup {
	return &crm.Backup{Path: to.File, Change: change, Made: to.Now.UTC().Truncate(time.Second), Reason: to.Reason, Encrypted: to.Seal != nil}
}

// name gives a backup its name. Backups of the same second get successive seconds, so
// that names sort in the order in which they were made.
func (to BackupTo) name(temp string, made *crm.Backup, book, first string) error {
	named := made.Made
	if to.File == "" {
		before, err := backupsIn(to.Dir, book, digest(first))
		if err != nil {
			return err
		}
		if len(before) > 0 && !before[0].Made.Before(named) && before[0].Made.Sub(named) < time.Minute {
			named = before[0].Made.Add(time.Second)
		}
	}
	for ; ; named = named.Add(time.Second) {
		if to.File == "" {
			made.Path = filepath.Join(to.Dir, backupName(book, first, *made, named))
		}
		var err error
		if to.Force && to.File != "" {
			if err = os.Rename(temp, made.Path); err == nil {
				syncNames(filepath.Dir(made.Path))
			}
		} else {
			err = giveName(temp, made.Path)
		}
		switch {
		case err == nil:
			made.Made = named
			return nil
		case !errors.Is(err, fs.ErrExist):
			return unnamed("the backup", made.Path, err)
		case to.File != "":
			return crm.Errorf(crm.CodeConflict, "there is a file %s already", made.Path).Try("Write over it: the same command with --force")
		}
	}
}

// census counts what is in a book.
type census struct {
	first   string // the operation id of its first change, which no other book has
	changes int64  // the number of the next change
	version int
	rows    map[string]int64 // by table
}

// copyChecked copies one state of the book to a file, page by page, and makes sure that
// the copy is whole and has what the book had.
func (s *Store) copyChecked(ctx context.Context, to file) (*census, error) {
	said, err := s.copyTo(ctx, to)
	if err != nil {
		return nil, err
	}
	c, err := connect(to.path, "ro&immutable=1")
	if err != nil {
		return nil, err
	}
	defer c.Close()
	err = c.whole(ctx, said.version)
	if err == nil {
		var has *census
		has, err = takeCensus(ctx, c.db)
		if err == nil && !reflect.DeepEqual(has, said) {
			err = errNotWhole
		}
	}
	switch primaryCode(err) {
	case sqliteCorrupt, sqliteNotADB:
		err = errNotWhole
	}
	if errors.Is(err, errNotWhole) {
		return nil, crm.Errorf(crm.CodeDamaged, "%s is damaged, or the disk of %s is: what was copied is not whole", s.path, dirOf(to.as)).
			Next("Look for damage", "book check", crm.With("book", s.path))
	}
	return said, explain(err, to.as)
}

// copyTo copies one state of the book, which it describes.
func (s *Store) copyTo(ctx context.Context, to file) (said *census, err error) {
	conn, err := s.db.Conn(ctx)
	if err != nil {
		return nil, explain(err, s.path)
	}
	defer conn.Close()
	err = whileBusy(ctx, func() error {
		tx, err := conn.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
		if err != nil {
			return err
		}
		defer func() { _ = tx.Rollback() }()
		if said, err = takeCensus(ctx, tx); err != nil {
			return err
		}
		return conn.Raw(func(driver any) error { return copyPages(ctx, driver, to.path) })
	})
	switch primaryCode(err) {
	case sqliteFull, sqliteReadOnly, sqliteCantOpen, sqliteIOErr:
		return nil, explain(err, to.as)
	}
	return said, explain(err, s.path)
}

// fewPages is how many pages are copied between two looks at the context.
const fewPages = 2048

// copyPages copies what a connection reads in its transaction.
func copyPages(ctx context.Context, driver any, file string) error {
	b, err := driver.(interface {
		NewBackup(string) (*sqlite.Backup, error)
	}).NewBackup(fileName(file, "mode=rw&_pragma=temp_store(2)&_pragma=synchronous(FULL)"))
	if err != nil {
		return err
	}
	return copyAll(ctx, b)
}

// copyAll copies all pages.
func copyAll(ctx context.Context, b *sqlite.Backup) (err error) {
	for more := true; more && err == nil; {
		if err = ctx.Err(); err == nil {
			more, err = b.Step(fewPages)
		}
	}
	if ended := b.Finish(); err == nil {
		err = ended
	}
	return err
}

// asked is a connection or a transaction.
type asked interface {
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
}

func takeCensus(ctx context.Context, of asked) (*census, error) {
	c := &census{rows: map[string]int64{}}
	err := errors.Join(
		of.QueryRowContext(ctx, "PRAGMA user_version").Scan(&c.version),
		of.QueryRowContext(ctx, "SELECT changes, coalesce((SELECT op FROM changes ORDER BY id LIMIT 1), '') FROM counter").Scan(&c.changes, &c.first))
	if err != nil {
		return nil, err
	}
	rows, err := of.QueryContext(ctx, "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var name string
		if err := rows.Scan(&name); err != nil {
			return nil, err
		}
		c.rows[name] = 0
	}
	if err := rows.Close(); err != nil {
		return nil, err
	}
	for name := range c.rows {
		var n int64
		if err := of.QueryRowContext(ctx, `SELECT count(*) FROM "`+name+`"`).Scan(&n); err != nil {
			return nil, err
		}
		c.rows[name] = n
	}
	return c, rows.Err()
}

// errNotWhole says that a file does not hold a whole book.
var errNotWhole = errors.New("the file is not whole")

// whole makes sure that a file has a whole book of that version in it.
func (s *Store) whole(ctx context.Context, version int) error {
	var found string
	var is, strays int
	err := errors.Join(
		s.db.QueryRowContext(ctx, "PRAGMA integrity_check(1)").Scan(&found),
		s.db.QueryRowContext(ctx, "SELECT count(*) FROM pragma_foreign_key_check").Scan(&strays),
		s.db.QueryRowContext(ctx, "PRAGMA user_version").Scan(&is))
	if err == nil && (found != "ok" || strays > 0 || is != version) {
		err = errNotWhole
	}
	return err
}
