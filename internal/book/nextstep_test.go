package book

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"crm/internal/crm"
)

// planned is an open activity as the file has it.
type planned struct {
	crm.Activity
	due string
}

// nextSteps holds next_due of contacts and opportunities to what it means, with
// loops over all there is where the store has an index and a sum.
func (r *raw) nextSteps() {
	r.t.Helper()
	type person struct {
		kind    string
		home    int64
		due     string
		marked  bool // as do-not-contact
		stopped bool // that, or every number of theirs is somebody's who is marked
		owner   int64
		phone   bool
	}
	people := map[int64]person{}
	r.each(`SELECT id, kind, coalesce(household, 0), coalesce(next_due, ''), do_not_contact IS NOT NULL, stopped IS NOT NULL, coalesce(owner, 0), phone IS NOT NULL FROM contacts`,
		func(scan func(...any) error) error {
			var id int64
			var p person
			err := scan(&id, &p.kind, &p.home, &p.due, &p.marked, &p.stopped, &p.owner, &p.phone)
			people[id] = p
			return err
		})
	var open []planned
	r.each(`SELECT id, kind, coalesce(call_type, ''), coalesce(purpose, ''), coalesce(contact, 0), coalesce(opportunity, 0), coalesce(due, ''), coalesce(owner, 0) FROM activities WHERE status = 'open'`,
		func(scan func(...any) error) error {
			var a planned
			err := scan(&a.ID, &a.Kind, &a.CallType, &a.Purpose, &a.Contact, &a.Opportunity, &a.due, &a.Owner)
			open = append(open, a)
			return err
		})
	// What is on a colleague's list is nobody's next step but theirs.
	first := func(owner int64, means func(planned) bool) string {
		var days []string
		for _, a := range open {
			if means(a) && a.due != "" && (owner == 0 || a.Owner == owner) {
				days = append(days, a.due)
			}
		}
		if len(days) == 0 {
			return ""
		}
		return slices.Min(days)
	}
	atHome := func(a planned, id int64) bool {
		with, p := people[a.Contact], people[id]
		together := p.home != 0 && (a.Contact == p.home || with.home == p.home) || p.kind == crm.Household && with.home == id
		// A call with somebody who has no phone serves nobody who has one, and neither does the
		// search for their number.
		reached := a.Kind != crm.Call && a.Purpose != crm.PurposeFindPhone || !p.phone || with.phone || with.kind != crm.Person || people[with.home].phone
		return together && !with.marked && a.Serves() && reached
	}
	for id, p := range people {
		want := first(p.owner, func(a planned) bool { return a.Contact == id && a.IsStep() })
		if want == "" && !p.stopped {
			want = first(p.owner, func(a planned) bool { return a.IsStep() && atHome(a, id) })
		}
		if p.due != want {
			r.t.Errorf("the next step with contact %d is kept as %q, it is %q", id, p.due, want)
		}
	}
	r.each(`SELECT id, contact, status, coalesce(next_due, ''), coalesce(owner, 0) FROM opportunities`, func(scan func(...any) error) error {
		var id, contact, owner int64
		var status, due string
		err := scan(&id, &contact, &status, &due, &owner)
		want := first(owner, func(a planned) bool { return a.Opportunity == id && a.IsStep() })
		if want == "" && status == crm.Open {
			want = first(owner, func(a planned) bool { return a.Contact == contact && a.IsPressing() && a.IsFor(id) })
		}
		if want == "" && status == crm.Open {
			want = first(owner, func(a planned) bool { return a.IsPressing() && a.IsFor(id) && atHome(a, contact) })
		}
		if due != want {
			r.t.Errorf("the next step of opportunity %d is kept as %q, it is %q", id, due, want)
		}
		return err
	})
}

// each reads the rows of a query.
func (r *raw) each(text string, row func(scan func(...any) error) error) {
	r.t.Helper()
	rows, err := r.db.Query(text)
	if err != nil {
		r.t.Fatal(err)
	}
	defer rows.Close()
	for rows.Next() {
		if err := row(rows.Scan); err != nil {
			r.t.Fatal(err)
		}
	}
	if err := rows.Err(); err != nil {
		r.t.Fatal(err)
	}
}

// wantStray compares the numbers of those whom an outcome names as having no
// next step.
func wantStray(t *testing.T, o *crm.Outcome, want ...int64) {
	t.Helper()
	if got := straysIn(o); !slices.Equal(got, want) {
		t.Errorf("named as having no next step: %v, want %v", got, want)
	}
}

