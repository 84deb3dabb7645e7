//go:build unix

package store

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"time"

	"golang.org/x/sys/unix"

	"crm/internal/crm"
)

// standInLine waits until it is this transaction's turn to write, among those of crm, and
// returns what ends the turn. SQLite lets whoever asks at the right moment write, so that
// of fifty who ask again and again some never do; the system serves those who wait for a
// lock of the directory in turn, and asks nobody to look.
//
// Where a directory can't be locked there is no line, and SQLite's lock is all there is.
func (s *Store) standInLine(ctx context.Context) (leave func(), err error) {
	dir, err := os.Open(filepath.Dir(s.path))
	if err != nil {
		return func() {}, nil
	}
	leave = func() { _ = dir.Close() }
	fd := int(dir.Fd())
	if err := unix.Flock(fd, unix.LOCK_EX|unix.LOCK_NB); !errors.Is(err, unix.EWOULDBLOCK) {
		return leave, nil
	}
	p := patienceOf(ctx)
	start := time.Now()
	defer func() { p.left -= time.Since(start) }()
	turn := make(chan struct{})
	go func() {
		for errors.Is(unix.Flock(fd, unix.LOCK_EX), unix.EINTR) {
		}
		close(turn)
	}()
	select {
	case <-turn:
		return leave, nil
	case <-ctx.Done():
		err = ctx.Err()
	case <-time.After(p.left):
		err = crm.Errorf(crm.CodeBusy, "other programs are writing to the book; it is safe to try again")
	}
	go func() { // who has left still stands there until it is their turn
		<-turn
		_ = dir.Close()
	}()
	return nil, err
}
