package book

import (
	"context"
	"fmt"
	"slices"
	"testing"

	"crm/internal/crm"
)

func (d *desk) agenda(q AgendaQuery) *crm.Agenda {
	d.t.Helper()
	b, err := OpenRead(d.t.Context(), d.options())
	if err != nil {
		d.t.Fatal(err)
	}
	defer b.Close()
	agenda, err := b.Agenda(d.t.Context(), q)
	if err != nil {
		d.t.Fatal(err)
	}
	return agenda
}

// lines gives the lines of an agenda: "review Jane Hudson 2026-07-13 late 1 also 2".
func lines(agenda *crm.Agenda) []string {
	var list []string
	for _, item := range agenda.Items {
		who := "nobody"
		if item.Contact != nil {
			who = item.Contact.Name
		}
		due := item.Reason.Why + " " + item.Reason.On.String()
		if item.Activity != nil {
			due = item.Activity.Due.String()
		}
		line := fmt.Sprintf("%s %s %s", item.Group, who, due)
		if item.Late > 0 {
			line += fmt.Sprintf(" late %d", item.Late)
		}
		if len(item.Also) > 0 {
			line += fmt.Sprintf(" also %d", len(item.Also))
		}
		if item.Assigned {
			line += " assigned"
		}
		list = append(list, line)
	}
	return list
}

func (d *desk) wantLines(q AgendaQuery, want ...string) *crm.Agenda {
	d.t.Helper()
	agenda := d.agenda(q)
	if got := lines(agenda); !slices.Equal(got, want) {
		d.t.Errorf("on %s the list is %q, want %q", agenda.Date, got, want)
	}
	return agenda
}

func (d *desk) addCall(who, due, callType string) int64 {
	d.t.Helper()
	o := d.must(func(ctx context.Context, b *Book) (*crm.Outcome, error) {
		return b.AddActivity(ctx, NewActivity{Kind: crm.Call, Contact: who, Due: due, CallType: callType})
	})
	return crm.IDOf(o.Subjects[0])
}

func (d *desk) addTask(who, due string) {
	d.t.Helper()
	d.must(func(ctx context.Context, b *Book) (*crm.Outcome, error) {
		return b.AddActivity(ctx, NewActivity{Kind: crm.Task, Subject: "send the form", Contact: who, Due: due})
	})
}

func (d *desk) addAppointment(who, when string) {
	d.t.Helper()
	d.must(func(ctx context.Context, b *Book) (*crm.Outcome, error) {
		return b.AddActivity(ctx, NewActivity{Kind: crm.Appointment, Contact: who, When: when})
	})
}

// TestAgendaOfAFridayBeforeAHoliday has Friday 4 September 2026; Monday is
// Labor Day, so the list reaches to Monday.
func TestAgendaOfAFridayBeforeAHoliday(t *testing.T) {
	t.Parallel()
	d := newDesk(t, "2026-08-31")
	for _, name := range []string{"Ann", "Bea", "Cat", "Dot", "Eve", "Fay", "Gil", "Hal"} {
		d.add("", name)
	}
	d.addCall("Ann", "2026-09-04", crm.ReviewCall)
	d.addCall("Bea", "2026-09-04", crm.ReferralCall)
	d.addCall("Cat", "2026-09-04", crm.BirthdayCall)
	d.addCall("Dot", "2026-09-04", "")
	d.addTask("Eve", "2026-09-04")
	d.addAppointment("Fay", "2026-09-04 15:00")
	d.addCall("Gil", "2026-09-01", crm.ReviewCall)
	d.addCall("Hal", "2026-09-07", crm.ReferralCall)
	d.addCall("Ann", "2026-09-06", "") // another day than today's
	d.addAppointment("Gil", "2026-09-04 09:00")
	d.addTask("", "2026-09-05")
	d.addCall("Hal", "2026-09-08", "") // the day after the holiday is another day's list
	d.on("2026-09-04")
	before := fileSum(t, d.path)
	agenda := d.wantLines(AgendaQuery{Merge: true},
		"appointments Gil 2026-09-04", "appointments Fay 2026-09-04", "overdue Gil 2026-09-01 late 3",
		"referral Bea 2026-09-04", "birthday Cat 2026-09-04", "review Ann 2026-09-04", "calls Dot 2026-09-04",
		"tasks Eve 2026-09-04", "before nobody 2026-09-05", "before Ann 2026-09-06", "before Hal 2026-09-07")
	if agenda.Appointments != 2 || agenda.Calls != 7 || agenda.Tasks != 2 || agenda.LateCalls != 1 {
		t.Errorf("%d appointments, %d calls, %d tasks, %d overdue", agenda.Appointments, agenda.Calls, agenda.Tasks, agenda.LateCalls)
	}
	if agenda.Next.String() != "2026-09-08" || len(agenda.Off) != 1 || agenda.Off[0].Date.String() != "2026-09-07" || agenda.DayOff {
		t.Errorf("next working day %s, days off %v", agenda.Next, agenda.Off)
	}
	if after := fileSum(t, d.path); after != before {
		t.Error("reading changed the file")
	}
	d.on("2026-09-07")
	if agenda := d.agenda(AgendaQuery{}); !agenda.DayOff || agenda.Holiday != "Labor Day" {
		t.Errorf("day off %v, %q", agenda.DayOff, agenda.Holiday)
	}
	d.wantLines(AgendaQuery{Days: 2, Merge: true},
		"overdue Gil 2026-09-01 late 3", "overdue Ann 2026-09-04 also 1", "overdue Bea 2026-09-04", "overdue Cat 2026-09-04",
		"overdue Dot 2026-09-04", "overdue Eve 2026-09-04", "overdue Gil 2026-09-04", "overdue Fay 2026-09-04", "overdue nobody 2026-09-05", "referral Hal 2026-09-07", "before Hal 2026-09-08")
}

