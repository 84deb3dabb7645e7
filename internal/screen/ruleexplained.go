package screen

import "crm/internal/crm"

// RuleExplained shows why a rule would act for a record now, or would not.
func (s *Screen) RuleExplained(x *crm.RuleExplained) error {
	if s.forPrograms() {
		return s.Writer.RuleExplained(x)
	}
	p := s.page()
	for _, line := range wrap(p.ExplainedHead(x), p.width()) {
		p.line(p.bold(line))
	}
	var rows [][2]string
	for _, line := range p.ExplainedLines(x) {
		if line.Head {
			p.labelled(rows)
			rows = nil
			p.line("")
			if line.Text != "" {
				p.addWrapped(line.Text)
			}
			continue
		}
		rows = append(rows, [2]string{"  " + line.Label, line.Text})
	}
	p.labelled(rows)
	return p.show()
}
