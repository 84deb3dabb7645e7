package render

import (
	"strings"

	"crm/internal/crm"
	"crm/internal/locale"
)

// Outcome shows what a command did, and what the rules did after it.
func (s *Screen) Outcome(o *crm.Outcome) error {
	if s.Quiet {
		var ids []int64
		for _, r := range o.Subjects {
			ids = append(ids, crm.IDOf(r))
		}
		return s.ids(ids)
	}
	switch s.Format {
	case Table, "":
		return s.outcomeTable(o)
	case JSON, JSONL:
		return s.writeJSON(s.outcomeObject(o))
	default:
		return s.flat([]string{"action", "kind", "id", "rule", "contact", "name", "due"}, func(yield func(object) bool) {
			for _, e := range o.Edits {
				if !yield(editRow(e, o)) {
					return
				}
			}
		})
	}
}

func editRow(e *crm.Edit, o *crm.Outcome) object {
	var name, due any
	contact := crm.About(e.Record(), crm.KindContact)
	if c := o.People[contact]; c != nil {
		name = c.Name
	}
	switch r := e.Record().(type) {
	case *crm.Contact:
		name = r.Name
	case *crm.Activity:
		due = r.Due
	}
	return object{
		{"action", e.Action}, {"kind", e.Kind}, {"id", e.ID}, {"rule", orNull(e.Rule)},
		{"contact", orNull(contact)}, {"name", name}, {"due", due},
	}
}

// outcomeObject is an outcome as JSON has it.
func (s *Screen) outcomeObject(o *crm.Outcome) object {
	warnings, notices := []object{}, []object{}
	for _, n := range o.Notices {
		if n.Warning {
			warnings = append(warnings, s.noticeObject(n))
		} else {
			notices = append(notices, s.noticeObject(n))
		}
	}
	all := object{{"change", orNull(o.Change)}, {"command", o.Command}, {"dry_run", o.DryRun}}
	if o.Repeated {
		all = all.with("repeated", true)
	}
	if i := o.Imported; i != nil {
		all = all.with("imported", object{
			{"added", i.Added}, {"calls", i.Calls}, {"skipped", skippedObjects(i.Skipped)}, {"bad", skippedObjects(i.Bad)},
			{"known", i.Known}, {"alike", skippedObjects(i.Alike)}, {"stopped", skippedObjects(i.Stopped)},
		})
	}
	return append(all, object{{"edits", objectsOf(allEdits(o.Edits, nil), editObject)}, {"warnings", warnings}, {"notices", notices}}...)
}

func skippedObjects(rows []crm.SkippedRow) []object {
	objects := []object{}
	for _, r := range rows {
		objects = append(objects, object{
			{"line", r.Line}, {"column", orNull(r.Column)}, {"reason", r.Reason}, {"name", orNull(r.Name)}, {"id", orNull(r.ID)},
			{"there", orNull(r.There)}, {"differs", append([]string{}, r.Differs...)},
		})
	}
	return objects
}

func (s *Screen) outcomeTable(o *crm.Outcome) error {
	p := s.page()
	heads, own := p.outcomeHeads(o)
	for _, head := range heads {
		for _, line := range wrap(head, p.width()) {
			p.line(line)
		}
	}
	lines := p.editLines(o, own)
	if len(heads) == 0 && len(lines) > 0 && o.DryRun && o.Imported == nil {
		p.line(p.Locale.Text("outcome.dry-run"))
	}
	for _, line := range lines {
		p.line(line)
	}
	if o.Imported != nil {
		p.imported(o)
	}
	if len(heads) == 0 && len(lines) == 0 && o.Imported == nil {
		p.line(p.did(o, "outcome.unchanged"))
	}
	if p.deadFile(o) {
		p.line(p.Locale.Text("outcome.undo", "command", "crm undo"))
	}
	if o.Next != nil {
		p.next(o.Next)
	}
	return p.show()
}

// deadFile reports whether an outcome ends with how to take it back. Where an
// opportunity is still open, its notice says so (see Remarks).
func (s *Screen) deadFile(o *crm.Outcome) bool {
	if o.DryRun {
		return false
	}
	for _, n := range o.Notices {
		if n.Code == "opportunity-open" {
			return false
		}
	}
	for _, e := range o.Edits {
		if becomes(e, "call_result", crm.DeadFile) && s.reversed(o) == "" {
			return true
		}
	}
	return false
}

// next is the line about whom to call next, as that of an agenda.
func (p *page) next(item *crm.AgendaItem) {
	line := p.agendaLine(item)
	line.id, line.late = p.Locale.Text("outcome.next", "id", line.id), ""
	const indent = "  "
	width := p.width() + len(indent)
	c := agendaLayout{id: cells(line.id), name: cells(line.name), phone: cells(line.phone), edge: width, width: width}
	if c.start = c.before() + c.name; line.phone == "" {
		c.start -= 2
	}
	for _, text := range p.agendaBlock(c, line, 1) {
		p.line(strings.TrimPrefix(text, indent))
	}
}

// imported tells the counts of an import, and the rows that were not taken.
func (p *page) imported(o *crm.Outcome) {
	l, i := p.Locale, o.Imported
	key := "outcome.imported"
	if o.DryRun {
		key = "outcome.would.import"
	}
	if o.Command == "dnc import" {
		key += ".dnc"
	}
	for _, line := range wrap(l.Text(key, "n", i.Added, "calls", i.Calls, "known", i.Known), p.width()) {
		p.line(line)
	}
	for _, left := range []struct {
		key  string
		rows []crm.SkippedRow
	}{{"outcome.skipped", i.Skipped}, {"outcome.alike", i.Alike}, {"outcome.stopped-rows", i.Stopped}, {"outcome.bad", i.Bad}} {
		if len(left.rows) == 0 {
			continue
		}
		p.line(l.Plural(left.key, len(left.rows)))
		g := &grid{}
		for _, r := range left.rows[:min(len(left.rows), mostRows)] {
			what, row := itoa(r.ID), ""
			if r.Line != 0 {
				row = l.Text("outcome.row", "n", itoa(r.Line))
			}
			if r.ID == 0 {
				p.badRow(row, r)
				continue
			}
			if r.Reason == crm.SkippedStopped {
				what += "  " + l.Text("stopped")
			}
			if r.There != "" {
				what += "  " + Clean(r.There)
			}
			if len(r.Differs) > 0 {
				what += "  " + l.Text("outcome.differs", "fields", l.Join(fieldLabels(l, r.Differs)))
			}
			g.add(row, Clean(r.Name), Clean(r.Column), what)
		}
		for _, line := range g.lines("  ", p.width(), 1) {
			p.line(line)
		}
		if more := len(left.rows) - mostRows; more > 0 {
			p.line("  " + l.Plural("outcome.more", more))
		}
	}
}

// badRow tells a row that could not be taken, and all of the reason.
func (p *page) badRow(row string, r crm.SkippedRow) {
	who := Clean(r.Name)
	if column := Clean(r.Column); column != "" && who != "" {
		who += ", " + column
	} else if column != "" {
		who = column
	}
	if who != "" {
		who += ": "
	}
	start := "  " + row + "  "
	for _, line := range wrap(who+Clean(r.Reason), p.width()-cells(start)) {
		p.line(start + line)
		start = strings.Repeat(" ", cells(start))
	}
}

// fieldLabels are the labels of fields of a contact.
func fieldLabels(l *locale.Locale, fields []string) []string {
	labels := make([]string, len(fields))
	for i, field := range fields {
		labels[i] = l.Field(crm.KindContact, field)
	}
	return labels
}

// mostRows is how many rows that were not taken are shown.
const mostRows = 20
