package crm

import (
	"archive/zip"
	"fmt"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

// zones are all time zones that this version of Go knows, with the next four
// changes of their clocks from 2026 on. Of those that change alike it has one.
func zones(t *testing.T) map[*time.Location][]time.Time {
	t.Helper()
	root, err := exec.CommandContext(t.Context(), "go", "env", "GOROOT").Output()
	if err != nil {
		t.Fatal(err)
	}
	archive, err := zip.OpenReader(filepath.Join(strings.TrimSpace(string(root)), "lib", "time", "zoneinfo.zip"))
	if err != nil {
		t.Fatal(err)
	}
	defer archive.Close()
	seen, all := map[string]bool{}, map[*time.Location][]time.Time{}
	for _, file := range archive.File {
		if strings.HasSuffix(file.Name, "/") {
			continue
		}
		zone, err := time.LoadLocation(file.Name)
		if err != nil {
			t.Fatalf("%s: %v", file.Name, err)
		}
		at, rules := time.Date(2026, time.January, 1, 0, 0, 0, 0, time.UTC).In(zone), ""
		var changes []time.Time
		for range 4 {
			_, offset := at.Zone()
			rules += fmt.Sprintln(offset, at.Unix())
			if _, at = at.ZoneBounds(); at.IsZero() {
				break
			}
			changes = append(changes, at)
		}
		if !seen[rules] {
			seen[rules], all[zone] = true, changes
		}
	}
	if len(seen) < 60 {
		t.Fatalf("only %d zones", len(seen))
	}
	return all
}

// TestEveryZoneOnItsOddDays looks at each day on which the clocks of a zone
// change and the days beside it: an instant shows what was asked for, none is
// left out, and a day begins when its clocks first show it.
func TestEveryZoneOnItsOddDays(t *testing.T) {
	odd := 0
	for zone, changes := range zones(t) {
		for _, change := range changes {
			odd++
			checkDay(t, zone, change)
		}
	}
	for _, old := range []struct {
		zone string
		at   time.Time
	}{
		{"Pacific/Apia", time.Date(2011, time.December, 30, 10, 0, 0, 0, time.UTC)},
		{"America/St_Johns", time.Date(2006, time.October, 29, 2, 31, 0, 0, time.UTC)}, // at 00:01 back to 23:01
		{"Asia/Manila", time.Date(1990, time.May, 20, 16, 0, 0, 0, time.UTC)},
	} {
		zone, err := time.LoadLocation(old.zone)
		if err != nil {
			t.Fatal(err)
		}
		checkDay(t, zone, old.at)
	}
	if odd < 100 {
		t.Errorf("only %d changes were looked at", odd)
	}
}

// checkDay compares what the clocks of a zone show around a change, minute by
// minute, with what At says.
func checkDay(t *testing.T, zone *time.Location, change time.Time) {
	t.Helper()
	type wall struct {
		day    Date
		minute int
	}
	shown := map[wall][]time.Time{}
	first := map[Date]time.Time{}
	start := change.Truncate(time.Minute).Add(-27 * time.Hour)
	for i := range 54 * 60 {
		at := start.Add(time.Duration(i) * time.Minute).In(zone)
		h, m, s := at.Clock()
		if s != 0 {
			continue
		}
		w := wall{DateOf(at), h*60 + m}
		shown[w] = append(shown[w], at)
		if _, seen := first[w.day]; !seen && i > 0 {
			first[w.day] = at
		}
	}
	about := []Date{DateOf(change.Add(-time.Minute).In(zone)), DateOf(change.In(zone))}
	for _, day := range slices.Compact(about) {
		for minute := 0; minute < 24*60; minute += 30 {
			compareWall(t, zone, day, minute, shown[wall{day, minute}])
			compareWall(t, zone, day, minute+7, shown[wall{day, minute + 7}])
		}
		if begins, known := first[day]; known && day != DateOf(start.In(zone)) && !day.In(zone).Equal(begins) {
			t.Errorf("%s: %s begins at %s, not %s", zone, day, begins, day.In(zone))
		}
	}
}

func compareWall(t *testing.T, zone *time.Location, day Date, minute int, want []time.Time) {
	t.Helper()
	got := day.At(minute/60, minute%60, 0, zone)
	if !slices.EqualFunc(got, want, time.Time.Equal) {
		t.Errorf("%s: %s %02d:%02d is %v, not %v", zone, day, minute/60, minute%60, got, want)
	}
	clock := time.Date(2000, 1, 1, 0, minute, 0, 0, time.UTC).Format("15:04")
	at, twice, err := day.Instant(clock, zone)
	switch {
	case len(want) == 0:
		if e, ok := AsError(err); !ok || e.Code != CodeInvalid || len(e.Help()) != 1 {
			t.Errorf("%s: %s %s does not exist, and is %s, %v", zone, day, clock, at, err)
		}
	case err != nil || !at.Equal(want[0]) || twice != (len(want) > 1):
		t.Errorf("%s: %s %s is %s, %t, %v", zone, day, clock, at, twice, err)
	}
	beside := day.Around(minute/60, minute%60, 0, zone)
	if len(day.At(12, 0, 0, zone)) > 0 && DateOf(beside) != day {
		t.Errorf("%s: around %s %s is %s", zone, day, clock, beside)
	}
}

// TestSkippedTimesAreRefused names the times before and behind the gap.
func TestSkippedTimesAreRefused(t *testing.T) {
	for _, test := range []struct{ zone, day, clock, message, help string }{
		{"America/New_York", "2026-03-08", "02:30", "02:30 does not exist on 2026-03-08: clocks in America/New_York are put forward over it", "Write 01:30 or 03:30."},
		{"Europe/Rome", "2026-03-29", "02:15", "02:15 does not exist on 2026-03-29: clocks in Europe/Rome are put forward over it", "Write 01:15 or 03:15."},
		{"America/Santiago", "2026-09-06", "00:30", "00:30 does not exist on 2026-09-06: clocks in America/Santiago are put forward over it", "Write 2026-09-05 23:30 or 01:30."},
		{"Asia/Beirut", "2026-03-29", "00:00", "00:00 does not exist on 2026-03-29: clocks in Asia/Beirut are put forward over it", "Write 2026-03-28 23:00 or 01:00."},
		{"Australia/Lord_Howe", "2026-10-04", "02:15", "02:15 does not exist on 2026-10-04: clocks in Australia/Lord_Howe are put forward over it", "Write 01:45 or 02:45."},
	} {
		zone, err := time.LoadLocation(test.zone)
		if err != nil {
			t.Fatal(err)
		}
		_, _, err = isoDate(test.day).Instant(test.clock, zone)
		refused(t, test.zone, err, test.message, test.help)
	}
}
