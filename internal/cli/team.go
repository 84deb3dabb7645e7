package cli

import (
	"context"

	"github.com/spf13/cobra"

	"crm/internal/book"
	"crm/internal/crm"
)

func (a *app) teamCommand() *cobra.Command {
	verbs := a.verbsOf("team")
	return groupOf("team", "Producers who share work and notes", verbs["add"],
		a.list(listing{noun: crm.KindTeam, short: "List teams", columns: []string{"id", "name", "members"}, sort: []string{"id"}}),
		a.showTeam(), verbs["edit"], verbs["join"], verbs["leave"])
}

func (a *app) showTeam() *cobra.Command {
	cmd := &cobra.Command{Use: "show TEAM...", Short: "Show teams with their members", Args: args(1, -1), ValidArgsFunction: a.completeRecords(crm.KindTeam, "")}
	return a.each(cmd, func(ctx context.Context, b *book.Book, text string) error {
		card, err := b.Team(ctx, text)
		if err != nil {
			return err
		}
		return a.screen().Team(card)
	})
}
