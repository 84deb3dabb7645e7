package wire

import "crm/internal/crm"

// editObject is an edit in JSON.
func editObject(e *crm.Edit) object {
	return append(object{{"action", e.Action}, {"kind", e.Kind}, {"id", e.ID}, {"rule", orNull(e.Rule)}, {"record", e.Record()}}, actedObject(e)...)
}

// actedObject is which version of a rule made an edit, and what its condition saw; nothing where no
// rule did, or nobody asks.
func actedObject(e *crm.Edit) object {
	if e.Acted == nil {
		return nil
	}
	return object{{"rule_version", orNull(e.Acted.Version.Number)}, {"saw", objectList(e.Acted.Saw, seenObject)}}
}

// noticeObject is a notice in JSON, with records as their numbers.
func (w *Writer) noticeObject(n crm.Notice) object {
	values := map[string]any{}
	for name, value := range n.Values {
		switch v := value.(type) {
		case crm.Record:
			value = crm.IDOf(v)
		case []crm.Record:
			value = idsOf(v)
		case crm.Wait:
			value = callableFrom(&v)
		}
		values[name] = value
	}
	return object{{"code", n.Code}, {"message", w.English().Sentence(n)}, {"values", values}}
}

// Outcome writes what a command did, and what the rules did then.
func (w *Writer) Outcome(o *crm.Outcome) error {
	switch {
	case w.Quiet:
		return numbers(w, o.Subjects, crm.IDOf)
	case w.Format == JSON || w.Format == JSONL:
		return w.writeJSON(w.outcomeObject(o))
	}
	columns := []string{"action", "kind", "id", "rule", "contact", "name", "due"}
	return flat(w, columns, o.Edits, func(e *crm.Edit) object { return editRow(e, o) })
}

func editRow(e *crm.Edit, o *crm.Outcome) object {
	var name, due any
	contact := crm.About(e.Record(), crm.KindContact)
	if c := o.People[contact]; c != nil {
		name = c.Name
	}
	if e.Kind == crm.KindContact {
		name = crm.NameOf(e.Record())
	}
	if a, ok := e.Record().(*crm.Activity); ok {
		due = a.Due
	}
	return object{
		{"action", e.Action}, {"kind", e.Kind}, {"id", e.ID}, {"rule", orNull(e.Rule)},
		{"contact", orNull(contact)}, {"name", name}, {"due", due},
	}
}

