package cli

import (
	"strings"

	"github.com/spf13/cobra"

	"crm/internal/crm"
	"crm/internal/rules"
)

// testRules runs the examples of a rule, or of a file of rules. What the book has comes
// before a file of that name.
func (a *app) testRules(cmd *cobra.Command, args []string) error {
	b, err := a.rulesOf(cmd)
	if err != nil {
		return err
	}
	label, name := args[0], args[0]
	text, err := "", error(nil)
	if strings.Trim(name, "abcdefghijklmnopqrstuvwxyz0123456789-") == "" && name != "-" {
		text, err = a.ruleText(cmd, b, name)
	}
	if text == "" {
		noRule := err
		if text, err = a.readDefinition(label); err != nil {
			if noRule != nil {
				return noRule
			}
			return err
		}
		if name = ""; label == "-" {
			label = "standard input"
		}
	}
	file, err := rules.Read(a.schema(), label, text)
	if err != nil {
		return err
	}
	all, err := file.Try(name)
	if err != nil {
		return err
	}
	if len(all) == 0 {
		return crm.Errorf(crm.CodeNotFound, "%s has no examples to run", label).Try("How they are written: docs/rules.md, or the examples of a built-in rule").
			Next("Such as", "rule show", "new-lead")
	}
	failed := 0
	for _, t := range all {
		if !t.Passed() {
			failed++
		}
	}
	if err := a.screen().RuleTrials(all); err != nil || failed == 0 {
		return err
	}
	return crm.Errorf(crm.CodeProblems, "%d of %s failed", failed, counted(len(all), "example"))
}
