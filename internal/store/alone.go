package store

import (
	"modernc.org/libc"
	sqlite3 "modernc.org/sqlite/lib"
)

// Alone says that no two goroutines of this process use SQLite at the same time, so that
// it takes no locks between them. What it does for other processes stays as it is. It
// takes effect where no book has been opened yet.
func Alone() {
	tls := libc.NewTLS()
	defer tls.Close()
	sqlite3.Xsqlite3_config(tls, sqlite3.SQLITE_CONFIG_SINGLETHREAD, 0)
}