func TestAgendaCountsWorkingDaysLate(t *testing.T) {
	t.Parallel()
	d := newDesk(t, "2026-08-31")
	for _, c := range []struct{ name, due string }{{"Ann", "2026-09-03"}, {"Bea", "2026-09-04"}, {"Cat", "2026-09-05"}, {"Dot", "2026-09-07"}, {"Eve", "2026-09-08"}} {
		d.add("", c.name)
		d.addCall(c.name, c.due, "")
	}
	d.on("2026-09-09")
	d.wantLines(AgendaQuery{}, "overdue Ann 2026-09-03 late 3", "overdue Bea 2026-09-04 late 2", "overdue Cat 2026-09-05 late 2",
		"overdue Dot 2026-09-07 late 2", "overdue Eve 2026-09-08 late 1")
}

// TestMissedBirthdayLeavesTheList: whatever the list does not show any more,
// the next change moves.
func TestMissedBirthdayLeavesTheList(t *testing.T) {
	t.Parallel()
	d := newDesk(t, "2026-11-02")
	jane := d.add(crm.StageProspect, "Jane Hudson", "birthday", "--11-10")
	for day := 10; day <= 19; day++ {
		d.on(fmt.Sprintf("2026-11-%02d", day))
		if listed := len(d.agenda(AgendaQuery{}).Items) == 1; listed != (day <= 17) {
			t.Errorf("on 2026-11-%02d the birthday call is listed: %v", day, listed)
		}
	}
	d.add("", "Somebody")
	d.wantPlan(jane, "birthday 2027-11-10")
}

// TestBirthdayCallThatReachedNobodyIsNotForgotten: the second attempt is not in
// the birthday slot, so nothing moves it and the list has to show it.
func TestBirthdayCallThatReachedNobodyIsNotForgotten(t *testing.T) {
	t.Parallel()
	d := newDesk(t, "2026-11-02")
	jane := d.add(crm.StageProspect, "Jane Hudson", "birthday", "--11-10")
	d.on("2026-11-10")
	d.log("Jane Hudson", CallLog{Result: crm.NoReach})
	d.wantPlan(jane, "birthday#2 2026-11-12", "birthday 2027-11-10") // Veterans Day is the 11th
	d.on("2026-11-30")
	d.add("", "Somebody")
	if open := d.plan(jane); slices.Contains(open, "birthday#2 2026-11-12") && len(d.agenda(AgendaQuery{}).Items) == 0 {
		t.Errorf("open: %q, and the list shows nothing", open)
	}
}

func TestAgendaOfAnEmptyDay(t *testing.T) {
	t.Parallel()
	d := newDesk(t, "2026-07-09")
	if agenda := d.agenda(AgendaQuery{}); !agenda.Empty || len(agenda.Items) != 0 {
		t.Errorf("a new book: empty %v, %d lines", agenda.Empty, len(agenda.Items))
	}
	d.add("", "Ann")
	if agenda := d.agenda(AgendaQuery{}); agenda.Empty || !agenda.Until.IsZero() {
		t.Errorf("nothing planned: empty %v, until %s", agenda.Empty, agenda.Until)
	}
	d.add("", "Bea")
	d.addCall("Ann", "2026-08-03", "")
	d.addCall("Bea", "2026-08-03", "")
	d.addTask("Ann", "2026-08-03")
	d.addAppointment("Ann", "2026-08-03 10:00")
	d.addCall("Ann", "2026-08-04", "")
	agenda := d.wantLines(AgendaQuery{})
	if agenda.Until.String() != "2026-08-03" || agenda.UntilCalls != 2 || agenda.UntilTasks != 1 || agenda.UntilAppointments != 1 {
		t.Errorf("until %s: %d calls, %d tasks, %d appointments", agenda.Until, agenda.UntilCalls, agenda.UntilTasks, agenda.UntilAppointments)
	}
}

