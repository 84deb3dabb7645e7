package exchange

import (
	"html"
	"strconv"
	"strings"
	"time"

	"crm/internal/crm"
)

// calendarTime is a day, or what the clocks of a place show.
type calendarTime struct {
	wall time.Time // in UTC, whatever the zone is
	day  bool
	in   clock
}

func (t calendarTime) instant() time.Time { return t.in.instant(t.wall).UTC() }

// key is by what one of several that repeat themselves is known.
func (t calendarTime) key() string {
	if t.day {
		return t.dayKey()
	}
	return t.instant().Format(instantForm)
}

func (t calendarTime) dayKey() string { return t.wall.Format(dayForm) }

const (
	dayForm     = "20060102"
	instantForm = "20060102T150405Z"
)

// wallOf reads 20261201, 20261201T100000 or 20261201T100000Z.
func wallOf(text string) (wall time.Time, day bool, err error) {
	plain := strings.ToUpper(strings.TrimSpace(text))
	if strings.Count(plain, "-") == 2 { // 2026-12-01T10:00:00, as nobody should write it
		plain = strings.NewReplacer("-", "", ":", "").Replace(plain)
	}
	plain = strings.TrimSuffix(plain, "Z")
	form := "20060102T150405"
	switch len(plain) {
	case len(dayForm):
		form, day = dayForm, true
	case len("20060102T1504"):
		form = "20060102T1504"
	}
	if strings.HasSuffix(plain, "60") && !day { // a leap second
		plain = plain[:len(plain)-2] + "59"
	}
	if wall, err = time.Parse(form, plain); err != nil {
		return wall, day, crm.Errorf(crm.CodeInvalid, "%q is not a time", shortened(text))
	}
	return wall, day, nil
}

// time reads the time of a property.
//
// Errors: CodeInvalid for what is not a time, for a zone that nobody knows, and for a year far
// away.
func (r *calendarReader) time(p property) (calendarTime, error) { return r.timeOf(p, p.value) }

func (r *calendarReader) timeOf(p property, text string) (calendarTime, error) {
	ids := p.all("TZID")
	wall, day, err := wallOf(text)
	if at := strings.LastIndexByte(text, ':'); err != nil && at >= 0 && len(ids) > 0 { // TZID=(UTC-05:00) Eastern Time, without quotes
		if rest, itsDay, failed := wallOf(text[at+1:]); failed == nil {
			ids[0], wall, day, err = ids[0]+":"+text[:at], rest, itsDay, nil
		}
	}
	if err != nil {
		return calendarTime{}, err
	}
	if wall.Year() < earliestYear || wall.Year() > latestYear {
		return calendarTime{}, crm.Errorf(crm.CodeInvalid, "%s is in the year %d", p.name, wall.Year())
	}
	at := calendarTime{wall: wall, day: day, in: location{r.window.Zone}} // floating, unless more is said
	switch {
	case day:
		at.in = location{time.UTC}
	case strings.HasSuffix(strings.ToUpper(strings.TrimSpace(text)), "Z"):
		at.in = location{time.UTC}
	case len(ids) > 0:
		if at.in, err = r.zone(ids[0]); err != nil {
			return calendarTime{}, err
		}
	}
	return at, nil
}

// zone returns the zone that a name means in the file.
func (r *calendarReader) zone(name string) (clock, error) {
	key := strings.ToLower(name)
	if known, ok := r.known[key]; ok {
		return known, nil
	}
	found, ok := zoneNamed(name)
	part := r.zoneOfFile(name)
	if !ok && part != nil {
		if found, ok = zoneNamed(part.text("X-LIC-LOCATION")); !ok {
			found, ok = zoneOf(part.parts)
		}
	}
	if !ok {
		return nil, crm.Errorf(crm.CodeInvalid, "the time zone %q is not known", shortened(name))
	}
	r.known[key] = found
	return found, nil
}

// duration reads PT1H30M or P1DT2H, and returns 0 for anything else.
func duration(text string) time.Duration {
	rest, ok := strings.CutPrefix(strings.ToUpper(strings.TrimPrefix(strings.TrimSpace(text), "+")), "P")
	if !ok {
		return 0
	}
	var total time.Duration
	units := map[byte]time.Duration{'W': 7 * 24 * time.Hour, 'D': 24 * time.Hour, 'H': time.Hour, 'M': time.Minute, 'S': time.Second}
	digits := ""
	for i := range len(rest) {
		c := rest[i]
		switch {
		case '0' <= c && c <= '9' && len(digits) < 7:
			digits += string(c)
		case c == 'T' && digits == "":
		default:
			n, err := strconv.Atoi(digits)
			if units[c] == 0 || err != nil {
				return 0
			}
			total, digits = total+time.Duration(n)*units[c], ""
		}
	}
	return total
}

// withoutMarkup makes text of a description in HTML, as some programs write it, and leaves out
// what they add for a meeting by video.
func withoutMarkup(text string) string {
	const mark = "-::~:~::~:" // of Google, before and after its block
	if from := strings.Index(text, mark); from >= 0 {
		text = strings.TrimSpace(text[:from])
	}
	lower := strings.ToLower(text)
	if !strings.Contains(lower, "<br") && !strings.Contains(lower, "</") {
		return text
	}
	var b strings.Builder
	for {
		before, after, found := strings.Cut(text, "<")
		b.WriteString(before)
		if !found {
			break
		}
		tag, rest, closed := strings.Cut(after, ">")
		if !closed || len(tag) > 1000 {
			b.WriteString("<" + after)
			break
		}
		switch name := strings.ToLower(strings.Trim(tag, "/ ")); {
		case strings.HasPrefix(name, "br"), name == "p" && strings.HasPrefix(tag, "/"), name == "li", name == "div":
			b.WriteString("\n")
		}
		text = rest
	}
	return strings.TrimSpace(strings.ReplaceAll(html.UnescapeString(b.String()), "\u00a0", " "))
}
