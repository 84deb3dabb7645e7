package cli

import (
	"github.com/spf13/cobra"

	"crm/internal/crm"
	"crm/internal/rules"
	"crm/internal/verb"
)

// replayRules shows what a rule, or the rules of a file, would have done with what the journal has.
func (a *app) replayRules(cmd *cobra.Command, v *verb.Verb) {
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		b, err := a.read(cmd.Context())
		if err != nil {
			return err
		}
		text, label, name, err := a.ruleMeant(cmd, b, args[0])
		if err != nil {
			return err
		}
		file, err := rules.Read(a.schema(), label, text)
		if err != nil {
			return err
		}
		names := file.Names()
		if name != "" {
			names = []string{name}
		}
		if b == nil {
			return a.screen().RuleReplay(&crm.RuleReplay{Rules: names})
		}
		since := v.Request(cmd.Context(), b, nil, flagsGiven(cmd, v)).Text("since")
		r, err := b.ReplayRules(cmd.Context(), file, names, since)
		if err != nil {
			return err
		}
		all := []any{args[0], crm.With("output", "csv")}
		if since != "" {
			all = append(all, crm.With("since", since))
		}
		return a.screen().RuleReplay(r, all...)
	}
}
