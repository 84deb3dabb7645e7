package screen

import (
	"crm/internal/say"
	"crm/internal/wire"
)

// Rules lists rules; clauses of the same name stand together.
func (s *Screen) Rules(rules []wire.Rule) error {
	if s.forPrograms() {
		return s.Writer.Rules(rules)
	}
	p, g, last := s.page(), &grid{wraps: true}, ""
	for _, r := range rules {
		name, about := say.Clean(r.Name), say.Clean(r.About)
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
	return p.writeWith(g, 1)
}
