package say

import (
	"slices"
	"strings"
	"time"

	"crm/internal/crm"
)

// AgendaLine is an item of an agenda in words.
type AgendaLine struct {
	ID, Name, Phone, Late string
	Stop                  string // that they must not be contacted, which comes first and is never left out
	Parts                 []ReasonPart
}

// ReasonPart is a part of a reason. Free is a text of any length; Kept must not be cut.
type ReasonPart struct {
	Text       string
	Free, Kept bool
}

// reasonParts are the parts of a reason that say something.
type reasonParts []ReasonPart

func (ps *reasonParts) add(text string)     { ps.put(ReasonPart{Text: text}) }
func (ps *reasonParts) addFree(text string) { ps.put(ReasonPart{Text: text, Free: true}) }
func (ps *reasonParts) keep(text string)    { ps.put(ReasonPart{Text: text, Kept: true}) }

func (ps *reasonParts) put(p ReasonPart) {
	if p.Text != "" {
		*ps = append(*ps, p)
	}
}

// AgendaLine is an item in words.
func (v *Voice) AgendaLine(item *crm.AgendaItem) AgendaLine {
	line := AgendaLine{ID: itoa(crm.IDOf(item.Record())), Stop: v.Stopped(item.Contact), Parts: v.reason(item)}
	if item.Contact != nil {
		line.Name, line.Phone = Clean(item.Contact.Name), Phone(item.Contact.Phone)
	}
	if item.Via != nil {
		line.Phone = Phone(item.Via.Phone)
	}
	if item.Late > 0 {
		line.Late = v.Locale.Plural("today.late", item.Late)
	}
	return line
}

// namesOf are the names of contacts in one text.
func (v *Voice) namesOf(contacts []*crm.Contact) string {
	names := make([]string, len(contacts))
	for i, c := range contacts {
		names[i] = Clean(c.Name)
	}
	return v.Locale.Join(names...)
}

// JoinReason joins parts of a reason, after that somebody must not be contacted.
func (v *Voice) JoinReason(line AgendaLine, parts []ReasonPart) string {
	text := v.JoinParts(parts)
	switch {
	case line.Stop == "":
		return text
	case text == "":
		return line.Stop
	}
	return v.Locale.Text("today.stopped", "words", line.Stop, "rest", text)
}

// JoinParts are parts of a reason in one text.
func (v *Voice) JoinParts(parts []ReasonPart) string {
	texts := make([]string, len(parts))
	for i, p := range parts {
		texts[i] = p.Text
	}
	return v.Locale.Join(texts...)
}

