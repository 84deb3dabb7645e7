package crm

// Comparison compares the quotes of one opportunity.
type Comparison struct {
	Opportunity *Opportunity
	Contact     *Contact // of the opportunity
	Quotes      []*Quote // those that were received, in the order of their numbers
	Missing     []*Quote // those that were asked for and have not come
}
