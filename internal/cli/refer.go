package cli

import (
	"context"
	"strings"

	"github.com/spf13/cobra"

	"crm/internal/book"
	"crm/internal/crm"
)

func (a *app) referCommand() *cobra.Command {
	var to string
	cmd := &cobra.Command{
		Use: "refer CONTACT", Short: "Give somebody to another producer as a referral", Args: args(1, -1), ValidArgsFunction: a.completeContacts(""),
		Long: `Give somebody to another producer as a referral: an opportunity that is theirs,
with the reason and a note that they may read, and a task on their list for the
next working day. The contact has to be in the book already.`,
		Example: "  crm refer \"Jane Hudson\" --to \"Ben Ito\" --reason \"bought a boat\" --line boat -m \"call after six\"",
	}
	cmd.Flags().StringVar(&to, "to", "", "the `PRODUCER` who should handle it")
	collect := a.bindFields(cmd, []fieldFlag{
		{field: "reason", about: "why they are referred"},
		{field: "line", about: "line of business, other unless said: " + strings.Join(crm.Picklist("line"), "|")},
		{field: "topic", about: "what it is about"},
		{field: "premium", about: "the premium to expect, a year"},
		{field: "note", about: "a note for the other producer", many: true, short: "m"},
	}, crm.KindOpportunity)
	_ = cmd.MarkFlagRequired("to")
	_ = cmd.MarkFlagRequired("reason")
	_ = cmd.RegisterFlagCompletionFunc("to", a.completeProducers)
	return a.write(cmd, func(ctx context.Context, b *book.Book, args []string) (*crm.Outcome, error) {
		return b.Refer(ctx, args[0], to, collect())
	})
}
