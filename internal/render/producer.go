package render

import (
	"crm/internal/crm"
)

// Producer shows a producer: contact data, teams, and how much they look after.
func (s *Screen) Producer(c *crm.ProducerCard) error {
	if s.Quiet {
		return s.ids([]int64{c.Producer.ID})
	}
	counts := object{
		{"contacts", c.Contacts}, {"opportunities", c.Opportunities}, {"activities", c.Activities}, {"policies", c.Policies},
	}
	switch s.Format {
	case Table, "":
		return s.producerCard(c)
	case JSON, JSONL:
		return s.writeJSON(append(object{{"record", c.Producer}, {"teams", records(c.Teams)}}, counts...))
	}
	return s.recordRow(c.Producer, counts)
}

func (s *Screen) producerCard(c *crm.ProducerCard) error {
	l, r := s.Locale, c.Producer
	label := func(name string) string { return l.Field(crm.KindProducer, name) }
	p := s.page()
	right := phone(r.Phone)
	if !r.Retired.IsZero() {
		right = l.Text("producer.retired", "date", l.Date(r.Retired, s.Today))
	}
	left := l.Text("card.head", "noun", s.title(r), "id", itoa(r.ID), "name", Clean(r.Name))
	p.head(left, right)
	f := &facts{}
	if r.Role != "" {
		f.add(label("role"), s.label("role", r.Role))
	}
	f.add(label("email"), Clean(r.Email))
	if !r.Retired.IsZero() {
		f.add(label("phone"), phone(r.Phone))
	}
	var teams []string
	for _, t := range c.Teams {
		teams = append(teams, Clean(t.Name))
	}
	f.add(l.Text("producer.teams"), l.Join(teams))
	f.add(l.Text("producer.contacts"), itoa(c.Contacts))
	f.add(l.Text("producer.opportunities"), itoa(c.Opportunities))
	f.add(l.Text("producer.activities"), itoa(c.Activities))
	f.add(l.Text("producer.policies"), itoa(c.Policies))
	p.facts(f)
	return p.show()
}

// Team shows a team with its members.
func (s *Screen) Team(c *crm.TeamCard) error {
	if s.Quiet {
		return s.ids([]int64{c.Team.ID})
	}
	switch s.Format {
	case Table, "":
		p := s.page()
		p.line(p.bold(cut(s.Locale.Text("card.head", "noun", s.title(c.Team), "id", itoa(c.Team.ID), "name", Clean(c.Team.Name)), p.width())))
		g := &grid{right: []bool{true}}
		for _, m := range c.Members {
			g.add(itoa(m.ID), Clean(m.Name), phone(m.Phone), Clean(m.Email))
		}
		for _, line := range g.lines("  ", p.width(), 1) {
			p.line(line)
		}
		return p.show()
	case JSON, JSONL:
		return s.writeJSON(object{{"record", c.Team}, {"members", records(c.Members)}})
	}
	return s.flat([]string{"team", "id", "name", "phone", "email"}, func(yield func(object) bool) {
		for _, m := range c.Members {
			row := object{{"team", c.Team.Name}, {"id", m.ID}, {"name", m.Name}, {"phone", orNull(m.Phone)}, {"email", orNull(m.Email)}}
			if !yield(row) {
				return
			}
		}
	})
}
