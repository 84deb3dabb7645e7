package store

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"crm/internal/crm"
	"crm/internal/fold"
)

// BackupDir is where the backups of a book are unless somebody says otherwise.
func BackupDir(book string) string { return filepath.Join(filepath.Dir(book), "backups") }

// nameTime is the form of the time in the name of a backup. The name tells what an
// encrypted one hides: book-20261125T154200Z-187-import-3fa9c1.db is of book.db after
// change 187, and 3fa9c1 is the mark of that book.
const nameTime = "20060102T150405Z"

// sealedSuffix is how the name of an encrypted backup ends.
const sealedSuffix = ".age"

var namedBackup = fold.Expression(`^(.+)-(\d{8}T\d{6}Z)-(\d{1,18})-([a-z]+)-([0-9a-f]{6})\.db(\.age)?$`)

func backupName(book, first string, b crm.Backup, at time.Time) string {
	stem := strings.TrimSuffix(filepath.Base(book), filepath.Ext(book))
	name := fmt.Sprintf("%s-%s-%d-%s-%s.db", stem, at.UTC().Format(nameTime), b.Change, b.Reason, digest(first))
	if b.Encrypted {
		name += sealedSuffix
	}
	return name
}

// Backups returns the backups of the book at path that have a name of their own in a
// directory, the newest first. If that book can't be read, it returns those of all books
// with that file name.
//
// Errors: CodeEnvironment if the directory can't be read. A missing one has no backups.
func Backups(ctx context.Context, path, dir string) ([]*crm.Backup, error) {
	if OnServer(path) {
		return nil, nil
	}
	mark := ""
	if s, err := OpenRead(ctx, path); err == nil {
		first, _, err := s.ends(ctx)
		_ = s.Close()
		if err == nil {
			mark = digest(first)
		}
	}
	return backupsIn(dir, path, mark)
}

// BackupOf returns after which change a backup was made, as the name of it tells: what has been
// erased in it since has a later number. It returns 0 for a file of another name.
func BackupOf(path string) int64 {
	m := namedBackup().FindStringSubmatch(filepath.Base(path))
	if m == nil {
		return 0
	}
	change, _ := strconv.ParseInt(m[3], 10, 64)
	return change
}

func backupsIn(dir, book, mark string) ([]*crm.Backup, error) {
	entries, err := os.ReadDir(dir)
	if tooMany(err) {
		return nil, unopened(dir, err)
	}
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, crm.Errorf(crm.CodeEnvironment, "the directory %s can't be read%s", dir, owned(dir))
	}
	stem := strings.TrimSuffix(filepath.Base(book), filepath.Ext(book))
	var found []*crm.Backup
	for _, entry := range entries {
		m := namedBackup().FindStringSubmatch(entry.Name())
		if m == nil || !entry.Type().IsRegular() || mark != "" && m[5] != mark || mark == "" && m[1] != stem {
			continue
		}
		made, err := time.Parse(nameTime, m[2])
		info, gone := entry.Info()
		if err != nil || gone != nil {
			continue
		}
		change, _ := strconv.ParseInt(m[3], 10, 64)
		found = append(found, &crm.Backup{Path: filepath.Join(dir, entry.Name()), Change: change, Made: made, Reason: m[4], Encrypted: m[6] != "", Size: info.Size()})
	}
	slices.SortFunc(found, func(a, b *crm.Backup) int {
		return cmp.Or(b.Made.Compare(a.Made), cmp.Compare(b.Change, a.Change), cmp.Compare(b.Path, a.Path))
	})
	return found, nil
}

// older returns the backups of the same book and kind beyond those to keep. Manual and
// automatic backups are counted apart.
func older(made *crm.Backup, to BackupTo) []*crm.Backup {
	m := namedBackup().FindStringSubmatch(filepath.Base(made.Path))
	if to.Keep == 0 || to.File != "" || m == nil {
		return nil
	}
	all, _ := backupsIn(to.Dir, made.Path, m[5]) // it was written to just now
	all = slices.DeleteFunc(all, func(b *crm.Backup) bool {
		return (b.Reason == crm.BackupByHand) != (made.Reason == crm.BackupByHand) || b.Path == made.Path
	})
	return all[min(to.Keep-1, len(all)):]
}
