package cli

import (
	"github.com/spf13/cobra"

	"crm/internal/book"
	"crm/internal/crm"
	"crm/internal/verb"
)

// backfills asks how many calls are to be planned for one day where a rule would plan more
// than anybody makes, and names the commands that say it.
func (a *app) backfills(cmd *cobra.Command, v *verb.Verb) {
	fill := v.Do
	v.Do = func(r verb.Request) (*crm.Outcome, error) {
		o, err := fill(r)
		e, is := crm.AsError(err)
		if !is || e.Asks == nil {
			return o, err
		}
		said, failed := a.ask(*e.Asks, nil)
		if failed != nil {
			return nil, failed
		}
		if n, ok := crm.ParseCount(said); ok && n > 0 {
			return r.Book.BackfillRule(r.Context, book.Backfill{Rule: r.Text("name"), Where: r.Text("where"), CallsPerDay: int(n)})
		}
		if said != "" {
			return nil, crm.Errorf(crm.CodeRefused, "%q is not a number of calls", said).On(book.CallsPerDayFlag)
		}
		e.Remedies = nil
		again := againWith(cmd, []string{r.Text("name")})
		e.Next("Spread them over working days", nameOf(cmd), append(again, crm.With(book.CallsPerDayFlag, e.Asks.Values["suggested"]))...)
		return nil, e.Next("If that is meant", nameOf(cmd), append(again, crm.With("yes", nil))...)
	}
}
