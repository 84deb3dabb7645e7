package render

import (
	"strings"
	"time"

	"crm/internal/crm"
)

// reason says why something is on the list, in the parts that are joined with
// commas to one cell.
func (s *Screen) reason(item *crm.AgendaItem) []reasonPart {
	switch {
	case item.Opportunity != nil:
		return s.opportunityReason(item)
	case item.Policy != nil:
		return s.policyReason(item)
	}
	a := item.Activity
	var parts reasonParts
	add := parts.add
	add(s.missing(item.Reason.Missing))
	if item.Via != nil {
		parts.keep(s.Locale.Text("today.via", "name", Clean(item.Via.Name)))
	}
	when := Clean(a.DueTime)
	if a.Kind == crm.Appointment {
		when = s.span(a)
	}
	day := s.Locale.Near(a.Due, s.Today)
	switch {
	case item.Group == crm.GroupBefore:
		add(beside(s.onDay(a, day), when))
	case item.Group == crm.GroupOverdue && a.Kind == crm.Appointment:
		add(s.Locale.Text("today.last-appointment", "date", beside(day, when)))
	case item.Group == crm.GroupOverdue || item.Group == "":
		if a.Kind == crm.Call && a.CallType != "" {
			add(s.shortest("call_type", a.CallType))
		}
		if item.Group != "" && when != "" { // a card has a line for it
			add(beside(day, when))
		}
	default:
		add(when)
	}
	opportunity := ""
	if a.Opportunity != 0 {
		opportunity = s.Locale.Text("today.opportunity", "id", itoa(a.Opportunity))
	}
	if a.Policy != 0 { // that is what is renewed, or wants its number
		opportunity = s.numbered(&crm.Policy{Head: crm.Head{ID: a.Policy}})
	}
	switch a.Kind {
	case crm.Call:
		if a.Purpose != "" {
			add(s.word("purpose", a.Purpose))
		}
		parts = append(parts, s.callReason(item)...)
	case crm.Appointment:
		parts.free(s.about(a))
		parts.free(Clean(a.Place))
	default:
		if item.Group != crm.GroupRenewals || a.Subject != "" { // its head says what it is
			about := s.about(a)
			if a.Kind == crm.Email { // stands among tasks
				about = named(s.short(a), about)
			}
			parts.put(reasonPart{text: about, free: a.Subject != ""})
		}
		parts.free(oneLine(item.Reason.Referral))
		add(s.assigned(item))
		add(opportunity)
		if item.Reason.From != "" {
			parts.free(s.Locale.Text("today.from", "name", Clean(item.Reason.From)))
		}
		if !item.Reason.Expires.IsZero() {
			add(s.Locale.Text("today.expires", "date", s.Locale.Date(item.Reason.Expires, s.Today)))
		}
	}
	if a.Kind == crm.Call || a.Kind == crm.Appointment {
		parts.free(oneLine(item.Reason.Referral))
		add(s.assigned(item))
	}
	if a.Policy != 0 {
		add(s.word("line", item.Reason.Line))
		parts.free(Clean(item.Reason.Carrier))
	}
	if a.Kind == crm.Call {
		parts.free(oneLine(a.Note))
	}
	if a.Kind == crm.Call || a.Kind == crm.Appointment {
		add(opportunity)
	}
	if len(item.Also) > 0 {
		var ids []string
		for _, id := range item.Also {
			ids = append(ids, itoa(id))
		}
		parts.keep(s.Locale.Text("today.also", "ids", s.Locale.Join(ids)))
	}
	return parts
}

// missing says by which channels somebody can't be reached who would have to be.
func (s *Screen) missing(channels []string) string {
	if len(channels) == 0 {
		return ""
	}
	return s.Locale.Text("today.no-" + strings.Join(channels, "-"))
}

// stopped says that a contact must not be contacted; empty where they may be. It
// is said beside every phone and e-mail of theirs.
func (s *Screen) stopped(c *crm.Contact) string {
	if c == nil || c.Stopped.IsZero() {
		return ""
	}
	return s.Locale.Text("stopped")
}

// stopLine says below the name of somebody that they are not to be contacted.
func (p *page) stopLine(c *crm.Contact) {
	if c == nil || c.Stopped.IsZero() {
		return
	}
	for _, line := range wrap(p.Locale.Text("outcome.stopped", "date", p.Locale.Date(c.Stopped, p.Today)), p.width()) {
		p.line(line)
	}
}

// beside is a day and the time on it, either of which may be empty.
func beside(day, when string) string {
	if day == "" || when == "" {
		return day + when
	}
	return day + " " + when
}

// onDay is the day of something due on a day off, with what it is.
func (s *Screen) onDay(a *crm.Activity, day string) string {
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
func (s *Screen) callReason(item *crm.AgendaItem) reasonParts {
	a, r, l := item.Activity, item.Reason, s.Locale
	var parts reasonParts
	add := parts.add
	if r.New {
		add(l.Text("today.new"))
		switch {
		case r.From != "":
			parts.free(l.Text("today.from", "name", Clean(r.From)))
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
	switch late := item.Group == crm.GroupOverdue; {
	case !r.Birthday.IsZero():
		add(l.Text("today.birthday-on", "date", l.ShortDate(r.Birthday, s.Today)))
	case r.Chosen:
		add(l.Text("today.chosen"))
	case r.Every != crm.Period{} && !late:
		add(l.Period(r.Every))
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

// assigned says that somebody else gave it to its owner lately, if so.
func (s *Screen) assigned(item *crm.AgendaItem) string {
	if !item.Assigned {
		return ""
	}
	return s.Locale.Text("today.assigned")
}

// opportunityReason says why an opportunity is on the list, and which it is.
func (s *Screen) opportunityReason(item *crm.AgendaItem) []reasonPart {
	r, l := item.Reason, s.Locale
	var parts reasonParts
	add := parts.add
	switch day := l.Near(r.On, s.Today); {
	case item.Group == crm.GroupNewReferrals: // says it in its head
	case r.Why == crm.WhyDue && r.On == s.Today:
		add(l.Text("today.due"))
	case r.Why == crm.WhyDue:
		add(l.Text("today.due-on", "date", day))
	case r.Why == crm.WhyCloses && r.On.Before(s.Today):
		add(l.Text("today.was-to-close", "date", day))
	case r.Why == crm.WhyCloses && r.On == s.Today:
		add(l.Text("today.closes-today"))
	case r.Why == crm.WhyCloses:
		add(l.Text("today.closes", "date", l.Date(r.On, s.Today)))
	case r.Why == crm.WhyStale:
		add(l.Text("today.nothing-since", "date", l.ShortDate(r.On, s.Today)))
	}
	if item.Group != crm.GroupNewReferrals {
		add(s.assigned(item))
	}
	if r.From != "" && item.Group == crm.GroupNewReferrals {
		parts.free(l.Text("today.from", "name", Clean(r.From)))
	}
	add(s.word("line", r.Line))
	parts.free(oneLine(r.Referral))
	parts.free(Clean(r.Topic))
	return parts
}

// policyReason says when a policy expires that nothing is planned for, and which it is.
func (s *Screen) policyReason(item *crm.AgendaItem) []reasonPart {
	r, l := item.Reason, s.Locale
	var parts reasonParts
	key := "today.expires"
	if r.Why == crm.WhyExpired {
		key = "today.expired"
	}
	parts.add(l.Text(key, "date", l.Date(r.Expires, s.Today)))
	parts.add(l.Text("today.nothing-planned"))
	parts.add(s.word("line", r.Line))
	parts.free(Clean(r.Carrier))
	return parts
}
