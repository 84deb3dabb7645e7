package cli

import (
	"context"
	"fmt"
	"os"

	"github.com/spf13/cobra"

	"crm/internal/book"
	"crm/internal/calendar"
	"crm/internal/config"
	"crm/internal/crm"
	"crm/internal/say"
	"crm/internal/screen"
)

func (a *app) bookCommand() *cobra.Command {
	roll := &cobra.Command{Use: "roll", Short: "Move birthday calls that were missed to the next birthday", Args: args(0, 0),
		Long: "Move birthday calls that were missed to the next birthday. The first change of a\nday does so by itself; cron may do it for a book that nobody changes."}
	a.write(roll, func(ctx context.Context, b *book.Book, _ []string) (*crm.Outcome, error) { return b.Roll(ctx) })
	return groupOf("book", "The book itself: where it is, what is true of it",
		a.initBook(), a.showBook(), a.setBook(), a.holidaysCommand(), a.holidayCommand(), a.regionsCommand(), roll, a.upgradeBook())
}

func (a *app) initBook() *cobra.Command {
	var n newBook
	cmd := &cobra.Command{Use: "init", Short: "Make a new book", Args: args(0, 0),
		Example: "  crm book init --country us --timezone America/New_York --producer \"Ann Lee\"\n  crm book init --country es --region MD --timezone Europe/Madrid"}
	f := cmd.Flags()
	f.StringVar(&n.country, "country", "", "whose holidays are kept, an ISO 3166 `CODE`, or none")
	f.StringVar(&n.region, "region", "", "a part of the country with days off of its own, by `CODE` or name; see crm book regions")
	f.StringVar(&n.timezone, "timezone", "", "an IANA time `ZONE`")
	f.StringVar(&n.currency, "currency", "", "an ISO 4217 `CODE`; that of the country unless said")
	f.StringVar(&n.weekend, "weekend", "", "`DAYS` off in every week: sat,sun")
	f.StringVar(&n.producer, "producer", "", "your `NAME`")
	_ = cmd.RegisterFlagCompletionFunc("country", cobra.FixedCompletions(calendar.Countries(), cobra.ShellCompDirectiveNoFileComp))
	_ = cmd.RegisterFlagCompletionFunc("region", func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
		return regionCodes(n.country), cobra.ShellCompDirectiveNoFileComp
	})
	cmd.Annotations = map[string]string{"writes": "yes"}
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		o, err := a.options()
		if err != nil {
			return err
		}
		o.As = ""
		var from []screen.Origin
		if o.Settings, o.Producer, from, err = newSettings(n, a.flags.as); err != nil {
			return err
		}
		if _, err := os.Lstat(o.Path); a.flags.dryRun && err != nil {
			a.screen().NewBook(a.env.Err, screen.NewBook{Path: o.Path, Wanted: true, From: from})
			return nil
		}
		o.Made = func(b *book.Book) {
			a.book = b
			a.tellMade(b, from)
		}
		a.book, err = book.Init(cmd.Context(), o)
		return err
	}
	return cmd
}

func (a *app) upgradeBook() *cobra.Command {
	cmd := &cobra.Command{Use: "upgrade", Short: "Bring a book of an earlier version up to date", Args: args(0, 0),
		Long:        "Bring a book that an earlier crm made up to date. A copy of it as it was is kept\nbeside it, and an earlier crm can't open it any more. The first command that opens\nsuch a book does so by itself.",
		Annotations: map[string]string{"writes": "yes"}}
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		o, err := a.options()
		if err != nil {
			return err
		}
		u, err := book.Upgrade(cmd.Context(), o)
		switch {
		case err != nil:
			return err
		case u == nil:
			fmt.Fprintf(a.env.Err, "crm: the book has version %d, which is the newest; there is nothing to do\n", book.SchemaVersion)
		case a.flags.dryRun:
			fmt.Fprintf(a.env.Err, "crm: would bring the book from version %d to %d, and keep a copy of it as it is\n", u.From, u.To)
		default:
			a.tellUpgraded(u)
		}
		return nil
	}
	return cmd
}

func (a *app) showBook() *cobra.Command {
	cmd := &cobra.Command{Use: "show", Short: "Show where the book is, what is in it, and its settings", Args: args(0, 0)}
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		a.hushed = true
		b, err := a.read(cmd.Context())
		if err != nil {
			return err
		}
		if b == nil {
			path, err := config.DefaultBook()
			if err != nil {
				return err
			}
			return crm.Errorf(crm.CodeNotFound, "there is no book at %s yet", path).Next("Make one", "book init")
		}
		counts, err := b.Counts(cmd.Context())
		if err != nil {
			return err
		}
		s := b.Settings()
		pairs := []say.Pair{{Key: "path", Value: b.Path()}}
		if info, err := os.Stat(b.Path()); err == nil {
			pairs = append(pairs, say.Pair{Key: "bytes", Value: info.Size()})
		}
		for _, count := range []struct {
			key string
			n   int
		}{{"contacts", counts.Contacts}, {"leads", counts.Leads}, {"prospects", counts.Prospects}, {"clients", counts.Clients},
			{"open_activities", counts.OpenActivities}, {"open_opportunities", counts.OpenOpportunities}, {"producers", counts.Producers}, {"changes", counts.Changes}} {
			pairs = append(pairs, say.Pair{Key: count.key, Value: int64(count.n)})
		}
		pairs = append(pairs, say.Pair{Key: "schema_version", Value: int64(book.SchemaVersion)})
		for _, key := range book.SettingKeys() {
			field, _ := crm.BuiltIn(crm.KindSettings).Field(key)
			pairs = append(pairs, say.Pair{Key: key, Value: field.Get(s)})
		}
		pairs = append(pairs, say.Pair{Key: "days_off", Value: s.DaysOff}, say.Pair{Key: "working_days", Value: s.WorkingDays})
		return a.screen().Settings(pairs)
	}
	return cmd
}

func (a *app) setBook() *cobra.Command {
	cmd := &cobra.Command{Use: "set KEY VALUE", Short: "Change a setting", Args: args(2, 2),
		Example: "  crm book set country us\n  crm book set region MA\n  crm book set max_attempts 8",
		ValidArgsFunction: func(cmd *cobra.Command, given []string, _ string) ([]string, cobra.ShellCompDirective) {
			switch {
			case len(given) == 0:
				return book.SettingKeys(), cobra.ShellCompDirectiveNoFileComp
			case given[0] == "country":
				return calendar.Countries(), cobra.ShellCompDirectiveNoFileComp
			case given[0] == "region":
				if b, err := a.read(cmd.Context()); b != nil && err == nil {
					return regionCodes(b.Settings().Country), cobra.ShellCompDirectiveNoFileComp
				}
			}
			return nil, cobra.ShellCompDirectiveNoFileComp
		}}
	return a.add(cmd, func(ctx context.Context, b *book.Book, args []string) (*crm.Outcome, error) {
		return b.Set(ctx, args[0], args[1])
	})
}
