package crm

// Referral is a contact in a tree of referrals, what came of them through the referrer
// above, and whom they referred.
type Referral struct {
	Contact       *Contact
	Opportunities []*Opportunity
	Referred      []*Referral
	// Above says that their referrals are listed at their first place in the tree.
	Above bool
}

// Won returns the yearly premium won by all below, and how many opportunities that is.
func (r *Referral) Won() (premium Money, n int) {
	premium = Amount(0)
	r.Visit(func(_ int, below *Referral) {
		for _, o := range below.Opportunities {
			if o.Status == Won {
				premium.Minor += o.Worth().Minor
				n++
			}
		}
	})
	return premium, n
}

// Visit visits a tree from the top, with the depth of each.
func (r *Referral) Visit(visit func(depth int, r *Referral)) { r.visit(0, visit) }

func (r *Referral) visit(depth int, visit func(int, *Referral)) {
	visit(depth, r)
	for _, below := range r.Referred {
		below.visit(depth+1, visit)
	}
}

// Worth returns the yearly premium of an opportunity: agreed on, or expected while it
// is open, and nothing when it is lost.
func (o *Opportunity) Worth() Money {
	switch {
	case o.Status == Lost:
		return Money{}
	case o.Actual.Known:
		return o.Actual
	}
	return o.Premium
}
