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
	a.add(add, func(ctx context.Context, b *book.Book, args []string) (*crm.Outcome, error) {
		values := collect()
		values["name"] = []string{strings.Join(args, " ")}
		return b.AddProducer(ctx, values)
	})
	edit := &cobra.Command{Use: "edit PRODUCER", Short: "Change a producer", Args: args(1, 1), ValidArgsFunction: a.completeProducers}
	changes := a.bindEdits(edit, []fieldFlag{{field: "name", about: "the name"}, {field: "email", about: "an e-mail `ADDRESS`"}, {field: "phone", about: "a phone `NUMBER`"}}, crm.KindProducer)
	a.write(edit, func(ctx context.Context, b *book.Book, args []string) (*crm.Outcome, error) {
		return b.EditProducer(ctx, args[0], changes())
	})
	return groupOf("producer", "Who works with the book", add, edit,
		a.list(mustList("producer", "List producers")))
}
