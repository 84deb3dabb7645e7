package cli

import (
	"context"
	"slices"

	"github.com/spf13/cobra"

	"crm/internal/book"
	"crm/internal/crm"
)

// showCommand shows records; noun narrows what a number may mean, empty is
// anything.
func (a *app) showCommand(noun, short string) *cobra.Command {
	use := "show NUMBER|NAME..."
	if slices.Contains([]string{"quote", "policy", "note", "file"}, noun) { // nobody's name means one of these
		use = "show NUMBER..."
	}
	cmd := &cobra.Command{Use: use, Short: short, Args: args(1, -1), ValidArgsFunction: a.completeShow(noun)}
	return a.each(cmd, func(ctx context.Context, b *book.Book, text string) error {
		card, err := b.Show(ctx, noun, text)
		if err != nil {
			return err
		}
		return a.screen().Card(card)
	})
}

func (a *app) whyCommand(kind string) *cobra.Command {
	cmd := &cobra.Command{Use: "why NUMBER|NAME...", Short: "Why something is on the list: the rule, what set it off, and the dates", Args: args(1, -1), ValidArgsFunction: a.completeRecords(crm.KindActivity, kind)}
	return a.each(cmd, func(ctx context.Context, b *book.Book, text string) error {
		why, err := b.Why(ctx, kind, text)
		if err != nil {
			return err
		}
		return a.screen().Why(why)
	})
}

// each makes a command that reads what each of its arguments names.
func (a *app) each(cmd *cobra.Command, show func(ctx context.Context, b *book.Book, text string) error) *cobra.Command {
	cmd.RunE = func(cmd *cobra.Command, given []string) error {
		given, err := a.expand(given)
		if err != nil {
			return err
		}
		a.hushed = true
		b, err := a.read(cmd.Context())
		if err != nil {
			return err
		}
		if b == nil {
			return crm.Errorf(crm.CodeNotFound, "nobody is in the book yet").Next("Start with", "lead add", crm.Blank("NAME"), crm.With("phone", crm.Blank("PHONE")))
		}
		if given, err = a.arranged(cmd.Context(), cmd, b, given); err != nil {
			return err
		}
		for _, text := range given {
			if err := show(cmd.Context(), b, text); err != nil {
				return err
			}
		}
		return nil
	}
	return cmd
}
