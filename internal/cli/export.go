package cli

import (
	"github.com/spf13/cobra"

	"crm/internal/crm"
	"crm/internal/verb"
)

// exports makes a command write what a book has, for other programs.
func (a *app) exports(cmd *cobra.Command, v *verb.Verb, write func(r verb.Request) error) {
	cmd.RunE = func(cmd *cobra.Command, given []string) error {
		b, given, err := a.readFor(cmd, given)
		if err != nil {
			return err
		}
		if b == nil {
			return crm.Errorf(crm.CodeNotFound, "there is no book yet")
		}
		return write(v.Request(cmd.Context(), b, given, flagsGiven(cmd, v)))
	}
}
