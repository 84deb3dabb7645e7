package book

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"crm/internal/crm"
	"crm/internal/store"
)

// steps are the open activities with a contact, each with whose it is and what it regards.
func (d *desk) steps(contact int64) []string {
	d.t.Helper()
	var lines []string
	d.look(func(v reader) {
		open, err := v.tx.OpenActivities(contact)
		if err != nil {
			d.t.Fatal(err)
		}
		for _, a := range open {
			lines = append(lines, fmt.Sprintf("%s %s %s#%d %s of %d about %d", a.Kind, a.CallType, a.Purpose, a.Attempt, a.Due, a.Owner, a.Opportunity))
		}
	})
	slices.Sort(lines)
	return lines
}

// TestResultGoesOneWay: a result that is given by the number of the call, by name, by the
// number of the contact or by that of what they do together is the same result. It regards
// the same, what follows is on the same list, and nothing that a colleague has planned moves.
func TestResultGoesOneWay(t *testing.T) {
	t.Parallel()
	base := newDesk(t, "2026-12-14")
	ben := base.producer("Ben Ito")
	own := base.add(crm.StageClient, "Own Client", "phone", "937-555-0101", "last_call", "2026-12-01")
	sam := base.add(crm.StageClient, "Sam Rook", "phone", "937-555-0102", "last_call", "2026-12-01")
	liv := base.add(crm.StageClient, "Liv Moss", "phone", "937-555-0103", "last_call", "2026-12-01")
	call := func(contact, owner int64) int64 {
		return base.put(&crm.Activity{Kind: crm.Call, CallType: crm.ReviewCall, Contact: contact, Owner: owner, Status: crm.Open, Due: date("2026-12-17"), Attempt: 1, Created: date("2026-12-14")})
	}
	sale := base.put(&crm.Opportunity{Contact: sam, Owner: ben, Status: crm.Open, Stage: "new", Line: "life", Opened: date("2026-12-14")})
	base.on("2026-12-17")
	for _, with := range []struct {
		what              string
		contact, call, by int64 // whose call it is
		ways              []any
		regards           int64
	}{
		{what: "one's own contact", contact: own, call: call(own, 1), by: 1, ways: []any{"Own Client", own}},
		{what: "a sale with a colleague's contact", contact: sam, call: call(sam, ben), by: ben, ways: []any{"Sam Rook", sam, sale}, regards: sale},
		{what: "a call with a colleague's contact", contact: liv, call: call(liv, ben), by: ben, ways: []any{"Liv Moss", liv}},
	} {
		for _, result := range []CallLog{
			{Result: crm.NoReach}, {Result: crm.NoReach, Due: "2027-01-05"}, {Result: crm.StayInTouch}, {Result: crm.StayInTouch, Due: "2027-01-05"},
			{Result: crm.AppointmentResult}, {Result: crm.AppointmentResult, Appt: "2026-12-21 09:00"}, {Result: crm.WrongNumber}, {Result: crm.DeadFile},
		} {
			t.Run(fmt.Sprintf("%s, %s %s%s", with.what, result.Result, result.Due, result.Appt), func(t *testing.T) {
				first := ""
				for _, way := range append([]any{with.call}, with.ways...) {
					d := base.fork()
					d.t, d.as = t, fmt.Sprint(with.by)
					colleague := map[int64]crm.Date{}
					d.look(func(v reader) {
						open, _ := v.tx.OpenActivities(with.contact)
						for _, a := range open {
							if a.Owner != with.by {
								colleague[a.ID] = a.Due
							}
						}
					})
					o := d.log(way, result)
					if made := o.Subjects[0].(*crm.Activity); made.ID != with.call || made.Opportunity != with.regards {
						t.Errorf("%v: call %d is logged, about %d", way, made.ID, made.Opportunity)
					}
					became := strings.Join(d.steps(with.contact), "\n")
					if first == "" {
						first = became
					}
					if became != first {
						t.Errorf("%v makes of it\n%s\nand the number of the call\n%s", way, became, first)
					}
					d.look(func(v reader) {
						open, _ := v.tx.OpenActivities(with.contact)
						for _, a := range open {
							was, there := colleague[a.ID]
							moves := with.regards == 0 && result.Due == "" && a.CallType == crm.ReviewCall // what comes round is theirs who looks after them
							if there && was != a.Due && !moves || !there && a.Owner != with.by && !moves {
								t.Errorf("%v: %d of %d is due on %s, was %s", way, a.ID, a.Owner, a.Due, was)
							}
						}
					})
				}
			})
		}
	}
}

// TestPromiseIsTheirsWhoMadeIt: a day that was agreed on in a call regards what the call
// was about and is on the same list; a colleague's own promise stays.
func TestPromiseIsTheirsWhoMadeIt(t *testing.T) {
	t.Parallel()
	d := newDesk(t, "2026-12-14")
	ben := d.producer("Ben Ito")
	sam := d.add(crm.StageLead, "Sam Rook", "phone", "937-555-0102")
	d.log(sam, CallLog{Result: crm.StayInTouch, Due: "2026-12-18"}) // Ann's promise
	sale := d.put(&crm.Opportunity{Contact: sam, Owner: ben, Status: crm.Open, Stage: "new", Line: "life", Opened: date("2026-12-14")})
	promise := func(due string, owner int64) *crm.Activity {
		var found *crm.Activity
		d.look(func(v reader) {
			open, err := v.tx.OpenActivities(sam)
			if err != nil {
				t.Fatal(err)
			}
			for _, a := range open {
				if a.Due == date(due) && a.Owner == owner {
					found = a
				}
			}
		})
		if found == nil {
			t.Fatalf("nothing of %d on %s: %q", owner, due, d.steps(sam))
		}
		return found
	}
	d.as = fmt.Sprint(ben)
	o := d.log(sam, CallLog{Result: crm.StayInTouch, Due: "2026-12-18"})
	if p := promise("2026-12-18", ben); p.Opportunity != sale || slices.Contains(codes(o), "sale-without-step") {
		t.Errorf("it regards %d, and %q are said", p.Opportunity, codes(o))
	}
	d.look(func(v reader) {
		if s, err := store.Get[*crm.Opportunity](v.tx, sale); err != nil || s.NextDue != date("2026-12-18") {
			t.Errorf("the next step of the sale is due on %s, %v", s.NextDue, err)
		}
	})
	d.must(func(ctx context.Context, b *Book) (*crm.Outcome, error) {
		return b.CloseLost(ctx, fmt.Sprint(sale), Loss{Reason: "price"})
	})
	d.on("2026-12-18")
	for _, way := range []any{"Sam Rook", sam, promise("2026-12-18", ben).ID} {
		fork := d.fork()
		fork.t = t
		fork.log(way, CallLog{Result: crm.StayInTouch, Due: "2026-12-29"})
		want := []string{"2026-12-18 of 1", fmt.Sprintf("2026-12-29 of %d", ben)}
		got := fork.steps(sam)
		if len(got) != 2 || !strings.Contains(got[0], want[0]) || !strings.Contains(got[1], want[1]) {
			t.Errorf("%v: %q, want %q", way, got, want)
		}
	}
}
