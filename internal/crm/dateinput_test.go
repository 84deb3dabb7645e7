package crm

import (
	"errors"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"
)

func isoDate(text string) Date {
	d, err := ParseISODate(text)
	if err != nil {
		panic(err)
	}
	return d
}

func readDate(text string, today Date) (Date, error) { return Reading{Today: today}.Date(text) }

func readWhen(text string, today Date) (Date, string, error) { return Reading{Today: today}.When(text) }

func readBirthday(text string, today Date) (Birthday, error) {
	return Reading{Today: today}.Birthday(text)
}

// sunday is the day of SCREENS.md and a trap: it ends its week.
var sunday = isoDate("2026-11-22")

func TestDates(t *testing.T) {
	for _, test := range []struct{ text, want string }{
		{"2026-12-01", "2026-12-01"}, {" 2026-12-01\n", "2026-12-01"}, {"2026-2-3", "2026-02-03"},
		{"2026/12/01", "2026-12-01"}, {"2026.12.01", "2026-12-01"}, {"２０２６－１２－０１", "2026-12-01"},
		{"1900-01-01", "1900-01-01"}, {"2200-12-31", "2200-12-31"}, {"2028-02-29", "2028-02-29"},

		{"today", "2026-11-22"}, {"Tomorrow", "2026-11-23"}, {"YESTERDAY", "2026-11-21"},
		{"oggi", "2026-11-22"}, {"domani", "2026-11-23"}, {"ieri", "2026-11-21"},
		{"hoy", "2026-11-22"}, {"mañana", "2026-11-23"}, {"man\u0303ana", "2026-11-23"}, {"manana", "2026-11-23"}, {"ayer", "2026-11-21"},
		{"今日", "2026-11-22"}, {"明日", "2026-11-23"}, {"昨日", "2026-11-21"},

		{"mon", "2026-11-23"}, {"Monday", "2026-11-23"}, {"fri", "2026-11-27"}, {"sun", "2026-11-29"}, {"SAT", "2026-11-28"},
		{"lunedì", "2026-11-23"}, {"lunedi\u0300", "2026-11-23"}, {"lun", "2026-11-23"}, {"mar", "2026-11-24"}, {"gio", "2026-11-26"},
		{"miércoles", "2026-11-25"}, {"sábado", "2026-11-28"}, {"dom", "2026-11-29"}, {"jueves", "2026-11-26"},
		{"月", "2026-11-23"}, {"月曜", "2026-11-23"}, {"月曜日", "2026-11-23"}, {"日曜日", "2026-11-29"}, {"金", "2026-11-27"},
		{"next fri", "2026-11-27"}, {"next mon", "2026-11-23"}, {"next sun", "2026-11-29"}, {"NEXT  Friday", "2026-11-27"},
		{"last fri", "2026-11-20"}, {"last sun", "2026-11-15"}, {"last mon", "2026-11-16"}, {"last sat", "2026-11-21"},

		{"+3d", "2026-11-25"}, {"-3d", "2026-11-19"}, {"+0d", "2026-11-22"}, {"+2w", "2026-12-06"}, {"+6m", "2027-05-22"},
		{"+1y", "2027-11-22"}, {"-1Y", "2025-11-22"}, {"＋３ｄ", "2026-11-25"},

		{"1 dec", "2026-12-01"}, {"dec 1", "2026-12-01"}, {"Dec. 1", "2026-12-01"}, {"1st December", "2026-12-01"},
		{"22 nov", "2026-11-22"}, {"21 nov", "2027-11-21"}, {"29 feb", "2028-02-29"},
		{"1 dec 2026", "2026-12-01"}, {"Dec 1, 2026", "2026-12-01"}, {"the 1st of December 2026", "2026-12-01"},
		{"12 maggio", "2027-05-12"}, {"1° maggio", "2027-05-01"}, {"12 mag 2027", "2027-05-12"}, {"3 set", "2027-09-03"},
		{"12 de mayo", "2027-05-12"}, {"12 de mayo de 2028", "2028-05-12"}, {"1 ene", "2027-01-01"}, {"15 mar", "2027-03-15"},
		{"5月12日", "2027-05-12"}, {"2026年5月12日", "2026-05-12"}, {"２０２６年５月１２日", "2026-05-12"}, {"2026年 5月 12日", "2026-05-12"},

		// Figures with a single reading.
		{"13/02/1980", "1980-02-13"}, {"02/13/1980", "1980-02-13"}, {"05/05/2026", "2026-05-05"}, {"13.2.2026", "2026-02-13"},
		{"30/11", "2026-11-30"}, {"31-12", "2026-12-31"},
	} {
		if got, err := readDate(test.text, sunday); err != nil || got.String() != test.want {
			t.Errorf("%q is %s, %v; want %s", test.text, got, err, test.want)
		}
	}
}

