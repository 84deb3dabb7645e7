package screen

import (
	"testing"

	"crm/internal/crm"
)

func TestReferralTree(t *testing.T) {
	contact := func(id int64, name, stage string) *crm.Contact {
		return &crm.Contact{Head: crm.Head{ID: id}, Kind: crm.Person, Name: name, Stage: stage}
	}
	ruth := contact(3, "Ruth Adeyemi", crm.StageClient)
	tree := &crm.Referral{Contact: ruth, Referred: []*crm.Referral{
		{
			Contact: contact(409, "Jane Hudson", crm.StageClient),
			Opportunities: []*crm.Opportunity{
				{Head: crm.Head{ID: 412}, Line: "auto", Stage: "closing", Status: crm.Won, Premium: crm.Amount(148000), Actual: crm.Amount(145050), Closed: day("2026-11-20")},
				{Head: crm.Head{ID: 413}, Line: "home", Stage: "quoting", Status: crm.Lost, Premium: crm.Amount(90000), Closed: day("2026-11-23")},
			},
			Referred: []*crm.Referral{
				{
					Contact:       contact(431, "山本 さくら", crm.StageProspect),
					Opportunities: []*crm.Opportunity{{Head: crm.Head{ID: 1433}, Line: "umbrella", Stage: "quoting", Status: crm.Open, Premium: crm.Amount(30000)}},
					Referred:      []*crm.Referral{{Contact: ruth, Above: true}},
				},
			},
		},
		{Contact: contact(440, "Omar Haddad", "")},
	}}
	everywhere(t, "referral-tree", func(s *Screen) error { return s.Referrals(tree) })
	if won, n := tree.Won(); won != crm.Amount(145050) || n != 1 {
		t.Errorf("won %v of %d", won, n)
	}
}

func TestProducer(t *testing.T) {
	ben := &crm.Producer{Head: crm.Head{ID: 2}, Name: "Ben Ito", Email: "ben@example.com", Phone: "614-555-0002", Role: crm.Manager}
	left := &crm.Producer{Head: crm.Head{ID: 5}, Name: "Carla Roy", Phone: "614-555-0003", Retired: day("2026-10-30")}
	team := &crm.Team{Head: crm.Head{ID: 9}, Name: "North", Members: crm.Numbers{1, 2}}
	everywhere(t, "producer", func(s *Screen) error {
		if err := s.Producer(&crm.ProducerCard{Producer: ben, Teams: []*crm.Team{team}, Owned: crm.Owned{Contacts: 412, Opportunities: 12, Activities: 61, Policies: 208}}); err != nil {
			return err
		}
		if err := s.Producer(&crm.ProducerCard{Producer: left}); err != nil {
			return err
		}
		return s.Team(&crm.TeamCard{Team: team, Members: []*crm.Producer{ben, left}})
	})
}
