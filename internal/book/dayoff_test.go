package book

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"crm/internal/crm"
)

func (d *desk) closed(when ...string) *crm.Outcome {
	d.t.Helper()
	var days []NewDayOff
	for _, w := range when {
		days = append(days, NewDayOff{When: w})
	}
	return d.must(func(ctx context.Context, b *Book) (*crm.Outcome, error) { return b.AddDaysOff(ctx, days, false) })
}

// notices are the codes of an outcome's notices, each with its activity.
func notices(o *crm.Outcome) []string {
	var codes []string
	for _, n := range o.Notices {
		code := n.Code
		if a, ok := n.Values["activity"].(*crm.Activity); ok {
			code += fmt.Sprintf(" %d", a.ID)
		}
		codes = append(codes, code)
	}
	return codes
}

// TestPlannedOnANewDayOff: what rules put on working days moves inside the change
// that makes the day off; reviews, birthdays, promises and appointments stay on their day
// and are named; undo takes it all back.
func TestPlannedOnANewDayOff(t *testing.T) {
	t.Parallel()
	d := newDesk(t, "2026-11-24") // Tuesday
	lead := d.add(crm.StageLead, "Jane Hudson")
	birthday := d.add(crm.StageClient, "Mike Brandt", "birthday", "--11-25", "last_call", "2026-05-25")
	d.addCall("Jane Hudson", "2026-11-25", "")
	promise := d.callOf(lead, "")
	d.addAppointment("Jane Hudson", "2026-11-25 10:00")
	lines, client := d.plan(lead), d.plan(birthday)
	o := d.closed("2026-11-25")
	d.wantPlan(birthday, client...)
	if !slices.ContainsFunc(d.plan(lead), func(line string) bool { return strings.HasPrefix(line, "referral 2026-11-27") }) { // over Thanksgiving
		t.Errorf("the referral call was not moved: %v", d.plan(lead))
	}
	if got := notices(o); !slices.Contains(got, fmt.Sprintf("stays-on-day-off %d", promise)) || len(got) != 4 {
		t.Errorf("notices %v, want the promise %d, the appointment, the review and the birthday", got, promise)
	}
	d.must(func(ctx context.Context, b *Book) (*crm.Outcome, error) { return b.Undo(ctx, 0, "") })
	d.wantPlan(lead, lines...)
	d.raw().invariants()
}

// TestPlannedOnADayThatIsWorkedAgain: what had been put behind days off comes back as they
// become working days, by one step or by several, and on no day that is past.
func TestPlannedOnADayThatIsWorkedAgain(t *testing.T) {
	t.Parallel()
	d := newDesk(t, "2026-11-13") // Friday
	remove := func(day string) {
		d.must(func(ctx context.Context, b *Book) (*crm.Outcome, error) { return b.RemoveDaysOff(ctx, day, nil, false) })
	}
	d.closed("2026-11-16..2026-11-17")
	put := d.add(crm.StageLead, "Jane Hudson")
	d.wantPlan(put, "referral 2026-11-18")
	d.closed("2026-11-18..2026-11-20")
	d.wantPlan(put, "referral 2026-11-23")
	remove("2026-11-20")
	d.wantPlan(put, "referral 2026-11-20")
	remove("2026-11-16..2026-11-19")
	d.wantPlan(put, "referral 2026-11-16")
	d.must(func(ctx context.Context, b *Book) (*crm.Outcome, error) { return b.Undo(ctx, 0, "") })
	d.wantPlan(put, "referral 2026-11-20")
	d.on("2026-11-18")
	remove("2026-11-16..2026-11-19")
	d.wantPlan(put, "referral 2026-11-18")
	d.raw().invariants()
}

