package book

import (
	"context"
	"fmt"
	"testing"

	"crm/internal/crm"
)

// family adds a household with people at a stage, and returns the numbers of
// the household and of its members.
func (d *desk) family(stage string, names ...string) (home int64, members []int64) {
	d.t.Helper()
	for _, name := range names {
		members = append(members, d.add(stage, name, "household", "The Hudsons", "phone", fmt.Sprintf("614-555-0%d", 200+len(members))))
	}
	return d.contact(members[0]).Household, members
}

// strays counts whom the list of the day counts as having no next step.
func (d *desk) strays() int {
	d.t.Helper()
	s := d.agenda(AgendaQuery{}).Strays
	return s.Leads + s.Prospects + s.Clients
}

// TestOneCallServesTheHousehold: who is not called because another one is has a
// next step.
func TestOneCallServesTheHousehold(t *testing.T) {
	t.Parallel()
	d := newDesk(t, "2026-07-09")
	_, m := d.family(crm.StageLead, "Jane Hudson", "Mike Hudson")
	d.wantPlan(m[1])
	if got := d.contact(m[1]).NextDue; got != date("2026-07-10") || d.strays() != 0 {
		t.Errorf("Mike's next step is due on %s, %d strays", got, d.strays())
	}
	// A task with Jane does not serve Mike.
	d.addTask("Jane Hudson", "2026-07-13")
	wantStray(t, d.must(func(ctx context.Context, b *Book) (*crm.Outcome, error) {
		return b.Cancel(ctx, "call cancel", crm.Call, []string{fmt.Sprint(d.callOf(m[0], crm.ReferralCall))}, "")
	}), m[1])
	if got := d.contact(m[1]).NextDue; !got.IsZero() || d.strays() != 1 {
		t.Errorf("Mike's next step is due on %s, %d strays", got, d.strays())
	}
	// Who moves out is not served, who moves in is.
	d.addCall("Jane Hudson", "2026-07-20", "")
	if d.strays() != 0 {
		t.Errorf("%d strays", d.strays())
	}
	wantStray(t, d.edit(m[1], "household", ""), m[1])
	wantStray(t, d.edit(m[1], "household", "The Hudsons"))
}

// TestWhoWasCalledForTheHousehold: when they are not called any more, somebody
// else of it is.
func TestWhoWasCalledForTheHousehold(t *testing.T) {
	t.Parallel()
	for name, end := range map[string]func(ctx context.Context, b *Book, jane string) (*crm.Outcome, error){
		"a dead file": func(ctx context.Context, b *Book, jane string) (*crm.Outcome, error) {
			return b.LogCall(ctx, jane, CallLog{Result: crm.DeadFile})
		},
		"stopped": func(ctx context.Context, b *Book, jane string) (*crm.Outcome, error) {
			return b.Stop(ctx, "contact stop", []string{jane}, "asked", "")
		},
		"given up": func(ctx context.Context, b *Book, jane string) (*crm.Outcome, error) {
			return b.Reject(ctx, "lead reject", []string{jane}, "moved")
		},
	} {
		t.Run(name, func(t *testing.T) {
			d := newDesk(t, "2026-07-09")
			_, m := d.family(crm.StageLead, "Jane Hudson", "Mike Hudson", "Lena Hudson")
			o := d.must(func(ctx context.Context, b *Book) (*crm.Outcome, error) { return end(ctx, b, fmt.Sprint(m[0])) })
			wantStray(t, o)
			d.wantPlan(m[0])
			d.wantPlan(m[1], "referral 2026-07-10")
			d.wantPlan(m[2])
		})
	}
	t.Run("a client's review call", func(t *testing.T) {
		d := newDesk(t, "2026-07-09")
		_, m := d.family(crm.StageClient, "Jane Hudson", "Mike Hudson")
		d.wantPlan(m[0], "review 2027-01-09")
		d.wantPlan(m[1])
		d.must(func(ctx context.Context, b *Book) (*crm.Outcome, error) {
			return b.Stop(ctx, "contact stop", []string{fmt.Sprint(m[0])}, "deceased", "")
		})
		d.wantPlan(m[1], "review 2027-01-09") // by his own rhythm
	})
	t.Run("nobody else may be called", func(t *testing.T) {
		d := newDesk(t, "2026-07-09")
		jane := d.add(crm.StageLead, "Jane Hudson", "household", "The Hudsons", "phone", "614-555-0200")
		mike := d.add(crm.StageLead, "Mike Hudson", "household", "The Hudsons", "phone", "614-555-0200")
		d.must(func(ctx context.Context, b *Book) (*crm.Outcome, error) {
			return b.Stop(ctx, "contact stop", []string{fmt.Sprint(jane)}, "asked", "")
		})
		d.wantPlan(mike)
	})
}

