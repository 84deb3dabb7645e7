package book

import (
	"context"
	"fmt"
	"testing"

	"crm/internal/crm"
)

// put writes a record as it is, with no rule to follow.
func (d *desk) put(r crm.Record) int64 {
	d.t.Helper()
	d.must(func(ctx context.Context, b *Book) (*crm.Outcome, error) {
		return b.change(ctx, "test", func(w *work) error {
			w.quiet = true
			_, err := w.put(r)
			return err
		})
	})
	return crm.IDOf(r)
}

// sale opens an opportunity of Ann's for somebody new.
func (d *desk) sale(name string, change func(*crm.Opportunity)) int64 {
	d.t.Helper()
	o := &crm.Opportunity{Contact: d.add("", name), Owner: 1, Status: crm.Open, Stage: "new", Line: "auto", Opened: crm.DateOf(d.now)}
	change(o)
	return d.put(o)
}

func date(text string) crm.Date {
	d, err := crm.ParseISODate(text)
	if err != nil {
		panic(err)
	}
	return d
}

// TestAgendaOfOpportunities has Wednesday 25 November 2026; Thursday is
// Thanksgiving Day. The day before was Tuesday.
func TestAgendaOfOpportunities(t *testing.T) {
	t.Parallel()
	d := newDesk(t, "2026-11-02")
	bob := crm.IDOf(d.must(func(ctx context.Context, b *Book) (*crm.Outcome, error) {
		return b.AddProducer(ctx, Values{"name": {"Bob Roe"}})
	}).Subjects[0])
	d.sale("Stale", func(*crm.Opportunity) {})
	d.on("2026-11-20")
	d.sale("Fresh", func(*crm.Opportunity) {})
	d.sale("Due", func(o *crm.Opportunity) { o.Due = date("2026-11-25") })
	d.sale("Due on the holiday", func(o *crm.Opportunity) { o.Due = date("2026-11-26") })
	d.sale("Due after it", func(o *crm.Opportunity) { o.Due = date("2026-11-27") })
	d.sale("Overdue", func(o *crm.Opportunity) { o.Due, o.CloseBy = date("2026-11-23"), date("2026-11-20") })
	d.sale("Closes", func(o *crm.Opportunity) { o.CloseBy = date("2026-12-02") })
	d.sale("Closes later", func(o *crm.Opportunity) { o.CloseBy = date("2026-12-03") })
	d.sale("Was to close", func(o *crm.Opportunity) { o.CloseBy = date("2026-11-20") })
	d.sale("Referred", func(o *crm.Opportunity) {
		o.Source, o.Assigned, o.CloseBy = "referral", date("2026-11-24"), date("2026-11-25")
	})
	d.sale("Referred earlier", func(o *crm.Opportunity) { o.Source, o.Assigned = "referral", date("2026-11-23") })
	d.sale("Given", func(o *crm.Opportunity) { o.Assigned = date("2026-11-25") })
	d.sale("Bob's", func(o *crm.Opportunity) {
		o.Owner, o.Source, o.Assigned = bob, "referral", date("2026-11-25")
	})
	busy := d.add("", "Busy")
	for _, due := range []string{"2026-11-25", "2026-11-26"} { // a line of today and one of the day off stand for the opportunity
		worked := d.sale("Worked on, task of "+due, func(o *crm.Opportunity) { o.Due = date("2026-11-25") })
		d.put(&crm.Activity{Kind: crm.Task, Contact: busy, Opportunity: worked, Owner: 1, Due: date(due), Status: crm.Open, Subject: "call the carrier"})
	}
	later := d.sale("Planned for Friday", func(o *crm.Opportunity) { o.Due = date("2026-11-25") })
	d.put(&crm.Activity{Kind: crm.Task, Contact: busy, Opportunity: later, Owner: 1, Due: date("2026-11-27"), Status: crm.Open, Subject: "call the carrier"})
	policy := d.put(&crm.Policy{Contact: busy, Owner: 1, Status: "active", Line: "auto", Carrier: "Acme Mutual", Expires: date("2027-01-24")})
	d.put(&crm.Activity{Kind: crm.Task, Contact: busy, Policy: policy, Owner: 1, Due: date("2026-11-25"), Assigned: date("2026-11-24"), Status: crm.Open, Purpose: crm.PurposeRenewal})
	d.put(&crm.Activity{Kind: crm.Task, Owner: bob, Due: date("2026-11-25"), Assigned: date("2026-11-24"), Status: crm.Open, Subject: "help"})
	d.put(&crm.Activity{Kind: crm.Task, Owner: 1, Due: date("2026-11-25"), Assigned: date("2026-11-23"), Status: crm.Open, Subject: "help"})

	d.on("2026-11-25")
	before := fileSum(t, d.path)
	agenda := d.wantLines(AgendaQuery{Merge: true},
		"tasks Busy 2026-11-25", "tasks nobody 2026-11-25",
		"new-referrals Referred assigned 2026-11-24 assigned",
		"opportunities Was to close closes 2026-11-20 late 3", "opportunities Overdue due 2026-11-23 late 2", "opportunities Due due 2026-11-25",
		"opportunities Planned for Friday due 2026-11-25", "opportunities Due on the holiday due 2026-11-26", "opportunities Closes closes 2026-12-02",
		"opportunities Given assigned 2026-11-25 assigned", "opportunities Stale stale 2026-11-02",
		"renewals Busy 2026-11-25 assigned", "before Busy 2026-11-26")
	if agenda.Opportunities != 9 || agenda.Tasks != 4 || agenda.Capped {
		t.Errorf("%d opportunities, %d tasks, capped %v", agenda.Opportunities, agenda.Tasks, agenda.Capped)
	}
	if r := agenda.Items[11].Reason; r.Carrier != "Acme Mutual" || r.Expires != date("2027-01-24") {
		t.Errorf("the renewal says %+v", r)
	}
	if after := fileSum(t, d.path); after != before {
		t.Error("reading changed the file")
	}
	d.wantLines(AgendaQuery{Owner: "bob"}, "tasks nobody 2026-11-25 assigned", "new-referrals Bob's assigned 2026-11-25 assigned")
	if got := len(d.agenda(AgendaQuery{Owner: "all"}).Items); got != 15 {
		t.Errorf("everybody's list has %d lines, want %d", got, 15)
	}
	week := d.agenda(AgendaQuery{Days: 3})
	if week.Opportunities != 9 { // Due after it comes, Planned for Friday has its task
		t.Errorf("three days have %d opportunities: %q", week.Opportunities, lines(week))
	}

	// The day after: the referral is not new any more, and nothing else says so.
	d.on("2026-11-27")
	for _, line := range lines(d.agenda(AgendaQuery{})) {
		if line == "new-referrals Referred assigned 2026-11-24 assigned" {
			t.Error("the referral is still new")
		}
	}
}

