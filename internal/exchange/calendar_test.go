package exchange

import (
	"bufio"
	"bytes"
	"fmt"
	"runtime"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"crm/internal/crm"
	"crm/internal/fold"
)

// within is the window of tests: from 25 November 2026 on, for some months, in New York.
func within(t testing.TB, months int) CalendarWindow {
	t.Helper()
	zone, err := time.LoadLocation("America/New_York")
	if err != nil {
		t.Fatal(err)
	}
	from := crm.Date{Year: 2026, Month: time.November, Day: 25}
	return CalendarWindow{From: from, To: from.AddMonths(months), Zone: zone}
}

// calendarOf is a file with events of those lines.
func calendarOf(events ...string) string {
	var b strings.Builder
	b.WriteString("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n")
	for _, event := range events {
		b.WriteString("BEGIN:VEVENT\r\n" + strings.ReplaceAll(strings.TrimSpace(event), "\n", "\r\n") + "\r\nEND:VEVENT\r\n")
	}
	return b.String() + "END:VCALENDAR\r\n"
}

// told is an entry in a line: when it is in New York, and what is special about it.
func told(e CalendarEntry, zone *time.Location) string {
	if e.Fault != nil {
		return "fault: " + e.Fault.Error()
	}
	text := e.Start.In(zone).Format("2006-01-02 15:04")
	if e.End.After(e.Start) {
		text += " " + e.End.Sub(e.Start).String()
	}
	if e.WholeDay {
		text += " whole"
	}
	if e.Cancelled {
		text += " cancelled"
	}
	return text
}

func TestCalendarTimes(t *testing.T) {
	w := within(t, 3)
	for _, c := range []struct{ event, want string }{
		{"DTSTART:20261201T150000Z\nDTEND:20261201T160000Z", "2026-12-01 10:00 1h0m0s"},
		{"DTSTART:20261201T100000", "2026-12-01 10:00"}, // floating
		{"DTSTART;TZID=Europe/Rome:20261201T160000\nDURATION:PT1H30M", "2026-12-01 10:00 1h30m0s"},
		{"DTSTART;TZID=Eastern Standard Time:20261201T100000", "2026-12-01 10:00"},
		{"DTSTART;TZID=\"W. Europe Standard Time\":20260701T160000", "2026-07-01 10:00"},
		{"DTSTART;TZID=/mozilla.org/20050126_1/Europe/Berlin:20261201T160000", "2026-12-01 10:00"},
		{"DTSTART;TZID=/freeassociation.sourceforge.net/America/Argentina/Buenos_Aires:20261201T120000", "2026-12-01 10:00"},
		{"DTSTART;TZID=\"tzone://Microsoft/Utc\":20261201T150000", "2026-12-01 10:00"},
		{"DTSTART;VALUE=DATE:20261201", "2026-12-01 00:00 24h0m0s whole"},
		{"DTSTART;VALUE=DATE:20261201\nDTEND;VALUE=DATE:20261203", "2026-12-01 00:00 48h0m0s whole"},
		{"DTSTART;VALUE=DATE:20261101\nDURATION:P1D", "2026-11-01 00:00 25h0m0s whole"}, // clocks go back
		{"DTSTART:20270314T023000", "2027-03-14 03:30"},                                 // what clocks skip counts as before
		{"DTSTART:20261101T013000\nDTEND:20261101T013000", "2026-11-01 01:30"},
		{"DTSTART:20261201T150000Z\nDTEND:20261201T140000Z", "2026-12-01 10:00"}, // it ends before it begins
		{"DTSTART:20261201T150000Z\nDURATION:-PT1H", "2026-12-01 10:00"},
		{"DTSTART;TZID=\"(UTC-05:00) Eastern Time (US & Canada)\":20260701T100000", "2026-07-01 10:00"},
		{"DTSTART;TZID=(UTC-05:00) Eastern Time (US & Canada):20261201T100000", "2026-12-01 10:00"},
		{"DTSTART;TZID=(GMT-08:00) Pacific Time (US & Canada):20260701T070000", "2026-07-01 10:00"},
		{"DTSTART;TZID=\"(UTC+01:00) Amsterdam, Berlin, Bern, Rome, Stockholm, Vienna\":20260701T160000", "2026-07-01 10:00"},
		{"DTSTART;TZID=\"(UTC+09:00) Osaka, Sapporo, Tokyo\":20261202T000000", "2026-12-01 10:00"},
		{"DTSTART;TZID=\"(UTC+09:00) 大阪、札幌、東京\":20261202T000000", "2026-12-01 10:00"},
		{"DTSTART;TZID=(UTC) Coordinated Universal Time:20261201T150000", "2026-12-01 10:00"},
		{"DTSTART;TZID=(UTC-05:00) Somewhere else:20260701T100000", `fault: the time zone "(UTC-05:00) Somewhere else" is not known`},
		{"DTSTART;TZID=(UTC-05:00):20260701T100000", `fault: the time zone "(UTC-05:00)" is not known`},
		{"DTSTART;TZID=Nowhere/At_All:20261201T100000", `fault: the time zone "Nowhere/At_All" is not known`},
		{"DTSTART:2026", `fault: "2026" is not a time`},
		{"DTSTART:20261301T100000Z", `fault: "20261301T100000Z" is not a time`},
		{"DTSTART:99991201T100000Z", "fault: DTSTART is in the year 9999"},
		{"SUMMARY:Nothing else", "fault: it has no DTSTART"},
		{"DTSTART:20261201T150000Z\nRRULE:FREQ=SECONDLY", `fault: "FREQ=SECONDLY" repeats itself more than once a day`},
		{"DTSTART:20261201T150000Z\nRRULE:FREQ=DAILY;INTERVAL=2147483647", `fault: "FREQ=DAILY;INTERVAL=2147483647" has an interval of more than 1000`},
		{"DTSTART:20261201T150000Z\nRRULE:NONSENSE", `fault: "NONSENSE" does not say how it repeats itself`},
	} {
		calendar, err := ReadCalendar(strings.NewReader(calendarOf("UID:x\n"+c.event)), w)
		if err != nil {
			t.Errorf("%s: %v", c.event, err)
			continue
		}
		if got := told(calendar.Entries[0], w.Zone); len(calendar.Entries) != 1 || got != c.want {
			t.Errorf("%q is %s, want %s", c.event, got, c.want)
		}
	}
}