// TestHouseholdThatBuysIsCalledOnce a period, whoever of it is spoken to.
func TestHouseholdThatBuysIsCalledOnce(t *testing.T) {
	t.Parallel()
	d := newDesk(t, "2026-07-09")
	home, m := d.family(crm.StageProspect, "Jane Hudson", "Mike Hudson")
	o := fmt.Sprint(crm.IDOf(d.must(func(ctx context.Context, b *Book) (*crm.Outcome, error) {
		return b.AddOpportunity(ctx, fmt.Sprint(home), Values{"line": {"home"}})
	}).Subjects[0]))
	wantStray(t, d.must(func(ctx context.Context, b *Book) (*crm.Outcome, error) {
		return b.CloseWon(ctx, o, Win{Policy: Values{"premium": {"900"}}})
	}))
	d.wantPlan(home, "review 2027-01-09")
	d.wantPlan(m[0])
	d.wantPlan(m[1])
	if c := d.contact(m[1]); c.Stage != crm.StageClient || c.NextDue != date("2027-01-09") || d.strays() != 0 {
		t.Errorf("Mike is a %s, next due %s, %d strays", c.Stage, c.NextDue, d.strays())
	}
	d.on("2026-09-01")
	d.log(m[0], CallLog{Result: crm.StayInTouch})
	d.wantPlan(home, "review 2027-03-01")
	d.wantPlan(m[0])
	// On its day, a conversation with one of them is that of the household.
	d.on("2027-03-01")
	d.log(m[1], CallLog{Result: crm.StayInTouch})
	d.wantPlan(home)
	d.wantPlan(m[1], "review 2027-09-01")
	d.wantPlan(m[0])
	// From now on the call is theirs who was spoken to last.
	d.on("2027-03-08")
	d.log(m[0], CallLog{Result: crm.AppointmentResult, Appt: "2027-03-10 10:00"})
	d.wantPlan(m[1])
	d.wantPlan(m[0], "appointment 2027-03-10", "review 2027-09-08")
}

// TestHouseholdIsCalledAsOftenAsTheOneWhoIsCalledMost: another one of it is not
// what makes somebody's monthly call come later.
func TestHouseholdIsCalledAsOftenAsTheOneWhoIsCalledMost(t *testing.T) {
	t.Parallel()
	d := newDesk(t, "2026-07-09")
	jane := d.add(crm.StageClient, "Jane Hudson", "household", "The Hudsons", "call_frequency", "monthly")
	mike := d.add(crm.StageClient, "Mike Hudson", "household", "The Hudsons")
	d.wantPlan(jane, "review 2026-08-09")
	d.wantPlan(mike)
	d.on("2026-07-20")
	d.log(mike, CallLog{Result: crm.StayInTouch})
	d.wantPlan(jane, "review 2026-08-20")
	d.wantPlan(mike)

	d = newDesk(t, "2026-07-09")
	mike = d.add(crm.StageClient, "Mike Hudson", "household", "The Hudsons")
	jane = d.add(crm.StageClient, "Jane Hudson", "household", "The Hudsons", "call_frequency", "monthly")
	d.wantPlan(mike, "review 2026-08-09")
	d.wantPlan(jane)
	// A day that was promised stays, and serves the household.
	d.log(mike, CallLog{Result: crm.StayInTouch, Due: "2026-07-17"})
	d.wantPlan(mike, "review 2026-07-17")
	d.edit(jane, "call_frequency", "3-4-per-year")
	d.wantPlan(jane)
}

// TestSecondLineIsNotStray: whoever sees to one of two opportunities that were
// opened at once looks at the other.
func TestSecondLineIsNotStray(t *testing.T) {
	t.Parallel()
	d := newDesk(t, "2026-07-09")
	d.add(crm.StageProspect, "Jane Hudson")
	d.must(func(ctx context.Context, b *Book) (*crm.Outcome, error) {
		return b.AddOpportunity(ctx, "Jane Hudson", Values{"line": {"auto,home"}})
	})
	stray := func(want int) {
		t.Helper()
		if got := d.agenda(AgendaQuery{}).Strays.Opportunities; got != want {
			t.Errorf("%d opportunities without a next step, want %d", got, want)
		}
	}
	stray(0)
	d.must(func(ctx context.Context, b *Book) (*crm.Outcome, error) {
		return b.Done(ctx, "done", "", []string{"Jane Hudson"}, "", "")
	})
	stray(2)
	d.addCall("Jane Hudson", "2026-12-01", crm.ReviewCall) // the rhythm is about her
	stray(2)
	d.addAppointment("Jane Hudson", "2026-07-14 10:00")
	stray(0)
}

