package wire

import "crm/internal/crm"

// Producer writes a producer: contact data, teams, and how much they look after.
func (w *Writer) Producer(c *crm.ProducerCard) error {
	counts := object{
		{"contacts", c.Contacts}, {"opportunities", c.Opportunities}, {"activities", c.Activities}, {"policies", c.Policies},
	}
	switch {
	case w.Quiet:
		return numbers(w, []crm.Record{c.Producer}, crm.IDOf)
	case w.Format == JSON || w.Format == JSONL:
		return w.writeJSON(append(object{{"record", c.Producer}, {"teams", records(c.Teams)}}, counts...))
	}
	return w.recordRow(c.Producer, counts)
}

// Team writes a team with its members.
func (w *Writer) Team(c *crm.TeamCard) error {
	switch {
	case w.Quiet:
		return numbers(w, []crm.Record{c.Team}, crm.IDOf)
	case w.Format == JSON || w.Format == JSONL:
		return w.writeJSON(object{{"record", c.Team}, {"members", records(c.Members)}})
	}
	return flat(w, []string{"team", "id", "name", "phone", "email"}, c.Members, func(m *crm.Producer) object {
		return object{{"team", c.Team.Name}, {"id", m.ID}, {"name", m.Name}, {"phone", orNull(m.Phone)}, {"email", orNull(m.Email)}}
	})
}
