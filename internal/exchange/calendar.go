package exchange

import (
	"bufio"
	"cmp"
	"errors"
	"io"
	"slices"
	"strconv"
	"strings"
	"time"

	"crm/internal/crm"
	"crm/internal/fold"
)

// A calendar (RFC 5545) is read whole, since the rules of a zone may stand behind what is in
// it, and an event that was moved behind the series that it is of. Of each event only what a
// book has a place for is kept.

// Limits of a calendar, beside those of its lines.
const (
	mostEvents     = 50_000
	mostOfCalendar = 64 << 20 // bytes of what is kept
	mostInvited    = 1000     // of an event
	longestNote    = 20_000   // of a description
)

// CalendarEntry is an event or a task of a calendar, or one day of an event that repeats
// itself.
type CalendarEntry struct {
	Line int
	UID  string
	// Occurrence says which one it is of those that repeat themselves, by when it was to
	// begin: 20261201T150000Z or, without a time, 20261201.
	Occurrence string
	Sequence   int64
	ByRule     bool // it is one of those that a rule gives, and not one that was moved
	Task       bool
	// WholeDay is without a time: Start and End are midnights on the clocks of the book. A
	// task has a day, or an instant, or neither.
	WholeDay             bool
	Start, End           time.Time
	Summary, Place, Note string
	Cancelled, Completed bool
	Tentative            bool // it is not agreed on yet
	AndLater             bool // Cancelled is said of the later ones as well
	// Derived says that a book of ours has worked it out of something else: a birthday, a renewal,
	// a call.
	Derived bool
	Private bool // a book of ours has left out what it is about, where and with whom
	People  []Invited
	Fault   error // why it can't be taken
}

// Invited is who takes part in an event, or has declined to.
type Invited struct {
	Name, Email string
	Declined    bool
}

// Calendar is what is in a file.
type Calendar struct {
	// Answer is set for a file that answers an invitation, and changes nothing.
	Answer  string
	Entries []CalendarEntry
	// Whole are the events of which all days up to the end of what was asked for are among
	// the entries, by UID.
	Whole []string
	// Endless says that an event goes on after that.
	Endless bool
}

// CalendarWindow is for when events that repeat themselves are wanted, and Zone has the
// clocks of the book.
type CalendarWindow struct {
	From, To crm.Date
	Zone     *time.Location
	Encoding string
}

// IsCalendar reports whether a file begins as a calendar does, in UTF-8 or UTF-16, whatever
// its name is. It leaves the file as it is.
func IsCalendar(in *bufio.Reader) bool { return beginsAs(in, "BEGIN:VCALENDAR") }

// ReadCalendar reads a calendar.
//
// Errors: CodeInvalid for a file that is not whole, or beyond the limits. What is wrong with
// one event is its Fault.
func ReadCalendar(in io.Reader, w CalendarWindow) (*Calendar, error) {
	lines, err := newContentLines(in, w.Encoding)
	if err != nil {
		return nil, err
	}
	r := &calendarReader{window: w, lines: lines, zones: map[string]*calendarPart{}, known: map[string]clock{}, repeats: map[string]bool{}, moved: map[string]map[string]bool{}, later: map[string][]laterChange{}, patience: newPatience()}
	if err := r.parts(); err != nil {
		return nil, err
	}
	return r.calendar()
}

// calendarPart is a component with the properties that are kept of it.
type calendarPart struct {
	name, method string
	line         int
	props        []property
	parts        []*calendarPart // of a zone
	invited      int
}

func (c *calendarPart) all(name string) []property {
	var found []property
	for _, p := range c.props {
		if p.name == name {
			found = append(found, p)
		}
	}
	return found
}

func (c *calendarPart) first(name string) (property, bool) {
	i := slices.IndexFunc(c.props, func(p property) bool { return p.name == name })
	if i < 0 {
		return property{}, false
	}
	return c.props[i], true
}

func (c *calendarPart) text(name string) string {
	p, _ := c.first(name)
	return strings.TrimSpace(p.value)
}

// ofEvents and ofZones are the properties that are kept.
var (
	ofEvents = []string{"UID", "DTSTART", "DTEND", "DUE", "DURATION", "SUMMARY", "LOCATION", "DESCRIPTION", "STATUS", "SEQUENCE", "RECURRENCE-ID", "RRULE", "RDATE", "EXDATE", "EXRULE", "ATTENDEE", "ORGANIZER", "COMPLETED", "X-CRM-CONTACT", "X-CRM-DERIVED", "X-CRM-PRIVATE"}
	ofZones  = []string{"TZID", "DTSTART", "TZOFFSETFROM", "TZOFFSETTO", "RRULE", "RDATE", "X-LIC-LOCATION"}
)

