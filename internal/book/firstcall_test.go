package book

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"crm/internal/crm"
)

// TestFirstCallComesBack to a lead who was to be served by the call of another one, however
// that call goes, and whoever else of the household is called in half a year.
func TestFirstCallComesBack(t *testing.T) {
	edits := func(field, value string) func(*desk, int64) {
		return func(d *desk, who int64) { d.edit(who, field, value) }
	}
	for name, end := range map[string]func(d *desk, who int64){
		"a dead file": func(d *desk, who int64) { d.log(who, CallLog{Result: crm.DeadFile}) },
		"stopped":     func(d *desk, who int64) { d.stop(who) },
		"given up": func(d *desk, who int64) {
			d.must(func(ctx context.Context, b *Book) (*crm.Outcome, error) {
				return b.Reject(ctx, "lead reject", []string{fmt.Sprint(who)}, "moved")
			})
		},
		"deleted": func(d *desk, who int64) {
			d.must(func(ctx context.Context, b *Book) (*crm.Outcome, error) {
				return b.Delete(ctx, []string{fmt.Sprint(who)})
			})
		},
		"moved out":         edits("household", ""),
		"moved in with":     edits("household", "The Millers"),
		"a client":          edits("stage", crm.StageClient),
		"sold to":           func(d *desk, who int64) { d.buy(who) },
		"another's to call": func(d *desk, who int64) { d.producer("Bob Ray"); d.assign("Bob Ray", who) },
		"never reached": func(d *desk, who int64) {
			for day := date("2026-07-10"); strings.HasPrefix(fmt.Sprint(d.plan(who)), "[referral"); day = day.AddDays(1) {
				d.on(day.String())
				d.log(who, CallLog{Result: crm.NoReach})
			}
		},
	} {
		for _, client := range []bool{false, true} {
			for _, stage := range []string{crm.StageLead, crm.StageProspect} {
				t.Run(fmt.Sprintf("%s, a client beside them %t, a %s", name, client, stage), func(t *testing.T) {
					d := newDesk(t, "2026-07-09")
					if client {
						d.add(crm.StageClient, "Hugo Hudson", "household", "The Hudsons", "phone", "614-555-0209")
					}
					_, m := d.family(crm.StageLead, "Jane Hudson", "Mike Hudson", "Lena Hudson")
					d.edit(m[1], "stage", stage)
					d.wantPlan(m[1])
					d.wantPlan(m[2])
					end(d, m[0])
					var soon []string
					plan := append(d.plan(m[1]), d.plan(m[2])...)
					for _, call := range plan {
						if _, due, _ := strings.Cut(call, " "); due < "2026-08" {
							soon = append(soon, call)
						}
					}
					if len(soon) != 1 {
						t.Errorf("Mike and Lena are called %q", plan)
					}
				})
			}
		}
	}
}

// TestFirstCallIsServed by a conversation with another one, and by the call that a person
// takes off the list.
func TestFirstCallIsServed(t *testing.T) {
	for name, end := range map[string]func(d *desk, who int64){
		"spoken to":         func(d *desk, who int64) { d.log(who, CallLog{Result: crm.StayInTouch}) },
		"to be met":         func(d *desk, who int64) { d.log(who, CallLog{Result: crm.AppointmentResult, Appt: "2026-07-20 10:00"}) },
		"to be tried again": func(d *desk, who int64) { d.log(who, CallLog{Result: crm.NoReach}) },
		"taken off": func(d *desk, who int64) {
			d.must(func(ctx context.Context, b *Book) (*crm.Outcome, error) {
				return b.Cancel(ctx, "call cancel", crm.Call, []string{fmt.Sprint(d.callOf(who, crm.ReferralCall))}, "")
			})
		},
	} {
		t.Run(name, func(t *testing.T) {
			d := newDesk(t, "2026-07-09")
			d.add(crm.StageClient, "Hugo Hudson", "household", "The Hudsons", "phone", "614-555-0209")
			_, m := d.family(crm.StageLead, "Jane Hudson", "Mike Hudson")
			end(d, m[0])
			d.wantPlan(m[1])
		})
	}
}

// TestHouseThatBuysIsCalledInItsRhythm: nobody of it is called first who is a child, or who has
// no phone, and an adult who was never called is.
func TestHouseThatBuysIsCalledInItsRhythm(t *testing.T) {
	for _, c := range []struct {
		birthday, phone, stage string
		called                 bool
	}{
		{"2015-01-01", "", crm.StageLead, false},
		{"2015-01-01", "614-555-0171", crm.StageLead, false},
		{"1980-01-01", "", crm.StageLead, false},
		{"1980-01-01", "614-555-0171", crm.StageLead, true},
		{"1980-01-01", "614-555-0171", crm.StageProspect, true},
	} {
		t.Run(fmt.Sprint(c), func(t *testing.T) {
			d := newDesk(t, "2026-11-05")
			ma := d.add(crm.StageLead, "Ma Poe", "household", "Poe", "phone", "614-555-0170")
			kid := d.add(c.stage, "Kid Poe", "household", "Poe", "birthday", c.birthday, "phone", c.phone)
			d.edit(ma, "stage", crm.StageClient)
			if plan := fmt.Sprint(d.plan(kid)); strings.Contains(plan, crm.ReferralCall) != c.called {
				t.Errorf("Kid Poe is called %s", plan)
			}
		})
	}
}

// TestFirstCallGoesToALead before a prospect, who gets it where there is no lead.
func TestFirstCallGoesToALead(t *testing.T) {
	d := newDesk(t, "2026-11-05")
	ma := d.add(crm.StageLead, "Ma Poe", "household", "Poe", "phone", "614-555-0170")
	pat := d.add(crm.StageProspect, "Pat Poe", "household", "Poe", "phone", "614-555-0171")
	lee := d.add(crm.StageLead, "Lee Poe", "household", "Poe", "phone", "614-555-0172")
	d.edit(ma, "household", "")
	d.wantPlan(lee, "referral 2026-11-06")
	d.edit(lee, "household", "")
	d.wantPlan(pat, "referral 2026-11-06")
}
