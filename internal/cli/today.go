package cli

import (
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"crm/internal/book"
	"crm/internal/crm"
	"crm/internal/screen"
	"crm/internal/verb"
	"crm/internal/wire"
)

func (a *app) today(cmd *cobra.Command, v *verb.Verb) {
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		r := v.Request(cmd.Context(), nil, args, flagsGiven(cmd, v))
		q := book.AgendaQuery{Days: r.Number("days"), Owner: r.Text("owner")}
		all, count, quietIfEmpty := r.Is("all"), r.Is("count"), r.Is("quiet-if-empty")
		if len(args) == 1 {
			a.from, a.flags.today = a.flags.today, args[0]
		}
		if a.format() == wire.Table && !all {
			q.PerGroup = screen.LinesPerGroup
		}
		q.Merge = a.format() == wire.Table && !a.flags.quiet && !all
		q.Whole = !q.Merge || count
		a.hushed = a.format() == wire.Table && !quietIfEmpty && !count
		agenda, err := a.agenda(cmd, q)
		switch {
		case err != nil && len(args) == 1:
			return notTheFlag(err, "today")
		case err != nil:
			return err
		case count:
			n := agenda.Appointments + agenda.Calls + agenda.Tasks + agenda.Opportunities + agenda.Policies
			_, err := fmt.Fprintln(a.env.Out, n)
			return err
		case quietIfEmpty && len(agenda.Items) == 0:
			return nil
		}
		s := a.screen()
		s.Whole, s.Asked = all, a.asked(cmd, args)
		return s.Agenda(agenda)
	}
}

// asked is what the agenda was asked for, for commands that ask the same.
func (a *app) asked(cmd *cobra.Command, args []string) []crm.Given {
	var given []crm.Given
	for _, arg := range args {
		given = append(given, crm.Given{Value: arg})
	}
	cmd.Flags().Visit(func(f *pflag.Flag) {
		value := f.Value.String()
		if f.Name == "today" && len(args) == 1 {
			value = a.from // the flag has what the argument says
		}
		if slices.Contains([]string{"days", "owner", "today"}, f.Name) {
			given = append(given, crm.With(f.Name, value))
		}
	})
	return given
}

// agenda reads the agenda, which is empty without a book and says so.
func (a *app) agenda(cmd *cobra.Command, q book.AgendaQuery) (*crm.Agenda, error) {
	b, err := a.read(cmd.Context())
	if err != nil {
		return nil, err
	}
	if b == nil {
		return &crm.Agenda{Date: a.screen().Today, Producer: a.env.Vars.FindOrigin().Producer, Empty: true}, nil
	}
	return b.Agenda(cmd.Context(), q)
}

func (a *app) showNext(cmd *cobra.Command, v *verb.Verb) {
	cmd.Args = ofNobody
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		q := book.AgendaQuery{Owner: v.Request(cmd.Context(), nil, nil, flagsGiven(cmd, v)).Text("owner")}
		a.hushed = true
		agenda, err := a.agenda(cmd, q)
		if err != nil {
			return err
		}
		b := a.book
		if b == nil {
			return a.screen().Agenda(agenda)
		}
		item := agenda.NextCall()
		if item == nil {
			s := a.screen()
			s.Asked = a.asked(cmd, nil)
			return s.Agenda(agenda)
		}
		card, err := b.Show(cmd.Context(), "", fmt.Sprint(item.Activity.ID))
		if err != nil {
			return err
		}
		card.Whole = true
		return a.screen().Card(card)
	}
}

// ofNobody rejects a name: the list decides whose turn it is.
func ofNobody(_ *cobra.Command, given []string) error {
	if len(given) == 0 {
		return nil
	}
	who := strings.Join(given, " ")
	return crm.Errorf(crm.CodeUsage, "this shows whose turn it is, so it takes no name").
		Next("What is planned with somebody, and why", "why", who).Next("All about them", "show", who)
}

// notTheFlag removes the flag's name from an error about an argument.
func notTheFlag(err error, flag string) error {
	if e, ok := crm.AsError(err); ok && e.Field == flag {
		e.Field, e.Flag = "", ""
	}
	return err
}
