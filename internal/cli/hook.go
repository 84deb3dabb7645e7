package cli

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"time"

	"crm/internal/say"
	"crm/internal/wire"
)

// inHook is set for a hook, so that a crm which it runs runs none.
const inHook = "CRM_HOOK"

// heard is what a hook hears: an object in JSON, and the book that it is about.
type heard struct {
	book   string
	object []byte
}

// tellHook keeps for the hook, if there is one, what write prints of a change that is in the
// book. From then on the command does not end early where nobody reads its output.
func (a *app) tellHook(told wire.Told, write func(*wire.Writer) error) {
	if a.hook == nil || a.flags.dryRun {
		return
	}
	if path, err := filepath.Abs(told.Book); err == nil {
		told.Book = path
	}
	var out bytes.Buffer
	w := *a.screen().Writer
	w.Out, w.Format, w.Quiet, w.Told = &out, wire.JSON, false, &told
	_ = write(&w) // there is room for it in memory, as there was for the outcome
	a.hears = &heard{told.Book, out.Bytes()}
	signal.Notify(make(chan os.Signal, 1), syscall.SIGPIPE)
}

// runHook runs the hook if there is something to tell, and warns if it fails. The change is
// saved, and the book closed.
func (a *app) runHook(ctx context.Context) {
	if a.hears == nil {
		return
	}
	program, why := findHook(a.hook.Words[0])
	var said tail
	var values []any
	if why == "" {
		why, values = a.callHook(ctx, program, &said)
	}
	if why == "" {
		return
	}
	values = append(values, "program", say.Clean(program))
	fmt.Fprintln(a.env.Err, "crm: "+a.locale.Text("hook."+why, values...))
	for _, line := range said.lines() {
		fmt.Fprintln(a.env.Err, "  "+line)
	}
}

// findHook returns the path of a program, and why it is not run: the key of a message.
func findHook(program string) (path, why string) {
	if !filepath.IsAbs(program) {
		found, err := exec.LookPath(program)
		if err != nil {
			return program, "missing"
		}
		program = found
	}
	info, err := os.Stat(program)
	switch {
	case err != nil:
		return program, "missing"
	case info.IsDir():
		return program, "directory"
	case runtime.GOOS == "windows":
	case !info.Mode().IsRegular() || info.Mode()&0o111 == 0:
		return program, "not-executable"
	case info.Mode()&0o022 != 0:
		return program, "writable"
	}
	return program, ""
}

// hookLinger is how long what a hook has left open, such as for a child in the background,
// may keep the command from ending.
const hookLinger = 100 * time.Millisecond

// callHook runs the program and returns why it failed, the key of a message and its values.
// It runs in the home directory, without a terminal, and its output goes nowhere.
func (a *app) callHook(ctx context.Context, program string, said *tail) (why string, values []any) {
	if !signal.Ignored(syscall.SIGHUP) { // of a terminal that is closed
		var stop func()
		ctx, stop = signal.NotifyContext(ctx, syscall.SIGHUP)
		defer stop()
	}
	limited, cancel := context.WithTimeout(ctx, a.hook.Limit)
	defer cancel()
	cmd := exec.CommandContext(limited, program, a.hook.Words[1:]...)
	cmd.Env = append(os.Environ(), inHook+"=1", "CRM_BOOK="+a.hears.book)
	if a.flags.as != "" {
		cmd.Env = append(cmd.Env, "CRM_AS="+a.flags.as)
	}
	if cmd.Dir = a.env.Vars.Get("HOME"); !filepath.IsAbs(cmd.Dir) {
		cmd.Dir = filepath.Dir(program)
	}
	cmd.Stdin, cmd.Stderr = bytes.NewReader(a.hears.object), said
	cmd.WaitDelay = hookLinger
	withChildren(cmd)
	err := cmd.Run()
	var ended *exec.ExitError
	switch ran := errors.As(err, &ended); {
	case err == nil, errors.Is(err, exec.ErrWaitDelay):
		return "", nil
	case ctx.Err() != nil:
		return "stopped", nil
	case limited.Err() != nil:
		return "late", []any{"limit", a.hook.Limit.String()}
	case ran && ended.ExitCode() >= 0:
		return "failed", []any{"status", ended.ExitCode()}
	case ran:
		return "ended", []any{"state", ended.String()}
	case errors.Is(err, syscall.ENOEXEC):
		return "no-program", nil
	}
	return "not-started", []any{"reason", causeOf(err)}
}

// tail keeps the end of what is written to it.
type tail struct{ kept []byte }

const (
	mostTail      = 4 << 10
	mostTailLines = 10
	mostTailLine  = 200
)

func (t *tail) Write(text []byte) (int, error) {
	n := len(text)
	text = text[max(0, n-mostTail):]
	t.kept = append(t.kept, text...)
	t.kept = t.kept[max(0, len(t.kept)-mostTail):]
	return n, nil
}

// lines returns the last lines, as they can be shown.
func (t *tail) lines() []string {
	text := strings.TrimSpace(strings.ToValidUTF8(string(t.kept), "�"))
	if text == "" {
		return nil
	}
	lines := strings.Split(text, "\n")
	lines = lines[max(0, len(lines)-mostTailLines):]
	for i, line := range lines {
		short := []rune(strings.TrimRight(line, "\r"))
		if lines[i] = say.Clean(string(short[:min(len(short), mostTailLine)])); len(short) > mostTailLine {
			lines[i] += "…"
		}
	}
	return lines
}
