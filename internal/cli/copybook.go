package cli

import (
	"github.com/spf13/cobra"

	"crm/internal/book"
	"crm/internal/crm"
	"crm/internal/verb"
	"crm/internal/wire"
)

// copyBook copies a book to another place.
func (a *app) copyBook(cmd *cobra.Command, v *verb.Verb) {
	cmd.RunE = func(cmd *cobra.Command, given []string) error {
		r := v.Request(cmd.Context(), nil, given, flagsGiven(cmd, v))
		o, err := a.bothNamed()
		if err != nil {
			return err
		}
		if o.Op != "" {
			return crm.Errorf(crm.CodeUsage, "a copy keeps the changes that the book had, and --op-id is for a new one").On("op-id").
				Try("Give the command again without it: what is there already is not copied twice.")
		}
		from, err := a.bookAt(r.Text("from"))
		if err != nil {
			return err
		}
		if o.Path, err = a.bookAt(r.Text("to")); err != nil {
			return err
		}
		done, err := book.CopyBook(r.Context, o, from)
		if err != nil {
			return err
		}
		a.tellHook(wire.Told{Book: o.Path, Command: nameOf(cmd)}, func(w *wire.Writer) error { return w.BookCopied(done) })
		if err := a.screen().BookCopied(done); err != nil && !done.DryRun {
			failed := crm.Errorf(crm.CodeEnvironment, "%s was copied, but the output could not be written: %w", done.From, causeOf(err))
			failed.Saved = true
			return failed
		} else if err != nil {
			return err
		}
		return nil
	}
}
