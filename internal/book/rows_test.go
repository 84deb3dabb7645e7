package book

import (
	"context"
	"crypto/sha256"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"crm/internal/crm"
	"crm/internal/rules"
	"crm/internal/store"
)

// The rows of the tables of section 5 that psm_test.go has not, and what undo,
// dry runs and operation ids promise.

func (d *desk) err(command func(context.Context, *Book) (*crm.Outcome, error)) error {
	d.t.Helper()
	_, err := d.do(command)
	return err
}

func (d *desk) wantCode(what string, want crm.Code, command func(context.Context, *Book) (*crm.Outcome, error)) *crm.Error {
	d.t.Helper()
	err := d.err(command)
	if err == nil || crm.CodeOf(err) != want {
		d.t.Fatalf("%s: %v (%s), want %s", what, err, crm.CodeOf(err), want)
	}
	return err.(*crm.Error)
}

func (d *desk) raw() *raw {
	r := lookRaw(d.t, d.path)
	d.t.Cleanup(func() { _ = r.db.Close() })
	return r
}

func (d *desk) activity(id int64) *crm.Activity {
	d.t.Helper()
	var a *crm.Activity
	d.look(func(v reader) {
		var err error
		if a, err = store.Get[*crm.Activity](v.tx, id); err != nil {
			d.t.Fatal(err)
		}
	})
	return a
}

func (d *desk) correct(call int64, result string) *crm.Outcome {
	d.t.Helper()
	return d.must(func(ctx context.Context, b *Book) (*crm.Outcome, error) {
		return b.CorrectCall(ctx, fmt.Sprint(call), CallLog{Result: result, Reason: "they asked"})
	})
}

func codes(o *crm.Outcome) []string {
	var list []string
	for _, n := range o.Notices {
		list = append(list, n.Code)
	}
	return list
}

func (d *desk) snooze(id int64, due string) {
	d.t.Helper()
	d.must(func(ctx context.Context, b *Book) (*crm.Outcome, error) {
		return b.Snooze(ctx, "snooze", "", []string{fmt.Sprint(id)}, due)
	})
}

func TestTheProducersOwnDate(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		result string
		plan   []string
		slot   string
	}{
		{crm.NoReach, []string{"referral#2 2026-07-20"}, ""},
		{crm.StayInTouch, []string{"review 2026-07-20"}, ""},
		{crm.AppointmentResult, []string{"set-appointment 2026-07-20", "review 2027-01-10"}, "review"},
		{crm.WrongNumber, []string{"find-phone 2026-07-20"}, ""},
	} {
		t.Run(c.result, func(t *testing.T) {
			d := newDesk(t, "2026-07-09")
			jane := d.add(crm.StageLead, "Jane Hudson")
			d.on("2026-07-10")
			d.log(jane, CallLog{Result: c.result, Due: "2026-07-20 17:00"})
			d.wantPlan(jane, c.plan...)
			d.look(func(v reader) {
				open, _ := v.tx.OpenActivities(jane)
				if open[0].DueTime != "17:00" || open[len(open)-1].Slot != c.slot {
					t.Errorf("time %q, slot %q", open[0].DueTime, open[len(open)-1].Slot)
				}
			})
		})
	}
	d := newDesk(t, "2026-07-09")
	jane := d.add(crm.StageLead, "Jane Hudson")
	for _, c := range []struct {
		in   CallLog
		code crm.Code
	}{
		{CallLog{Result: crm.DeadFile, Due: "+3d"}, crm.CodeUsage},
		{CallLog{Result: crm.NoReach, Due: "yesterday"}, crm.CodeInvalid},
		{CallLog{Result: crm.NoReach, Due: "soon"}, crm.CodeInvalid},
		{CallLog{Result: crm.NoReach, On: "tomorrow"}, crm.CodeInvalid},
		{CallLog{Result: crm.NoReach, Appt: "+3d 10:00"}, crm.CodeUsage},
		{CallLog{Result: crm.AppointmentResult, Appt: "+3d"}, crm.CodeInvalid},
		{CallLog{Result: crm.AppointmentResult, For: "1h"}, crm.CodeUsage},
		{CallLog{Result: "nonsense"}, crm.CodeInvalid},
	} {
		if err := d.logErr(jane, c.in); err == nil || crm.CodeOf(err) != c.code {
			t.Errorf("%+v: %v, want %s", c.in, err, c.code)
		}
	}
	d.wantPlan(jane, "referral 2026-07-10")
}

func TestSnoozedCallLeavesItsSlot(t *testing.T) {
	t.Parallel()
	d := newDesk(t, "2026-07-10")
	jane := d.add(crm.StageClient, "Jane Hudson", "call_frequency", "monthly")
	d.snooze(d.callOf(jane, crm.ReviewCall), "2026-08-14")
	d.edit(jane, "call_frequency", "3-4-per-year")
	d.wantPlan(jane, "review 2026-08-14") // which is the one review call
	d.must(func(ctx context.Context, b *Book) (*crm.Outcome, error) {
		return b.Stop(ctx, "contact stop", []string{"Jane Hudson"}, "asked", "")
	})
	d.wantPlan(jane) // but a dead file takes promises, too
}

func TestRetryForACallWithoutType(t *testing.T) {
	t.Parallel()
	d := newDesk(t, "2026-07-09")
	jane := d.add("", "Jane Hudson")
	d.must(func(ctx context.Context, b *Book) (*crm.Outcome, error) {
		return b.AddActivity(ctx, NewActivity{Kind: crm.Call, Contact: "Jane Hudson", Due: "2026-07-10"})
	})
	d.wantPlan(jane, "call 2026-07-10")
	d.on("2026-07-10")
	d.log("Jane Hudson", CallLog{Result: crm.NoReach})
	d.wantPlan(jane, "call#2 2026-07-13")
	d.on("2026-07-13")
	d.log(jane, CallLog{Result: crm.NoReach})
	d.wantPlan(jane, "call#3 2026-07-14")
}

func TestLimitOfAttempts(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		limit string
		plan  string
	}{{"2", "review 2027-01-10"}, {"0", "referral#3 2026-07-13"}} {
		d := newDesk(t, "2026-07-09")
		jane := d.add(crm.StageLead, "Jane Hudson")
		d.must(func(ctx context.Context, b *Book) (*crm.Outcome, error) { return b.Set(ctx, "max-attempts", c.limit) })
		d.log(jane, CallLog{Result: crm.NoReach})
		d.wantPlan(jane, "referral#2 2026-07-10")
		d.on("2026-07-10")
		d.log(jane, CallLog{Result: crm.NoReach})
		d.wantPlan(jane, c.plan)
	}
}

