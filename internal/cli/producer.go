package cli

import (
	"context"
	"strings"

	"github.com/spf13/cobra"

	"crm/internal/book"
	"crm/internal/crm"
)

func (a *app) producerCommand() *cobra.Command {
	return groupOf("producer", "Who works with the book",
		a.addProducer(), a.listProducers(), a.showProducer(), a.editProducer(), a.retireProducer())
}

func producerFlags() []fieldFlag {
	return []fieldFlag{
		{field: "email", about: "an e-mail `ADDRESS`"},
		{field: "phone", about: "a phone `NUMBER`"},
		{field: "role", about: "what they may do: " + strings.Join(crm.Picklist("role"), "|") + "; a manager reads every note and decides about colleagues"},
	}
}

func (a *app) addProducer() *cobra.Command {
	cmd := &cobra.Command{Use: "add NAME", Short: "Add a producer", Args: args(1, -1)}
	collect := a.bindFields(cmd, producerFlags(), crm.KindProducer)
	return a.add(cmd, func(ctx context.Context, b *book.Book, args []string) (*crm.Outcome, error) {
		values := collect()
		values["name"] = []string{args[0]}
		return b.AddProducer(ctx, values)
	})
}

func (a *app) listProducers() *cobra.Command {
	var all bool
	l := mustList("producer", "List producers")
	l.flags = func(cmd *cobra.Command) { cmd.Flags().BoolVar(&all, "all", false, "those who are retired, too") }
	l.also = func() []string {
		if all {
			return []string{"retired"}
		}
		return nil
	}
	l.narrow = func() []string {
		if all {
			return nil
		}
		return []string{"retired == nil"}
	}
	return a.list(l)
}

func (a *app) showProducer() *cobra.Command {
	cmd := &cobra.Command{Use: "show PRODUCER...", Short: "Show producers: their teams, and how much they look after", Args: args(1, -1), ValidArgsFunction: a.completeProducers}
	return a.each(cmd, func(ctx context.Context, b *book.Book, text string) error {
		card, err := b.Producer(ctx, text)
		if err != nil {
			return err
		}
		return a.screen().Producer(card)
	})
}

func (a *app) editProducer() *cobra.Command {
	var active bool
	cmd := &cobra.Command{Use: "edit PRODUCER", Short: "Change a producer", Args: args(1, -1), ValidArgsFunction: a.completeProducers}
	collect := a.bindEdits(cmd, append([]fieldFlag{{field: "name", about: "the name"}}, producerFlags()...), crm.KindProducer)
	cmd.Flags().BoolVar(&active, "active", false, "retired no longer")
	return a.write(cmd, func(ctx context.Context, b *book.Book, args []string) (*crm.Outcome, error) {
		values := collect()
		if active {
			values["retired"] = []string{""}
		}
		return b.EditProducer(ctx, args[0], values)
	})
}

func (a *app) retireProducer() *cobra.Command {
	var in book.Retirement
	cmd := &cobra.Command{
		Use: "retire PRODUCER", Short: "Retire a producer: somebody else takes over", Args: args(1, -1), ValidArgsFunction: a.completeProducers,
		Long: `Retire a producer. Their contacts, open opportunities and activities and the
policies in force go to somebody else, all in one change; what is closed stays
theirs. They leave their teams, and can't act or be given anything any more.
Somebody else than oneself only a manager retires; a book without one asks.`,
		Example: "  crm producer retire \"Ben Ito\" --to \"Ann Lee\" --dry-run",
	}
	cmd.Flags().StringVar(&in.To, "to", "", "the `PRODUCER` who takes over")
	dateFlag(cmd, &in.Date, "date", "since that `DATE`, if not today")
	_ = cmd.RegisterFlagCompletionFunc("to", a.completeProducers)
	return a.write(cmd, func(ctx context.Context, b *book.Book, args []string) (*crm.Outcome, error) {
		return b.RetireProducer(ctx, args[0], in)
	})
}