// straysIn are those whom an outcome names as having no next step.
func straysIn(o *crm.Outcome) []int64 {
	var ids []int64
	for _, n := range o.Notices {
		switch n.Code {
		case "no-next-step", "nobody-writes":
			ids = append(ids, n.Values["id"].(int64))
		case "no-next-steps":
			ids = append(ids, n.Values["ids"].([]int64)...)
		}
	}
	return ids
}

// TestWrongNumberComesBack: the call that reached a wrong number is made up for
// when there is another number, with its type and its try, however that number
// came to be known.
func TestWrongNumberComesBack(t *testing.T) {
	t.Parallel()
	review := func(t *testing.T) (*desk, int64) {
		d := newDesk(t, "2026-06-01")
		jane := d.add(crm.StageClient, "Jane Hudson", "phone", "614-555-0147")
		d.on("2026-12-01")
		d.log(jane, CallLog{Result: crm.NoReach})
		d.on("2026-12-02")
		d.log(jane, CallLog{Result: crm.WrongNumber})
		d.wantPlan(jane, "find-phone 2026-12-03")
		d.on("2026-12-08")
		return d, jane
	}
	done := func(d *desk, jane int64) *crm.Outcome {
		return d.must(func(ctx context.Context, b *Book) (*crm.Outcome, error) {
			return b.Done(ctx, "done", "", []string{fmt.Sprint(jane)}, "asked her sister", "")
		})
	}
	t.Run("a number is found", func(t *testing.T) {
		d, jane := review(t)
		wantStray(t, d.edit(jane, "phone", "614-555-0199"))
		d.wantPlan(jane, "review#2 2026-12-09")
	})
	t.Run("the task is done, the number comes later", func(t *testing.T) {
		d, jane := review(t)
		o := done(d, jane)
		wantStray(t, o, jane)
		if phone := o.Notices[len(o.Notices)-1].Values["phone"]; phone != "" {
			t.Errorf("they are said to have the phone %v", phone)
		}
		d.edit(jane, "phone", "614-555-0199")
		d.wantPlan(jane, "review#2 2026-12-09")
	})
	t.Run("another number was known", func(t *testing.T) {
		d := newDesk(t, "2026-07-09")
		jane := d.add(crm.StageLead, "Jane Hudson", "phone", "614-555-0147", "phone", "614-555-0199")
		d.log(jane, CallLog{Result: crm.WrongNumber})
		d.wantPlan(jane, "referral 2026-07-09")
	})
	t.Run("the number was right after all", func(t *testing.T) {
		d, jane := review(t)
		d.must(func(ctx context.Context, b *Book) (*crm.Outcome, error) {
			return b.EditContacts(ctx, "contact edit", []string{fmt.Sprint(jane)}, ContactEdit{RemovePhones: []string{"614-555-0147"}})
		})
		d.wantPlan(jane, "find-phone 2026-12-03")
		d.edit(jane, "phone", "614-555-0147")
		d.wantPlan(jane, "review#2 2026-12-09")
	})
	t.Run("spoken to since", func(t *testing.T) {
		d, jane := review(t)
		d.log(jane, CallLog{Result: crm.StayInTouch, Inbound: true})
		d.edit(jane, "phone", "614-555-0199")
		d.wantPlan(jane, "review 2027-06-08")
	})
}

// TestResultBeforeTheLastConversation: what is entered late leaves the rhythm as
// it is, and does not end it.
func TestResultBeforeTheLastConversation(t *testing.T) {
	t.Parallel()
	for result, due := range map[string]string{crm.StayInTouch: "2027-06-08", crm.AppointmentResult: "2027-06-08"} {
		t.Run(result, func(t *testing.T) {
			d := newDesk(t, "2026-06-01")
			jane := d.add(crm.StageClient, "Jane Hudson", "birthday", "--07-20")
			review := d.callOf(jane, crm.ReviewCall)
			d.on("2026-12-08")
			d.edit(jane, "last_call", "2026-12-08")
			d.on("2026-12-09")
			wantStray(t, d.log(review, CallLog{Result: result, On: "2026-12-02", Appt: map[bool]string{true: "2026-12-20 10:00"}[result == crm.AppointmentResult]}))
			if got := d.plan(jane); !slices.Contains(got, "review "+due) {
				t.Errorf("open: %q, want a review call on %s", got, due)
			}
			// With a review call planned, a second late entry changes nothing.
			d.log(jane, CallLog{Result: result, On: "2026-12-03"})
			if got := d.plan(jane); !slices.Contains(got, "review "+due) {
				t.Errorf("open: %q, want a review call on %s", got, due)
			}
		})
	}
}

