package crm

// Manager is the role of a producer who may read every note and decides about
// colleagues.
const Manager = "manager"

// Producer is an insurance agent or financial advisor who owns records.
type Producer struct {
	Head
	Name    string `field:"name,order=name_order"`
	Email   string `field:"email"`
	Phone   string `field:"phone,phone"`
	Role    string `field:"role,list=role"`
	Retired Date   `field:"retired,past"`
}

// Noun is KindProducer.
func (*Producer) Noun() Kind { return KindProducer }

// IsRetired reports whether a producer looks after nothing any more.
func (p *Producer) IsRetired() bool { return !p.Retired.IsZero() }

// ProducerCard shows a producer: their teams, and how much they look after.
type ProducerCard struct {
	Producer *Producer
	Teams    []*Team
	Owned
}

// Owned counts what a producer looks after: contacts, open opportunities, open
// activities, and policies in force.
type Owned struct {
	Contacts, Opportunities, Activities, Policies int
}