func TestCalendarRepeats(t *testing.T) {
	w := within(t, 1)
	for name, c := range map[string]struct {
		events []string
		want   []string
	}{
		"weekly over a change of the clocks elsewhere": {
			[]string{"UID:a\nDTSTART;TZID=Europe/Rome:20261015T160000\nRRULE:FREQ=WEEKLY;BYDAY=TH"},
			[]string{"2026-11-26 10:00", "2026-12-03 10:00", "2026-12-10 10:00", "2026-12-17 10:00", "2026-12-24 10:00"},
		},
		"without some days": {
			[]string{"UID:a\nDTSTART:20261201T150000Z\nRRULE:FREQ=DAILY;COUNT=4\nEXDATE:20261202T150000Z,20261203T150000Z"},
			[]string{"2026-12-01 10:00", "2026-12-04 10:00"},
		},
		"with further days": {
			[]string{"UID:a\nDTSTART:20261201T150000Z\nRDATE:20261205T150000Z\nRDATE;VALUE=PERIOD:20261206T150000Z/PT1H"},
			[]string{"2026-12-01 10:00", "2026-12-05 10:00", "2026-12-06 10:00"},
		},
		"up to a day": {
			[]string{"UID:a\nDTSTART;TZID=America/New_York:20261201T200000\nRRULE:FREQ=DAILY;UNTIL=20261203T010000Z"},
			[]string{"2026-12-01 20:00", "2026-12-02 20:00"},
		},
		"up to a day without a time": {
			[]string{"UID:a\nDTSTART;VALUE=DATE:20261201\nRRULE:FREQ=DAILY;UNTIL=20261202"},
			[]string{"2026-12-01 00:00 24h0m0s whole", "2026-12-02 00:00 24h0m0s whole"},
		},
		"one of them moved, and one cancelled": {
			[]string{
				"UID:a\nDTSTART:20261201T150000Z\nRRULE:FREQ=DAILY;COUNT=3",
				"UID:a\nRECURRENCE-ID:20261202T150000Z\nDTSTART:20261202T200000Z",
				"UID:a\nRECURRENCE-ID:20261203T150000Z\nDTSTART:20261203T150000Z\nSTATUS:CANCELLED",
			},
			[]string{"2026-12-01 10:00", "2026-12-02 15:00", "2026-12-03 10:00 cancelled"},
		},
		"those from a day on moved, and one of these again": {
			[]string{
				"UID:a\nRECURRENCE-ID;RANGE=THISANDFUTURE;TZID=Europe/Rome:20261203T160000\nDTSTART:20261203T180000Z\nDURATION:PT2H",
				"UID:a\nDTSTART:20261201T150000Z\nRRULE:FREQ=DAILY;COUNT=5",
				"UID:a\nRECURRENCE-ID:20261204T150000Z\nDTSTART:20261204T160000Z",
			},
			[]string{"2026-12-03 13:00 2h0m0s", "2026-12-05 13:00 2h0m0s", "2026-12-01 10:00", "2026-12-02 10:00", "2026-12-04 11:00"},
		},
		"whole days of which the later ones have a time": {
			[]string{
				"UID:a\nDTSTART;VALUE=DATE:20261201\nRRULE:FREQ=DAILY;COUNT=3",
				"UID:a\nRECURRENCE-ID;RANGE=THISANDFUTURE;VALUE=DATE:20261202\nDTSTART:20261202T150000Z",
			},
			[]string{"2026-12-01 00:00 24h0m0s whole", "2026-12-02 10:00", "2026-12-03 10:00"},
		},
		"those from a day on cancelled": {
			[]string{
				"UID:a\nDTSTART:20261201T150000Z\nRRULE:FREQ=DAILY;COUNT=5",
				"UID:a\nRECURRENCE-ID;RANGE=THISANDFUTURE:20261203T150000Z\nDTSTART:20261203T150000Z\nSTATUS:CANCELLED",
			},
			[]string{"2026-12-01 10:00", "2026-12-02 10:00", "2026-12-03 10:00 cancelled"},
		},
		"those from a day on moved of what the file does not have": {
			[]string{"UID:a\nRECURRENCE-ID;RANGE=THISANDFUTURE:20261203T150000Z\nDTSTART:20261203T180000Z"},
			[]string{"fault: it moves all later ones as well: export the whole calendar"},
		},
		"without a day that is named by its date": {
			[]string{"UID:a\nDTSTART;TZID=Pacific Standard Time:20261201T090000\nRRULE:FREQ=DAILY;COUNT=3\nEXDATE;VALUE=DATE:20261202"},
			[]string{"2026-12-01 12:00", "2026-12-03 12:00"},
		},
		"over before": {[]string{"UID:a\nDTSTART:20200101T150000Z\nRRULE:FREQ=DAILY;COUNT=10"}, nil},
		"the last Friday": {
			[]string{"UID:a\nDTSTART:20260130T150000Z\nRRULE:FREQ=MONTHLY;BYDAY=-1FR"},
			[]string{"2026-11-27 10:00", "2026-12-25 10:00"},
		},
		"never": {[]string{"UID:a\nDTSTART:20260130T150000Z\nRRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=31"}, nil},
	} {
		calendar, err := ReadCalendar(strings.NewReader(calendarOf(c.events...)), w)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		var got []string
		for _, e := range calendar.Entries {
			got = append(got, told(e, w.Zone))
		}
		if fmt.Sprint(got) != fmt.Sprint(c.want) {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

// TestZoneOfFile: a zone that nobody knows has the rules that the file gives for it.
func TestZoneOfFile(t *testing.T) {
	w := within(t, 3)
	zone := "BEGIN:VTIMEZONE\nTZID:Customized Time Zone\nBEGIN:STANDARD\nDTSTART:16011104T020000\nRRULE:FREQ=YEARLY;BYDAY=1SU;BYMONTH=11\nTZOFFSETFROM:-0400\nTZOFFSETTO:-0500\nEND:STANDARD\n" +
		"BEGIN:DAYLIGHT\nDTSTART:16010311T020000\nRRULE:FREQ=YEARLY;BYDAY=2SU;BYMONTH=3\nTZOFFSETFROM:-0500\nTZOFFSETTO:-0400\nEND:DAYLIGHT\nEND:VTIMEZONE\n"
	for wall, want := range map[string]string{"20261201T100000": "2026-12-01 10:00", "20270701T100000": "2027-07-01 10:00", "20261031T100000": "2026-10-31 10:00", "20261102T100000": "2026-11-02 10:00"} {
		text := "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:x\nDTSTART;TZID=Customized Time Zone:" + wall + "\nEND:VEVENT\n" + zone + "END:VCALENDAR\n"
		calendar, err := ReadCalendar(strings.NewReader(text), w)
		if err != nil {
			t.Fatal(err)
		}
		if got := told(calendar.Entries[0], w.Zone); got != want {
			t.Errorf("%s is %s, want %s", wall, got, want)
		}
	}
}

// TestWindowsZones: every zone of Windows is one that is known, also as Windows shows it.
func TestWindowsZones(t *testing.T) {
	n := 0
	for line := range strings.Lines(windowsZones) {
		name, _, ok := strings.Cut(line, "=")
		if !ok {
			continue
		}
		n++
		for _, shown := range []string{strings.TrimSpace(name), "(UTC-01:00) " + strings.TrimSpace(name)} {
			if _, known := zoneNamed(shown); !known {
				t.Errorf("%s is not known", shown)
			}
		}
	}
	if n < 130 {
		t.Errorf("%d zones", n)
	}
}

// hostile are calendars that somebody may have made to do harm.
func hostile() map[string]string {
	deep := strings.Repeat("BEGIN:VEVENT\r\n", 200_000)
	return map[string]string{
		"empty":            "",
		"nested":           "BEGIN:VCALENDAR\r\n" + deep,
		"a long line":      "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:x\r\nDTSTART:20261201T100000Z\r\nSUMMARY:" + strings.Repeat("x", 10<<20) + "\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n",
		"folded":           "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:x\r\nDTSTART:20261201T100000Z\r\nATTACH;ENCODING=BASE64:" + strings.Repeat("eHh4eHh4\r\n ", 1<<20) + "\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n",
		"unterminated":     "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:x\r\n",
		"every second":     calendarOf("UID:x\nDTSTART:19000101T000000Z\nRRULE:FREQ=SECONDLY"),
		"never":            calendarOf(strings.Repeat("RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=31\n", 50) + "UID:x\nDTSTART:19000101T000000Z"),
		"a far weekday":    calendarOf("UID:x\nDTSTART:19000101T000000Z\nRRULE:FREQ=YEARLY;BYDAY=+53MO,-53SU;BYWEEKNO=53;BYYEARDAY=366"),
		"many invited":     calendarOf("UID:x\nDTSTART:20261201T100000Z\n" + strings.Repeat("ATTENDEE:mailto:a@example.com\n", 9000)),
		"many series":      calendarOf(slices200("UID:%d\nDTSTART:20200101T100000Z\nRRULE:FREQ=DAILY")...),
		"many dates":       calendarOf("UID:x\nDTSTART:20200101T100000Z\nRDATE:" + strings.Repeat("20261201T100000Z,", 50_000) + "20261201T100000Z"),
		"zeros":            "BEGIN:VCALENDAR\x00\r\n",
		"a zone of itself": "BEGIN:VCALENDAR\nBEGIN:VTIMEZONE\nTZID:A\nX-LIC-LOCATION:A\nBEGIN:STANDARD\nDTSTART:19700101T000000\nTZOFFSETFROM:+2500\nTZOFFSETTO:-9999\nRRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=31\nEND:STANDARD\nEND:VTIMEZONE\nBEGIN:VEVENT\nUID:1\nDTSTART;TZID=A:20261201T100000\nRRULE:FREQ=DAILY\nEND:VEVENT\nEND:VCALENDAR\n",
	}
}

func slices200(form string) (all []string) {
	for i := range 200 {
		all = append(all, fmt.Sprintf(form, i))
	}
	return all
}

// TestHostileCalendars: whatever a file has, it is read or rejected soon and in little memory.
func TestHostileCalendars(t *testing.T) {
	w := within(t, 24)
	for name, text := range hostile() {
		var before, after runtime.MemStats
		runtime.GC()
		runtime.ReadMemStats(&before)
		began := time.Now()
		calendar, err := ReadCalendar(strings.NewReader(text), w)
		took := time.Since(began)
		runtime.ReadMemStats(&after)
		if took > 2*time.Second {
			t.Errorf("%s took %s", name, took)
		}
		if used := int64(after.Sys) - int64(before.Sys); used > 300<<20 {
			t.Errorf("%s used %d MiB", name, used>>20)
		}
		if err == nil && calendar == nil {
			t.Errorf("%s: neither", name)
		}
	}
}

func FuzzCalendar(f *testing.F) {
	for _, text := range hostile() {
		f.Add([]byte(text[:min(len(text), 2000)]))
	}
	f.Add([]byte(calendarOf("UID:a\nDTSTART;TZID=Europe/Rome:20261015T160000\nRRULE:FREQ=WEEKLY;BYDAY=TH\nEXDATE:20261202T150000Z\nATTENDEE;CN=\"A, B\":mailto:a@example.com")))
	w := within(f, 3)
	f.Fuzz(func(t *testing.T, text []byte) {
		began := time.Now()
		calendar, err := ReadCalendar(bytes.NewReader(text), w)
		if took := time.Since(began); took > 2*time.Second {
			t.Errorf("took %s", took)
		}
		if err != nil {
			return
		}
		for _, e := range calendar.Entries {
			if e.Fault == nil && e.End.Before(e.Start) {
				t.Errorf("%v ends before it begins", e)
			}
		}
		IsCalendar(bufio.NewReader(bytes.NewReader(text)))
	})
}

// TestCalendarsAreReadAsTheyWereWritten: whatever an event says, it says the same again.
func TestCalendarsAreReadAsTheyWereWritten(t *testing.T) {
	w := within(t, 24)
	rapid.Check(t, func(r *rapid.T) {
		text := rapid.Custom(func(r *rapid.T) string {
			return fold.Clean(rapid.StringOf(rapid.RuneFrom([]rune("ab ,;:\\\"n\n山é😀=<&^'"))).Draw(r, "text"))
		})
		var written []CalendarEvent
		var out bytes.Buffer
		to := NewCalendar(&out, rapid.SampledFrom([]string{"", "REQUEST"}).Draw(r, "method"), "crm")
		for i := range rapid.IntRange(1, 4).Draw(r, "events") {
			start := time.Unix(rapid.Int64Range(1_796_000_000, 1_830_000_000).Draw(r, "start"), 0).UTC()
			e := CalendarEvent{
				UID: fmt.Sprintf("%d@crm", i), Sequence: rapid.Int64Range(0, 99).Draw(r, "sequence"), Changed: start,
				Summary: text.Draw(r, "summary"), Place: text.Draw(r, "place"), Note: text.Draw(r, "note"), Cancelled: rapid.Bool().Draw(r, "cancelled"),
				Attendees: []Invited{{Name: fold.Clean(strings.ReplaceAll(text.Draw(r, "name"), "\n", " ")), Email: "a@example.com"}},
			}
			if e.Days = rapid.IntRange(0, 3).Draw(r, "days"); e.Days > 0 {
				e.Day = crm.DateOf(start)
			} else {
				e.Start, e.End = start, start.Add(time.Duration(rapid.IntRange(0, 3000).Draw(r, "minutes"))*time.Minute)
			}
			to.Write(e)
			written = append(written, e)
		}
		to.Close()
		for line := range strings.SplitSeq(strings.TrimSuffix(out.String(), "\r\n"), "\r\n") {
			if len(line) > 75 || strings.ContainsAny(line, "\r\n") {
				r.Fatalf("a line of %d bytes: %q", len(line), line)
			}
		}
		read, err := ReadCalendar(bytes.NewReader(out.Bytes()), w)
		if err != nil || len(read.Entries) != len(written) {
			r.Fatalf("%v, %d of %d events of\n%s", err, len(read.Entries), len(written), out.String())
		}
		for i, e := range read.Entries {
			want := written[i]
			if want.Days > 0 {
				want.Start, _, _ = want.Day.Instant("00:00", w.Zone)
				want.End, _, _ = want.Day.AddDays(want.Days).Instant("00:00", w.Zone)
			}
			if e.UID != want.UID || e.Sequence != want.Sequence || e.Summary != want.Summary || e.Place != want.Place || e.Cancelled != want.Cancelled || !e.Start.Equal(want.Start) || !e.End.Equal(want.End) || e.Fault != nil {
				r.Fatalf("%+v\nis\n%+v\nin\n%s", want, e, out.String())
			}
			if len(e.People) != 1 || e.People[0] != want.Attendees[0] {
				r.Fatalf("%+v are %+v in\n%s", want.Attendees, e.People, out.String())
			}
			if !strings.Contains(want.Note, "<") && e.Note != want.Note {
				r.Fatalf("the note %q is %q", want.Note, e.Note)
			}
		}
	})
}
