package exchange

import (
	"slices"
	"strings"
	"time"

	"crm/internal/crm"
)

// laterChange is what becomes of a series from one of its days on (RANGE=THISANDFUTURE).
type laterChange struct {
	from  time.Time // an instant
	was   calendarTime
	is    calendarTime
	lasts time.Duration
	entry CalendarEntry
}

// standsAlone notes that an event stands for one day of a series, and perhaps for what becomes of
// the later ones.
func (r *calendarReader) standsAlone(event *calendarPart, e *CalendarEntry) {
	if r.moved[e.UID] == nil {
		r.moved[e.UID] = map[string]bool{}
	}
	r.moved[e.UID][e.Occurrence] = true
	if !e.AndLater {
		return
	}
	id, _ := event.first("RECURRENCE-ID")
	was, _ := r.time(id) // which entry has read
	change := laterChange{from: was.instant(), was: was, entry: *e}
	if p, has := event.first("DTSTART"); has {
		change.is, _ = r.time(p)
		change.lasts, _ = r.length(event, change.is)
	}
	r.later[e.UID] = append(r.later[e.UID], change)
	if !e.Cancelled {
		e.AndLater = false // the series has the later ones
	}
}

// changed returns what a day of a series has become with an earlier one, or nil.
func (r *calendarReader) changed(uid string, at calendarTime) (last *laterChange) {
	for i, l := range r.later[uid] {
		if !l.from.After(at.instant()) && (last == nil || !l.from.Before(last.from)) {
			last = &r.later[uid][i]
		}
	}
	return last
}

// to returns the time to which a change moves a day of a series.
func (l *laterChange) to(at calendarTime) calendarTime {
	was, is := l.was, l.is
	if !at.day && !is.day {
		was.wall, is.wall, is.in = at.in.wall(was.instant()), at.in.wall(is.instant()), at.in
	}
	is.wall = at.wall.Add(is.wall.Sub(was.wall))
	return is
}

// series returns the entries of an event that may repeat itself.
func (r *calendarReader) series(event *calendarPart) []CalendarEntry {
	one := r.entry(event)
	_, rules := event.first("RRULE")
	_, dates := event.first("RDATE")
	if one.Fault != nil || one.Cancelled || one.Task || one.Start.IsZero() || !rules && !dates {
		return []CalendarEntry{one}
	}
	p, _ := event.first("DTSTART")
	start, err := r.time(p)
	if err != nil {
		one.Fault = err
		return []CalendarEntry{one}
	}
	lasts, _ := r.length(event, start)
	walls, err := r.walls(event, start)
	if err != nil {
		one.Fault = err
		return []CalendarEntry{one}
	}
	var all []CalendarEntry
	for _, wall := range walls {
		at := calendarTime{wall, start.day, start.in}
		key := at.key()
		if r.moved[one.UID][key] || r.moved[one.UID][at.dayKey()] {
			continue
		}
		e, begins, during := one, at, lasts
		if l := r.changed(one.UID, at); l != nil {
			if l.entry.Cancelled {
				continue
			}
			e, begins, during = l.entry, l.to(at), l.lasts
			e.Sequence = max(e.Sequence, one.Sequence)
			e.AndLater = false
		}
		e.Occurrence, e.ByRule = key, true
		r.put(&e, begins, during)
		all = append(all, e)
	}
	return all
}

// walls are when an event that repeats itself begins, within the window.
func (r *calendarReader) walls(event *calendarPart, start calendarTime) ([]time.Time, error) {
	utc := func(d crm.Date) time.Time { return time.Date(d.Year, d.Month, d.Day, 0, 0, 0, 0, time.UTC) }
	// Clocks elsewhere may show another day.
	from, to := utc(r.window.From).Add(-24*time.Hour), utc(r.window.To).Add(48*time.Hour)
	within := func(wall time.Time) bool {
		day := crm.DateOf(calendarTime{wall, start.day, start.in}.instant().In(r.window.Zone))
		if start.day {
			day = crm.DateOf(wall)
		}
		return !day.Before(r.window.From) && !day.After(r.window.To)
	}
	walls, without := []time.Time{start.wall}, map[string]bool{}
	for _, p := range event.all("RRULE") {
		rule, err := readRule(p.value, start.in)
		if err != nil {
			return nil, err
		}
		more, err := rule.between(start.wall, from, to, r.patience)
		if err != nil {
			return nil, err
		}
		_, derived := event.first("X-CRM-DERIVED")
		r.endless = r.endless || rule.goesOn(to) && !derived
		walls = append(walls, more...)
	}
	for _, name := range []string{"RDATE", "EXDATE"} {
		for _, p := range event.all(name) {
			for text := range strings.SplitSeq(p.value, ",") {
				text, _, _ = strings.Cut(text, "/") // a period
				at, err := r.timeOf(p, text)
				switch {
				case err != nil && strings.TrimSpace(text) == "":
				case err != nil:
					return nil, err
				case name == "EXDATE":
					without[at.key()] = true
				case at.day == start.day:
					walls = append(walls, start.in.wall(at.instant()))
				}
			}
		}
	}
	for _, p := range event.all("EXRULE") {
		rule, err := readRule(p.value, start.in)
		if err != nil {
			return nil, err
		}
		less, err := rule.between(start.wall, from, to, r.patience)
		if err != nil {
			return nil, err
		}
		for _, wall := range less {
			without[calendarTime{wall, start.day, start.in}.key()] = true
		}
	}
	slices.SortFunc(walls, time.Time.Compare)
	walls = slices.CompactFunc(walls, time.Time.Equal)
	walls = slices.DeleteFunc(walls, func(wall time.Time) bool {
		at := calendarTime{wall, start.day, start.in}
		return without[at.key()] || without[at.dayKey()] || !within(wall)
	})
	return walls[:min(len(walls), mostOccurrences)], nil
}
