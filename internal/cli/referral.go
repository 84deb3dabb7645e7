package cli

import (
	"context"

	"github.com/spf13/cobra"

	"crm/internal/book"
	"crm/internal/crm"
	"crm/internal/screen"
)

func (a *app) referralCommand() *cobra.Command {
	return groupOf("referral", "Referrals: who brought whom, and what came of it", a.listReferrals(), a.referralTree())
}

func (a *app) listReferrals() *cobra.Command {
	var by string
	var open bool
	return a.list(listing{
		noun: crm.KindOpportunity, short: "List referrals, open and closed",
		fixed:   []string{`source == "referral"`},
		columns: []string{"id", "contact.name", "line", "reason", "referred_by.name", "referred_by_producer.name", "owner.name", "status", "premium", "actual_premium", "closed"},
		more:    []string{"contact.name", "referred_by.name", "referred_by_producer.name", "owner.name"},
		joined:  []screen.Joined{{Head: "referrer", Paths: []string{"referred_by.name", "referred_by_producer.name"}}},
		spare:   spares("closed", "premium", "owner.name"),
		sort:    []string{"id"},
		flags: func(cmd *cobra.Command) {
			cmd.Flags().BoolVar(&open, "open", false, "only those that are open")
			cmd.Flags().StringVar(&by, "by", "", "those that you referred to somebody, or with =`PRODUCER` those that they did")
			cmd.Flags().Lookup("by").NoOptDefVal = "me"
			_ = cmd.RegisterFlagCompletionFunc("by", a.completeRecords(crm.KindProducer, ""))
		},
		narrow: func() []string {
			if open {
				return []string{`status == "open"`}
			}
			return nil
		},
		adapt: func(q *book.ListQuery) { q.By = by },
	})
}

func (a *app) referralTree() *cobra.Command {
	cmd := &cobra.Command{Use: "tree CONTACT...", Short: "Whom somebody brought, whom these brought, and what came of it", Args: args(1, -1), ValidArgsFunction: a.completeRecords(crm.KindContact, "")}
	return a.each(cmd, func(ctx context.Context, b *book.Book, text string) error {
		tree, err := b.ReferralTree(ctx, text)
		if err != nil {
			return err
		}
		return a.screen().Referrals(tree)
	})
}
