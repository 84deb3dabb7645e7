package book

import (
	"context"
	"fmt"
	"slices"
	"testing"

	"crm/internal/crm"
)

// TestCancelledBeforeItBegan: a policy that has not begun is called off on a day that is
// typed with its year; without one it is never a day of another year.
func TestCancelledBeforeItBegan(t *testing.T) {
	t.Parallel()
	d := newDesk(t, "2026-10-26")
	del := d.add(crm.StageClient, "Del Sol", "phone", "614-555-0150", "last_call", "2026-10-01")
	o := d.must(func(ctx context.Context, b *Book) (*crm.Outcome, error) {
		return b.AddPolicy(ctx, fmt.Sprint(del), Values{"line": {"home"}, "carrier": {"Cincinnati"}, "number": {"H1"}, "premium": {"2040"}, "effective": {"2026-11-01"}})
	})
	policy := fmt.Sprint(crm.IDOf(o.Subjects[0]))
	cancel := func(day string) error {
		_, err := d.fork().do(func(ctx context.Context, b *Book) (*crm.Outcome, error) {
			return b.CancelPolicies(ctx, []string{policy}, day, "")
		})
		return err
	}
	for day := date("2025-10-30"); day.Before(date("2026-10-26")); day = day.AddDays(17) {
		text := day.String()
		if err := cancel(text); err != nil {
			t.Errorf("%s: %v", text, err)
		}
		short := text[5:7] + "/" + text[8:]
		if err := cancel(short); crm.CodeOf(err) != crm.CodeInvalid {
			t.Errorf("%s is taken for a day before the policy begins: %v", short, err)
		}
	}
	for _, text := range []string{"yesterday", "today", "fri", ""} {
		if err := cancel(text); err != nil {
			t.Errorf("%s: %v", text, err)
		}
	}
}

// TestRenewalApartIsSaid however its day comes about: of a renewal, or of a change to one.
func TestRenewalApartIsSaid(t *testing.T) {
	t.Parallel()
	for name, days := range map[string][2]string{"renewed": {"2027-03-01", ""}, "edited": {"", "2027-03-01"}, "the same day": {"", "2026-12-01"}} {
		t.Run(name, func(t *testing.T) {
			d := newDesk(t, "2026-11-05")
			bo := d.add(crm.StageClient, "Bo Fee", "phone", "614-555-0170")
			old := d.must(func(ctx context.Context, b *Book) (*crm.Outcome, error) {
				return b.AddPolicy(ctx, fmt.Sprint(bo), Values{"line": {"auto"}, "carrier": {"Erie"}, "effective": {"2025-12-01"}, "premium": {"900"}})
			})
			values := Values{"premium": {"950"}}
			if days[0] != "" {
				values["effective"] = []string{days[0]}
			}
			o := d.must(func(ctx context.Context, b *Book) (*crm.Outcome, error) {
				return b.RenewPolicy(ctx, fmt.Sprint(crm.IDOf(old.Subjects[0])), values)
			})
			if days[1] != "" {
				id := fmt.Sprint(crm.IDOf(o.Subjects[0]))
				o = d.must(func(ctx context.Context, b *Book) (*crm.Outcome, error) {
					return b.EditPolicies(ctx, []string{id}, Values{"effective": {days[1]}})
				})
			}
			said := slices.ContainsFunc(o.Notices, func(n crm.Notice) bool { return n.Code == "renewed-apart" })
			if want := days[0]+days[1] == "2027-03-01"; said != want {
				t.Errorf("a gap is said: %v", said)
			}
		})
	}
}

// TestCancelledBehindItsEnd: a policy is cancelled up to the day on which it expires. Behind it
// has expired, or was renewed.
func TestCancelledBehindItsEnd(t *testing.T) {
	t.Parallel()
	d := newDesk(t, "2026-11-05")
	bo := d.add(crm.StageClient, "Bo Fee", "phone", "614-555-0170")
	o := d.must(func(ctx context.Context, b *Book) (*crm.Outcome, error) {
		return b.AddPolicy(ctx, fmt.Sprint(bo), Values{"line": {"auto"}, "carrier": {"Erie"}, "effective": {"2025-09-01"}, "premium": {"900"}})
	})
	policy := fmt.Sprint(crm.IDOf(o.Subjects[0]))
	for day, want := range map[string]crm.Code{"2026-08-31": "", "2026-09-01": "", "2026-09-02": crm.CodeConflict, "2026-11-04": crm.CodeConflict, "": crm.CodeConflict} {
		_, err := d.fork().do(func(ctx context.Context, b *Book) (*crm.Outcome, error) {
			return b.CancelPolicies(ctx, []string{policy}, day, "")
		})
		if (err == nil) != (want == "") || err != nil && crm.CodeOf(err) != want {
			t.Errorf("%q: %v", day, err)
		}
	}
}
