//go:build unix

package exchange

import (
	"path/filepath"
	"syscall"
	"testing"
	"time"

	"crm/internal/crm"
)

// Nobody writes to the pipe: whoever opened it to read would wait for ever.
func TestTakeOfAPipe(t *testing.T) {
	pipe := filepath.Join(t.TempDir(), "pipe")
	if err := syscall.Mkfifo(pipe, 0o600); err != nil {
		t.Fatal(err)
	}
	done := make(chan error, 1)
	go func() {
		_, err := Dir("").Take(pipe, 100)
		done <- err
	}()
	select {
	case err := <-done:
		if crm.CodeOf(err) != crm.CodeInvalid {
			t.Errorf("a pipe gives %v", err)
		}
	case <-time.After(5 * time.Second):
		t.Fatal("the pipe is waited for")
	}
}