// outcomeObject is an outcome in JSON.
func (w *Writer) outcomeObject(o *crm.Outcome) object {
	var warnings, notices []object
	for _, n := range o.Notices {
		if n.Warning {
			warnings = append(warnings, w.noticeObject(n))
		} else {
			notices = append(notices, w.noticeObject(n))
		}
	}
	whole := object{{"change", orNull(o.Change)}, {"command", o.Command}, {"dry_run", o.DryRun}}
	if o.Repeated {
		whole = whole.with("repeated", true)
	}
	if i := o.Imported; i != nil {
		imported := object{
			{"added", i.Added}, {"calls", i.Calls}, {"days", objectList(i.Days, callDayObject)}, {"filled", objectList(i.Filled, skippedObject)}, {"updated", objectList(i.Updated, skippedObject)}, {"skipped", objectList(i.Skipped, skippedObject)},
			{"apart", objectList(i.Apart, skippedObject)}, {"columns", objectList(i.Columns, columnObject)}, {"bad", objectList(i.Bad, skippedObject)},
			{"known", i.Known}, {"alike", objectList(i.Alike, skippedObject)}, {"shared", objectList(i.Shared, skippedObject)}, {"withheld", objectList(i.Withheld, skippedObject)}, {"served", objectList(i.Served, servedObject)}, {"stopped", objectList(i.Stopped, skippedObject)},
		}
		if p := i.Policies; p != nil {
			imported = imported.with("policies", object{
				{"households", p.Households}, {"added", p.Added}, {"renewed", p.Renewed}, {"known", p.Known}, {"completed", p.Completed}, {"ended", p.Ended},
				{"opportunities", p.Sales}, {"opportunities_known", p.SalesKnown}, {"opportunities_left", p.SalesLeft}, {"x_dates_rolled", p.Rolled},
			})
		}
		if i.Kind != "" {
			imported = imported.with("kind", i.Kind).with("unchanged", i.Same)
		}
		whole = whole.with("imported", imported)
	}
	if f := o.Backfilled; f != nil {
		whole = whole.with("backfilled", object{
			{"rule", f.Rule}, {"asked", f.Asked}, {"records", f.Records}, {"acted", f.Acted}, {"stopped", f.Stopped}, {"standing", f.Standing}, {"days", objectList(f.Days, callDayObject)},
		})
	}
	if c := o.Calendar; c != nil {
		whole = whole.with("calendar", object{
			{"made", c.Made}, {"moved", c.Moved}, {"changed", c.Changed}, {"cancelled", c.Cancelled}, {"held", c.Held}, {"known", c.Known}, {"outdated", c.Outdated}, {"past", c.Past}, {"derived", c.Derived}, {"tentative", c.Tentative},
			{"until", c.Until}, {"left", objectList(c.Left, leftEventObject)},
		})
	}
	if m := o.Mail; m != nil {
		whole = whole.with("mail", object{
			{"in", m.In}, {"out", m.Out}, {"people", m.People}, {"known", m.Known}, {"regarding", m.Regarding}, {"files", m.Files}, {"files_left", m.FilesLeft},
			{"automatic", m.Automatic}, {"drafts", m.Drafts}, {"discarded", m.Discarded}, {"undated", m.Undated}, {"leads", m.Leads}, {"refusing", m.Refusing}, {"opted_out", m.OptedOut}, {"packed", m.Packed}, {"unknown", objectList(m.Unknown, senderObject)}, {"more_unknown", m.MoreUnknown},
			{"left", objectList(m.Left, leftMailObject)}, {"bad", objectList(m.Bad, skippedObject)},
		})
	}
	return append(whole, object{{"edits", objectsOf(allEdits(o.Edits, nil), editObject)}, {"warnings", warnings}, {"notices", notices}}...)
}

func skippedObject(r crm.SkippedRow) object {
	return object{
		{"line", r.Line}, {"column", orNull(r.Column)}, {"reason", r.Reason}, {"name", orNull(r.Name)}, {"id", orNull(r.ID)},
		{"there", orNull(r.There)}, {"differs", append([]string{}, r.Differs...)}, {"took", append([]string{}, r.Took...)},
	}
}

func callDayObject(d crm.CallDay) object { return object{{"day", d.Day}, {"calls", d.Calls}} }

func leftEventObject(l crm.LeftEvent) object {
	return object{
		{"line", l.Line}, {"reason", l.Reason}, {"subject", orNull(l.Subject)}, {"day", l.Day}, {"clock", orNull(l.Clock)}, {"fault", orNull(l.Fault)},
		{"people", append([]string{}, l.People...)}, {"id", orNull(l.ID)}, {"name", orNull(l.Name)},
	}
}

func senderObject(s crm.MailSender) object {
	return object{{"address", s.Address}, {"name", orNull(s.Name)}, {"count", s.Count}}
}

func leftMailObject(l crm.LeftMail) object {
	return object{{"why", l.Why}, {"name", l.Name}, {"id", orNull(l.ID)}, {"count", l.Count}}
}

func columnObject(c crm.FileColumn) object {
	return object{{"heading", c.Heading}, {"field", orNull(c.Field)}, {"cells", c.Cells}}
}

func servedObject(s crm.Served) object {
	return object{{"id", s.ID}, {"name", s.Name}, {"with", s.With}, {"call", s.Call}, {"due", s.Due}}
}

func idsOf(records []crm.Record) crm.Numbers {
	var ids crm.Numbers
	for _, r := range records {
		ids = append(ids, crm.IDOf(r))
	}
	return ids
}