// reason says why something is on the list.
func (v *Voice) reason(item *crm.AgendaItem) []ReasonPart {
	switch {
	case item.Opportunity != nil:
		return v.opportunityReason(item)
	case item.Policy != nil:
		return v.policyReason(item)
	}
	a := item.Activity
	var parts reasonParts
	add := parts.add
	add(v.Missing(lacking(item)))
	if item.Wait != nil {
		parts.keep(v.Wait(item.Wait))
	}
	if item.Via != nil {
		parts.keep(v.Locale.Text("today.via", "name", Clean(item.Via.Name)))
	}
	if item.Via == nil && len(item.At) > 0 {
		parts.keep(v.Locale.Text("today.phones-of", "names", v.namesOf(item.At)))
	}
	when := Clean(a.DueTime)
	if a.Kind == crm.Appointment {
		when = v.span(a)
	}
	day := v.Locale.Near(a.Due, v.Today)
	switch {
	case item.Group == crm.GroupBefore:
		add(Beside(v.onDay(a, day), when))
	case item.Group == crm.GroupOverdue && a.Kind == crm.Appointment:
		add(v.Locale.Text("today.last-appointment", "date", Beside(day, when)))
	case item.Group == crm.GroupOverdue || item.Group == "":
		if a.Kind == crm.Call && a.CallType != "" {
			add(v.shortest("call_type", a.CallType))
		}
		if item.Group != "" && when != "" { // a card has a line for it
			add(Beside(day, when))
		}
	default:
		add(when)
	}
	opportunity := ""
	if a.Opportunity != 0 {
		opportunity = v.Locale.Text("today.opportunity", "id", itoa(a.Opportunity))
	}
	if a.Policy != 0 { // that is what is renewed, or wants its number
		opportunity = v.Numbered(&crm.Policy{Head: crm.Head{ID: a.Policy}})
	}
	switch a.Kind {
	case crm.Call:
		switch {
		case a.Subject != "":
			parts.addFree(Clean(a.Subject))
		case a.Purpose != "":
			add(v.Word("purpose", a.Purpose))
		}
		parts = append(parts, v.callReason(item)...)
	case crm.Appointment:
		parts.addFree(v.purposeOf(a))
		parts.addFree(Clean(a.Place))
	default:
		if item.Group != crm.GroupRenewals || a.Subject != "" { // its head says what it is
			about := v.purposeOf(a)
			if item.Reason.Unwritten {
				about = v.Locale.Text("today.nowhere-to-write")
			}
			if a.Kind == crm.Email { // stands among tasks
				about = withName(v.shortWordFor(a), about)
			}
			if c := item.Contact; a.Kind == crm.Email && c != nil && !c.EmailsBarred.IsZero() && c.MayCall() { // or it stands beside their name
				about = v.Locale.Text("today.stopped", "words", v.Missing(NoEmails), "rest", about)
			}
			parts.put(ReasonPart{Text: about, Free: a.Subject != ""})
		}
		parts.addFree(OneLine(item.Reason.Referral))
		add(v.assignedBy(item))
		add(opportunity)
		if item.Reason.From != "" {
			parts.addFree(v.Locale.Text("today.from", "name", Clean(item.Reason.From)))
		}
		if !item.Reason.Expires.IsZero() {
			add(v.Locale.Text("today.expires", "date", v.Locale.Date(item.Reason.Expires, v.Today)))
		}
	}
	if a.Kind == crm.Call || a.Kind == crm.Appointment {
		parts.addFree(OneLine(item.Reason.Referral))
		add(v.assignedBy(item))
	}
	if a.Policy != 0 {
		add(v.Word("line", item.Reason.Line))
		parts.addFree(Clean(item.Reason.Carrier))
	}
	if a.Kind == crm.Call || a.Purpose == crm.PurposeWrite {
		parts.addFree(OneLine(a.Note))
	}
	if a.Kind == crm.Call || a.Kind == crm.Appointment {
		add(opportunity)
	}
	if len(item.Also) > 0 {
		var ids []string
		for _, also := range item.Also {
			call := withName(itoa(also.ID), Clean(also.Subject))
			if from := also.PacedFrom(); !from.IsZero() {
				call = v.Locale.Text("today.also-moved", "call", call, "date", v.Locale.ShortDate(from, v.Today))
			}
			ids = append(ids, call)
		}
		parts.keep(v.Locale.Text("today.also", "ids", v.Locale.Join(ids...)))
	}
	return parts
}

// Missing says by which channels somebody can't be reached who should be.
func (v *Voice) Missing(channels []string) string {
	if len(channels) == 0 {
		return ""
	}
	return v.Locale.Text("today.no-" + strings.Join(channels, "-"))
}

// lacking are the channels that somebody should be reached by and lacks. Who wants no e-mails
// needs no address.
func lacking(item *crm.AgendaItem) []string {
	channels := item.Reason.Missing
	if c := item.Contact; item.Activity.Kind == crm.Email && c != nil && !c.EmailsBarred.IsZero() {
		channels = slices.DeleteFunc(slices.Clone(channels), func(channel string) bool { return channel == crm.Email })
	}
	return channels
}

