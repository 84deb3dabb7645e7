package cli

import (
	"context"

	"github.com/spf13/cobra"

	"crm/internal/book"
	"crm/internal/crm"
)

func (a *app) teamCommand() *cobra.Command {
	return groupOf("team", "Producers who share work and notes",
		a.addTeam(),
		a.list(listing{noun: crm.KindTeam, short: "List teams", columns: []string{"id", "name", "members"}, sort: []string{"id"}}),
		a.showTeam(), a.editTeam(),
		a.membersCommand("join", "Add producers to a team", (*book.Book).JoinTeam),
		a.membersCommand("leave", "Take producers out of a team", (*book.Book).LeaveTeam))
}

func (a *app) addTeam() *cobra.Command {
	var members []string
	cmd := &cobra.Command{Use: "add NAME", Short: "Add a team", Args: args(1, -1), Example: "  crm team add North --member ann --member ben"}
	cmd.Flags().StringArrayVar(&members, "member", nil, "a `PRODUCER` who belongs to it; may be given several times")
	_ = cmd.RegisterFlagCompletionFunc("member", a.completeProducers)
	return a.write(cmd, func(ctx context.Context, b *book.Book, args []string) (*crm.Outcome, error) {
		return b.AddTeam(ctx, args[0], members)
	})
}

func (a *app) showTeam() *cobra.Command {
	cmd := &cobra.Command{Use: "show TEAM...", Short: "Show teams with their members", Args: args(1, -1), ValidArgsFunction: a.completeTeams}
	return a.each(cmd, func(ctx context.Context, b *book.Book, text string) error {
		card, err := b.Team(ctx, text)
		if err != nil {
			return err
		}
		return a.screen().Team(card)
	})
}

func (a *app) editTeam() *cobra.Command {
	cmd := &cobra.Command{Use: "edit TEAM", Short: "Give a team another name", Args: args(1, -1), ValidArgsFunction: a.completeTeams}
	collect := a.bindEdits(cmd, []fieldFlag{{field: "name", about: "the name"}}, crm.KindTeam)
	return a.write(cmd, func(ctx context.Context, b *book.Book, args []string) (*crm.Outcome, error) {
		return b.EditTeam(ctx, args[0], collect())
	})
}

// membersCommand changes who is in a team.
func (a *app) membersCommand(verb, short string, run func(*book.Book, context.Context, string, []string) (*crm.Outcome, error)) *cobra.Command {
	cmd := &cobra.Command{Use: verb + " TEAM PRODUCER...", Short: short, Args: args(2, -1)}
	cmd.ValidArgsFunction = func(cmd *cobra.Command, given []string, typed string) ([]string, cobra.ShellCompDirective) {
		if len(given) == 0 {
			return a.completeTeams(cmd, given, typed)
		}
		return a.completeProducers(cmd, given, typed)
	}
	return a.write(cmd, func(ctx context.Context, b *book.Book, args []string) (*crm.Outcome, error) {
		return run(b, ctx, args[0], args[1:])
	})
}
