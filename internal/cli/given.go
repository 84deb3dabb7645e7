package cli

import (
	"errors"
	"slices"
	"strings"
	"unicode"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"crm/internal/crm"
)

// A flag without a value, or with two values where it takes one, is a mistake and not a
// default. So is an empty argument in place of one that may be left out: crm undo "$N".

// empties marks flags whose empty value empties the field.
const empties = "empties"

// noneEmpty rejects flags without a value, and empty arguments that could be left out.
func noneEmpty(cmd *cobra.Command, given []string) error {
	var err error
	for i, word := range strings.Fields(cmd.Use)[1:] {
		if i < len(given) && blank(given[i]) && strings.HasPrefix(word, "[") && !cmd.Hidden { // as that which completes
			err = crm.Errorf(crm.CodeUsage, "%s is empty", strings.Trim(word, "[].")).Try("Give it a value, or leave it out.")
		}
	}
	cmd.Flags().Visit(func(f *pflag.Flag) {
		_, may := f.Annotations[empties]
		switch values, several := f.Value.(pflag.SliceValue); {
		case may || err != nil || f.Value.Type() == "func": // which has read its text
		case several && (len(values.GetSlice()) == 0 || slices.ContainsFunc(values.GetSlice(), blank)), !several && blank(f.Value.String()):
			err = crm.Errorf(crm.CodeUsage, "--%s is empty", f.Name).On(f.Name).Try("Give it a value, or leave it out.")
		}
	})
	return err
}

// noneSwallowed rejects a flag followed by another one in place of its value: "-m
// -n" is a dry run with a forgotten note.
func (a *app) noneSwallowed(cmd *cobra.Command) error {
	_, line, err := cmd.Root().Find(a.env.Args)
	if err != nil {
		return err
	}
	for i := 0; i < len(line)-1 && line[i] != "--"; i++ {
		f := flagAwaiting(cmd.Flags(), line[i])
		if f == nil {
			continue
		}
		i++ // the next one is its value
		if likeFlag(cmd.Flags(), line[i]) {
			return crm.Errorf(crm.CodeUsage, "--%s has no value: %s behind it is a flag", f.Name, line[i]).On(f.Name).
				Try("If that is the value: --%s=%s", f.Name, line[i]).
				Try("If it is not:         give --%s a value, or leave it out", f.Name)
		}
	}
	return nil
}

// flagAwaiting returns the flag of a word whose value is the next word, or nil.
func flagAwaiting(flags *pflag.FlagSet, word string) *pflag.Flag {
	name, long := strings.CutPrefix(word, "--")
	if long {
		if f := flags.Lookup(name); f != nil && f.NoOptDefVal == "" {
			return f
		}
		return nil
	}
	letters, short := strings.CutPrefix(word, "-")
	for i := range letters {
		f := shorthand(flags, letters[i:i+1])
		switch {
		case !short || f == nil:
			return nil
		case f.NoOptDefVal == "" && i < len(letters)-1:
			return nil // the rest is its value
		case f.NoOptDefVal == "":
			return f
		}
	}
	return nil
}

// likeFlag reports whether a word is a flag, perhaps mistyped. "-due" is the order of a
// list.
func likeFlag(flags *pflag.FlagSet, word string) bool {
	if name, long := strings.CutPrefix(word, "--"); long {
		return name == "" || unicode.IsLetter(rune(name[0])) && !strings.ContainsFunc(name, unicode.IsSpace)
	}
	letters, short := strings.CutPrefix(word, "-")
	letters, _, _ = strings.Cut(letters, "=")
	return short && letters != "" && !strings.ContainsFunc(letters, func(r rune) bool { return shorthand(flags, string(r)) == nil })
}

// knownFlag reports whether a word is one of those flags, or several of them.
func knownFlag(flags *pflag.FlagSet, word string) bool {
	if name, long := strings.CutPrefix(word, "--"); long {
		name, _, _ = strings.Cut(name, "=")
		return flags.Lookup(name) != nil
	}
	return likeFlag(flags, word)
}

