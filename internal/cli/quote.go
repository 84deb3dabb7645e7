package cli

import (
	"context"

	"github.com/spf13/cobra"

	"crm/internal/book"
	"crm/internal/crm"
)

func (a *app) quoteCommand() *cobra.Command {
	verbs := a.verbsOf("quote")
	return groupOf("quote", "Quotes: what carriers offer for an opportunity",
		verbs["request"], verbs["receive"], a.listQuotes(),
		a.showCommand(string(crm.KindQuote), "Show quotes"),
		a.compareQuotes(), verbs["edit"], verbs["present"], verbs["decline"], verbs["expire"])
}

func (a *app) listQuotes() *cobra.Command {
	var all bool
	l := mustList("quote", "List the quotes that may still be accepted or come in")
	l.flags = func(cmd *cobra.Command) {
		cmd.Flags().BoolVar(&all, "all", false, "those that are decided, too")
	}
	l.open = func() []string {
		if all {
			return nil
		}
		return []string{`status in ["requested", "received", "presented"]`}
	}
	return a.list(l)
}

func (a *app) compareQuotes() *cobra.Command {
	cmd := &cobra.Command{Use: "compare OPPORTUNITY...", Short: "Lay the quotes of an opportunity side by side", Args: args(1, -1), ValidArgsFunction: a.completeRecords(crm.KindOpportunity, "")}
	return a.each(cmd, func(ctx context.Context, b *book.Book, text string) error {
		c, err := b.CompareQuotes(ctx, text)
		if err != nil {
			return err
		}
		return a.screen().Comparison(c)
	})
}
