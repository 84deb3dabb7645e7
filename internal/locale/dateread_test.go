package locale

import (
	"strconv"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"crm/internal/crm"
)

// TestDatesAreReadAsTheyAreShown reads back every date that a screen shows, in
// every language: somebody will copy it into a command. What lacks a year or a
// month is read in the direction in which it lies.
func TestDatesAreReadAsTheyAreShown(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		today := crm.NewDate(2026, 1, 1).AddDays(rapid.IntRange(0, 1500).Draw(t, "today"))
		d := today.AddDays(rapid.IntRange(-800, 800).Draw(t, "away"))
		if rapid.Bool().Draw(t, "near") {
			d = today.AddDays(rapid.IntRange(-7, 7).Draw(t, "days"))
		}
		for _, lang := range Languages() {
			l, err := New(lang)
			if err != nil {
				t.Fatal(err)
			}
			shown := []string{l.Date(d, today), l.DateAligned(d, today), l.LongDate(d), l.ShortDate(d, today), l.Date(d, crm.Date{})}
			if d != today {
				shown = append(shown, l.Near(d, today))
			}
			if days := d.Sub(today); days > 0 && days < 7 {
				shown = append(shown, l.Soon(d, today), l.WeekdayLong(d), l.Beside(d, today))
			}
			for _, text := range shown {
				readsAs(t, lang, text, d, today)
			}
			b := crm.Birthday{Month: d.Month, Day: d.Day}
			if got, err := (crm.Reading{Today: today}).Birthday(l.Birthday(b)); err != nil || got != b {
				t.Fatalf("%s: the birthday %s is %s, %v", lang, l.Birthday(b), got, err)
			}
			b.Year = d.Year - 40
			if b.Month == 2 && b.Day == 29 {
				b.Day = 28
			}
			if got, err := (crm.Reading{Today: today}).Birthday(l.Birthday(b)); err != nil || got != b {
				t.Fatalf("%s: the birthday %s is %s, %v", lang, l.Birthday(b), got, err)
			}
			month := l.MonthYear(d.Year, d.Month)
			first, err := crm.Reading{Today: today, Edge: crm.FirstDay}.Date(month)
			if want := crm.NewDate(d.Year, d.Month, 1); err != nil || first != want {
				t.Fatalf("%s: %s begins on %s, %v", lang, month, first, err)
			}
		}
	})
}

// readsAs reads a text with and without a time behind it, looking where the day
// lies, in books of every order of figures.
func readsAs(t *rapid.T, lang, text string, d, today crm.Date) {
	r := crm.Reading{Today: today, Looks: crm.Ahead, Order: crm.Order(rapid.IntRange(0, 3).Draw(t, "order"))}
	if d.Before(today) {
		r.Looks = crm.Past
	}
	if got, err := r.Date(text); err != nil || got != d {
		t.Fatalf("%s, %s: %q is %s, %v; want %s", lang, today, text, got, err, d)
	}
	if got, clock, err := r.When(text + " 10:30"); err != nil || got != d || clock != "10:30" {
		t.Fatalf("%s, %s: %q 10:30 is %s %s, %v; want %s", lang, today, text, got, clock, err, d)
	}
}

// TestWordsOfDaysAreThoseOfTheReader reads each name of a month and a weekday, short
// and in full, as what it is in the language of who types it: "mar" is March in
// English, and Tuesday in Italian.
func TestWordsOfDaysAreThoseOfTheReader(t *testing.T) {
	today := crm.NewDate(2026, 11, 23) // a Monday
	for _, lang := range Languages() {
		c := calendarOf(lang)
		reads := func(text string, looks crm.Direction, want crm.Date) {
			t.Helper()
			r := crm.Reading{Today: today, Lang: lang, Looks: looks}
			if got, err := r.Date(text); err != nil || got != want {
				t.Errorf("%s: %q is %s, %v; want %s", lang, text, got, err, want)
			}
		}
		for weekday := range time.Saturday + 1 {
			next := today.AddDays((int(weekday)+5)%7 + 1)
			for _, word := range []string{c.day(weekday), c.shortDay(weekday)} {
				reads(word, crm.Ahead, next)
				reads(strings.ToUpper(word)+".", crm.Ahead, next)
				reads(word, crm.Past, next.AddDays(-7).AddDays(map[bool]int{true: 7}[next == today]))
			}
		}
		for month := time.January; month <= time.December; month++ {
			want := crm.NewDate(2027, month, 9)
			if month >= time.November {
				want.Year = 2026
				if month == time.November {
					want.Year = 2027
				}
			}
			for _, word := range []string{c.month(month), c.shortName(month)} {
				if lang == japanese {
					reads(word+"9日", crm.Ahead, want)
					continue
				}
				reads("9 "+word, crm.Ahead, want)
				reads("9 "+word+". "+strconv.Itoa(want.Year), crm.Ahead, want)
				reads(word+" 9, "+strconv.Itoa(want.Year), crm.Ahead, want)
				if lang == english { // elsewhere nobody writes the month first, and mar 9 is a Tuesday
					reads(word+" 9", crm.Ahead, want)
					reads(word+" 9th", crm.Ahead, want)
				}
				if r := (crm.Reading{Today: today, Lang: lang, Edge: crm.FirstDay}); lang == english || word != "mar" {
					if got, err := r.Date(word); err != nil || got.Month != month || got.Day != 1 {
						t.Errorf("%s: %q begins on %s, %v", lang, word, got, err)
					}
				}
			}
		}
	}
}
