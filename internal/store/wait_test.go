//go:build unix

package store

import (
	"context"
	"database/sql"
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"

	"golang.org/x/sys/unix"

	"crm/internal/crm"
)

// TestWaitIsOneForAll: whoever holds a book for themselves is waited for once, whatever is
// opened and begun, and not at all by who is told to stop.
func TestWaitIsOneForAll(t *testing.T) {
	path := bookIn(t)
	other, err := sql.Open("sqlite", "file:"+path)
	if err != nil {
		t.Fatal(err)
	}
	defer other.Close()
	other.SetMaxOpenConns(1)
	if _, err := other.Exec("PRAGMA locking_mode = EXCLUSIVE; BEGIN IMMEDIATE; UPDATE counter SET next = 77"); err != nil {
		t.Fatal(err)
	}
	const wait = 300 * time.Millisecond
	ctx, start := WithWait(t.Context(), wait), time.Now()
	for _, open := range []func(context.Context, string) (*Store, error){Open, OpenRead, Open} {
		if _, err := open(ctx, path); crm.CodeOf(err) != crm.CodeBusy {
			t.Errorf("%v, want busy", err)
		}
	}
	if waited := time.Since(start); waited < wait || waited > wait+10*time.Second {
		t.Errorf("waited %s, want %s", waited, wait)
	}
	stopped, stop := context.WithCancel(t.Context())
	stop()
	if _, err := Open(stopped, path); !errors.Is(err, context.Canceled) {
		t.Errorf("%v, want that it was stopped", err)
	}
}

// TestTurns: who writes is waited for as long as the patience of the next one lasts, and
// those who wait longer are served when it is their turn.
func TestTurns(t *testing.T) {
	path := bookIn(t)
	first, inside, done := openFor(t, path), make(chan struct{}), make(chan error)
	go func() {
		done <- first.Write(t.Context(), func(tx *Tx) error {
			inside <- struct{}{}
			<-inside
			_, err := tx.Put(&crm.Producer{Name: "Ann"})
			return err
		})
	}()
	<-inside
	add := func(tx *Tx) error { _, err := tx.Put(&crm.Producer{Name: "Bob"}); return err }
	next := openFor(t, path)
	if err := next.Write(WithWait(t.Context(), 20*time.Millisecond), add); crm.CodeOf(err) != crm.CodeBusy {
		t.Errorf("%v, want busy", err)
	}
	stopped, stop := context.WithCancel(t.Context())
	time.AfterFunc(20*time.Millisecond, stop)
	if err := next.Write(stopped, add); !errors.Is(err, context.Canceled) {
		t.Errorf("%v, want that it was stopped", err)
	}
	const waiting = 5
	for range waiting {
		s := openFor(t, path)
		go func() { done <- s.Write(t.Context(), add) }()
	}
	inside <- struct{}{}
	for range 1 + waiting {
		if err := <-done; err != nil {
			t.Error(err)
		}
	}
	read(t, first, func(v *View) error {
		producers, err := v.Producers()
		if len(producers) != 1+waiting {
			t.Errorf("%d producers", len(producers))
		}
		return err
	})
}

// TestLineIsACourtesy: whoever locks the directory, and not the book, keeps nobody from
// writing to it.
func TestLineIsACourtesy(t *testing.T) {
	path := bookIn(t)
	dir, err := os.Open(filepath.Dir(path))
	if err != nil {
		t.Fatal(err)
	}
	defer dir.Close()
	if err := unix.Flock(int(dir.Fd()), unix.LOCK_EX); err != nil {
		t.Fatal(err)
	}
	err = openFor(t, path).Write(WithWait(t.Context(), 20*time.Millisecond), func(tx *Tx) error {
		_, err := tx.Put(&crm.Producer{Name: "Ann"})
		return err
	})
	if err != nil {
		t.Error(err)
	}
}