func TestStrays(t *testing.T) {
	t.Parallel()
	d := newDesk(t, "2026-07-09")
	jane := d.add(crm.StageLead, "Jane Hudson")
	mike := d.add(crm.StageProspect, "Mike Brandt")
	d.add("", "Nobody works on them")
	rosa := d.add(crm.StageClient, "Rosa Silva")
	strays := func(leads, prospects, clients, opportunities int) {
		t.Helper()
		if got, want := d.agenda(AgendaQuery{}).Strays, (crm.Strays{Leads: leads, Prospects: prospects, Clients: clients, Opportunities: opportunities}); got != want {
			t.Errorf("without a next step: %+v, want %+v", got, want)
		}
	}
	strays(0, 1, 0, 0) // Mike
	o := d.must(func(ctx context.Context, b *Book) (*crm.Outcome, error) {
		return b.AddOpportunity(ctx, "Mike Brandt", Values{"line": {"auto"}})
	})
	strays(0, 0, 0, 0) // its next step
	d.must(func(ctx context.Context, b *Book) (*crm.Outcome, error) {
		return b.Done(ctx, "done", "", []string{fmt.Sprint(crm.IDOf(o.Edits[1].After))}, "", "")
	})
	strays(0, 1, 0, 1)
	d.must(func(ctx context.Context, b *Book) (*crm.Outcome, error) {
		return b.CloseLost(ctx, fmt.Sprint(mike), Loss{Reason: "price"})
	})
	strays(0, 1, 0, 0)
	d.must(func(ctx context.Context, b *Book) (*crm.Outcome, error) {
		return b.Cancel(ctx, "call cancel", crm.Call, []string{fmt.Sprint(d.callOf(jane, crm.ReferralCall))}, "")
	})
	strays(1, 1, 0, 0)
	d.must(func(ctx context.Context, b *Book) (*crm.Outcome, error) {
		return b.Cancel(ctx, "call cancel", crm.Call, []string{fmt.Sprint(d.callOf(rosa, crm.ReviewCall))}, "")
	})
	strays(1, 1, 1, 0)
	d.must(func(ctx context.Context, b *Book) (*crm.Outcome, error) {
		return b.Stop(ctx, "contact stop", []string{fmt.Sprint(jane), fmt.Sprint(mike)}, "asked", "")
	})
	strays(0, 0, 1, 0)
}

func TestAgendaOfAnOwner(t *testing.T) {
	t.Parallel()
	d := newDesk(t, "2026-07-09")
	d.must(func(ctx context.Context, b *Book) (*crm.Outcome, error) {
		return b.AddProducer(ctx, Values{"name": {"Bob Roe"}})
	})
	d.add(crm.StageLead, "Mine")
	d.add(crm.StageLead, "His", "owner", "Bob Roe")
	d.on("2026-07-10")
	d.wantLines(AgendaQuery{}, "referral Mine 2026-07-10")
	d.wantLines(AgendaQuery{Owner: "bob"}, "referral His 2026-07-10")
	d.wantLines(AgendaQuery{Owner: "all"}, "referral Mine 2026-07-10", "referral His 2026-07-10")
	b := d.open()
	if _, err := b.Agenda(t.Context(), AgendaQuery{Owner: "carl"}); err == nil || crm.CodeOf(err) != crm.CodeNotFound {
		t.Errorf("an unknown owner: %v", err)
	}
}

// TestNextCall: the clock stands at ten.
func TestNextCall(t *testing.T) {
	t.Parallel()
	d := newDesk(t, "2026-07-09")
	next := func() string {
		t.Helper()
		b := d.open()
		agenda, err := b.Agenda(t.Context(), AgendaQuery{})
		if err != nil {
			t.Fatal(err)
		}
		item := agenda.NextCall()
		if item == nil {
			return "none"
		}
		return item.Contact.Name
	}
	for _, name := range []string{"Ann", "Bea", "Cat", "Dot"} {
		d.add("", name)
	}
	d.addCall("Dot", "2026-07-11", "") // a Saturday, which Friday's list shows
	d.addTask("Ann", "2026-07-10")
	d.on("2026-07-10")
	if got := next(); got != "none" {
		t.Errorf("before any call: %s", got)
	}
	d.addCall("Ann", "2026-07-10 17:00", crm.ReferralCall)
	if got := next(); got != "Ann" {
		t.Errorf("with a promise for five alone: %s", got)
	}
	d.addCall("Bea", "2026-07-10", crm.ReviewCall)
	if got := next(); got != "Bea" {
		t.Errorf("with another call today: %s", got)
	}
	d.addCall("Cat", "2026-07-10 09:30", crm.ReferralCall)
	if got := next(); got != "Cat" {
		t.Errorf("with a promise for half past nine: %s", got)
	}
	d.on("2026-07-13") // the promise for five is late by now
	if got := next(); got == "none" {
		t.Error("nothing is next on the day after")
	}
}

