package cli

import (
	"encoding/json"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"crm/internal/crm"
	"crm/internal/render"
	"crm/internal/rules"
)

func ruleNames() []string { return rules.Builtin().Names() }

func (a *app) ruleCommand() *cobra.Command {
	list := &cobra.Command{Use: "list", Short: "List the rules", Args: args(0, 0)}
	list.RunE = func(*cobra.Command, []string) error { return a.listRules() }
	show := &cobra.Command{Use: "show NAME...", Short: "Show rules as they are written", Args: args(1, -1), ValidArgsFunction: completeRules}
	show.RunE = func(_ *cobra.Command, names []string) error {
		for _, name := range names {
			clauses := rules.Builtin().Named(name)
			if len(clauses) == 0 {
				return crm.Errorf(crm.CodeNotFound, "there is no rule %q", name).Try("The rules are: %s", strings.Join(ruleNames(), ", "))
			}
			for _, clause := range clauses {
				if _, err := fmt.Fprint(a.env.Out, clause.Source); err != nil {
					return err
				}
			}
		}
		return nil
	}
	return groupOf("rule", "The rules that plan what happens next", list, show)
}

func (a *app) listRules() error {
	if a.asJSON() {
		type shown struct {
			Name    string   `json:"name"`
			On      crm.Kind `json:"on"`
			About   string   `json:"about"`
			When    string   `json:"when"`
			Builtin bool     `json:"builtin"`
		}
		all := []shown{}
		for _, r := range rules.Builtin().All() {
			all = append(all, shown{r.Name, r.On, r.About, r.When, true})
		}
		encoder := json.NewEncoder(a.env.Out)
		encoder.SetEscapeHTML(false)
		if a.format() == render.JSON {
			return encoder.Encode(all)
		}
		for _, one := range all {
			if err := encoder.Encode(one); err != nil {
				return err
			}
		}
		return nil
	}
	last := ""
	for _, r := range rules.Builtin().All() {
		if a.flags.quiet {
			if r.Name != last {
				fmt.Fprintln(a.env.Out, r.Name)
			}
			last = r.Name
			continue
		}
		name := r.Name
		if name == last {
			name = ""
		}
		last = r.Name
		for i, line := range wrap(r.About, 62) {
			if i > 0 {
				name = ""
			}
			if _, err := fmt.Fprintf(a.env.Out, "%s  %s\n", pad(name, 14), line); err != nil {
				return err
			}
		}
	}
	return nil
}

// wrap breaks ASCII text into lines of at most that width.
func wrap(text string, width int) []string {
	var lines []string
	line := ""
	for _, word := range strings.Fields(text) {
		if line != "" && len(line)+1+len(word) > width {
			lines = append(lines, line)
			line = ""
		}
		line = strings.TrimSpace(line + " " + word)
	}
	return append(lines, line)
}
