package store

import (
	"context"
	"math/rand/v2"
	"time"
)

// DefaultWait is how long a command waits for others who hold the book.
const DefaultWait = 10 * time.Second

// engineWait is how long SQLite waits by itself, in milliseconds. It looks less often the
// longer it waits, so that who comes last would be served first; after this everybody
// starts over.
const engineWait = "100"

// patience is how much longer a command waits. It is that of all that the command opens
// and begins together, and goes by the clock.
type patience struct{ left time.Duration }

type patienceKey struct{}

// WithWait returns a context in which all that is done waits no longer than that, taken
// together, for others who hold a book. Without it each opening and each transaction waits
// for DefaultWait.
func WithWait(ctx context.Context, wait time.Duration) context.Context {
	return context.WithValue(ctx, patienceKey{}, &patience{wait})
}

func patienceOf(ctx context.Context) *patience {
	if p, ok := ctx.Value(patienceKey{}).(*patience); ok {
		return p
	}
	return &patience{DefaultWait}
}

// waitFor waits until something is done, and reports whether it is: not where the
// patience or the context ends before.
func (p *patience) waitFor(ctx context.Context, done <-chan struct{}) bool {
	start := time.Now()
	defer func() { p.left -= time.Since(start) }()
	select {
	case <-done:
		return true
	case <-ctx.Done():
	case <-time.After(p.left):
	}
	return false
}

// whileBusy tries until nobody else holds the book, the patience of the context is at its
// end, or the context is. It returns what came of the last try.
func whileBusy(ctx context.Context, try func() error) error {
	p := patienceOf(ctx)
	for {
		start := time.Now()
		err := try()
		if !isBusy(err) {
			return err
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(time.Duration(1+rand.IntN(10)) * time.Millisecond):
		}
		if p.left -= time.Since(start); p.left <= 0 {
			return err
		}
	}
}