func TestThirdBirthdayAttemptIsTheLast(t *testing.T) {
	t.Parallel()
	d := newDesk(t, "2026-11-02")
	jane := d.add(crm.StageProspect, "Jane Hudson", "birthday", "--11-03")
	for i, day := range []string{"2026-11-03", "2026-11-04", "2026-11-05"} {
		d.on(day)
		d.log(d.callOf(jane, crm.BirthdayCall), CallLog{Result: crm.NoReach})
		if i < 2 {
			d.wantPlan(jane, fmt.Sprintf("birthday#%d %s", i+2, plusDays(day, 1)), "birthday 2027-11-03")
		}
	}
	d.wantPlan(jane, "review 2027-05-05", "birthday 2027-11-03")
}

func TestLogByNameClosesWhatIsDue(t *testing.T) {
	t.Parallel()
	d := newDesk(t, "2026-07-09")
	jane := d.add(crm.StageLead, "Jane Hudson", "birthday", "--07-10")
	d.must(func(ctx context.Context, b *Book) (*crm.Outcome, error) {
		return b.AddActivity(ctx, NewActivity{Kind: crm.Call, Contact: "Jane Hudson", Due: "2026-08-20", CallType: crm.ReviewCall})
	})
	d.wantPlan(jane, "referral 2026-07-10", "birthday 2026-07-10", "review 2026-08-20")
	d.on("2026-07-10")
	o := d.log("hudson", CallLog{Result: crm.StayInTouch})
	if !slices.Contains(codes(o), "closed-too") {
		t.Errorf("the outcome says %v, want the birthday call that was closed too", codes(o))
	}
	d.wantPlan(jane, "review 2026-08-20", "birthday 2027-07-10")
	for _, id := range []int64{3, 4} {
		if a := d.activity(id); a.Status != crm.Done || a.DoneOn.String() != "2026-07-10" {
			t.Errorf("call %d is %s since %s", id, a.Status, a.DoneOn)
		}
	}
	if got := d.activity(4).CallResult; got != "" {
		t.Errorf("the call that was closed too has the result %q", got)
	}
}

func TestNameClosesNoCallThatLiesAhead(t *testing.T) {
	t.Parallel()
	d := newDesk(t, "2026-07-09")
	jane := d.add(crm.StageClient, "Jane Hudson", "birthday", "--09-20")
	d.wantPlan(jane, "birthday 2026-09-20", "review 2027-01-09")
	o := d.log("Jane Hudson", CallLog{Result: crm.NoReach})
	d.wantPlan(jane, "call#2 2026-07-10", "birthday 2026-09-20", "review 2027-01-09")
	call := o.Subjects[0].(*crm.Activity)
	if call.CallType != "" || call.Status != crm.Done || call.DoneOn.String() != "2026-07-09" || call.Due.String() != "2026-07-09" {
		t.Errorf("recorded is a call of type %q, %s on %s", call.CallType, call.Status, call.DoneOn)
	}
	// Of two that may be meant, the earliest; a referral call that lies ahead may. The day
	// that a person chose stays.
	rosa := d.add(crm.StageLead, "Rosa Silva")
	d.snooze(d.callOf(rosa, crm.ReferralCall), "2026-08-03")
	d.log("Rosa Silva", CallLog{Result: crm.NoReach})
	d.wantPlan(rosa, "referral#2 2026-08-03")
}

func TestLogByNumberClosesThatCallAlone(t *testing.T) {
	t.Parallel()
	d := newDesk(t, "2026-07-09")
	jane := d.add(crm.StageLead, "Jane Hudson", "birthday", "--07-10")
	d.on("2026-07-10")
	d.log(d.callOf(jane, crm.ReferralCall), CallLog{Result: crm.NoReach})
	d.wantPlan(jane, "birthday 2026-07-10", "referral#2 2026-07-13")
}

func TestDeadFileAsksFirst(t *testing.T) {
	t.Parallel()
	for name, prepare := range map[string]func(*desk) int64{
		"a client": func(d *desk) int64 { return d.add(crm.StageClient, "Jane Hudson") },
		"an appointment": func(d *desk) int64 {
			jane := d.add(crm.StageLead, "Jane Hudson")
			d.must(func(ctx context.Context, b *Book) (*crm.Outcome, error) {
				return b.AddActivity(ctx, NewActivity{Kind: crm.Appointment, Contact: "Jane Hudson", When: "+3d 10:00"})
			})
			return jane
		},
		"an opportunity": func(d *desk) int64 {
			jane := d.add(crm.StageProspect, "Jane Hudson")
			d.must(func(ctx context.Context, b *Book) (*crm.Outcome, error) {
				return b.AddOpportunity(ctx, "Jane Hudson", Values{"line": {"auto"}})
			})
			return jane
		},
	} {
		t.Run(name, func(t *testing.T) {
			d := newDesk(t, "2026-07-09")
			jane := prepare(d)
			raw := d.raw()
			before := raw.state() + strings.Join(raw.rows("SELECT * FROM edits"), "\n")
			d.confirm = false
			if err := d.logErr(jane, CallLog{Result: crm.DeadFile}); err == nil || crm.CodeOf(err) != crm.CodeRefused {
				t.Fatalf("%v, want it refused", err)
			}
			if after := raw.state() + strings.Join(raw.rows("SELECT * FROM edits"), "\n"); after != before {
				t.Errorf("it was refused and changed\n%s", differing(after, before))
			}
			d.confirm = true
			d.log(jane, CallLog{Result: crm.DeadFile})
			if d.contact(jane).DoNotContact.IsZero() {
				t.Error("it was confirmed and not done")
			}
			d.wantPlan(jane)
		})
	}
	d := newDesk(t, "2026-07-09")
	d.confirm = false
	d.log(d.add(crm.StageLead, "Jane Hudson"), CallLog{Result: crm.DeadFile}) // a lead is not asked about
}