func TestWeekdaysFromMidweek(t *testing.T) {
	wednesday := isoDate("2026-11-25")
	for text, want := range map[string]string{
		"wed": "2026-12-02", "fri": "2026-11-27", "tue": "2026-12-01",
		"next wed": "2026-12-02", "next fri": "2026-12-04", "next mon": "2026-11-30", "next sun": "2026-12-06",
		"last wed": "2026-11-18", "last fri": "2026-11-20", "last mon": "2026-11-23", "last sun": "2026-11-22",
	} {
		if got, err := readDate(text, wednesday); err != nil || got.String() != want {
			t.Errorf("%q is %s, %v; want %s", text, got, err, want)
		}
	}
}

func TestMonthsClamp(t *testing.T) {
	for _, test := range []struct{ today, text, want string }{
		{"2026-08-31", "+6m", "2027-02-28"}, {"2028-02-29", "+1y", "2029-02-28"}, {"2026-03-31", "-1m", "2026-02-28"},
	} {
		if got, err := readDate(test.text, isoDate(test.today)); err != nil || got.String() != test.want {
			t.Errorf("%s %s is %s, %v; want %s", test.today, test.text, got, err, test.want)
		}
	}
}

// refused checks that err is invalid, says exactly that, and helps with that.
func refused(t *testing.T, text string, err error, message, help string) {
	t.Helper()
	var e *Error
	if !errors.As(err, &e) || e.Code != CodeInvalid {
		t.Errorf("%q: %v", text, err)
		return
	}
	if e.Error() != message || strings.Join(e.Help(), "|") != help {
		t.Errorf("%q:\ngot  %s | %s\nwant %s | %s", text, e.Error(), strings.Join(e.Help(), "|"), message, help)
	}
}

const (
	dateHelp     = "Write a date as 2026-12-01, tomorrow, fri, next fri, +3d, +2w or +6m."
	birthdayHelp = "Write a birthday as 1980-05-12, 12 may 1980, or --05-12 if the year is not known."
	yearHelp     = "Write the year in full, as in 1980-05-12."
)