type calendarReader struct {
	window   CalendarWindow
	lines    *contentLines
	events   []*calendarPart
	zones    map[string]*calendarPart
	known    map[string]clock
	repeats  map[string]bool            // UIDs of events that repeat themselves
	moved    map[string]map[string]bool // occurrences that stand by themselves, by UID
	later    map[string][]laterChange   // by UID
	patience *patience
	kept     int
	entries  int
	endless  bool
}

// parts reads the components of a file.
func (r *calendarReader) parts() error {
	var stack []*calendarPart
	method, calendars := "", 0
	for {
		p, err := r.lines.next()
		if errors.Is(err, io.EOF) {
			if calendars == 0 {
				return crm.Errorf(crm.CodeInvalid, "the file has no calendar")
			}
			return nil
		}
		if err != nil {
			return err
		}
		switch p.name {
		case "BEGIN":
			one := &calendarPart{name: strings.ToUpper(strings.TrimSpace(p.value)), line: p.line}
			if len(stack) > 0 {
				if outer := stack[len(stack)-1]; outer.name == "VTIMEZONE" {
					outer.parts = append(outer.parts, one)
				}
			} else if method = ""; one.name == "VCALENDAR" {
				calendars++
			}
			stack = append(stack, one)
			continue
		case "END":
			one := stack[len(stack)-1]
			stack = stack[:len(stack)-1]
			switch one.name {
			case "VEVENT", "VTODO":
				one.method = method
				if r.events = append(r.events, one); len(r.events) > mostEvents {
					return crm.Errorf(crm.CodeInvalid, "the calendar has more than %d events", mostEvents).At(one.line)
				}
			case "VTIMEZONE":
				r.zones[fold.Text(one.text("TZID"))] = one
			}
			continue
		}
		last := stack[len(stack)-1]
		switch {
		case last.name == "VCALENDAR" && p.name == "METHOD":
			method = strings.ToUpper(strings.TrimSpace(p.value))
		case (last.name == "VEVENT" || last.name == "VTODO") && slices.Contains(ofEvents, p.name):
			err = r.keep(last, p)
		case (last.name == "VTIMEZONE" || len(stack) > 1 && stack[len(stack)-2].name == "VTIMEZONE") && slices.Contains(ofZones, p.name):
			err = r.keep(last, p)
		}
		if err != nil {
			return err
		}
	}
}

// keep keeps a property of a component.
func (r *calendarReader) keep(of *calendarPart, p property) error {
	switch p.name {
	case "DESCRIPTION":
		if len(p.value) > longestNote {
			p.value = strings.ToValidUTF8(p.value[:longestNote], "") + "…"
		}
	case "ATTENDEE":
		if of.invited++; of.invited > mostInvited {
			return nil
		}
	}
	if r.kept += len(p.value) + 100; r.kept > mostOfCalendar {
		return crm.Errorf(crm.CodeInvalid, "the calendar has more than %d MiB", mostOfCalendar>>20).At(p.line)
	}
	of.props = append(of.props, p)
	return nil
}

// calendar makes entries of what was read. The days of an event that were moved or cancelled
// stand for those that its rule gives.
func (r *calendarReader) calendar() (*Calendar, error) {
	c := &Calendar{}
	for _, event := range r.events {
		if _, is := event.first("RECURRENCE-ID"); !is {
			r.repeats[fold.Clean(event.text("UID"))] = true
		}
	}
	for _, event := range r.events {
		if event.method == "REPLY" || event.method == "COUNTER" || event.method == "REFRESH" || event.method == "DECLINECOUNTER" {
			c.Answer = event.method
			continue
		}
		if _, is := event.first("RECURRENCE-ID"); !is {
			continue
		}
		entry := r.entry(event)
		if entry.Fault == nil {
			r.standsAlone(event, &entry)
		}
		c.Entries = append(c.Entries, entry)
	}
	for _, event := range r.events {
		if _, is := event.first("RECURRENCE-ID"); is || c.Answer != "" && event.method == c.Answer {
			continue
		}
		entries := r.series(event)
		if r.entries += len(entries); r.entries > mostEvents {
			return nil, crm.Errorf(crm.CodeInvalid, "the calendar has more than %d events", mostEvents).At(event.line)
		}
		if uid := event.text("UID"); uid != "" && (len(entries) == 0 || entries[0].Fault == nil) {
			c.Whole = append(c.Whole, fold.Clean(uid))
		}
		c.Entries = append(c.Entries, entries...)
	}
	slices.SortStableFunc(c.Entries, func(a, b CalendarEntry) int { return cmp.Compare(a.Line, b.Line) })
	c.Endless = r.endless
	return c, nil
}

