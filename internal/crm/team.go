package crm

// Team is several producers who share work and notes.
type Team struct {
	Head
	Name    string  `field:"name"`
	Members Numbers `field:"members"` // producers
}

// Noun is KindTeam.
func (*Team) Noun() Kind { return KindTeam }

// TeamCard is a team with its members.
type TeamCard struct {
	Team    *Team
	Members []*Producer
}
