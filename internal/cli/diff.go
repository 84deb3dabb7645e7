package cli

import (
	"context"
	"os"

	"github.com/spf13/cobra"

	"crm/internal/book"
	"crm/internal/crm"
	"crm/internal/exchange"
	"crm/internal/verb"
)

// diff shows what differs between two books, or exports of books.
func (a *app) diff(cmd *cobra.Command, v *verb.Verb) {
	cmd.RunE = func(cmd *cobra.Command, given []string) error {
		r := v.Request(cmd.Context(), nil, given, flagsGiven(cmd, v))
		o, err := a.bothNamed()
		if err != nil {
			return err
		}
		var of [2]book.Compared
		for i, name := range []string{"first", "second"} {
			one, done, err := a.compared(r.Context, r.Text(name))
			if err != nil {
				return err
			}
			defer done()
			of[i] = one
		}
		return book.Diff(r.Context, o, of[0], of[1], func(b *book.Book) { a.book = b }, func(c *crm.BooksCompared) error {
			c.First, c.Second = r.Text("first"), r.Text("second")
			differ, err := a.screen().BooksCompared(c)
			if differ {
				a.exit = crm.CodeProblems.Exit()
			}
			return err
		})
	}
}

// bothNamed are the options of a command that names both of its books.
func (a *app) bothNamed() (book.Options, error) {
	if a.flags.book != "" {
		for _, g := range a.typed {
			if g.Flag == "book" {
				return book.Options{}, crm.Errorf(crm.CodeUsage, "--book does nothing here: both books are named").On("book")
			}
		}
		a.flags.book = ""
	}
	return a.options()
}

// compared returns a book to be compared, which is a file, an address or an export.
func (a *app) compared(ctx context.Context, name string) (of book.Compared, done func(), err error) {
	done = func() {}
	if of.Path, err = a.bookAt(name); err != nil || book.OnServer(name) {
		return of, done, err
	}
	info, err := os.Stat(of.Path)
	if err == nil && !info.IsDir() && !exchange.IsZip(name) || err != nil && !os.IsNotExist(err) {
		return of, done, nil // what is wrong with it is said when it is opened
	}
	from, err := a.openWhole(ctx, name)
	if err != nil {
		return of, done, err
	}
	of.From = from
	return of, func() { _ = from.Close() }, nil
}
