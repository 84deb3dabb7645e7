package cli

import (
	"context"

	"github.com/spf13/cobra"

	"crm/internal/crm"
)

func (a *app) opportunityCommand() *cobra.Command {
	verbs := a.verbsOf("opp")
	cmd := groupOf("opp", "Opportunities: sales that may come about",
		verbs["add"], a.listOpportunities(),
		a.showCommand("opp", "Show opportunities with their history"),
		verbs["edit"], verbs["stage"], verbs["assign"], verbs["close-won"], verbs["close-lost"], verbs["reopen"],
		a.stagesCommand(), a.linesCommand())
	cmd.Aliases = []string{"opportunity"}
	return cmd
}

func (a *app) listOpportunities() *cobra.Command {
	var all bool
	var stage, line string
	l := mustList("opp", "List open opportunities")
	l.flags = func(cmd *cobra.Command) {
		cmd.Flags().BoolVar(&all, "all", false, "those that are closed, too")
		cmd.Flags().StringVar(&stage, "stage", "", "only those at a `STAGE`, or several with commas")
		cmd.Flags().StringVar(&line, "line", "", "only those of a `LINE` of business, or several with commas")
		_ = cmd.RegisterFlagCompletionFunc("stage", a.completeCodes("opportunity_stage"))
		_ = cmd.RegisterFlagCompletionFunc("line", a.completeCodes("line"))
	}
	l.is = func() map[string]string { return map[string]string{"stage": stage, "line": line} }
	l.also = func() []string {
		if all {
			return []string{"status", "closed", "actual_premium"}
		}
		return nil
	}
	l.open = func() []string {
		if all {
			return nil
		}
		return []string{`status == "open"`}
	}
	return a.list(l)
}

// settings are those of the book, or of one that nobody has set anything in.
func (a *app) settings(ctx context.Context) (*crm.Settings, error) {
	a.hushed = true
	b, err := a.read(ctx)
	if b == nil || err != nil {
		return crm.DefaultSettings(), err
	}
	return b.Settings(), nil
}

func (a *app) stagesCommand() *cobra.Command {
	cmd := &cobra.Command{Use: "stages", Short: "List the stages of this book with their probability", Args: args(0, 0),
		Long: "List the stages of this book with their probability in percent. A book has its\nown ones after: crm book set stages \"new=10, fact-finding=30, offer=60\""}
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		s, err := a.settings(cmd.Context())
		if err != nil {
			return err
		}
		return a.screen().Stages(s.StageTable())
	}
	return cmd
}

func (a *app) linesCommand() *cobra.Command {
	cmd := &cobra.Command{Use: "lines", Short: "List the lines of business of this book with their short codes", Args: args(0, 0),
		Long: "List the lines of business of this book with the short codes that insurers'\nsystems use. A book adds its own with: crm book set lines \"pet=PETS, travel\""}
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		s, err := a.settings(cmd.Context())
		if err != nil {
			return err
		}
		return a.screen().Lines(s.LineTable())
	}
	return cmd
}
