package cli

import (
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
	_ = cmd.RegisterFlagCompletionFunc("by", a.completeRecords(crm.KindProducer, ""))
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
