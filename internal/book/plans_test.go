package book

import (
	"context"
	"fmt"
	"testing"

	"crm/internal/crm"
)

// producer adds a colleague.
func (d *desk) producer(name string) int64 {
	d.t.Helper()
	return crm.IDOf(d.must(func(ctx context.Context, b *Book) (*crm.Outcome, error) {
		return b.AddProducer(ctx, Values{"name": {name}})
	}).Subjects[0])
}

// done marks what is planned as done.
func (d *desk) done(id int64) *crm.Outcome {
	d.t.Helper()
	return d.must(func(ctx context.Context, b *Book) (*crm.Outcome, error) {
		return b.Done(ctx, "done", "", []string{fmt.Sprint(id)}, "", "")
	})
}

// meeting is the open appointment with a contact.
func (d *desk) meeting(contact int64) (id int64) {
	d.t.Helper()
	d.look(func(v reader) {
		open, err := v.tx.OpenActivities(contact)
		if err != nil {
			d.t.Fatal(err)
		}
		for _, a := range open {
			if a.Kind == crm.Appointment {
				id = a.ID
			}
		}
	})
	return id
}

// TestMeetingIsAConversation: what was planned to reach somebody ends with a
// meeting that took place, and somebody decides what comes next.
func TestMeetingIsAConversation(t *testing.T) {
	t.Parallel()
	d := newDesk(t, "2026-09-03")
	met := d.add(crm.StageLead, "Met Man", "phone", "216-555-0153")
	d.addAppointment("Met Man", "2026-09-08 09:00")
	d.wantPlan(met, "referral 2026-09-04", "appointment 2026-09-08")
	d.on("2026-09-08")
	wantStray(t, d.done(d.meeting(met)))
	d.wantPlan(met, "next-step 2026-09-09")
	if c := d.contact(met); c.LastCall != date("2026-09-08") {
		t.Errorf("spoken to on %s", c.LastCall)
	}

	// Not reached before it was moved: the try ends, too, though it lies ahead.
	d.addAppointment("Met Man", "2026-09-10 09:00")
	d.on("2026-09-10")
	d.log(met, CallLog{Result: crm.NoReach})
	d.wantPlan(met, "appointment 2026-09-10", "call#2 2026-09-11")
	d.done(d.meeting(met))
	d.wantPlan(met, "next-step 2026-09-11")

	// What was agreed on for another day stays, and so does a colleague's call.
	pat := d.producer("Pat Moss")
	d.addCall("Met Man", "2026-10-02", "")
	d.must(func(ctx context.Context, b *Book) (*crm.Outcome, error) {
		return b.AddActivity(ctx, NewActivity{Kind: crm.Call, Contact: fmt.Sprint(met), Due: "2026-09-14", Owner: fmt.Sprint(pat)})
	})
	d.addAppointment("Met Man", "2026-09-14 09:00")
	d.on("2026-09-14")
	d.done(d.meeting(met))
	d.wantPlan(met, "call 2026-09-14", "call 2026-10-02")
}

// TestMeetingInPlaceOfAReview: the review call that is due is done with by a
// meeting, and the next one is planned.
func TestMeetingInPlaceOfAReview(t *testing.T) {
	t.Parallel()
	d := newDesk(t, "2026-06-01")
	jane := d.add(crm.StageClient, "Jane Hudson")
	d.wantPlan(jane, "review 2026-12-01")
	d.on("2026-12-08")
	d.addAppointment("Jane Hudson", "2026-12-08 09:00")
	d.done(d.meeting(jane))
	d.wantPlan(jane, "next-step 2026-12-09", "review 2027-06-08")
}

