package exchange

import (
	_ "embed"
	"strings"
	"time"

	"crm/internal/fold"
)

// A calendar writes times of day, and names the zone that they are in as it likes: as the
// world does, as Windows does, or as a component of the file says, with its rules.

//go:embed windowszones.txt
var windowsZones string

// clock turns what the clocks of a place show into instants. A wall is what they show, in
// UTC so that no zone interferes.
type clock interface {
	instant(wall time.Time) time.Time
	wall(instant time.Time) time.Time
}

// location is a zone that the world knows.
type location struct{ *time.Location }

// instant returns when clocks show that. What they show twice is the first time; what they
// skip counts as before they were changed (RFC 5545, 3.3.5).
func (l location) instant(wall time.Time) time.Time {
	offset := func(at time.Time) time.Duration {
		_, seconds := at.In(l.Location).Zone()
		return time.Duration(seconds) * time.Second
	}
	before, after := offset(wall.Add(-24*time.Hour)), offset(wall.Add(24*time.Hour))
	for _, by := range []time.Duration{before, after} {
		if at := wall.Add(-by); offset(at) == by {
			return at
		}
	}
	if at := wall.Add(-offset(wall)); l.wall(at).Equal(wall) { // a change and one back within two days
		return at
	}
	return wall.Add(-before)
}

func (l location) wall(instant time.Time) time.Time {
	_, seconds := instant.In(l.Location).Zone()
	return instant.Add(time.Duration(seconds) * time.Second).UTC()
}

// zoneNamed returns the zone of a name: one of the world, also behind the path of a program,
// or one of Windows, also as Windows shows it, with the offset in front. An offset alone is not a
// zone, since it does not say when summer time begins.
func zoneNamed(name string) (clock, bool) {
	name = strings.Trim(strings.TrimSpace(name), `"`)
	if rest := shownOffset().ReplaceAllString(name, ""); rest != "" {
		name = rest
	} else {
		name = strings.Trim(name, "()")
	}
	if last := name[strings.LastIndexByte(name, '/')+1:]; strings.EqualFold(last, "utc") || strings.EqualFold(last, "z") {
		return location{time.UTC}, true // tzone://Microsoft/Utc, as Exchange has it
	}
	for rest := strings.TrimPrefix(name, "/"); rest != ""; {
		if !strings.EqualFold(rest, "local") {
			if zone, err := time.LoadLocation(rest); err == nil {
				return location{zone}, true
			}
		}
		_, after, more := strings.Cut(rest, "/")
		if !more {
			break
		}
		rest = after
	}
	for line := range strings.Lines(windowsZones) {
		windows, iana, ok := strings.Cut(line, "=")
		if ok && fold.Text(windows) == fold.Text(name) {
			zone, err := time.LoadLocation(strings.TrimSpace(iana))
			return location{zone}, err == nil
		}
	}
	return nil, false
}

// shownOffset is what Windows shows before the name of a zone: (UTC-05:00).
var shownOffset = fold.Expression(`^\((?:UTC|GMT)[^)]*\) *`)

// ruledZone is a zone by the rules that a file gives for it.
type ruledZone struct {
	observances []observance
	onsets      map[int][]onset // by year
}

// observance is since when clocks have an offset: summer time.
type observance struct {
	start    time.Time // a wall
	from, to time.Duration
	rule     string
	dates    []time.Time // walls
}

// onset is when the offset becomes another: what the clocks showed, and what it becomes.
type onset struct {
	wall time.Time
	to   time.Duration
}

// zoneOf reads the component of a zone. It has none without an observance.
func zoneOf(parts []*calendarPart) (clock, bool) {
	z := &ruledZone{onsets: map[int][]onset{}}
	for _, part := range parts {
		from, ok := utcOffset(part.text("TZOFFSETFROM"))
		to, also := utcOffset(part.text("TZOFFSETTO"))
		start, _, err := wallOf(part.text("DTSTART"))
		if !ok || !also || err != nil {
			continue
		}
		o := observance{start: start, from: from, to: to, rule: part.text("RRULE")}
		for _, p := range part.all("RDATE") {
			for text := range strings.SplitSeq(p.value, ",") {
				if wall, _, err := wallOf(text); err == nil && len(o.dates) < mostOccurrences {
					o.dates = append(o.dates, wall)
				}
			}
		}
		z.observances = append(z.observances, o)
	}
	return z, len(z.observances) > 0
}

// zoneOfFile returns the component that has the rules of a zone, or nil.
func (r *calendarReader) zoneOfFile(name string) *calendarPart { return r.zones[fold.Text(name)] }

// utcOffset reads +0530 or -050000.
func utcOffset(text string) (time.Duration, bool) {
	text = strings.TrimSpace(text)
	if len(text) < 5 || text[0] != '+' && text[0] != '-' {
		return 0, false
	}
	format := "1504"
	if len(text) > 5 {
		format = "150405"
	}
	at, err := time.Parse(format, text[1:])
	if err != nil {
		return 0, false
	}
	by := at.Sub(at.Truncate(24 * time.Hour))
	if text[0] == '-' {
		by = -by
	}
	return by, true
}

// of returns the onsets of a year.
func (z *ruledZone) of(year int) []onset {
	if found, known := z.onsets[year]; known {
		return found
	}
	var found []onset
	begin, end := time.Date(year, 1, 1, 0, 0, 0, 0, time.UTC), time.Date(year+1, 1, 1, 0, 0, 0, 0, time.UTC)
	for _, o := range z.observances {
		walls := append([]time.Time{o.start}, o.dates...)
		if r, err := readRule(o.rule, nil); o.rule != "" && err == nil && r.isYearly() {
			start := o.start
			if start.Year() < year-1 {
				start = time.Date(year-1, start.Month(), start.Day(), start.Hour(), start.Minute(), start.Second(), 0, time.UTC)
			}
			more, _ := r.between(start, begin, end, newPatience())
			walls = append(walls, more...)
		}
		for _, wall := range walls {
			if wall.Year() == year {
				found = append(found, onset{wall, o.to})
			}
		}
	}
	z.onsets[year] = found
	return found
}

func (z *ruledZone) instant(wall time.Time) time.Time { return wall.Add(-z.offset(wall)) }

// offset is that of the last onset before a wall.
func (z *ruledZone) offset(wall time.Time) time.Duration {
	var last onset
	consider := func(o onset) {
		if !o.wall.After(wall) && (last.wall.IsZero() || o.wall.After(last.wall)) {
			last = o
		}
	}
	for _, year := range []int{wall.Year() - 1, wall.Year()} {
		for _, o := range z.of(year) {
			consider(o)
		}
	}
	if !last.wall.IsZero() {
		return last.to
	}
	for _, o := range z.observances { // which began long ago
		consider(onset{o.start, o.to})
	}
	if !last.wall.IsZero() {
		return last.to
	}
	return z.observances[0].from
}

func (z *ruledZone) wall(instant time.Time) time.Time {
	instant = instant.UTC()
	for _, o := range z.observances {
		if wall := instant.Add(o.to); z.instant(wall).Equal(instant) {
			return wall
		}
	}
	return instant.Add(z.offset(instant))
}