// The calls to one person are one line, with what is late first, and each counts; what
// was promised for a time of the day stands by itself.
func TestAgendaMergesCalls(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		due  []string
		want []string
		late int
	}{
		{[]string{"2026-08-31", "2026-09-01"}, []string{"overdue Vi 2026-08-31 late 1 also 1"}, 1},
		{[]string{"2026-09-01", "2026-09-01"}, []string{"calls Vi 2026-09-01 also 1"}, 0},
		{[]string{"2026-08-31", "2026-09-01 09:00"}, []string{"overdue Vi 2026-08-31 late 1", "calls Vi 2026-09-01"}, 1},
		{[]string{"2026-08-31 09:00", "2026-09-01"}, []string{"overdue Vi 2026-08-31 late 1", "calls Vi 2026-09-01"}, 1},
		{[]string{"2026-09-01 15:00", "2026-09-01", "2026-08-31", "2026-09-01 09:00"}, []string{"overdue Vi 2026-08-31 late 1 also 1", "calls Vi 2026-09-01", "calls Vi 2026-09-01"}, 1},
	} {
		d := newDesk(t, "2026-08-31")
		d.add("", "Vi")
		for _, due := range test.due {
			d.addCall("Vi", due, "")
		}
		d.on("2026-09-01")
		if agenda := d.wantLines(AgendaQuery{Merge: true}, test.want...); agenda.Calls != len(test.due) || agenda.LateCalls != test.late {
			t.Errorf("%v: %d calls, %d overdue", test.due, agenda.Calls, agenda.LateCalls)
		}
		if agenda := d.agenda(AgendaQuery{}); agenda.Calls != len(test.due) {
			t.Errorf("%v: %d calls one by one", test.due, agenda.Calls)
		}
	}
}

// What a list says of the day of a review is what set it.
func TestAgendaSaysWhatSetTheDay(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		due    string // of the follow-up
		then   string // the day to look at
		retry  bool
		every  crm.Period
		chosen bool
	}{
		{"", "2027-03-01", false, crm.Period{Months: 6}, false},
		{"2026-09-10 15:00", "2026-09-10", false, crm.Period{}, true},
		{"2026-09-10", "2026-09-10", false, crm.Period{}, true},
		{"", "2027-03-02", true, crm.Period{}, false},
	} {
		d := newDesk(t, "2026-09-01")
		d.add("", "Vi")
		d.log("Vi", CallLog{Result: crm.StayInTouch, Due: test.due})
		if test.retry {
			d.on("2027-03-01")
			d.log("Vi", CallLog{Result: crm.NoReach})
		}
		d.on(test.then)
		agenda := d.agenda(AgendaQuery{})
		if len(agenda.Items) != 1 {
			t.Fatalf("%+v: %q", test, lines(agenda))
		}
		if r := agenda.Items[0].Reason; r.Every != test.every || r.Chosen != test.chosen {
			t.Errorf("%+v: every %v, chosen %v", test, r.Every, r.Chosen)
		}
	}
}

// TestBirthdayIsNotHidden: a birthday on a day off ahead, or one that has passed, has a line
// of its own beside a review call that is late.
func TestBirthdayIsNotHidden(t *testing.T) {
	t.Parallel()
	d := newDesk(t, "2026-10-12")
	d.add(crm.StageClient, "Vi", "last_call", "2026-04-06", "birthday", "1946-11-11", "phone", "614-555-2111") // Veterans Day
	d.on("2026-11-10")
	d.wantLines(AgendaQuery{Merge: true}, "overdue Vi 2026-10-13 late 20", "before Vi 2026-11-11")
	d.on("2026-11-12")
	agenda := d.wantLines(AgendaQuery{Merge: true}, "overdue Vi 2026-10-13 late 21", "overdue Vi 2026-11-11 late 1")
	if whole := d.agenda(AgendaQuery{}); agenda.Calls != whole.Calls || agenda.LateCalls != whole.LateCalls {
		t.Errorf("%d calls (%d late) and %d calls (%d late)", agenda.Calls, agenda.LateCalls, whole.Calls, whole.LateCalls)
	}
}