// TestMovedBySettings: a country, a region, a weekend make days off as well.
func TestMovedBySettings(t *testing.T) {
	t.Parallel()
	for _, test := range []struct{ key, value, want string }{
		{"country", "jp", "2026-11-24"},
		{"weekend", "mon,tue", "2026-11-25"},
		{"weekend", "fri,sat", "2026-11-22"},
		{"country", "none", "2026-11-23"},
	} {
		d := newDesk(t, "2026-11-20") // Friday; Monday is a holiday in Japan
		lead := d.add(crm.StageLead, "Jane Hudson")
		d.must(func(ctx context.Context, b *Book) (*crm.Outcome, error) { return b.Set(ctx, test.key, test.value) })
		d.wantPlan(lead, "referral "+test.want)
	}
	d := newDesk(t, "2026-12-04", func(s *crm.Settings) { s.Country = "es" })
	lead := d.add(crm.StageLead, "Jane Hudson")
	d.wantPlan(lead, "referral 2026-12-07")
	d.must(func(ctx context.Context, b *Book) (*crm.Outcome, error) { return b.Set(ctx, "region", "Madrid") })
	d.wantPlan(lead, "referral 2026-12-09") // the Constitution of Sunday, and the Immaculate Conception
	o := d.must(func(ctx context.Context, b *Book) (*crm.Outcome, error) { return b.Set(ctx, "country", "it") })
	if s := o.Subjects[0].(*crm.Settings); s.Region != "" {
		t.Errorf("Italy has the region %s", s.Region)
	}
}

func TestDaysOffWritten(t *testing.T) {
	t.Parallel()
	d := newDesk(t, "2026-07-09")
	for _, test := range []struct {
		when  string
		every bool
		want  crm.Day
	}{
		{"2026-08-10", false, crm.Day{Date: date("2026-08-10")}},
		{"2026-08-10..2026-08-21", false, crm.Day{Date: date("2026-08-10"), Last: date("2026-08-21")}},
		{"2026-08-31 .. 2026-08-31", false, crm.Day{Date: date("2026-08-31")}},
		{"tomorrow..+2w", false, crm.Day{Date: date("2026-07-10"), Last: date("2026-07-23")}},
		{"12-24", true, crm.Day{Every: "12-24"}},
		{"05-12", true, crm.Day{Every: "05-12"}},
		{"24 dec", true, crm.Day{Every: "12-24"}},
		{"2026-12-24", true, crm.Day{Every: "12-24"}},
		{"12-24..01-06", true, crm.Day{Every: "12-24..01-06"}},
		{"--12-24", false, crm.Day{Every: "12-24"}},
		{"Easter-2", false, crm.Day{Every: "easter-2"}},
		{"easter+1..easter+5", true, crm.Day{Every: "easter+1..easter+5"}},
	} {
		o := d.must(func(ctx context.Context, b *Book) (*crm.Outcome, error) {
			return b.AddDaysOff(ctx, []NewDayOff{{When: test.when}}, test.every)
		})
		if got := o.Subjects[0].(*crm.Settings).DaysOff; !slices.Equal(got, crm.Days{test.want}) {
			t.Errorf("%q: %v, want %v", test.when, got, test.want)
		}
		d.must(func(ctx context.Context, b *Book) (*crm.Outcome, error) { return b.Undo(ctx, 0, "") })
	}
	for _, test := range []struct {
		when  string
		every bool
		code  crm.Code
	}{
		{"2026-08-21..2026-08-10", false, crm.CodeInvalid},
		{"2026-01-01..2027-01-02", false, crm.CodeInvalid},
		{"2026-02-30", false, crm.CodeInvalid},
		{"2026-08-10..", false, crm.CodeInvalid},
		{"", false, crm.CodeInvalid},
		{"13-01", true, crm.CodeInvalid},
		{"easter-999", true, crm.CodeInvalid},
		{"easter2", true, crm.CodeInvalid},
		{"01-01..12-31", true, crm.CodeInvalid},
		{"2026-11-26", false, crm.CodeConflict},
	} {
		d.wantCode(test.when, test.code, func(ctx context.Context, b *Book) (*crm.Outcome, error) {
			return b.AddDaysOff(ctx, []NewDayOff{{When: test.when}}, test.every)
		})
	}
}

