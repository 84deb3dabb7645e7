package calendar

import (
	"os"
	"slices"
	"strings"
	"testing"
	"time"
)

// keptTable returns the lines of a kept file: what stands before " = ", and the words behind it.
func keptTable(t *testing.T, name string, yield func(where string, words []string)) {
	t.Helper()
	data, err := os.ReadFile("testdata/" + name)
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(data)) {
		if where, words, ok := strings.Cut(line, " = "); ok && !strings.HasPrefix(line, "#") {
			yield(where, strings.Fields(words))
		}
	}
}

// clocksOf are the differences from UTC in winter and in summer in some time zones.
func clocksOf(t *testing.T, names []string) (all [][2]int) {
	t.Helper()
	for _, zone := range locations(t, names) {
		var both [2]int
		for i, month := range []time.Month{time.January, time.July} {
			_, both[i] = time.Date(2026, month, 15, 12, 0, 0, 0, time.UTC).In(zone).Zone()
		}
		if !slices.Contains(all, both) {
			all = append(all, both)
		}
	}
	return all
}

// TestAreaCodesHaveASecondSource: an area code is in every time zone in which libphonenumber
// has it. The exceptions are named.
func TestAreaCodesHaveASecondSource(t *testing.T) {
	differs := map[string]string{
		"474": "Saskatchewan has no summer time; the source has Manitoba's",
		"689": "an overlay of Orlando, which is on Eastern time; the source has Central",
		"709": "a part of Labrador that keeps Atlantic time in summer is smaller than a prefix of the table",
		"867": "Yukon has kept summer time since 2020; the source has Vancouver's",
		"879": "as 709, whose overlay it is",
		"907": "a few prefixes of the Aleutians, which have summer time, stand under Honolulu there",
	}
	seen := 0
	keptTable(t, "areacodes.txt", func(where string, codes []string) {
		for _, code := range codes {
			seen++
			_, zones := ZonesOfPhone("+1"+code+"5550101", "us")
			ours := clocksOf(t, zones)
			lacks := slices.ContainsFunc(clocksOf(t, strings.Fields(where)), func(clock [2]int) bool { return !slices.Contains(ours, clock) })
			if _, named := differs[code]; lacks != named {
				t.Errorf("%s is in %s, and in the second source in %s", code, strings.Join(zones, " "), where)
			}
		}
	})
	if seen < 400 {
		t.Errorf("%d area codes", seen)
	}
}

// TestStatesHaveASecondSource: no state of the table allows a call that the second source
// forbids, but for what is named, and it has every area code that the state has there.
func TestStatesHaveASecondSource(t *testing.T) {
	differs := map[string]bool{
		"PA 1": true, // a Saturday until noon, which no other list has
	}
	seen := 0
	keptTable(t, "callstates.txt", func(where string, codes []string) {
		words := strings.Fields(where)
		state, there := words[0], words[1:]
		hours, ours, ok := callState("us", state)
		if !ok || len(hours) != 4 {
			t.Errorf("%s has no hours", state)
			return
		}
		seen++
		for i, text := range there {
			if text == "?" || differs[state+" "+itoa(i)] {
				continue
			}
			if mine := spansOf(hours[i]); !slices.Equal(within(mine, spansOf(text)), mine) {
				t.Errorf("%s allows %s on day %d, and the second source %s", state, hours[i], i, text)
			}
		}
		for _, code := range codes {
			if !slices.Contains(ours, code) {
				t.Errorf("%s lacks the area code %s", state, code)
			}
			if got := RegionOfPhone(code+"-555-0101", "us"); got != state {
				t.Errorf("%s is in %q, want %s", code, got, state)
			}
		}
	})
	if lines := strings.Count(callStates, " = "); seen != lines {
		t.Errorf("%d of %d states have a second source", seen, lines)
	}
}

func itoa(i int) string { return string(rune('0' + i)) }
