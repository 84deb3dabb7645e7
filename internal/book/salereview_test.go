package book

import (
	"context"
	"fmt"
	"slices"
	"testing"

	"crm/internal/crm"
)

// TestReviewStaysWithWhoLooksAfterThem holds a referral that was decided to leaving its
// contact the review call of whoever looks after them, and not one of the seller's beside it.
func TestReviewStaysWithWhoLooksAfterThem(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name string
		do   func(d *desk, dana, sale int64)
		want []string // whose review calls there are
	}{
		{"won", func(d *desk, dana, sale int64) { d.win(sale) }, []string{"Ann Lee"}},
		{"lost, and nobody else calls", func(d *desk, dana, sale int64) { d.lose(sale) }, []string{"Ben Ito"}},
		{"lost, of a client", func(d *desk, dana, sale int64) {
			d.edit(dana, "stage", "client")
			d.lose(sale)
		}, []string{"Ann Lee"}},
		{"won, and another one is open", func(d *desk, dana, sale int64) {
			d.refer(dana)
			d.win(sale)
		}, []string{"Ann Lee", "Ben Ito"}},
		{"won, with a day agreed on", func(d *desk, dana, sale int64) {
			d.as = "Ben Ito"
			d.log(dana, CallLog{Result: crm.StayInTouch, Due: "2027-02-01"})
			d.win(sale)
		}, []string{"Ann Lee", "Ben Ito"}},
		{"won, and the seller looks after the spouse", func(d *desk, dana, sale int64) {
			d.add(crm.StageProspect, "Lou Reyes", "household", "Reyes", "owner", "Ben Ito")
			d.edit(dana, "household", "Reyes")
			d.win(sale)
		}, []string{"Ann Lee", "Ben Ito"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := newDesk(t, "2026-12-08")
			d.must(func(ctx context.Context, b *Book) (*crm.Outcome, error) {
				return b.AddProducer(ctx, Values{"name": {"Ben Ito"}})
			})
			dana := d.add("", "Dana Reyes", "phone", "614-555-0171", "owner", "Ann Lee")
			sale := d.refer(dana)
			d.as = "Ben Ito"
			d.log(dana, CallLog{Result: crm.AppointmentResult, Opportunity: fmt.Sprint(sale), Appt: "2026-12-08 15:00"})
			d.as = "Ann Lee"
			c.do(d, dana, sale)
			var got []string
			d.look(func(v reader) {
				open, err := v.tx.OpenActivities(dana)
				if err != nil {
					t.Fatal(err)
				}
				for _, a := range open {
					if a.CallType == crm.ReviewCall {
						got = append(got, v.names[a.Owner])
					}
				}
			})
			if slices.Sort(got); !slices.Equal(got, c.want) {
				t.Errorf("review calls of %q, want %q", got, c.want)
			}
		})
	}
}

// refer gives Ben Ito an opportunity with somebody.
func (d *desk) refer(who int64) int64 {
	d.t.Helper()
	return crm.IDOf(d.must(func(ctx context.Context, b *Book) (*crm.Outcome, error) {
		return b.AddOpportunity(ctx, fmt.Sprint(who), Values{"line": {"boat"}, "owner": {"Ben Ito"}})
	}).Subjects[0])
}

func (d *desk) win(sale int64) {
	d.t.Helper()
	d.must(func(ctx context.Context, b *Book) (*crm.Outcome, error) {
		return b.CloseWon(ctx, fmt.Sprint(sale), Win{Policy: Values{"premium": {"610"}}, Loose: Loose{Activities: "cancel"}})
	})
}

func (d *desk) lose(sale int64) {
	d.t.Helper()
	d.must(func(ctx context.Context, b *Book) (*crm.Outcome, error) {
		return b.CloseLost(ctx, fmt.Sprint(sale), Loss{Reason: "price", Loose: Loose{Activities: "cancel"}})
	})
}
