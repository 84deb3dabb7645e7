package cli

import (
	"github.com/spf13/cobra"

	"crm/internal/crm"
)

// showCommand shows records; noun narrows what a number may mean, empty is
// anything.
func (a *app) showCommand(noun, short string) *cobra.Command {
	cmd := &cobra.Command{Use: "show NUMBER|NAME...", Short: short, Args: args(1, -1), ValidArgsFunction: a.completeShow(noun)}
	cmd.RunE = func(cmd *cobra.Command, given []string) error {
		given, err := a.expand(given)
		if err != nil {
			return err
		}
		b, err := a.read(cmd.Context())
		if err != nil {
			return err
		}
		if b == nil {
			return crm.Errorf(crm.CodeNotFound, "there is nobody in the book yet")
		}
		for _, text := range given {
			card, err := b.Show(cmd.Context(), noun, text)
			if err != nil {
				return err
			}
			if err := a.screen().Card(card); err != nil {
				return err
			}
		}
		return nil
	}
	return cmd
}

func (a *app) whyCommand(kind string) *cobra.Command {
	cmd := &cobra.Command{Use: "why NUMBER...", Short: "Why something is on the list: the rule, what set it off, and the dates", Args: args(1, -1), ValidArgsFunction: a.completeActivities(kind)}
	cmd.RunE = func(cmd *cobra.Command, given []string) error {
		given, err := a.expand(given)
		if err != nil {
			return err
		}
		b, err := a.read(cmd.Context())
		if err != nil {
			return err
		}
		if b == nil {
			return crm.Errorf(crm.CodeNotFound, "nothing is on the list yet")
		}
		for _, text := range given {
			why, err := b.Why(cmd.Context(), kind, text)
			if err != nil {
				return err
			}
			if err := a.screen().Why(why); err != nil {
				return err
			}
		}
		return nil
	}
	return cmd
}