// entry reads what an event says, without what it repeats.
func (r *calendarReader) entry(event *calendarPart) (e CalendarEntry) {
	e = CalendarEntry{Line: event.line, Task: event.name == "VTODO", UID: fold.Clean(event.text("UID"))}
	for _, p := range event.props {
		if p.long && e.Fault == nil {
			e.Fault = crm.Errorf(crm.CodeInvalid, "%s has more than 1 MiB", p.name)
		}
	}
	text := func(name string) string {
		p, _ := event.first(name)
		return fold.Clean(lineEnds.Replace(unescape(p.value)))
	}
	e.Summary, e.Place, e.Note = text("SUMMARY"), text("LOCATION"), withoutMarkup(text("DESCRIPTION"))
	if n, err := strconv.ParseInt(event.text("SEQUENCE"), 10, 32); err == nil && n > 0 {
		e.Sequence = n
	}
	status := strings.ToUpper(event.text("STATUS"))
	e.Cancelled = status == "CANCELLED" || event.method == "CANCEL"
	e.Completed = status == "COMPLETED" || event.text("COMPLETED") != ""
	e.Tentative = status == "TENTATIVE"
	e.People = invited(event)
	_, e.Derived = event.first("X-CRM-DERIVED")
	_, e.Private = event.first("X-CRM-PRIVATE")
	if e.Fault == nil {
		e.Fault = r.readTimes(event, &e)
	}
	return e
}

// readTimes reads when an event is, and which one it is of those that repeat themselves.
func (r *calendarReader) readTimes(event *calendarPart, e *CalendarEntry) error {
	if p, is := event.first("RECURRENCE-ID"); is {
		at, err := r.time(p)
		if err != nil {
			return err
		}
		e.Occurrence, e.AndLater = at.key(), p.has("RANGE", "THISANDFUTURE")
		if e.AndLater && !e.Cancelled && !r.repeats[e.UID] {
			return crm.Errorf(crm.CodeInvalid, "it moves all later ones as well: export the whole calendar")
		}
	}
	start, is := event.first("DTSTART")
	if e.Task {
		if due, has := event.first("DUE"); has {
			start, is = due, true
		}
	}
	if !is {
		if e.Task || e.Cancelled {
			return nil
		}
		return crm.Errorf(crm.CodeInvalid, "it has no DTSTART")
	}
	at, err := r.time(start)
	if err != nil {
		return err
	}
	lasts, err := r.length(event, at)
	if err != nil {
		return err
	}
	r.put(e, at, lasts)
	return nil
}

// put sets when an entry begins and ends.
func (r *calendarReader) put(e *CalendarEntry, at calendarTime, lasts time.Duration) {
	e.WholeDay = at.day
	if at.day {
		book := location{r.window.Zone}
		e.Start, e.End = book.instant(at.wall), book.instant(at.wall.Add(lasts))
		return
	}
	e.Start, e.End = at.instant(), at.in.instant(at.wall.Add(lasts))
	if e.End.Before(e.Start) {
		e.End = e.Start
	}
}

// length is how long an event lasts, on the clocks of where it begins.
func (r *calendarReader) length(event *calendarPart, start calendarTime) (time.Duration, error) {
	lasts := time.Duration(0)
	if p, has := event.first("DTEND"); has {
		end, err := r.time(p)
		if err != nil {
			return 0, err
		}
		switch {
		case end.day == start.day && start.day:
			lasts = end.wall.Sub(start.wall)
		case !end.day && !start.day:
			lasts = start.in.wall(end.instant()).Sub(start.wall)
		}
	} else if text := event.text("DURATION"); text != "" && event.name == "VEVENT" {
		lasts = duration(text)
	}
	if start.day {
		lasts = max(24*time.Hour, lasts.Truncate(24*time.Hour))
	}
	return min(max(0, lasts), 366*24*time.Hour), nil
}