// Barred are the channels, beside all of them, by which a contact must not be reached, as
// Missing takes them.
func Barred(c *crm.Contact) (channels []string) {
	if !c.CallsBarred.IsZero() {
		channels = append(channels, NoCalls...)
	}
	if !c.EmailsBarred.IsZero() {
		channels = append(channels, NoEmails...)
	}
	return channels
}

// Stopped says that a contact must not be contacted, or not be called, and then every channel
// that is barred; empty otherwise. It stands beside every phone and e-mail of theirs.
func (v *Voice) Stopped(c *crm.Contact) string {
	switch {
	case c == nil || c.MayCall():
		return ""
	case c.Stopped.IsZero():
		return v.Missing(Barred(c))
	}
	return v.Locale.Text("stopped")
}

// NoCalls stands where it says how somebody can't be reached for their wanting no calls.
var NoCalls = []string{"calls"}

// NoEmails does so for their wanting no e-mails.
var NoEmails = []string{"emails"}

// StoppedSince says since when a contact must not be contacted, or not be called; empty
// otherwise.
func (v *Voice) StoppedSince(c *crm.Contact) string {
	switch {
	case c == nil || c.MayCall():
		return ""
	case c.Stopped.IsZero():
		return v.Locale.Text("outcome.no-calls", "date", v.Locale.Date(c.CallsBarred, v.Today))
	}
	return v.Locale.Text("outcome.stopped", "date", v.Locale.Date(c.Stopped, v.Today))
}

// Beside is a day and the time on it, either of which may be empty.
func Beside(day, when string) string {
	if day == "" || when == "" {
		return day + when
	}
	return day + " " + when
}

// onDay is the day of something due on a day off, with its name.
func (v *Voice) onDay(a *crm.Activity, day string) string {
	if a.Kind != crm.Call || v.Locale.Lang() == "ja" { // what follows tells a Japanese reader which call it is
		return day
	}
	what := v.shortest("call_type", a.CallType)
	if a.CallType == "" {
		what = v.Word("noun", crm.Call)
	}
	return what + " " + day
}

// callReason says what to know before calling somebody.
func (v *Voice) callReason(item *crm.AgendaItem) reasonParts {
	a, r, l := item.Activity, item.Reason, v.Locale
	var parts reasonParts
	add := parts.add
	if r.New {
		add(l.Text("today.new"))
		switch {
		case r.From != "":
			parts.addFree(l.Text("today.from", "name", Clean(r.From)))
		case r.Source != "" && r.Source != crm.ReferralCall: // that it is a referral call has been said
			add(v.Word("source", r.Source))
		}
	}
	if a.CallType != crm.BirthdayCall && !r.BirthdayOn.IsZero() {
		add(l.Text("today.birthday-today"))
	}
	if r.Turns > 0 {
		add(l.Text("today.turns", "age", r.Turns))
	}
	if a.Attempt > 1 {
		add(l.Plural("today.try", int(a.Attempt)))
	}
	switch late := item.Group == crm.GroupOverdue; {
	case !r.Birthday.IsZero():
		add(l.Text("today.birthday-on", "date", l.ShortDate(r.Birthday, v.Today)))
	case r.Chosen:
		add(l.Text("today.chosen"))
	case r.Every != crm.Period{} && !late:
		add(l.Period(r.Every))
	}
	if !r.MovedFrom.IsZero() {
		add(l.Text("today.moved", "date", l.ShortDate(r.MovedFrom, v.Today)))
	}
	if last := v.lastCall(r); r.Birthday.IsZero() || a.Attempt > 1 {
		add(last)
	}
	return parts
}