func TestStopCancelsContactAndLeavesOtherTasks(t *testing.T) {
	t.Parallel()
	d := newDesk(t, "2026-07-09")
	jane := d.add(crm.StageLead, "Jane Hudson", "birthday", "--09-20")
	d.must(func(ctx context.Context, b *Book) (*crm.Outcome, error) {
		return b.AddActivity(ctx, NewActivity{Kind: crm.Appointment, Contact: "Jane Hudson", When: "2026-07-15 10:00"})
	})
	d.must(func(ctx context.Context, b *Book) (*crm.Outcome, error) {
		return b.AddActivity(ctx, NewActivity{Kind: crm.Task, Subject: "return the papers", Contact: "Jane Hudson", Due: "2026-07-14"})
	})
	d.must(func(ctx context.Context, b *Book) (*crm.Outcome, error) {
		return b.AddOpportunity(ctx, "Jane Hudson", Values{"line": {"auto"}})
	})
	d.log(jane, CallLog{Result: crm.WrongNumber})
	d.wantPlan(jane, "find-phone 2026-07-10", "task 2026-07-14", "appointment 2026-07-15", "birthday 2026-09-20")
	d.must(func(ctx context.Context, b *Book) (*crm.Outcome, error) {
		return b.Stop(ctx, "contact stop", []string{fmt.Sprint(jane)}, "asked", "by letter")
	})
	d.wantPlan(jane, "task 2026-07-14")
	c := d.contact(jane)
	if c.DoNotContact.String() != "2026-07-09" || c.DoNotContactReason != "asked" || c.DoNotContactNote != "by letter" {
		t.Errorf("the mark is %s, %q, %q", c.DoNotContact, c.DoNotContactReason, c.DoNotContactNote)
	}
	for what, command := range map[string]func(context.Context, *Book) (*crm.Outcome, error){
		"a call": func(ctx context.Context, b *Book) (*crm.Outcome, error) {
			return b.AddActivity(ctx, NewActivity{Kind: crm.Call, Contact: "Jane Hudson", Due: "+1d"})
		},
		"an appointment": func(ctx context.Context, b *Book) (*crm.Outcome, error) {
			return b.AddActivity(ctx, NewActivity{Kind: crm.Appointment, Contact: "Jane Hudson", When: "+1d 10:00"})
		},
		"a lead": func(ctx context.Context, b *Book) (*crm.Outcome, error) {
			return b.AddOpportunity(ctx, "Jane Hudson", Values{"line": {"auto"}})
		},
	} {
		d.wantCode(what, crm.CodeRefused, command)
	}
	d.edit(jane, "birthday", "--10-01")
	d.wantPlan(jane, "task 2026-07-14")
	d.wantCode("allow without a reason", crm.CodeInvalid, func(ctx context.Context, b *Book) (*crm.Outcome, error) {
		return b.Allow(ctx, "contact allow", []string{fmt.Sprint(jane)}, "")
	})
	d.wantCode("allow for somebody who may be contacted", crm.CodeConflict, func(ctx context.Context, b *Book) (*crm.Outcome, error) {
		return b.Allow(ctx, "contact allow", []string{fmt.Sprint(d.add("", "Rosa"))}, "why not")
	})
}

func TestSharedPhoneStopsWhatRulesWouldPlan(t *testing.T) {
	t.Parallel()
	d := newDesk(t, "2026-07-09")
	mike := d.add(crm.StageLead, "Mike Brandt", "phone", "614-555-0155")
	rosa := d.add("", "Rosa Brandt", "phone", "(614) 555 0155")
	d.log(mike, CallLog{Result: crm.DeadFile})
	o := d.edit(rosa, "stage", "lead")
	d.wantPlan(rosa)
	if !slices.Contains(codes(o), "nothing-planned-stopped") {
		t.Errorf("the outcome says %v, want why nothing was planned", codes(o))
	}
}

func TestRejectedLead(t *testing.T) {
	t.Parallel()
	d := newDesk(t, "2026-07-09")
	jane := d.add(crm.StageLead, "Jane Hudson", "birthday", "--09-20")
	d.must(func(ctx context.Context, b *Book) (*crm.Outcome, error) {
		return b.AddActivity(ctx, NewActivity{Kind: crm.Task, Subject: "return the papers", Contact: "Jane Hudson", Due: "2026-07-14"})
	})
	o := d.must(func(ctx context.Context, b *Book) (*crm.Outcome, error) {
		return b.Reject(ctx, "lead reject", []string{"Jane Hudson"}, "not-interested", "has everything")
	})
	d.wantPlan(jane, "task 2026-07-14")
	c := d.contact(jane)
	if c.Stage != "" || c.RejectReason != "not-interested" || !c.DoNotContact.IsZero() {
		t.Errorf("stage %q, reason %q, do not contact %q", c.Stage, c.RejectReason, c.DoNotContact)
	}
	if !slices.Contains(codes(o), "still-open") {
		t.Errorf("the outcome says %v, want the task that stays", codes(o))
	}
	d.wantCode("rejecting again", crm.CodeConflict, func(ctx context.Context, b *Book) (*crm.Outcome, error) {
		return b.Reject(ctx, "lead reject", []string{"Jane Hudson"}, "moved")
	})
	d.wantCode("a client", crm.CodeConflict, func(ctx context.Context, b *Book) (*crm.Outcome, error) {
		return b.Reject(ctx, "lead reject", []string{fmt.Sprint(d.add(crm.StageClient, "Rosa"))}, "moved")
	})
}

func TestQualify(t *testing.T) {
	t.Parallel()
	d := newDesk(t, "2026-07-09")
	jane := d.add(crm.StageLead, "Jane Hudson")
	qualify := func(ctx context.Context, b *Book) (*crm.Outcome, error) {
		return b.Qualify(ctx, "lead qualify", []string{"Jane Hudson"}, nil)
	}
	d.must(qualify)
	d.wantPlan(jane, "referral 2026-07-10")
	if o := d.must(qualify); len(o.Edits) != 0 || d.contact(jane).Stage != crm.StageProspect {
		t.Errorf("qualifying twice made %d edits", len(o.Edits))
	}
	d.edit(jane, "stage", "client")
	d.wantCode("a client", crm.CodeConflict, qualify)
}

func TestSeveralAsOneChange(t *testing.T) {
	t.Parallel()
	d := newDesk(t, "2026-07-09")
	jane, rosa := d.add(crm.StageLead, "Jane Hudson"), d.add("", "Rosa Silva")
	before := d.raw().state()
	d.wantCode("one of them is not a lead", crm.CodeConflict, func(ctx context.Context, b *Book) (*crm.Outcome, error) {
		return b.Qualify(ctx, "lead qualify", []string{fmt.Sprint(jane), fmt.Sprint(rosa)}, nil)
	})
	if after := d.raw().state(); after != before {
		t.Errorf("half of it was done\n%s", differing(after, before))
	}
}

