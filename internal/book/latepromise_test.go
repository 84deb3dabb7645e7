package book

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"crm/internal/crm"
)

// madeOn is a call of a day, with what was agreed on in it.
type madeOn struct {
	day string
	CallLog
}

func (c madeOn) String() string {
	return strings.TrimSpace(c.day + " " + c.Result + " " + c.Due + c.Appt)
}

// TestOneLateCall: of two or three calls in which days were agreed on, one that is recorded
// after the others leaves what it would have left in time, with the day that it was given.
// Whichever it is, no day that was agreed on later is lost by it.
func TestOneLateCall(t *testing.T) {
	t.Parallel()
	book, err := os.ReadFile(newDesk(t, "2026-06-01").path)
	if err != nil {
		t.Fatal(err)
	}
	rapid.Check(t, func(r *rapid.T) {
		stage := rapid.SampledFrom([]string{crm.StageLead, crm.StageProspect, crm.StageClient}).Draw(r, "stage")
		phones := []string{"614-555-0147", "614-555-0148"}[:rapid.IntRange(1, 2).Draw(r, "phones")]
		calls := drawCalls(r)
		late := rapid.IntRange(0, len(calls)-2).Draw(r, "late")

		inTime, typed := newHistory(t, book), newHistory(t, book)
		for _, h := range []*history{inTime, typed} {
			h.begin(stage, phones, nil)
			for i, c := range calls {
				if h == inTime || i != late {
					h.on(c.day)
					h.log(h.contact, c.CallLog)
				}
			}
		}
		before := typed.agreed()
		c := calls[late]
		c.On = c.day
		typed.log(typed.contact, c.CallLog)
		after := typed.agreed()

		all := fmt.Sprintf("%s with %d phones: %v, late is %d\nlate: %q\nin time: %q", stage, len(phones), calls, late, typed.planned(), inTime.planned())
		for _, was := range before {
			later := slices.ContainsFunc(calls[late+1:], func(c madeOn) bool { return c.Due == was })
			if later && !slices.Contains(after, was) {
				r.Errorf("%s\n%s was agreed on later", all, was)
			}
		}
		given := func(is string) bool { return c.Due != "" && strings.Contains(is, c.Due) }
		if c.Due != "" && !slices.ContainsFunc(after, given) {
			r.Errorf("%s\nnothing is planned for %s", all, c.Due)
		}
		if got, want := typed.sought(), inTime.sought(); c.Due == "" && got > max(want, 1) {
			r.Errorf("%s\nanother number is looked for %d times", all, got)
		}
		if slices.ContainsFunc(calls, func(c madeOn) bool { return c.Result == crm.WrongNumber }) {
			return // which phone it was, and what it was a try of, depends on what was known
		}
		rest := func(h *history) string { return fmt.Sprint(slices.DeleteFunc(h.planned(), given)) }
		if rest(typed) != rest(inTime) {
			r.Error(all)
		}
	})
}

// sought counts the tasks to find another number.
func (h *history) sought() (n int) {
	h.look(func(v reader) {
		open, err := v.tx.OpenActivities(h.contact)
		if err != nil {
			h.t.Fatal(err)
		}
		for _, a := range open {
			if a.Purpose == crm.PurposeFindPhone {
				n++
			}
		}
	})
	return n
}

// planned lists what is planned, with its time, and the day of the last call.
func (h *history) planned() []string {
	lines := strings.Split(h.ends(true), "\n")
	h.look(func(v reader) {
		open, err := v.tx.OpenActivities(h.contact)
		if err != nil {
			h.t.Fatal(err)
		}
		for i, line := range lines {
			for _, a := range open {
				what := a.CallType + a.Purpose + " " + a.Due.String()
				isTry := a.Kind == crm.Call && line == "try "+a.Due.String()
				if a.DueTime != "" && (isTry || strings.HasSuffix(line, " "+what)) {
					lines[i] = line + " " + a.DueTime
				}
			}
		}
	})
	return lines
}

// drawCalls draws calls of different days, and what was agreed on in them.
func drawCalls(r *rapid.T) []madeOn {
	var calls []madeOn
	day := date("2026-06-07")
	for i := range rapid.IntRange(2, 3).Draw(r, "calls") {
		draw := func(what string, most int) int { return rapid.IntRange(0, most).Draw(r, fmt.Sprint(what, " ", i)) }
		day = day.AddDays(1 + draw("day", 2))
		c := madeOn{day: day.String()}
		c.Result = []string{crm.NoReach, crm.StayInTouch, crm.AppointmentResult, crm.WrongNumber}[draw("result", 3)]
		when := date("2026-06-22").AddDays(draw("when", 9)).String()
		switch given := draw("given", 2); {
		case given == 1:
			c.Due = when + []string{"", " 15:00"}[draw("time", 1)]
		case given == 2 && c.Result == crm.AppointmentResult:
			c.Appt = when + " 10:00"
		}
		calls = append(calls, c)
	}
	return calls
}

// agreed returns the days and times of what is planned on a day that a person chose.
func (h *history) agreed() (days []string) {
	h.t.Helper()
	h.look(func(v reader) {
		open, err := v.tx.OpenActivities(h.contact)
		if err != nil {
			h.t.Fatal(err)
		}
		for _, a := range open {
			if a.IsChosen() {
				days = append(days, strings.TrimSpace(a.Due.String()+" "+a.DueTime))
			}
		}
	})
	return days
}
