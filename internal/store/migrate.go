package store

import (
	"embed"
	"fmt"
	"io/fs"
)

//go:embed migrations/*.sql
var migrations embed.FS

// SchemaVersion is the version of the newest migration.
const SchemaVersion = 2

// applicationID marks a SQLite file as a book: "crmb" in ASCII.
const applicationID = 0x63726d62

// migration is the SQL that brings a book from version n-1 to n.
func migration(n int) (string, error) {
	names, err := fs.Glob(migrations, fmt.Sprintf("migrations/%04d_*.sql", n))
	if err != nil || len(names) != 1 {
		return "", fmt.Errorf("migration %d is not there", n)
	}
	text, err := fs.ReadFile(migrations, names[0])
	return string(text), err
}

// pragmas are what a new book says of itself.
func pragmas() string {
	return fmt.Sprintf("PRAGMA application_id = %d; PRAGMA user_version = %d", applicationID, SchemaVersion)
}
