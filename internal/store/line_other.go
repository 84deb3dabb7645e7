//go:build !unix

package store

import "context"

// standInLine waits for nothing here: SQLite's lock is all there is.
func (s *Store) standInLine(context.Context) (leave func(), err error) { return func() {}, nil }