// TestWhatComesRoundRegardsNothing: a birthday or review call that follows one
// about an opportunity is about the person; another try is about what the first
// was.
func TestWhatComesRoundRegardsNothing(t *testing.T) {
	t.Parallel()
	regards := func(d *desk, contact int64) map[string]int64 {
		of := map[string]int64{}
		d.look(func(v reader) {
			open, _ := v.tx.OpenActivities(contact)
			for _, a := range open {
				of[strings.TrimSpace(a.CallType+" "+a.Purpose)] = a.Opportunity
			}
		})
		return of
	}
	d := newDesk(t, "2026-11-02")
	jane := d.add(crm.StageProspect, "Jane Hudson", "birthday", "1980-11-05", "phone", "614-555-0147")
	o := crm.IDOf(d.must(func(ctx context.Context, b *Book) (*crm.Outcome, error) {
		return b.AddOpportunity(ctx, fmt.Sprint(jane), Values{"line": {"auto"}})
	}).Subjects[0])
	d.on("2026-11-05")
	d.log(d.callOf(jane, crm.BirthdayCall), CallLog{Result: crm.NoReach, Opportunity: fmt.Sprint(o)})
	if got := regards(d, jane); got["birthday"] != 0 {
		t.Errorf("the next birthday call and the retry regard %d", got["birthday"])
	}
	d.log(jane, CallLog{Result: crm.AppointmentResult, Opportunity: fmt.Sprint(o)})
	if got := regards(d, jane); got["review"] != 0 || got["birthday"] != 0 || got["set-appointment"] != o {
		t.Errorf("after the appointment: %v", got)
	}
	d.on("2026-11-06")
	d.log(jane, CallLog{Result: crm.NoReach, Opportunity: fmt.Sprint(o)})
	if got := regards(d, jane); got[""] != o {
		t.Errorf("the retry regards %v, not opportunity %d", got, o)
	}
}

// TestTriesAreOfOneCall: what is tried again keeps what it is for, and no try
// of one call takes the place of another's.
func TestTriesAreOfOneCall(t *testing.T) {
	t.Parallel()
	t.Run("a birthday among tries of a referral call", func(t *testing.T) {
		d := newDesk(t, "2026-11-30")
		jane := d.add(crm.StageLead, "Jane Hudson", "birthday", "1980-12-04", "phone", "614-555-0147")
		for _, day := range []string{"2026-12-01", "2026-12-02", "2026-12-03"} {
			d.on(day)
			d.log(jane, CallLog{Result: crm.NoReach})
		}
		d.wantPlan(jane, "birthday 2026-12-04", "referral#4 2026-12-04")
		d.on("2026-12-04")
		d.log(d.callOf(jane, crm.BirthdayCall), CallLog{Result: crm.NoReach})
		d.wantPlan(jane, "referral#4 2026-12-04", "birthday#2 2026-12-07", "birthday 2027-12-04")
		d.log(jane, CallLog{Result: crm.NoReach})
		d.wantPlan(jane, "birthday#2 2026-12-07", "referral#5 2026-12-07", "birthday 2027-12-04")
		// One call does for both: that counts for the referral.
		d.on("2026-12-07")
		d.log(jane, CallLog{Result: crm.NoReach})
		d.wantPlan(jane, "referral#6 2026-12-08", "birthday 2027-12-04")
	})
	t.Run("before a policy elsewhere expires", func(t *testing.T) {
		d := newDesk(t, "2026-06-01")
		jane := d.add(crm.StageProspect, "Jane Hudson", "phone", "614-555-0147")
		o := fmt.Sprint(crm.IDOf(d.must(func(ctx context.Context, b *Book) (*crm.Outcome, error) {
			return b.AddOpportunity(ctx, fmt.Sprint(jane), Values{"line": {"auto"}})
		}).Subjects[0]))
		d.must(func(ctx context.Context, b *Book) (*crm.Outcome, error) {
			return b.CloseLost(ctx, o, Loss{Reason: "price", XDate: "2026-10-01"})
		})
		d.wantPlan(jane, "x-date 2026-08-03")
		d.on("2026-08-03")
		d.log(jane, CallLog{Result: crm.NoReach})
		d.wantPlan(jane, "x-date#2 2026-08-04")
		d.must(func(ctx context.Context, b *Book) (*crm.Outcome, error) {
			return b.ReopenOpportunities(ctx, []string{o}, "")
		})
		d.wantPlan(jane, "next-step 2026-08-04")
	})
	t.Run("to set an appointment once", func(t *testing.T) {
		d := newDesk(t, "2026-07-09")
		jane := d.add(crm.StageLead, "Jane Hudson", "phone", "614-555-0147")
		d.log(jane, CallLog{Result: crm.AppointmentResult})
		d.on("2026-07-10")
		d.log(jane, CallLog{Result: crm.AppointmentResult})
		d.wantPlan(jane, "set-appointment 2026-07-10", "review 2027-01-10")
		d.on("2026-07-13")
		d.log(jane, CallLog{Result: crm.AppointmentResult, Appt: "+1d 10:00"})
		d.wantPlan(jane, "appointment 2026-07-14", "review 2027-01-13")
	})
}

