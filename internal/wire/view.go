package wire

import "crm/internal/crm"

// Views writes views; quietly, their names.
func (w *Writer) Views(views []*crm.View) error {
	if w.Quiet {
		return names(w, views, func(v *crm.View) string { return v.Name })
	}
	columns := []string{"name", "list", "where", "columns", "sort", "owner", "builtin"}
	return flat(w, columns, views, func(v *crm.View) object {
		return object{
			{"name", v.Name}, {"list", v.List}, {"where", orNull(v.Where)}, {"columns", orNull(v.Columns)},
			{"sort", orNull(v.Sort)}, {"owner", orNull(v.Owner)}, {"builtin", v.ID == 0},
		}
	})
}

// ProfileEntry is a profile, as a list of them shows it.
type ProfileEntry struct {
	Name, About string // the program, or the headings of its files
	Builtin     bool
}

// Profiles writes profiles; quietly, their names.
func (w *Writer) Profiles(profiles []ProfileEntry) error {
	if w.Quiet {
		return names(w, profiles, func(p ProfileEntry) string { return p.Name })
	}
	return flat(w, []string{"name", "about", "builtin"}, profiles, func(p ProfileEntry) object {
		return object{{"name", p.Name}, {"about", orNull(p.About)}, {"builtin", p.Builtin}}
	})
}

// ReportEntry is a report, as a list of reports shows it.
type ReportEntry struct {
	Name    string
	About   string
	By      string // the usual grouping of a built-in one
	Builtin bool
}

// Reports writes reports; quietly, their names.
func (w *Writer) Reports(reports []ReportEntry) error {
	if w.Quiet {
		return names(w, reports, func(r ReportEntry) string { return r.Name })
	}
	return flat(w, []string{"name", "about", "builtin"}, reports, func(r ReportEntry) object {
		return object{{"name", r.Name}, {"about", orNull(r.About)}, {"builtin", r.Builtin}}
	})
}
