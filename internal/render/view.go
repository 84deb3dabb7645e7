package render

import "crm/internal/crm"

// Views lists views: the built-in ones, which have no number, by what they are
// called in the reader's language, the others by what they show.
func (s *Screen) Views(views []*crm.View) error {
	if s.Format != Table && s.Format != "" && !s.Quiet {
		columns := []string{"name", "list", "where", "columns", "sort", "owner", "builtin"}
		return s.flat(columns, func(yield func(object) bool) {
			for _, v := range views {
				if !yield(object{
					{"name", v.Name}, {"list", v.List}, {"where", orNull(v.Where)}, {"columns", orNull(v.Columns)},
					{"sort", orNull(v.Sort)}, {"owner", orNull(v.Owner)}, {"builtin", v.ID == 0},
				}) {
					return
				}
			}
		})
	}
	p, g := s.page(), &grid{wraps: true}
	for _, v := range views {
		about := Clean(v.Where)
		if v.ID == 0 {
			about = s.label("view", v.Name)
		}
		g.add(Clean(v.Name), Clean(v.List), about)
	}
	return p.named(g, 2)
}

// ReportEntry is a report, as a list of reports shows it.
type ReportEntry struct {
	Name    string
	About   string
	By      string // the usual grouping of a built-in one
	Builtin bool
}

// Reports lists reports, the built-in ones by their titles in the reader's
// language.
func (s *Screen) Reports(reports []ReportEntry) error {
	if s.Format != Table && s.Format != "" && !s.Quiet {
		return s.flat([]string{"name", "about", "builtin"}, func(yield func(object) bool) {
			for _, r := range reports {
				if !yield(object{{"name", r.Name}, {"about", orNull(r.About)}, {"builtin", r.Builtin}}) {
					return
				}
			}
		})
	}
	p, g := s.page(), &grid{wraps: true}
	for _, r := range reports {
		about := Clean(r.About)
		if r.Builtin {
			about = s.reportTitle(&crm.Sheet{Report: r.Name, By: r.By})
		}
		g.add(Clean(r.Name), about)
	}
	return p.named(g, 1)
}

// named shows rows that begin with a name; quietly the names alone.
func (p *page) named(g *grid, elastic int) error {
	if p.Quiet {
		for _, row := range g.rows {
			p.line(row[0])
		}
		return p.show()
	}
	for _, line := range g.lines("", p.width(), elastic) {
		p.line(line)
	}
	return p.show()
}