// TestWhatClosesATask: it asks whose the task is, for which opportunity, and
// what came of it, by whichever command.
func TestWhatClosesATask(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		as, opp string // of the task's opportunity, of "another", or none
		do      string
		closed  bool
	}{
		"the producer talks":                      {"Bob Roe", "", crm.StayInTouch, true},
		"the producer reaches nobody":             {"Bob Roe", "", crm.NoReach, false},
		"the producer reaches a wrong number":     {"Bob Roe", "", crm.WrongNumber, false},
		"the producer talks of something else":    {"Bob Roe", "another", crm.StayInTouch, false},
		"a colleague talks":                       {"Ann Lee", "", crm.StayInTouch, false},
		"a colleague reaches nobody":              {"Ann Lee", "", crm.NoReach, false},
		"a colleague talks of it":                 {"Ann Lee", "this", crm.StayInTouch, true},
		"a colleague reaches nobody about it":     {"Ann Lee", "this", crm.NoReach, false},
		"the producer sets an appointment":        {"Bob Roe", "", "appt add", true},
		"a colleague sets an appointment":         {"Ann Lee", "", "appt add", false},
		"a colleague sets an appointment for it":  {"Ann Lee", "this", "appt add", true},
		"the producer writes":                     {"Bob Roe", "", "email log", true},
		"a colleague writes":                      {"Ann Lee", "", "email log", false},
		"the producer talks, with an appointment": {"Bob Roe", "", crm.AppointmentResult, true},
	} {
		t.Run(name, func(t *testing.T) {
			d := newDesk(t, "2026-07-09")
			d.must(func(ctx context.Context, b *Book) (*crm.Outcome, error) {
				return b.AddProducer(ctx, Values{"name": {"Bob Roe"}})
			})
			jane := d.add("", "Jane Hudson", "phone", "614-555-0147")
			opps := map[string]string{"": ""}
			opps["this"] = fmt.Sprint(crm.IDOf(d.must(func(ctx context.Context, b *Book) (*crm.Outcome, error) {
				return b.Refer(ctx, fmt.Sprint(jane), "Bob Roe", Values{"reason": {"a boat"}})
			}).Subjects[0]))
			opps["another"] = fmt.Sprint(crm.IDOf(d.must(func(ctx context.Context, b *Book) (*crm.Outcome, error) {
				return b.AddOpportunity(ctx, fmt.Sprint(jane), Values{"line": {"auto"}})
			}).Subjects[0]))
			d.as = c.as
			d.must(func(ctx context.Context, b *Book) (*crm.Outcome, error) {
				switch c.do {
				case "appt add":
					in := NewActivity{Kind: crm.Appointment, Contact: fmt.Sprint(jane), When: "+5d 10:00", Opportunity: opps[c.opp]}
					if c.opp == "" {
						in.Owner = c.as
					}
					return b.AddActivity(ctx, in)
				case "email log":
					return b.LogEmail(ctx, fmt.Sprint(jane), EmailLog{Subject: "hello", Opportunity: opps[c.opp]})
				}
				in := CallLog{Result: c.do, Opportunity: opps[c.opp]}
				if c.do == crm.AppointmentResult {
					in.Appt = "+5d 10:00"
				}
				return b.LogCall(ctx, fmt.Sprint(jane), in)
			})
			if open := slices.Contains(d.plan(jane), "referral 2026-07-10"); open == c.closed {
				t.Errorf("the task is open: %v; there is %q", open, d.plan(jane))
			}
		})
	}
}
