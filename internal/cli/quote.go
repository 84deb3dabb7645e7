package cli

import (
	"context"

	"github.com/spf13/cobra"

	"crm/internal/book"
	"crm/internal/crm"
)

func (a *app) quoteCommand() *cobra.Command {
	return groupOf("quote", "Quotes: what carriers offer for an opportunity",
		a.requestQuote(), a.receiveQuote(), a.listQuotes(),
		a.showCommand(string(crm.KindQuote), "Show quotes"),
		a.compareQuotes(), a.editQuote(),
		a.quoteVerb("present QUOTE|OPPORTUNITY...", "Note that quotes were presented; of an opportunity all that have come", "what they said", (*book.Book).PresentQuotes),
		a.quoteVerb("decline QUOTE...", "Note that quotes are not wanted, or that the carrier offers none", "why", (*book.Book).DeclineQuotes),
		a.quoteVerb("expire QUOTE...", "Note that offers do not stand any more", "a note", (*book.Book).ExpireQuotes))
}

func (a *app) requestQuote() *cobra.Command {
	var in book.NewQuotes
	cmd := &cobra.Command{Use: "request OPPORTUNITY", Short: "Note that carriers were asked for a quote; a rule sees to it that they answer", Args: args(1, -1), ValidArgsFunction: a.completeOpportunities,
		Example: "  crm quote request 391 --carrier \"Acme Mutual,Buckeye,Cardinal\" --due fri"}
	f := cmd.Flags()
	f.StringArrayVar(&in.Carriers, "carrier", nil, "who was asked: `NAMES` with commas between")
	f.StringVar(&in.Product, "product", "", "which of their products")
	dateFlag(cmd, &in.Due, "due", "the `DATE` on which to ask again; in a week unless said")
	f.StringVarP(&in.Note, "note", "m", "", "a note")
	_ = cmd.MarkFlagRequired("carrier")
	return a.write(cmd, func(ctx context.Context, b *book.Book, args []string) (*crm.Outcome, error) {
		return b.RequestQuotes(ctx, args[0], in)
	})
}

// quoteFlags are the fields of a quote that flags can give.
func quoteFlags() []fieldFlag {
	return []fieldFlag{
		{field: "carrier", about: "whose quote it is"},
		{field: "product", about: "which of their products"},
		{field: "premium", about: "the premium of a term"},
		{field: "term", about: "for how many `MONTHS` that is, or a length of time (5 years); 12 unless said"},
		{field: "effective", about: "the `DATE` from which the policy would be in force"},
		{field: "expires", about: "the last `DATE` on which the offer stands"},
		{field: "limit", about: "a limit, `NAME=AMOUNT` as the carrier writes it; may be given several times", many: true},
		{field: "deductible", about: "a deductible, `NAME=AMOUNT`; may be given several times", many: true},
		{field: "note", about: "a note", many: true, short: "m"},
	}
}

func (a *app) receiveQuote() *cobra.Command {
	cmd := &cobra.Command{Use: "receive QUOTE|OPPORTUNITY", Short: "Enter what a carrier offers; a rule asks to present it", Args: args(1, -1), ValidArgsFunction: a.completeQuotes,
		Example: "  crm quote receive 397 --premium 742 --term 6\n  crm quote receive 391 --carrier Buckeye --premium 1506 --limit \"bodily injury=100000/300000\" --deductible collision=500"}
	collect := a.bindFields(cmd, quoteFlags(), crm.KindQuote)
	return a.write(cmd, func(ctx context.Context, b *book.Book, args []string) (*crm.Outcome, error) {
		return b.ReceiveQuote(ctx, args[0], collect())
	})
}

func (a *app) editQuote() *cobra.Command {
	cmd := &cobra.Command{Use: "edit QUOTE...", Short: "Change quotes", Args: args(1, -1), ValidArgsFunction: a.completeQuotes}
	collect := a.bindEdits(cmd, quoteFlags(), crm.KindQuote)
	return a.write(cmd, func(ctx context.Context, b *book.Book, args []string) (*crm.Outcome, error) {
		values, err := something(collect(), "quote")
		if err != nil {
			return nil, err
		}
		return b.EditQuotes(ctx, args, values)
	})
}

// quoteVerb is a command that gives quotes another status.
func (a *app) quoteVerb(use, short, about string, do func(*book.Book, context.Context, []string, string) (*crm.Outcome, error)) *cobra.Command {
	var note string
	cmd := &cobra.Command{Use: use, Short: short, Args: args(1, -1), ValidArgsFunction: a.completeQuotes}
	cmd.Flags().StringVarP(&note, "note", "m", "", about)
	return a.write(cmd, func(ctx context.Context, b *book.Book, args []string) (*crm.Outcome, error) {
		return do(b, ctx, args, note)
	})
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
	cmd := &cobra.Command{Use: "compare OPPORTUNITY...", Short: "Lay the quotes of an opportunity side by side", Args: args(1, -1), ValidArgsFunction: a.completeOpportunities}
	return a.each(cmd, func(ctx context.Context, b *book.Book, text string) error {
		c, err := b.CompareQuotes(ctx, text)
		if err != nil {
			return err
		}
		return a.screen().Comparison(c)
	})
}
