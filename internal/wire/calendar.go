package wire

import "crm/internal/crm"

// ExportedCalendar is a file with what is planned.
type ExportedCalendar struct {
	Path   string
	Size   int64 // bytes
	DryRun bool
	Count  map[string]int // how many are in it, by what they are
}

// calendarHas is what a calendar has, and what that is called.
var calendarHas = [...][2]string{{crm.Appointment, "appointments"}, {crm.Call, "calls"}, {crm.FeedBirthday, "birthdays"}, {crm.FeedRenewal, "renewals"}}

// ExportedCalendar writes what was exported, or would be.
func (w *Writer) ExportedCalendar(e ExportedCalendar) error {
	if w.Quiet {
		return names(w, []string{e.Path}, func(path string) string { return path })
	}
	o, columns := object{{"path", e.Path}, {"size", e.Size}}, []string{"path", "size"}
	for _, has := range calendarHas {
		o, columns = append(o, member{has[1], e.Count[has[0]]}), append(columns, has[1])
	}
	if w.Format == JSON || w.Format == JSONL {
		return w.writeJSON(append(o, member{"dry_run", e.DryRun}))
	}
	return flat(w, columns, []object{o}, func(o object) object { return o })
}
