package render

import "crm/internal/crm"

// Comparison lays the quotes of an opportunity side by side.
func (s *Screen) Comparison(c *crm.Comparison) error {
	p := s.page()
	for _, q := range c.Quotes {
		p.line(s.numbered(q) + "  " + Clean(q.Carrier))
	}
	return p.show()
}
