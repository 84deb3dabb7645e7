package render

import "crm/internal/crm"

// Rule is one clause of a rule, as a list of rules shows it.
type Rule struct {
	Name    string
	On      crm.Kind
	About   string
	When    string
	Builtin bool
}

// Rules lists rules; clauses of the same name stand together.
func (s *Screen) Rules(rules []Rule) error {
	if s.Quiet {
		return s.ruleNames(rules)
	}
	if s.Format != Table && s.Format != "" {
		return s.flat([]string{"name", "on", "about", "when", "builtin"}, func(yield func(object) bool) {
			for _, r := range rules {
				if !yield(object{{"name", r.Name}, {"on", string(r.On)}, {"about", r.About}, {"when", r.When}, {"builtin", r.Builtin}}) {
					return
				}
			}
		})
	}
	p, g, last := s.page(), &grid{wraps: true}, ""
	for _, r := range rules {
		name, about := Clean(r.Name), Clean(r.About)
		key := "rule." + r.Name
		if r.Builtin && s.Locale.Has(key) { // says it for all its clauses
			if r.Name == last {
				continue
			}
			about = s.Locale.Text(key)
		}
		if r.Name == last {
			name = ""
		}
		last = r.Name
		g.add(name, about)
	}
	for _, line := range g.lines("", s.width(), 1) {
		p.line(line)
	}
	return p.show()
}

// ruleNames writes each name once.
func (s *Screen) ruleNames(rules []Rule) error {
	p, last := s.page(), ""
	for _, r := range rules {
		if r.Name != last {
			p.line(Clean(r.Name))
		}
		last = r.Name
	}
	return p.show()
}
