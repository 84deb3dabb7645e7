package cli

import (
	"strings"

	"github.com/spf13/cobra"

	"crm/internal/book"
	"crm/internal/verb"
)

func (a *app) history(cmd *cobra.Command, v *verb.Verb) {
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		b, args, err := a.readFor(cmd, args)
		if err != nil {
			return err
		}
		if b == nil {
			return a.screen().History(nil)
		}
		r := v.Request(cmd.Context(), b, args, flagsGiven(cmd, v))
		q := book.HistoryQuery{
			Record: strings.Join(args, " "), Since: r.Text("since"), By: r.Text("by"), Rule: r.Text("rule"), Change: r.Number("change"),
			Limit: r.Number("limit"), Edits: 10,
		}
		if q.Change != 0 {
			q.Edits = 100
		}
		return b.History(cmd.Context(), q, a.screen().History)
	}
}