func TestDatesRefused(t *testing.T) {
	for _, test := range []struct{ text, message, help string }{
		{"02/03/1980", "02/03/1980 can be 2 Mar or 3 Feb", "Write 1980-03-02 or 1980-02-03."},
		{"3.4.2026", "3.4.2026 can be 3 Apr or 4 Mar", "Write 2026-04-03 or 2026-03-04."},
		{"05-12", "05-12 can be 5 Dec or 12 May", "Write 2026-12-05 or 2027-05-12."},
		{"2026-02-30", "2026-02-30 is not a day: February 2026 has 28 days", ""},
		{"2026-13-01", "2026-13-01 is not a day: months run from 1 to 12", ""},
		{"2026-12-00", "2026-12-00 is not a day: days count from 1", ""},
		{"31/02/1980", "31/02/1980 is not a day: February 1980 has 29 days", ""},
		{"13/13/2026", "13/13/2026 is not a day: months run from 1 to 12", ""},
		{"30 Feb", "30 Feb is not a day: February has 29 days at most", ""},
		{"31 apr 2026", "31 apr 2026 is not a day: April 2026 has 30 days", ""},
		{"1/2/80", "1/2/80 has a year of two figures", yearHelp},
		{"12 May 80", "12 May 80 has a year of two figures", yearHelp},
		{"80-05-12", "80-05-12 has a year of two figures", yearHelp},
		{"1899-12-31", "1899-12-31 lies outside the years 1900 to 2200", ""},
		{"2201-01-01", "2201-01-01 lies outside the years 1900 to 2200", ""},
		{"+9999y", "+9999y lies outside the years 1900 to 2200", ""},
		{"garbage", `"garbage" is not a date`, dateHelp},
		{"", `"" is not a date`, dateHelp},
		{"0000-01-01", `"0000-01-01" is not a date`, dateHelp},
		{"2026-12", "2026-12 is not a day", "Say which day: 2026-12-01, or another one up to 2026-12-31."},
		{"2026-12-01T09:30", "2026-12-01T09:30 has a time of day, and a day alone is wanted", "Write 2026-12-01."},
		{"fri 17:00", "fri 17:00 has a time of day, and a day alone is wanted", "Write 2026-11-27."},
		{"3d", `"3d" is not a date`, dateHelp},
		{"+d", `"+d" is not a date`, dateHelp},
		{"+-3d", `"+-3d" is not a date`, dateHelp},
		{"--05-12", `"--05-12" is not a date`, dateHelp},
		{"next", `"next" is not a date`, dateHelp},
		{"next today", `"next today" is not a date`, dateHelp},
		{"dec", "dec is not a day", "Say which day: 2026-12-01, or another one up to 2026-12-31."},
		{"123 dec", `"123 dec" is not a date`, dateHelp},
		{"12 dec 198", `"12 dec 198" is not a date`, dateHelp},
		{"5月", "5月 is not a day", "Say which day: 2027-05-01, or another one up to 2027-05-31."},
		{"年月日", `"年月日" is not a date`, dateHelp},
		{"\x1b[31m\xff", `"\x1b[31m\xff" is not a date`, dateHelp},
		{strings.Repeat("x", 100), `"` + strings.Repeat("x", 60) + `…" is not a date`, dateHelp},
	} {
		got, err := readDate(test.text, sunday)
		refused(t, test.text, err, test.message, test.help)
		if !got.IsZero() {
			t.Errorf("%q is refused, and is %s", test.text, got)
		}
	}
}

func TestTimes(t *testing.T) {
	for _, test := range []struct{ text, day, clock string }{
		{"fri", "2026-11-27", ""}, {"fri 17:00", "2026-11-27", "17:00"}, {"next fri  9:05", "2026-11-27", "09:05"},
		{"2026-12-01 09:30", "2026-12-01", "09:30"}, {"2026-12-01T09:30", "2026-12-01", "09:30"}, {"2026-12-01t09:30", "2026-12-01", "09:30"},
		{"17:00", "2026-11-22", "17:00"}, {"0:00", "2026-11-22", "00:00"}, {"23:59", "2026-11-22", "23:59"},
		{"12 de mayo 10:00", "2027-05-12", "10:00"}, {"mañana 10:00", "2026-11-23", "10:00"},
		{"今日17:00", "2026-11-22", "17:00"}, {"12月1日 １７：００", "2026-12-01", "17:00"}, {"+3d\t8:00", "2026-11-25", "08:00"},
		{"fri 5pm", "2026-11-27", "17:00"}, {"fri 3:30 PM", "2026-11-27", "15:30"}, {"12am", "2026-11-22", "00:00"}, {"12:15pm", "2026-11-22", "12:15"},
	} {
		if d, clock, err := readWhen(test.text, sunday); err != nil || d.String() != test.day || clock != test.clock {
			t.Errorf("%q is %s %s, %v; want %s %s", test.text, d, clock, err, test.day, test.clock)
		}
	}
	for _, test := range []struct{ text, message, help string }{
		{"fri 24:00", "24:00 is not a time of day", "Write a time from 00:00 to 23:59, or as 3pm."},
		{"12:60", "12:60 is not a time of day", "Write a time from 00:00 to 23:59, or as 3pm."},
		{"05-12 17:00", "05-12 17:00 can be 5 Dec or 12 May", "Write 2026-12-05 or 2027-05-12."},
		{"fri 13pm", "13pm is not a time of day", "Write a time from 00:00 to 23:59, or as 3pm."},
		{"fri 17:0", `"fri 17:0" is not a date`, dateHelp},
		{"2026-12-01T09:30:15", `"2026-12-01T09:30:15" is not a date`, dateHelp},
		{":", `":" is not a date`, dateHelp},
		{"", `"" is not a date`, dateHelp},
	} {
		d, clock, err := readWhen(test.text, sunday)
		refused(t, test.text, err, test.message, test.help)
		if !d.IsZero() || clock != "" {
			t.Errorf("%q is refused, and is %s %s", test.text, d, clock)
		}
	}
}

