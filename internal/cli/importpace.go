package cli

import (
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"crm/internal/book"
	"crm/internal/crm"
	"crm/internal/verb"
)

// paced runs an import. Where it would put more calls on a day than somebody makes, it asks
// how many a day are to be planned and runs it again with the answer. If nobody can be
// asked, or the file can't be read again, the error has the commands to run. So has an error of
// what has to be said of the file: see wholly.
func (a *app) paced(cmd *cobra.Command, v *verb.Verb, args []string, run func(verb.Request) (*crm.Outcome, error)) (*crm.Outcome, error) {
	given, again := flagsGiven(cmd, v), crm.Run(nameOf(cmd), againWith(cmd, args)...)
	runs := run
	run = func(r verb.Request) (*crm.Outcome, error) {
		o, err := runs(r)
		if o != nil {
			namesFile(o, again)
		}
		return o, err
	}
	o, err := run(v.Request(cmd.Context(), nil, args, given))
	e, is := crm.AsError(err)
	if !is {
		return o, err
	}
	for _, r := range e.Remedies {
		for i, c := range r.Commands {
			r.Commands[i] = withFile(c, again)
		}
	}
	info, failed := os.Stat(a.env.Dir.At(args[0]))
	isFile := failed == nil && info.Mode().IsRegular()
	if e.Asks == nil {
		t := &trial{app: a, given: given, isFile: isFile, run: func(given book.Values) (*crm.Outcome, error) {
			if a.kind == policiesKind {
				return a.importPolicies(verb.Policies().Request(cmd.Context(), nil, args, given))
			}
			return run(v.Request(cmd.Context(), nil, args, given))
		}}
		if isFile {
			t.size = info.Size()
		}
		return nil, t.wholly(e, again)
	}
	if isFile {
		said, failed := a.ask(*e.Asks, nil)
		if failed != nil {
			return nil, failed
		}
		if n, ok := crm.ParseCount(said); ok && n > 0 {
			if err := a.book.Close(); err != nil {
				return nil, err
			}
			given[book.CallsPerDayFlag] = []string{said}
			return run(v.Request(cmd.Context(), nil, args, given))
		}
		if said != "" {
			return nil, crm.Errorf(crm.CodeRefused, "%q is not a number of calls", said).On(book.CallsPerDayFlag)
		}
	}
	e.Remedies = nil
	more := againWith(cmd, args)
	e.Next("Spread them over working days", nameOf(cmd), append(more, crm.With(book.CallsPerDayFlag, e.Asks.Values["suggested"]))...)
	return nil, e.Next("If that is meant", nameOf(cmd), append(more, crm.With("yes", nil))...)
}

// namesFile makes whole what the notices of an import say to run with its file: they name the file,
// and have the flags that it was given.
func namesFile(o *crm.Outcome, again crm.Command) {
	for _, n := range o.Notices {
		for key, value := range n.Values {
			if c, is := value.(crm.Command); is {
				n.Values[key] = withFile(c, again)
			}
		}
	}
}

// withFile puts the file of an import into a command that is to be run with it. One that imports it
// has the flags that were given as well.
func withFile(c, again crm.Command) crm.Command {
	blank := func(g crm.Given) bool { return g.Blank && g.Value == string(crm.TheFile) }
	at := slices.IndexFunc(c.Given, blank)
	file := slices.IndexFunc(again.Given, func(g crm.Given) bool { return g.Flag == "" })
	switch {
	case at < 0 || file < 0:
		return c
	case at == 0 && c.Given[0].Flag == "" && strings.HasSuffix(c.Verb, "import"):
		whole := withMore(again, c.Given[1:])
		whole.Verb = c.Verb
		return whole
	}
	c.Given = slices.Clone(c.Given)
	c.Given[at].Value, c.Given[at].Blank = again.Given[file].Value, false
	return c
}

// againWith returns the arguments and flags of a command for the same one once more. Flags
// that say which book and who are added where the error is shown.
func againWith(cmd *cobra.Command, args []string) (given []any) {
	for _, arg := range args {
		given = append(given, arg)
	}
	cmd.LocalNonPersistentFlags().VisitAll(func(f *pflag.Flag) {
		switch values, several := f.Value.(pflag.SliceValue); {
		case !f.Changed:
		case several:
			for _, value := range values.GetSlice() {
				given = append(given, crm.With(f.Name, value))
			}
		case f.Value.Type() == "bool":
			given = append(given, crm.With(f.Name, nil))
		default:
			given = append(given, crm.With(f.Name, f.Value.String()))
		}
	})
	return given[:len(given):len(given)]
}
