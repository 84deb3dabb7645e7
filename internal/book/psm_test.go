package book

import (
	"context"
	"testing"

	"crm/internal/crm"
)

// The rows of the table "The Producer Success Model, exactly", one test each.

func TestNewLeadIsCalledOnTheNextWorkingDay(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ added, due string }{
		{"2026-07-09", "2026-07-10"},
		{"2026-07-10", "2026-07-13"}, // Friday
		{"2026-07-11", "2026-07-13"}, // Saturday
		{"2026-07-12", "2026-07-13"}, // Sunday
		{"2026-12-24", "2026-12-28"}, // Christmas is a Friday
		{"2026-11-25", "2026-11-27"}, // Thanksgiving
	} {
		t.Run(c.added, func(t *testing.T) {
			d := newDesk(t, c.added)
			d.wantPlan(d.add(crm.StageLead, "Jane Hudson"), "referral "+c.due)
		})
	}
}

func TestNoReachIsTriedAgain(t *testing.T) {
	t.Parallel()
	d := newDesk(t, "2026-07-09")
	jane := d.add(crm.StageLead, "Jane Hudson")
	d.on("2026-07-10")
	d.log(jane, CallLog{Result: crm.NoReach})
	d.wantPlan(jane, "referral#2 2026-07-13")
	for attempt, day := range []string{"2026-07-13", "2026-07-14", "2026-07-15", "2026-07-16"} {
		d.on(day)
		d.log(jane, CallLog{Result: crm.NoReach})
		if got := len(d.plan(jane)); got != 1 {
			t.Fatalf("after attempt %d there are %d open calls", attempt+2, got)
		}
	}
	d.wantPlan(jane, "referral#6 2026-07-17")
	d.on("2026-07-17")
	o := d.log(jane, CallLog{Result: crm.NoReach})
	d.wantPlan(jane, "review 2027-01-17")
	if last := o.Edits[len(o.Edits)-1]; last.Rule != "stay-in-touch" {
		t.Errorf("the sixth no-reach was answered by %q", last.Rule)
	}
}

func TestStayInTouch(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ on, birthday, due string }{
		{"2026-06-01", "--11-20", "2026-11-13"},
		{"2026-06-01", "--12-08", "2026-12-01"},
		{"2026-06-01", "--06-05", "2026-12-01"},
		{"2026-06-01", "--06-08", "2026-12-01"},
		{"2026-06-01", "--06-09", "2026-06-02"},
		{"2026-11-20", "--01-03", "2026-12-27"}, // a Sunday: kept
		{"2026-08-31", "--06-15", "2027-02-28"},
		{"2026-10-15", "--02-29", "2027-02-21"},
		{"2026-06-01", "", "2026-12-01"},
	} {
		t.Run(c.on+" "+c.birthday, func(t *testing.T) {
			d := newDesk(t, c.on)
			jane := d.add(crm.StageLead, "Jane Hudson", "birthday", c.birthday)
			d.log(jane, CallLog{Result: crm.StayInTouch})
			for _, line := range d.plan(jane) {
				if line == "review "+c.due {
					return
				}
			}
			t.Errorf("open: %q, want a review call on %s", d.plan(jane), c.due)
		})
	}
}

func TestBirthdayCallComesBack(t *testing.T) {
	t.Parallel()
	d := newDesk(t, "2026-11-02")
	jane := d.add(crm.StageProspect, "Jane Hudson", "birthday", "1980-12-05")
	d.wantPlan(jane, "birthday 2026-12-05")
	d.on("2026-12-04")
	var call int64
	d.look(func(v reader) {
		open, _ := v.tx.OpenActivities(jane)
		call = open[0].ID
	})
	d.log(call, CallLog{Result: crm.NoReach}) // a day ahead, nobody there
	d.wantPlan(jane, "birthday#2 2026-12-07", "birthday 2027-12-05")
}

func TestBirthdayQuiet(t *testing.T) {
	t.Parallel()
	d := newDesk(t, "2026-11-13")
	jane := d.add(crm.StageProspect, "Jane Hudson", "birthday", "--11-20")
	d.wantPlan(jane, "birthday 2026-11-20")
	d.log(jane, CallLog{Result: crm.StayInTouch})
	d.wantPlan(jane, "review 2027-05-13", "birthday 2027-11-20")
}

