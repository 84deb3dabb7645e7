package book

import (
	"context"
	"fmt"
	"testing"

	"crm/internal/crm"
)

// TestReviewPassesOnItsDay: where nobody was spoken to, whatever takes a client out of a
// household's review, the other one is called no later than they would have been, or the next
// working day.
func TestReviewPassesOnItsDay(t *testing.T) {
	t.Parallel()
	days := map[string]func(d *desk, ma int64){
		"the rule's": func(*desk, int64) {},
		"chosen":     func(d *desk, ma int64) { d.snooze(d.callOf(ma, crm.ReviewCall), "2026-12-01") },
		"a further try": func(d *desk, ma int64) {
			d.snooze(d.callOf(ma, crm.ReviewCall), "2026-11-05")
			d.log(ma, CallLog{Result: crm.NoReach})
		},
	}
	for how, lose := range map[string]func(d *desk, ma int64){
		"a wrong number": func(d *desk, ma int64) { d.log(d.callOf(ma, crm.ReviewCall), CallLog{Result: crm.WrongNumber}) },
		"a bad phone": func(d *desk, ma int64) {
			d.must(func(ctx context.Context, b *Book) (*crm.Outcome, error) {
				return b.EditContacts(ctx, "contact edit", []string{fmt.Sprint(ma)}, ContactEdit{BadPhones: []string{"614-555-0150"}})
			})
		},
		"stopped":  func(d *desk, ma int64) { d.stop(ma) },
		"given up": func(d *desk, ma int64) { d.edit(ma, "stage", "") },
	} {
		for day, choose := range days {
			for _, known := range []bool{false, true} {
				if known && how != "a wrong number" && how != "a bad phone" && day != "the rule's" {
					continue // what was agreed on with them alone
				}
				t.Run(fmt.Sprint(how, ", the day ", day, ", last call known ", known), func(t *testing.T) {
					d := newDesk(t, "2026-11-05")
					last := []string{"household", "Rowe"}
					if known {
						last = append(last, "last_call", "2026-06-10")
					}
					ma := d.add(crm.StageClient, "Ma Rowe", append(last, "phone", "614-555-0150")...)
					sis := d.add(crm.StageClient, "Sis Rowe", append(last, "phone", "614-555-0151")...)
					choose(d, ma)
					was := d.activity(d.callOf(ma, crm.ReviewCall)).Due
					lose(d, ma)
					is := d.activity(d.callOf(sis, crm.ReviewCall)).Due
					if is.After(was) && is != date("2026-11-06") {
						t.Errorf("Ma was to be called on %s, Sis is on %s", was, is)
					}
				})
			}
		}
	}
}

// TestClientGetsNoFirstCallBack: whoever has bought since has their review, and no referral call
// comes back when another number is found.
func TestClientGetsNoFirstCallBack(t *testing.T) {
	t.Parallel()
	d := newDesk(t, "2026-11-05")
	ned := d.add(crm.StageLead, "Ned Solo", "phone", "614-555-0150")
	d.log(ned, CallLog{Result: crm.WrongNumber})
	d.edit(ned, "stage", crm.StageClient)
	review := d.callOf(ned, crm.ReviewCall)
	d.edit(ned, "phone", "614-555-0151")
	for _, a := range d.activities(ned) {
		if a.Status == crm.Open && a.Kind == crm.Call && a.ID != review {
			t.Errorf("a client has call %d, %s", a.ID, a.CallType)
		}
	}
}

// TestWhoMayBeCalledAgainGetsTheCall of their household, where it is with somebody without a
// phone.
func TestWhoMayBeCalledAgainGetsTheCall(t *testing.T) {
	t.Parallel()
	for stage, callType := range map[string]string{crm.StageLead: crm.ReferralCall, crm.StageClient: crm.ReviewCall} {
		t.Run(stage, func(t *testing.T) {
			d := newDesk(t, "2026-11-05")
			ma := d.add(stage, "Ma Rowe", "household", "Rowe", "phone", "614-555-0150")
			sis := d.add(stage, "Sis Rowe", "household", "Rowe", "phone", "614-555-0151")
			consent := func(state string) {
				d.must(func(ctx context.Context, b *Book) (*crm.Outcome, error) {
					return b.Consent(ctx, "contact consent", fmt.Sprint(sis), ConsentGiven{Channel: "call", State: state})
				})
			}
			consent(crm.Withdrawn)
			d.must(func(ctx context.Context, b *Book) (*crm.Outcome, error) {
				return b.EditContacts(ctx, "contact edit", []string{fmt.Sprint(ma)}, ContactEdit{BadPhones: []string{"614-555-0150"}})
			})
			consent(crm.Consented)
			if d.callOf(sis, callType) == 0 {
				t.Errorf("Ma, who has no phone, is called %q, and Sis %q", d.plan(ma), d.plan(sis))
			}
		})
	}
}
