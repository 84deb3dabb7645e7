package book

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"crm/internal/crm"
)

// occurrence is what happened on a day: a call with a result, or a meeting.
type occurrence struct {
	day    string
	result string // of a call; a meeting has none
}

// TestLateIsWhatItWouldHaveBeenInTime: of any two things that happened, recorded
// days later and in the other order, the last call, the phones and the plan are
// those of having recorded them in time.
func TestLateIsWhatItWouldHaveBeenInTime(t *testing.T) {
	t.Parallel()
	template := newDesk(t, "2026-06-01")
	book, err := os.ReadFile(template.path)
	if err != nil {
		t.Fatal(err)
	}
	results := []string{crm.NoReach, crm.StayInTouch, crm.WrongNumber, crm.AppointmentResult, ""}
	for _, who := range []struct {
		stage  string
		phones []string
	}{{crm.StageLead, []string{"614-555-0147"}}, {crm.StageClient, []string{"614-555-0147", "614-555-0148"}}} {
		for _, first := range results {
			for _, second := range results {
				t.Run(who.stage+" "+first+" then "+second, func(t *testing.T) {
					happened := []occurrence{{"2026-06-09", first}, {"2026-06-11", second}}
					inTime, late := newHistory(t, book), newHistory(t, book)
					for _, h := range []*history{inTime, late} {
						h.begin(who.stage, who.phones, happened)
					}
					for _, o := range happened {
						inTime.on(o.day)
						inTime.record(o, "")
					}
					inTime.on("2026-06-16")
					late.on("2026-06-16")
					late.record(happened[1], happened[1].day)
					late.record(happened[0], happened[0].day)
					// A phone on which they were reached since is not marked, which is said.
					phones := !slices.Contains(late.said, "spoken-since")
					if got, want := late.ends(phones), inTime.ends(phones); got != want {
						t.Errorf("late:\n%s\nin time:\n%s", got, want)
					}
				})
			}
		}
	}
}

// TestLateInAnyOrder: results of three days, recorded later in any order, leave the
// last call, the phones, the plan and the count of tries that they would have left if
// each had been recorded on its day.
func TestLateInAnyOrder(t *testing.T) {
	t.Parallel()
	template := newDesk(t, "2026-06-01")
	book, err := os.ReadFile(template.path)
	if err != nil {
		t.Fatal(err)
	}
	days := []string{"2026-06-09", "2026-06-10", "2026-06-12"}
	orders := [][]int{{0, 2, 1}, {1, 0, 2}, {1, 2, 0}, {2, 0, 1}, {2, 1, 0}}
	for _, results := range [][]string{
		{crm.NoReach, crm.NoReach, crm.NoReach},
		{crm.NoReach, crm.StayInTouch, crm.NoReach},
		{crm.StayInTouch, crm.NoReach, crm.NoReach},
		{crm.NoReach, crm.NoReach, crm.StayInTouch},
		{crm.NoReach, "", crm.NoReach},
	} {
		var happened []occurrence
		for i, day := range days {
			happened = append(happened, occurrence{day, results[i]})
		}
		inTime := newHistory(t, book)
		inTime.begin(crm.StageLead, []string{"614-555-0147"}, happened)
		for _, o := range happened {
			inTime.on(o.day)
			inTime.record(o, "")
		}
		inTime.on("2026-06-16")
		want := inTime.ends(true) + inTime.tries()
		for _, order := range orders {
			t.Run(fmt.Sprint(results, order), func(t *testing.T) {
				late := newHistory(t, book)
				late.begin(crm.StageLead, []string{"614-555-0147"}, happened)
				late.on("2026-06-16")
				for _, i := range order {
					late.record(happened[i], happened[i].day)
				}
				if got := late.ends(true) + late.tries(); got != want {
					t.Errorf("late:\n%s\nin time:\n%s", got, want)
				}
			})
		}
	}
}

