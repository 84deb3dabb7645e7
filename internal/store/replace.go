package store

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"modernc.org/sqlite"

	"crm/internal/crm"
)

// errInUse says that another process has the book open.
func errInUse() error {
	return crm.Errorf(crm.CodeBusy, "another program has the book open; it is safe to try again").Try("End it first: a crm that waits for an answer, a list in a pager, a shell of SQLite")
}

// Replace replaces the book that has the draft's name by the draft, and keeps that book
// as a backup. last is the number of its last change when the draft was made. All happens
// in one transaction: whenever the process dies, the book is the old one or the new one.
//
// Errors: CodeBusy if another process has the book open, or has changed it, CodeDamaged if
// the book is not whole, CodeEnvironment.
func (d *Draft) Replace(ctx context.Context, last int64, keep BackupTo) (kept *crm.Backup, err error) {
	if err := d.finish(ctx); err != nil {
		return nil, err
	}
	s, leave, err := alone(ctx, d.name)
	if err != nil {
		return nil, err
	}
	defer leave()
	_, now, err := s.ends(ctx)
	if err != nil {
		return nil, err
	}
	if now != last {
		return nil, crm.Errorf(crm.CodeBusy, "somebody changed the book meanwhile; it is safe to try again")
	}
	if kept, err = s.backup(ctx, keep); err != nil {
		return nil, err
	}
	return kept, s.become(ctx, d.file.path)
}

// alone opens a book that no other process has open, and keeps others out until leave is
// called.
func alone(ctx context.Context, path string) (s *Store, leave func(), err error) {
	if err := inspect(path); err != nil {
		return nil, nil, err
	}
	if !takesLocks(path) {
		return nil, nil, noLocks(path)
	}
	// SQLite takes a book exclusively only if it is told so before it first reads it.
	if s, err = connect(path, "rw", "locking_mode(EXCLUSIVE)"); err != nil {
		return nil, nil, err
	}
	inLine, err := s.standInLine(ctx)
	if err != nil {
		return nil, nil, err
	}
	leave = func() { _ = s.Close(); inLine() }
	err = whileBusy(ctx, func() error {
		_, err := s.db.ExecContext(ctx, "BEGIN EXCLUSIVE; COMMIT")
		return err
	})
	if isBusy(err) {
		err = errInUse()
	}
	if err == nil {
		err = s.checkVersion(ctx)
	}
	if err != nil {
		leave()
		return nil, nil, explain(err, path)
	}
	_ = os.Remove(path + "-shm") // nobody shares the book, and SQLite leaves it lying
	return s, leave, nil
}

// become replaces the contents of a book by those of another file, in one transaction.
func (s *Store) become(ctx context.Context, file string) error {
	conn, err := s.db.Conn(ctx)
	if err != nil {
		return explain(err, s.path)
	}
	defer conn.Close()
	err = conn.Raw(func(driver any) error {
		b, err := driver.(interface {
			NewRestore(string) (*sqlite.Backup, error)
		}).NewRestore(fileName(file, "mode=ro&immutable=1"))
		if err != nil {
			return err
		}
		return copyAll(ctx, b)
	})
	if err != nil {
		return explain(err, s.path)
	}
	var held, pages, moved int
	_ = conn.QueryRowContext(ctx, "PRAGMA wal_checkpoint(TRUNCATE)").Scan(&held, &pages, &moved) // it is safe in the log
	return nil
}

// LeftBeside reports whether a log is left where there is no book. SQLite would take it
// for that of a new book.
func LeftBeside(path string) bool {
	info, err := os.Stat(path + "-wal")
	return err == nil && info.Size() > 0 && !exists(path)
}

