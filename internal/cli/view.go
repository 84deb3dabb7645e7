package cli

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"crm/internal/book"
	"crm/internal/crm"
	"crm/internal/locale"
	"crm/internal/verb"
)

// saveView reads the fields of a list in the user's language and saves the view.
func (a *app) saveView(r verb.Request) (*crm.Outcome, error) {
	l, err := listingOf(r.Text("list"))
	if err != nil {
		return nil, err
	}
	q := book.ListQuery{Noun: l.noun, Fixed: l.fixed, Where: r.Text("where"), Owner: r.Text("owner"),
		Columns: a.fieldNames(l.noun, r.All("columns")), Sort: a.fieldNames(l.noun, r.All("sort"))}
	if q.Owner != "" && l.owner() == "" {
		return nil, notOwned(r.Text("list"))
	}
	v := &crm.View{List: r.Text("list"), Where: q.Where, Owner: q.Owner, Columns: strings.Join(q.Columns, ","), Sort: strings.Join(q.Sort, ",")}
	return r.Book.SaveView(r.Context, r.Text("name"), v, q, r.Is("force"))
}

func notOwned(list string) error {
	return crm.Errorf(crm.CodeUsage, "the list %s is of nobody's own records", list).On("owner")
}

// showView shows the list of a view. Flags override what was saved, and --where filters
// further.
func (a *app) showView(cmd *cobra.Command, shown *verb.Verb) {
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		views, err := a.views(cmd.Context())
		if err != nil {
			return err
		}
		v, err := book.FindView(views, args[0], locale.Code)
		if err != nil {
			return err
		}
		l, err := listingOf(v.List)
		if err != nil {
			return err
		}
		f := listFlagsOf(shown.Request(cmd.Context(), a.book, args, flagsGiven(cmd, shown)))
		if f.owner != "" && l.owner() == "" {
			return notOwned(v.List)
		}
		err = a.showListOf(cmd.Context(), a.book, viewListing(l, v), viewFlags(f, v))
		if e, ok := crm.AsError(err); ok && e.Code == crm.CodeUsage && v.ID != 0 {
			return cmp.Or(a.book.ViewFault(cmd.Context(), v, l.noun, l.fixed), err)
		}
		return err
	}
}

// views returns the views of the book, or without one the built-in ones.
func (a *app) views(ctx context.Context) ([]*crm.View, error) {
	b, err := a.read(ctx)
	if b == nil || err != nil {
		return crm.BuiltinViews(), err
	}
	return b.Views(ctx)
}

// viewListing returns the list that a view filters. A built-in view has columns for a
// table only; programs get all fields.
func viewListing(l listing, v *crm.View) listing {
	if v.Where != "" {
		l.fixed = append(slices.Clip(l.fixed), v.Where)
	}
	if v.ID == 0 && v.Columns != "" {
		l.columns, l.spare = split(v.Columns), []string{"next_due"}
	}
	if v.Sort != "" {
		l.sort = split(v.Sort)
	}
	return l
}

// viewFlags returns the flags given, completed by those saved.
func viewFlags(f listFlags, v *crm.View) listFlags {
	if len(f.columns) == 0 && v.ID != 0 && v.Columns != "" {
		f.columns = split(v.Columns)
	}
	if f.owner == "" {
		f.owner = v.Owner
	}
	return f
}

func split(list string) []string { return strings.Split(list, ",") }

func (a *app) listViews(cmd *cobra.Command, _ []string) error {
	views, err := a.views(cmd.Context())
	if err != nil {
		return err
	}
	return a.screen().Views(views)
}

func (a *app) completeViews(cmd *cobra.Command, _ []string, _ string) ([]string, cobra.ShellCompDirective) {
	var offers []string
	if a.prepare() != nil {
		return nil, noFiles
	}
	for _, v := range crm.BuiltinViews() {
		offers = append(offers, v.Name+"\t"+a.locale.Label("view", v.Name))
	}
	return append(offers, a.ownNames(cmd, func(b *book.Book) ([]string, error) {
		var names []string
		views, err := b.Views(cmd.Context())
		for _, v := range views {
			if v.ID != 0 {
				names = append(names, v.Name)
			}
		}
		return names, err
	})...), noFiles
}

// plainName matches names that are safe in a shell, which evaluates completions.
func plainName(name string) bool {
	return strings.Trim(name, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_") == ""
}

// ownNames returns names of the book's own for completion.
func (a *app) ownNames(cmd *cobra.Command, names func(*book.Book) ([]string, error)) []string {
	b := a.peek(cmd)
	if b == nil {
		return nil
	}
	all, err := names(b)
	if err != nil {
		return nil
	}
	return slices.DeleteFunc(all, func(name string) bool { return !plainName(name) })
}
