//go:build unix

package store

import (
	"context"
	"errors"
	"os"
	"path/filepath"

	"golang.org/x/sys/unix"
)

// standInLine waits until it is this transaction's turn to write, among those of crm, and
// returns what ends the turn. SQLite lets whoever asks at the right moment write, so that
// of fifty who ask again and again some never do; the system serves those who wait for a
// lock of the directory in turn, and asks nobody to look.
//
// The line is a courtesy, and SQLite's lock decides. Where a directory can't be locked,
// or somebody else keeps it locked until the patience of the context ends, the
// transaction goes on without a turn. The error is that of the context.
func (s *Store) standInLine(ctx context.Context) (leave func(), err error) {
	leave = func() {}
	dir, err := os.Open(filepath.Dir(s.path))
	if err != nil {
		return leave, nil
	}
	fd := int(dir.Fd())
	if err := unix.Flock(fd, unix.LOCK_EX|unix.LOCK_NB); !errors.Is(err, unix.EWOULDBLOCK) {
		return func() { _ = dir.Close() }, nil
	}
	turn := make(chan struct{})
	go func() {
		for errors.Is(unix.Flock(fd, unix.LOCK_EX), unix.EINTR) {
		}
		close(turn)
	}()
	if patienceOf(ctx).waitFor(ctx, turn) {
		return func() { _ = dir.Close() }, nil
	}
	go func() { // who has left still stands there until it is their turn
		<-turn
		_ = dir.Close()
	}()
	return leave, ctx.Err()
}
