package store

import (
	"context"
	"errors"

	"modernc.org/sqlite"

	"crm/internal/crm"
)

// The primary result codes of SQLite that mean something to the producer; see
// sqlite.org/rescode.html. Extended codes carry them in the low byte.
const (
	sqlitePerm     = 3
	sqliteBusy     = 5
	sqliteLocked   = 6
	sqliteReadOnly = 8
	sqliteIOErr    = 10
	sqliteCorrupt  = 11
	sqliteFull     = 13
	sqliteCantOpen = 14
	sqliteNotADB   = 26
)

func primaryCode(err error) int {
	var e *sqlite.Error
	if errors.As(err, &e) {
		return e.Code() & 0xff
	}
	return 0
}

func isBusy(err error) bool {
	code := primaryCode(err)
	return code == sqliteBusy || code == sqliteLocked
}

// explain turns what the database said into an error for the producer. Errors
// that are that already pass.
func explain(err error, path string) error {
	if err == nil {
		return nil
	}
	var known *crm.Error
	if errors.As(err, &known) || errors.Is(err, context.Canceled) {
		return err
	}
	switch primaryCode(err) {
	case sqliteBusy, sqliteLocked:
		return crm.Errorf(crm.CodeBusy, "another program is writing to the book; it is safe to try again")
	case sqliteReadOnly:
		return crm.Errorf(crm.CodeEnvironment, "%s can't be written: it is read-only", path)
	case sqlitePerm, sqliteCantOpen:
		return crm.Errorf(crm.CodeEnvironment, "no permission to open %s, or to make files beside it", path)
	case sqliteFull:
		return crm.Errorf(crm.CodeEnvironment, "the disk of %s is full", path)
	case sqliteIOErr:
		return crm.Errorf(crm.CodeEnvironment, "reading or writing %s failed", path)
	case sqliteCorrupt, sqliteNotADB:
		return crm.Errorf(crm.CodeDamaged, "%s is damaged", path).Try("Restore a backup; nothing was repaired.")
	}
	return crm.Errorf(crm.CodeInternal, "the book could not be used: %w", err)
}
