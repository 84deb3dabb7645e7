package cli

import (
	"github.com/spf13/cobra"

	"crm/internal/crm"
)

func (a *app) policyCommand() *cobra.Command {
	verbs := a.verbsOf("policy")
	return groupOf("policy", "Policies: insurance that somebody has bought",
		verbs["add"], a.listPolicies(),
		a.showCommand(string(crm.KindPolicy), "Show policies"),
		verbs["edit"], verbs["renew"], verbs["cancel"], verbs["expire"], verbs["reinstate"])
}

func (a *app) listPolicies() *cobra.Command {
	var all, stray bool
	l := mustList("policy", "List the policies in force")
	l.flags = func(cmd *cobra.Command) {
		cmd.Flags().BoolVar(&all, "all", false, "those that have ended, too")
		cmd.Flags().BoolVar(&stray, "stray", false, "those whose end nobody looks after")
	}
	l.narrow = func() []string {
		var conditions []string
		if stray {
			conditions = append(conditions, `status in ["pending", "active"]`, `next_due == nil or next_due > expires and expires >= today`)
		}
		return conditions
	}
	l.open = func() []string {
		if all {
			return nil
		}
		return []string{`status in ["pending", "active"]`}
	}
	l.spare = func() []string {
		if all { // their status tells them apart
			return []string{"number", "annual_premium", "carrier"}
		}
		return []string{"status", "number", "annual_premium", "carrier"}
	}
	return a.list(l)
}