func TestDaysOffRemoved(t *testing.T) {
	t.Parallel()
	remove := func(d *desk, what string, every bool) *crm.Settings {
		t.Helper()
		o := d.must(func(ctx context.Context, b *Book) (*crm.Outcome, error) {
			return b.RemoveDaysOff(ctx, what, nil, every)
		})
		return o.Subjects[0].(*crm.Settings)
	}
	d := newDesk(t, "2026-07-09")
	d.must(func(ctx context.Context, b *Book) (*crm.Outcome, error) {
		return b.AddDaysOff(ctx, []NewDayOff{{When: "2026-08-10..2026-08-21", Name: "Summer"}, {When: "2027-08-09..2027-08-20", Name: "Summer"}, {When: "--12-24", Name: "Eve"}}, false)
	})
	for _, test := range []struct {
		what  string
		every bool
		own   string
		works string
	}{
		{"2026-08-12", false, "12-24 2026-08-10..2026-08-11 2026-08-13..2026-08-21 2027-08-09..2027-08-20", ""},
		{"2026-08-11..2026-08-20", false, "12-24 2026-08-10 2026-08-21 2027-08-09..2027-08-20", ""},
		{"SUMMER", false, "12-24", ""},
		{"2026-12-24", false, "12-24", "2026-12-24"},
		{"12-24", true, "", "2026-12-24"},
		{"Columbus Day", false, "", "2026-12-24 Columbus Day"},
		{"2026-11-26", false, "", "2026-12-24 Columbus Day 2026-11-26"},
		{"2027-07-03..2027-07-06", false, "", "2026-12-24 Columbus Day 2026-11-26 2027-07-05"}, // the Fourth is a Sunday
	} {
		s := remove(d, test.what, test.every)
		var own, works []string
		for _, day := range s.DaysOff {
			text := day.Every + day.Date.String()
			if !day.Last.IsZero() {
				text += ".." + day.Last.String()
			}
			own = append(own, text)
		}
		for _, day := range s.WorkingDays {
			text := day.Date.String()
			if day.Every != "" {
				text = day.Name
			}
			works = append(works, text)
		}
		slices.Sort(own)
		if strings.Join(own, " ") != test.own || strings.Join(works, " ") != test.works {
			t.Errorf("without %q: off %v, worked %v", test.what, own, works)
		}
	}
	b := d.open()
	if !b.cal.IsWorkday(date("2026-12-24")) || !b.cal.IsWorkday(date("2027-10-11")) || b.cal.IsWorkday(date("2027-11-25")) {
		t.Error("the holidays of 2027 are wrong")
	}
	for _, what := range []string{"Nobody's Day", "2026-11-25", "easter-2", ""} {
		if _, err := d.do(func(ctx context.Context, b *Book) (*crm.Outcome, error) {
			return b.RemoveDaysOff(ctx, what, nil, false)
		}); err == nil {
			t.Errorf("%q was removed", what)
		}
	}
	d.must(func(ctx context.Context, b *Book) (*crm.Outcome, error) {
		return b.AddDaysOff(ctx, []NewDayOff{{When: "columbus day"}}, false)
	})
	if d.open().cal.IsWorkday(date("2027-10-11")) {
		t.Error("Columbus Day is still worked")
	}
	for _, test := range []struct{ what, works string }{ // a name that is a date as well
		{"2026-12-25", "2026-12-25"}, {"Christmas Day", "2026-12-25 2027-12-24 2028-12-25"},
	} {
		remove(d, test.what, false)
		for _, day := range strings.Fields(test.works) {
			if !d.open().cal.IsWorkday(date(day)) {
				t.Errorf("without %s, %s is off", test.what, day)
			}
		}
	}
	d.wantCode("a second time", crm.CodeConflict, func(ctx context.Context, b *Book) (*crm.Outcome, error) {
		return b.RemoveDaysOff(ctx, "Christmas Day", nil, false)
	})
	d.closed("Christmas Day")
	if d.open().cal.IsWorkday(date("2028-12-25")) {
		t.Error("Christmas is still worked")
	}
}

