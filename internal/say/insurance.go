package say

import "crm/internal/crm"

// perTerm is the premium of a term: "$742.00 for 6 months".
func (v *Voice) perTerm(premium crm.Money, months int64) string {
	amount := v.Locale.Money(premium, v.Currency)
	if amount == "" || months <= 0 {
		return amount
	}
	return v.Locale.Plural("money.term", int(months), "premium", amount)
}

// offer is the premium of a record for its term; ok is false if it has none.
func (v *Voice) offer(r crm.Record) (text string, ok bool) {
	fields := crm.BuiltIn(r.Noun())
	premium, _ := fields.Field("premium")
	term, has := fields.Field("term")
	if !has {
		return "", false
	}
	months, _ := term.Get(r).(int64)
	amount, ok := premium.Get(r).(crm.Money)
	return v.perTerm(amount, months), ok
}

// premium is what a quote or a policy costs, for its term and a year.
func (v *Voice) premium(premium, annual crm.Money, months int64) string {
	if !annual.Known {
		return v.perTerm(premium, months)
	}
	year := v.Locale.Text("opp.premium", "premium", v.Locale.Money(annual, v.Currency))
	if months == 12 {
		return year
	}
	return v.Locale.Join(v.perTerm(premium, months), year)
}

// roundAmount writes an amount without zero decimals.
func (v *Voice) roundAmount(m crm.Money) string {
	if v.IsWhole(m) {
		return v.Locale.MoneyWhole(m, v.Currency)
	}
	return v.Locale.Money(m, v.Currency)
}

// IsWhole reports whether an amount has no fraction.
func (v *Voice) IsWhole(m crm.Money) bool {
	per := int64(1)
	for range v.Decimals() {
		per *= 10
	}
	return m.Minor%per == 0
}

// policyText is a policy in one line: "Acme Mutual, auto, from Fri 1 Jan 2027,
// pending".
func (v *Voice) policyText(r *crm.Policy) string {
	parts := []string{Clean(r.Carrier), v.Word("line", r.Line), Clean(r.Number)}
	if !r.Effective.IsZero() {
		parts = append(parts, v.Locale.Text("policy.from", "date", v.Locale.Date(r.Effective, v.Today)))
	}
	if r.Renews != 0 {
		parts = append(parts, v.Locale.Text("edit.set", "field", lowerHeading(v.Locale.Field(crm.KindPolicy, "renews")), "to", itoa(r.Renews)))
	}
	if r.Status != crm.PolicyActive {
		parts = append(parts, v.Word("policy_status", r.Status))
	}
	return v.Locale.Join(parts...)
}

// fileText is a file in one line: "buckeye.pdf, 212 KB".
func (v *Voice) fileText(f *crm.File) string {
	return v.Locale.Join(Clean(f.Name), v.Locale.Size(f.Size))
}

// terms writes limits or deductibles in one line, amounts among them as money.
func (v *Voice) terms(list crm.Terms, money bool) string {
	var parts []string
	for _, c := range list {
		parts = append(parts, Clean(c.Name)+" "+v.term(c.Value, money))
	}
	return v.Locale.Join(parts...)
}

func (v *Voice) term(value string, money bool) string {
	if amount, err := crm.ParseMoney(value, v.Decimals()); money && err == nil && amount.Known {
		return v.Locale.Money(amount, v.Currency)
	}
	return Clean(value)
}
