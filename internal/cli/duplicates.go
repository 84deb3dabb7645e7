package cli

import (
	"fmt"

	"github.com/spf13/cobra"

	"crm/internal/crm"
	"crm/internal/verb"
)

// duplicates makes a command list contacts who may be one.
func (a *app) duplicates(cmd *cobra.Command, v *verb.Verb) {
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		b, err := a.read(cmd.Context())
		if err != nil {
			return err
		}
		var pairs []*crm.Pair
		limit := 0
		if b != nil {
			r := v.Request(cmd.Context(), b, nil, flagsGiven(cmd, v))
			if pairs, err = b.Duplicates(cmd.Context(), r.Text("where")); err != nil {
				return err
			}
			limit = r.Number("limit")
		}
		more := 0
		if limit > 0 && len(pairs) > limit {
			pairs, more = pairs[:limit], len(pairs)-limit
		}
		if len(pairs) == 0 && a.forPeople() {
			fmt.Fprintln(a.env.Out, a.locale.Text("list.none"))
			return nil
		}
		return a.screen().Pairs(pairs, more)
	}
}
