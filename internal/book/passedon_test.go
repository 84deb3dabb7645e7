package book

import (
	"context"
	"fmt"
	"slices"
	"testing"

	"crm/internal/crm"
)

// TestWhoSentSomebodyIsThanked whether the sale is opened for oneself or passed on.
func TestWhoSentSomebodyIsThanked(t *testing.T) {
	t.Parallel()
	for name, open := range map[string]func(context.Context, *Book) (*crm.Outcome, error){
		"opened": func(ctx context.Context, b *Book) (*crm.Outcome, error) {
			return b.AddOpportunity(ctx, "Bo Fee", Values{"line": {"life"}})
		},
		"passed on": func(ctx context.Context, b *Book) (*crm.Outcome, error) {
			return b.Refer(ctx, "Bo Fee", "Gia Orsi", Values{"line": {"life"}, "reason": {"new baby"}})
		},
	} {
		t.Run(name, func(t *testing.T) {
			d := newDesk(t, "2026-11-05")
			d.producer("Gia Orsi")
			ann := d.add(crm.StageClient, "Ann Doe", "phone", "614-555-0170")
			bo := d.add(crm.StageLead, "Bo Fee", "phone", "614-555-0171", "source", "referral", "referred_by", "Ann Doe")
			d.must(open)
			d.buy(bo)
			if !slices.ContainsFunc(d.plan(ann), func(line string) bool { return len(line) > 5 && line[:5] == crm.PurposeThank }) {
				t.Errorf("Ann Doe, who sent Bo Fee, has %q", d.plan(ann))
			}
		})
	}
}

// TestQuotesAreShownInTime: a quote that comes in puts off none that came before, and none is to
// be presented after its offer has ended.
func TestQuotesAreShownInTime(t *testing.T) {
	t.Parallel()
	d := newDesk(t, "2026-11-05")
	bo := d.add(crm.StageLead, "Bo Fee", "phone", "614-555-0171")
	sale := fmt.Sprint(crm.IDOf(d.must(func(ctx context.Context, b *Book) (*crm.Outcome, error) {
		return b.AddOpportunity(ctx, "Bo Fee", Values{"line": {"auto"}})
	}).Subjects[0]))
	for _, step := range []struct{ day, carrier, ends, want string }{
		{"2026-11-05", "NYCM", "2026-11-10", "2026-11-09"},
		{"2026-11-06", "Erie", "", "2026-11-09"},
		{"2026-11-06", "Geico", "2026-11-07", "2026-11-07"},
		{"2026-11-09", "Chubb", "", "2026-11-07"},
	} {
		d.on(step.day)
		values := Values{"carrier": {step.carrier}, "premium": {"500"}}
		if step.ends != "" {
			values["expires"] = []string{step.ends}
		}
		d.must(func(ctx context.Context, b *Book) (*crm.Outcome, error) { return b.ReceiveQuote(ctx, sale, values) })
		for _, a := range d.activities(bo) {
			if a.Purpose == crm.PurposePresent && a.Status == crm.Open && a.Due.String() != step.want {
				t.Errorf("with that of %s, the quotes are presented on %s, want %s", step.carrier, a.Due, step.want)
			}
		}
	}
}
