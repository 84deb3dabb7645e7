package store

import (
	"context"
	"database/sql"
	"encoding/binary"
	"errors"
	"io"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"

	"crm/internal/crm"
)

// openBy is the driver that opens the file of a book; a test takes one that notes what is asked.
var openBy = "sqlite"

// Store is an open book.
type Store struct {
	db      *sql.DB
	dialect *dialect
	server  *server // nil for a file
	path    string
	version int  // of the book, at the time it was opened
	unnamed bool // it is a new book that has no name yet
	// upgrading is set while the tables of a book on a server are changed.
	upgrading bool
	memory    bool // it is a copy that is in no file
	unclean   bool // what was erased may be found in the file, as far as the last change tells
	// readOnly is set by OpenRead; seen is the state that such a book is read in.
	readOnly bool
	seen     *View
	settings *crm.Settings // as they were read last; nil before that
	schema   *crm.Schema   // of the book, as it was then
	staff    *staff        // as they were then
	login    *crm.Login    // see View.Login; as it was then
	replica  *crm.Replica  // see Store.Replica
	begun    *View         // the look that opening the book on a server has begun; nil after that
}

// Path returns the file of the book, or its address on a server.
func (s *Store) Path() string { return s.path }

// Name returns what the book is called: its file, or "main on db.agency.lan/crm".
func (s *Store) Name() string {
	if s.server != nil {
		return s.server.name
	}
	return s.path
}

// Outdated reports whether the book has an earlier version and must first be upgraded.
func (s *Store) Outdated() bool { return s.version < SchemaVersion }

// Version is the version of the book.
func (s *Store) Version() int { return s.version }

// Close closes the book.
func (s *Store) Close() error {
	if s.seen != nil {
		s.seen.end()
	}
	s.forgo()
	return s.db.Close()
}

// Open opens the book at path for reading and writing.
//
// Errors: CodeNotFound without a file, CodeEnvironment for what is not a regular file
// or may not be opened, CodeDamaged for what is not a book, CodeVersion for a book of a
// newer program, CodeBusy.
func Open(ctx context.Context, path string) (*Store, error) {
	if OnServer(path) {
		return openServer(ctx, path, false)
	}
	likeBook(path)
	s, err := open(ctx, path, "rw")
	if err == nil {
		clearTemps(filepath.Dir(s.path)) // what a killed restore has left may be what was encrypted
	}
	return s, err
}

// likeBook gives what SQLite keeps beside a book the mode of the book. It has that of the
// time when it was made, when the book may have been read-only.
func likeBook(path string) {
	book, err := os.Stat(path)
	if err != nil {
		return
	}
	for _, suffix := range []string{"-wal", "-shm"} {
		if info, err := os.Stat(path + suffix); err == nil && info.Mode().Perm() != book.Mode().Perm() {
			_ = os.Chmod(path+suffix, book.Mode().Perm()) // what is somebody else's stays as it is
		}
	}
}

// OpenRead opens the book at path for reading: it never waits for a writer, and changes
// nothing. Errors are those of Open.
func OpenRead(ctx context.Context, path string) (*Store, error) {
	if OnServer(path) {
		return openServer(ctx, path, true)
	}
	return open(ctx, path, "ro")
}

func open(ctx context.Context, path, mode string) (*Store, error) {
	path, err := filepath.Abs(path)
	if err != nil {
		return nil, crm.Errorf(crm.CodeEnvironment, "%s can't be found: %w", path, err)
	}
	if err := inspect(path); err != nil {
		return nil, err
	}
	s, err := connect(path, mode)
	if err != nil {
		return nil, err
	}
	if err = noLocks(path); takesLocks(path) {
		err = s.checkVersion(ctx)
	}
	if mode == "ro" && crm.CodeOf(err) == crm.CodeEnvironment && isSettled(path) {
		// SQLite makes files beside a book even to read it. If it may not, and the log
		// is empty, the file alone is the book.
		_ = s.Close()
		if s, err = connect(path, "ro&immutable=1"); err != nil {
			return nil, err
		}
		err = s.checkVersion(ctx)
	}
	if err != nil {
		_ = s.Close()
		return nil, err
	}
	if s.readOnly = mode == "ro"; s.readOnly {
		shareBeside(path)
	}
	return s, nil
}

