package store

import (
	"context"
	"database/sql"
	"os"
	"sync"
	"sync/atomic"
)

// drafts counts the drafts of this process.
var drafts atomic.Int32

// laid writes the file of a book that has its tables and nothing else, where this process has
// made one before, and reports whether it did. Making the tables takes ten times as long.
func (d *Draft) laid() bool {
	if drafts.Add(1) == 1 {
		return false
	}
	data, err := blank()
	if err == nil {
		err = os.WriteFile(d.file.path, data, 0o600)
	}
	if err != nil { // which the usual way explains, if it meets it
		_ = os.Truncate(d.file.path, 0)
	}
	return err == nil
}

// blank is that file.
var blank = sync.OnceValues(func() (data []byte, err error) {
	ctx := context.Background()
	db, err := sql.Open("sqlite", inMemory)
	if err != nil {
		return nil, err
	}
	defer db.Close()
	conn, err := db.Conn(ctx)
	if err != nil {
		return nil, err
	}
	defer conn.Close()
	tx, err := conn.BeginTx(ctx, nil)
	if err != nil {
		return nil, err
	}
	defer func() { _ = tx.Rollback() }()
	if err := sqliteDialect.migrate(ctx, tx, migrations, 0); err != nil {
		return nil, err
	}
	if err := tx.Commit(); err != nil {
		return nil, err
	}
	err = conn.Raw(func(driver any) error {
		data, err = driver.(interface{ Serialize() ([]byte, error) }).Serialize()
		return err
	})
	return data, err
})
