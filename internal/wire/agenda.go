package wire

import (
	"slices"

	"crm/internal/crm"
)

// Agenda writes a producer's day.
func (w *Writer) Agenda(a *crm.Agenda) error {
	switch {
	case w.Quiet:
		return numbers(w, a.Items, func(item *crm.AgendaItem) int64 { return crm.IDOf(item.Record()) })
	case w.Format == JSON:
		return w.writeJSON(agendaObject(a))
	}
	return flat(w, agendaColumns, a.Items, itemObject)
}

// agendaColumns are the columns of an agenda as rows, those of the reason among them.
var agendaColumns = []string{
	"group", "id", "kind", "contact", "name", "phone", "due", "time", "call_type", "attempt", "late",
	"subject", "purpose", "start", "end", "place", "opportunity",
	"reason.new", "reason.from", "reason.source", "reason.last_result", "reason.last_on", "reason.last_call",
	"reason.turns", "reason.birthday", "reason.every_months", "reason.chosen", "reason.line", "reason.topic", "reason.no_phone", "reason.missing",
	"reason.why", "reason.on", "reason.carrier", "reason.expires", "reason.moved_from", "assigned", "stopped", "stopped_reason", "calls_barred", "emails_barred", "callable_from", "via.contact", "via.name",
}

// agendaObject is an agenda in JSON.
func agendaObject(a *crm.Agenda) object {
	return object{
		{"date", a.Date}, {"producer", orNull(a.Producer)}, {"day_off", a.DayOff}, {"holiday", orNull(a.Holiday)},
		{"next_workday", a.Next}, {"off", a.Off}, {"items", objectList(a.Items, itemObject)},
		{"counts", object{
			{"appointments", a.Appointments}, {"calls", a.Calls}, {"overdue", a.LateAppointments + a.LateCalls + a.LateTasks}, {"tasks", a.Tasks}, {"opportunities", a.Opportunities}, {"policies", a.Policies}, {"at_least", a.Capped},
		}},
		{"without_next_step", object{
			{"leads", a.Strays.Leads}, {"prospects", a.Strays.Prospects}, {"clients", a.Strays.Clients}, {"opportunities", a.Strays.Opportunities},
			{"policies", a.Strays.Policies},
		}},
		{"stopped_by_others", objectList(a.Stopped, func(one crm.StoppedBy) object {
			return object{{"contact", one.Contact.ID}, {"name", one.Contact.Name}, {"by", one.By}}
		})},
		{"until", object{
			{"date", a.Until}, {"calls", a.UntilCalls}, {"appointments", a.UntilAppointments}, {"tasks", a.UntilTasks},
		}},
		{"empty", a.Empty},
	}
}

func itemObject(item *crm.AgendaItem) object {
	a := item.Activity
	if o := item.Opportunity; o != nil { // as if it were an activity that regards itself
		a = &crm.Activity{Head: o.Head, Kind: string(crm.KindOpportunity), Contact: o.Contact, Due: o.Due, Subject: o.Topic, Opportunity: o.ID}
	}
	if p := item.Policy; p != nil {
		a = &crm.Activity{Head: p.Head, Kind: string(crm.KindPolicy), Contact: p.Contact}
	}
	c := item.Contact
	if c == nil {
		c = &crm.Contact{}
	}
	number, via := c.Phone, object{{"contact", nil}, {"name", nil}}
	if item.Via != nil {
		number, via = item.Via.Phone, object{{"contact", item.Via.ID}, {"name", item.Via.Name}}
	}
	return object{
		{"group", item.Group}, {"id", a.ID}, {"kind", a.Kind}, {"contact", orNull(a.Contact)}, {"name", orNull(c.Name)}, {"phone", orNull(number)},
		{"due", a.Due}, {"time", orNull(a.DueTime)}, {"call_type", orNull(a.CallType)}, {"attempt", orNull(a.Attempt)},
		{"late", item.Late}, {"subject", orNull(a.Subject)}, {"purpose", orNull(a.Purpose)},
		{"start", orNull(a.Start)}, {"end", orNull(a.End)}, {"place", orNull(a.Place)}, {"opportunity", orNull(a.Opportunity)},
		{"reason", reasonObject(item.Reason)}, {"assigned", item.Assigned},
		{"stopped", c.Stopped}, {"stopped_reason", orNull(c.StoppedReason)}, {"calls_barred", c.CallsBarred}, {"emails_barred", c.EmailsBarred}, {"callable_from", callableFrom(item.Wait)}, {"via", via},
	}
}

// callableFrom is when somebody may be called who may not be now.
func callableFrom(w *crm.Wait) any {
	if w == nil || w.Opens.IsZero() {
		return nil
	}
	return w.Opens.UTC()
}

func reasonObject(r crm.Reason) object {
	var result, on any
	if last := r.Last; last != nil {
		result, on = orNull(last.CallResult), orNull(last.DoneOn)
	}
	return object{
		{"new", r.New}, {"from", orNull(r.From)}, {"source", orNull(r.Source)}, {"referral_reason", orNull(r.Referral)},
		{"last_result", result}, {"last_on", on}, {"last_call", r.LastCall},
		{"turns", orNull(r.Turns)}, {"birthday", latestOrNull(r.Birthday, r.BirthdayOn)}, {"every_months", orNull(r.Every.Months)}, {"chosen", r.Chosen},
		{"line", orNull(r.Line)}, {"topic", orNull(r.Topic)}, {"no_phone", slices.Contains(r.Missing, crm.Phone)}, {"missing", append([]string{}, r.Missing...)},
		{"why", orNull(r.Why)}, {"on", r.On}, {"carrier", orNull(r.Carrier)}, {"expires", r.Expires}, {"moved_from", r.MovedFrom},
	}
}

func latestOrNull(a, b crm.Date) any {
	if a.IsZero() {
		a = b
	}
	return orNull(a)
}