func TestBirthdaysTyped(t *testing.T) {
	for _, test := range []struct{ text, want string }{
		{"1980-05-12", "1980-05-12"}, {"1980/5/12", "1980-05-12"}, {"--05-12", "--05-12"}, {"--02-29", "--02-29"},
		{"12 may", "--05-12"}, {"May 12", "--05-12"}, {"12 may 1980", "1980-05-12"}, {"may 12, 1980", "1980-05-12"},
		{"12 de mayo de 1980", "1980-05-12"}, {"12 maggio 1980", "1980-05-12"}, {"29 feb", "--02-29"}, {"29 feb 1980", "1980-02-29"},
		{"1998年2月7日（土）", "1998-02-07"}, {"1998年2月7日(土曜日)", "1998-02-07"}, {"sat 7 feb 1998", "1998-02-07"}, {"2月7日（土）", "--02-07"},
		{"5月12日", "--05-12"}, {"1980年5月12日", "1980-05-12"}, {"５月１２日", "--05-12"},
		{"13/02/1980", "1980-02-13"}, {"13-02", "--02-13"}, {"5/5", "--05-05"},
		{"2026-11-22", "2026-11-22"}, {"1896-11-22", "1896-11-22"}, {"1895-11-23", "1895-11-23"},
	} {
		if got, err := readBirthday(test.text, sunday); err != nil || got.String() != test.want {
			t.Errorf("%q is %s, %v; want %s", test.text, got, err, test.want)
		}
	}
	for _, test := range []struct{ text, message, help string }{
		{"02/03/1980", "02/03/1980 can be 2 Mar or 3 Feb", "Write 1980-03-02 or 1980-02-03."},
		{"05-12", "05-12 can be 5 Dec or 12 May", "Write --12-05 or --05-12."},
		{"2026-11-23", "2026-11-23 lies in the future", ""},
		{"1895-11-22", "1895-11-22 is more than 130 years ago", ""},
		{"0900-01-01", "0900-01-01 is more than 130 years ago", ""},
		{"1981-02-29", "1981-02-29 is not a day: February 1981 has 28 days", ""},
		{"--02-30", "--02-30 is not a day: February has 29 days at most", ""},
		{"--13-01", "--13-01 is not a day: months run from 1 to 12", ""},
		{"1998年2月7日（日）", "1998年2月7日（日）: 7 February 1998 is a Saturday, not a Sunday", "Write sat 1998-02-07, or leave the weekday out."},
		{"12 may 80", "12 may 80 has a year of two figures", yearHelp},
		{"5/12/80", "5/12/80 has a year of two figures", yearHelp},
		{"today", `"today" is not a birthday`, birthdayHelp},
		{"--", `"--" is not a birthday`, birthdayHelp},
		{"--1980-05-12", `"--1980-05-12" is not a birthday`, birthdayHelp},
		{"", `"" is not a birthday`, birthdayHelp},
	} {
		got, err := readBirthday(test.text, sunday)
		refused(t, test.text, err, test.message, test.help)
		if !got.IsZero() {
			t.Errorf("%q is refused, and is %s", test.text, got)
		}
	}
}

