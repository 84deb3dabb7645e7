package soak

import (
	"bytes"
	"math/rand/v2"
	"testing"
	"time"
)

// TestKilled ends each command by kill -9 at any moment: the book is old or new, and new
// where the command has said so.
func TestKilled(t *testing.T) {
	killed, changed, total := 0, 0, 0
	for _, w := range works(t) {
		from, before, after := w.ended(t)
		start := time.Now()
		from.like(t).must(t, w.args...)
		lasts := time.Since(start)
		for range rounds(2) {
			h := from.like(t)
			cmd := h.command(t.Context(), nil, w.args...)
			var out bytes.Buffer
			cmd.Stdout = &out
			if err := cmd.Start(); err != nil {
				t.Fatal(err)
			}
			time.Sleep(time.Duration(rand.Int64N(int64(lasts))))
			_ = cmd.Process.Kill()
			_ = cmd.Wait()
			isNew, err := w.holds(t, h, before, after, out.Len() > 0)
			if err != nil {
				t.Errorf("%s: %v", w.name, err)
			}
			total++
			if cmd.ProcessState.ExitCode() < 0 {
				killed++
			}
			if isNew {
				changed++
			}
		}
	}
	t.Logf("%d commands, %d of them killed, %d books new", total, killed, changed)
}