// tries are how often the calls that are planned will have been tried.
func (h *history) tries() string {
	h.t.Helper()
	var tries []string
	h.look(func(v reader) {
		open, err := v.tx.OpenActivities(h.contact)
		if err != nil {
			h.t.Fatal(err)
		}
		for _, a := range open {
			if a.Attempt > 1 { // of which call, is not known of who was called twice
				tries = append(tries, fmt.Sprintf("\ntry %d", a.Attempt))
			}
		}
	})
	slices.Sort(tries)
	return strings.Join(tries, "")
}

// history is a book in which what happened with one person is recorded.
type history struct {
	*desk
	contact int64
	met     map[string]int64
	said    []string // of which number of phone nothing was done
}

// newHistory opens a copy of a book on 1 June 2026.
func newHistory(t *testing.T, book []byte) *history {
	t.Helper()
	d := &desk{t: t, path: filepath.Join(t.TempDir(), "book.db"), confirm: true, op: 100}
	if err := os.WriteFile(d.path, book, 0o600); err != nil {
		t.Fatal(err)
	}
	d.on("2026-06-01")
	return &history{desk: d, met: map[string]int64{}}
}

// begin puts the person into the book, and the meetings that were agreed on.
func (h *history) begin(stage string, phones []string, happened []occurrence) {
	h.t.Helper()
	values := Values{"name": {"Jane Hudson"}, "birthday": {"--07-10"}, "phone": phones}
	h.contact = crm.IDOf(h.must(func(ctx context.Context, b *Book) (*crm.Outcome, error) {
		return b.AddContact(ctx, "contact add", NewContact{Stage: stage, Values: values})
	}).Subjects[0])
	for _, o := range happened {
		if o.result == "" {
			h.met[o.day] = crm.IDOf(h.must(func(ctx context.Context, b *Book) (*crm.Outcome, error) {
				return b.AddActivity(ctx, NewActivity{Kind: crm.Appointment, Contact: "Jane Hudson", When: o.day + " 09:00"})
			}).Subjects[0])
		}
	}
}

// record says what happened; on is the day, where that is not today.
func (h *history) record(o occurrence, on string) {
	h.t.Helper()
	if o.result == "" {
		h.done(h.met[o.day])
		return
	}
	for _, n := range h.log(h.contact, CallLog{Result: o.result, On: on}).Notices {
		if n.Values["phone"] != nil {
			h.said = append(h.said, n.Code)
		}
	}
}

// ends is how it ends: when they were last spoken to, what is planned, and the
// phones with what is done about them, if wanted. What is due before today is due
// today.
func (h *history) ends(phones bool) string {
	h.t.Helper()
	var lines []string
	h.look(func(v reader) {
		open, err := v.tx.OpenActivities(h.contact)
		if err != nil {
			h.t.Fatal(err)
		}
		for _, a := range open {
			what := a.Kind + " " + a.CallType + a.Purpose
			switch {
			case a.Kind == crm.Task && a.Purpose != crm.PurposeSetAppointment && !phones:
				continue // the task to find a phone stands for the next step
			case a.Kind == crm.Call && (a.CallType == crm.ReferralCall || a.Attempt > 1 || a.CallType == ""):
				what = "try" // of which call, is not known of who was called twice
			}
			if a.CallType == crm.ReviewCall && len(h.met) > 0 {
				// A meeting leaves the review call where it is: one that is planned after
				// it, because of an earlier conversation, counts from the meeting.
				lines = append(lines, what)
				continue
			}
			lines = append(lines, what+" "+crm.Latest(a.Due, crm.NewDate(2026, time.June, 16)).String())
		}
	})
	slices.Sort(lines)
	c := h.desk.contact(h.contact)
	lines = append(lines, "last call "+c.LastCall.String())
	if phones {
		lines = append(lines, fmt.Sprint(c.Phones))
	}
	return strings.Join(lines, "\n")
}

