package render

import (
	"crm/internal/crm"
)

// perTerm is the premium of a term: "$742.00 for 6 months".
func (s *Screen) perTerm(premium crm.Money, months int64) string {
	amount := s.Locale.Money(premium, s.Currency)
	if amount == "" || months <= 0 {
		return amount
	}
	return s.Locale.Plural("money.term", int(months), "premium", amount)
}

// premium is what a quote or a policy costs, for its term and a year.
func (s *Screen) premium(premium, annual crm.Money, months int64) string {
	if !annual.Known {
		return s.perTerm(premium, months)
	}
	year := s.Locale.Text("opp.premium", "premium", s.Locale.Money(annual, s.Currency))
	if months == 12 {
		return year
	}
	return s.Locale.Join([]string{s.perTerm(premium, months), year})
}

// rounded is an amount without decimals where they are zero.
func (s *Screen) rounded(m crm.Money) string {
	if s.whole(m) {
		return s.Locale.MoneyWhole(m, s.Currency)
	}
	return s.Locale.Money(m, s.Currency)
}

// whole reports whether an amount is one of whole units of the currency.
func (s *Screen) whole(m crm.Money) bool {
	per := int64(1)
	for range s.decimals() {
		per *= 10
	}
	return m.Minor%per == 0
}

// policyText is a policy in one line: "Acme Mutual, auto, from Fri 1 Jan 2027,
// pending".
func (s *Screen) policyText(r *crm.Policy) string {
	parts := []string{Clean(r.Carrier), s.word("line", r.Line), Clean(r.Number)}
	if !r.Effective.IsZero() {
		parts = append(parts, s.Locale.Text("policy.from", "date", s.Locale.Date(r.Effective, s.Today)))
	}
	if r.Renews != 0 {
		parts = append(parts, s.Locale.Text("edit.set", "field", lower(s.Locale.Field(crm.KindPolicy, "renews")), "to", itoa(r.Renews)))
	}
	if r.Status != crm.PolicyActive {
		parts = append(parts, s.word("policy_status", r.Status))
	}
	return s.joined(parts)
}

// fileText is a file in one line: "buckeye.pdf, 212 KB".
func (s *Screen) fileText(f *crm.File) string {
	return s.joined([]string{Clean(f.Name), s.Locale.Size(f.Size)})
}

// terms are limits or deductibles in one line. Those that read as amounts are
// shown as money.
func (s *Screen) terms(list crm.Terms, money bool) string {
	var parts []string
	for _, c := range list {
		parts = append(parts, Clean(c.Name)+" "+s.term(c.Value, money))
	}
	return s.Locale.Join(parts)
}

func (s *Screen) term(value string, money bool) string {
	if amount, err := crm.ParseMoney(value, s.decimals()); money && err == nil && amount.Known {
		return s.Locale.Money(amount, s.Currency)
	}
	return Clean(value)
}
