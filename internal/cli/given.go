package cli

import (
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"crm/internal/crm"
)

// What is given is taken: a flag without a value, or with two where it has one,
// is a mistake, and no default.

// empties marks the flags of which an empty value says something: it empties the
// field.
const empties = "empties"

// mayBeEmpty says that an empty value of that flag empties a field.
func mayBeEmpty(cmd *cobra.Command, flag string) {
	_ = cmd.Flags().SetAnnotation(flag, empties, nil)
}

// noneEmpty refuses flags that were given without a value.
func noneEmpty(cmd *cobra.Command) error {
	var err error
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

func blank(text string) bool { return strings.TrimSpace(text) == "" }

// once is the value of a flag that has one.
type once struct {
	pflag.Value
	given bool
}

// Set takes the value, unless there is one already.
func (o *once) Set(text string) error {
	if o.given {
		return errTwice
	}
	o.given = true
	return o.Value.Set(text)
}

var errTwice = crm.Errorf(crm.CodeUsage, "it has one value, and was given two")

// takeOnce lets the flags of a command and those below it that have one value be
// given once.
func takeOnce(cmd *cobra.Command) {
	wrap := func(f *pflag.Flag) {
		if _, several := f.Value.(pflag.SliceValue); !several && f.Value.Type() != "bool" {
			f.Value = &once{Value: f.Value}
		}
	}
	cmd.PersistentFlags().VisitAll(wrap)
	cmd.Flags().VisitAll(wrap)
	for _, c := range cmd.Commands() {
		takeOnce(c)
	}
}
