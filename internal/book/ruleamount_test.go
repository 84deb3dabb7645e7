package book

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"crm/internal/crm"
)

// TestRulesReadAmountsAsListsDo: a condition about an amount picks the same records in a rule as
// in a list, and what a rule gives an amount is what a list finds by it, in currencies with any
// number of decimals.
func TestRulesReadAmountsAsListsDo(t *testing.T) {
	for _, currency := range []string{"USD", "EUR", "JPY", "KWD"} {
		t.Run(currency, func(t *testing.T) {
			t.Parallel()
			rapid.Check(t, func(r *rapid.T) {
				d := newDesk(t, "2026-07-02", func(s *crm.Settings) { s.Currency = currency })
				d.must(func(ctx context.Context, b *Book) (*crm.Outcome, error) {
					return b.AddField(ctx, Values{"name": {"bonus"}, "on": {"opp"}, "type": {"money"}}, func(crm.Kind, string) string { return "" })
				})
				amount := func(of string) string {
					whole := rapid.SampledFrom([]string{"11", "100", "999", "1000", "1001", "1500", "150000", "149999"}).Draw(r, of)
					if n := crm.Decimals(currency); n > 0 && rapid.Bool().Draw(r, of+" in part") {
						whole += "." + strings.Repeat("4", rapid.IntRange(1, n).Draw(r, of+" decimals"))
					}
					return whole
				}
				where := rapid.SampledFrom([]string{"premium", "premium - 10", "premium * 2"}).Draw(r, "of") + " " +
					rapid.SampledFrom([]string{">", ">=", "<", "<=", "==", "!="}).Draw(r, "operator") + " " + amount("bound")
				bonus := amount("bonus")
				d.addRule(fmt.Sprintf(`- name: mine
  on: opportunity
  when: created() and %s
  do:
    - set: opportunity
      bonus: "%s"
`, where, fmt.Sprintf(rapid.SampledFrom([]string{"%s", "= %s", "= premium == nil ? 1 : %s"}).Draw(r, "value"), bonus)))
				who := fmt.Sprint(d.add(crm.StageLead, "Jane Hudson"))
				for i := range rapid.IntRange(1, 5).Draw(r, "opportunities") {
					premium := amount(fmt.Sprint("premium ", i))
					d.must(func(ctx context.Context, b *Book) (*crm.Outcome, error) {
						return b.AddOpportunity(ctx, who, Values{"line": {"auto"}, "premium": {premium}})
					})
				}
				listed := func(where string) (ids []int64) {
					d.look(func(v reader) {
						var err error
						if ids, err = v.listedIDs(ListQuery{Noun: crm.KindOpportunity, Where: where, Owner: "all"}); err != nil {
							t.Fatal(err)
						}
					})
					return ids
				}
				if picked, set := listed(where), listed("bonus == "+bonus); !slices.Equal(picked, set) {
					r.Errorf("%s: the list picks %v, and the rule gave %s to %v of %v", where, picked, bonus, set, listed("bonus != nil"))
				}
			})
		})
	}
}