// TestParseMonths reads terms as they are written in four languages.
func TestParseMonths(t *testing.T) {
	for months, ways := range map[int64]string{
		1: "1 month, a month, un mese, 1か月, monthly", 3: "3 months, 3m, trimestre, 1 quarter, quarterly",
		6:  "6 months, 6 mesi, 6 meses, 6ヶ月, 六か月, half a year, 半年, semi-annual, semestrale, 6-month, 6mo, Ｓｅｍｉａｎｎｕａｌ",
		12: "1 year, a year, un anno, 1 año, 1年, 一年, １２ヶ月, annual, yearly, annuale, anual, 12mos, 1y, one year, 1年間",
		18: "1 year 6 months, 1 year and a half, un anno e mezzo, 1年半, 1年6か月, 1.5 years, 1 anno e 6 mesi, un año y seis meses",
		60: "5 years, 5 anni, 5 años, 5年, 60ヶ月, 60 months, 5yrs, ５年, 五年, 60m, cinque anni, cinco años, 5年間, 5-year",
	} {
		for _, way := range strings.Split(ways, ", ") {
			if got, ok := ParseMonths(way); !ok || got != months {
				t.Errorf("%q is %d months, %v; want %d", way, got, ok, months)
			}
		}
	}
	for _, text := range []string{"", "30 days", "2 weeks", "year year", "6 months 1 year", "soon", "5 5 years", "1.3 months", "0 years", "-5 years", "5 years ago", "march", "2027"} {
		if got, ok := ParseMonths(text); ok {
			t.Errorf("%q is %d months", text, got)
		}
	}
}

func TestParseFor(t *testing.T) {
	for text, want := range map[string]time.Duration{
		"1h": time.Hour, "30m": 30 * time.Minute, "1h30m": 90 * time.Minute, "1h30": 90 * time.Minute, "90": 90 * time.Minute,
		"1:30": 90 * time.Minute, "90M": 90 * time.Minute, "24h": 24 * time.Hour, "24:00": 24 * time.Hour, "1": time.Minute,
		" 0:05 ": 5 * time.Minute, "０：３０": 30 * time.Minute,
		"1.5h": 90 * time.Minute, "1,5 ore": 90 * time.Minute, "0.75 h": 45 * time.Minute, "2.25 hours": 135 * time.Minute,
	} {
		if got, err := ParseFor(text); err != nil || got != want {
			t.Errorf("%q is %s, %v; want %s", text, got, err, want)
		}
	}
	for minutes, ways := range map[int]string{
		30:  "30 minutes, 30 min, 30 mins, 30 minuti, 30 minutos, 30分, 30分間, half an hour, half hour, a half hour, mezz'ora, mezza ora, mezz’ora, media hora, half of an hour, trenta minuti, treinta minutos, thirty minutes, 三十分",
		60:  "an hour, one hour, 1 hr, un'ora, una ora, 1 ora, una hora, 1 hora, 1時間, 一時間, 60 min, 60分",
		90:  "90 minuti, 90分, 1時間半, 1時間30分, 1h 30m, 1 h 30 min, an hour and a half, one and a half hours, 1 hour and 30 minutes, un'ora e mezza, un'ora e mezzo, 1 ora e mezza, 1 ora e 30 minuti, hora y media, una hora y media, 1 hora y 30 minutos, 1 hr 30",
		45:  "45 min, 45分, three quarters of an hour, tre quarti d'ora, tres cuartos de hora, 45 minuti",
		75:  "1 hour 15, un'ora e un quarto, una hora y cuarto, 1時間15分, an hour and a quarter",
		15:  "a quarter of an hour, un quarto d'ora, un cuarto de hora, 15分",
		120: "2 ore, due ore, dos horas, two hours, 2時間, 二時間",
		105: "un'ora e tre quarti",
		150: "2 ore e mezza, dos horas y media, two and a half hours, 2時間半, 2.5h",
	} {
		for way := range strings.SplitSeq(ways, ", ") {
			if got, err := ParseFor(way); err != nil || got != time.Duration(minutes)*time.Minute {
				t.Errorf("%q is %s, %v; want %d minutes", way, got, err, minutes)
			}
		}
	}
	const help = "Write a length of time as 30m, 1h, 1h30m, 1.5h or 1:30."
	for _, test := range []struct{ text, message, help string }{
		{"0", "0 is not between a minute and 24 hours", ""},
		{"0h", "0h is not between a minute and 24 hours", ""},
		{"25h", "25h is not between a minute and 24 hours", ""},
		{"24:01", "24:01 is not between a minute and 24 hours", ""},
		{"1441", "1441 is not between a minute and 24 hours", ""},
		{"", `"" is not a length of time`, help},
		{"-1h", `"-1h" is not a length of time`, help},
		{"1:75", `"1:75" is not a length of time`, help},
		{"1h90m", `"1h90m" is not a length of time`, help},
		{"h", `"h" is not a length of time`, help},
		{"m", `"m" is not a length of time`, help},
		{"half", `"half" is not a length of time`, help},
		{"30 min 1 hour", `"30 min 1 hour" is not a length of time`, help},
		{"two days", `"two days" is not a length of time`, help},
		{"2d", `"2d" is not a length of time`, help},
		{"5 d", `"5 d" is not a length of time`, help},
		{"1y", `"1y" is not a length of time`, help},
		{"1e", `"1e" is not a length of time`, help},
		{"3時", `"3時" is not a length of time`, help},
		{"1.5 min", `"1.5 min" is not a length of time`, help},
		{"1h2h", `"1h2h" is not a length of time`, help},
		{"99999999999999999999", `"99999999999999999999" is not a length of time`, help},
	} {
		_, err := ParseFor(test.text)
		refused(t, test.text, err, test.message, test.help)
	}
}

