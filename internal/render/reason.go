package render

import (
	"time"

	"crm/internal/crm"
)

// reason says why an activity is on the list, in the parts that are joined
// with commas to one cell.
func (s *Screen) reason(item *crm.AgendaItem) []string {
	a := item.Activity
	var parts []string
	add := func(part string) {
		if part != "" {
			parts = append(parts, part)
		}
	}
	if item.Reason.Stopped != "" {
		return []string{s.Locale.Text("today.stopped", "name", Clean(item.Reason.Stopped))}
	}
	if a.Kind != crm.Appointment && a.DueTime != "" {
		add(Clean(a.DueTime))
	}
	switch item.Group {
	case crm.GroupBefore:
		add(s.onDay(a))
	case crm.GroupOverdue, "":
		switch {
		case a.Kind == crm.Call && a.CallType != "":
			add(s.shortest("call_type", a.CallType))
		case a.Kind == crm.Appointment:
			add(s.Locale.Text("today.last-appointment", "date", s.Locale.Near(a.Due, s.Today)))
		}
	}
	switch a.Kind {
	case crm.Call:
		parts = append(parts, s.callReason(item)...)
	case crm.Appointment:
		add(s.span(a))
		add(s.about(a))
		add(Clean(a.Place))
	default:
		add(s.about(a))
		if item.Contact != nil && !item.Contact.DoNotContact.IsZero() {
			add(s.Locale.Text("today.write-only"))
		}
	}
	if a.Kind == crm.Call {
		add(oneLine(a.Note))
	}
	if a.Opportunity != 0 {
		add(s.Locale.Text("today.opportunity", "id", itoa(a.Opportunity)))
	}
	if len(item.Also) > 0 {
		var ids []string
		for _, id := range item.Also {
			ids = append(ids, itoa(id))
		}
		add(s.Locale.Text("today.also", "ids", s.Locale.Join(ids)))
	}
	return parts
}

// onDay is the day of something due on a day off, with what it is.
func (s *Screen) onDay(a *crm.Activity) string {
	day := s.Locale.Near(a.Due, s.Today)
	if a.Kind != crm.Call || s.Locale.Lang() == "ja" { // what follows tells a Japanese reader which call it is
		return day
	}
	what := s.shortest("call_type", a.CallType)
	if a.CallType == "" {
		what = s.word("noun", crm.Call)
	}
	return what + " " + day
}

// callReason is what there is to know before calling somebody.
func (s *Screen) callReason(item *crm.AgendaItem) []string {
	a, r, l := item.Activity, item.Reason, s.Locale
	var parts []string
	add := func(part string) {
		if part != "" {
			parts = append(parts, part)
		}
	}
	if r.New {
		add(l.Text("today.new"))
		switch {
		case r.From != "":
			add(l.Text("today.from", "name", Clean(r.From)))
		case r.Source != "" && r.Source != crm.ReferralCall: // that it is a referral call has been said
			add(s.word("source", r.Source))
		}
	}
	if r.Turns > 0 {
		add(l.Text("today.turns", "age", r.Turns))
	}
	if a.Attempt > 1 {
		add(l.Plural("today.try", int(a.Attempt)))
	}
	late := item.Group == crm.GroupOverdue
	if a.CallType == crm.ReviewCall || !r.Birthday.IsZero() {
		switch {
		case !r.Birthday.IsZero():
			add(l.Text("today.birthday-on", "date", l.ShortDate(r.Birthday, s.Today)))
		case r.Every != crm.Period{} && !late:
			add(l.Period(r.Every))
		}
	}
	if last := s.last(r); r.Birthday.IsZero() || a.Attempt > 1 {
		add(last)
	}
	return parts
}

// last is what happened before: the result of the call before this one, the
// appointment, or the day they were spoken to.
func (s *Screen) last(r crm.Reason) string {
	l := s.Locale
	if a := r.Last; a != nil {
		on := a.DoneOn
		if on.IsZero() {
			on = a.Due
		}
		switch {
		case on.IsZero():
		case a.Kind == crm.Appointment || a.CallResult == crm.AppointmentResult:
			return l.Text("today.last-appointment", "date", l.ShortDate(on, s.Today))
		case a.CallResult == crm.NoReach || a.CallResult == crm.WrongNumber:
			return l.Text("today.last-result", "date", l.Near(on, s.Today), "result", s.word("call_result", a.CallResult))
		case r.LastCall.IsZero() && a.Kind == crm.Call:
			return l.Text("today.last-call", "date", l.ShortDate(on, s.Today))
		}
	}
	if r.LastCall.IsZero() {
		return ""
	}
	return l.Text("today.last-call", "date", l.ShortDate(r.LastCall, s.Today))
}

// span is when an appointment begins and how long it takes.
func (s *Screen) span(a *crm.Activity) string {
	if a.Start.IsZero() {
		return Clean(a.DueTime)
	}
	start := s.Locale.Clock(a.Start.In(s.zone()))
	if lasts := a.End.Sub(a.Start); lasts >= time.Minute {
		return s.Locale.Text("today.at.for", "time", start, "duration", s.Locale.Duration(lasts))
	}
	return s.Locale.Text("today.at", "time", start)
}