func TestCorrectLeavesWhatWasTouched(t *testing.T) {
	t.Parallel()
	for name, touch := range map[string]func(*desk, int64){
		"snoozed": func(d *desk, id int64) { d.snooze(id, "2026-07-24") },
		"assigned": func(d *desk, id int64) {
			d.must(func(ctx context.Context, b *Book) (*crm.Outcome, error) {
				return b.AddProducer(ctx, Values{"name": {"Bob Roe"}})
			})
			d.must(func(ctx context.Context, b *Book) (*crm.Outcome, error) {
				return b.EditActivities(ctx, "call edit", crm.Call, []string{fmt.Sprint(id)}, Values{"owner": {"Bob Roe"}})
			})
		},
		"edited": func(d *desk, id int64) {
			d.must(func(ctx context.Context, b *Book) (*crm.Outcome, error) {
				return b.EditActivities(ctx, "call edit", crm.Call, []string{fmt.Sprint(id)}, Values{"note": {"ask for Mike"}})
			})
		},
		"closed": func(d *desk, id int64) {
			d.must(func(ctx context.Context, b *Book) (*crm.Outcome, error) {
				return b.Cancel(ctx, "call cancel", crm.Call, []string{fmt.Sprint(id)}, "")
			})
		},
	} {
		t.Run("made and "+name, func(t *testing.T) {
			d := newDesk(t, "2026-07-09")
			jane := d.add(crm.StageLead, "Jane Hudson")
			call := d.callOf(jane, crm.ReferralCall)
			d.on("2026-07-10")
			d.log(jane, CallLog{Result: crm.NoReach})
			retry := d.callOf(jane, crm.ReferralCall)
			touch(d, retry)
			before := *d.activity(retry)
			o := d.correct(call, crm.WrongNumber)
			if !slices.Contains(codes(o), "stays") {
				t.Errorf("the outcome says %v, want the call that stays", codes(o))
			}
			after := *d.activity(retry)
			if after.Version != before.Version {
				t.Errorf("what was touched was changed: %+v, was %+v", after, before)
			}
			if !slices.Contains(d.plan(jane), "find-phone 2026-07-13") {
				t.Errorf("open: %q, want what the new result calls for", d.plan(jane))
			}
		})
		t.Run("moved and "+name, func(t *testing.T) {
			d := newDesk(t, "2026-07-09")
			jane := d.add(crm.StageClient, "Jane Hudson", "call_frequency", "monthly")
			review := d.callOf(jane, crm.ReviewCall)
			d.on("2026-07-20")
			o := d.log("Jane Hudson", CallLog{Result: crm.StayInTouch})
			d.wantPlan(jane, "review 2026-08-20")
			touch(d, review)
			before := *d.activity(review)
			o = d.correct(crm.IDOf(o.Subjects[0]), crm.NoReach)
			if !slices.Contains(codes(o), "stays") {
				t.Errorf("the outcome says %v, want the call that stays", codes(o))
			}
			if after := *d.activity(review); after.Version != before.Version {
				t.Errorf("what was touched was changed: %+v, was %+v", after, before)
			}
		})
	}
}

func TestCorrectGivesAMovedCallItsEarlierDay(t *testing.T) {
	t.Parallel()
	d := newDesk(t, "2026-07-09")
	jane := d.add(crm.StageClient, "Jane Hudson", "call_frequency", "monthly", "birthday", "--07-25", "last_call", "2026-07-01")
	d.wantPlan(jane, "birthday 2026-07-25", "review 2026-08-01")
	d.on("2026-07-20")
	o := d.log("Jane Hudson", CallLog{Result: crm.StayInTouch})
	d.wantPlan(jane, "review 2026-08-20", "birthday 2027-07-25")
	d.correct(crm.IDOf(o.Subjects[0]), crm.WrongNumber)
	d.wantPlan(jane, "find-phone 2026-07-21", "birthday 2026-07-25", "review 2026-08-01")
	if got := d.contact(jane).LastCall.String(); got != "2026-07-01" {
		t.Errorf("last call %q, want the one before", got)
	}
	d.wantCode("a call without a result", crm.CodeConflict, func(ctx context.Context, b *Book) (*crm.Outcome, error) {
		return b.CorrectCall(ctx, fmt.Sprint(d.callOf(jane, crm.ReviewCall)), CallLog{Result: crm.NoReach})
	})
}

// TestCorrectTwice goes from one result to another by way of each third: what
// comes out is as if the last one had been logged at once.
func TestCorrectTwice(t *testing.T) {
	t.Parallel()
	results := crm.Picklist("call_result")
	d := newDesk(t, "2026-07-09")
	jane := d.add(crm.StageLead, "Jane Hudson", "birthday", "--07-22", "phone", "614-555-0147")
	call := d.callOf(jane, crm.ReferralCall)
	d.on("2026-07-10")
	outcome := func(d *desk) string {
		c := d.contact(jane)
		return fmt.Sprintf("%q, phone %q, last call %s, do not contact %s %s", d.plan(jane), c.Phone, c.LastCall, c.DoNotContact, c.DoNotContactReason)
	}
	corrected := func(d *desk, result string) *desk {
		d = d.fork()
		d.correct(call, result)
		d.raw().invariants()
		return d
	}
	logged, want := map[string]*desk{}, map[string]string{}
	for _, result := range results {
		logged[result] = d.fork()
		logged[result].log(call, CallLog{Result: result})
		want[result] = outcome(logged[result])
	}
	for i, first := range results {
		for j, second := range results {
			if first == second {
				continue
			}
			once := corrected(logged[first], second)
			for k, third := range results {
				if second == third || (i+j+k)%2 != 0 && !soaking {
					continue
				}
				if got := outcome(corrected(once, third)); got != want[third] {
					t.Errorf("%s, %s, %s: %s, want %s", first, second, third, got, want[third])
				}
			}
		}
	}
}

// TestCorrectDoesNotFillASlotTwice: what the dead file cancelled was planned
// again when the mark was lifted.
func TestCorrectDoesNotFillASlotTwice(t *testing.T) {
	t.Parallel()
	d := newDesk(t, "2026-07-09")
	jane := d.add(crm.StageClient, "Jane Hudson", "birthday", "--09-20")
	o := d.log("Jane Hudson", CallLog{Result: crm.DeadFile})
	d.must(func(ctx context.Context, b *Book) (*crm.Outcome, error) {
		return b.Allow(ctx, "contact allow", []string{"Jane Hudson"}, "it was a mistake")
	})
	d.correct(crm.IDOf(o.Subjects[0]), crm.StayInTouch)
	d.wantPlan(jane, "review 2026-09-13", "birthday 2026-09-20")
	d.raw().invariants()
}

func TestRepeatedOperationChangesNothing(t *testing.T) {
	t.Parallel()
	d := newDesk(t, "2026-07-09")
	d.opID = "shell-4711"
	add := func(ctx context.Context, b *Book) (*crm.Outcome, error) {
		return b.AddContact(ctx, "lead add", NewContact{Values: Values{"name": {"Jane Hudson"}}, Stage: crm.StageLead})
	}
	first := d.must(add)
	raw := d.raw()
	before := raw.state() + strings.Join(raw.rows("SELECT * FROM edits"), "\n")
	second := d.must(add)
	if after := raw.state() + strings.Join(raw.rows("SELECT * FROM edits"), "\n"); after != before {
		t.Errorf("the same operation changed\n%s", differing(after, before))
	}
	if !second.Repeated || second.Change != first.Change || crm.IDOf(second.Subjects[0]) != crm.IDOf(first.Subjects[0]) {
		t.Errorf("the second run says change %d, repeated %v", second.Change, second.Repeated)
	}
	if got, want := described(second), described(first); got != want {
		t.Errorf("the second run says\n%s\nthe first said\n%s", got, want)
	}
	d.wantCode("the same id for another command", crm.CodeConflict, func(ctx context.Context, b *Book) (*crm.Outcome, error) {
		return b.Qualify(ctx, "lead qualify", []string{"Jane Hudson"}, nil)
	})
}