// isSettled reports whether all of a book is in its file, and none of it in the log.
func isSettled(path string) bool {
	log, err := os.Stat(path + "-wal")
	return errors.Is(err, fs.ErrNotExist) || err == nil && log.Size() == 0
}

// connect makes the connection, with pragmas that come before all others. SQLite opens
// the file at the first query.
func connect(path, mode string, first ...string) (*Store, error) {
	for _, pragma := range first {
		mode += "&_pragma=" + pragma
	}
	query := mode + "&_pragma=busy_timeout(" + engineWait + ")&_pragma=trusted_schema(0)&_pragma=temp_store(2)&_dqs=0&_defensive=1"
	if mode == "rw" {
		query += "&_txlock=immediate&_pragma=foreign_keys(1)&_pragma=synchronous(FULL)&_pragma=cell_size_check(1)&_pragma=secure_delete(1)"
	}
	db, err := sql.Open(openBy, fileName(path, "mode="+query))
	if err != nil {
		return nil, explain(err, path)
	}
	db.SetMaxOpenConns(1)
	return &Store{db: db, dialect: sqliteDialect, path: path}, nil
}

// fileName is the name of a database for SQLite. What url.URL escapes, such as ?, # and
// %, would otherwise name another file, and a path that is not absolute another computer.
func fileName(path, mode string) string {
	if whole, err := filepath.Abs(path); err == nil {
		path = whole
	}
	return (&url.URL{Scheme: "file", Path: filepath.ToSlash(path), RawQuery: mode}).String()
}

// inspect checks the file before SQLite does, which would take a device, follow a
// dangling link, or fill an empty file. This process must not open the file again once
// SQLite has it, since closing it would drop SQLite's locks.
func inspect(path string) error { return file{path, path}.inspect() }

func (of file) inspect() error {
	path := of.as
	info, err := os.Stat(of.path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		if _, err := os.Lstat(of.path); err == nil {
			return crm.Errorf(crm.CodeEnvironment, "%s is a link to a file that does not exist", path)
		}
		return crm.Errorf(crm.CodeNotFound, "there is no book at %s", path).Next("Make one", "book init", crm.With("book", path))
	case err != nil:
		return unopened(path, err)
	case !info.Mode().IsRegular():
		return crm.Errorf(crm.CodeEnvironment, "%s is not a regular file", path)
	}
	f, err := os.Open(of.path)
	if err != nil {
		return unopened(path, err)
	}
	defer f.Close()
	header := make([]byte, 100)
	_, err = io.ReadFull(f, header)
	if err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF) {
		// What can't be read now may be a whole book, which nothing may replace.
		return crm.Errorf(crm.CodeEnvironment, "%s can't be read: its disk reports an error", path).Try("Copy the book to another disk while it can be read.")
	}
	if err != nil || string(header[:16]) != "SQLite format 3\x00" ||
		binary.BigEndian.Uint32(header[68:72]) != applicationID {
		return crm.Errorf(crm.CodeDamaged, "%s is not a crm book", path)
	}
	return nil
}

// checkVersion compares the version of the book with the program's. It retries while
// another process recovers the book after a crash.
func (s *Store) checkVersion(ctx context.Context) error {
	var version int
	err := whileBusy(ctx, func() error { return s.db.QueryRowContext(ctx, s.dialect.version(s)).Scan(&version) })
	return s.isKnown(version, err)
}

// isKnown rejects a book of a version that this program does not know, or of which it could not
// be read.
func (s *Store) isKnown(version int, err error) error {
	switch {
	case err != nil:
		return s.explain(err)
	case version > SchemaVersion:
		return crm.Errorf(crm.CodeVersion, "the book has version %d, this crm knows versions up to %d", version, SchemaVersion).
			Try("Use the crm that wrote it last, or a newer one.")
	case version < 1:
		return crm.Errorf(crm.CodeDamaged, "%s is not a crm book", s.Name())
	}
	s.version = version
	return nil
}
