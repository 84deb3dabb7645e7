package cli

import (
	"io"
	"os"
	"os/signal"
	"strconv"
	"syscall"
	"time"

	"golang.org/x/term"

	"crm/internal/config"
	"crm/internal/exchange"
)

// Env is the world of a command.
type Env struct {
	Args []string // without the program's name
	In   io.Reader
	Out  io.Writer
	Err  io.Writer
	Now  func() time.Time
	Vars config.Environment // HOME, CRM_BOOK and the others
	Dir  exchange.Dir       // from where the names of files count
	Stop <-chan os.Signal   // what ends the command before it is finished

	book     string // the default one in place of a file; of tests
	sealWork int    // of encryption, as book.Seal has it; tests have no second for it
}

// System is the world of the process.
func System() Env {
	stop := make(chan os.Signal, 1)
	signal.Notify(stop, os.Interrupt, syscall.SIGTERM, syscall.SIGQUIT)
	return Env{Args: os.Args[1:], In: os.Stdin, Out: os.Stdout, Err: os.Stderr, Now: time.Now, Vars: os.Getenv, Stop: stop}
}

// keyboard returns the terminal that a stream is, or nil.
func keyboard(stream any) *os.File {
	switch wrapped := stream.(type) {
	case *output:
		stream = wrapped.to
	case *input:
		stream = wrapped.from
	}
	f, isFile := stream.(*os.File)
	if !isFile || !term.IsTerminal(int(f.Fd())) {
		return nil
	}
	return f
}

// terminal reports whether a stream is a terminal, and its width and height.
func terminal(stream any) (width, height int, ok bool) {
	f := keyboard(stream)
	if f == nil {
		return 0, 0, false
	}
	width, height, err := term.GetSize(int(f.Fd()))
	if err != nil {
		return 80, 0, true
	}
	return width, height, true
}

// columns returns the width of COLUMNS, or 0.
func (e Env) columns() int {
	n, err := strconv.Atoi(e.Vars.Get("COLUMNS"))
	if err != nil || n < 20 || n > 1000 {
		return 0
	}
	return n
}
