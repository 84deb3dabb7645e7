package cli

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"crm/internal/book"
	"crm/internal/crm"
	"crm/internal/rules"
	"crm/internal/say"
	"crm/internal/verb"
	"crm/internal/wire"
)

// ruleVerb adds what only the command line does for rules.
func (a *app) ruleVerb(cmd *cobra.Command, v *verb.Verb) {
	switch v.Name {
	case "list":
		cmd.RunE = a.listRules
	case "show":
		a.showRules(cmd, v)
	case "test":
		cmd.RunE = a.testRules
	case "replay":
		a.replayRules(cmd, v)
	case "simulate":
		a.simulate(cmd, v)
	case "schema":
		cmd.RunE = func(*cobra.Command, []string) error {
			_, err := fmt.Fprint(a.env.Out, rules.JSONSchema())
			return err
		}
	case "pack list":
		cmd.RunE = a.listPacks
	case "pack show":
		cmd.RunE = a.showPacks
	case "explain":
		cmd.RunE = a.explainRule
	case "backfill":
		a.backfills(cmd, v)
	case "problems":
		cmd.RunE = a.showRuleProblems
	case "add":
		a.addRules(cmd, v)
	case "edit":
		a.editRule(cmd, v)
	}
}

// ruleNames are the rules of a book, for completion.
func ruleNames(cmd *cobra.Command, b *book.Book) (names []string) {
	for _, r := range bookRules(cmd, b) {
		names = append(names, r.Name)
	}
	return names
}

func bookRules(cmd *cobra.Command, b *book.Book) []book.RuleEntry {
	if b != nil {
		if all, err := b.Rules(cmd.Context()); err == nil {
			return all
		}
	}
	return book.BuiltinRules()
}

// rulesOf opens the book whose rules are meant; nil if there is none yet, and the built-in
// ones are.
func (a *app) rulesOf(cmd *cobra.Command) (*book.Book, error) {
	o, err := a.options()
	if err != nil {
		return nil, err
	}
	if a.hushed = book.OnServer(o.Path); a.hushed {
		return a.read(cmd.Context())
	}
	if _, absent := os.Lstat(o.Path); errors.Is(absent, fs.ErrNotExist) {
		return nil, nil
	}
	return a.read(cmd.Context())
}

func (a *app) listRules(cmd *cobra.Command, _ []string) error {
	b, err := a.rulesOf(cmd)
	if err != nil {
		return err
	}
	all := book.BuiltinRules()
	if b != nil {
		if all, err = b.Rules(cmd.Context()); err != nil {
			return err
		}
	}
	var shown []wire.Rule
	for _, r := range all {
		state := crm.RuleOn
		if r.Off {
			state = crm.RuleOff
		}
		for _, c := range r.Clauses {
			shown = append(shown, wire.Rule{
				Name: r.Name, On: c.On, About: c.About, When: c.When, Builtin: r.Builtin && r.Shipped(), Replaces: r.Builtin && !r.Shipped(),
				Pack: r.Pack, Own: r.Own, State: state, Before: r.Before, After: r.After, Changes: r.Use.Changes, Last: r.Use.Last,
			})
		}
	}
	return a.screen().Rules(shown)
}

func (a *app) showRules(cmd *cobra.Command, v *verb.Verb) {
	cmd.RunE = func(cmd *cobra.Command, names []string) error {
		b, err := a.rulesOf(cmd)
		if err != nil {
			return err
		}
		for _, name := range names {
			text, err := a.ruleText(cmd, b, name)
			if err != nil {
				return err
			}
			if v.Request(cmd.Context(), b, nil, flagsGiven(cmd, v)).Is("diff") {
				was, err := replacedRule(cmd, b, name)
				if err != nil {
					return err
				}
				if text, err = ruleDifference(name, was, text); err != nil {
					return err
				}
			}
			if _, err := fmt.Fprint(a.env.Out, say.CleanLines(strings.TrimRight(text, "\n"))+"\n"); err != nil {
				return err
			}
		}
		return nil
	}
}

// ruleText returns a rule as it is written, in a book or without one.
func (a *app) ruleText(cmd *cobra.Command, b *book.Book, name string) (string, error) {
	if b != nil {
		text, _, err := b.RuleText(cmd.Context(), name)
		return text, err
	}
	if text := book.ShippedRule(name, a.locale.Lang()); text != "" {
		return text, nil
	}
	return "", crm.Errorf(crm.CodeNotFound, "there is no rule %q", name).Next("List them", "rule list")
}

// replacedRule returns the rule that there is without one, in a book or without one.
func replacedRule(cmd *cobra.Command, b *book.Book, name string) (string, error) {
	if b == nil {
		return rules.Source(name), nil
	}
	return b.ReplacedRule(cmd.Context(), name)
}

// ruleDifference returns the lines by which a rule differs from the one that it replaces.
//
// Errors: CodeNotFound if it replaces none.
func ruleDifference(name, builtin, text string) (string, error) {
	switch builtin {
	case "":
		return "", crm.Errorf(crm.CodeNotFound, "no built-in rule is called %q, so it replaces none", name).On("diff").Next("To see it", "rule show", name)
	case text:
		return "  " + strings.Join(strings.Split(strings.TrimRight(text, "\n"), "\n"), "\n  "), nil
	}
	return strings.Join(difference(strings.Split(strings.TrimRight(builtin, "\n"), "\n"), strings.Split(strings.TrimRight(text, "\n"), "\n")), "\n"), nil
}

// difference returns the lines of two texts: those of both behind blanks, of the first behind
// -, of the second behind +.
func difference(a, b []string) (lines []string) {
	common := make([][]int, len(a)+1) // from each place on
	for i := range common {
		common[i] = make([]int, len(b)+1)
	}
	for i := len(a) - 1; i >= 0; i-- {
		for j := len(b) - 1; j >= 0; j-- {
			if common[i][j] = max(common[i+1][j], common[i][j+1]); a[i] == b[j] {
				common[i][j] = common[i+1][j+1] + 1
			}
		}
	}
	for i, j := 0, 0; i < len(a) || j < len(b); {
		switch {
		case i < len(a) && j < len(b) && a[i] == b[j]:
			lines = append(lines, "  "+a[i])
			i, j = i+1, j+1
		case j == len(b) || i < len(a) && common[i+1][j] >= common[i][j+1]:
			lines = append(lines, "- "+a[i])
			i++
		default:
			lines = append(lines, "+ "+b[j])
			j++
		}
	}
	return lines
}

func (a *app) showRuleProblems(cmd *cobra.Command, _ []string) error {
	b, err := a.read(cmd.Context())
	if err != nil {
		return err
	}
	var all []*crm.RuleProblem
	if b != nil {
		if all, err = b.RuleProblems(cmd.Context()); err != nil {
			return err
		}
	}
	return a.screen().RuleProblems(all)
}

// addRules reads a file of rules and keeps them.
func (a *app) addRules(cmd *cobra.Command, v *verb.Verb) {
	label := ""
	v.Do = func(r verb.Request) (*crm.Outcome, error) {
		return r.Book.AddRules(r.Context, label, r.Text("file"), r.Is("force"))
	}
	run := cmd.RunE
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		if label = args[0]; label == "-" {
			label = "standard input"
		}
		text, err := a.readDefinition(args[0])
		if err != nil {
			return err
		}
		return run(cmd, []string{text})
	}
}