// described is the edits of an outcome with every field they changed.
func described(o *crm.Outcome) string {
	var text strings.Builder
	for _, e := range o.Edits {
		fmt.Fprintf(&text, "%d %s %s %d %s", e.Seq, e.Action, e.Kind, e.ID, e.Rule)
		if e.Cause != nil {
			fmt.Fprintf(&text, " because of %d", e.Cause.Seq)
		}
		for _, diff := range e.Differences() {
			fmt.Fprintf(&text, " %s: %v > %v", diff.Field.Name, diff.Field.EncodeValue(diff.Before), diff.Field.EncodeValue(diff.After))
		}
		text.WriteString("\n")
	}
	return text.String()
}

func fileSum(t *testing.T, path string) string {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return fmt.Sprintf("%x", sha256.Sum256(data))
}

func TestDryRunWritesNothingAndTellsTheSame(t *testing.T) {
	t.Parallel()
	d := newDesk(t, "2026-07-09")
	d.add(crm.StageLead, "Mike Brandt", "birthday", "--07-20")
	d.on("2026-07-29") // the birthday call is late: a change would roll it
	command := func(ctx context.Context, b *Book) (*crm.Outcome, error) {
		return b.AddContact(ctx, "lead add", NewContact{Values: Values{"name": {"Jane Hudson"}, "household": {"Hudson"}, "birthday": {"--11-20"}, "note": {"nice"}}, Stage: crm.StageLead})
	}
	before := fileSum(t, d.path)
	d.dryRun = true
	dry := d.must(command)
	if after := fileSum(t, d.path); after != before {
		t.Error("the dry run changed the file")
	}
	if beside, err := filepath.Glob(d.path + "-*"); err != nil || len(beside) > 0 {
		t.Errorf("the dry run left %v", beside)
	}
	d.dryRun = false
	wet := d.must(command)
	if got, want := described(dry), described(wet); got != want || want == "" {
		t.Errorf("the dry run told of\n%s\nand done was\n%s", got, want)
	}
	if !dry.DryRun || dry.Change != 0 || wet.Change == 0 {
		t.Errorf("dry run %v, change %d; then change %d", dry.DryRun, dry.Change, wet.Change)
	}
}

