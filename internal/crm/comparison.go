package crm

// Comparison is the quotes of an opportunity, to be laid side by side.
type Comparison struct {
	Opportunity *Opportunity
	Contact     *Contact
	Quotes      []*Quote // received or later, not declined unless all, lowest number first
	Missing     []*Quote // requested, not received
}
