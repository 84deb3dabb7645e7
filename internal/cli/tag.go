package cli

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"crm/internal/book"
)

func (a *app) listTags(cmd *cobra.Command, _ []string) error {
	b, err := a.read(cmd.Context())
	if err != nil {
		return err
	}
	if b == nil {
		return a.screen().Tags(nil)
	}
	tags, err := b.Tags(cmd.Context())
	if err != nil {
		return err
	}
	if len(tags) == 0 && a.onTerminal() && a.forPeople() {
		fmt.Fprintln(a.env.Out, a.locale.Text("list.none"))
		return nil
	}
	return a.screen().Tags(tags)
}

// tagNames returns the tags of a book, for completion.
func tagNames(ctx context.Context, b *book.Book) (names []string) {
	if b == nil {
		return nil
	}
	tags, err := b.Tags(ctx)
	if err != nil {
		return nil
	}
	for _, t := range tags {
		names = append(names, t.Tag)
	}
	return names
}
