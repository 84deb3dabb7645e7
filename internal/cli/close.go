package cli

import (
	"context"
	"strings"

	"github.com/spf13/cobra"

	"crm/internal/book"
	"crm/internal/crm"
)

// looseFlags say what becomes of what is open for an opportunity that is
// closed.
type looseFlags struct{ cancel, complete, keep, decline bool }

func (f *looseFlags) bind(cmd *cobra.Command) {
	flags := cmd.Flags()
	flags.BoolVar(&f.cancel, chooseFlag(book.ChooseCancel), false, "take your own open activities for it off the list")
	flags.BoolVar(&f.complete, chooseFlag(book.ChooseComplete), false, "mark your own open activities for it as done")
	flags.BoolVar(&f.keep, chooseFlag(book.ChooseKeep), false, "leave your own open activities for it on the list")
	flags.BoolVar(&f.decline, "decline-quotes", false, "decline the quotes that are still open")
}

// chooseFlag is the flag for a choice of what becomes of open activities.
func chooseFlag(choice string) string { return choice + "-activities" }

func (f *looseFlags) loose() (book.Loose, error) {
	l := book.Loose{DeclineQuotes: f.decline}
	for _, c := range []struct {
		given  bool
		choice string
	}{{f.cancel, book.ChooseCancel}, {f.complete, book.ChooseComplete}, {f.keep, book.ChooseKeep}} {
		switch {
		case !c.given:
		case l.Activities != "":
			return l, crm.Errorf(crm.CodeUsage, "--%s and --%s can't both be meant", chooseFlag(l.Activities), chooseFlag(c.choice)).On(chooseFlag(c.choice))
		default:
			l.Activities = c.choice
		}
	}
	return l, nil
}

func (a *app) closeWonCommand() *cobra.Command {
	var in book.Win
	var open looseFlags
	cmd := &cobra.Command{Use: "close-won OPPORTUNITY", Short: "Close an opportunity as won: the contact becomes a client", Args: args(1, -1), ValidArgsFunction: a.completeOpportunities,
		Long: `Close an opportunity as won: the contact becomes a client, and rules plan the
next review. With --quote that quote is accepted, the others are lost, and the
policy is added with what the quote says. Without a quote --premium is asked
for; --carrier, --policy-number and the like add the policy.`,
		Example: "  crm opp close-won 391 --quote 399 --policy-number PA-1207\n  crm opp close-won 391 --premium 1450"}
	cmd.Flags().StringVar(&in.Quote, "quote", "", "the `QUOTE` that was accepted")
	collect := a.bindFields(cmd, []fieldFlag{
		{field: "premium", about: "the premium that was agreed on: of the policy's term, or a year"},
		{field: "policy_number", about: "the number of the policy; without one it is pending"},
		{field: "carrier", about: "whose policy it is; that of the quote unless said"},
		{field: "term", about: "for how many `MONTHS` the policy is, or a length of time (5 years); 12 unless said"},
		{field: "effective", about: "the `DATE` from which the policy is in force", looks: crm.BoughtFrom},
		{field: "expires", about: "the `DATE` on which it expires; when the term is over unless said"},
	}, crm.KindPolicy)
	dateFlag(cmd, &in.Date, "date", "the `DATE` on which it was won, if not today")
	cmd.Flags().StringVarP(&in.Note, "note", "m", "", "a note")
	open.bind(cmd)
	_ = cmd.RegisterFlagCompletionFunc("quote", a.completeQuotes)
	return a.write(cmd, func(ctx context.Context, b *book.Book, args []string) (*crm.Outcome, error) {
		var err error
		if in.Loose, err = open.loose(); err != nil {
			return nil, err
		}
		in.Policy = collect()
		if number, given := in.Policy["policy_number"]; given {
			delete(in.Policy, "policy_number")
			in.Policy["number"] = number
		}
		return b.CloseWon(ctx, args[0], in)
	})
}

func (a *app) closeLostCommand() *cobra.Command {
	var in book.Loss
	var open looseFlags
	cmd := &cobra.Command{Use: "close-lost OPPORTUNITY", Short: "Close an opportunity as lost", Args: args(1, -1), ValidArgsFunction: a.completeOpportunities,
		Example: "  crm opp close-lost 391 --reason price --competitor Buckeye --x-date 2027-06-01"}
	f := cmd.Flags()
	f.StringVar(&in.Reason, "reason", "", "why: "+strings.Join(crm.Picklist("lost_reason"), "|"))
	f.StringVar(&in.Competitor, "competitor", "", "from whom they bought")
	dateFlag(cmd, &in.XDate, "x-date", "the `DATE` on which what they bought elsewhere expires; a call before it is planned")
	dateFlag(cmd, &in.Date, "date", "the `DATE` on which it was lost, if not today")
	f.StringVarP(&in.Note, "note", "m", "", "a note")
	open.bind(cmd)
	_ = cmd.MarkFlagRequired("reason")
	_ = cmd.RegisterFlagCompletionFunc("reason", a.completeCodes("lost_reason"))
	return a.write(cmd, func(ctx context.Context, b *book.Book, args []string) (*crm.Outcome, error) {
		var err error
		if in.Loose, err = open.loose(); err != nil {
			return nil, err
		}
		return b.CloseLost(ctx, args[0], in)
	})
}
