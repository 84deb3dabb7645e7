package book

import (
	"context"
	"errors"
	"testing"

	"crm/internal/crm"
)

// TestWhoeverWantsNothingIsMarked: whoever has withdrawn every channel is marked, however often
// that is said, and the mark is not lifted before they allow a channel again.
func TestWhoeverWantsNothingIsMarked(t *testing.T) {
	t.Parallel()
	d := newDesk(t, "2026-10-14")
	jane := d.add(crm.StageLead, "Jane Hud", "phone", "614-555-1901")
	allow := func(ctx context.Context, b *Book) (*crm.Outcome, error) {
		return b.Allow(ctx, "contact allow", []string{"Jane Hud"}, "she rang")
	}
	marked := func(when string) {
		t.Helper()
		if d.contact(jane).DoNotContact.IsZero() {
			t.Errorf("%s she isn't marked; planned: %v", when, d.plan(jane))
		}
	}
	for i, words := range [][]string{{crm.ByAll}, crm.Channels()} {
		for _, channel := range words {
			d.must(consenting("Jane Hud", channel, crm.Withdrawn))
		}
		marked("after all")
		var e *crm.Error
		if _, err := d.do(allow); !errors.As(err, &e) || e.Code != crm.CodeConflict {
			t.Errorf("allowed without a channel: %v", err)
		}
		d.must(consenting("Jane Hud", crm.ByCall, crm.Consented))
		d.must(allow)
		d.wantPlan(jane, "referral 2026-10-15")
		if i == 0 {
			d.must(consenting("Jane Hud", crm.ByCall, crm.Withdrawn))
			marked("after the last")
			d.must(consenting("Jane Hud", crm.ByCall, crm.Consented))
			d.must(allow)
		}
	}
}
