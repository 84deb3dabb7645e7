package book

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"crm/internal/crm"

	"pgregory.net/rapid"
)

// busiest returns how many calls that rules have planned are due on the busiest day of
// anybody, without birthday calls.
func (d *desk) busiest() (n int) {
	for _, row := range d.raw().rows("SELECT count(*) AS n FROM activities WHERE kind = 'call' AND call_type IS NOT 'birthday' AND status = 'open' AND rule IS NOT NULL GROUP BY owner, due ORDER BY n DESC LIMIT 1") {
		_, _ = fmt.Sscanf(row, "n=%d", &n)
	}
	return n
}

// TestNoDayHasTooManyCalls: whatever is imported, nobody gets more calls on a day than was
// said. If nothing was said, nobody gets more than a few dozen without having been asked.
func TestNoDayHasTooManyCalls(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(r *rapid.T) {
		d := newDesk(t, "2026-07-02")
		d.confirm = false
		for _, name := range []string{"Ben Ortiz", "Kim Ito"} {
			d.must(func(ctx context.Context, b *Book) (*crm.Outcome, error) {
				return b.AddProducer(ctx, Values{"name": {name}})
			})
		}
		f := table("name")
		for i := range rapid.IntRange(1, 90).Draw(r, "rows") {
			values := Values{"name": {fmt.Sprintf("Given%d Family%d", i, i)}}
			for _, of := range []struct {
				field string
				texts []string
			}{
				{"stage", []string{"lead", "client", "prospect"}}, {"owner", []string{"Ben Ortiz", "Kim Ito"}}, {"household", []string{"The Pohls", "The Bergs"}},
				{"last_call", []string{"2025-03-01", "2026-06-15", "2026-01-04"}}, {"call_frequency", []string{"monthly"}}, {"birthday", []string{"--07-04", "1980-09-12"}}, {"do_not_contact", []string{"yes"}},
			} {
				if chosen := rapid.SampledFrom(append(of.texts, "", "", "")).Draw(r, of.field); chosen != "" {
					values[of.field] = []string{chosen}
				}
			}
			f.rows = append(f.rows, ImportRow{Line: i + 2, Values: values, Reject: func(string) error { return nil }})
		}
		perDay := rapid.SampledFrom([]int{0, 0, 1, 2, 5, 20}).Draw(r, "a day")
		before := d.raw().state()
		o, err := f.importInto(d, Import{Stage: crm.StageLead, CallsPerDay: perDay, Households: "together"})
		e, _ := crm.AsError(err)
		switch {
		case perDay > 0:
			if err != nil {
				r.Fatal(err, strings.Join(e.Help(), "\n"))
			}
			if n := d.busiest(); n > perDay {
				r.Errorf("%d calls on one day, of %d that are allowed", n, perDay)
			}
			planned := 0
			for _, day := range o.Imported.Days {
				planned += day.Calls
			}
			if got := d.raw().rows("SELECT count(*) AS n FROM activities WHERE kind = 'call' AND call_type IS NOT 'birthday' AND status = 'open'"); got[0] != fmt.Sprint("n=", planned) {
				r.Errorf("the outcome counts %d calls, the book has %s", planned, got)
			}
		case err == nil:
			if n := d.busiest(); n > mostCallsADay {
				r.Errorf("nobody asked about %d calls on one day", n)
			}
		default:
			if e == nil || e.Code != crm.CodeRefused || e.Asks == nil {
				r.Fatal(err)
			}
			if after := d.raw().state(); after != before {
				r.Errorf("the book has changed: %s", differing(after, before))
			}
			d.confirm = true
			f.mustImport(d, Import{Stage: crm.StageLead, Households: "together"})
			if n := d.busiest(); n != e.Asks.Values["n"] {
				r.Errorf("it asked about %v calls, and there are %d", e.Asks.Values["n"], n)
			}
		}
	})
}
