package store

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
	"strconv"
	"strings"

	_ "modernc.org/sqlite" // the driver "sqlite"

	"crm/internal/query"
)

// sqliteDialect is that of a book in a file.
var sqliteDialect = &dialect{
	expressions: query.SQLite,
	begin: func(_, until context.Context, s *Store, reads bool) (transaction, error) {
		var options *sql.TxOptions // else the lock comes with BEGIN IMMEDIATE
		if reads {
			options = &sql.TxOptions{ReadOnly: true}
		}
		return s.db.BeginTx(until, options)
	},
	// The driver starts a goroutine for each cancellable statement, which costs more than most
	// of them. Statements are short, and the context is checked before each.
	enduring: context.WithoutCancel,
	prepare: func(v *View, text string) (statement, error) {
		return v.tx.(*sql.Tx).PrepareContext(v.still, byPosition(text))
	},
	queue:   func(ctx context.Context, s *Store) (func(), error) { return s.standInLine(ctx) },
	give:    giveRows,
	take:    takeRows,
	bare:    dropIndexes,
	explain: explain,
	isOurs:  func(err error) bool { return extendedCode(err) != 0 },
	words:   strings.NewReplacer(),
	version: func(*Store) string { return "PRAGMA user_version" },
	mark:    markFile,
	login:   "NULL, NULL, NULL",
	later:   "PRAGMA defer_foreign_keys = ON",
	needed:  `SELECT t.name, c.name FROM sqlite_schema t, pragma_table_info(t.name) c WHERE t.type = 'table' AND c."notnull"`,
	numbers: "(SELECT value FROM json_each($1))",
	isFile:  true,
}

func markFile(version int) []string {
	return []string{fmt.Sprintf("PRAGMA application_id = %d", applicationID), fmt.Sprintf("PRAGMA user_version = %d", version)}
}

// byPosition writes placeholders as SQLite binds them fastest. It takes $1 for a name,
// and searches all others for it at each bind. Placeholders that occur once each in
// order lose their names, others become numbers.
func byPosition(text string) string {
	var places []int // where a placeholder begins, and behind it where it ends
	ordered := true
	for i := 0; i < len(text); i++ {
		if text[i] != '$' {
			continue
		}
		end := i + 1
		for end < len(text) && '0' <= text[end] && text[end] <= '9' {
			end++
		}
		if end > i+1 {
			places = append(places, i, end)
			ordered = ordered && text[i+1:end] == strconv.Itoa(len(places)/2)
		}
	}
	if len(places) == 0 {
		return text
	}
	var b strings.Builder
	at := 0
	for place := range slices.Chunk(places, 2) {
		b.WriteString(text[at:place[0]])
		b.WriteByte('?')
		if at = place[1]; !ordered {
			b.WriteString(text[place[0]+1 : at])
		}
	}
	b.WriteString(text[at:])
	return b.String()
}
