package book

import (
	"context"
	"fmt"
	"slices"
	"testing"

	"crm/internal/crm"
)

// TestChosenDayPassesToWhoIsReached: where the phone of whoever is called for a household goes,
// the call passes to another one who has a phone, on the day that was chosen, and so do the
// tries of it.
func TestChosenDayPassesToWhoIsReached(t *testing.T) {
	t.Parallel()
	for _, stage := range []string{crm.StageLead, crm.StageClient} {
		for choose, chosen := range map[string]func(d *desk, ma int64){
			"snoozed": func(d *desk, ma int64) { d.snooze(d.callsOf(ma)[0], "2026-12-07") },
			"agreed on": func(d *desk, ma int64) {
				if stage == crm.StageClient {
					d.log(ma, CallLog{Result: crm.StayInTouch, Due: "2026-12-07"})
				} else {
					d.log(ma, CallLog{Result: crm.NoReach, Due: "2026-12-07"})
				}
			},
		} {
			for lose, lost := range map[string]func(d *desk, ma int64){
				"bad": func(d *desk, ma int64) {
					d.must(func(ctx context.Context, b *Book) (*crm.Outcome, error) {
						return b.EditContacts(ctx, "contact edit", []string{fmt.Sprint(ma)}, ContactEdit{BadPhones: []string{"614-555-0150"}})
					})
				},
				"removed": func(d *desk, ma int64) {
					d.must(func(ctx context.Context, b *Book) (*crm.Outcome, error) {
						return b.EditContacts(ctx, "contact edit", []string{fmt.Sprint(ma)}, ContactEdit{RemovePhones: []string{"614-555-0150"}})
					})
				},
				"wrong": func(d *desk, ma int64) { d.log(ma, CallLog{Result: crm.WrongNumber}) },
			} {
				t.Run(fmt.Sprintf("a %s, %s, %s", stage, choose, lose), func(t *testing.T) {
					d := newDesk(t, "2026-11-05")
					ma := d.add(stage, "Ma Rowe", "household", "Rowe", "phone", "614-555-0150")
					sis := d.add(stage, "Sis Rowe", "household", "Rowe", "phone", "614-555-0151")
					chosen(d, ma)
					lost(d, ma)
					if len(d.callsOf(ma)) > 0 || len(d.callsOf(sis)) != 1 {
						t.Errorf("Ma, without a phone, is called %q, and Sis %q", d.plan(ma), d.plan(sis))
					}
					if call := d.activity(d.callsOf(sis)[0]); call.Attempt > 1 || lose != "wrong" && call.Due != date("2026-12-07") {
						t.Errorf("Sis is called on %s, try %d", call.Due, call.Attempt)
					}
				})
			}
		}
	}
}

// TestUnreachedIsSaid: whoever puts a call with somebody without a phone on the list, or gives up
// looking for one, is told, with who else of the household has one.
func TestUnreachedIsSaid(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, other string // the phone of another one of the household
		code        string
	}{{"alone", "", "call-nowhere"}, {"beside one with a phone", "614-555-0151", "call-instead"}} {
		t.Run(c.name, func(t *testing.T) {
			said := func(what string, o *crm.Outcome) {
				t.Helper()
				if !slices.ContainsFunc(o.Notices, func(n crm.Notice) bool { return n.Code == c.code }) {
					t.Errorf("%s says %v", what, o.Notices)
				}
			}
			d := newDesk(t, "2026-11-05")
			nils := d.add(crm.StageProspect, "Nils Orm", "household", "Orm")
			piet := d.add(crm.StageProspect, "Piet Orm", "household", "Orm", "phone", c.other)
			said("call add", d.must(func(ctx context.Context, b *Book) (*crm.Outcome, error) {
				return b.AddActivity(ctx, NewActivity{Kind: crm.Call, Contact: "Nils Orm", Due: "2026-11-09"})
			}))
			if stray := d.contact(piet).IsStray(); stray != (c.other != "") {
				t.Errorf("Piet, with the phone %q, is without a next step: %t", c.other, stray)
			}
			said("snooze", d.must(func(ctx context.Context, b *Book) (*crm.Outcome, error) {
				return b.Snooze(ctx, "call snooze", crm.Call, []string{fmt.Sprint(d.callOf(nils, ""))}, "2026-12-07")
			}))
			d.edit(nils, "phone", "614-555-0152")
			if d.contact(piet).IsStray() {
				t.Error("Piet is served by the call with Nils, who has a phone")
			}
			d.must(func(ctx context.Context, b *Book) (*crm.Outcome, error) {
				return b.EditContacts(ctx, "contact edit", []string{fmt.Sprint(nils)}, ContactEdit{BadPhones: []string{"614-555-0152"}})
			})
			said("task done", d.must(func(ctx context.Context, b *Book) (*crm.Outcome, error) {
				return b.Done(ctx, "task done", crm.Task, []string{"Nils Orm"}, "none found", "")
			}))
		})
	}
}

// callsOf are the open calls with a contact.
func (d *desk) callsOf(id int64) (calls []int64) {
	d.t.Helper()
	for _, a := range d.activities(id) {
		if a.Kind == crm.Call && a.Status == crm.Open {
			calls = append(calls, a.ID)
		}
	}
	return calls
}
