package store

import (
	"context"
	"database/sql"
	"errors"
	"testing"
	"time"

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
