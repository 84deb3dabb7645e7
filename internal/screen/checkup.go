package screen

import (
	"strings"

	"crm/internal/crm"
)

// Checkup shows what a book looks like from outside, and what is odd about it.
func (s *Screen) Checkup(c *crm.Checkup) error {
	if s.forPrograms() {
		return s.Writer.Checkup(c)
	}
	p := s.page()
	p.labelled(p.CheckupFacts(c))
	p.line("")
	if len(c.Odd) == 0 {
		p.addWrapped(p.Locale.Text("doctor.nothing"))
		return p.show()
	}
	p.line(p.bold(p.Locale.Text("doctor.odd")))
	for _, n := range c.Odd {
		// What is to be typed has a line of its own, of whatever length.
		text, command, _ := strings.Cut(p.Sentence(n), ": crm ")
		if command == "" {
			p.hanging("- ", text)
			continue
		}
		p.hanging("- ", text+":")
		p.line("  crm " + command)
	}
	return p.show()
}
