package say

import (
	"slices"

	"crm/internal/crm"
)

// ChangeParts describes a change: its number, when and by whom it was made, its
// command, and what became of it.
func (v *Voice) ChangeParts(c *crm.ChangeInfo) []string {
	l := v.Locale
	head := []string{itoa(c.ID), v.moment(c.MadeAt), Clean(c.By), Clean(c.Command)}
	if made := crm.DateOf(v.Local(c.MadeAt)); c.AsOf != made && !c.AsOf.IsZero() {
		head = append(head, l.Text("history.as-of", "date", l.Date(c.AsOf, v.Today)))
	}
	if c.Reverses != 0 {
		key := "history.undo"
		if c.Command == "redo" {
			key = "history.redo"
		}
		head = append(head, l.Text(key, "id", itoa(c.Reverses)))
	}
	if c.UndoneBy != 0 {
		head = append(head, l.Text("history.undone", "id", itoa(c.UndoneBy)))
	}
	return slices.DeleteFunc(head, func(part string) bool { return part == "" })
}

// HistoryText names whom an edit is about, and says what it made or changed.
func (v *Voice) HistoryText(c *crm.ChangeInfo, e *crm.Edit) string {
	m := mentions{people: c.People, opportunities: c.Opportunities}
	a, ok := e.Record().(*crm.Activity)
	if !ok {
		name := v.nameOf(m, e.Record())
		if n, ok := e.Record().(*crm.Note); ok && e.Action != crm.Update {
			return withName(name, OneLine(n.Body))
		}
		if e.Action != crm.Update {
			return name
		}
		parts := v.allChanged(m, e)
		if c, ok := e.Record().(*crm.Contact); ok && (e.Changed("phones") || e.Changed("emails")) && !e.Changed("do_not_contact") {
			parts = append([]string{v.Stopped(c)}, parts...)
		}
		return withName(name, v.Locale.Join(parts...))
	}
	name, parts := nameOrNone(c.People[a.Contact]), []string{v.purposeOf(a)}
	if e.Action == crm.Update {
		return withName(name, v.Locale.Join(append(parts, v.allChanged(m, e)...)...))
	}
	if a.CallResult != "" && e.Rule == "" { // what a rule made was open at first
		parts = append(parts, v.Word("call_result", a.CallResult))
	}
	if !a.Due.IsZero() {
		parts = append(parts, v.dayAndTime(a))
	}
	return withName(name, v.Locale.Join(parts...))
}

// allChanged is whatChanged including what that leaves out if it is all.
func (v *Voice) allChanged(m mentions, e *crm.Edit) []string {
	parts := v.whatChanged(m, e)
	if len(parts) > 0 {
		return parts
	}
	for _, d := range e.Differences() {
		switch {
		case d.Field.Type == crm.DateType, d.Field.Type == crm.CodeType, d.Field.Type == crm.InstantType, d.Field.Name == "due_time":
			parts = append(parts, v.difference(m, e, d))
		case d.Field.Type == crm.StructureType: // which tells why, and follows from the rest
		default:
			parts = append(parts, v.fieldIn(e.Kind, d.Field))
		}
	}
	return parts
}

// Acted says what the condition of the rule that made an edit saw, and which version of it that was;
// nothing where that is not known.
func (v *Voice) Acted(e *crm.Edit) (saw, version string) {
	if e.Acted == nil {
		return "", ""
	}
	if values := v.seen(e.Acted.Saw); values != "" {
		saw = v.Locale.Text("history.saw", "values", values)
	}
	if n := e.Acted.Version.Number; n > 0 {
		version = v.Locale.Text("why.version", "n", itoa(n))
	}
	return saw, version
}
