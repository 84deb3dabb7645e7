package book

import (
	"context"
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"crm/internal/crm"
)

// An almanac works out dates without the product: on days since 1970, with the
// list of holidays in testdata, and with arithmetic of its own.
type almanac map[string]bool

func readAlmanac(t *testing.T) almanac {
	t.Helper()
	data, err := os.ReadFile("../calendar/testdata/holidays-us.txt")
	if err != nil {
		t.Fatal(err)
	}
	off := almanac{}
	for line := range strings.Lines(string(data)) {
		off[line[:10]] = true
	}
	if len(off) < 50 {
		t.Fatalf("the list has %d holidays", len(off))
	}
	return off
}

const iso = "2006-01-02"

func at(day string) time.Time {
	t, err := time.Parse(iso, day)
	if err != nil {
		panic(err)
	}
	return t
}

func plusDays(day string, n int) string {
	return time.Unix(at(day).Unix()+int64(n)*86400, 0).UTC().Format(iso)
}

// plusMonths counts months by hand and takes the last day where the month is
// too short.
func plusMonths(day string, n int) string {
	var y, m, d int
	if _, err := fmt.Sscanf(day, "%d-%d-%d", &y, &m, &d); err != nil {
		panic(err)
	}
	for range n {
		if m++; m == 13 {
			y, m = y+1, 1
		}
	}
	return fmt.Sprintf("%04d-%02d-%02d", y, m, min(d, lengthOf(y, m)))
}

func lengthOf(y, m int) int {
	switch m {
	case 2:
		if y%4 == 0 && y%100 != 0 || y%400 == 0 {
			return 29
		}
		return 28
	case 4, 6, 9, 11:
		return 30
	}
	return 31
}

func (a almanac) worked(day string) bool {
	// 1 January 1970 was a Thursday.
	weekday := (at(day).Unix()/86400 + 4) % 7
	return weekday != 0 && weekday != 6 && !a[day]
}

// workedFrom is that day, or the next one that is worked.
func (a almanac) workedFrom(day string) string {
	for !a.worked(day) {
		day = plusDays(day, 1)
	}
	return day
}

// birthdayAfter looks at one day after the other; monthDay is "02-29".
func birthdayAfter(monthDay, day string) string {
	for {
		day = plusDays(day, 1)
		kept := monthDay
		if monthDay == "02-29" && lengthOf(at(day).Year(), 2) == 28 {
			kept = "02-28"
		}
		if day[5:] == kept {
			return day
		}
	}
}

// review is when somebody is called who wants to be called another time.
func review(today string, months int, monthDay string) string {
	due := plusMonths(today, months)
	if monthDay != "" {
		if before := plusDays(birthdayAfter(monthDay, today), -7); before > today && before < due {
			due = before
		}
	}
	return due
}

var frequencies = map[string]int{"": 6, "1-2-per-year": 6, "3-4-per-year": 3, "5-6-per-year": 2, "monthly": 1}

// drawDay draws a day of 2026 to 2029, so that what follows half a year later
// is in the list of holidays too; half of them are near a month's end or near
// a holiday.
func drawDay(r *rapid.T, off almanac, what string) string {
	day := plusDays("2026-01-01", rapid.IntRange(0, 4*365-1).Draw(r, what))
	switch rapid.IntRange(0, 3).Draw(r, "kind of day") {
	case 0:
		return fmt.Sprintf("%s-%02d", day[:7], lengthOf(at(day).Year(), int(at(day).Month())))
	case 1:
		var holidays []string
		for d := range off {
			if d < "2029-12-28" {
				holidays = append(holidays, d)
			}
		}
		slices.Sort(holidays)
		if near := plusDays(rapid.SampledFrom(holidays).Draw(r, "holiday"), -1); near >= "2026-01-01" {
			return near
		}
	}
	return day
}

// drawBirthday draws a day of the year, or none; 29 February is not rare.
func drawBirthday(r *rapid.T) string {
	switch rapid.IntRange(0, 5).Draw(r, "kind of birthday") {
	case 0:
		return ""
	case 1:
		return "02-29"
	}
	return plusDays("2028-01-01", rapid.IntRange(0, 365).Draw(r, "birthday"))[5:]
}

