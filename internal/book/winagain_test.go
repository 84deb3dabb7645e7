package book

import (
	"context"
	"fmt"
	"testing"

	"crm/internal/crm"
)

// TestWinAgainWithItsNumber: whatever way a sale was won and opened again, its policy gets
// the number that it had, and no other sale does.
func TestWinAgainWithItsNumber(t *testing.T) {
	t.Parallel()
	number := Values{"premium": {"720"}, "carrier": {"Erie"}, "number": {"E55"}}
	without := Values{"premium": {"720"}, "carrier": {"Erie"}}
	win := func(id int64, in Win) func(context.Context, *Book) (*crm.Outcome, error) {
		return func(ctx context.Context, b *Book) (*crm.Outcome, error) { return b.CloseWon(ctx, fmt.Sprint(id), in) }
	}
	sale := func(d *desk) int64 {
		return crm.IDOf(d.must(func(ctx context.Context, b *Book) (*crm.Outcome, error) {
			return b.AddOpportunity(ctx, "Kit Lint", Values{"line": {"auto"}})
		}).Subjects[0])
	}
	for what, again := range map[string]func(d *desk, id int64){
		"won with it": func(d *desk, id int64) { d.must(win(id, Win{Policy: number})) },
		"given later": func(d *desk, id int64) {
			o := d.must(win(id, Win{Policy: without}))
			for _, e := range o.Edits {
				if p, ok := e.After.(*crm.Policy); ok {
					d.must(func(ctx context.Context, b *Book) (*crm.Outcome, error) {
						return b.EditPolicies(ctx, []string{fmt.Sprint(p.ID)}, Values{"number": {"E55"}})
					})
				}
			}
		},
	} {
		t.Run(what, func(t *testing.T) {
			d := newDesk(t, "2026-10-15")
			d.add(crm.StageLead, "Kit Lint", "phone", "614-555-3042")
			id := sale(d)
			d.must(win(id, Win{Policy: number}))
			for range 2 {
				d.must(func(ctx context.Context, b *Book) (*crm.Outcome, error) {
					return b.ReopenOpportunities(ctx, []string{fmt.Sprint(id)}, "")
				})
				again(d, id)
			}
			d.look(func(v reader) {
				if p, err := v.policy("E55"); err != nil || !p.InForce() || p.Opportunity != id {
					t.Errorf("%+v, %v", p, err)
				}
			})
			d.wantCode("another sale", crm.CodeConflict, win(sale(d), Win{Policy: number}))
		})
	}
}