// TestHouseholdOfTwoProducers: what a colleague has planned with somebody else of
// the household serves nobody of mine.
func TestHouseholdOfTwoProducers(t *testing.T) {
	t.Parallel()
	d := newDesk(t, "2026-08-03")
	pat := d.producer("Pat Moss")
	mine := d.add(crm.StageLead, "Curt Malone", "household", "Malone")
	other := d.add(crm.StageLead, "Tess Malone", "household", "Malone")
	pats := d.add(crm.StageLead, "Nana Malone", "household", "Malone", "owner", fmt.Sprint(pat))
	d.wantPlan(mine, "referral 2026-08-04")
	d.wantPlan(other)
	d.wantPlan(pats, "referral 2026-08-04")

	// Each is spoken to by whoever looks after them, and keeps a call of theirs.
	d.on("2026-08-04")
	wantStray(t, d.log(mine, CallLog{Result: crm.StayInTouch}))
	d.wantPlan(pats, "referral 2026-08-04")
	d.as = "Pat Moss"
	d.log(pats, CallLog{Result: crm.NoReach})
	d.on("2026-08-05")
	wantStray(t, d.log(pats, CallLog{Result: crm.StayInTouch}))
	d.as = ""
	d.wantPlan(mine, "review 2027-02-04")
	d.wantPlan(pats, "review 2027-02-05")
	if call := d.activity(d.callOf(pats, crm.ReviewCall)); call.Owner != pat {
		t.Errorf("the review call is on the list of %d", call.Owner)
	}

	// Whoever was served by a call that a colleague takes over is named.
	wantStray(t, d.must(func(ctx context.Context, b *Book) (*crm.Outcome, error) {
		return b.Assign(ctx, "assign", "", []string{fmt.Sprint(mine)}, "Pat Moss")
	}), other)
	if got := d.contact(other).NextDue; !got.IsZero() || d.strays() != 1 {
		t.Errorf("Tess's next step is due on %s, %d strays", got, d.strays())
	}
}

// TestCallForSomebodyElse: a call that a colleague makes for me is not a step on my
// list, and what comes round afterwards is mine again.
func TestCallForSomebodyElse(t *testing.T) {
	t.Parallel()
	d := newDesk(t, "2026-08-03")
	pat := d.producer("Pat Moss")
	curt := d.add(crm.StageLead, "Curt Malone")
	call := d.callOf(curt, crm.ReferralCall)
	wantStray(t, d.must(func(ctx context.Context, b *Book) (*crm.Outcome, error) {
		return b.Assign(ctx, "call assign", crm.Call, []string{fmt.Sprint(call)}, "Pat Moss")
	}), curt)
	d.on("2026-08-04")
	d.as = "Pat Moss"
	d.log(call, CallLog{Result: crm.NoReach})
	again := d.callOf(curt, crm.ReferralCall)
	if got := d.activity(again).Owner; got != pat {
		t.Errorf("the second try is on the list of %d", got)
	}
	d.on("2026-08-05")
	wantStray(t, d.log(again, CallLog{Result: crm.StayInTouch}))
	if got := d.activity(d.callOf(curt, crm.ReviewCall)).Owner; got == pat {
		t.Error("the review call is on Pat's list")
	}
}

// TestHouseholdBelongsToNoHousehold: whoever is of one belongs to it alone, so that it is
// called once.
func TestHouseholdBelongsToNoHousehold(t *testing.T) {
	t.Parallel()
	d := newDesk(t, "2026-08-03")
	d.family(crm.StageLead, "Jane Hudson")
	add := func(values Values) (id int64, err error) {
		o, err := d.do(func(ctx context.Context, b *Book) (*crm.Outcome, error) {
			return b.AddContact(ctx, "household add", NewContact{Kind: crm.Household, Values: values})
		})
		if err == nil {
			id = crm.IDOf(o.Subjects[0])
		}
		return id, err
	}
	smiths, err := add(Values{"name": {"The Smiths"}})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := add(Values{"name": {"The Roes"}, "household": {"The Hudsons"}}); crm.CodeOf(err) != crm.CodeInvalid {
		t.Errorf("adding one: %v", err)
	}
	e := d.wantCode("a household in a household", crm.CodeInvalid, func(ctx context.Context, b *Book) (*crm.Outcome, error) {
		return b.EditContacts(ctx, "contact edit", []string{fmt.Sprint(smiths)}, ContactEdit{Values: Values{"household": {"The Hudsons"}}})
	})
	if len(e.Remedies) != 2 {
		t.Errorf("what can be done: %v", e.Remedies)
	}
	d.must(func(ctx context.Context, b *Book) (*crm.Outcome, error) { // a file is taken as it is
		rows := []ImportRow{{Line: 2, Values: Values{"name": {"The Floes"}, "kind": {crm.Household}, "household": {"The Hudsons"}}}}
		return b.ImportContacts(ctx, "contact import", Import{Rows: rowsOf(rows)})
	})
}
