package cli

import (
	"context"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"crm/internal/book"
	"crm/internal/crm"
	"crm/internal/verb"
)

// does makes the command of a verb: usage, flags and completion follow from what it
// takes.
func (a *app) does(v *verb.Verb) *cobra.Command {
	cmd := &cobra.Command{Use: v.Usage(), Aliases: v.Aliases, Short: v.About, Long: v.Long, Example: examples(v)}
	cmd.Args = func(cmd *cobra.Command, words []string) error {
		return args(v.Least(cmd.Flags().Changed), v.Most())(cmd, words)
	}
	a.verbs[cmd] = v
	cmd.Flags().SortFlags = !v.Ordered
	for _, t := range v.Flags() {
		a.bind(cmd, t)
	}
	if a.completing() {
		cmd.ValidArgsFunction = a.completeArgs(v.Args())
	}
	changes := a.write
	if v.Effect == verb.Adds {
		changes = a.add
	}
	return changes(cmd, func(ctx context.Context, b *book.Book, words []string) (*crm.Outcome, error) {
		return v.Do(ctx, b, v.Input(words, flagsGiven(cmd, v)))
	})
}

// examples are those of a verb as they are typed.
func examples(v *verb.Verb) string {
	lines := make([]string, len(v.Examples))
	for i, line := range v.Examples {
		if lines[i] = "  crm " + v.String() + " " + line; strings.HasPrefix(line, "crm ") {
			lines[i] = "  " + line
		}
	}
	return strings.Join(lines, "\n")
}

// bind makes the flag of what a verb takes.
func (a *app) bind(cmd *cobra.Command, t verb.Take) {
	flags, about := cmd.Flags(), t.Usage()
	switch {
	case t.Name == verb.IfVersion:
		a.versionFlag(cmd, about)
	case t.Type == crm.NumberType && t.Field == "":
		countFlag(flags, new(int), t.Name, 0, about)
	case t.Switch:
		flags.BoolP(t.Name, t.Letter, false, about)
	case t.Commas:
		flags.StringSliceP(t.Name, t.Letter, nil, about)
	case t.Many:
		flags.StringArrayP(t.Name, t.Letter, nil, about)
	default:
		flags.StringP(t.Name, t.Letter, t.Default, about)
	}
	if t.Required {
		_ = cmd.MarkFlagRequired(t.Name)
	}
	if t.Empty {
		mayBeEmpty(cmd, t.Name)
	}
	if t.Once != "" {
		flags.SetNormalizeFunc(func(_ *pflag.FlagSet, name string) pflag.NormalizedName {
			if name == t.Once {
				name = t.Name
			}
			return pflag.NormalizedName(name)
		})
	}
	if t.Looks != crm.Undeclared {
		declare(flags, t.Name, t.Looks)
	}
	if a.completing() {
		_ = cmd.RegisterFlagCompletionFunc(t.Name, a.completeTake(t))
	}
}

// flagsGiven are the texts of what was given of what a verb takes by name.
func flagsGiven(cmd *cobra.Command, v *verb.Verb) book.Values {
	given := book.Values{}
	for _, t := range v.Flags() {
		f := cmd.Flags().Lookup(t.Name)
		if !f.Changed {
			continue
		}
		if several, ok := f.Value.(pflag.SliceValue); ok {
			given[t.Name] = several.GetSlice()
		} else {
			given[t.Name] = []string{f.Value.String()}
		}
	}
	return given
}

// verbsOf makes the commands of a noun's verbs, by name.
func (a *app) verbsOf(noun string) map[string]*cobra.Command {
	commands := map[string]*cobra.Command{}
	for _, v := range verb.Of(noun) {
		commands[v.Name] = a.does(v)
	}
	return commands
}
