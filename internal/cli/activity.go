package cli

import (
	"context"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"crm/internal/book"
	"crm/internal/crm"
)

// The commands that all kinds of activity share. A kind narrows what a number
// may mean; noun is the word for it on the command line, empty for any kind.

func commandName(noun, verb string) string {
	if noun == "" {
		return verb
	}
	return noun + " " + verb
}

func (a *app) doneCommand(kind, noun, short string) *cobra.Command {
	var note, on string
	cmd := &cobra.Command{Use: "done NUMBER|NAME...", Short: short, Args: args(1, -1), ValidArgsFunction: a.completeActivities(kind)}
	cmd.Flags().StringVarP(&note, "note", "m", "", "what came of it")
	dateFlag(cmd, &on, "on", "the `DATE` on which it was done, if not today")
	return a.write(cmd, func(ctx context.Context, b *book.Book, args []string) (*crm.Outcome, error) {
		return b.Done(ctx, commandName(noun, "done"), kind, args, note, on)
	})
}

func (a *app) cancelCommand(kind, noun string) *cobra.Command {
	var note string
	cmd := &cobra.Command{Use: "cancel NUMBER|NAME...", Short: "Take off the list", Args: args(1, -1), ValidArgsFunction: a.completeActivities(kind)}
	cmd.Flags().StringVarP(&note, "note", "m", "", "why")
	return a.write(cmd, func(ctx context.Context, b *book.Book, args []string) (*crm.Outcome, error) {
		return b.Cancel(ctx, commandName(noun, "cancel"), kind, args, note)
	})
}

func (a *app) snoozeCommand(kind, noun string) *cobra.Command {
	cmd := &cobra.Command{Use: "snooze NUMBER|NAME... DATE", Short: "Move to another day, which no rule changes then", Args: args(2, -1),
		Example: "  crm " + noun + " snooze 352 +2d\n  crm " + noun + " snooze 352 \"fri 17:00\"", ValidArgsFunction: a.completeActivities(kind)}
	return a.write(cmd, func(ctx context.Context, b *book.Book, args []string) (*crm.Outcome, error) {
		last := len(args) - 1
		return b.Snooze(ctx, commandName(noun, "snooze"), kind, args[:last], args[last])
	})
}

func (a *app) editActivity(kind, noun, short string) *cobra.Command {
	fields := []fieldFlag{
		{field: "note", about: "a note", short: "m"},
		{field: "owner", about: "the `PRODUCER` whose list it is on"},
		{field: "priority", about: "high|normal|low"},
		{field: "opportunity", about: "the `OPPORTUNITY` that it regards"},
	}
	if kind != crm.Appointment { // which is moved
		fields = append([]fieldFlag{{field: "due", about: "the `DATE`, and if wanted the time"}}, fields...)
	}
	switch kind {
	case crm.Appointment:
		fields = append(fields, fieldFlag{field: "subject", about: "what it is about"}, fieldFlag{field: "place", about: "where it is"})
	case crm.Call:
		fields = append(fields, fieldFlag{field: "call_type", about: "referral|birthday|review"})
	case crm.Task, crm.Email:
		fields = append(fields, fieldFlag{field: "subject", about: "what is to be done"})
	}
	cmd := &cobra.Command{Use: "edit NUMBER|NAME...", Short: short, Args: args(1, -1), ValidArgsFunction: a.completeActivities(kind)}
	cmd.Flags().SetNormalizeFunc(func(_ *pflag.FlagSet, name string) pflag.NormalizedName {
		if name == "opportunity" { // as the flag was called once
			name = flagOf(name)
		}
		return pflag.NormalizedName(name)
	})
	collect := a.bindEdits(cmd, fields, crm.KindActivity)
	return a.write(cmd, func(ctx context.Context, b *book.Book, args []string) (*crm.Outcome, error) {
		values := collect()
		if len(values) == 0 {
			return nil, crm.Errorf(crm.CodeUsage, "nothing to change was given").Next("What can be changed", noun+" edit", crm.With("help", nil))
		}
		return b.EditActivities(ctx, commandName(noun, "edit"), kind, args, values)
	})
}
