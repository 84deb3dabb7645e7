package calendar

import (
	"slices"
	"strings"
	"testing"
	"time"
)

func locations(t *testing.T, names []string) (all []*time.Location) {
	for _, name := range names {
		zone, err := time.LoadLocation(name)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, zone)
	}
	return all
}

func TestZonesOfPhones(t *testing.T) {
	for _, c := range []struct{ phone, country, of, zones string }{
		{"614-555-0147", "us", "us", "America/New_York"},
		{"(310) 555-0101", "us", "us", "America/Los_Angeles"},
		{"+1 310 555 0101", "it", "us", "America/Los_Angeles"},
		{"1-850-555-0101", "us", "us", "America/New_York America/Chicago"},
		{"416 555 0101", "us", "ca", "America/Toronto"},
		{"808-555-0101 ext 310", "us", "us", "Pacific/Honolulu"},
		{"+39 06 555 0101", "us", "it", "Europe/Rome"},
		{"011 81 3 1234 5678", "us", "jp", "Asia/Tokyo"},
		{"0039 06 555 0101", "es", "it", "Europe/Rome"},
		{"+353 1 555 0101", "us", "ie", "Europe/Dublin"},
		{"03-1234-5678", "jp", "", ""},
		{"800-555-0101", "us", "", ""},
		{"555-0101", "us", "", ""},
		{"", "us", "", ""},
		{"+999 555", "us", "", ""},
	} {
		of, zones := ZonesOfPhone(c.phone, c.country)
		if got := strings.Join(zones, " "); of != c.of || got != c.zones {
			t.Errorf("%s in %s: %s %s, want %s %s", c.phone, c.country, of, got, c.of, c.zones)
		}
	}
	if got := strings.Join(ZonesOfRegion("us", "TX"), " "); got != "America/Chicago America/Denver" {
		t.Errorf("TX: %s", got)
	}
	if got := strings.Join(ZonesOfRegion("ca", "NB"), " "); got != "America/Halifax" {
		t.Errorf("NB: %s", got)
	}
	if got := strings.Join(ZonesOfRegion("it", "MI"), " "); got != "Europe/Rome" {
		t.Errorf("Milano: %s", got)
	}
	if got := ZonesOfRegion("us", "ZZ"); got != nil {
		t.Errorf("ZZ: %s", got)
	}
}

// TestCallZonesAreKnown: every zone of the table is one, and no area code stands twice.
func TestCallZonesAreKnown(t *testing.T) {
	seen := map[string]bool{}
	for line := range strings.Lines(callZones) {
		where, codes, ok := strings.Cut(line, " = ")
		if !ok || strings.HasPrefix(line, "#") {
			continue
		}
		country := strings.Fields(where)[0]
		for _, zone := range strings.Fields(where)[1:] {
			if _, err := time.LoadLocation(zone); err != nil {
				t.Error(err)
			}
		}
		for _, code := range strings.Fields(codes) {
			key := code
			if code[0] >= 'A' {
				key = country + code
			}
			if seen[key] {
				t.Errorf("%s stands twice", key)
			}
			seen[key] = true
			if code[0] >= '2' && code[0] <= '9' {
				if of, zones := ZonesOfPhone("+1"+code+"5550101", "it"); of != country || !slices.Equal(zones, strings.Fields(where)[1:]) {
					t.Errorf("%s is in %s %s", code, of, zones)
				}
			}
		}
	}
	if len(seen) < 400 {
		t.Errorf("%d codes", len(seen))
	}
}

