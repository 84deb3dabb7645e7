package say

import "crm/internal/crm"

// ProducerHead is the first line of a producer's card, and how to reach them.
func (v *Voice) ProducerHead(r *crm.Producer) (left, right string) {
	right = Phone(r.Phone)
	if r.IsRetired() {
		right = v.Locale.Text("producer.retired", "date", v.Locale.Date(r.Retired, v.Today))
	}
	return v.RecordHead(r, Clean(r.Name)), right
}

// ProducerFacts is what there is to know of a producer.
func (v *Voice) ProducerFacts(c *crm.ProducerCard) []Fact {
	l, r := v.Locale, c.Producer
	label := func(name string) string { return l.Field(crm.KindProducer, name) }
	f := &facts{}
	f.add(label("role"), v.Label("role", r.Role))
	f.add(label("email"), Clean(r.Email))
	if r.IsRetired() {
		f.add(label("phone"), Phone(r.Phone))
	}
	var teams []string
	for _, t := range c.Teams {
		teams = append(teams, Clean(t.Name))
	}
	f.add(l.Text("producer.teams"), l.Join(teams...))
	f.add(l.Text("producer.contacts"), itoa(c.Contacts))
	f.add(l.Text("producer.opportunities"), itoa(c.Opportunities))
	f.add(l.Text("producer.activities"), itoa(c.Activities))
	f.add(l.Text("producer.policies"), itoa(c.Policies))
	return *f
}
