package screen

import (
	"strings"

	"crm/internal/crm"
)

// importedPolicies says what an import of policies did.
func (p *page) importedPolicies(o *crm.Outcome) {
	l, did, key := p.Locale, o.Imported.Policies, "outcome.policies"
	if o.DryRun {
		key = "outcome.would.policies"
	}
	lines := []string{l.Text(key, "n", o.Imported.Added, "households", did.Households, "policies", did.Added, "sales", did.Sales, "calls", o.Imported.Calls)}
	for _, more := range []struct {
		key string
		n   int
	}{
		{"outcome.policies.renewed", did.Renewed}, {"outcome.policies.known", did.Known}, {"outcome.policies.completed", did.Completed},
		{"outcome.policies.ended", did.Ended}, {"outcome.policies.sales-known", did.SalesKnown}, {"outcome.policies.left", did.SalesLeft},
	} {
		if more.n > 0 {
			lines = append(lines, l.Plural(more.key, more.n))
		}
	}
	p.addWrapped(strings.Join(lines, p.Space()))
}

// importedList says what an import of a list did.
func (p *page) importedList(o *crm.Outcome) {
	l, did, key := p.Locale, o.Imported, "outcome.records"
	if o.DryRun {
		key = "outcome.would.records"
	}
	lines := []string{l.Text(key, "what", l.Plural("counted."+string(did.Kind), did.Added))}
	if did.Same > 0 {
		lines = append(lines, l.Plural("outcome.records.same", did.Same))
	}
	p.addWrapped(strings.Join(lines, p.Space()))
}
