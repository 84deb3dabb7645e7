package cli

import (
	"errors"
	"io"
	"io/fs"
	"sync/atomic"

	"crm/internal/crm"
)

// output is where a command writes to. It keeps what went wrong first: help and
// completion do not say so, and lists say it as an error of the book.
type output struct {
	to  io.Writer
	err error
}

func (o *output) Write(text []byte) (int, error) {
	n, err := o.to.Write(text)
	if o.err == nil {
		o.err = err
	}
	return n, err
}

// input is standard input. It says while it is waited for, which a signal does not end
// otherwise.
type input struct {
	from    io.Reader
	waiting *atomic.Bool
}

func (in *input) Read(text []byte) (int, error) {
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
	if errors.As(err, &system) {
		return system.Err
	}
	return err
}
