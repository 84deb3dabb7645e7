package store

import (
	"context"
	"database/sql"
	"fmt"
	"strings"
)

// table is what the tables and indexes of a book are, by name: the columns of a table,
// the words of an index.
type table map[string]string

// readTables reads the tables and indexes of a database.
func readTables(ask func(string, ...any) (*sql.Rows, error)) (table, error) {
	found, err := ask(`SELECT name, coalesce(group_concat(line, char(10)), '') FROM (
			SELECT m.name AS name, c.name || ' ' || c.type || ' ' || c."notnull" || ' ' || c.pk AS line
			FROM sqlite_schema m JOIN pragma_table_xinfo(m.name) c WHERE m.type = 'table' ORDER BY m.name, c.name
		) GROUP BY name
		UNION ALL SELECT name, coalesce(sql, '') FROM sqlite_schema WHERE type <> 'table'`)
	if err != nil {
		return nil, err
	}
	defer found.Close()
	all := table{}
	for found.Next() {
		var name, text string
		if err := found.Scan(&name, &text); err != nil {
			return nil, err
		}
		all[name] = strings.Join(strings.Fields(text), " ")
	}
	return all, found.Err()
}

// madeTables are the tables and indexes that this program makes.
func madeTables(ctx context.Context) (table, error) {
	db, err := sql.Open("sqlite", ":memory:")
	if err != nil {
		return nil, err
	}
	defer db.Close()
	db.SetMaxOpenConns(1)
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return nil, err
	}
	defer func() { _ = tx.Rollback() }()
	if err := migrate(ctx, tx, migrations, 0); err != nil {
		return nil, err
	}
	return readTables(func(text string, args ...any) (*sql.Rows, error) { return tx.QueryContext(ctx, text, args...) })
}

// misunderstood is the error of a statement that SQLite did not understand, whose words
// are for nobody but who wrote it.
func (v *View) misunderstood(err error, text string) error {
	if primaryCode(err) != sqliteError {
		return err
	}
	made, failed := madeTables(v.still)
	if failed != nil {
		return failed
	}
	is, failed := readTables(func(text string, args ...any) (*sql.Rows, error) { return v.tx.QueryContext(v.still, text, args...) })
	if failed != nil {
		return failed
	}
	for name, words := range made {
		if is[name] != words {
			return &fault{table: name}
		}
	}
	return &unprepared{fmt.Errorf("%w in %s", err, text)}
}
