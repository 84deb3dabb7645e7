package calendar

import (
	_ "embed" // callhours.txt, callstates.txt, callzones.txt
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"crm/internal/crm"
)

//go:embed callhours.txt
var callHours string

//go:embed callstates.txt
var callStates string

//go:embed callzones.txt
var callZones string

// CallHours are when people of a country may be called, by their own clock.
type CallHours struct {
	country                        string
	weekday, saturday, sunday, off []span
	cal                            *Calendar // knows holidays; nil where they make no difference
}

// span is a part of a day, in minutes.
type span struct{ from, to int }

// wholeDay is for a country about whose hours nothing is known.
var wholeDay = []span{{0, 24 * 60}}

// CallHoursOf returns the calling hours of a country, and false for one of which they are
// not known: all day. A region may allow less: "FL". With own, "9-20", they are no more than
// that.
func CallHoursOf(country, region, own string) (h CallHours, known bool) {
	h = CallHours{country: country, weekday: wholeDay, saturday: wholeDay, sunday: wholeDay, off: wholeDay}
	for line := range strings.Lines(callHours) {
		if rest, ok := strings.CutPrefix(line, country+" "); ok && country != "" {
			parts := strings.Fields(rest)
			h.weekday, h.saturday, h.sunday, h.off = spansOf(parts[0]), spansOf(parts[1]), spansOf(parts[2]), spansOf(parts[3])
			known = true
		}
	}
	of := Settings{Country: country}
	if less, _, ok := callState(country, region); ok {
		of.Region = region
		for i, day := range []*[]span{&h.weekday, &h.saturday, &h.sunday, &h.off} {
			*day = within(*day, spansOf(less[i]))
		}
	}
	if only, err := ParseCallHours(own); err == nil && own != "" {
		for _, day := range []*[]span{&h.weekday, &h.saturday, &h.sunday, &h.off} {
			*day = within(*day, spansOf(only))
		}
		known = true
	}
	if known && !slices.Equal(h.off, h.weekday) {
		h.cal, _ = New(of)
	}
	return h, known
}

// callState returns the hours of a region that allows less than its country, and the area
// codes of its telephones.
func callState(country, region string) (hours, codes []string, ok bool) {
	if country != "us" || region == "" {
		return nil, nil, false
	}
	for line := range strings.Lines(callStates) {
		if rest, is := strings.CutPrefix(line, region+" "); is {
			return statesLine(rest)
		}
	}
	return nil, nil, false
}

func statesLine(line string) (hours, codes []string, ok bool) {
	line, _, _ = strings.Cut(line, "#")
	when, where, ok := strings.Cut(line, " = ")
	return strings.Fields(when), strings.Fields(where), ok
}

// AllowsLess reports whether a region allows fewer hours than its country.
func AllowsLess(country, region string) bool {
	_, _, ok := callState(country, region)
	return ok
}

// RegionOfPhone returns the region in which a telephone of the United States is, if it
// allows fewer hours than the country; or nothing.
func RegionOfPhone(phone, country string) string {
	code := areaCode(phone, country)
	for line := range strings.Lines(callStates) {
		region, rest, _ := strings.Cut(line, " ")
		if _, codes, ok := statesLine(rest); ok && code != "" && slices.Contains(codes, code) {
			return region
		}
	}
	return ""
}

// ParseCallHours reads calling hours: "9-20", "9:00-13, 14-20". It returns how they are
// kept.
//
// Errors: CodeInvalid.
func ParseCallHours(text string) (string, error) {
	bad := crm.Errorf(crm.CodeInvalid, "%q are not hours of a day", text).Try("Write 9-20, or 9-13,14-20")
	var all []string
	last := -1
	for part := range strings.SplitSeq(strings.ReplaceAll(text, " ", ""), ",") {
		from, to, ok := strings.Cut(strings.NewReplacer("–", "-", "—", "-", "〜", "-", "～", "-").Replace(part), "-")
		a, okA := minutesOf(from)
		b, okB := minutesOf(to)
		if !ok || !okA || !okB || a >= b || a <= last {
			return "", bad
		}
		all, last = append(all, clockOf(a)+"-"+clockOf(b)), b
	}
	return strings.Join(all, ","), nil
}

func minutesOf(clock string) (int, bool) {
	hour, minute, some := strings.Cut(clock, ":")
	h, errH := strconv.Atoi(hour)
	m := 0
	if some {
		n, err := strconv.Atoi(minute)
		if err != nil || len(minute) != 2 {
			return 0, false
		}
		m = n
	}
	n := h*60 + m
	return n, errH == nil && h >= 0 && m >= 0 && m < 60 && n <= 24*60
}

func clockOf(minutes int) string {
	if minutes%60 == 0 {
		return strconv.Itoa(minutes / 60)
	}
	return fmt.Sprintf("%d:%02d", minutes/60, minutes%60)
}

func spansOf(text string) (all []span) {
	if text == "-" {
		return nil
	}
	for part := range strings.SplitSeq(text, ",") {
		from, to, _ := strings.Cut(part, "-")
		a, _ := minutesOf(from)
		b, _ := minutesOf(to)
		all = append(all, span{a, b})
	}
	return all
}

