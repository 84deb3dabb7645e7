package crm

// The states of an opportunity beside Open.
const (
	Won  = "won"
	Lost = "lost"
	// Dropped is one that was open with somebody who was erased: nobody won or lost it.
	Dropped = "erased"
)

// Opportunity is a possible sale: one line of business for one contact.
type Opportunity struct {
	Head
	Topic   string `field:"topic"`
	Contact int64  `field:"contact,needed,ref=contact,kept"`
	Line    string `field:"line,list=line,kept"`
	Stage   string `field:"stage,list=opportunity_stage,kept"`
	Status  string `field:"status,needed,list=opportunity_status,kept"`
	Owner   int64  `field:"owner,ref=producer,kept"`
	Source  string `field:"source,list=source,kept"`
	Reason  string `field:"reason,max=1000"`
	// ReferredBy is the contact who referred them, ReferredByProducer the producer.
	ReferredBy         int64 `field:"referred_by,ref=contact,kept"`
	ReferredByProducer int64 `field:"referred_by_producer,ref=producer,kept"`
	// Premium is expected, Actual was agreed on, both a year.
	Premium     Money `field:"premium,yearly,kept"`
	Actual      Money `field:"actual_premium,yearly,kept"`
	Probability int64 `field:"probability,zero,percent,kept"`
	Due         Date  `field:"due,ahead"`
	CloseBy     Date  `field:"close_by,ahead"`
	Opened      Date  `field:"opened,past,kept"`
	// StageSince is when it came to its stage, Assigned when somebody else gave it
	// away.
	StageSince Date   `field:"stage_since,past,quiet,kept"`
	Assigned   Date   `field:"assigned,past,quiet,kept"`
	Closed     Date   `field:"closed,past,quiet,kept"`
	LostReason string `field:"lost_reason,list=lost_reason,kept"`
	Competitor string `field:"competitor,kept"`
	// XDate is when the policy that they bought elsewhere expires.
	XDate Date `field:"x_date,ahead"`
	// NextDue is when the next step is due: one that regards it, or what is going on
	// with its contact (nextstep.go). LastActivity is when the last activity regarding
	// it was done.
	NextDue      Date `field:"next_due,derived,ahead"`
	LastActivity Date `field:"last_activity,derived,past,kept"`
	Tags         Tags `field:"tags"`
}

// Noun is KindOpportunity.
func (*Opportunity) Noun() Kind { return KindOpportunity }
