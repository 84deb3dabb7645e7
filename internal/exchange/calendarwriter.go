package exchange

import (
	"bytes"
	"fmt"
	"strings"
	"time"

	"crm/internal/crm"
)

// CalendarEvent is what is written of an event.
type CalendarEvent struct {
	UID        string
	Occurrence string // which one it is of those that repeat themselves, as an entry has it
	Sequence   int64
	Changed    time.Time
	Start, End time.Time
	Days       int      // how many days it takes from Day on, without a time of the day
	Day        crm.Date // 0 Days are one that is nobody's time
	Yearly     bool
	OfLeapYear bool // every year on the last day of February
	Summary    string
	Place      string
	Note       string
	Cancelled  bool
	Derived    bool     // worked out of another record than an appointment: other books pass over it
	Private    bool     // without what it is about, where and with whom: other books keep what they know of that
	With       *Invited // whom it is with, for other books
	Organizer  *Invited
	Attendees  []Invited
}

// Calendars writes calendars.
type Calendars struct{ lines *bytes.Buffer }

// NewCalendar begins a calendar. A method makes it a message, which invites or takes an
// invitation back: REQUEST, CANCEL.
func NewCalendar(to *bytes.Buffer, method, name string) *Calendars {
	w := &Calendars{lines: to}
	w.line("BEGIN:VCALENDAR")
	w.line("VERSION:2.0")
	w.line("PRODID:-//crm//EN")
	if method != "" {
		w.line("METHOD:" + method)
	}
	if name != "" {
		w.text("X-WR-CALNAME", name)
		w.line("REFRESH-INTERVAL;VALUE=DURATION:PT1H")
		w.line("X-PUBLISHED-TTL:PT1H")
	}
	return w
}

// Close ends a calendar.
func (w *Calendars) Close() { w.line("END:VCALENDAR") }

func (w *Calendars) line(line string) { writeLine(w.lines, line) }

func (w *Calendars) text(name, text string) {
	if text != "" {
		w.line(name + ":" + escape(text))
	}
}

// Write writes an event.
func (w *Calendars) Write(e CalendarEvent) {
	w.line("BEGIN:VEVENT")
	w.text("UID", e.UID)
	switch len(e.Occurrence) {
	case 0:
	case len(dayForm):
		w.line("RECURRENCE-ID;VALUE=DATE:" + e.Occurrence)
	default:
		w.line("RECURRENCE-ID:" + e.Occurrence)
	}
	changed := e.Changed.UTC().Format(instantForm)
	w.line("DTSTAMP:" + changed)
	w.line("LAST-MODIFIED:" + changed)
	w.line(fmt.Sprintf("SEQUENCE:%d", e.Sequence))
	w.times(e)
	w.text("SUMMARY", e.Summary)
	w.text("LOCATION", e.Place)
	w.text("DESCRIPTION", e.Note)
	if e.Cancelled {
		w.line("STATUS:CANCELLED")
	} else {
		w.line("STATUS:CONFIRMED")
	}
	if e.Derived {
		w.line("X-CRM-DERIVED:TRUE")
	}
	if e.Private {
		w.line("X-CRM-PRIVATE:TRUE")
	}
	if e.With != nil {
		email := ""
		if e.With.Email != "" {
			email = ";X-CRM-EMAIL=" + quoted(e.With.Email)
		}
		w.line("X-CRM-CONTACT" + email + ":" + escape(e.With.Name))
	}
	if e.Organizer != nil {
		w.line("ORGANIZER" + named(e.Organizer) + ":mailto:" + e.Organizer.Email)
	}
	for _, one := range e.Attendees {
		w.line("ATTENDEE;ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=TRUE" + named(&one) + ":mailto:" + one.Email)
	}
	w.line("END:VEVENT")
}

func named(one *Invited) string {
	if one.Name == "" {
		return ""
	}
	return ";CN=" + quoted(one.Name)
}

// times writes when an event is. One that takes no time of anybody is free for others.
func (w *Calendars) times(e CalendarEvent) {
	if e.Day.IsZero() {
		w.line("DTSTART:" + e.Start.UTC().Format(instantForm))
		w.line("DTEND:" + e.End.UTC().Format(instantForm))
		return
	}
	day := func(d crm.Date) string { return strings.ReplaceAll(d.String(), "-", "") }
	w.line("DTSTART;VALUE=DATE:" + day(e.Day))
	w.line("DTEND;VALUE=DATE:" + day(e.Day.AddDays(max(1, e.Days))))
	if e.Days == 0 {
		w.line("TRANSP:TRANSPARENT")
	}
	switch {
	case e.Yearly && e.OfLeapYear:
		w.line("RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-1")
	case e.Yearly:
		w.line("RRULE:FREQ=YEARLY")
	}
}
