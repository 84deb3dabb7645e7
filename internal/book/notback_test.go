package book

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"crm/internal/crm"
)

// TestWhatWasCancelledIsBackOrNamed: once somebody may be contacted or called again, on whatever
// road, each thing that was cancelled is planned again, or named with the command that does, or
// its opportunity is.
func TestWhatWasCancelledIsBackOrNamed(t *testing.T) {
	t.Parallel()
	const phone = "614-555-1901"
	type run = func(context.Context, *Book) (*crm.Outcome, error)
	add := func(in NewActivity) func(*desk) {
		return func(d *desk) {
			in.Contact = "Ivy Noe"
			d.must(func(ctx context.Context, b *Book) (*crm.Outcome, error) { return b.AddActivity(ctx, in) })
		}
	}
	sale := func(d *desk, pairs ...string) string {
		values := Values{"line": {"auto"}}
		for i := 0; i < len(pairs); i += 2 {
			values[pairs[i]] = []string{pairs[i+1]}
		}
		return fmt.Sprint(crm.IDOf(d.must(func(ctx context.Context, b *Book) (*crm.Outcome, error) {
			return b.AddOpportunity(ctx, "Ivy Noe", values)
		}).Subjects[0]))
	}
	plans := map[string]func(*desk){
		"nothing more":  func(*desk) {},
		"appointment":   add(NewActivity{Kind: crm.Appointment, When: "2026-10-20 15:00"}),
		"call added":    add(NewActivity{Kind: crm.Call, Due: "2026-10-29 17:00"}),
		"call agreed":   func(d *desk) { d.log("Ivy Noe", CallLog{Result: crm.StayInTouch, Due: "2026-10-29 17:00"}) },
		"call snoozed":  func(d *desk) { d.snooze(d.callOf(2, crm.ReferralCall), "2026-10-29") },
		"birthday":      func(d *desk) { d.edit(2, "birthday", "1980-12-05") },
		"an e-mail":     add(NewActivity{Kind: crm.Email, Subject: "send the form", Due: "2026-10-20"}),
		"sale":          func(d *desk) { sale(d) },
		"a colleague's": func(d *desk) { d.producer("Bo Ray"); sale(d, "owner", "Bo Ray") },
		"x-date": func(d *desk) {
			id := sale(d)
			d.must(func(ctx context.Context, b *Book) (*crm.Outcome, error) {
				return b.CloseLost(ctx, id, Loss{Reason: "stayed", XDate: "2027-02-01"})
			})
		},
	}
	ways := map[string][2]run{
		"allow": {
			func(ctx context.Context, b *Book) (*crm.Outcome, error) {
				return b.Stop(ctx, "contact stop", []string{"Ivy Noe"}, "asked", "")
			},
			func(ctx context.Context, b *Book) (*crm.Outcome, error) {
				return b.Allow(ctx, "contact allow", []string{"Ivy Noe"}, "it was her husband")
			},
		},
		"dnc remove": {
			func(ctx context.Context, b *Book) (*crm.Outcome, error) {
				return b.AddSuppressions(ctx, []string{phone}, "registry", "")
			},
			func(ctx context.Context, b *Book) (*crm.Outcome, error) {
				return b.RemoveSuppressions(ctx, []string{phone}, "not on it")
			},
		},
		"calls again":       {consenting("Ivy Noe", crm.ByCall, crm.Withdrawn), consenting("Ivy Noe", crm.ByCall, crm.Consented)},
		"another's calls":   {consenting("Al Noe", crm.ByCall, crm.Withdrawn), consenting("Al Noe", crm.ByCall, crm.Consented)},
		"on another's line": {consenting("Al Noe", crm.ByCall, crm.Withdrawn), consenting("Ivy Noe", crm.ByCall, crm.Consented)},
		"another's phone":   {consenting("Al Noe", crm.ByCall, crm.Withdrawn), leaving("Al Noe", phone, "614-555-1902")},
		"worked on again": {
			func(ctx context.Context, b *Book) (*crm.Outcome, error) {
				return b.Reject(ctx, "lead reject", []string{"Ivy Noe"}, "moved")
			},
			staged(crm.StageLead),
		},
		"a client":      {staged(""), staged(crm.StageClient)},
		"a prospect":    {staged(""), staged(crm.StageProspect)},
		"another phone": {consenting("Al Noe", crm.ByCall, crm.Withdrawn), leaving("Ivy Noe", phone, "614-555-1902")},
	}
	for what, plan := range plans {
		for way, do := range ways {
			t.Run(what+" "+way, func(t *testing.T) {
				d := newDesk(t, "2026-10-14")
				ivy := d.add(crm.StageLead, "Ivy Noe", "phone", phone)
				plan(d)
				if strings.Contains(way, "another") {
					d.add("", "Al Noe", "phone", phone)
				}
				var was []*crm.Activity
				for _, a := range d.activities(ivy) {
					if a.Status == crm.Open {
						was = append(was, a)
					}
				}
				d.must(do[0])
				o := d.must(do[1])
				now := d.activities(ivy)
				for _, a := range was {
					if a.CallType == crm.ReferralCall && !a.IsChosen() && way != "worked on again" && strings.HasPrefix(way, "a ") {
						continue // which is for leads
					}
					back := slices.ContainsFunc(now, func(b *crm.Activity) bool {
						return b.Status == crm.Open && b.Kind == a.Kind && (b.ID == a.ID || b.CallType == a.CallType && b.Due == a.Due)
					})
					named := slices.ContainsFunc(o.Notices, func(n crm.Notice) bool {
						of, _ := n.Values["activity"].(*crm.Activity)
						return n.Code == "not-back" && of.ID == a.ID
					}) || a.Opportunity != 0 && said(o, "sale-without-step", a.Opportunity)
					if back == named {
						t.Errorf("%s %d, %s, due %s: back %v, named %v", a.Kind, a.ID, a.CallType+a.Purpose, a.Due, back, named)
					}
				}
			})
		}
	}
}

// staged puts Ivy Noe at a stage.
func staged(stage string) func(context.Context, *Book) (*crm.Outcome, error) {
	return func(ctx context.Context, b *Book) (*crm.Outcome, error) {
		return b.EditContacts(ctx, "contact edit", []string{"Ivy Noe"}, ContactEdit{Values: Values{"stage": {stage}}})
	}
}

// leaving gives a contact another phone instead of one.
func leaving(who, phone, another string) func(context.Context, *Book) (*crm.Outcome, error) {
	return func(ctx context.Context, b *Book) (*crm.Outcome, error) {
		return b.EditContacts(ctx, "contact edit", []string{who}, ContactEdit{Values: Values{"phone": {another}}, RemovePhones: []string{phone}})
	}
}
