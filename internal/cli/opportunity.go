package cli

import (
	"context"
	"strings"

	"github.com/spf13/cobra"

	"crm/internal/book"
	"crm/internal/crm"
)

func (a *app) opportunityCommand() *cobra.Command {
	cmd := groupOf("opp", "Opportunities: sales that may come about",
		a.addOpportunity(), a.listOpportunities(),
		a.showCommand("opp", "Show opportunities with their history"),
		a.closeWonCommand(), a.closeLostCommand())
	cmd.Aliases = []string{"opportunity"}
	return cmd
}

func (a *app) addOpportunity() *cobra.Command {
	cmd := &cobra.Command{Use: "add CONTACT", Short: "Open an opportunity", Args: args(1, -1), ValidArgsFunction: a.completeContacts(""),
		Example: "  crm opp add \"Jane Hudson\" --line auto --premium 1480"}
	collect := a.bindFields(cmd, []fieldFlag{
		{field: "line", about: "line of business: " + strings.Join(crm.Picklist("line"), "|")},
		{field: "topic", about: "what it is about"},
		{field: "premium", about: "the premium to expect, a year"},
		{field: "close_by", about: "the `DATE` by which it should be closed"},
		{field: "source", about: "where it comes from; that of the contact unless said"},
		{field: "reason", about: "why they were referred"},
		{field: "referred_by", about: "the `CONTACT` who referred them"},
		{field: "owner", about: "whose it is, a `PRODUCER`"},
		{field: "note", about: "a note", many: true, short: "m"},
	}, crm.KindOpportunity)
	return a.write(cmd, func(ctx context.Context, b *book.Book, args []string) (*crm.Outcome, error) {
		return b.AddOpportunity(ctx, strings.Join(args, " "), collect())
	})
}

func (a *app) listOpportunities() *cobra.Command {
	var all bool
	l := mustList("opp", "List open opportunities")
	l.flags = func(cmd *cobra.Command) { cmd.Flags().BoolVar(&all, "all", false, "those that are closed, too") }
	l.also = func() []string {
		if all {
			return []string{"status", "closed", "actual_premium"}
		}
		return nil
	}
	l.narrow = func() []string {
		if all {
			return nil
		}
		return []string{`status == "open"`}
	}
	return a.list(l)
}

func (a *app) closeWonCommand() *cobra.Command {
	var premium, note string
	cmd := &cobra.Command{Use: "close-won OPPORTUNITY", Short: "Close an opportunity as won: the contact becomes a client", Args: args(1, 1), ValidArgsFunction: a.completeOpportunities}
	cmd.Flags().StringVar(&premium, "premium", "", "the premium that was agreed on, a year; the expected one unless said")
	cmd.Flags().StringVarP(&note, "note", "m", "", "a note")
	return a.write(cmd, func(ctx context.Context, b *book.Book, args []string) (*crm.Outcome, error) {
		return b.CloseWon(ctx, args[0], premium, note)
	})
}

func (a *app) closeLostCommand() *cobra.Command {
	var reason, note string
	cmd := &cobra.Command{Use: "close-lost OPPORTUNITY", Short: "Close an opportunity as lost", Args: args(1, 1), ValidArgsFunction: a.completeOpportunities}
	cmd.Flags().StringVar(&reason, "reason", "", "why: "+strings.Join(crm.Picklist("lost_reason"), "|"))
	cmd.Flags().StringVarP(&note, "note", "m", "", "a note")
	_ = cmd.MarkFlagRequired("reason")
	_ = cmd.RegisterFlagCompletionFunc("reason", a.completeCodes("lost_reason"))
	return a.write(cmd, func(ctx context.Context, b *book.Book, args []string) (*crm.Outcome, error) {
		return b.CloseLost(ctx, args[0], reason, note)
	})
}
