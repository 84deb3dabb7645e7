package cli

import (
	"context"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"crm/internal/book"
	"crm/internal/crm"
	"crm/internal/locale"
)

func (a *app) viewCommand() *cobra.Command {
	remove := &cobra.Command{Use: "remove NAME", Short: "Remove a view; undo brings it back", Args: args(1, 1), ValidArgsFunction: a.completeViews}
	return groupOf("view", "Lists under a name", a.showView(), a.listViews(), a.saveView(),
		a.write(remove, func(ctx context.Context, b *book.Book, args []string) (*crm.Outcome, error) {
			return b.RemoveView(ctx, args[0])
		}))
}

func (a *app) saveView() *cobra.Command {
	var v crm.View
	var columns, sort []string
	var force bool
	cmd := &cobra.Command{Use: "save NAME", Short: "Keep a list under a name", Args: args(1, 1),
		Long: `Keep a list under a name. It is of all records of its kind, so say which are meant:
a list of opportunities has those that are won and lost in it, too.`,
		Example: "  crm view save big --list opp --where 'status == \"open\" and premium >= 2000' --sort=-premium"}
	f := cmd.Flags()
	f.StringVar(&v.List, "list", "", "which list: "+strings.Join(listWords(), "|"))
	f.StringVar(&v.Where, "where", "", "only those for which an `EXPRESSION` holds")
	f.StringSliceVar(&columns, "columns", nil, "`FIELDS` to show, with commas; contact.name follows a reference")
	f.StringSliceVar(&sort, "sort", nil, "`FIELDS` to sort by, with commas; - in front turns the order")
	f.StringVar(&v.Owner, "owner", "", "whose: a `PRODUCER`, or all; the reader's own unless said")
	f.BoolVar(&force, "force", false, "replace the view that is there")
	_ = cmd.MarkFlagRequired("list")
	_ = cmd.RegisterFlagCompletionFunc("list", cobra.FixedCompletions(listWords(), noFiles))
	_ = cmd.RegisterFlagCompletionFunc("owner", a.completeProducers)
	return a.add(cmd, func(ctx context.Context, b *book.Book, args []string) (*crm.Outcome, error) {
		l, err := listingOf(v.List)
		if err != nil {
			return nil, err
		}
		columns, sort = a.fieldNames(l.noun, columns), a.fieldNames(l.noun, sort)
		v.Columns, v.Sort = strings.Join(columns, ","), strings.Join(sort, ",")
		if v.Owner != "" && l.owner() == "" {
			return nil, notOwned(v.List)
		}
		q := book.ListQuery{Noun: l.noun, Fixed: l.fixed, Where: v.Where, Columns: columns, Sort: sort, Owner: v.Owner}
		return b.SaveView(ctx, args[0], &v, q, force)
	})
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
	_ = cmd.RegisterFlagCompletionFunc("owner", a.completeProducers)
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