// TestEveryDayInEveryForm writes days as people do and reads them back.
func TestEveryDayInEveryForm(t *testing.T) {
	forms := []string{"2006-01-02", "2006/1/2", "2 Jan 2006", "January 2, 2006", "2. January 2006", "2006年1月2日"}
	rapid.Check(t, func(t *rapid.T) {
		d := isoDate("1900-01-01").AddDays(rapid.IntRange(0, 109_000).Draw(t, "day"))
		form := rapid.SampledFrom(forms).Draw(t, "form")
		text := strings.ReplaceAll(d.Time().Format(form), ". ", " ")
		if got, err := readDate(text, sunday); err != nil || got != d {
			t.Fatalf("%q is %s, %v", text, got, err)
		}
		clock := rapid.SampledFrom([]string{"00:00", "09:30", "23:59"}).Draw(t, "clock")
		if got, at, err := readWhen(text+" "+clock, sunday); err != nil || got != d || at != clock {
			t.Fatalf("%q %s is %s %s, %v", text, clock, got, at, err)
		}
	})
}

// TestYearsOfTwoFigures writes days with the last two figures of their year: in a country
// that writes it last they are at most twenty years ahead, and else they are refused.
func TestYearsOfTwoFigures(t *testing.T) {
	forms := []string{"02-Jan-06", "2 Jan 06", "Jan 2, 06", "Jan 2 '06", "January 2 06", "1/2/06", "1.2.06", "06年1月2日"}
	languages := map[string]string{"2 Jan 06": "it", "02-Jan-06": "es"}
	italian := strings.NewReplacer("Jan", "gen", "May", "mag", "Jun", "giu", "Jul", "lug", "Aug", "ago", "Sep", "set", "Oct", "ott", "Dec", "dic")
	spanish := strings.NewReplacer("Jan", "ene", "Apr", "abr", "Aug", "ago", "Dec", "dic")
	rapid.Check(t, func(t *rapid.T) {
		today := sunday.AddDays(rapid.IntRange(-9000, 9000).Draw(t, "today"))
		d := Date{today.Year - 79, time.January, 1}.AddDays(rapid.IntRange(0, 99*365).Draw(t, "day"))
		form := rapid.SampledFrom(forms).Draw(t, "form")
		text := d.Time().Format(form)
		switch languages[form] {
		case "it":
			text = italian.Replace(text)
		case "es":
			text = spanish.Replace(text)
		}
		got, err := Reading{Today: today, Order: MonthFirst, Lang: languages[form]}.Date(text)
		if err != nil || got != d {
			t.Fatalf("on %s, %q is %s, %v; want %s", today, text, got, err, d)
		}
		if got, err := (Reading{Today: today, Order: YearFirst}).Date(text); err == nil {
			t.Fatalf("where the year comes first, %q is %s", text, got)
		}
	})
}

func TestWeekdaysLieWhereTheyShould(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		today := sunday.AddDays(rapid.IntRange(-1000, 1000).Draw(t, "today"))
		day := time.Weekday(rapid.IntRange(0, 6).Draw(t, "day"))
		monday := today.AddDays(-(int(today.Weekday()) + 6) % 7)
		for prefix, span := range map[string][2]Date{
			"":      {today.AddDays(1), today.AddDays(7)},
			"next ": {monday.AddDays(7), monday.AddDays(13)},
			"last ": {today.AddDays(-7), today.AddDays(-1)},
		} {
			got, err := readDate(prefix+day.String(), today)
			if err != nil || got.Weekday() != day || got.Before(span[0]) || got.After(span[1]) {
				t.Fatalf("%s: %s%s is %s, %v; not in %v", today, prefix, day, got, err, span)
			}
		}
	})
}