func TestMissedBirthdayCallMovesOn(t *testing.T) {
	t.Parallel()
	d := newDesk(t, "2026-11-02")
	jane := d.add(crm.StageProspect, "Jane Hudson", "birthday", "--11-10")
	d.on("2026-11-17")
	d.add("", "Somebody")
	d.wantPlan(jane, "birthday 2026-11-10") // seven days: still on the list
	d.on("2026-11-18")
	d.add("", "Somebody Else")
	d.wantPlan(jane, "birthday 2027-11-10")
}

func TestBackDatedCall(t *testing.T) {
	t.Parallel()
	d := newDesk(t, "2026-07-09") // Thursday
	jane := d.add(crm.StageLead, "Jane Hudson")
	d.on("2026-07-13") // Monday
	d.log(jane, CallLog{Result: crm.NoReach, On: "last fri"})
	d.wantPlan(jane, "referral#2 2026-07-13")
}

func TestBackDatedFollowUpThatIsPastIsDueToday(t *testing.T) {
	t.Parallel()
	d := newDesk(t, "2026-07-09")
	jane := d.add(crm.StageLead, "Jane Hudson")
	d.on("2026-07-16")
	d.log(jane, CallLog{Result: crm.NoReach, On: "last fri"})
	d.wantPlan(jane, "referral#2 2026-07-16")
}

func TestMonthlyClientIsCalledEveryMonth(t *testing.T) {
	t.Parallel()
	d := newDesk(t, "2026-06-01")
	jane := d.add(crm.StageClient, "Jane Hudson", "call_frequency", "monthly")
	d.wantPlan(jane, "review 2026-07-01")
	d.on("2026-06-10")
	d.log(jane, CallLog{Result: crm.StayInTouch})
	d.wantPlan(jane, "review 2026-07-10")
	d.on("2026-07-10")
	d.log(jane, CallLog{Result: crm.AppointmentResult})
	d.wantPlan(jane, "set-appointment 2026-07-10", "review 2026-08-10")
}

func TestClientOfLongStanding(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ last, due string }{
		{"2026-05-15", "2026-11-15"},
		{"2025-01-15", "2026-06-02"}, // past: the next working day
		{"", "2026-12-01"},
	} {
		d := newDesk(t, "2026-06-01")
		jane := d.add(crm.StageClient, "Jane Hudson", "last_call", c.last)
		d.wantPlan(jane, "review "+c.due)
		if got := d.contact(jane).ClientSince.String(); got != "2026-06-01" {
			t.Errorf("client since %s", got)
		}
	}
}

func TestBecomingClientCancelsReferralCalls(t *testing.T) {
	t.Parallel()
	d := newDesk(t, "2026-06-01")
	jane := d.add(crm.StageLead, "Jane Hudson")
	d.edit(jane, "stage", "client", "call_frequency", "3-4-per-year")
	d.wantPlan(jane, "review 2026-09-01")
}

func TestSameResultTwiceIsNothingNew(t *testing.T) {
	t.Parallel()
	d := newDesk(t, "2026-07-09")
	d.add(crm.StageLead, "Jane Hudson")
	d.log(3, CallLog{Result: crm.NoReach})
	o := d.log(3, CallLog{Result: crm.NoReach})
	if len(o.Edits) != 0 || o.Change != 0 {
		t.Errorf("logging the same again made %d edits in change %d", len(o.Edits), o.Change)
	}
	if err := d.logErr(3, CallLog{Result: crm.StayInTouch}); crm.CodeOf(err) != crm.CodeConflict {
		t.Errorf("another result: %v, want a conflict", err)
	}
}

func TestDeadFile(t *testing.T) {
	t.Parallel()
	d := newDesk(t, "2026-07-09")
	mike := d.add(crm.StageLead, "Mike Brandt", "birthday", "1970-03-01", "phone", "614-555-0155")
	d.log(mike, CallLog{Result: crm.DeadFile, Note: "do not call again"})
	d.wantPlan(mike)
	c := d.contact(mike)
	if c.DoNotContact.String() != "2026-07-09" || c.DoNotContactReason != "dead-file" || c.DoNotContactNote != "do not call again" {
		t.Errorf("the mark is %s, %q, %q", c.DoNotContact, c.DoNotContactReason, c.DoNotContactNote)
	}
	if err := d.logErr(mike, CallLog{Result: crm.StayInTouch}); crm.CodeOf(err) != crm.CodeRefused {
		t.Errorf("logging a call: %v, want it refused", err)
	}
	o := d.log(mike, CallLog{Result: crm.StayInTouch, Inbound: true})
	d.wantPlan(mike)
	if len(o.Edits) == 0 || d.contact(mike).LastCall.IsZero() {
		t.Error("a call that they made is recorded")
	}
	d.must(func(ctx context.Context, b *Book) (*crm.Outcome, error) {
		return b.Allow(ctx, "contact allow", []string{"Mike Brandt"}, "asked for a quote")
	})
	d.wantPlan(mike, "referral 2026-07-10", "birthday 2027-03-01")
}

