package cli

import (
	"context"
	"strings"

	"github.com/spf13/cobra"

	"crm/internal/book"
	"crm/internal/crm"
	"crm/internal/locale"
	"crm/internal/verb"
	"crm/internal/wire"
)

func (a *app) callCommand() *cobra.Command {
	verbs := a.verbsOf("call")
	verbs["correct"].Args = correctArgs
	return groupOf("call", "Calls: who is to be called, and what came of it",
		a.listCalls(), a.logs(verbs["log"]), verbs["add"],
		a.showCommand(crm.Call, "Show calls with whom they are to"),
		verbs["edit"], verbs["assign"], verbs["snooze"], verbs["cancel"], verbs["correct"], a.whyCommand(crm.Call))
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

// logs has a command that logs a call say at a terminal whom to call next.
func (a *app) logs(cmd *cobra.Command) *cobra.Command {
	cmd.Args = resultLast
	v := a.verbs[cmd]
	log := v.Do
	v.Do = func(ctx context.Context, b *book.Book, in verb.Input) (*crm.Outcome, error) {
		o, err := log(ctx, b, in)
		if err != nil || o.DryRun || !a.onTerminal() || a.format() != wire.Table || a.flags.quiet {
			return o, err
		}
		agenda, err := b.Agenda(ctx, book.AgendaQuery{})
		if err == nil {
			o.Next = b.NextCall(agenda)
		}
		return o, err
	}
	return cmd
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

// correctArgs takes the number of a call alone where it was made on another day; the
// result stays then.
func correctArgs(cmd *cobra.Command, given []string) error {
	if len(given) == 1 && isCount(given[0]) && cmd.Flags().Changed("on") {
		return nil
	}
	return resultLast(cmd, given)
}
