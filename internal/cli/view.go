package cli

import (
	"context"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"crm/internal/book"
	"crm/internal/crm"
	"crm/internal/locale"
	"crm/internal/verb"
)

func (a *app) viewCommand() *cobra.Command {
	verbs := a.verbsOf("view")
	a.verbs[verbs["save"]].Do = a.saveView
	return groupOf("view", "Lists under a name", a.showView(), a.listViews(), verbs["save"], verbs["remove"])
}

// saveView reads the fields of a list in the reader's language.
func (a *app) saveView(ctx context.Context, b *book.Book, in verb.Input) (*crm.Outcome, error) {
	l, err := listingOf(in.Text("list"))
	if err != nil {
		return nil, err
	}
	q := book.ListQuery{Noun: l.noun, Fixed: l.fixed, Where: in.Text("where"), Owner: in.Text("owner"),
		Columns: a.fieldNames(l.noun, in.All("columns")), Sort: a.fieldNames(l.noun, in.All("sort"))}
	if q.Owner != "" && l.owner() == "" {
		return nil, notOwned(in.Text("list"))
	}
	v := &crm.View{List: in.Text("list"), Where: q.Where, Owner: q.Owner, Columns: strings.Join(q.Columns, ","), Sort: strings.Join(q.Sort, ",")}
	return b.SaveView(ctx, in.Text("name"), v, q, in.Is("force"))
}

func notOwned(list string) error {
	return crm.Errorf(crm.CodeUsage, "the list %s is of nobody's own records", list).On("owner")
}

// showView shows the list that a view is. Flags win over what was saved, and
// --where narrows it further.
func (a *app) showView() *cobra.Command {
	var f listFlags
	cmd := &cobra.Command{Use: "show NAME", Short: "Show the list that was kept under a name", Args: args(1, 1), ValidArgsFunction: a.completeViews,
		Example: "  crm view show stale\n  crm view show won --where 'closed >= \"-30d\"' -o csv"}
	f.bind(cmd, listing{noun: crm.KindOpportunity})
	_ = cmd.RegisterFlagCompletionFunc("owner", a.completeRecords(crm.KindProducer, ""))
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		b, err := a.read(cmd.Context())
		if err != nil {
			return err
		}
		views := crm.BuiltinViews()
		if b != nil {
			if views, err = b.Views(cmd.Context()); err != nil {
				return err
			}
		}
		v, err := book.FindView(views, args[0], locale.Code)
		if err != nil {
			return err
		}
		l, err := listingOf(v.List)
		if err != nil {
			return err
		}
		if f.owner != "" && l.owner() == "" {
			return notOwned(v.List)
		}
		return a.showListOf(cmd.Context(), b, viewListing(l, v), viewFlags(f, v))
	}
	return cmd
}

// viewListing is the list that a view narrows down. The columns of a built-in
// view are those of a table; programs get all fields.
func viewListing(l listing, v *crm.View) listing {
	if v.Where != "" {
		l.fixed = append(slices.Clip(l.fixed), v.Where)
	}
	if v.ID == 0 && v.Columns != "" {
		l.columns, l.spare = split(v.Columns), spares("next_due")
	}
	if v.Sort != "" {
		l.sort = split(v.Sort)
	}
	return l
}

// viewFlags are the flags that were given, and what was saved for the others.
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

func (a *app) listViews() *cobra.Command {
	cmd := &cobra.Command{Use: "list", Short: "List the views", Args: args(0, 0)}
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		b, err := a.read(cmd.Context())
		if err != nil {
			return err
		}
		views := crm.BuiltinViews()
		if b != nil {
			if views, err = b.Views(cmd.Context()); err != nil {
				return err
			}
		}
		return a.screen().Views(views)
	}
	return cmd
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

// plainName is a name that a shell takes as it stands. Only these are offered:
// the shell evaluates what it inserts.
func plainName(name string) bool {
	return strings.Trim(name, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_") == ""
}

// ownNames are names of the book's own for a completion.
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