func TestDeadFileBindsThePhone(t *testing.T) {
	t.Parallel()
	d := newDesk(t, "2026-07-09")
	mike := d.add(crm.StageLead, "Mike Brandt", "phone", "614-555-0155")
	rosa := d.add("", "Rosa Brandt")
	d.log(mike, CallLog{Result: crm.DeadFile})
	_, err := d.do(func(ctx context.Context, b *Book) (*crm.Outcome, error) {
		return b.AddContact(ctx, "lead add", NewContact{Values: Values{"name": {"Somebody"}, "phone": {"+1 (614) 555 0155"}}, Stage: crm.StageLead, AllowDuplicate: true})
	})
	if crm.CodeOf(err) != crm.CodeRefused {
		t.Errorf("adding somebody with that phone: %v, want it refused", err)
	}
	_, err = d.do(func(ctx context.Context, b *Book) (*crm.Outcome, error) {
		return b.EditContacts(ctx, "contact edit", []string{"Rosa Brandt"}, ContactEdit{Values: Values{"phone": {"6145550155"}}})
	})
	if crm.CodeOf(err) != crm.CodeRefused {
		t.Errorf("giving the phone to contact %d: %v, want it refused", rosa, err)
	}
}

func TestHouseholdIsCalledOnce(t *testing.T) {
	t.Parallel()
	d := newDesk(t, "2026-07-09")
	jane := d.add(crm.StageLead, "Jane Hudson", "household", "Jane and Mike Hudson")
	var mike int64
	o := d.must(func(ctx context.Context, b *Book) (*crm.Outcome, error) {
		return b.AddContact(ctx, "lead add", NewContact{Values: Values{"name": {"Mike Hudson"}, "household": {"jane and mike hudson"}}, Stage: crm.StageLead})
	})
	mike = crm.IDOf(o.Subjects[0])
	d.wantPlan(jane, "referral 2026-07-10")
	d.wantPlan(mike)
	if len(o.Notices) != 1 || o.Notices[0].Code != "household-called" {
		t.Errorf("the outcome says %v, want who is called", o.Notices)
	}
}

func TestAppointmentAndWhatFollows(t *testing.T) {
	t.Parallel()
	d := newDesk(t, "2026-07-09")
	jane := d.add(crm.StageLead, "Jane Hudson")
	d.on("2026-07-10")
	d.log(jane, CallLog{Result: crm.AppointmentResult, Appt: "2026-07-15 09:30", For: "30m", Place: "214 Elm St"})
	d.wantPlan(jane, "appointment 2026-07-15", "review 2027-01-10")
	d.on("2026-07-15")
	d.must(func(ctx context.Context, b *Book) (*crm.Outcome, error) {
		return b.Done(ctx, "appt done", crm.Appointment, []string{"4"}, "", "")
	})
	d.wantPlan(jane, "next-step 2026-07-16", "review 2027-01-10")
}

func TestWrongNumber(t *testing.T) {
	t.Parallel()
	d := newDesk(t, "2026-07-09")
	jane := d.add(crm.StageLead, "Jane Hudson", "phone", "614-555-0147")
	d.on("2026-07-10")
	d.log(jane, CallLog{Result: crm.WrongNumber})
	d.wantPlan(jane, "find-phone 2026-07-13")
	if c := d.contact(jane); c.Phone != "" || !c.Phones[0].Bad || !c.LastCall.IsZero() {
		t.Errorf("phone %q of %v, last call %s", c.Phone, c.Phones, c.LastCall)
	}
}

func TestPromisedDayLeavesTheSlot(t *testing.T) {
	t.Parallel()
	d := newDesk(t, "2026-07-10")
	jane := d.add(crm.StageClient, "Jane Hudson", "call_frequency", "monthly")
	d.wantPlan(jane, "review 2026-08-10")
	d.log(jane, CallLog{Result: crm.StayInTouch, Due: "fri 17:00"})
	d.wantPlan(jane, "review 2026-07-17") // the open one was moved
	d.on("2026-07-13")
	d.edit(jane, "call_frequency", "3-4-per-year")
	d.wantPlan(jane, "review 2026-07-17") // nobody but a person moves the promise
}

