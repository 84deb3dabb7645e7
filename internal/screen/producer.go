package screen

import (
	"crm/internal/crm"
	"crm/internal/say"
)

// Producer shows a producer: contact data, teams, and how much they look after.
func (s *Screen) Producer(c *crm.ProducerCard) error {
	if s.forPrograms() {
		return s.Writer.Producer(c)
	}
	p := s.page()
	p.head(s.ProducerHead(c.Producer))
	p.facts(s.ProducerFacts(c))
	return p.show()
}

// Team shows a team with its members.
func (s *Screen) Team(c *crm.TeamCard) error {
	if s.forPrograms() {
		return s.Writer.Team(c)
	}
	p := s.page()
	p.line(p.bold(cut(s.RecordHead(c.Team, say.Clean(c.Team.Name)), p.width())))
	g := &grid{right: []bool{true}}
	for _, m := range c.Members {
		g.add(itoa(m.ID), say.Clean(m.Name), say.Phone(m.Phone), say.Clean(m.Email))
	}
	p.grid("  ", g, 1)
	return p.show()
}