var seeds = []string{
	"2026-12-01", "today", "next fri", "last 月曜日", "+3d", "-12m", "1 dec", "dec 1, 2026", "12 de mayo de 1980", "5月12日",
	"２０２６年５月１２日", "02/03/1980", "05-12", "13.2.2026", "--02-29", "fri 17:00", "2026-12-01T09:30", "17:00", "1h30m", "\xff\x00",
	"来週の月曜日 午後3時半", "令和8年12月5日(土)", "R8.12.5", "lunedì prossimo alle 15.30", "a las 3 y media de la tarde del lunes", "end of next month",
	"in two weeks", "3日後", "hace un mes", "a week from monday", "il 5 del mese prossimo", "12/9(水)", "last month", "half past 3", "quarter to 4", "十二月末", "２０２２旼",
}

// readings in every direction, in every order.
func everyReading(do func(Reading)) {
	for _, looks := range []Direction{Undeclared, Ahead, Past, Begun, Near, Ends} {
		for _, order := range []Order{NoOrder, DayFirst, MonthFirst, YearFirst} {
			for _, edge := range []Edge{NoEdge, FirstDay, LastDay} {
				do(Reading{Today: sunday, Looks: looks, Order: order, Edge: edge})
			}
		}
	}
}

// FuzzDate holds whatever is read as a day to being one, on the right side of
// today, and to being read again as it is written.
func FuzzDate(f *testing.F) {
	for _, seed := range seeds {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		everyReading(func(r Reading) {
			d, err := r.Date(text)
			if err != nil {
				if CodeOf(err) != CodeInvalid || !d.IsZero() {
					t.Errorf("%q: %s, %v", text, d, err)
				}
				return
			}
			if r.Looks == Past && d.After(sunday) {
				t.Errorf("%q is %s, which lies ahead", text, d)
			}
			if r.Looks == Ahead && d.Before(sunday) {
				t.Errorf("%q is %s, which is past", text, d)
			}
			if again, err := r.Date(d.String()); err != nil || again != d {
				t.Errorf("%q is %s, which is %s, %v", text, d, again, err)
			}
			if iso, err := ParseISODate(d.String()); err != nil || iso != d {
				t.Errorf("%q is %s, no day: %v", text, d, err)
			}
		})
	})
}

func FuzzWhen(f *testing.F) {
	for _, seed := range seeds {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		d, clock, err := readWhen(text, sunday)
		if err != nil {
			if CodeOf(err) != CodeInvalid || !d.IsZero() || clock != "" {
				t.Errorf("%q: %s %s, %v", text, d, clock, err)
			}
			return
		}
		if _, err := time.Parse("15:04", clock); clock != "" && err != nil {
			t.Errorf("%q: the clock %q, %v", text, clock, err)
		}
		written := strings.TrimSpace(d.String() + " " + clock)
		if again, at, err := readWhen(written, sunday); err != nil || again != d || at != clock {
			t.Errorf("%q is %s, which is %s %s, %v", text, written, again, at, err)
		}
	})
}

func FuzzBirthday(f *testing.F) {
	for _, seed := range seeds {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		b, err := readBirthday(text, sunday)
		if err != nil {
			if CodeOf(err) != CodeInvalid || !b.IsZero() {
				t.Errorf("%q: %s, %v", text, b, err)
			}
			return
		}
		if again, err := readBirthday(b.String(), sunday); err != nil || again != b {
			t.Errorf("%q is %s, which is %s, %v", text, b, again, err)
		}
		if iso, err := ParseISOBirthday(b.String()); err != nil || iso != b {
			t.Errorf("%q is %s, no birthday: %v", text, b, err)
		}
	})
}

func FuzzParseFor(f *testing.F) {
	for _, seed := range seeds {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if length, err := ParseFor(text); err == nil && (length <= 0 || length > 24*time.Hour) {
			t.Errorf("%q is %s", text, length)
		}
	})
}
