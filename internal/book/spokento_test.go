package book

import (
	"context"
	"slices"
	"strconv"
	"strings"
	"testing"

	"crm/internal/crm"
)

// nobodyIsCalledAgain holds a change to a promise: once its owner has spoken to somebody,
// no call that a rule had planned to reach them is left of the same list, except for what is
// about another opportunity, or was agreed on for a later day.
func (p *player) nobodyIsCalledAgain(o *crm.Outcome) {
	p.Helper()
	if slices.ContainsFunc([]string{"undo", "redo"}, func(verb string) bool { return strings.HasPrefix(o.Command, verb) }) {
		return
	}
	made := map[int64]bool{}
	for _, e := range o.Edits {
		made[e.ID] = true
	}
	for _, e := range o.Edits {
		by, ok := e.After.(*crm.Activity)
		if !ok || !e.Changed("status") || by.Status != crm.Done || by.DoneOn != p.day || by.Contact == 0 {
			continue
		}
		talk := by.Kind == crm.Appointment || by.Kind == crm.Call && slices.Contains([]string{crm.StayInTouch, crm.AppointmentResult}, by.CallResult)
		if !talk {
			continue
		}
		err := p.book.read(p.Context(), func(v reader) error {
			open, err := v.tx.OpenActivities(by.Contact)
			for _, call := range open {
				again := call.CallType == crm.ReferralCall || call.Attempt > 1 || call.Purpose == crm.PurposeSetAppointment || strings.HasPrefix(call.Slot, "retry/")
				apart := by.Opportunity != 0 && call.Opportunity != 0 && by.Opportunity != call.Opportunity || by.Policy != call.Policy && by.Policy != 0 && call.Policy != 0
				agreed := call.IsChosen() && call.Due.After(p.day)
				if call.Kind == crm.Call && call.Rule != "" && again && !apart && !agreed && call.Owner == by.Owner && !made[call.ID] {
					p.Errorf("%d has been spoken to, and call %d of rule %s stays on %s\n%s", by.Contact, call.ID, call.Rule, call.Due, strings.Join(p.log, "\n"))
				}
			}
			return err
		})
		if err != nil {
			p.Fatal(err)
		}
	}
}

// Whoever was spoken to is not called again by what was to reach them, whichever call it
// was that the conversation closed, and however it was named.
func TestWhoWasSpokenToIsNotCalledAgain(t *testing.T) {
	t.Parallel()
	birthday := func(d *desk) (who int64) {
		who = d.add(crm.StageLead, "Bea Lead", "phone", "614-555-0101", "birthday", "1970-11-24")
		d.on("2026-11-24")
		d.log(d.callOf(who, crm.ReferralCall), CallLog{Result: crm.NoReach})
		return who
	}
	didNotCome := func(d *desk) (who int64) {
		who = d.add(crm.StageLead, "Co Tri", "phone", "614-555-0103")
		d.on("2026-11-24")
		d.log(who, CallLog{Result: crm.AppointmentResult, Appt: "2026-11-25 10:00"})
		d.on("2026-11-25")
		d.must(func(ctx context.Context, b *Book) (*crm.Outcome, error) {
			return b.NoShow(ctx, []string{"Co Tri"}, "", "")
		})
		return who
	}
	newPhone := func(d *desk) (who int64) {
		who = d.add(crm.StageClient, "Em Only", "phone", "614-555-0101", "last_call", "2026-11-01")
		d.log(who, CallLog{Result: crm.WrongNumber})
		d.edit("Em Only", "phone", "614-555-0177")
		return who
	}
	ofSale := func(d *desk) (who int64) {
		who = d.add(crm.StageClient, "Bea Bday", "phone", "614-555-0101", "last_call", "2026-01-02")
		o := d.put(&crm.Opportunity{Contact: who, Owner: 1, Status: crm.Open, Stage: "new", Line: "auto", Opened: crm.DateOf(d.now)})
		d.log(d.callOf(who, crm.ReviewCall), CallLog{Result: crm.NoReach, Opportunity: strconv.FormatInt(o, 10)})
		return who
	}
	for name, begin := range map[string]func(*desk) int64{"birthday": birthday, "no show": didNotCome, "new phone": newPhone, "of an opportunity": ofSale} {
		for _, in := range []CallLog{{Result: crm.StayInTouch}, {Result: crm.AppointmentResult, Appt: "2026-12-04 10:00"}, {Result: crm.AppointmentResult}} {
			for _, byNumber := range []bool{false, true} {
				d := newDesk(t, "2026-11-23")
				who := begin(d)
				id := who
				if byNumber && name == "birthday" {
					id = d.callOf(who, crm.BirthdayCall)
				}
				o := d.log(id, in)
				if slices.ContainsFunc(o.Notices, func(n crm.Notice) bool { return n.Code == "household-called" }) {
					t.Errorf("%s, %s: somebody without a household is told of one", name, in.Result)
				}
				d.look(func(v reader) {
					open, err := v.tx.OpenActivities(who)
					if err != nil {
						t.Fatal(err)
					}
					review := false
					for _, a := range open {
						review = review || a.CallType == crm.ReviewCall
						if a.Kind == crm.Call && a.Due.Before(crm.DateOf(d.now).AddDays(14)) {
							t.Errorf("%s, %s, by number %v: call %d stays on %s", name, in.Result, byNumber, a.ID, a.Due)
						}
					}
					if !review {
						t.Errorf("%s, %s, by number %v: no review is planned: %q", name, in.Result, byNumber, d.plan(who))
					}
				})
			}
		}
	}
}

// The day of the last conversation that somebody enters is what a review call counts from,
// whatever was entered before it, unless a person chose the day of the call.
func TestLastCallIsEntered(t *testing.T) {
	t.Parallel()
	for _, test := range []struct{ stage, first, then, want string }{
		{crm.StageClient, "2026-11-20", "2026-05-20", "2026-11-24"}, // it had been mistyped
		{crm.StageClient, "2026-11-20", "2026-08-20", "2027-02-20"},
		{crm.StageClient, "2026-05-20", "2026-11-20", "2027-05-20"},
		{crm.StageClient, "2026-11-20", "", "2027-05-20"},
		{crm.StageClient, "", "2026-11-01", "2027-05-01"},
		{crm.StageClient, "", "2025-11-01", "2026-11-24"},
	} {
		t.Run(test.stage+" "+test.first+" "+test.then, func(t *testing.T) {
			d := newDesk(t, "2026-11-23")
			who := d.add(test.stage, "Al Late", "phone", "614-555-0101", "last_call", test.first)
			d.edit("Al Late", "last_call", test.then)
			if got := d.whenDue(who, crm.ReviewCall); !slices.Equal(got, []string{test.want + " "}) {
				t.Errorf("due %v, want %s", got, test.want)
			}
		})
	}
	d := newDesk(t, "2026-11-23")
	who := d.add(crm.StageClient, "Al Late", "phone", "614-555-0101", "last_call", "2026-11-20")
	d.snooze(d.callOf(who, crm.ReviewCall), "2027-03-01")
	d.edit("Al Late", "last_call", "2026-05-20")
	if got := d.whenDue(who, crm.ReviewCall); !slices.Equal(got, []string{"2027-03-01 "}) {
		t.Errorf("due %v, and it was put off until 1 March", got)
	}
}
