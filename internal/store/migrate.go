package store

import (
	"context"
	"database/sql"
	"embed"
	"fmt"
	"io/fs"
)

//go:embed migrations/*.sql
var migrations embed.FS

// SchemaVersion is the version of the newest migration.
const SchemaVersion = 3

// applicationID marks a SQLite file as a book: "crmb" in ASCII.
const applicationID = 0x63726d62

// migrate brings a book to SchemaVersion within the transaction; an empty file has
// version 0.
func migrate(ctx context.Context, tx *sql.Tx, files fs.FS, from int) error {
	for n := from + 1; n <= SchemaVersion; n++ {
		text, err := migration(files, n)
		if err != nil {
			return err
		}
		if _, err := tx.ExecContext(ctx, text); err != nil {
			return err
		}
	}
	_, err := tx.ExecContext(ctx, fmt.Sprintf("PRAGMA application_id = %d; PRAGMA user_version = %d", applicationID, SchemaVersion))
	return err
}

// migration is the SQL that brings a book from version n-1 to n.
func migration(files fs.FS, n int) (string, error) {
	names, err := fs.Glob(files, fmt.Sprintf("migrations/%04d_*.sql", n))
	if err != nil || len(names) != 1 {
		return "", fmt.Errorf("migration %d is not there", n)
	}
	text, err := fs.ReadFile(files, names[0])
	return string(text), err
}
