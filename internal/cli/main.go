package cli

import (
	"context"
	"errors"
	"io"
	"os"
	"strings"
	"syscall"
	"time"
	"unicode/utf8"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"crm/internal/book"
	"crm/internal/crm"
	"crm/internal/fold"
	"crm/internal/say"
	"crm/internal/screen"
	"crm/internal/wire"
)

// Main runs one command and returns its exit status.
func Main(env Env) int {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	out := &output{to: env.Out}
	env.Out = out
	env.Err = &messages{env.Err, out}
	a := &app{}
	env.In = &input{from: env.In, waiting: &a.waiting, out: out}
	a.env = env
	var caught os.Signal
	go func() {
		select {
		case caught = <-env.Stop:
		case <-ctx.Done():
			return
		}
		cancel()
		if !a.waiting.Load() { // nothing is written while standard input is read
			time.Sleep(graceful)
		}
		if a.book != nil {
			_ = a.book.Close()
		}
		if restore := a.cleanUp.Load(); restore != nil {
			(*restore)()
		}
		os.Exit(interruptedExit(caught))
	}()
	command, err := a.run(ctx)
	exit := a.ends(ctx, out, command, err, &caught)
	a.runHook(ctx)
	return exit
}

// ends closes the book, prints what is still to be printed, and returns the exit status of
// a command. caught is the signal that ended it.
func (a *app) ends(ctx context.Context, out *output, command *cobra.Command, err error, caught *os.Signal) int {
	if a.book != nil {
		if closed := a.book.Close(); err == nil && closed != nil {
			err = closed
		}
	}
	if leavesNothing(err) && !out.begun {
		out.drop()
	}
	_ = out.flush()
	if err = out.instead(err, a.mutates(command) && !a.flags.dryRun); err == nil {
		return a.exit
	}
	switch {
	case ctx.Err() != nil:
		return interruptedExit(*caught)
	case errors.Is(err, syscall.EPIPE):
		return 141
	}
	err = a.withNext(command, usage(err))
	if leavesNothing(err) && out.begun && out.err == nil {
		err = endsEarly(err)
		if a.format() == wire.JSONL {
			a.showError(out, command, err)
			_ = out.flush()
		}
	}
	a.showError(a.env.Err, command, err)
	return crm.CodeOf(err).Exit()
}

// endsEarly returns the error of a command that has written a part of its output.
func endsEarly(err error) error {
	e, ok := crm.AsError(err)
	if !ok {
		return err
	}
	early := *e
	return early.After("; what was printed is not all there is")
}

// leavesNothing reports whether what a command has written so far is not to be had: it
// failed, and nothing came of it.
func leavesNothing(err error) bool {
	e, ok := crm.AsError(err)
	return err != nil && !(ok && (e.Saved || e.Code == crm.CodePartial || e.Code == crm.CodeProblems))
}

// graceful is how long a command that a signal ends may take to do so. What reads a file
// that never comes, such as a pipe without a writer, does not see the signal.
const graceful = 2 * time.Second

// interruptedExit is the exit status after a signal.
func interruptedExit(by os.Signal) int {
	switch by {
	case syscall.SIGQUIT:
		return 131
	case syscall.SIGTERM:
		return 143
	}
	return 130
}

// run finds and runs the command of the arguments.
func (a *app) run(ctx context.Context) (*cobra.Command, error) {
	for _, arg := range a.env.Args {
		if !utf8.ValidString(arg) {
			return nil, crm.Errorf(crm.CodeUsage, "an argument is not valid UTF-8")
		}
	}
	if err := enoughFiles(); err != nil {
		return nil, err
	}
	wait, err := a.env.Vars.Wait(book.DefaultWait)
	if err != nil {
		return nil, err
	}
	ctx = book.WithWait(ctx, wait)
	only, verb := a.wantedPart(a.env.Args)
	a.only = verb
	root := a.root(only)
	if only == "" {
		ownScripts(root)
	}
	if a.completing() {
		withoutQuotes(root)
	}
	root.SetArgs(append([]string{}, a.env.Args...)) // nil would be the arguments of the process
	a.ownFlags(ctx, root)
	root.SetIn(a.env.In)
	root.SetOut(a.env.Out)
	root.SetErr(a.env.Err)
	return root.ExecuteContextC(ctx)
}

// showError writes an error to standard error, or as the last of what is there.
func (a *app) showError(to io.Writer, command *cobra.Command, err error) {
	today := crm.DateOf(a.env.Now())
	if a.book != nil {
		today = a.book.Today()
	}
	name := ""
	if command != nil && (!command.HasSubCommands() || a.verbs[command] != nil) { // else what was typed is not a command
		name = nameOf(command)
	}
	show := screen.Error
	if a.asJSON() {
		show = wire.Error
	}
	failed := say.Failed(name, a.namingValues(err), a.mutates(command), today)
	if a.asJSON() {
		failed.Error = failed.Error.WithFlags(a.typed)
	} else {
		failed = failed.WithFlags(a.typed)
	}
	_ = show(to, failed) // there is nobody left to tell
}

