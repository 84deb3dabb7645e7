package crm

// The states of an opportunity beside Open.
const (
	Won  = "won"
	Lost = "lost"
)

// Opportunity is a sale that may come about: one line of business for one
// contact.
type Opportunity struct {
	Head
	Topic       string `field:"topic"`
	Contact     int64  `field:"contact,ref=contact"`
	Line        string `field:"line,list=line"`
	Stage       string `field:"stage,list=opportunity_stage"`
	Status      string `field:"status,list=opportunity_status"`
	Owner       int64  `field:"owner,ref=producer"`
	Source      string `field:"source,list=source"`
	Reason      string `field:"reason"`
	ReferredBy  int64  `field:"referred_by,ref=contact"`
	Premium     Money  `field:"premium"`
	Actual      Money  `field:"actual_premium"`
	Probability int64  `field:"probability"`
	Due         Date   `field:"due"`
	CloseBy     Date   `field:"close_by"`
	Opened      Date   `field:"opened"`
	Closed      Date   `field:"closed"`
	LostReason  string `field:"lost_reason,list=lost_reason"`
	Competitor  string `field:"competitor"`
	// NextDue is when the next open activity regarding it is due.
	NextDue Date `field:"next_due,derived"`
}

// Noun is KindOpportunity.
func (*Opportunity) Noun() Kind { return KindOpportunity }
