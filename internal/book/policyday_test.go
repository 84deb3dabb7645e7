package book

import (
	"context"
	"fmt"
	"testing"

	"crm/internal/crm"
)

// TestCancelledBeforeItBegan: a policy that has not begun is called off on a day that is
// typed with its year; without one it is never a day of another year.
func TestCancelledBeforeItBegan(t *testing.T) {
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