func TestDryRunMakesNoBook(t *testing.T) {
	t.Parallel()
	d := newDesk(t, "2026-07-09")
	path := filepath.Join(t.TempDir(), "new", "book.db")
	o := d.options()
	o.Path, o.MayCreate, o.DryRun, o.Producer = path, true, true, "Ann Lee"
	b, err := Open(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	outcome, err := b.AddContact(t.Context(), "lead add", NewContact{Values: Values{"name": {"Jane"}}, Stage: crm.StageLead})
	if err != nil || len(outcome.Edits) == 0 {
		t.Errorf("%v, %d edits", err, len(outcome.Edits))
	}
	if err := b.Close(); err != nil {
		t.Error(err)
	}
	if _, err := os.Stat(filepath.Dir(path)); err == nil {
		t.Error("the dry run made a directory")
	}
}

func TestCountryTellsWhatAPhoneMeans(t *testing.T) {
	t.Parallel()
	d := newDesk(t, "2026-07-09")
	d.add("", "Jane Hudson", "phone", "06 1234 5678")
	found := func(phone string) int {
		n := 0
		d.look(func(v reader) {
			all, err := v.tx.ByPoint(crm.Points{{Value: phone}}, nil)
			if err != nil {
				t.Fatal(err)
			}
			n = len(all)
		})
		return n
	}
	if found("+39 06 1234 5678") != 0 {
		t.Fatal("an Italian number is known in the United States")
	}
	set := d.must(func(ctx context.Context, b *Book) (*crm.Outcome, error) { return b.Set(ctx, "country", "it") })
	if found("+39 06 1234 5678") != 1 {
		t.Error("the number is not known in Italy")
	}
	d.raw().invariants()
	d.must(func(ctx context.Context, b *Book) (*crm.Outcome, error) { return b.Undo(ctx, set.Change, "they asked") })
	if found("+39 06 1234 5678") != 0 {
		t.Error("the number is still taken for an Italian one")
	}
	d.raw().invariants()
}

// TestSettingsOfAnotherProcess: a change goes by the settings as they are when it
// is made, and not when the book was opened.
func TestSettingsOfAnotherProcess(t *testing.T) {
	t.Parallel()
	d := newDesk(t, "2026-07-09") // Thursday
	waiting := d.open()
	d.must(func(ctx context.Context, b *Book) (*crm.Outcome, error) { return b.Set(ctx, "country", "it") })
	d.must(func(ctx context.Context, b *Book) (*crm.Outcome, error) { return b.Set(ctx, "weekend", "fri,sat") })
	o, err := waiting.AddContact(t.Context(), "lead add", NewContact{Stage: crm.StageLead, Values: Values{"name": {"Rosa Rossi"}, "phone": {"06 1234 5678"}}})
	if err != nil {
		t.Fatal(err)
	}
	id := crm.IDOf(o.Subjects[0])
	d.wantPlan(id, "referral 2026-07-12") // a Sunday
	d.look(func(v reader) {
		found, err := v.tx.ByPoint(crm.Points{{Value: "+39 06 1234 5678"}}, nil)
		if err != nil || len(found) != 1 || found[0].ID != id {
			t.Errorf("the number is that of %v, %v", found, err)
		}
	})
	d.raw().invariants()
}

func TestHolidaysOfTheBook(t *testing.T) {
	t.Parallel()
	d := newDesk(t, "2026-07-09") // Thursday
	holiday := func(verb func(*Book, context.Context) (*crm.Outcome, error)) {
		d.must(func(ctx context.Context, b *Book) (*crm.Outcome, error) { return verb(b, ctx) })
	}
	next := func(name, due string) {
		t.Helper()
		d.wantPlan(d.add(crm.StageLead, name), "referral "+due)
	}
	holiday(func(b *Book, ctx context.Context) (*crm.Outcome, error) {
		return b.AddDaysOff(ctx, []NewDayOff{{When: "2026-07-10", Name: "Office move"}}, false)
	})
	next("Ann", "2026-07-13")
	d.wantCode("twice", crm.CodeConflict, func(ctx context.Context, b *Book) (*crm.Outcome, error) {
		return b.AddDaysOff(ctx, []NewDayOff{{When: "2026-07-10", Name: "again"}}, false)
	})
	holiday(func(b *Book, ctx context.Context) (*crm.Outcome, error) {
		return b.RemoveDaysOff(ctx, "2026-07-10", nil, false)
	})
	next("Bea", "2026-07-10")
	d.wantCode("no holiday", crm.CodeNotFound, func(ctx context.Context, b *Book) (*crm.Outcome, error) {
		return b.RemoveDaysOff(ctx, "2026-07-10", nil, false)
	})
	d.on("2026-11-25")
	next("Cat", "2026-11-27") // Thanksgiving
	holiday(func(b *Book, ctx context.Context) (*crm.Outcome, error) {
		return b.RemoveDaysOff(ctx, "2026-11-26", nil, false)
	})
	next("Dot", "2026-11-26")
	holiday(func(b *Book, ctx context.Context) (*crm.Outcome, error) {
		return b.AddDaysOff(ctx, []NewDayOff{{When: "2026-11-26", Name: "Thanksgiving"}}, false)
	})
	next("Eve", "2026-11-27")
}

func TestSettings(t *testing.T) {
	t.Parallel()
	d := newDesk(t, "2026-07-09")
	set := func(key, value string) error {
		return d.err(func(ctx context.Context, b *Book) (*crm.Outcome, error) { return b.Set(ctx, key, value) })
	}
	for _, c := range []struct {
		key, value string
		code       crm.Code
	}{
		{"colour", "red", crm.CodeUsage}, {"id", "4", crm.CodeUsage}, {"days_off", "x", crm.CodeUsage},
		{"timezone", "Mars/Base", crm.CodeUsage}, {"timezone", "Local", crm.CodeUsage},
		{"country", "xx", crm.CodeInvalid}, {"currency", "dollar", crm.CodeInvalid}, {"weekend", "someday", crm.CodeInvalid},
		{"max_attempts", "-1", crm.CodeInvalid}, {"birthday-quiet", "367", crm.CodeInvalid},
	} {
		if err := set(c.key, c.value); err == nil || crm.CodeOf(err) != c.code {
			t.Errorf("%s %s: %v, want %s", c.key, c.value, err, c.code)
		}
	}
	if err := set("currency", "jpy"); err != nil {
		t.Fatal(err)
	}
	jpy := d.raw().rows("SELECT max(id) AS id FROM changes")[0]
	d.add(crm.StageProspect, "Jane Hudson")
	d.must(func(ctx context.Context, b *Book) (*crm.Outcome, error) {
		return b.AddOpportunity(ctx, "Jane Hudson", Values{"line": {"auto"}, "premium": {"1480"}})
	})
	if err := set("currency", "USD"); crm.CodeOf(err) != crm.CodeConflict || err == nil {
		t.Errorf("changing the currency of amounts: %v, want a conflict", err)
	}
	d.wantCode("undoing it", crm.CodeConflict, func(ctx context.Context, b *Book) (*crm.Outcome, error) {
		id, _ := recordNumber(strings.TrimPrefix(jpy, "id="))
		return b.Undo(ctx, id, "they asked")
	})
}

// TestChainOfRulesEnds gives a book rules that set each other off without end.
func TestChainOfRulesEnds(t *testing.T) {
	t.Parallel()
	set, err := rules.Parse(nil, []byte(`
- name: ping
  on: activity
  when: becomes("status", "open")
  do:
    - create: task
      purpose: next-step
      due: = next_workday(today)
`))
	if err != nil {
		t.Fatal(err)
	}
	d := newDesk(t, "2026-07-09")
	b := d.open()
	b.rules = set
	o, err := b.AddActivity(t.Context(), NewActivity{Kind: crm.Task, Subject: "begin", Due: "tomorrow"})
	if err != nil {
		t.Fatal(err)
	}
	if len(o.Edits) != 1+deepest {
		t.Errorf("%d edits, want the task and %d that rules made", len(o.Edits), deepest)
	}
	warned := false
	for _, n := range o.Notices {
		warned = warned || n.Code == "rules-too-deep" && n.Warning && n.Values["rule"] == "ping"
	}
	if !warned {
		t.Errorf("the outcome says %v, want a warning", codes(o))
	}
}

func TestResultWithoutRuleWarns(t *testing.T) {
	t.Parallel()
	d := newDesk(t, "2026-07-09")
	jane := d.add("", "Jane Hudson")
	set, err := rules.Parse(nil, []byte(`
- name: mine
  on: activity
  when: changed("call_result") and call_result != nil and unanswered
  do:
    - warn: no-follow-up
      result: = call_result
`))
	if err != nil {
		t.Fatal(err)
	}
	b := d.open()
	b.rules = set
	o, err := b.LogCall(t.Context(), fmt.Sprint(jane), CallLog{Result: crm.StayInTouch})
	if err != nil || !slices.Equal(codes(o), []string{"no-follow-up"}) {
		t.Errorf("%v, the outcome says %v", err, codes(o))
	}
}

func TestUndoIsRefusedWhereRecordsMovedOn(t *testing.T) {
	t.Parallel()
	type doing = func(context.Context, *Book) (*crm.Outcome, error)
	addJane := func(ctx context.Context, b *Book) (*crm.Outcome, error) {
		return b.AddContact(ctx, "lead add", NewContact{Values: Values{"name": {"Jane Hudson"}, "household": {"Hudson"}}, Stage: crm.StageLead})
	}
	edit := func(pairs ...string) doing {
		return func(ctx context.Context, b *Book) (*crm.Outcome, error) {
			v := Values{}
			for i := 0; i < len(pairs); i += 2 {
				v[pairs[i]] = []string{pairs[i+1]}
			}
			return b.EditContacts(ctx, "contact edit", []string{"Jane Hudson"}, ContactEdit{Values: v})
		}
	}
	for name, c := range map[string]struct{ first, later doing }{
		"edited since": {addJane, edit("rating", "a")},
		"a call was planned": {addJane, func(ctx context.Context, b *Book) (*crm.Outcome, error) {
			return b.AddActivity(ctx, NewActivity{Kind: crm.Call, Contact: "Jane Hudson", Due: "+3d"})
		}},
		"an opportunity": {addJane, func(ctx context.Context, b *Book) (*crm.Outcome, error) {
			return b.AddOpportunity(ctx, "Jane Hudson", Values{"line": {"auto"}})
		}},
		"somebody was referred": {addJane, func(ctx context.Context, b *Book) (*crm.Outcome, error) {
			return b.AddContact(ctx, "contact add", NewContact{Values: Values{"name": {"Rosa"}, "referred_by": {"Jane Hudson"}}})
		}},
		"the household grew": {addJane, func(ctx context.Context, b *Book) (*crm.Outcome, error) {
			return b.AddContact(ctx, "contact add", NewContact{Values: Values{"name": {"Rosa"}, "household": {"Hudson"}}})
		}},
		"a producer owns records": {
			func(ctx context.Context, b *Book) (*crm.Outcome, error) {
				return b.AddProducer(ctx, Values{"name": {"Bob Roe"}})
			},
			func(ctx context.Context, b *Book) (*crm.Outcome, error) {
				return b.AddContact(ctx, "contact add", NewContact{Values: Values{"name": {"Rosa"}, "owner": {"Bob Roe"}}})
			},
		},
	} {
		t.Run(name, func(t *testing.T) {
			d := newDesk(t, "2026-07-09")
			first := d.must(c.first).Change
			later := d.must(c.later).Change
			undo := func(id int64) doing {
				return func(ctx context.Context, b *Book) (*crm.Outcome, error) { return b.Undo(ctx, id, "they asked") }
			}
			redo := func(id int64) doing {
				return func(ctx context.Context, b *Book) (*crm.Outcome, error) { return b.Redo(ctx, id, "they asked") }
			}
			before := d.raw().state()
			e := d.wantCode("undoing the first", crm.CodeConflict, undo(first))
			if !strings.HasPrefix(e.Error(), fmt.Sprintf("change %d (", later)) || !strings.Contains(strings.Join(e.Help(), " "), fmt.Sprintf("crm undo %d", later)) {
				t.Errorf("the error says %q, %q; want change %d named", e.Error(), e.Help(), later)
			}
			if after := d.raw().state(); after != before {
				t.Errorf("it was refused and changed\n%s", differing(after, before))
			}
			d.must(undo(later))
			d.must(undo(first))
			e = d.wantCode("restoring the later one alone", crm.CodeConflict, redo(later))
			if !strings.Contains(strings.Join(e.Help(), " "), fmt.Sprintf("crm redo %d", first)) {
				t.Errorf("the error says %q, %q; want change %d named", e.Error(), e.Help(), first)
			}
			d.must(redo(first))
			d.must(redo(later))
			if after := d.raw().state(); after != before {
				t.Errorf("after undo and redo\n%s", differing(after, before))
			}
			d.wantCode("restoring twice", crm.CodeConflict, redo(first))
			d.wantCode("no such change", crm.CodeNotFound, undo(999))
			d.wantCode("the making of the book", crm.CodeConflict, undo(1))
		})
	}
}

// TestUndoPlansNoContactWithSomebodyStopped: a call that was cancelled before
// the mark was set does not come back while it is.
func TestUndoPlansNoContactWithSomebodyStopped(t *testing.T) {
	t.Parallel()
	d := newDesk(t, "2026-07-09")
	jane := d.add(crm.StageLead, "Jane Hudson")
	call := d.callOf(jane, crm.ReferralCall)
	cancel := d.must(func(ctx context.Context, b *Book) (*crm.Outcome, error) {
		return b.Cancel(ctx, "call cancel", crm.Call, []string{fmt.Sprint(call)}, "")
	})
	d.must(func(ctx context.Context, b *Book) (*crm.Outcome, error) {
		return b.Stop(ctx, "contact stop", []string{fmt.Sprint(jane)}, "asked", "")
	})
	d.wantCode("undoing the cancel", crm.CodeRefused, func(ctx context.Context, b *Book) (*crm.Outcome, error) {
		return b.Undo(ctx, cancel.Change, "they asked")
	})
	d.wantPlan(jane)
}

func TestUndoFillsNoSlotTwice(t *testing.T) {
	t.Parallel()
	d := newDesk(t, "2026-07-09")
	jane := d.add(crm.StageClient, "Jane Hudson", "call_frequency", "monthly")
	call := d.callOf(jane, crm.ReviewCall)
	cancel := d.must(func(ctx context.Context, b *Book) (*crm.Outcome, error) {
		return b.Cancel(ctx, "call cancel", crm.Call, []string{fmt.Sprint(call)}, "")
	})
	log := d.log(jane, CallLog{Result: crm.StayInTouch})
	e := d.wantCode("undoing the cancel", crm.CodeConflict, func(ctx context.Context, b *Book) (*crm.Outcome, error) {
		return b.Undo(ctx, cancel.Change, "they asked")
	})
	if !strings.HasPrefix(e.Error(), fmt.Sprintf("change %d (", log.Change)) {
		t.Errorf("the error says %q, want change %d named", e.Error(), log.Change)
	}
}

// TestUndoTakesBackWhatWasRolledSince: the rolling of birthday calls is nobody's
// doing and keeps nobody from undoing theirs.
func TestUndoTakesBackWhatWasRolledSince(t *testing.T) {
	t.Parallel()
	d := newDesk(t, "2026-11-02")
	before := d.raw().state()
	d.add(crm.StageProspect, "Jane Hudson", "birthday", "--11-10")
	d.on("2026-11-30")
	d.add("", "Rosa")
	if got := d.raw().rows("SELECT record FROM edits WHERE rule = 'birthday-missed'"); len(got) != 1 {
		t.Fatalf("%d rolls, want one", len(got))
	}
	for range 2 {
		d.must(func(ctx context.Context, b *Book) (*crm.Outcome, error) { return b.Undo(ctx, 0, "they asked") })
	}
	if after := d.raw().state(); after != before {
		t.Errorf("undoing all leaves\n%s", differing(after, before))
	}
	d.wantCode("undoing more", crm.CodeNotFound, func(ctx context.Context, b *Book) (*crm.Outcome, error) { return b.Undo(ctx, 0, "they asked") })
}

func TestRollIsDoneOnceADay(t *testing.T) {
	t.Parallel()
	d := newDesk(t, "2026-11-02")
	jane := d.add(crm.StageProspect, "Jane Hudson", "birthday", "--11-10")
	roll := func() *crm.Outcome {
		return d.must(func(ctx context.Context, b *Book) (*crm.Outcome, error) { return b.Roll(ctx) })
	}
	d.on("2026-11-17")
	if o := roll(); len(o.Edits) != 0 || o.Change != 0 {
		t.Errorf("on the seventh day %d calls were moved", len(o.Edits))
	}
	d.on("2026-11-18")
	if o := roll(); len(o.Edits) != 1 || o.Edits[0].Rule != crm.MissedBirthday {
		t.Errorf("on the eighth day %d calls were moved", len(o.Edits))
	}
	d.wantPlan(jane, "birthday 2027-11-10")
	if o := roll(); len(o.Edits) != 0 || o.Change != 0 {
		t.Errorf("the second time %d calls were moved", len(o.Edits))
	}
}

func TestNextStep(t *testing.T) {
	t.Parallel()
	d := newDesk(t, "2026-07-10")
	jane := d.add(crm.StageProspect, "Jane Hudson", "birthday", "--09-20")
	appt := d.must(func(ctx context.Context, b *Book) (*crm.Outcome, error) {
		return b.AddActivity(ctx, NewActivity{Kind: crm.Appointment, Contact: "Jane Hudson", When: "2026-07-10 09:00"})
	})
	d.must(func(ctx context.Context, b *Book) (*crm.Outcome, error) {
		return b.Cancel(ctx, "appt cancel", crm.Appointment, []string{fmt.Sprint(crm.IDOf(appt.Subjects[0]))}, "")
	})
	d.wantPlan(jane, "next-step 2026-07-13", "birthday 2026-09-20")
	// With something planned already there is no other task.
	d.must(func(ctx context.Context, b *Book) (*crm.Outcome, error) {
		return b.AddOpportunity(ctx, "Jane Hudson", Values{"line": {"auto"}})
	})
	d.wantPlan(jane, "next-step 2026-07-13", "birthday 2026-09-20")
}

func TestWonHouseholdMakesItsAdultsClients(t *testing.T) {
	t.Parallel()
	d := newDesk(t, "2026-07-10")
	o := d.must(func(ctx context.Context, b *Book) (*crm.Outcome, error) {
		return b.AddContact(ctx, "household add", NewContact{Values: Values{"name": {"The Hudsons"}}, Kind: crm.Household})
	})
	home := crm.IDOf(o.Subjects[0])
	jane := d.add(crm.StageLead, "Jane Hudson", "household", "The Hudsons", "birthday", "1980-01-01")
	mike := d.add(crm.StageProspect, "Mike Hudson", "household", "The Hudsons", "call_frequency", "monthly")
	tim := d.add(crm.StageLead, "Tim Hudson", "household", "The Hudsons", "birthday", "2015-01-01")
	eve := d.add("", "Eve Hudson", "household", "The Hudsons")
	o = d.must(func(ctx context.Context, b *Book) (*crm.Outcome, error) {
		return b.AddOpportunity(ctx, fmt.Sprint(home), Values{"line": {"home"}})
	})
	d.must(func(ctx context.Context, b *Book) (*crm.Outcome, error) {
		return b.CloseWon(ctx, fmt.Sprint(crm.IDOf(o.Subjects[0])), Win{Policy: Values{"premium": {"900"}}})
	})
	for _, c := range []struct {
		who              int64
		stage, frequency string
	}{
		{home, "client", "1-2-per-year"}, {jane, "client", "1-2-per-year"}, {mike, "client", "monthly"}, {tim, "lead", ""}, {eve, "", ""},
	} {
		if got := d.contact(c.who); got.Stage != c.stage || got.CallFrequency != c.frequency {
			t.Errorf("%s is at stage %q, called %q; want %q, %q", got.Name, got.Stage, got.CallFrequency, c.stage, c.frequency)
		}
	}
}

// TestRedoKeepsTheOrder: of two changes of one field that were both taken back,
// the later one can't come back alone.
func TestRedoKeepsTheOrder(t *testing.T) {
	t.Parallel()
	d := newDesk(t, "2026-07-09")
	jane := d.add("", "Jane Hudson")
	first, later := d.edit(jane, "rating", "b").Change, d.edit(jane, "rating", "c").Change
	for range 2 {
		d.must(func(ctx context.Context, b *Book) (*crm.Outcome, error) { return b.Undo(ctx, 0, "they asked") })
	}
	e := d.wantCode("the later one alone", crm.CodeConflict, func(ctx context.Context, b *Book) (*crm.Outcome, error) { return b.Redo(ctx, later, "they asked") })
	if want := fmt.Sprintf("crm redo %d", first); !strings.Contains(strings.Join(e.Help(), " "), want) {
		t.Errorf("the error says %q, want %q", e.Help(), want)
	}
	if got := d.contact(jane).Rating; got != "" {
		t.Errorf("it was refused and the rating is %q", got)
	}
	for _, want := range []string{"b", "c"} {
		d.must(func(ctx context.Context, b *Book) (*crm.Outcome, error) { return b.Redo(ctx, 0, "they asked") })
		if got := d.contact(jane).Rating; got != want {
			t.Errorf("the rating is %q, want %q", got, want)
		}
	}
}

func TestWhoIsReferredComesFromAReferral(t *testing.T) {
	t.Parallel()
	d := newDesk(t, "2026-07-09")
	d.add("", "Ruth Adeyemi")
	if got := d.contact(d.add(crm.StageLead, "Jane Hudson", "referred_by", "Ruth")).Source; got != "referral" {
		t.Errorf("the source is %q, want referral", got)
	}
	if got := d.contact(d.add(crm.StageLead, "Mike Brandt", "referred_by", "Ruth", "source", "web")).Source; got != "web" {
		t.Errorf("the source is %q, want what was said", got)
	}
}

// TestANameMeansThePersonNotTheHousehold: "Jane and Mike Hudson" is a household
// with two people, and each is called by the first name.
func TestANameMeansThePersonNotTheHousehold(t *testing.T) {
	t.Parallel()
	d := newDesk(t, "2026-07-09")
	jane := d.add(crm.StageLead, "Jane Hudson", "household", "Jane and Mike Hudson")
	d.add("", "Mike Hudson", "household", "Jane and Mike Hudson")
	d.look(func(v reader) {
		c, err := v.contact("jane")
		if err != nil || c.ID != jane {
			t.Errorf("jane is %v (%v), want contact %d", c, err, jane)
		}
		if c, err := v.contact("Jane and Mike Hudson"); err != nil || c.Kind != crm.Household {
			t.Errorf("the whole name is %v (%v), want the household", c, err)
		}
		if _, err := v.contact("Hudson"); crm.CodeOf(err) != crm.CodeConflict {
			t.Errorf("Hudson: %v, want a conflict of the two people", err)
		}
	})
}

// TestTwoFirstChanges: two processes that find no book make one, and both changes
// are in it.
func TestTwoFirstChanges(t *testing.T) {
	t.Parallel()
	d := newDesk(t, "2026-07-09")
	o := d.options()
	o.Path, o.MayCreate, o.Producer = filepath.Join(t.TempDir(), "new", "book.db"), true, "Ann Lee"
	made := 0
	o.Made = func(*Book) { made++ }
	var books []*Book
	for range 2 {
		b, err := Open(t.Context(), o)
		if err != nil {
			t.Fatal(err)
		}
		defer b.Close()
		books = append(books, b)
	}
	if _, err := os.Stat(o.Path); err == nil {
		t.Error("there is a book before anything was changed")
	}
	for i, name := range []string{"Jane", "Mike"} {
		outcome, err := books[i].AddContact(t.Context(), "lead add", NewContact{Values: Values{"name": {name}}, Stage: crm.StageLead})
		if err != nil || outcome.Change != int64(2+i) {
			t.Fatalf("%s: change %d, %v", name, outcome.Change, err)
		}
	}
	if made != 1 {
		t.Errorf("%d processes say that they made the book", made)
	}
	left, err := os.ReadDir(filepath.Dir(o.Path))
	for _, entry := range left {
		if err != nil || !strings.HasPrefix(entry.Name(), "book.db") {
			t.Errorf("left behind: %s, %v", entry.Name(), err)
		}
	}
}