// lastCall says what came before: the result of the previous call, the appointment, or
// the day of the last conversation.
func (v *Voice) lastCall(r crm.Reason) string {
	l := v.Locale
	if a := r.Last; a != nil {
		on := a.DoneOn
		if on.IsZero() {
			on = a.Due
		}
		switch {
		case on.IsZero():
		case a.Kind == crm.Appointment || a.CallResult == crm.AppointmentResult:
			return l.Text("today.last-appointment", "date", l.ShortDate(on, v.Today))
		case a.CallResult == crm.NoReach || a.CallResult == crm.WrongNumber:
			return l.Text("today.last-result", "date", l.Near(on, v.Today), "result", v.Word("call_result", a.CallResult))
		case r.LastCall.IsZero() && a.Kind == crm.Call:
			return l.Text("today.last-call", "date", l.ShortDate(on, v.Today))
		}
	}
	if r.LastCall.IsZero() {
		return ""
	}
	return l.Text("today.last-call", "date", l.ShortDate(r.LastCall, v.Today))
}

// span says when an appointment begins and how long it takes.
func (v *Voice) span(a *crm.Activity) string {
	if a.Start.IsZero() {
		return Clean(a.DueTime)
	}
	switch days := v.wholeDays(a); {
	case days == 1:
		return v.Locale.Text("today.all-day")
	case days > 1:
		return v.Locale.Plural("today.all-days", days)
	}
	start := v.Locale.Clock(v.Local(a.Start))
	if lasts := a.End.Sub(a.Start); lasts >= time.Minute {
		return v.Locale.Text("today.at.for", "time", start, "duration", v.Locale.Duration(lasts))
	}
	return v.Locale.Text("today.at", "time", start)
}

// wholeDays is how many days an appointment takes that is without a time of the day, or 0.
func (v *Voice) wholeDays(a *crm.Activity) int {
	if v.Zone == nil {
		return a.WholeDays(time.UTC)
	}
	return a.WholeDays(v.Zone)
}

// assignedBy says that somebody else gave it to its owner lately.
func (v *Voice) assignedBy(item *crm.AgendaItem) string {
	if !item.Assigned {
		return ""
	}
	return v.Locale.Text("today.assigned")
}

// opportunityReason says why an opportunity is on the list, and which.
func (v *Voice) opportunityReason(item *crm.AgendaItem) []ReasonPart {
	r, l := item.Reason, v.Locale
	var parts reasonParts
	add := parts.add
	switch day := l.Near(r.On, v.Today); {
	case item.Group == crm.GroupNewReferrals: // says it in its head
	case r.Why == crm.WhyDue && r.On == v.Today:
		add(l.Text("today.due"))
	case r.Why == crm.WhyDue:
		add(l.Text("today.due-on", "date", day))
	case r.Why == crm.WhyCloses && r.On.Before(v.Today):
		add(l.Text("today.was-to-close", "date", day))
	case r.Why == crm.WhyCloses && r.On == v.Today:
		add(l.Text("today.closes-today"))
	case r.Why == crm.WhyCloses:
		add(l.Text("today.closes", "date", l.Date(r.On, v.Today)))
	case r.Why == crm.WhyStale:
		add(l.Text("today.nothing-since", "date", l.ShortDate(r.On, v.Today)))
	}
	if item.Group != crm.GroupNewReferrals {
		add(v.assignedBy(item))
	}
	if r.From != "" && item.Group == crm.GroupNewReferrals {
		parts.addFree(l.Text("today.from", "name", Clean(r.From)))
	}
	add(v.Word("line", r.Line))
	parts.addFree(OneLine(r.Referral))
	parts.addFree(Clean(r.Topic))
	return parts
}

// policyReason says when a policy without plans expires, and which.
func (v *Voice) policyReason(item *crm.AgendaItem) []ReasonPart {
	r, l := item.Reason, v.Locale
	var parts reasonParts
	key := "today.expires"
	if r.Why == crm.WhyExpired {
		key = "today.expired"
	}
	parts.add(l.Text(key, "date", l.Date(r.Expires, v.Today)))
	parts.add(l.Text("today.nothing-planned"))
	parts.add(v.Word("line", r.Line))
	parts.addFree(Clean(r.Carrier))
	return parts
}
