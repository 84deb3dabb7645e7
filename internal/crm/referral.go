package crm

// Referral is somebody in a tree of referrals: a contact, what came of them
// through whoever stands above, and whom they referred in turn.
type Referral struct {
	Contact       *Contact
	Opportunities []*Opportunity
	Referred      []*Referral
	// Above says that whom they referred is told where they stand for the
	// first time.
	Above bool
}

// Won is the premium a year of what was won of all who stand below, and how
// many opportunities that is.
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

// Visit visits a tree from above, with how deep each stands.
func (r *Referral) Visit(visit func(depth int, r *Referral)) { r.visit(0, visit) }

func (r *Referral) visit(depth int, visit func(int, *Referral)) {
	visit(depth, r)
	for _, below := range r.Referred {
		below.visit(depth+1, visit)
	}
}

// Worth is the premium a year that an opportunity stands for: what was agreed
// on, what is expected as long as it is open, and nothing when it is lost.
func (o *Opportunity) Worth() Money {
	switch {
	case o.Status == Lost:
		return Money{}
	case o.Actual.Known:
		return o.Actual
	}
	return o.Premium
}
