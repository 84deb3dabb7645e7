package store

import (
	"cmp"
	"context"
	"database/sql"
	"os"
	"path/filepath"
	"slices"
	"time"

	"crm/internal/crm"
)

// Examine describes a book from outside: it changes nothing and brings nothing up to
// date.
func Examine(ctx context.Context, path string) *crm.Checkup {
	if OnServer(path) {
		return examineServer(ctx, path)
	}
	c := &crm.Checkup{Book: path, Current: SchemaVersion, Free: -1, Engine: engine(ctx), Backups: BackupDir(path), State: crm.BookFine}
	if info, err := os.Stat(path); err == nil {
		c.Bytes, c.Mode = info.Size(), modeOf(info)
	}
	if info, err := os.Stat(path + "-wal"); err == nil {
		c.Log = info.Size()
	}
	if free, known := freeBytes(nearest(filepath.Dir(path))); known {
		c.Free = int64(min(free, 1<<62))
	}
	c.Holder = writerOf(path) // before SQLite has the book, whose locks this would drop
	s, err := OpenRead(ctx, path)
	if err == nil {
		err = s.describe(ctx, s.db, c)
		_ = s.Close()
	}
	if err != nil {
		c.State = stateIn(err)
	}
	c.Kept, _ = Backups(ctx, path, c.Backups)
	return c
}

// examineServer describes a book on a server.
func examineServer(ctx context.Context, address string) *crm.Checkup {
	c := &crm.Checkup{Book: address, Current: SchemaVersion, Free: -1, Engine: "PostgreSQL", State: crm.BookFine}
	s, err := OpenRead(ctx, address)
	if err == nil {
		c.Book = s.Name()
		err = s.Read(ctx, func(v *View) error {
			if err := v.row("SELECT split_part(current_setting('server_version'), ' ', 1)").Scan(&c.Engine); err != nil {
				return err
			}
			c.Engine = "PostgreSQL " + c.Engine
			return s.describe(ctx, v.tx, c)
		})
		_ = s.Close()
	}
	if err != nil {
		c.State = stateIn(err)
	}
	return c
}

// stateIn returns the state of a book that failed to open with err.
func stateIn(err error) string {
	states := map[crm.Code]string{crm.CodeNotFound: crm.BookMissing, crm.CodeDamaged: crm.BookDamaged, crm.CodeVersion: crm.BookNewer, crm.CodeBusy: crm.BookHeld}
	return cmp.Or(states[crm.CodeOf(err)], crm.BookShut)
}

// describe adds what the book says of itself.
func (s *Store) describe(ctx context.Context, of asked, c *crm.Checkup) error {
	c.Version = s.version
	if s.Outdated() {
		c.State = crm.BookOlder
	}
	var begun, made, zone sql.NullString
	err := of.QueryRowContext(ctx, "SELECT changes - 1, (SELECT made_at FROM changes ORDER BY id LIMIT 1), (SELECT made_at FROM changes ORDER BY id DESC LIMIT 1), (SELECT timezone FROM settings) FROM counter").
		Scan(&c.Change, &begun, &made, &zone)
	if err != nil {
		return s.explain(err)
	}
	c.Begun, _ = time.Parse(time.RFC3339, begun.String) // what is not a time is not shown
	c.Changed, _ = time.Parse(time.RFC3339, made.String)
	c.Zone = zone.String
	for _, kind := range crm.Kinds() {
		table := crm.NounOf(kind).Table
		if s.Outdated() || kind == crm.KindSettings || table == "" {
			continue
		}
		n := crm.KindCount{Kind: kind}
		if err := of.QueryRowContext(ctx, "SELECT count(*) FROM "+table).Scan(&n.N); err != nil {
			return s.explain(err)
		}
		c.Counts = append(c.Counts, n)
	}
	return nil
}

// engine is the version of SQLite.
func engine(ctx context.Context) (version string) {
	db, err := sql.Open("sqlite", ":memory:")
	if err != nil {
		return ""
	}
	defer db.Close()
	_ = db.QueryRowContext(ctx, "SELECT sqlite_version()").Scan(&version)
	return version
}

// nearest returns a directory or, if it does not exist, the nearest one above that does.
func nearest(dir string) string {
	for !exists(dir) && dir != filepath.Dir(dir) {
		dir = filepath.Dir(dir)
	}
	return dir
}

// FilesOpenToOthers returns the files of a book and its backups that others may read or
// write.
func FilesOpenToOthers(c *crm.Checkup) []string {
	paths := []string{c.Book, c.Book + "-wal", c.Book + "-shm"}
	for _, b := range c.Kept {
		paths = append(paths, b.Path)
	}
	return slices.DeleteFunc(paths, func(path string) bool {
		_, open := OpenToOthers(path)
		return !open
	})
}
