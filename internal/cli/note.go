package cli

import (
	"context"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"crm/internal/book"
	"crm/internal/crm"
)

func (a *app) noteCommand() *cobra.Command {
	return groupOf("note", "Notes: what you wrote down, yours until you share it",
		a.addNote(), a.listNotes(), a.showCommand("note", "Show notes with who wrote them and who may read them"),
		a.editNote(), a.shareNote(), a.unshareNote())
}

func (a *app) addNote() *cobra.Command {
	var note string
	var share []string
	cmd := &cobra.Command{Use: "add RECORD TEXT", Short: "Write a note on a contact, an opportunity, a quote, a policy, or a call and its like", Args: args(1, -1),
		Long: `Write a note on whatever has a number, or on a contact by name; closed or not.
You alone can read it until you share it, and so can a producer with the role
manager. TEXT may come as -m, and "-" is standard input.`,
		Example:           "  crm note add 391 keeps the 2019 Civic --share ben\n  crm note add \"Jane Hudson\" - < call.txt",
		ValidArgsFunction: a.completeContacts("")}
	cmd.Flags().StringVarP(&note, "note", "m", "", "the text, instead of TEXT")
	cmd.Flags().StringSliceVar(&share, "share", nil, "who may read it: `PRODUCERS` and teams, with commas")
	_ = cmd.RegisterFlagCompletionFunc("share", a.completeProducers)
	return a.writeText(cmd, &note, func(ctx context.Context, b *book.Book, what, text string) (*crm.Outcome, error) {
		return b.AddNote(ctx, book.NewNote{On: what, Body: text, Share: share})
	})
}

func (a *app) editNote() *cobra.Command {
	var note string
	cmd := &cobra.Command{Use: "edit NOTE TEXT", Short: "Give a note of yours another text", Args: args(1, -1),
		Example: "  crm note edit 392 keeps both cars", ValidArgsFunction: a.completeNotes}
	cmd.Flags().StringVarP(&note, "note", "m", "", "the text, instead of TEXT")
	a.versionFlag(cmd)
	return a.writeText(cmd, &note, func(ctx context.Context, b *book.Book, what, text string) (*crm.Outcome, error) {
		return b.EditNote(ctx, what, text)
	})
}

// writeText makes a command that changes the book with a text: what stands
// behind the first argument, or in a flag. "-" is all of standard input.
func (a *app) writeText(cmd *cobra.Command, flag *string, run func(ctx context.Context, b *book.Book, what, text string) (*crm.Outcome, error)) *cobra.Command {
	cmd.Annotations = map[string]string{"writes": "yes"}
	cmd.RunE = func(cmd *cobra.Command, given []string) error {
		b, err := a.open(cmd.Context())
		if err != nil {
			return err
		}
		args, err := a.arranged(cmd.Context(), cmd, b, given)
		if err != nil {
			return err
		}
		text := *flag
		if len(args) > 1 {
			text = args[1]
		}
		if text, err = a.textOrInput(text); err != nil {
			return err
		}
		b.Asked(args[0], text)
		o, err := run(cmd.Context(), b, args[0], text)
		return a.outcome(o, err)
	}
	return cmd
}

// longestInput is as much of standard input as is read for a text: more than
// any text may have, so that one that is too long is refused and not cut.
const longestInput = 1 << 20

func (a *app) textOrInput(text string) (string, error) {
	if text != "-" {
		return text, nil
	}
	a.waiting.Store(true)
	defer a.waiting.Store(false)
	read, err := io.ReadAll(io.LimitReader(a.env.In, longestInput))
	if err != nil {
		return "", crm.Errorf(crm.CodeEnvironment, "standard input can't be read")
	}
	return string(read), nil
}

func (a *app) listNotes() *cobra.Command {
	l := mustList("note", "List the notes that you may read: all, or those on a record")
	l.record = true
	return a.list(l)
}

func (a *app) shareNote() *cobra.Command {
	var with []string
	cmd := &cobra.Command{Use: "share NOTE", Short: "Let producers or teams read a note of yours", Args: args(1, 1),
		Example: "  crm note share 392 --with ben\n  crm note share 392 --with \"team:Life\"", ValidArgsFunction: a.completeNotes}
	cmd.Flags().StringSliceVar(&with, "with", nil, "`PRODUCERS` and teams, with commas")
	_ = cmd.MarkFlagRequired("with")
	_ = cmd.RegisterFlagCompletionFunc("with", a.completeProducers)
	return a.write(cmd, func(ctx context.Context, b *book.Book, args []string) (*crm.Outcome, error) {
		return b.ShareNote(ctx, args[0], with)
	})
}

func (a *app) unshareNote() *cobra.Command {
	var with []string
	var all bool
	cmd := &cobra.Command{Use: "unshare NOTE", Short: "Take a note back from producers or teams", Args: args(1, 1), ValidArgsFunction: a.completeNotes}
	cmd.Flags().StringSliceVar(&with, "with", nil, "`PRODUCERS` and teams, with commas")
	cmd.Flags().BoolVar(&all, "all", false, "from everybody")
	_ = cmd.RegisterFlagCompletionFunc("with", a.completeProducers)
	return a.write(cmd, func(ctx context.Context, b *book.Book, args []string) (*crm.Outcome, error) {
		if all == (len(with) > 0) {
			return nil, crm.Errorf(crm.CodeUsage, "say who: --with PRODUCER, or --all").On("with")
		}
		return b.UnshareNote(ctx, args[0], with)
	})
}

func (a *app) completeNotes(cmd *cobra.Command, given []string, typed string) ([]string, cobra.ShellCompDirective) {
	b := a.peek(cmd)
	if b == nil || len(given) > 0 {
		return nil, noFiles
	}
	notes, err := b.OfferNotes(cmd.Context(), most)
	if err != nil {
		return nil, noFiles
	}
	var offers []string
	for _, n := range notes {
		if strings.HasPrefix(fmt.Sprint(n.ID), typed) {
			offers = append(offers, candidate(n.ID, firstWords(n.Body)))
		}
	}
	return offers, noFiles
}

// firstWords is as much of a text as tells which one it is.
func firstWords(text string) string {
	words := strings.Fields(text)
	return strings.Join(words[:min(len(words), 8)], " ")
}
