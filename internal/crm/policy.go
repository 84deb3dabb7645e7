package crm

import "slices"

// The states of a policy. A pending one has no number yet.
const (
	PolicyPending   = "pending"
	PolicyActive    = "active"
	PolicyRenewed   = "renewed"
	PolicyCancelled = "cancelled"
	PolicyExpired   = "expired"
)

// NoEnd is the code of words for a policy that does not end, such as whole life.
const NoEnd = "never"

// Lasts reports whether policies of a line of business may be without an end.
func Lasts(line string) bool {
	return slices.Contains([]string{"life", "annuity", "long-term-care", "disability"}, line)
}

// Policy is insurance that a contact has bought.
type Policy struct {
	Head
	Contact     int64  `field:"contact,needed,ref=contact,kept"`
	Opportunity int64  `field:"opportunity,ref=opportunity,kept"`
	Quote       int64  `field:"quote,ref=quote,kept"`
	Renews      int64  `field:"renews,ref=policy,kept"` // the policy that it took the place of
	Owner       int64  `field:"owner,ref=producer,kept"`
	Number      string `field:"number"`
	Carrier     string `field:"carrier,carrier,kept"`
	Product     string `field:"product"`
	Line        string `field:"line,list=line,kept"`
	Status      string `field:"status,needed,list=policy_status,kept"`
	// Premium is that of a term, Term its months, and Annual the premium of twelve.
	Premium   Money `field:"premium,kept"`
	Term      int64 `field:"term,months,kept"`
	Annual    Money `field:"annual_premium,derived=premium+term,kept"`
	Effective Date  `field:"effective,begun,kept"`
	Expires   Date  `field:"expires,ends,kept"`
	Ended     Date  `field:"ended,past,quiet,kept"` // when it was renewed, cancelled or found expired
	// NextDue is when the first plan for it is due.
	NextDue Date `field:"next_due,derived,ahead"`
	Tags    Tags `field:"tags"`
}

// Noun is KindPolicy.
func (*Policy) Noun() Kind { return KindPolicy }

func (p *Policy) derive() { p.Annual = Annual(p.Premium, p.Term) }

// InForce reports whether the policy has not been ended.
func (p *Policy) InForce() bool { return NounOf(KindPolicy).IsLive(p) }
