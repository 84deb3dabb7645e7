package cli

import (
	"strings"

	"github.com/spf13/cobra"

	"crm/internal/book"
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
	text, label, name, err := a.ruleMeant(cmd, b, args[0])
	if err != nil {
		return err
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

// ruleMeant returns the text of a rule of that name, or of a file, which has no name then. What
// the book has comes before a file.
func (a *app) ruleMeant(cmd *cobra.Command, b *book.Book, meant string) (text, label, name string, err error) {
	label, name = meant, meant
	if strings.Trim(name, "abcdefghijklmnopqrstuvwxyz0123456789-") == "" && name != "-" {
		text, err = a.ruleText(cmd, b, name)
	}
	if text == "" {
		noRule := err
		if text, err = a.readDefinition(label); err != nil {
			if noRule != nil {
				err = noRule
			}
			return "", "", "", err
		}
		if name = ""; label == "-" {
			label = "standard input"
		}
	}
	return text, label, name, nil
}
