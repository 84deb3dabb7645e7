package cli

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"sync/atomic"

	"crm/internal/crm"
)

// output is where a command writes. It holds back a small output, so that a command that
// fails prints nothing rather than a part.
//
// It also remembers the first error of writing: help and completion do not report it, and
// lists take it for an error of the book.
type output struct {
	to   io.Writer
	err  error
	kept []byte
	// begun is set once something was written.
	begun bool
}

// mostKept is how many bytes of output are held back.
const mostKept = 1 << 20

func (o *output) Write(text []byte) (int, error) {
	if o.err != nil {
		return 0, o.err
	}
	o.kept = append(o.kept, text...)
	if len(o.kept) < mostKept {
		return len(text), nil
	}
	return len(text), o.flush()
}

// flush writes what was held back.
func (o *output) flush() error {
	if len(o.kept) > 0 && o.err == nil {
		o.begun = true
		_, o.err = o.to.Write(o.kept)
	}
	o.kept = o.kept[:0]
	return o.err
}

// drop forgets what was held back.
func (o *output) drop() { o.kept = nil }

// messages is standard error. Before it is written to, standard output is flushed.
type messages struct {
	to  io.Writer
	out *output
}

func (m *messages) Write(text []byte) (int, error) {
	_ = m.out.flush() // which the output remembers
	return m.to.Write(text)
}

// input is standard input. It says while it is waited for, which a signal does not end
// otherwise.
type input struct {
	from    io.Reader
	waiting *atomic.Bool
	out     *output // what the reader of the input is to see first
}

func (in *input) Read(text []byte) (int, error) {
	_ = in.out.flush()
	in.waiting.Store(true)
	defer in.waiting.Store(false)
	return in.from.Read(text)
}

// instead is the error of a command that could not write all of its output, which ended
// with err.
func (o *output) instead(err error, mutation bool) error {
	if e, ok := crm.AsError(err); o.err == nil || ok && e.Saved {
		return err
	}
	unwritten := crm.Errorf(crm.CodeEnvironment, "the output could not be written: %w", causeOf(o.err))
	unwritten.Saved = mutation
	return unwritten
}

// causeOf is what the system says of a file, without its name.
func causeOf(err error) error {
	var system *fs.PathError
	var link *os.LinkError
	switch {
	case errors.As(err, &system):
		return system.Err
	case errors.As(err, &link):
		return link.Err
	}
	return err
}
