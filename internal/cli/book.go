package cli

import (
	"fmt"
	"os"

	"github.com/spf13/cobra"

	"crm/internal/book"
	"crm/internal/crm"
	"crm/internal/say"
	"crm/internal/screen"
	"crm/internal/verb"
)

func (a *app) bookCommand() *cobra.Command {
	verbs := a.verbsOf("book")
	holiday := groupOf("holiday", "Days off that the country's calendar lacks, or has and you work on", verbs["holiday add"], verbs["holiday remove"])
	return groupOf("book", "The book itself: where it is, what is true of it",
		verbs["init"], a.showBook(), verbs["copy"], verbs["set"], a.holidaysCommand(), holiday, a.regionsCommand(), verbs["backup"], verbs["backups"], verbs["restore"], verbs["roll"], verbs["check"], verbs["repair"], verbs["grant"], verbs["upgrade"])
}

func (a *app) initBook(cmd *cobra.Command, v *verb.Verb) {
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		r := v.Request(cmd.Context(), nil, nil, flagsGiven(cmd, v))
		o, err := a.options()
		if err != nil {
			return err
		}
		o.As = ""
		var from []screen.Origin
		if o.Settings, o.Producer, from, err = a.newSettings(newBook{r.Text("country"), r.Text("region"), r.Text("timezone"), r.Text("currency"), r.Text("weekend"), r.Text("producer")}, a.flags.as); err != nil {
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
}

func (a *app) upgradeBook(cmd *cobra.Command, _ []string) error {
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
		fmt.Fprintf(a.env.Err, "crm: would bring the book from version %d to %d, after a backup\n", u.From, u.To)
	default:
		a.tellUpgraded(u)
	}
	return nil
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
			path, err := a.env.Vars.DefaultBook()
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
		pairs := []say.Pair{{Key: "path", Value: b.Name()}}
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
		logins, err := b.Logins(cmd.Context())
		if err != nil {
			return err
		}
		if len(logins) > 0 {
			pairs = append(pairs, say.Pair{Key: "logins", Value: logins})
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
