package crm

// Producer is an insurance agent or financial advisor who owns records.
type Producer struct {
	Head
	Name    string `field:"name"`
	Email   string `field:"email"`
	Phone   string `field:"phone"`
	Retired Date   `field:"retired"`
}

// Noun is KindProducer.
func (*Producer) Noun() Kind { return KindProducer }
