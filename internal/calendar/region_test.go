package calendar

import (
	"strings"
	"testing"

	"crm/internal/crm"
)

func TestFindRegion(t *testing.T) {
	for _, test := range []struct{ country, text, want string }{
		{"es", "MD", "MD"}, {"es", "md", "MD"}, {"es", "ES-MD", "MD"}, {"es", "Comunidad de Madrid", "MD"},
		{"es", "cataluna", "CT"}, {"es", "madrid", "MD"}, {"es", "castilla y leon", "CL"}, {"us", "virginia", "VA"}, {"it", "milano", "MI"}, {"it", "Rome", "RM"}, {"de", "Bavaria", "BY"},
		{"gb", "scotland", "SCT"}, {"us", "massachusetts", "MA"}, {"au", "nsw", "NSW"}, {"fr", "67", "67"},
		{"pt", "Lisbon", "LIS"}, {"ch", "Geneva", "GE"}, {"ca", "Quebec", "QC"}, {"nz", "Auckland", "AUK"}, {"br", "Sao Paulo", "SP"},
	} {
		if r, err := FindRegion(test.country, test.text); err != nil || r.Code != test.want {
			t.Errorf("%s %q is %q, %v, want %s", test.country, test.text, r.Code, err, test.want)
		}
	}
	for _, test := range []struct{ country, text, says string }{
		{"es", "XX", "AN AR AS"}, {"es", "", "or none"}, {"es", "castilla", "AN AR"}, {"jp", "13", "--every-year"}, {"", "MD", "book set country"},
	} {
		_, err := FindRegion(test.country, test.text)
		e, ok := crm.AsError(err)
		if !ok || e.Code != crm.CodeInvalid || e.Field != "region" || !strings.Contains(strings.Join(e.Help(), " "), test.says) {
			t.Errorf("%s %q: %v", test.country, test.text, err)
		}
	}
}

// TestRegions are days that people look for first.
func TestRegions(t *testing.T) {
	for p, days := range map[place]string{
		"es/MD":  "2026-05-02 2027-03-25 2026-12-07 2027-05-03",
		"es/CT":  "2026-06-24 2026-09-11 2027-03-29",
		"it/MI":  "2026-12-07",
		"it/RM":  "2026-06-29",
		"it/TO":  "2026-06-24",
		"pt/LIS": "2026-06-13",
		"pt/OPO": "2026-06-24",
		"us/MA":  "2026-04-20 2027-04-19",
		"de/BY":  "2027-01-06 2027-05-27 2028-08-15",
		"de/SN":  "2026-11-18 2027-11-17",
		"ch/TI":  "2027-03-19 2027-06-29",
		"au/VIC": "2026-11-03 2027-03-08",
		"au/NSW": "2026-10-05 2027-06-14",
		"ca/ON":  "2027-02-15",
		"gb/SCT": "2027-01-04 2026-08-03 2026-11-30",
		"gb/NIR": "2026-03-17 2026-07-13",
		"fr/67":  "2027-03-26 2028-12-26",
		"nz/AUK": "2027-02-01",
		"nz/CAN": "2026-11-13",
		"br/SP":  "2026-07-09",
	} {
		country, _, _ := strings.Cut(string(p), "/")
		c, whole := p.calendar(t, satSun...), place(country).calendar(t, satSun...)
		for _, day := range dates(days) {
			if _, everywhere := whole.Holiday(day); c.IsWorkday(day) || everywhere {
				t.Errorf("%s: %s is worked, or off everywhere", p, day)
			}
		}
	}
	if c := place("gb/SCT").calendar(t, satSun...); !c.IsWorkday(date("2027-03-29")) || !c.IsWorkday(date("2026-08-31")) {
		t.Error("Scotland keeps Easter Monday or the summer bank holiday of England")
	}
}

// TestOwnDays: days in a row, of every year, and counted from Easter.
func TestOwnDays(t *testing.T) {
	c := calendarOf(t, Settings{Weekend: satSun, DaysOff: crm.Days{
		{Date: date("2026-08-10"), Last: date("2026-08-21"), Name: "closed"},
		{Every: "12-24..01-06", Name: "Christmas"},
		{Every: "easter-2", Name: "Good Friday"},
		{Every: "02-29", Name: "leap day"},
	}})
	for day, off := range map[string]bool{
		"2026-08-07": false, "2026-08-10": true, "2026-08-21": true, "2026-08-24": false, "2027-08-10": false,
		"2026-12-23": false, "2026-12-24": true, "2026-12-31": true, "2027-01-01": true, "2027-01-06": true, "2027-01-07": false,
		"2026-01-01": true, "2026-04-03": true, "2028-04-14": true, "2027-03-01": false, "2028-02-29": true, "2028-02-28": false,
	} {
		if c.IsWorkday(date(day)) == off {
			t.Errorf("%s: worked %v", day, !off)
		}
	}
	if got := c.NextWorkday(date("2026-12-23")); got != date("2027-01-07") {
		t.Errorf("after 23 December comes %s", got)
	}
	if _, err := New(Settings{DaysOff: crm.Days{{Every: "13-01"}}}); crm.CodeOf(err) != crm.CodeInvalid {
		t.Errorf("the thirteenth month: %v", err)
	}
}

func TestIdle(t *testing.T) {
	all := calendarOf(t, Settings{Weekend: satSun, DaysOff: crm.Days{{Every: "01-01..12-31"}}})
	if since, idle := all.Idle(date("2026-05-01"), date("2029-01-01")); !idle || since != date("2026-05-01") {
		t.Errorf("closed for good: %s %v", since, idle)
	}
	if _, idle := standard(t, "jp").Idle(date("2026-05-01"), date("2036-01-01")); idle {
		t.Error("Japan never works")
	}
}
