package cli

import (
	"context"
	"strings"

	"github.com/spf13/cobra"

	"crm/internal/book"
	"crm/internal/crm"
	"crm/internal/locale"
	"crm/internal/wire"
)

func (a *app) callCommand() *cobra.Command {
	log := a.logCommand()
	return groupOf("call", "Calls: who is to be called, and what came of it",
		a.listCalls(), log, a.addCall(),
		a.showCommand(crm.Call, "Show calls with whom they are to"),
		a.editActivity(crm.Call, "call", "Change calls"),
		a.assignCommand(crm.Call),
		a.snoozeCommand(crm.Call, "call"), a.cancelCommand(crm.Call, "call"), a.correctCommand(), a.whyCommand(crm.Call))
}

func (a *app) listCalls() *cobra.Command {
	var all, done bool
	l := mustList("call", "List the calls that are due within 30 days")
	l.flags = func(cmd *cobra.Command) {
		cmd.Flags().BoolVar(&all, "all", false, "all open calls, whenever they are due")
		cmd.Flags().BoolVar(&done, "done", false, "the calls that were made instead")
	}
	l.narrow = func() []string {
		if done {
			return []string{`status == "done"`}
		}
		return nil
	}
	l.open = func() []string {
		switch {
		case done:
			return nil
		case all:
			return []string{`status == "open"`, `contact.stopped == nil`}
		}
		return []string{`status == "open"`, `contact.stopped == nil`, `due <= today + days(30)`}
	}
	return a.list(l)
}

// bindLog makes the flags that a call log takes.
func (a *app) bindLog(cmd *cobra.Command, in *book.CallLog) {
	f := cmd.Flags()
	f.SortFlags = false
	f.StringVarP(&in.Note, "note", "m", "", "what was said")
	dateFlag(cmd, &in.On, "on", "the `DATE` of the call, if it was not today")
	dateFlag(cmd, &in.Due, "due", "the `DATE`, and if wanted the time, of the follow-up: \"fri 17:00\"")
	dateFlag(cmd, &in.Appt, "appt", "with appointment: `WHEN` it is, \"fri 10:30\"")
	f.StringVar(&in.For, "for", "", "how long it lasts: 1h (the default), 30m")
	f.StringVar(&in.Place, "place", "", "where it is")
	f.StringVar(&in.Opportunity, "opp", "", "the `OPPORTUNITY` that the call regards")
	f.StringVar(&in.Phone, "phone", "", "with wrong-number: the `NUMBER` that was dialled, if it was not the first")
}

func (a *app) logCommand() *cobra.Command {
	var in book.CallLog
	cmd := &cobra.Command{
		Use: "log CALL|NAME RESULT", Short: "Record what came of a call; rules plan the next step", Args: resultLast,
		Long: `Record what came of a call. A number names the call, or the contact; a name closes
the call that this plausibly was: what is due, an open referral call, or a retry.

Results: ` + strings.Join(crm.Picklist("call_result"), ", ") + `
(short: nr, sit, dead, appt, wrong; or the words of your language).`,
		Example:           "  crm log 352 nr\n  crm log \"Jane Hudson\" sit -m \"wants auto and home in spring\"\n  crm log 409 appt --appt \"fri 10:30\" --place \"214 Elm St\"",
		ValidArgsFunction: a.completeLog,
	}
	a.bindLog(cmd, &in)
	cmd.Flags().BoolVar(&in.Inbound, "inbound", false, "they called")
	return a.write(cmd, func(ctx context.Context, b *book.Book, args []string) (*crm.Outcome, error) {
		in.Result = args[1]
		o, err := b.LogCall(ctx, args[0], in)
		if err != nil || o.DryRun || !a.onTerminal() || a.format() != wire.Table || a.flags.quiet {
			return o, err
		}
		agenda, err := b.Agenda(ctx, book.AgendaQuery{})
		if err == nil {
			o.Next = b.NextCall(agenda)
		}
		return o, err
	})
}

// resultLast is args(2, -1), with where a day behind the result belongs.
func resultLast(cmd *cobra.Command, given []string) error {
	if err := args(2, -1)(cmd, given); err != nil {
		return err
	}
	isResult := func(text string) (string, bool) {
		code, err := locale.Code("call_result", text)
		return code, err == nil
	}
	for i := 1; i < len(given)-1; i++ {
		code, is := isResult(given[i])
		if _, whole := isResult(strings.Join(given[i:], " ")); whole || !is {
			continue
		}
		who, behind := strings.Join(given[:i], " "), strings.Join(given[i+1:], " ")
		e := tooMuch(cmd, behind)
		if code == crm.AppointmentResult {
			return e.Next("If that is when you meet", "log", who, given[i], crm.With("appt", behind))
		}
		return e.Try("If that is a day: --due %q. If it is what was said: -m %q", behind, behind)
	}
	return nil
}

func (a *app) correctCommand() *cobra.Command {
	var in book.CallLog
	cmd := &cobra.Command{Use: "correct CALL RESULT", Short: "Give a logged call another result; what the old one planned is taken back", Args: correctArgs,
		Example: "  crm call correct 3 stay-in-touch\n  crm call correct 3 --on 2026-11-23"}
	a.bindLog(cmd, &in)
	cmd.Flags().StringVar(&in.Reason, "reason", "", "why somebody may be contacted again, who was a dead file")
	return a.write(cmd, func(ctx context.Context, b *book.Book, args []string) (*crm.Outcome, error) {
		if len(args) > 1 {
			in.Result = args[1]
		}
		return b.CorrectCall(ctx, args[0], in)
	})
}

// correctArgs takes the number of a call alone where it was made on another day; the
// result stays then.
func correctArgs(cmd *cobra.Command, given []string) error {
	if len(given) == 1 && isCount(given[0]) && cmd.Flags().Changed("on") {
		return nil
	}
	return resultLast(cmd, given)
}

func (a *app) addCall() *cobra.Command {
	in := book.NewActivity{Kind: crm.Call}
	cmd := &cobra.Command{Use: "add CONTACT", Short: "Plan a call", Args: args(1, -1), ValidArgsFunction: a.completeContacts("")}
	f := cmd.Flags()
	dateFlag(cmd, &in.Due, "due", "the `DATE`, and if wanted the time: \"fri 17:00\"")
	f.StringVar(&in.CallType, "type", "", strings.Join(crm.Picklist("call_type"), "|"))
	f.StringVarP(&in.Note, "note", "m", "", "what it is about")
	f.StringVar(&in.Owner, "owner", "", "the `PRODUCER` who is to call")
	f.StringVar(&in.Opportunity, "opp", "", "the `OPPORTUNITY` that it regards")
	_ = cmd.MarkFlagRequired("due")
	_ = cmd.RegisterFlagCompletionFunc("type", a.completeCodes("call_type"))
	return a.write(cmd, func(ctx context.Context, b *book.Book, args []string) (*crm.Outcome, error) {
		in.Contact = args[0]
		return b.AddActivity(ctx, in)
	})
}
