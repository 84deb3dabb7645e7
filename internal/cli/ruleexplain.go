package cli

import (
	"strings"

	"github.com/spf13/cobra"
)

// explainRule says why a rule would act for a record now, or would not.
func (a *app) explainRule(cmd *cobra.Command, args []string) error {
	b, err := a.open(cmd.Context()) // what it would make is made, and taken back
	if err != nil {
		return err
	}
	x, err := b.ExplainRule(cmd.Context(), args[0], strings.Join(args[1:], " "))
	if err != nil {
		return err
	}
	return a.screen().RuleExplained(x)
}