func TestWonMakesAClient(t *testing.T) {
	t.Parallel()
	d := newDesk(t, "2026-07-10")
	home := d.add("", "Hudson Home")
	d.look(func(reader) {})
	_ = home
	jane := d.add(crm.StageProspect, "Jane Hudson")
	d.must(func(ctx context.Context, b *Book) (*crm.Outcome, error) {
		return b.AddOpportunity(ctx, "Jane Hudson", Values{"line": {"auto"}, "premium": {"1480"}})
	})
	d.wantPlan(jane, "next-step 2026-07-13")
	d.must(func(ctx context.Context, b *Book) (*crm.Outcome, error) {
		return b.CloseWon(ctx, "Jane Hudson", Win{Policy: Values{"premium": {"1480"}}})
	})
	d.wantPlan(jane, "review 2027-01-10")
	if c := d.contact(jane); c.Stage != crm.StageClient || c.CallFrequency != "1-2-per-year" || c.ClientSince.String() != "2026-07-10" {
		t.Errorf("stage %s, frequency %s, client since %s", c.Stage, c.CallFrequency, c.ClientSince)
	}
}

func TestCorrectTakesBackWhatTheOldResultDid(t *testing.T) {
	t.Parallel()
	d := newDesk(t, "2026-07-09")
	jane := d.add(crm.StageLead, "Jane Hudson", "birthday", "--09-01")
	d.wantPlan(jane, "referral 2026-07-10", "birthday 2026-09-01")
	d.on("2026-07-10")
	d.log(jane, CallLog{Result: crm.DeadFile})
	d.wantPlan(jane)
	d.must(func(ctx context.Context, b *Book) (*crm.Outcome, error) {
		return b.CorrectCall(ctx, "3", CallLog{Result: crm.NoReach, Reason: "another Jane"})
	})
	d.wantPlan(jane, "referral#2 2026-07-13", "birthday 2026-09-01")
	if c := d.contact(jane); !c.DoNotContact.IsZero() || !c.LastCall.IsZero() {
		t.Errorf("not to be contacted since %q, last call %q; want neither", c.DoNotContact, c.LastCall)
	}
}

func TestEarlierCallLeavesTheLaterOne(t *testing.T) {
	t.Parallel()
	d := newDesk(t, "2026-07-09")
	jane := d.add(crm.StageProspect, "Jane Hudson")
	d.log(jane, CallLog{Result: crm.StayInTouch})
	d.wantPlan(jane, "review 2027-01-09")
	d.today = "2026-06-01"
	d.log(jane, CallLog{Result: crm.StayInTouch})
	d.wantPlan(jane, "review 2027-01-09")
	if got := d.contact(jane).LastCall.String(); got != "2026-07-09" {
		t.Errorf("last call %s, want the later one", got)
	}
}

func TestBirthdayEditedAfterStayInTouch(t *testing.T) {
	t.Parallel()
	d := newDesk(t, "2026-06-01")
	jane := d.add(crm.StageProspect, "Jane Hudson", "birthday", "--11-20")
	d.log(jane, CallLog{Result: crm.StayInTouch})
	d.wantPlan(jane, "review 2026-11-13", "birthday 2026-11-20")
	d.edit(jane, "birthday", "--10-20")
	d.wantPlan(jane, "birthday 2026-10-20", "review 2026-11-13")
	d.edit(jane, "birthday", "")
	d.wantPlan(jane, "review 2026-11-13")
}

func TestMinorsGetNoBirthdayCall(t *testing.T) {
	t.Parallel()
	d := newDesk(t, "2026-06-01")
	d.wantPlan(d.add(crm.StageProspect, "Tim Hudson", "birthday", "2015-11-20"))
}

func TestLeadAgainKeepsTheOpenCall(t *testing.T) {
	t.Parallel()
	d := newDesk(t, "2026-07-09")
	jane := d.add(crm.StageLead, "Jane Hudson")
	d.edit(jane, "stage", "")
	d.edit(jane, "stage", "lead")
	d.wantPlan(jane, "referral 2026-07-10")
}

func TestRetryOfABirthdayCallLeavesNextYears(t *testing.T) {
	t.Parallel()
	d := newDesk(t, "2026-12-01")
	jane := d.add(crm.StageProspect, "Jane Hudson", "birthday", "--12-05")
	d.on("2026-12-03")
	d.log(3, CallLog{Result: crm.NoReach})
	d.wantPlan(jane, "birthday#2 2026-12-04", "birthday 2027-12-05")
	d.on("2026-12-04")
	d.log(jane, CallLog{Result: crm.NoReach})
	d.wantPlan(jane, "birthday#3 2026-12-07", "birthday 2027-12-05")
}
