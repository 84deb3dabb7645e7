package cli

import (
	"context"
	"strings"

	"github.com/spf13/cobra"

	"crm/internal/book"
	"crm/internal/crm"
)

func (a *app) historyCommand() *cobra.Command {
	var q book.HistoryQuery
	cmd := &cobra.Command{Use: "history [NUMBER|NAME]", Short: "Who changed what, when, by which command and which rule", Args: args(0, -1)}
	f := cmd.Flags()
	dateFlag(cmd, &q.Since, "since", "from that `DATE` on")
	f.StringVar(&q.By, "by", "", "made by that `PRODUCER`")
	f.StringVar(&q.Rule, "rule", "", "in which that `RULE` acted")
	countFlag(f, &q.Change, "change", 0, "that `CHANGE` alone")
	countFlag(f, &q.Limit, "limit", 20, "the last so many; 0 is all")
	_ = cmd.RegisterFlagCompletionFunc("by", a.completeProducers)
	_ = cmd.RegisterFlagCompletionFunc("rule", completeRules)
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		b, err := a.read(cmd.Context())
		if err != nil {
			return err
		}
		if args, err = a.arranged(cmd.Context(), cmd, b, args); err != nil {
			return err
		}
		q.Record = strings.Join(args, " ")
		if b == nil {
			return a.screen().History(nil)
		}
		if q.Edits = 10; q.Change != 0 {
			q.Edits = 100
		}
		return b.History(cmd.Context(), q, a.screen().History)
	}
	return cmd
}

func (a *app) undoCommand() *cobra.Command {
	var reason string
	cmd := &cobra.Command{Use: "undo [CHANGE]", Short: "Take a change back with everything its rules did: the last one, or that of a number", Args: args(0, 1)}
	cmd.Flags().StringVar(&reason, "reason", "", "why somebody may be contacted again, where that is what comes of it")
	return a.write(cmd, func(ctx context.Context, b *book.Book, args []string) (*crm.Outcome, error) {
		id, err := changeNumber(args)
		if err != nil {
			return nil, err
		}
		return b.Undo(ctx, id, reason)
	})
}

func (a *app) redoCommand() *cobra.Command {
	var reason string
	cmd := &cobra.Command{Use: "redo [CHANGE]", Short: "Restore a change that was taken back: the last one, or that of a number", Args: args(0, 1)}
	cmd.Flags().StringVar(&reason, "reason", "", "why somebody may be contacted again, where that is what comes of it")
	return a.write(cmd, func(ctx context.Context, b *book.Book, args []string) (*crm.Outcome, error) {
		id, err := changeNumber(args)
		if err != nil {
			return nil, err
		}
		return b.Redo(ctx, id, reason)
	})
}

func changeNumber(args []string) (int64, error) {
	if len(args) == 0 {
		return 0, nil
	}
	id, ok := crm.ParseCount(strings.TrimLeft(args[0], "#＃"))
	if !ok || id < 1 {
		return 0, crm.Errorf(crm.CodeUsage, "%q is not the number of a change", args[0]).Next("List them", "history")
	}
	return id, nil
}
