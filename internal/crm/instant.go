package crm

import (
	"slices"
	"time"
)

// Only this file turns a day and a time into an instant. Clocks that are put forward
// skip times, in some zones midnight; those that are put back repeat times. time.Date
// silently picks something for both.

// At returns the instants at which clocks in zone show that time of d: none if they
// skip it, two if they repeat it.
func (d Date) At(hour, minute, second int, zone *time.Location) []time.Time {
	var found []time.Time
	for _, t := range d.readings(hour, minute, second, zone) {
		h, m, s := t.Clock()
		same := DateOf(t) == d && h == hour && m == minute && s == second
		if same && !slices.ContainsFunc(found, t.Equal) {
			found = append(found, t)
		}
	}
	slices.SortFunc(found, time.Time.Compare)
	return found
}

// In returns the first instant of d in zone, or of the day after if clocks skip all of
// d.
func (d Date) In(zone *time.Location) time.Time {
	if at := d.At(0, 0, 0, zone); len(at) > 0 {
		return at[0]
	}
	for t := range d.changes(zone) {
		if !DateOf(t).Before(d) {
			return t
		}
	}
	return d.readings(0, 0, 0, zone)[0] // no zone has one
}

// Around returns the first instant at which clocks in zone show that time of d, or one
// close to it on the same day if they skip it.
func (d Date) Around(hour, minute, second int, zone *time.Location) time.Time {
	if at := d.At(hour, minute, second, zone); len(at) > 0 {
		return at[0]
	}
	for _, t := range d.readings(hour, minute, second, zone) {
		if DateOf(t) == d {
			return t
		}
	}
	return d.In(zone)
}

// Instant returns the instant of a time of d, HH:MM. Of two it is the first, and twice
// is true.
//
// Errors: CodeInvalid for a skipped time, with the two as far before and after the gap.
func (d Date) Instant(clock string, zone *time.Location) (t time.Time, twice bool, err error) {
	wall, err := time.Parse("15:04", clock)
	if err != nil {
		return t, false, Errorf(CodeInvalid, "%q is not a time of day", clock)
	}
	hour, minute, _ := wall.Clock()
	if at := d.At(hour, minute, 0, zone); len(at) > 0 {
		return at[0], len(at) > 1, nil
	}
	around := d.readings(hour, minute, 0, zone)
	slices.SortFunc(around, time.Time.Compare)
	write := func(t time.Time) string {
		if DateOf(t) == d {
			return t.Format("15:04")
		}
		return t.Format("2006-01-02 15:04")
	}
	return t, false, Errorf(CodeInvalid, "%s does not exist on %s: clocks in %s are put forward over it", clock, d, zone).
		Try("Write %s or %s.", write(around[0]), write(around[len(around)-1]))
}

// readings returns the instants of a time of d by each offset that zone has around it.
func (d Date) readings(hour, minute, second int, zone *time.Location) []time.Time {
	utc := time.Date(d.Year, d.Month, d.Day, hour, minute, second, 0, time.UTC)
	_, offset := utc.Add(-around).In(zone).Zone()
	list := []time.Time{utc.Add(-time.Duration(offset) * time.Second).In(zone)}
	for t := range d.changes(zone) {
		_, offset := t.Zone()
		list = append(list, utc.Add(-time.Duration(offset)*time.Second).In(zone))
	}
	return list
}

// around exceeds the distance of any zone from UTC by a day.
const around = 40 * time.Hour

// changes yields the instants around d from which zone has another offset.
func (d Date) changes(zone *time.Location) func(yield func(time.Time) bool) {
	return func(yield func(time.Time) bool) {
		t := d.Time().Add(-around).In(zone)
		for {
			_, t = t.ZoneBounds()
			if t.IsZero() || t.After(d.Time().Add(around)) || !yield(t) {
				return
			}
		}
	}
}