// TestUndoKeepsALaterRecord: a conversation that was recorded after the change which
// is taken back is the last one then, and redo gives back what was.
func TestUndoKeepsALaterRecord(t *testing.T) {
	t.Parallel()
	d := newDesk(t, "2026-10-05")
	ron := d.add(crm.StageClient, "Ron Rule")
	d.on("2026-10-08")
	sit := d.log(ron, CallLog{Result: crm.StayInTouch}).Change
	d.on("2026-10-09")
	d.log(ron, CallLog{Result: crm.StayInTouch, On: "2026-10-06"})
	d.must(func(ctx context.Context, b *Book) (*crm.Outcome, error) { return b.Undo(ctx, sit, "") })
	if c := d.contact(ron); c.LastCall != date("2026-10-06") {
		t.Errorf("spoken to on %s after the undo", c.LastCall)
	}
	d.must(func(ctx context.Context, b *Book) (*crm.Outcome, error) { return b.Redo(ctx, sit, "") })
	if c := d.contact(ron); c.LastCall != date("2026-10-08") {
		t.Errorf("spoken to on %s after the redo", c.LastCall)
	}
}

// TestLateWinDecidesNothingLater: winning an opportunity on a day that is past closes
// no decision that a later meeting asks for.
func TestLateWinDecidesNothingLater(t *testing.T) {
	t.Parallel()
	for day, want := range map[string]bool{"2026-10-08": true, "2026-10-15": false} {
		d := newDesk(t, "2026-10-05")
		var tia int64
		sale := d.sale("Tia Roth", func(o *crm.Opportunity) { tia = o.Contact })
		d.on("2026-10-14")
		d.addAppointment("Tia Roth", "2026-10-15 10:00")
		d.on("2026-10-15")
		d.done(d.meeting(tia))
		d.on("2026-10-20")
		d.must(func(ctx context.Context, b *Book) (*crm.Outcome, error) {
			return b.CloseWon(ctx, fmt.Sprint(sale), Win{Date: day, Policy: Values{"premium": {"480"}}})
		})
		if plan := d.plan(tia); slices.Contains(plan, "next-step 2026-10-16") != want {
			t.Errorf("won on %s: %q", day, plan)
		}
	}
}

// TestRecordedAfterAStop: what was done while somebody might be contacted is recorded,
// whatever it was, and plans nothing.
func TestRecordedAfterAStop(t *testing.T) {
	t.Parallel()
	for name, record := range map[string]func(ctx context.Context, b *Book, day string) (*crm.Outcome, error){
		"a call": func(ctx context.Context, b *Book, day string) (*crm.Outcome, error) {
			return b.LogCall(ctx, "Roy Estes", CallLog{Result: crm.StayInTouch, On: day})
		},
		"an e-mail": func(ctx context.Context, b *Book, day string) (*crm.Outcome, error) {
			return b.LogEmail(ctx, "Roy Estes", EmailLog{Subject: "quote", On: day})
		},
		"a meeting": func(ctx context.Context, b *Book, day string) (*crm.Outcome, error) {
			return b.AddActivity(ctx, NewActivity{Kind: crm.Appointment, Contact: "Roy Estes", When: day + " 09:00"})
		},
	} {
		t.Run(name, func(t *testing.T) {
			d := newDesk(t, "2026-11-02")
			roy := d.add(crm.StageLead, "Roy Estes", "phone", "937-555-0941", "email", "roy@x.example")
			d.on("2026-11-05")
			d.stop(roy)
			d.on("2026-11-06")
			for _, day := range []string{"2026-11-05", "2026-11-06"} {
				d.wantCode(day, crm.CodeRefused, func(ctx context.Context, b *Book) (*crm.Outcome, error) { return record(ctx, b, day) })
			}
			o := d.must(func(ctx context.Context, b *Book) (*crm.Outcome, error) { return record(ctx, b, "2026-11-03") })
			if a := o.Subjects[0].(*crm.Activity); a.Status != crm.Done || a.DoneOn != date("2026-11-03") {
				t.Errorf("it is %s on %s", a.Status, a.DoneOn)
			}
			d.wantPlan(roy)
			if c := d.contact(roy); name != "an e-mail" && c.LastCall != date("2026-11-03") || c.DoNotContact.IsZero() {
				t.Errorf("last call %s, marked %s", c.LastCall, c.DoNotContact)
			}
		})
	}
}