// shorthand returns the flag of a letter, or nil.
func shorthand(flags *pflag.FlagSet, letter string) *pflag.Flag {
	if len(letter) != 1 { // which pflag panics at
		return nil
	}
	return flags.ShorthandLookup(letter)
}

func blank(text string) bool { return strings.TrimSpace(text) == "" }

// once is a flag that may be given once.
type once struct {
	pflag.Value
	given bool
}

// Set sets the value, unless there is one already.
func (o *once) Set(text string) error {
	if o.given {
		return errTwice
	}
	o.given = true
	return o.Value.Set(text)
}

var errTwice = errors.New("takes one value")

// severally is how a record gets more than one of what a flag gives it one of: a command for
// each further one, or only words.
var severally = []struct {
	flags, in string // of which flags, in commands that begin so
	text      string
	command   []any // the verb and its arguments
}{
	{"address", "", "For each further one", []any{"contact edit", crm.Blank("NAME"), crm.With("address", "work: 2 Elm St")}},
	{"street city region postal-code", "", "For each further address", []any{"contact edit", crm.Blank("NAME"), crm.With("address", "work: 2 Elm St")}},
	{"line", "crm opp add", "Lines stand in one value: --line auto,home", nil},
	{"note", "crm note add", "Each is a note of its own: run the command once for each.", nil},
	{"note", "", "For each further one", []any{"note add", crm.Blank("NAME"), crm.Blank("TEXT")}},
	{"where", "", "Join the conditions: --where 'A and B', or 'A or B'", nil},
	{"owner", "crm contact list", "For everybody's: --owner all. For some: --where 'owner in [1, 3]'", nil},
	{"referred-by", "", "Who else knows them", []any{"contact relate", crm.Blank("NAME"), crm.Blank("OTHER")}},
	{"line carrier product number policy-number opp to due appt", "", "Each is a record of its own: run the command once for each.", nil},
}

// givenTwice returns the error for a flag that was given two values.
func givenTwice(cmd *cobra.Command, f *pflag.Flag, second string) *crm.Error {
	e := crm.Errorf(crm.CodeUsage, "--%s takes one value, and was given two: %q and %q", f.Name, f.Value.String(), second).On(f.Name)
	for _, way := range severally {
		switch {
		case !slices.Contains(strings.Fields(way.flags), f.Name) || !strings.HasPrefix(cmd.CommandPath(), way.in):
		case way.command == nil:
			return e.Try("%s", way.text)
		default:
			return e.Next(way.text, way.command[0].(string), way.command[1:]...)
		}
	}
	return e.Try("Leave one of them out.")
}

// refusedFlag returns the error for a value that a flag does not take, of which the cause says
// what it does take.
func refusedFlag(cmd *cobra.Command, refused *pflag.InvalidValueError) *crm.Error {
	f, cause := refused.GetFlag(), refused.Unwrap()
	if errors.Is(cause, errTwice) {
		return givenTwice(cmd, f, refused.GetValue())
	}
	if f.Value.Type() == "bool" {
		return crm.Errorf(crm.CodeUsage, "--%s takes no value, and was given %q", f.Name, refused.GetValue()).On(f.Name)
	}
	if e, ok := crm.AsError(cause); ok {
		return crm.Errorf(crm.CodeUsage, "--%s: %s", f.Name, e.Error()).On(f.Name)
	}
	return crm.Errorf(crm.CodeUsage, "--%s %w, not %q", f.Name, cause, refused.GetValue()).On(f.Name)
}

// onlyOnce lets a flag with one value be given only once.
func onlyOnce(f *pflag.Flag) {
	if _, several := f.Value.(pflag.SliceValue); !several && f.Value.Type() != "bool" {
		f.Value = &once{Value: f.Value}
	}
}

// takeOnce lets flags with one value be given only once, in a command and those below
// it.
func takeOnce(cmd *cobra.Command) {
	for _, flags := range []*pflag.FlagSet{cmd.PersistentFlags(), cmd.Flags()} {
		sorted := flags.SortFlags
		flags.SortFlags = false // for which there is no need here
		flags.VisitAll(onlyOnce)
		flags.SortFlags = sorted
	}
	for _, c := range cmd.Commands() {
		takeOnce(c)
	}
}
