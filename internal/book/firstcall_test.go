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
	t.Parallel()
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
	t.Parallel()
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
	t.Parallel()
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
	t.Parallel()
	d := newDesk(t, "2026-11-05")
	ma := d.add(crm.StageLead, "Ma Poe", "household", "Poe", "phone", "614-555-0170")
	pat := d.add(crm.StageProspect, "Pat Poe", "household", "Poe", "phone", "614-555-0171")
	lee := d.add(crm.StageLead, "Lee Poe", "household", "Poe", "phone", "614-555-0172")
	d.edit(ma, "household", "")
	d.wantPlan(lee, "referral 2026-11-06")
	d.edit(lee, "household", "")
	d.wantPlan(pat, "referral 2026-11-06")
}

// TestFirstCallIsOver for whoever has bought, or was given up, since: where it turns out to have
// reached nobody, the one is called as a client is and the other not at all.
func TestFirstCallIsOver(t *testing.T) {
	t.Parallel()
	for since, c := range map[string]struct {
		end  func(d *desk, who int64)
		want string
	}{
		"a sale": {func(d *desk, who int64) { d.buy(who) }, "review 2027-"},
		"a sale, to a household": {func(d *desk, who int64) {
			d.edit(who, "household", "The Hudsons")
			d.buy(d.contact(who).Household)
		}, "review 2027-"},
		"made a client": {func(d *desk, who int64) { d.edit(who, "stage", crm.StageClient) }, "review 2027-"},
		"given up": {func(d *desk, who int64) {
			d.must(func(ctx context.Context, b *Book) (*crm.Outcome, error) {
				return b.Reject(ctx, "lead reject", []string{fmt.Sprint(who)}, "moved")
			})
		}, ""},
	} {
		for _, result := range []string{crm.NoReach, crm.WrongNumber} {
			for _, phone := range []string{"", "614-555-0202"} {
				t.Run(fmt.Sprintf("%s, %s, another phone %q", since, result, phone), func(t *testing.T) {
					d := newDesk(t, "2026-07-09")
					jane := d.add(crm.StageLead, "Jane Hudson", "phone", "614-555-0201")
					if phone != "" {
						d.edit(jane, "phone", "614-555-0201", "phone", phone)
					}
					call := d.callOf(jane, crm.ReferralCall)
					d.on("2026-07-10")
					d.log(call, CallLog{Result: crm.StayInTouch})
					d.on("2026-07-20")
					c.end(d, jane)
					d.on("2026-07-21")
					wantStray(t, d.correct(call, result))
					plan := d.plan(jane)
					if home := d.contact(jane).Household; home != 0 {
						plan = append(plan, d.plan(home)...)
					}
					if is := fmt.Sprint(plan); strings.Contains(is, crm.ReferralCall) || !strings.Contains(is, c.want) || c.want == "" && len(plan) > 0 && result == crm.NoReach {
						t.Errorf("planned: %s, want %q", is, c.want)
					}
				})
			}
		}
	}
	t.Run("but for a day that was agreed on", func(t *testing.T) {
		d := newDesk(t, "2026-07-09")
		jane := d.add(crm.StageLead, "Jane Hudson", "phone", "614-555-0201")
		d.snooze(d.callOf(jane, crm.ReferralCall), "2026-07-20")
		d.buy(jane)
		d.on("2026-07-20")
		d.log(jane, CallLog{Result: crm.NoReach})
		d.wantPlan(jane, "referral#2 2026-07-21", "review 2027-01-09")
	})
}
