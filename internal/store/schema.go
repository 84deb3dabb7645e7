package store

import (
	"context"
	"database/sql"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"sync"
)

// made is a table or an index: its columns or its words, and the table of an index.
type made struct{ words, of, statement string }

// schema are the tables and indexes of a book, by name.
type schema map[string]made

func (s schema) names() []string { return slices.Sorted(maps.Keys(s)) }

// tablesText asks for the tables and indexes of a database.
const tablesText = `SELECT name, '', coalesce(group_concat(line, char(10)), ''), '' FROM (
			SELECT m.name AS name, c.name || ' ' || c.type || ' ' || c."notnull" || ' ' || c.pk AS line
			FROM sqlite_schema m JOIN pragma_table_xinfo(m.name) c WHERE m.type = 'table' ORDER BY m.name, c.name
		) GROUP BY name
		UNION ALL SELECT name, tbl_name, coalesce(sql, ''), coalesce(sql, '') FROM sqlite_schema WHERE type <> 'table'`

// readTables reads the answer to it.
func readTables(found *sql.Rows) (schema, error) {
	defer found.Close()
	all := schema{}
	for found.Next() {
		var name string
		var m made
		if err := found.Scan(&name, &m.of, &m.words, &m.statement); err != nil {
			return nil, err
		}
		m.words = strings.Join(strings.Fields(m.words), " ")
		all[name] = m
	}
	return all, found.Err()
}

// madeTables are the tables and indexes that this program makes.
var madeTables = sync.OnceValues(func() (schema, error) {
	ctx := context.Background()
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
	in := &dialect{words: strings.NewReplacer(), mark: markFile}
	if err := in.migrate(ctx, tx, migrations, 0); err != nil {
		return nil, err
	}
	found, err := tx.QueryContext(ctx, tablesText)
	if err != nil {
		return nil, err
	}
	return readTables(found)
})

// tables are those of the book.
func (v *View) tables() (schema, error) {
	found, err := v.rows(tablesText)
	if err != nil {
		return nil, err
	}
	return readTables(found.Rows)
}

// misunderstood returns the error for a statement that SQLite did not understand.
// SQLite's own words are for programmers alone.
func (v *View) misunderstood(err error, text string) error {
	if primaryCode(err) != sqliteError || text == tablesText {
		return err
	}
	want, failed := madeTables()
	if failed != nil {
		return failed
	}
	is, failed := v.tables()
	if failed != nil {
		return failed
	}
	for _, name := range want.names() {
		if is[name].words != want[name].words {
			return &fault{table: name}
		}
	}
	return &unprepared{fmt.Errorf("%w in %s", err, text)}
}

// tableColumn is a column of a table: its name, the type of its values as migrations say it, and
// whether each row has one.
type tableColumn struct {
	name, kind string
	needed     bool
	inKey      int // its place in the key, from 1; 0 is none
}

// columns are those of a table.
func (s schema) columns(table string) (all []tableColumn) {
	words := strings.Fields(s[table].words)
	for column := range slices.Chunk(words, 4) { // its name, type, whether it is needed, and its place in the key
		place, _ := strconv.Atoi(column[3])
		all = append(all, tableColumn{column[0], column[1], column[2] == "1", place})
	}
	return all
}
