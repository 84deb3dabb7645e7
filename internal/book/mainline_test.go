package book

import (
	"context"
	"testing"

	"crm/internal/crm"
)

// TestFirmThatLosesItsNumber: an organization has not said what its one contact person has,
// however its own number turns out to be a wrong one.
func TestFirmThatLosesItsNumber(t *testing.T) {
	t.Parallel()
	const line = "614-555-8001"
	edit := func(in ContactEdit) func(context.Context, *Book) (*crm.Outcome, error) {
		return func(ctx context.Context, b *Book) (*crm.Outcome, error) {
			return b.EditContacts(ctx, "contact edit", []string{"Acme Roofing"}, in)
		}
	}
	log := func(in CallLog) func(context.Context, *Book) (*crm.Outcome, error) {
		return func(ctx context.Context, b *Book) (*crm.Outcome, error) { return b.LogCall(ctx, "Acme Roofing", in) }
	}
	for what, c := range map[string]struct {
		lose    func(context.Context, *Book) (*crm.Outcome, error)
		refused bool
		task    bool
	}{
		"wrong number":         {lose: log(CallLog{Result: crm.WrongNumber}), task: true},
		"wrong number, named":  {lose: log(CallLog{Result: crm.WrongNumber, Phone: line}), task: true},
		"bad":                  {lose: edit(ContactEdit{BadPhones: []string{line}})},
		"taken off":            {lose: edit(ContactEdit{RemovePhones: []string{line}}), refused: true},
		"taken off, another":   {lose: edit(ContactEdit{RemovePhones: []string{line}, Values: Values{"phone": {"614-555-8003"}}})},
		"taken off, an e-mail": {lose: edit(ContactEdit{RemovePhones: []string{line}, Values: Values{"email": {"office@acme.example"}}})},
	} {
		t.Run(what, func(t *testing.T) {
			d := newDesk(t, "2026-10-15")
			acme := d.add("", "Acme Roofing", "kind", crm.Organization, "phone", line)
			d.edit(acme, "stage", crm.StageClient)
			al := d.add("", "Al Beam", "org", "Acme Roofing", "phone", "614-555-8002")
			d.stop(al)
			_, err := d.do(c.lose)
			if (crm.CodeOf(err) == crm.CodeConflict) != c.refused || err != nil && !c.refused {
				t.Fatal(err)
			}
			if now := d.contact(acme); !now.Stopped.IsZero() {
				t.Errorf("it is stopped: %s", now.StoppedReason)
			}
			if plan := d.plan(acme); len(plan) == 0 || c.task && plan[0][:10] != "find-phone" {
				t.Errorf("planned is %q", plan)
			}
		})
	}
}
