package screen

import "crm/internal/crm"

// Why shows why an activity is on the list, and how its date came about.
func (s *Screen) Why(w *crm.Why) error {
	if s.forPrograms() {
		return s.Writer.Why(w)
	}
	p := s.page()
	for _, line := range wrap(p.WhyHead(w), p.width()) {
		p.line(p.bold(line))
	}
	p.stopLine(w.Contact)
	p.line("")
	reasons := p.Reasons(w)
	width := 0
	for _, r := range reasons {
		if !r.Is.IsZero() {
			width = max(width, cells(r.Text))
		}
	}
	rows := make([][2]string, len(reasons))
	for i, r := range reasons {
		rows[i] = [2]string{r.Label, r.Text}
		if !r.Is.IsZero() {
			rows[i][1] = pad(r.Text, width) + " " + p.Locale.DateAligned(r.Is, crm.Date{})
		}
	}
	p.labelled(rows)
	return p.show()
}

// broken wraps a text to a width; one that fits keeps its spaces.
func broken(text string, width int) []string {
	if cells(text) <= width {
		return []string{text}
	}
	return wrapWithin(text, width)
}
