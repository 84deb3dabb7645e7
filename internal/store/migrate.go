package store

import (
	"context"
	"embed"
	"fmt"
	"io/fs"
	"strings"
)

//go:embed migrations/*.sql
var migrations embed.FS

// SchemaVersion is the version of the newest migration.
const SchemaVersion = 3

// applicationID marks a SQLite file as a book: "crmb" in ASCII.
const applicationID = 0x63726d62

// migrate brings a book to SchemaVersion within the transaction; an empty file has
// version 0.
func (d *dialect) migrate(ctx context.Context, tx transaction, files fs.FS, from int) error {
	for n := from + 1; n <= SchemaVersion; n++ {
		text, err := migration(files, n)
		if err != nil {
			return err
		}
		for _, statement := range statements(text) {
			if _, err := tx.ExecContext(ctx, d.words.Replace(statement)); err != nil {
				return err
			}
		}
	}
	for _, statement := range d.mark(SchemaVersion) {
		if _, err := tx.ExecContext(ctx, statement); err != nil {
			return err
		}
	}
	return nil
}

// statements are those of a migration, without its remarks: a server that passes them on takes
// one at a time. None has a semicolon or two dashes in a text.
func statements(text string) (all []string) {
	var b strings.Builder
	for line := range strings.Lines(text) {
		line, _, _ = strings.Cut(line, "--")
		b.WriteString(strings.TrimRight(line, " \n") + "\n")
	}
	for statement := range strings.SplitSeq(b.String(), ";") {
		if statement = strings.TrimSpace(statement); statement != "" {
			all = append(all, statement)
		}
	}
	return all
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
