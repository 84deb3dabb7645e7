package cli

import (
	"context"
	"strings"

	"github.com/spf13/cobra"

	"crm/internal/book"
	"crm/internal/crm"
)

func (a *app) producerCommand() *cobra.Command {
	add := &cobra.Command{Use: "add NAME", Short: "Add a producer", Args: args(1, -1)}
	collect := a.bindFields(add, []fieldFlag{{field: "email", about: "an e-mail `ADDRESS`"}, {field: "phone", about: "a phone `NUMBER`"}}, crm.KindProducer)
	a.write(add, func(ctx context.Context, b *book.Book, args []string) (*crm.Outcome, error) {
		values := collect()
		values["name"] = []string{strings.Join(args, " ")}
		return b.AddProducer(ctx, values)
	})
	return groupOf("producer", "Who works with the book", add,
		a.list(listing{noun: crm.KindProducer, short: "List producers", columns: []string{"id", "name", "phone", "email"}, sort: []string{"id"}}))
}