// Supplant gives the draft the name of a book that is damaged, or of which only a log is
// left, and keeps in a directory what was there.
//
// Errors: CodeBusy if another process has it open, CodeEnvironment.
func (d *Draft) Supplant(ctx context.Context, keep BackupTo) (kept string, err error) {
	if err := d.finish(ctx); err != nil {
		return "", err
	}
	s, leave, err := alone(ctx, d.name)
	switch {
	case err == nil: // it can be opened, but it is not whole
		defer leave()
		if kept, err = s.keepDamaged(ctx, keep); err != nil {
			return "", err
		}
		return kept, s.become(ctx, d.file.path)
	case crm.CodeOf(err) != crm.CodeDamaged && crm.CodeOf(err) != crm.CodeNotFound:
		return "", err
	}
	if kept, err = keepAside(d.name, keep); err != nil {
		return "", err
	}
	for _, suffix := range []string{"-wal", "-shm", "-journal"} {
		if err := os.Remove(d.name + suffix); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return kept, crm.Errorf(crm.CodeEnvironment, "%s can't be removed", d.name+suffix)
		}
	}
	syncNames(filepath.Dir(d.name))
	if err := os.Rename(d.file.path, d.name); err != nil {
		return kept, unnamed("the book", d.name, err)
	}
	syncNames(filepath.Dir(d.name))
	return kept, nil
}

// keepDamaged copies a book that is not whole, as it is.
func (s *Store) keepDamaged(ctx context.Context, to BackupTo) (path string, err error) {
	if err := os.MkdirAll(to.Dir, 0o700); err != nil {
		return "", unmade(to.Dir, err)
	}
	temp, err := newTemp(to.Dir, to.Dir)
	if err != nil {
		return "", err
	}
	defer discard(temp.path)
	conn, err := s.db.Conn(ctx)
	if err != nil {
		return "", explain(err, s.path)
	}
	err = conn.Raw(func(driver any) error { return copyPages(ctx, driver, temp.path) })
	_ = conn.Close()
	if err == nil {
		err = temp.sync()
	}
	if err != nil {
		return "", explain(err, temp.as)
	}
	path = damagedName(s.path, to)
	if err := giveName(temp.path, path); err != nil {
		return "", unnamed("the copy of what was found", path, err)
	}
	return path, nil
}

// keepAside gives a file, and what is beside it, a second name.
func keepAside(book string, to BackupTo) (path string, err error) {
	if err := os.MkdirAll(to.Dir, 0o700); err != nil {
		return "", unmade(to.Dir, err)
	}
	path = damagedName(book, to)
	for _, suffix := range []string{"-wal", "-journal", ""} {
		if !exists(book + suffix) {
			continue
		}
		if err := os.Link(book+suffix, path+suffix); err == nil {
			continue
		}
		data, err := os.ReadFile(book + suffix) // exFAT has no links; what can't be opened is not open
		if err == nil {
			err = os.WriteFile(path+suffix, data, 0o600)
		}
		if err == nil {
			err = syncFile(path + suffix)
		}
		if err != nil {
			return "", crm.Errorf(crm.CodeEnvironment, "%s can't be kept as %s", book+suffix, path+suffix)
		}
	}
	syncNames(to.Dir)
	return path, nil
}

// damagedName returns a free name for what was found in place of a book.
func damagedName(book string, to BackupTo) string {
	stem := strings.TrimSuffix(filepath.Base(book), filepath.Ext(book))
	for at := to.Now.UTC(); ; at = at.Add(time.Second) {
		path := filepath.Join(to.Dir, fmt.Sprintf("%s-%s-damaged.db", stem, at.Format(nameTime)))
		if !exists(path) && !exists(path+"-wal") {
			return path
		}
	}
}

// OpsOf returns the numbers of the changes of a book, except restores, by operation id.
func (v *View) OpsOf() (map[string]int64, error) {
	ops := map[string]int64{}
	err := v.each("SELECT op, id FROM changes WHERE command <> $1", []any{crm.RestoreCommand}, func(row *rows) error {
		var op string
		var id int64
		err := row.Scan(&op, &id)
		ops[op] = id
		return err
	})
	return ops, err
}

// LastEditing returns the operation that last edited a record, or a field of it; empty if
// the journal has none.
func (v *View) LastEditing(kind crm.Kind, id int64, field string) (string, error) {
	ops, err := column[string](v, `SELECT op FROM changes WHERE id = (SELECT max(change) FROM edits WHERE kind = $1 AND record = $2
		AND ($3 = '' OR after LIKE '%"' || $3 || '":%' OR before LIKE '%"' || $3 || '":%'))`, string(kind), id, field)
	if len(ops) == 0 || err != nil {
		return "", err
	}
	return ops[0], nil
}

// WasRestored reports whether the book has come from a backup.
func (v *View) WasRestored() (bool, error) {
	return v.any("FROM changes WHERE command = $1", crm.RestoreCommand)
}

