package cli

import (
	"io"

	"github.com/spf13/cobra"

	"crm/internal/crm"
	"crm/internal/verb"
)

// textFrom makes a command read a text from standard input for "-".
func (a *app) textFrom(cmd *cobra.Command, v *verb.Verb) {
	cmd.RunE = func(cmd *cobra.Command, given []string) error {
		b, err := a.open(cmd.Context())
		if err != nil {
			return err
		}
		args, err := a.arranged(cmd.Context(), cmd, b, given)
		if err != nil {
			return err
		}
		flags := flagsGiven(cmd, v)
		if text := flags["note"]; len(args) == 1 && text != nil {
			args = append(args, text[0])
		}
		if len(args) > 1 {
			if args[1], err = a.textOrInput(args[1]); err != nil {
				return err
			}
		}
		b.Asked(commandLine(cmd, args)...)
		o, err := v.Do(v.Request(cmd.Context(), b, args, flags))
		return a.outcome(o, err)
	}
}

// longestInput limits what is read as a text: more than any text may have, so that a
// longer one is rejected and not cut.
const longestInput = 1 << 20

func (a *app) textOrInput(text string) (string, error) {
	if text != "-" {
		return text, nil
	}
	read, err := io.ReadAll(io.LimitReader(a.env.In, longestInput))
	if err != nil {
		return "", crm.Errorf(crm.CodeEnvironment, "standard input can't be read")
	}
	return string(read), nil
}
