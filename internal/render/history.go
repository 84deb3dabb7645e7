package render

import (
	"cmp"
	"iter"
	"slices"
	"strings"

	"crm/internal/crm"
)

// History shows changes of the journal, the newest last: nearest to the
// prompt.
func (s *Screen) History(changes []*crm.ChangeInfo) error {
	changes = byNumber(changes)
	if s.Quiet {
		var ids []int64
		for _, c := range changes {
			ids = append(ids, c.ID)
		}
		return s.ids(ids)
	}
	switch s.Format {
	case Table, "":
		p := s.page()
		for _, c := range changes {
			p.change(c)
		}
		return p.show()
	case JSON, JSONL:
		return s.objects(func(yield func(object) bool) {
			for _, c := range changes {
				if !yield(changeObject(c)) {
					return
				}
			}
		})
	default:
		var failed error
		columns := []string{"change", "made_at", "as_of", "by", "command", "reverses", "undone_by", "reason", "action", "kind", "id", "rule", "what"}
		err := s.flat(columns, func(yield func(object) bool) {
			for _, c := range changes {
				head := append(object{{"change", c.ID}}, changeHead(c)...)
				for e, err := range allEdits(c.Edits, c.Rest) {
					if failed = err; failed != nil {
						return
					}
					row := append(slices.Clip(head), object{
						{"action", e.Action}, {"kind", e.Kind}, {"id", e.ID}, {"rule", orNull(e.Rule)}, {"what", changedFields(e)},
					}...)
					if !yield(row) {
						return
					}
				}
			}
		})
		return cmp.Or(err, failed)
	}
}

// allEdits gives edits that are at hand, and reads the rest where there is one.
func allEdits(first []*crm.Edit, rest iter.Seq2[*crm.Edit, error]) iter.Seq2[*crm.Edit, error] {
	return func(yield func(*crm.Edit, error) bool) {
		for _, e := range first {
			if !yield(e, nil) {
				return
			}
		}
		if rest != nil {
			rest(yield)
		}
	}
}

// objectsOf makes an object of each edit when it is written, since there may be very
// many.
func objectsOf(edits iter.Seq2[*crm.Edit, error], as func(*crm.Edit) object) iter.Seq2[object, error] {
	return func(yield func(object, error) bool) {
		for e, err := range edits {
			if err != nil {
				yield(nil, err)
				return
			}
			if !yield(as(e), nil) {
				return
			}
		}
	}
}

func byNumber(changes []*crm.ChangeInfo) []*crm.ChangeInfo {
	if len(changes) < 2 || changes[0].ID < changes[len(changes)-1].ID {
		return changes
	}
	turned := make([]*crm.ChangeInfo, 0, len(changes))
	for i := len(changes) - 1; i >= 0; i-- {
		turned = append(turned, changes[i])
	}
	return turned
}

// changedFields names the fields that an edit changed.
func changedFields(e *crm.Edit) string {
	var names []string
	for _, d := range e.Differences() {
		names = append(names, d.Field.Name)
	}
	return strings.Join(names, " ")
}

func changeObject(c *crm.ChangeInfo) object {
	o := append(object{{"id", c.ID}}, changeHead(c)...)
	return append(o, object{{"edits", objectsOf(allEdits(c.Edits, c.Rest), changedObject)}}...)
}

// changedObject is an edit with the fields that it changed.
func changedObject(e *crm.Edit) object {
	diffs := []object{}
	for _, d := range e.Differences() {
		diffs = append(diffs, object{{"field", d.Field.Name}, {"before", d.Before}, {"after", d.After}})
	}
	return object{{"action", e.Action}, {"kind", e.Kind}, {"id", e.ID}, {"rule", orNull(e.Rule)}, {"changed", diffs}}
}

// changeHead is what there is to say of a change beside its edits.
func changeHead(c *crm.ChangeInfo) object {
	return object{
		{"made_at", orNull(c.MadeAt)}, {"as_of", c.AsOf}, {"by", orNull(c.By)}, {"command", c.Command},
		{"reverses", orNull(c.Reverses)}, {"undone_by", orNull(c.UndoneBy)}, {"reason", orNull(c.Reason)},
	}
}

// change sets out one change: a head and a line for each edit.
func (p *page) change(c *crm.ChangeInfo) {
	l := p.Locale
	head := []string{itoa(c.ID), p.moment(c.MadeAt), Clean(c.By), Clean(c.Command)}
	if made := crm.DateOf(c.MadeAt.In(p.zone())); c.AsOf != made && !c.AsOf.IsZero() {
		head = append(head, l.Text("history.as-of", "date", l.Date(c.AsOf, p.Today)))
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
	var parts []string
	for _, part := range head {
		if part != "" {
			parts = append(parts, part)
		}
	}
	p.line(p.bold(cut(strings.Join(parts, "  "), p.width())))
	if c.Reason != "" {
		for _, line := range broken(l.Text("history.reason", "text", oneLine(c.Reason)), p.width()-2) {
			p.line("  " + line)
		}
	}
	g := &grid{wraps: true, most: 3}
	for _, e := range c.Edits {
		g.add(sign(e)+" "+p.numbered(e.Record()), p.historyText(c, e), Clean(e.Rule))
	}
	for _, line := range g.lines("  ", p.width(), 1) {
		p.line(line)
	}
	if c.More > 0 {
		p.line("  " + l.Plural("list.more", c.More, "command", "crm history --change "+itoa(c.ID)+" -o csv"))
	}
}

// historyText names whom an edit is about, and says what it made or changed.
func (s *Screen) historyText(c *crm.ChangeInfo, e *crm.Edit) string {
	m := mentions{people: c.People, opportunities: c.Opportunities}
	a, ok := e.Record().(*crm.Activity)
	if !ok {
		name := s.nameIn(m, e.Record())
		if n, ok := e.Record().(*crm.Note); ok && e.Action != crm.Update {
			return named(name, oneLine(n.Body))
		}
		if e.Action == crm.Update {
			return named(name, s.Locale.Join(s.allChanged(m, e)))
		}
		return name
	}
	name := ""
	if contact := c.People[a.Contact]; contact != nil {
		name = Clean(contact.Name)
	}
	var parts []string
	if about := s.about(a); about != "" {
		parts = append(parts, about)
	}
	if e.Action == crm.Update {
		return named(name, s.Locale.Join(append(parts, s.allChanged(m, e)...)))
	}
	if a.CallResult != "" && e.Rule == "" { // what a rule made was open at first
		parts = append(parts, s.word("call_result", a.CallResult))
	}
	if !a.Due.IsZero() {
		parts = append(parts, s.when(a))
	}
	return named(name, s.Locale.Join(parts))
}

// allChanged is whatChanged, or what is else left out where that is all.
func (s *Screen) allChanged(m mentions, e *crm.Edit) []string {
	parts := s.whatChanged(m, e)
	if len(parts) > 0 {
		return parts
	}
	for _, d := range e.Differences() {
		switch d.Field.Type {
		case crm.DateType, crm.CodeType, crm.InstantType:
			parts = append(parts, s.difference(m, e, d))
		default:
			parts = append(parts, s.fieldIn(e.Kind, d.Field))
		}
	}
	return parts
}