// InForce returns all suppressions in force, and the contacts who are marked.
func (v *View) InForce() (list []*crm.Suppression, marked []*crm.Contact, err error) {
	if list, err = find[*crm.Suppression](v, "WHERE "+inForce+" ORDER BY id"); err != nil {
		return nil, nil, err
	}
	marked, err = find[*crm.Contact](v, "WHERE "+isMarked+" ORDER BY id")
	return list, marked, err
}

const (
	hasWithdrawn = "id IN (SELECT contact FROM consents WHERE state = '" + crm.Withdrawn + "')"

	inForce  = "ended IS NULL"
	isMarked = "do_not_contact IS NOT NULL"
)

// Unwilling is what a book knows of people who do not want to be reached, and of those who
// were erased.
type Unwilling struct {
	Suppressions []*crm.Suppression // in force
	Marked       []*crm.Contact
	Erasures     []crm.Erasure
	Silenced     []Silenced
	Withdrawn    []*crm.Contact // who has withdrawn a consent
	Words        map[int64][]*crm.Consent
}

// Unwilling returns all that the book knows of them.
func (v *View) Unwilling() (u Unwilling, err error) {
	if u.Suppressions, u.Marked, err = v.InForce(); err != nil {
		return u, err
	}
	if u.Erasures, err = v.Erasures(); err != nil {
		return u, err
	}
	if u.Silenced, err = v.Silenced(); err != nil {
		return u, err
	}
	if u.Withdrawn, err = find[*crm.Contact](v, "WHERE "+hasWithdrawn+" ORDER BY id"); err != nil {
		return u, err
	}
	u.Words = map[int64][]*crm.Consent{}
	for _, c := range u.Withdrawn {
		if u.Words[c.ID], err = v.ConsentsOf(c.ID); err != nil {
			return u, err
		}
	}
	return u, nil
}

// UnwillingOfDamaged returns of a damaged book what View.Unwilling returns of a sound one, as
// far as it can be read, and an error if that is not all.
func UnwillingOfDamaged(ctx context.Context, path string) (u Unwilling, err error) {
	s, err := OpenRead(ctx, path)
	if err != nil {
		return u, err
	}
	defer s.Close()
	v, err := s.begin(ctx, ctx, true) // the settings may be what is damaged
	if err != nil {
		return u, err
	}
	defer v.end()
	var of [6]error
	u.Suppressions, of[0] = readable[*crm.Suppression](v, inForce)
	u.Marked, of[1] = readable[*crm.Contact](v, isMarked)
	u.Erasures, of[2] = v.Erasures()
	u.Silenced, of[5] = v.Silenced()
	u.Withdrawn, of[3] = readable[*crm.Contact](v, hasWithdrawn)
	said, err := readable[*crm.Consent](v, "contact IS NOT NULL")
	of[4], u.Words = err, map[int64][]*crm.Consent{}
	for _, word := range said {
		u.Words[word.Contact] = append(u.Words[word.Contact], word)
	}
	return u, errors.Join(of[:]...)
}

// readable returns those records that can be read, and the error of the first that can't.
func readable[R crm.Record](v *View, condition string) (found []R, unread error) {
	var none R
	ids, unread := column[int64](v, "SELECT id FROM "+crm.NounOf(none.Noun()).Table+" WHERE "+condition+" ORDER BY id")
	for _, id := range ids {
		record, err := Get[R](v, id)
		if err != nil {
			unread = cmp.Or(unread, err)
			continue
		}
		found = append(found, record)
	}
	return found, unread
}

// Numbers are the next numbers of a record and of a change.
func (v *View) Numbers() (record, change int64, err error) {
	err = v.row("SELECT next, changes FROM counter").Scan(&record, &change)
	return record, change, err
}

// NotBefore makes the next numbers at least these.
func (tx *Tx) NotBefore(record, change int64) {
	tx.counter.next, tx.counter.changes = max(tx.counter.next, record), max(tx.counter.changes, change)
}

// DamagedBeside returns the files in a directory that keep what was found in place of a
// book.
func DamagedBeside(book, dir string) ([]string, error) {
	stem := strings.TrimSuffix(filepath.Base(book), filepath.Ext(book))
	return filepath.Glob(filepath.Join(dir, stem+"-*-damaged.db"))
}
