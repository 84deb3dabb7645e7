package book

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"crm/internal/crm"
)

// TestBirthdayCallComesBackWhenCorrected holds a wrong day of the last conversation that is
// put right, and a wrong result that is corrected, to leaving the birthday call where it
// would be without the mistake.
func TestBirthdayCallComesBackWhenCorrected(t *testing.T) {
	t.Parallel()
	for _, before := range []string{"nothing", "called", "off the list", "allowed again"} {
		for _, later := range []string{"nothing", "talk", "no reach"} {
			for _, mistake := range []string{"last call", "log"} {
				t.Run(before+", "+mistake+", "+later, func(t *testing.T) {
					got, want := birthdayCorrected(t, before, mistake, later)
					if !slices.Equal(got, want) {
						t.Errorf("birthday calls: %q, without the mistake %q", got, want)
					}
				})
			}
		}
	}
}

func birthdayCorrected(t *testing.T, before, mistake, later string) (got, want []string) {
	d := newDesk(t, "2026-11-20")
	day := func(n int) string { return crm.NewDate(2026, time.November, 20).AddDays(n).String() }
	jane := d.add(crm.StageClient, "Jane Hudson", "birthday", "1970"+day(10)[4:], "last_call", "2026-06-01")
	birthday := d.callOf(jane, crm.BirthdayCall)
	switch before {
	case "called":
		d.log(birthday, CallLog{Result: crm.NoReach})
	case "off the list":
		d.must(func(ctx context.Context, b *Book) (*crm.Outcome, error) {
			return b.Cancel(ctx, "call cancel", crm.Call, []string{fmt.Sprint(birthday)}, "")
		})
	case "allowed again":
		d.stop(jane)
		d.must(func(ctx context.Context, b *Book) (*crm.Outcome, error) {
			return b.Allow(ctx, "contact allow", []string{fmt.Sprint(jane)}, "a mistake")
		})
	}
	right := d.fork()
	d.on(day(1))
	right.on(day(1))
	var call int64
	if mistake == "log" {
		call = crm.IDOf(d.log(jane, CallLog{Result: crm.StayInTouch}).Subjects[0])
		right.log(jane, CallLog{Result: crm.NoReach})
	} else {
		d.edit(jane, "last_call", day(1))
	}
	for _, d := range []*desk{d, right} {
		switch d.on(day(2)); later {
		case "talk":
			d.log(jane, CallLog{Result: crm.StayInTouch})
		case "no reach":
			d.log(jane, CallLog{Result: crm.NoReach})
		}
		d.on(day(3))
	}
	switch {
	case mistake == "log":
		d.must(func(ctx context.Context, b *Book) (*crm.Outcome, error) {
			return b.CorrectCall(ctx, fmt.Sprint(call), CallLog{Result: crm.NoReach})
		})
	case later != "talk": // after which an earlier day would be the mistake
		d.edit(jane, "last_call", "2026-06-01")
	}
	plans := func(d *desk) []string {
		return slices.DeleteFunc(d.plan(jane), func(line string) bool { return !strings.HasPrefix(line, "birthday ") })
	}
	return plans(d), plans(right)
}
