package wire

import (
	"slices"

	"crm/internal/crm"
)

// Rule is one clause of a rule, as a list of rules shows it.
type Rule struct {
	Name    string
	On      crm.Kind
	About   string
	When    string
	Builtin bool
}

// Rules writes rules, a clause a row; quietly, each name once.
func (w *Writer) Rules(rules []Rule) error {
	if w.Quiet {
		once := slices.CompactFunc(slices.Clone(rules), func(a, b Rule) bool { return a.Name == b.Name })
		return names(w, once, func(r Rule) string { return r.Name })
	}
	return flat(w, []string{"name", "on", "about", "when", "builtin"}, rules, func(r Rule) object {
		return object{{"name", r.Name}, {"on", string(r.On)}, {"about", r.About}, {"when", r.When}, {"builtin", r.Builtin}}
	})
}