// TestReferrerIsNamed: a contact, or a producer of the book.
func TestReferrerIsNamed(t *testing.T) {
	t.Parallel()
	d := newDesk(t, "2026-11-25")
	ruth := d.add("", "Ruth Adeyemi")
	for name, change := range map[string]func(*crm.Opportunity){
		"Ruth Adeyemi": func(o *crm.Opportunity) { o.ReferredBy = ruth },
		"Ann Lee":      func(o *crm.Opportunity) { o.ReferredByProducer = 1 },
		"":             func(*crm.Opportunity) {},
	} {
		id := d.sale("From "+name, func(o *crm.Opportunity) { o.Source, o.Assigned = "referral", date("2026-11-25"); change(o) })
		found := false
		for _, item := range d.agenda(AgendaQuery{}).Items {
			if item.Opportunity != nil && item.Opportunity.ID == id {
				found = true
				if item.Reason.From != name {
					t.Errorf("referred by %q, want %q", item.Reason.From, name)
				}
			}
		}
		if !found {
			t.Errorf("the referral from %q is not listed", name)
		}
	}
}

// TestAgendaOfManyOpportunities: the list reads no more than it shows and
// counts, and says so; all of them where all are wanted.
func TestAgendaOfManyOpportunities(t *testing.T) {
	t.Parallel()
	d := newDesk(t, "2026-11-25")
	jane := d.add("", "Jane Hudson")
	const n = mostAttention + 5
	d.must(func(ctx context.Context, b *Book) (*crm.Outcome, error) {
		return b.change(ctx, "test", func(w *work) error {
			w.quiet = true
			for i := range n {
				o := &crm.Opportunity{Contact: jane, Owner: 1, Status: crm.Open, Line: "auto", Topic: fmt.Sprint(i), Opened: w.today, Due: w.today.AddDays(-i)}
				if _, err := w.put(o); err != nil {
					return err
				}
			}
			return nil
		})
	})
	agenda := d.agenda(AgendaQuery{PerGroup: 8, Merge: true})
	if agenda.Opportunities != mostAttention || !agenda.Capped || agenda.Items[0].Opportunity.Topic != fmt.Sprint(n-1) {
		t.Errorf("%d opportunities, capped %v, the first is %s", agenda.Opportunities, agenda.Capped, agenda.Items[0].Opportunity.Topic)
	}
	if agenda := d.agenda(AgendaQuery{Whole: true}); agenda.Opportunities != n || agenda.Capped {
		t.Errorf("%d of %d opportunities, capped %v", agenda.Opportunities, n, agenda.Capped)
	}
	if call := agenda.NextCall(); call != nil {
		t.Errorf("an opportunity is not a call: %+v", call)
	}
}