// TestDueDatesAgreeWithTheAlmanac compares the dates that rules give with
// those of the almanac.
func TestDueDatesAgreeWithTheAlmanac(t *testing.T) {
	t.Parallel()
	off := readAlmanac(t)
	d := newDesk(t, "2026-01-01")
	n := 0
	rapid.Check(t, func(r *rapid.T) {
		today := drawDay(r, off, "today")
		monthDay := drawBirthday(r)
		birthday := ""
		if monthDay != "" {
			birthday = "--" + monthDay
		}
		frequency := rapid.SampledFrom(slices.Sorted(maps.Keys(frequencies))).Draw(r, "frequency")
		lastCall := ""
		if rapid.Bool().Draw(r, "known to be called") {
			lastCall = plusDays(today, -rapid.IntRange(0, 400).Draw(r, "days ago"))
		}
		d.on(today)
		b, err := Open(r.Context(), d.options())
		if err != nil {
			r.Fatal(err)
		}
		defer b.Close()
		somebody := func(stage string, pairs ...string) int64 {
			n++
			values := Values{"name": {fmt.Sprintf("Somebody %d", n)}}
			for i := 0; i < len(pairs); i += 2 {
				values[pairs[i]] = []string{pairs[i+1]}
			}
			o, err := b.AddContact(r.Context(), "contact add", NewContact{Values: values, Stage: stage})
			if err != nil {
				r.Fatal(err)
			}
			return crm.IDOf(o.Subjects[0])
		}
		log := func(contact int64, result string) {
			if _, err := b.LogCall(r.Context(), fmt.Sprint(contact), CallLog{Result: result}); err != nil {
				r.Fatal(err)
			}
		}
		want := func(what string, contact int64, callType, due string) {
			got := "none"
			err := b.read(r.Context(), func(v reader) error {
				open, err := v.tx.OpenActivities(contact)
				for _, a := range open {
					if a.CallType == callType {
						got = a.Due.String()
					}
				}
				return err
			})
			if err != nil || got != due {
				r.Errorf("%s on %s, birthday %q, frequency %q, last call %q: %s call due %s, want %s", what, today, birthday, frequency, lastCall, callType, got, due)
			}
		}
		tomorrow := plusDays(today, 1)

		lead := somebody(crm.StageLead, "birthday", birthday)
		want("a new lead", lead, crm.ReferralCall, off.workedFrom(tomorrow))
		if monthDay != "" {
			want("a new lead", lead, crm.BirthdayCall, birthdayAfter(monthDay, today))
		}
		log(lead, crm.NoReach)
		want("not reached", lead, crm.ReferralCall, off.workedFrom(tomorrow))
		log(lead, crm.StayInTouch)
		want("stay in touch", lead, crm.ReviewCall, review(today, 6, monthDay))
		if monthDay != "" {
			want("spoken to", lead, crm.BirthdayCall, birthdayAfter(monthDay, plusDays(today, 14)))
		}

		client := somebody(crm.StageClient, "birthday", birthday, "call_frequency", frequency, "last_call", lastCall)
		due := plusMonths(today, frequencies[frequency])
		if lastCall != "" {
			if due = plusMonths(lastCall, frequencies[frequency]); due < today {
				due = off.workedFrom(tomorrow)
			}
		}
		want("a client", client, crm.ReviewCall, due)
		if monthDay != "" {
			from := today
			if lastCall != "" {
				from = max(from, plusDays(lastCall, 14))
			}
			want("a client", client, crm.BirthdayCall, birthdayAfter(monthDay, from))
		}
		log(client, crm.AppointmentResult)
		if lastCall != today { // a second conversation of a day is no later one
			want("an appointment", client, crm.ReviewCall, plusMonths(today, frequencies[frequency]))
		}
	})
}

// TestBirthdayCallIsNeverMadeTwiceForABirthday closes a birthday call early,
// on the day or late, with every result, whatever the quiet days are: the next
// one is for a later birthday.
func TestBirthdayCallIsNeverMadeTwiceForABirthday(t *testing.T) {
	t.Parallel()
	for _, quiet := range []string{"14", "0"} {
		for _, early := range []int{40, 15, 3, 1, 0, -3} {
			for _, result := range []string{crm.StayInTouch, crm.AppointmentResult, crm.NoReach} {
				t.Run(fmt.Sprintf("quiet %s, %d days early, %s", quiet, early, result), func(t *testing.T) {
					d := newDesk(t, "2026-10-01")
					d.must(func(ctx context.Context, b *Book) (*crm.Outcome, error) { return b.Set(ctx, "birthday_quiet", quiet) })
					jane := d.add(crm.StageProspect, "Jane Hudson", "birthday", "--12-05")
					d.wantPlan(jane, "birthday 2026-12-05")
					d.on(plusDays("2026-12-05", -early))
					d.log(d.callOf(jane, crm.BirthdayCall), CallLog{Result: result})
					if !slices.Contains(d.plan(jane), "birthday 2027-12-05") || slices.Contains(d.plan(jane), "birthday 2026-12-05") {
						t.Errorf("open: %q, want the next birthday call in 2027", d.plan(jane))
					}
				})
			}
		}
	}
}

// callOf is the number of the first open call of that type.
func (d *desk) callOf(contact int64, callType string) int64 {
	d.t.Helper()
	var id int64
	d.look(func(v reader) {
		open, err := v.tx.OpenActivities(contact)
		if err != nil {
			d.t.Fatal(err)
		}
		for _, a := range open {
			if a.Kind == crm.Call && a.CallType == callType && id == 0 {
				id = a.ID
			}
		}
	})
	if id == 0 {
		d.t.Fatalf("no open call of type %q with %d", callType, contact)
	}
	return id
}
