package screen

import (
	"crm/internal/crm"
	"crm/internal/say"
	"crm/internal/wire"
)

// Views lists views: built-in ones by their translated names, the others by what they
// show.
func (s *Screen) Views(views []*crm.View) error {
	if s.forPrograms() {
		return s.Writer.Views(views)
	}
	p, g := s.page(), &grid{wraps: true}
	for _, v := range views {
		about := say.Clean(v.Where)
		if v.ID == 0 {
			about = s.Label("view", v.Name)
		}
		g.add(say.Clean(v.Name), say.Clean(v.List), about)
	}
	return p.writeWith(g, 2)
}

// Profiles lists the profiles by which files are imported.
func (s *Screen) Profiles(profiles []wire.ProfileEntry) error {
	if s.forPrograms() {
		return s.Writer.Profiles(profiles)
	}
	p, g := s.page(), &grid{wraps: true}
	for _, one := range profiles {
		g.add(say.Clean(one.Name), say.Clean(one.About))
	}
	return p.writeWith(g, 1)
}

// Reports lists reports, the built-in ones by their titles in the user's language.
func (s *Screen) Reports(reports []wire.ReportEntry) error {
	if s.forPrograms() {
		return s.Writer.Reports(reports)
	}
	p, g := s.page(), &grid{wraps: true}
	for _, r := range reports {
		about := say.Clean(r.About)
		if r.Builtin {
			about = s.ReportTitle(&crm.Sheet{Report: r.Name, By: r.By})
		}
		g.add(say.Clean(r.Name), about)
	}
	return p.writeWith(g, 1)
}
