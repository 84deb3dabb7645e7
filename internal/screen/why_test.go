package screen

import (
	"slices"
	"testing"

	"crm/internal/crm"
)

func why416() *crm.Why {
	a := call(416, crm.ReviewCall, "2027-05-05", 0)
	return &crm.Why{
		Activity: a, Contact: person(406, "Jane Hudson", "614-555-0147"), Rule: "stay-in-touch", Builtin: true,
		Trigger: &crm.Trigger{Kind: crm.KindActivity, ID: 409, Action: crm.Update, Field: "call_result", Value: crm.StayInTouch},
		Steps:   stayInTouch(),
		Change:  &crm.ChangeInfo{ID: 188, MadeAt: instant("2026-11-25", "10:42"), By: "Ann Lee", Command: "call log"},
	}
}

func TestWhyReference(t *testing.T) {
	reference(t, "screen-why", func(s *Screen) error { return s.Why(why416()) })
}

func TestWhyEverywhere(t *testing.T) {
	lead := &crm.Why{
		Activity: call(418, crm.ReferralCall, "2026-11-27", 1), Contact: person(417, "Ken Abe", "614-555-0190"), Rule: "new-lead", Builtin: true,
		Trigger: &crm.Trigger{Kind: crm.KindContact, ID: 417, Action: crm.Create, Field: "stage", Value: crm.StageLead},
		Steps:   []crm.Step{{Op: "workday", From: day("2026-11-25"), Is: day("2026-11-27"), Off: thanksgiving}},
		Change:  &crm.ChangeInfo{ID: 190, MadeAt: instant("2026-11-25", "10:42"), Command: "lead import"},
	}
	other := &crm.Why{
		Activity: &crm.Activity{Head: crm.Head{ID: 7}, Kind: crm.Task, Purpose: "next-step", Due: day("2026-11-27"), Status: crm.Open}, Rule: "mine",
		Trigger: &crm.Trigger{Kind: crm.KindOpportunity, ID: 391, Action: crm.Update},
		Steps: []crm.Step{
			{Op: "missed", From: day("2026-11-01")}, {Op: "add", From: day("2026-11-01"), Months: 3, Days: 2, Is: day("2027-02-03")},
			{Op: "add", From: day("2026-11-01"), Days: -3, Is: day("2026-10-29")},
			{Op: "birthday", From: day("2026-11-25"), Is: day("2027-11-01")}, {Op: "workday-from", From: day("2026-11-26"), Is: day("2026-11-27")},
			{Op: "overdue", From: day("2026-11-01"), Is: day("2026-11-25")}, {Op: "spread", From: day("2026-11-26"), Is: day("2026-12-01")},
			{Op: "chosen", Is: day("2026-11-27")}, {Op: "conjured", Is: day("2026-11-27")},
		},
	}
	byHand := &crm.Why{Activity: &crm.Activity{Head: crm.Head{ID: 8}, Kind: crm.Call, Due: day("2026-11-27"), Status: crm.Open}, Contact: person(406, "Jane Hudson", ""), Missing: []string{crm.Phone}}
	everywhere(t, "why", func(s *Screen) error {
		for _, w := range []*crm.Why{why416(), lead, other, byHand} {
			if err := s.Why(w); err != nil {
				return err
			}
		}
		return nil
	})
}

func TestHistoryEverywhere(t *testing.T) {
	var changes []*crm.ChangeInfo
	for i, o := range append([]*crm.Outcome{noReach(), deadFile(), leadAdd()}, outcomes()...) {
		changes = append(changes, &crm.ChangeInfo{
			ID: int64(200 - i), MadeAt: instant("2026-11-25", "10:42"), AsOf: day("2026-11-25"), By: "Ann Lee", Command: o.Command, Edits: o.Edits, People: o.People,
		})
	}
	changes[1].UndoneBy, changes[2].AsOf, changes[8].Reverses = 201, day("2026-11-24"), 200
	slices.Reverse(changes)
	everywhere(t, "history", func(s *Screen) error { return s.History(changes) })
}
