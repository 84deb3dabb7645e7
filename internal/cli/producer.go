package cli

import (
	"context"

	"github.com/spf13/cobra"

	"crm/internal/book"
	"crm/internal/crm"
)

func (a *app) producerCommand() *cobra.Command {
	verbs := a.verbsOf("producer")
	return groupOf("producer", "Who works with the book",
		verbs["add"], a.listProducers(), a.showProducer(), verbs["edit"], verbs["retire"])
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
	cmd := &cobra.Command{Use: "show PRODUCER...", Short: "Show producers: their teams, and how much they look after", Args: args(1, -1), ValidArgsFunction: a.completeRecords(crm.KindProducer, "")}
	return a.each(cmd, func(ctx context.Context, b *book.Book, text string) error {
		card, err := b.Producer(ctx, text)
		if err != nil {
			return err
		}
		return a.screen().Producer(card)
	})
}
