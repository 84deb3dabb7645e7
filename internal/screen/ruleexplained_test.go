package screen

import (
	"testing"

	"crm/internal/crm"
)

func TestRuleExplainedEverywhere(t *testing.T) {
	jane, made := person(406, "Jane Hudson", "614-555-0147"), &crm.ChangeInfo{ID: 188, AsOf: day("2026-11-25")}
	due, _ := crm.BuiltIn(crm.KindActivity).Field("due")
	subject, _ := crm.BuiltIn(crm.KindActivity).Field("subject")
	task := crm.Deed{Does: "create", What: crm.Task, Fields: []crm.DeedField{{Field: due, Value: day("2026-12-28")}, {Field: subject, Value: "ask about flood cover, which is what the river asks for"}}}
	contact := &crm.Edit{Action: crm.Create, Kind: crm.KindContact, ID: 406, After: jane}
	clauses := []crm.RuleClause{
		{
			Number: 1, On: crm.KindContact, About: "Who bought a home policy is asked about flood cover a month later.", Edit: contact, Made: made, Others: 1, Fires: true,
			Trigger:    &crm.Trigger{Kind: crm.KindContact, ID: 406, Action: crm.Create, Field: "stage", Value: crm.StageClient},
			Conditions: []crm.RuleCondition{{Text: "created()", Holds: true, Saw: []crm.SeenValue{{Name: "created()", Value: true}}}, {Text: "open_steps < 3", Holds: true, Saw: []crm.SeenValue{{Name: "open_steps", Value: int64(2)}}}},
			Effects: []crm.RuleEffect{
				{Deed: task, Applies: true, Comes: []crm.Deed{task}, Notices: []crm.Notice{{Code: "explain-moves", Values: map[string]any{"activity": call(416, crm.ReviewCall, "2027-05-05", 0)}}}},
				{Deed: task, Conditions: []crm.RuleCondition{{Text: "tries_left", Saw: []crm.SeenValue{{Name: "tries_left", Value: false}}}}},
				{Deed: task, Applies: true, Notices: []crm.Notice{{Code: "explain-planned", Values: map[string]any{"activity": call(416, crm.ReviewCall, "2027-05-05", 0)}}}},
				{Deed: crm.Deed{Does: "set", What: "contact"}, Applies: true, Notices: []crm.Notice{{Code: "explain-nothing"}}},
				{Deed: task, Applies: true, Failed: "rule flood-season, due: the day is unknown"},
			},
		},
		{
			Number: 2, On: crm.KindContact, Edit: &crm.Edit{Action: crm.Delete, Kind: crm.KindContact, ID: 406, Before: jane}, Made: made, Others: 2,
			Trigger: &crm.Trigger{Kind: crm.KindContact, ID: 406, Action: crm.Delete},
			Conditions: []crm.RuleCondition{
				{Text: `birthday < "2000-01-01" or contact.household.name startsWith "Hudson" and not (last_call == nil)`, Unknown: []string{"birthday", "contact.household.name"}, Saw: []crm.SeenValue{{Name: "birthday"}, {Name: "contact.household.name"}}},
				{Text: `rating == "a"`, Saw: []crm.SeenValue{{Name: "rating", Value: "c"}}},
				{Text: "once: household", Spent: &crm.RuleActed{Of: jane, Name: jane.Name, Change: made}},
			},
		},
		{Number: 3, On: crm.KindQuote},
	}
	everywhere(t, "rule-explained", func(s *Screen) error {
		for _, x := range []*crm.RuleExplained{
			{Rule: "flood-season", Record: jane, Contact: jane, Clauses: clauses, Acted: made},
			{Rule: "flood-season", Record: jane, Contact: jane, Clauses: clauses[1:]},
			{Rule: "flood-season", Record: jane, Contact: jane, Off: true, Clauses: clauses[2:]},
			{Rule: "flood-season", Record: jane, Contact: jane, Clauses: []crm.RuleClause{{Number: 1, On: crm.KindContact, Edit: contact, Trigger: &crm.Trigger{Kind: crm.KindContact, ID: 406, Action: crm.Create}, Fires: true}}},
		} {
			if err := s.RuleExplained(x); err != nil {
				return err
			}
		}
		for _, dry := range []bool{false, true} {
			o := &crm.Outcome{Command: "rule backfill", DryRun: dry, Backfilled: &crm.Backfilled{Rule: "flood-season", Asked: 40, Records: 12, Acted: 3, Stopped: 1, Standing: 2, Days: []crm.CallDay{{Day: day("2026-11-27"), Calls: 7}, {Day: day("2026-11-30"), Calls: 5}}}}
			if err := s.Outcome(o); err != nil {
				return err
			}
		}
		return nil
	})
}