// TestColleaguesConversation: what somebody does with a contact of a colleague's
// regards the opportunity that they have with them, ends nothing of the
// colleague's, and leaves no opportunity without a step unsaid.
func TestColleaguesConversation(t *testing.T) {
	t.Parallel()
	d := newDesk(t, "2026-08-03")
	pat := d.producer("Pat Moss")
	kim := d.add(crm.StageLead, "Kim Poe", "phone", "513-555-0124")
	sale := crm.IDOf(d.must(func(ctx context.Context, b *Book) (*crm.Outcome, error) {
		return b.Refer(ctx, fmt.Sprint(kim), "Pat Moss", Values{"line": {"life"}, "reason": {"new baby"}})
	}).Subjects[0])
	d.on("2026-08-04")
	d.wantPlan(kim, "referral 2026-08-04", "referral 2026-08-04")
	d.as = "Pat Moss"
	o := d.log("Kim Poe", CallLog{Result: crm.StayInTouch})
	call := o.Subjects[0].(*crm.Activity)
	if call.Opportunity != sale || call.Owner != pat {
		t.Errorf("Pat's call regards %d and is on the list of %d", call.Opportunity, call.Owner)
	}
	if d.activity(d.callOf(kim, crm.ReferralCall)).Owner == pat {
		t.Error("Ann's call is Pat's")
	}
	d.wantPlan(kim, "referral 2026-08-04", "review 2027-02-04")
	if !said(o, "sale-without-step", sale) {
		t.Errorf("nobody is told that opportunity %d has no next step: %v", sale, o.Notices)
	}

	// Pat's appointment is Pat's, and Ann's call ends nothing of it.
	d.addAppointment("Kim Poe", "2026-08-06 10:00")
	if a := d.activity(d.meeting(kim)); a.Owner != pat || a.Opportunity != sale {
		t.Errorf("Pat's appointment regards %d and is on the list of %d", a.Opportunity, a.Owner)
	}
	d.as = ""
	d.on("2026-08-05")
	if o := d.log("Kim Poe", CallLog{Result: crm.StayInTouch}); said(o, "sale-without-step", sale) {
		t.Error("Pat's appointment is forgotten")
	}
	d.wantPlan(kim, "appointment 2026-08-06", "review 2027-02-04", "review 2027-02-05") // each has a rhythm
	d.must(func(ctx context.Context, b *Book) (*crm.Outcome, error) {
		return b.RetireProducer(ctx, "Pat Moss", Retirement{To: "Ann Lee"})
	})
	d.wantPlan(kim, "appointment 2026-08-06", "review 2027-02-05") // and one
}

// TestColleaguesLostCall: the call of a colleague that reached a wrong number is
// theirs again when whoever looks after the contact finds another one.
func TestColleaguesLostCall(t *testing.T) {
	t.Parallel()
	d := newDesk(t, "2026-08-03")
	pat := d.producer("Pat Moss")
	kim := d.add("", "Kim Poe", "phone", "513-555-0124")
	d.must(func(ctx context.Context, b *Book) (*crm.Outcome, error) {
		return b.Refer(ctx, fmt.Sprint(kim), "Pat Moss", Values{"reason": {"new baby"}})
	})
	d.as = "Pat Moss"
	d.log("Kim Poe", CallLog{Result: crm.WrongNumber})
	d.as = ""
	o := d.edit(kim, "phone", "513-555-0199")
	for _, e := range o.Edits {
		if call, ok := e.After.(*crm.Activity); ok && call.Kind == crm.Call && call.Owner != pat {
			t.Errorf("the call is on the list of %d", call.Owner)
		}
	}
}

// said reports whether an outcome has a notice about a record.
func said(o *crm.Outcome, code string, id int64) bool {
	for _, n := range o.Notices {
		if n.Code == code && n.Values["id"] == id {
			return true
		}
	}
	return false
}

// TestOneOfTwoPhonesIsWrong: the other one is called, and a number is looked for
// when there is none.
func TestOneOfTwoPhonesIsWrong(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		wrong string
		left  string
	}{
		"the first":  {"", "216-555-0152"},
		"the second": {"(216) 555 0152", "216-555-0151"},
	} {
		t.Run(name, func(t *testing.T) {
			d := newDesk(t, "2026-09-02")
			di := d.add(crm.StageLead, "Di Two", "phone", "216-555-0151", "phone", "216-555-0152")
			d.on("2026-09-03")
			d.log(di, CallLog{Result: crm.WrongNumber, Phone: c.wrong})
			d.wantPlan(di, "referral 2026-09-03")
			if got := d.contact(di).Phone; got != c.left {
				t.Errorf("the phone is %s", got)
			}
			// A third number does not put that call off.
			d.edit(di, "phone", "216-555-0153")
			d.wantPlan(di, "referral 2026-09-03")
			for d.contact(di).Phone != "" {
				d.log(di, CallLog{Result: crm.WrongNumber})
			}
			d.wantPlan(di, "find-phone 2026-09-04")
			if err := d.logErr(di, CallLog{Result: crm.WrongNumber, Phone: "216-555-0199"}); crm.CodeOf(err) != crm.CodeNotFound {
				t.Errorf("a phone that she does not have: %v", err)
			}
		})
	}
}
