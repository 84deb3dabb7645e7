package cli

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"crm/internal/book"
	"crm/internal/crm"
	"crm/internal/rules"
	"crm/internal/say"
	"crm/internal/wire"
)

// packNames are the packs of rules, for completion.
func packNames() (names []string) {
	for _, p := range rules.Packs() {
		names = append(names, p.Name)
	}
	return names
}

// packs returns the packs of rules as the book has switched them, or as they are without one.
func (a *app) packs(cmd *cobra.Command) ([]rules.Switched, error) {
	b, err := a.rulesOf(cmd)
	if b == nil || err != nil {
		return rules.Switch(nil), err
	}
	return b.Packs(cmd.Context())
}

func (a *app) listPacks(cmd *cobra.Command, _ []string) error {
	all, err := a.packs(cmd)
	if err != nil {
		return err
	}
	var shown []wire.Pack
	for _, p := range all {
		state := crm.RuleOff
		if p.On {
			state = crm.RuleOn
		}
		shown = append(shown, wire.Pack{Name: p.Name, State: state, About: p.About.In(a.locale.Lang()), Language: p.Language, Rules: p.Named})
	}
	return a.screen().Packs(shown)
}

func (a *app) showPacks(cmd *cobra.Command, names []string) error {
	all, err := a.packs(cmd)
	if err != nil {
		return err
	}
	for i, name := range names {
		p := rules.PackNamed(name)
		if p == nil {
			return book.NoPack(name)
		}
		language := a.locale.Lang()
		for _, one := range all {
			if one.Name == name && one.Language != "" {
				language = one.Language
			}
		}
		if i > 0 {
			fmt.Fprintln(a.env.Out)
		}
		if _, err := fmt.Fprint(a.env.Out, "# "+p.About.In(language)+"\n"+say.CleanLines(strings.TrimRight(p.Source("", language), "\n"))+"\n"); err != nil {
			return err
		}
	}
	return nil
}