// within returns what two lists of spans have in common.
func within(some, others []span) (both []span) {
	for _, a := range some {
		for _, b := range others {
			if from, to := max(a.from, b.from), min(a.to, b.to); from < to {
				both = append(both, span{from, to})
			}
		}
	}
	return both
}

// on are the hours of a day.
func (h CallHours) on(d crm.Date) []span {
	if h.cal != nil {
		if _, holiday := h.cal.Holiday(d); holiday {
			return h.off
		}
	}
	switch d.Weekday() {
	case time.Saturday:
		return h.saturday
	case time.Sunday:
		return h.sunday
	}
	return h.weekday
}

// Open reports whether somebody may be called at an instant, wherever of those zones they
// are. Without a zone there is nothing to ask.
func (h CallHours) Open(at time.Time, zones []*time.Location) bool {
	for _, zone := range zones {
		there := at.In(zone)
		minute := there.Hour()*60 + there.Minute()
		if !slices.ContainsFunc(h.on(crm.DateOf(there)), func(s span) bool { return s.from <= minute && minute < s.to }) {
			return false
		}
	}
	return true
}

// step is the difference of the instants that Opens tries: hours begin and end on it, in any
// zone.
const step = 15 * time.Minute

// furthest is how far ahead Opens looks: beyond the longest holidays.
const furthest = 12 * 24 * time.Hour

// Opens returns the first instant from at on at which they may be called; false if there
// is none for many days.
func (h CallHours) Opens(at time.Time, zones []*time.Location) (time.Time, bool) {
	if h.Open(at, zones) {
		return at, true
	}
	for t := at.Truncate(step).Add(step); t.Sub(at) < furthest; t = t.Add(step) {
		if h.Open(t, zones) {
			return t, true
		}
	}
	return time.Time{}, false
}

// ZonesOfPhone returns the country and the time zones in which a telephone may be, as far
// as its number tells: "+16145550147", or as it is dialled in a country.
func ZonesOfPhone(phone, country string) (of string, zones []string) {
	if code := areaCode(phone, country); code != "" {
		return placed(code, "")
	}
	number, abroad := dialled(phone)
	switch {
	case abroad:
	case northAmerican(country) && strings.HasPrefix(number, "011"):
		number = number[3:]
	case strings.HasPrefix(number, "00"):
		number = number[2:]
	default:
		return "", nil
	}
	for length := 3; length > 1; length-- {
		if len(number) > length {
			if of, zones = placed("+"+number[:length], ""); of != "" {
				return of, zones
			}
		}
	}
	return "", nil
}

// northAmerican reports whether a country dials area codes of three digits.
func northAmerican(country string) bool { return country == "us" || country == "ca" }

// areaCode returns the area code of a telephone in North America, or nothing.
func areaCode(phone, country string) string {
	number, abroad := dialled(phone)
	here := !abroad && northAmerican(country)
	switch {
	case (abroad || here) && len(number) == 11 && number[0] == '1':
		return number[1:4]
	case here && len(number) == 10:
		return number[:3]
	}
	return ""
}

// dialled returns the digits of a telephone without its extension, and whether it begins
// with the code of a country.
func dialled(phone string) (number string, abroad bool) {
	var digits [20]byte
	n := 0
	for i := 0; i < len(phone) && n < len(digits); i++ {
		switch c := phone[i]; {
		case c >= '0' && c <= '9':
			digits[n] = c
			n++
		case c == 'x' || c == 'e' || c == '#': // an extension
			i = len(phone)
		}
	}
	return string(digits[:n]), strings.HasPrefix(strings.TrimSpace(phone), "+")
}

// ZonesOfRegion returns the time zones of a region, by its code in addresses: "OH". For a
// country of one time zone the region does not matter.
func ZonesOfRegion(country, region string) []string {
	if region != "" && (country == "us" || country == "ca") {
		_, zones := placed(region, country)
		return zones
	}
	if country == "us" || country == "ca" || country == "" {
		return nil
	}
	for line := range strings.Lines(callZones) {
		if where, of, ok := strings.Cut(line, " = +"); ok && strings.HasPrefix(where, country+" ") && of != "" {
			return strings.Fields(where)[1:]
		}
	}
	return nil
}

// placed looks a code up in the table. With a country it is one of a region of it.
func placed(code, country string) (of string, zones []string) {
	for text, from := callZones, 0; ; {
		at := strings.Index(text[from:], " "+code)
		if at < 0 {
			return "", nil
		}
		at += from
		from = at + 1 + len(code)
		begin, end := strings.LastIndexByte(text[:at], '\n')+1, strings.IndexByte(text[at:], '\n')+at
		where, _, table := strings.Cut(text[begin:end], " = ")
		if !table || from < len(text) && text[from] != ' ' && text[from] != '\n' || strings.HasPrefix(where, "#") || at < begin+len(where) {
			continue
		}
		fields := strings.Fields(where)
		if country == "" || fields[0] == country {
			return fields[0], fields[1:]
		}
	}
}