// TestDaysOffAreSaidAsTheyAre: the edit of a change that adds or removes days off leads
// from the settings as they were to those that are there now, whatever was added before
// and in whichever order, and undo leads back.
func TestDaysOffAreSaidAsTheyAre(t *testing.T) {
	t.Parallel()
	start := newDesk(t, "2026-11-20")
	rapid.Check(t, func(r *rapid.T) {
		d := start.fork()
		settings := func() (s *crm.Settings) {
			d.look(func(v reader) { s = v.tx.Settings() })
			return s
		}
		states := []*crm.Settings{settings()}
		for range rapid.IntRange(4, 6).Draw(r, "changes") {
			from := date("2026-12-01").AddDays(rapid.IntRange(0, 35).Draw(r, "day"))
			when := rapid.SampledFrom([]string{from.String(), from.String() + ".." + from.AddDays(3).String(), from.String()[4:], "Christmas Day"}).Draw(r, "when")
			remove := rapid.IntRange(0, 3).Draw(r, "remove") == 0
			o, err := d.do(func(ctx context.Context, b *Book) (*crm.Outcome, error) {
				if remove {
					return b.RemoveDaysOff(ctx, when, nil, false)
				}
				return b.AddDaysOff(ctx, []NewDayOff{{When: when}}, false)
			})
			if err != nil || len(o.Edits) == 0 {
				continue
			}
			is := settings()
			e := o.Edits[0]
			for _, f := range []string{"days_off", "working_days"} {
				f, _ := crm.BuiltIn(crm.KindSettings).Field(f)
				if was := states[len(states)-1]; f.Encode(e.Before) != f.Encode(was) || f.Encode(e.After) != f.Encode(is) {
					r.Fatalf("%s are said to go from %v to %v, and went from %v to %v", f.Name, f.Get(e.Before), f.Get(e.After), f.Get(was), f.Get(is))
				}
			}
			states = append(states, is)
		}
		for i := len(states) - 2; i >= 0; i-- {
			d.must(func(ctx context.Context, b *Book) (*crm.Outcome, error) { return b.Undo(ctx, 0, "") })
			if is, want := settings(), states[i]; !slices.Equal(is.DaysOff, want.DaysOff) || !slices.Equal(is.WorkingDays, want.WorkingDays) {
				r.Fatalf("undo leads back to %v, worked %v; they were %v, worked %v", is.DaysOff, is.WorkingDays, want.DaysOff, want.WorkingDays)
			}
		}
	})
}

// TestNothingPlannedOnADayOff: whatever days off come and go, no call that a rule
// planned for a working day is due on one.
func TestNothingPlannedOnADayOff(t *testing.T) {
	t.Parallel()
	random := rand.New(rand.NewPCG(7, 7))
	one := func(values ...string) string { return values[random.IntN(len(values))] }
	d := newDesk(t, "2026-11-20")
	for _, name := range []string{"Ann", "Bea", "Cat"} {
		d.add(crm.StageLead, name)
	}
	b := d.open()
	for range 80 {
		from := b.today.AddDays(random.IntN(20))
		when := from.String() + ".." + from.AddDays(random.IntN(10)).String()
		var err error
		switch random.IntN(5) {
		case 0:
			_, err = b.RemoveDaysOff(t.Context(), when, nil, false)
		case 1:
			_, err = b.Set(t.Context(), "weekend", one("sat,sun", "fri,sat", "sun"))
		case 2:
			_, err = b.Set(t.Context(), "country", one("us", "jp", "none", "es"))
		case 3:
			_, err = b.AddDaysOff(t.Context(), []NewDayOff{{When: when}}, false)
		default:
			_, err = b.Undo(t.Context(), 0, "")
		}
		if code := crm.CodeOf(err); err != nil && code != crm.CodeConflict && code != crm.CodeNotFound {
			t.Fatal(err)
		}
		d.look(func(v reader) {
			days, err := v.tx.OpenDays(b.today)
			if err != nil {
				t.Fatal(err)
			}
			for _, day := range days {
				if !b.cal.IsWorkday(day) {
					t.Errorf("something is due on %s, which is off", day)
				}
			}
		})
	}
}
