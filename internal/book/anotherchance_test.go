package book

import (
	"context"
	"fmt"
	"slices"
	"testing"

	"crm/internal/crm"
)

// TestAppointmentAfterDecision: an appointment that comes of a call on a sale that has been
// decided leads on, whatever becomes of it, as one that is put on the list by hand does.
func TestAppointmentAfterDecision(t *testing.T) {
	t.Parallel()
	lose := func(xDate string) func(d *desk, sale string) {
		return func(d *desk, sale string) {
			d.must(func(ctx context.Context, b *Book) (*crm.Outcome, error) {
				return b.CloseLost(ctx, sale, Loss{Reason: "price", XDate: xDate})
			})
		}
	}
	decisions := map[string]func(d *desk, sale string){
		"x-date": lose("2027-01-12"),
		"lost":   lose(""),
		"won": func(d *desk, sale string) {
			d.must(func(ctx context.Context, b *Book) (*crm.Outcome, error) {
				return b.CloseWon(ctx, sale, Win{Policy: Values{"premium": {"720"}, "carrier": {"Erie"}, "number": {"E55"}}})
			})
		},
	}
	for end, leadsTo := range map[string]string{crm.NoShow: crm.PurposeSetAppointment, crm.Cancelled: crm.PurposeNextStep, crm.Done: crm.PurposeNextStep} {
		for decision, decide := range decisions {
			t.Run(decision+" "+end, func(t *testing.T) {
				d := newDesk(t, "2026-11-02")
				bo := d.add(crm.StageLead, "Bo Fee", "phone", "716-555-0002")
				sale := fmt.Sprint(crm.IDOf(d.must(func(ctx context.Context, b *Book) (*crm.Outcome, error) {
					return b.AddOpportunity(ctx, fmt.Sprint(bo), Values{"line": {"life"}})
				}).Subjects[0]))
				if decision != "x-date" {
					d.log(bo, CallLog{Result: crm.StayInTouch, Opportunity: sale, Due: "2026-11-12"})
				}
				d.on("2026-11-04")
				decide(d, sale)
				d.on("2026-11-12")
				call := regarding(d, bo, sale)
				d.log(call, CallLog{Result: crm.AppointmentResult, Appt: "2026-11-16 10:00"})
				d.on("2026-11-16")
				d.must(func(ctx context.Context, b *Book) (*crm.Outcome, error) {
					switch end {
					case crm.NoShow:
						return b.NoShow(ctx, []string{fmt.Sprint(bo)}, "", "")
					case crm.Cancelled:
						return b.Cancel(ctx, "appt cancel", crm.Appointment, []string{fmt.Sprint(bo)}, "")
					}
					return b.Done(ctx, "appt done", crm.Appointment, []string{fmt.Sprint(bo)}, "", "")
				})
				d.look(func(v reader) {
					open, err := v.tx.OpenActivities(bo)
					if err != nil || !slices.ContainsFunc(open, func(a *crm.Activity) bool { return a.Purpose == leadsTo && a.Due.String() == "2026-11-17" }) {
						t.Errorf("no %s: %v", leadsTo, err)
					}
				})
			})
		}
	}
}

// regarding returns the open call with a contact that regards a sale.
func regarding(d *desk, contact int64, sale string) (id int64) {
	d.t.Helper()
	d.look(func(v reader) {
		open, err := v.tx.OpenActivities(contact)
		at := slices.IndexFunc(open, func(a *crm.Activity) bool { return a.Kind == crm.Call && fmt.Sprint(a.Opportunity) == sale })
		if err != nil || at < 0 {
			d.t.Fatalf("no call on the sale: %v", err)
		}
		id = open[at].ID
	})
	return id
}
