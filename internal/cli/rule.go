package cli

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"crm/internal/crm"
	"crm/internal/rules"
	"crm/internal/wire"
)

func ruleNames() []string { return rules.Builtin(nil).Names() }

func (a *app) ruleCommand() *cobra.Command {
	list := &cobra.Command{Use: "list", Short: "List the rules", Args: args(0, 0)}
	list.RunE = func(*cobra.Command, []string) error { return a.listRules() }
	show := &cobra.Command{Use: "show NAME...", Short: "Show rules as they are written", Args: args(1, -1), ValidArgsFunction: completeRules}
	show.RunE = func(_ *cobra.Command, names []string) error {
		for _, name := range names {
			source := rules.Source(name)
			if source == "" {
				return crm.Errorf(crm.CodeNotFound, "there is no rule %q", name).Try("The rules are: %s", strings.Join(ruleNames(), ", "))
			}
			if _, err := fmt.Fprint(a.env.Out, source); err != nil {
				return err
			}
		}
		return nil
	}
	return groupOf("rule", "The rules that plan what happens next", list, show)
}

func (a *app) listRules() error {
	var shown []wire.Rule
	set := rules.Builtin(nil)
	for _, name := range set.Names() {
		for _, r := range set.Named(name) {
			shown = append(shown, wire.Rule{Name: r.Name, On: r.On, About: r.About, When: r.When, Builtin: true})
		}
	}
	return a.screen().Rules(shown)
}