// TestCallHours holds the hours of countries to instants of their own clocks.
func TestCallHours(t *testing.T) {
	for _, c := range []struct {
		country, own, zones, at string
		open                    bool
		opens                   string // by the clock of the first zone
	}{
		{"us", "", "America/New_York", "2026-11-25 07:59", false, "2026-11-25 08:00"},
		{"us", "", "America/New_York", "2026-11-25 08:00", true, ""},
		{"us", "", "America/New_York", "2026-11-25 20:59", true, ""},
		{"us", "", "America/New_York", "2026-11-25 21:00", false, "2026-11-26 08:00"},
		{"us", "", "America/New_York", "2026-11-29 10:00", true, ""},
		// Of two zones the hours of both: 8 in the later is 9 in the earlier, 21 in the earlier 20.
		{"us", "", "America/New_York America/Chicago", "2026-11-25 08:30", false, "2026-11-25 09:00"},
		{"us", "", "America/New_York America/Chicago", "2026-11-25 20:59", true, ""},
		{"us", "", "America/New_York America/Chicago", "2026-11-25 21:00", false, "2026-11-26 09:00"},
		{"ca", "", "America/St_Johns", "2026-11-25 21:29", true, ""},
		{"ca", "", "America/St_Johns", "2026-11-28 09:30", false, "2026-11-28 10:00"},
		{"it", "", "Europe/Rome", "2026-11-25 20:00", false, "2026-11-26 09:00"},
		{"it", "", "Europe/Rome", "2026-11-28 09:30", false, "2026-11-28 10:00"},
		{"it", "", "Europe/Rome", "2026-11-29 11:00", false, "2026-11-30 09:00"},
		{"it", "", "Europe/Rome", "2026-12-08 11:00", false, "2026-12-09 09:00"}, // Immacolata
		{"es", "", "Europe/Madrid", "2026-11-27 21:00", false, "2026-11-30 09:00"},
		{"es", "", "Europe/Madrid", "2026-12-25 11:00", false, "2026-12-28 09:00"},
		{"es", "", "Europe/Madrid Atlantic/Canary", "2026-11-25 09:30", false, "2026-11-25 10:00"},
		{"jp", "", "Asia/Tokyo", "2026-11-29 08:59", false, "2026-11-29 09:00"},
		{"fr", "", "Europe/Paris", "2026-11-25 13:10", false, "2026-11-25 14:00"},
		{"gb", "", "Europe/London", "2026-11-25 03:00", true, ""},
		{"gb", "9-20", "Europe/London", "2026-11-25 08:00", false, "2026-11-25 09:00"},
		{"us", "7-20", "America/New_York", "2026-11-25 07:30", false, "2026-11-25 08:00"}, // the law stands
		{"us", "7-20", "America/New_York", "2026-11-25 20:30", false, "2026-11-26 08:00"},
		// States that allow less.
		{"us FL", "", "America/New_York", "2026-11-25 20:00", false, "2026-11-26 08:00"},
		{"us OH", "", "America/New_York", "2026-11-25 20:00", true, ""},
		{"us TX", "", "America/Chicago", "2026-11-29 11:30", false, "2026-11-29 12:00"},
		{"us RI", "", "America/New_York", "2026-11-28 17:00", false, "2026-11-30 09:00"},
		{"us AL", "", "America/Chicago", "2026-11-26 10:00", false, "2026-11-27 08:00"}, // Thanksgiving
		{"us KY", "9-20", "America/New_York", "2026-11-25 09:30", false, "2026-11-25 10:00"},
		{"ca AL", "", "America/Toronto", "2026-11-25 20:30", true, ""},
		// The clocks go forward.
		{"us", "", "America/New_York", "2026-03-08 01:00", false, "2026-03-08 08:00"},
	} {
		zones := locations(t, strings.Fields(c.zones))
		at, err := time.ParseInLocation("2006-01-02 15:04", c.at, zones[0])
		if err != nil {
			t.Fatal(err)
		}
		country, region, _ := strings.Cut(c.country, " ")
		h, _ := CallHoursOf(country, region, c.own)
		if open := h.Open(at, zones); open != c.open {
			t.Errorf("%s %s at %s: open %v", c.country, c.own, c.at, open)
		}
		if opens, ok := h.Opens(at, zones); !c.open && (!ok || opens.In(zones[0]).Format("2006-01-02 15:04") != c.opens) {
			t.Errorf("%s %s at %s: opens %s, want %s", c.country, c.own, c.at, opens.In(zones[0]), c.opens)
		}
	}
}

func TestParseCallHours(t *testing.T) {
	for text, want := range map[string]string{"9-20": "9-20", " 9:00 - 20:30 ": "9-20:30", "9-13, 14-20": "9-13,14-20", "0-24": "0-24", "9–20": "9-20",
		"": "", "20-9": "", "9": "", "9-25": "", "9-20-21": "", "9-14,13-20": "", "a-b": "", "9:5-20": ""} {
		got, err := ParseCallHours(text)
		if got != want || (err == nil) != (want != "") {
			t.Errorf("%q: %q, %v, want %q", text, got, err, want)
		}
	}
}
