package calendar

import (
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"crm/internal/crm"
)

// place is a country, or one of its regions: "de", "de/BY".
type place string

func (p place) calendar(t testing.TB, weekend ...time.Weekday) *Calendar {
	t.Helper()
	country, region, _ := strings.Cut(string(p), "/")
	return calendarOf(t, Settings{Country: country, Region: region, Weekend: weekend})
}

// places are all that can be chosen.
func places() []place {
	var all []place
	for _, country := range Countries() {
		all = append(all, place(country))
		for _, r := range Regions(country) {
			all = append(all, place(country+"/"+r.Code))
		}
	}
	return all
}

// TestSecondSource compares the days off of every place, for three years, with those
// of date-holidays: Saturdays in a book that works on them, and no Sundays. Where they differ, testdata/differences.txt has the reason,
// and nothing that is not a difference.
func TestSecondSource(t *testing.T) {
	theirs := secondSource(t)
	for _, country := range Countries() {
		if theirs[place(country)] == nil {
			t.Errorf("%s is compared with nothing", country)
		}
	}
	known := differences(t)
	for p, listed := range theirs {
		country, _, _ := strings.Cut(string(p), "/")
		usual, sixDays := p.calendar(t, satSun...), p.calendar(t, time.Sunday)
		for d := date("2026-01-01"); d.Year <= 2028; d = d.AddDays(1) {
			c := usual
			if d.Weekday() == time.Saturday {
				c = sixDays
			}
			if d.Weekday() == time.Sunday || c.IsWorkday(d) != listed[d] {
				continue
			}
			name, _ := c.Holiday(d)
			here := difference{p, d, !c.IsWorkday(d)}
			there := difference{place(country), d, !c.IsWorkday(d)}
			switch {
			case known[here] != nil:
				known[here].met = true
			case known[there] != nil:
				known[there].met = true
			default:
				t.Errorf("%s %s %s: ours %q, worked %v", p, d, d.Weekday(), name, c.IsWorkday(d))
			}
		}
	}
	for d, reason := range known {
		if !reason.met {
			t.Errorf("%s %s: no difference, but %q", d.place, d.date, reason.text)
		}
	}
}

// difference is a day that is off with us and worked with them, or the other way
// round.
type difference struct {
	place place
	date  crm.Date
	off   bool
}

type reason struct {
	text string
	met  bool
}

// differences reads lines "place + days: reason"; "+" is off with us.
func differences(t *testing.T) map[difference]*reason {
	t.Helper()
	known := make(map[difference]*reason)
	for line := range lines(t, "testdata/differences.txt") {
		head, text, ok := strings.Cut(line, ": ")
		words := strings.Fields(head)
		if !ok || len(words) < 3 || words[1] != "+" && words[1] != "-" {
			t.Fatalf("not a line of differences: %q", line)
		}
		for _, day := range words[2:] {
			known[difference{place(words[0]), date(day), words[1] == "+"}] = &reason{text: text}
		}
	}
	return known
}

// secondSource reads lines "place year MM-DD …".
func secondSource(t *testing.T) map[place]map[crm.Date]bool {
	t.Helper()
	all := make(map[place]map[crm.Date]bool)
	for line := range lines(t, "testdata/date-holidays.txt") {
		words := strings.Fields(line)
		p := place(words[0])
		if all[p] == nil {
			all[p] = make(map[crm.Date]bool)
		}
		for _, day := range words[2:] {
			all[p][date(words[1]+"-"+day)] = true
		}
	}
	return all
}

func lines(t *testing.T, file string) func(yield func(string) bool) {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return func(yield func(string) bool) {
		for line := range strings.Lines(string(data)) {
			if line = strings.TrimSpace(line); line != "" && line[0] != '#' && !yield(line) {
				return
			}
		}
	}
}

// TestEveryPlaceWorksAgain: from whatever day of three years, the next working day
// comes within a month, and is one.
func TestEveryPlaceWorksAgain(t *testing.T) {
	for _, p := range places() {
		for _, weekend := range [][]time.Weekday{satSun, {time.Sunday}} {
			c := p.calendar(t, weekend...)
			for d := date("2026-01-01"); d.Year <= 2028; d = d.AddDays(1) {
				next := c.NextWorkday(d)
				if _, off := c.Holiday(next); off || slices.Contains(weekend, next.Weekday()) || !next.After(d) || next.After(d.AddDays(30)) {
					t.Fatalf("%s, weekend %v: after %s comes %s", p, weekend, d, next)
				}
			}
		}
	}
}

// TestSheets reads every line of every sheet: those of no country, and those that
// drop what is not there, are mistakes.
func TestSheets(t *testing.T) {
	entries, err := sheets.ReadDir("holidays")
	if err != nil {
		t.Fatal(err)
	}
	for _, entry := range entries {
		code := strings.TrimSuffix(entry.Name(), ".txt")
		country, err := countryNamed(code)
		if err != nil {
			t.Fatal(err)
		}
		names := make(map[string]bool)
		if country.holidays != nil {
			for _, h := range country.holidays() {
				names[h.Name] = true
			}
		}
		if !strings.HasPrefix(sheet(code), "# ") {
			t.Errorf("%s does not begin with a remark", code)
		}
		seen := make(map[string]bool)
		for region, line := range sheetLines(sheet(code)) {
			switch word, rest, _ := strings.Cut(line, " "); {
			case line[0] == '[':
				if seen[region] || region != strings.ToUpper(region) || rest == "" {
					t.Errorf("%s: region %q twice, or without a name", code, line)
				}
				seen[region] = true
			case word == "alone" || word == "substitute":
			case word == "drop":
				if !names[rest] {
					t.Errorf("%s: %q drops what is not there", code, line)
				}
			default:
				h, err := parseHoliday(line)
				if err != nil {
					t.Error(err)
				} else if region == "" {
					names[h.Name] = true
				}
			}
		}
	}
}
