package crm

// The states of a quote.
const (
	QuoteRequested = "requested"
	QuoteReceived  = "received"
	QuotePresented = "presented"
	QuoteAccepted  = "accepted"
	QuoteDeclined  = "declined"
	QuoteLost      = "lost"
	QuoteExpired   = "expired"
)

// What a text in place of a carrier's name may mean: no carrier, several unnamed
// ones, or others beside those that it names.
const (
	NoCarrier       = "none"
	SeveralCarriers = "several"
	OtherCarriers   = "others"
)

// Quote is a carrier's offer for an opportunity, requested or received.
type Quote struct {
	Head
	Opportunity int64  `field:"opportunity,needed,ref=opportunity,kept"`
	Contact     int64  `field:"contact,needed,ref=contact,kept"` // of the opportunity
	Carrier     string `field:"carrier,carrier,kept"`
	Product     string `field:"product"`
	Status      string `field:"status,needed,list=quote_status,kept"`
	// Premium is that of a term, Term its months, and Annual the premium of twelve.
	Premium   Money `field:"premium,kept"`
	Term      int64 `field:"term,months,kept"`
	Annual    Money `field:"annual_premium,derived=premium+term,kept"`
	Effective Date  `field:"effective,ends"`
	Expires   Date  `field:"expires,ends"` // the last day on which the offer stands
	// Limits and Deductibles are by coverage, as the carrier writes them.
	Limits      Terms `field:"limits"`
	Deductibles Terms `field:"deductibles"`
	Requested   Date  `field:"requested,past,quiet,kept"`
	Received    Date  `field:"received,past,quiet,kept"`
	Tags        Tags  `field:"tags"`
}

// Noun is KindQuote.
func (*Quote) Noun() Kind { return KindQuote }

func (q *Quote) derive() { q.Annual = Annual(q.Premium, q.Term) }

// Pending reports whether the quote may still come in or be accepted.
func (q *Quote) Pending() bool {
	return NounOf(KindQuote).IsLive(q)
}

// Coverage is a limit or deductible of a quote: what it is for, and the amount as the
// carrier writes it ("100000/300000").
type Coverage struct {
	Name  string `json:"name"`
	Value string `json:"value"`
}

// Terms is a list of limits or deductibles.
type Terms []Coverage

// Value returns the amount of a coverage, or nothing.
func (t Terms) Value(name string) string {
	for _, c := range t {
		if c.Name == name {
			return c.Value
		}
	}
	return ""
}

// Annual returns what the premium of a term comes to in a year, rounded half up;
// unknown if either is.
func Annual(premium Money, months int64) Money {
	if !premium.Known || months <= 0 {
		return Money{}
	}
	return Amount((2*12*premium.Minor + months) / (2 * months))
}