// mutates reports whether a command may change something.
func (a *app) mutates(command *cobra.Command) bool {
	return a.verbs[command] != nil && !a.verbs[command].Reads
}

// namingValues is an error that first lists the possible values: in the user's
// language, or in JSON as codes.
func (a *app) namingValues(err error) error {
	e, ok := crm.AsError(err)
	if !ok || len(e.Values) == 0 {
		return err
	}
	values := e.Values
	if a.locale != nil && !a.asJSON() {
		values = a.locale.Choices(e.List, e.Values)
	}
	help := "One of: " + strings.Join(values, ", ")
	if len(values) == 1 {
		help = "Did you mean " + values[0] + "?"
	}
	named := *e
	named.Remedies = append([]crm.Remedy{{Text: help}}, e.Remedies...)
	return &named
}

// nameOf returns the name of a command without the program: "opp add".
func nameOf(command *cobra.Command) string {
	return strings.TrimPrefix(strings.TrimPrefix(command.CommandPath(), "crm"), " ")
}

// withNext adds what to do next to an error without a remedy: the same command for one of
// several that were meant, the missing flag, or the usage of the command.
func (a *app) withNext(command *cobra.Command, err error) error {
	e, ok := crm.AsError(err)
	if !ok || command == nil || e.Answered || len(e.Remedies) > 0 || len(e.Values) > 0 {
		return err
	}
	if e.Typed != "" {
		if again, ok := typedFor(command, e.Typed); ok {
			e.Remedies = append(e.Remedies, crm.Remedy{Text: "The one that you mean", Commands: []crm.Command{again}})
			return e
		}
		return e.Try("Say which one by its number.")
	}
	if f := command.Flag(strings.ReplaceAll(e.Field, "_", "-")); f != nil && !f.Changed {
		return a.missing(e, command, f)
	}
	if e.Code == crm.CodeUsage {
		return e.Try("Usage: %s", command.UseLine())
	}
	return err
}

// typedFor returns a command as it was typed, with a number in place of a text that
// fits several. It reports whether the text was found.
func typedFor(command *cobra.Command, text string) (crm.Command, bool) {
	again, found := crm.Run(nameOf(command)), false
	number := func(g crm.Given) { again.Given, found = append(again.Given, g), true }
	args := command.Flags().Args()
	for i := 0; i < len(args); i++ {
		words := i + 1
		for words < len(args) && strings.Join(args[i:words], " ") != text {
			words++
		}
		if !found && fold.Clean(strings.Join(args[i:words], " ")) == fold.Clean(text) {
			number(crm.Given{Value: "NUMBER", Blank: true})
			i = words - 1
			continue
		}
		again.Given = append(again.Given, crm.Given{Value: args[i]})
	}
	command.Flags().Visit(func(f *pflag.Flag) {
		if command.InheritedFlags().Lookup(f.Name) != nil {
			return
		}
		values := []string{f.Value.String()}
		if several, ok := f.Value.(pflag.SliceValue); ok {
			values = several.GetSlice()
		}
		for _, value := range values {
			switch {
			case f.Value.Type() == "bool":
				again.Given = append(again.Given, crm.With(f.Name, nil))
			case !found && fold.Clean(value) == fold.Clean(text):
				number(crm.With(f.Name, crm.Blank("NUMBER")))
			default:
				again.Given = append(again.Given, crm.With(f.Name, value))
			}
		}
	})
	return again, found
}

// missing adds to an error the flag that is missing: its values, as the user calls them, or
// what it is for.
func (a *app) missing(e *crm.Error, command *cobra.Command, f *pflag.Flag) error {
	if v := a.verbs[command]; v != nil {
		for _, t := range v.Flags() {
			if t.Name != f.Name || t.List == "" || t.Silent {
				continue
			}
			values := crm.Picklist(t.List)
			if a.book != nil {
				values = a.book.Settings().Values(t.List)
			}
			return e.OneOfList(t.List, values)
		}
	}
	return e.Try("%s", "--"+f.Name+"  "+strings.ReplaceAll(f.Usage, "`", ""))
}

// usage adds the code to cobra's errors about flags.
func usage(err error) error {
	if _, known := crm.AsError(err); known {
		return err
	}
	text := err.Error()
	if flags, ok := strings.CutPrefix(text, "required flag(s) "); ok {
		flags = strings.TrimSuffix(flags, " not set")
		flags = strings.ReplaceAll(flags, `"`, "")
		verb := "is"
		if strings.Contains(flags, ", ") {
			verb = "are"
		}
		return crm.Errorf(crm.CodeUsage, "--%s %s missing", strings.ReplaceAll(flags, ", ", " and --"), verb).On(flags)
	}
	for _, start := range []string{"if any flags in the group", "at least one of the flags", "unknown command", "unknown flag", "unknown shorthand"} {
		if strings.HasPrefix(text, start) {
			return crm.Errorf(crm.CodeUsage, "%s", text)
		}
	}
	return err
}
