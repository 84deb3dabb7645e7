package locale

import (
	"testing"
	"time"

	"crm/internal/crm"
)

const hour = time.Hour

func day(text string) crm.Date {
	d, err := crm.ParseISODate(text)
	if err != nil {
		panic(err)
	}
	return d
}

func TestDate(t *testing.T) {
	today := day("2026-11-25")
	for _, test := range []struct {
		date string
		want [4]string
	}{
		{"2026-11-24", [4]string{"Tue 24 Nov", "11月24日(火)", "mar 24 nov", "mar 24 nov"}},
		{"2027-05-05", [4]string{"Wed 5 May 2027", "2027年5月5日(水)", "mer 5 mag 2027", "mié 5 may 2027"}},
		{"2025-12-31", [4]string{"Wed 31 Dec 2025", "2025年12月31日(水)", "mer 31 dic 2025", "mié 31 dic 2025"}},
		{"", [4]string{}},
	} {
		four(t, test.date, func(l *Locale) string { return l.Date(day(test.date), today) }, test.want[:]...)
	}
}

func TestDateAligned(t *testing.T) {
	today := day("2026-11-25")
	for _, test := range []struct {
		date string
		want [4]string
	}{
		{"2026-11-05", [4]string{"Thu  5 Nov", "11月 5日(木)", "gio  5 nov", "jue  5 nov"}},
		{"2026-11-27", [4]string{"Fri 27 Nov", "11月27日(金)", "ven 27 nov", "vie 27 nov"}},
		{"2027-05-05", [4]string{"Wed  5 May 2027", "2027年 5月 5日(水)", "mer  5 mag 2027", "mié  5 may 2027"}},
		{"", [4]string{}},
	} {
		four(t, test.date, func(l *Locale) string { return l.DateAligned(day(test.date), today) }, test.want[:]...)
	}
}

func TestLongDate(t *testing.T) {
	four(t, "long", func(l *Locale) string { return l.LongDate(day("2026-11-25")) },
		"Wednesday 25 November 2026", "2026年11月25日(水)", "mercoledì 25 novembre 2026", "miércoles, 25 de noviembre de 2026")
	four(t, "none", func(l *Locale) string { return l.LongDate(crm.Date{}) }, "", "", "", "")
}

func TestShortDates(t *testing.T) {
	today := day("2026-11-20")
	for _, test := range []struct {
		what string
		say  func(*Locale) string
		want [4]string
	}{
		{"day and month", func(l *Locale) string { return l.DayMonth(day("2026-05-18")) }, [4]string{"18 May", "5月18日", "18 mag", "18 may"}},
		{"this year", func(l *Locale) string { return l.ShortDate(day("2026-05-18"), today) }, [4]string{"18 May", "5月18日", "18 mag", "18 may"}},
		{"last year", func(l *Locale) string { return l.ShortDate(day("2025-05-18"), today) }, [4]string{"18 May 2025", "2025年5月18日", "18 mag 2025", "18 may 2025"}},
		{"near", func(l *Locale) string { return l.Near(day("2026-11-18"), today) }, [4]string{"Wed", "18日(水)", "mer", "mié"}},
		{"near, across the month", func(l *Locale) string { return l.Near(day("2026-12-01"), day("2026-11-28")) }, [4]string{"Tue", "12月1日(火)", "mar", "mar"}},
		{"a week away", func(l *Locale) string { return l.Near(day("2026-11-13"), today) }, [4]string{"Fri 13 Nov", "11月13日(金)", "ven 13 nov", "vie 13 nov"}},
		{"soon", func(l *Locale) string { return l.Soon(day("2026-11-24"), today) }, [4]string{"Tuesday", "11月24日(火)", "martedì", "martes"}},
		{"not soon", func(l *Locale) string { return l.Soon(day("2026-11-30"), today) }, [4]string{"Mon 30 Nov", "11月30日(月)", "lun 30 nov", "lun 30 nov"}},
		{"beside", func(l *Locale) string { return l.Beside(day("2026-11-23"), day("2026-11-24")) }, [4]string{"Mon 23 Nov", "23日", "lun 23 nov", "lun 23 nov"}},
		{"beside another month", func(l *Locale) string { return l.Beside(day("2026-12-31"), day("2027-01-04")) }, [4]string{"Thu 31 Dec 2026", "2026年12月31日", "gio 31 dic 2026", "jue 31 dic 2026"}},
		{"month", func(l *Locale) string { return l.MonthYear(2026, time.November) }, [4]string{"Nov 2026", "2026年11月", "nov 2026", "nov 2026"}},
		{"birthday", func(l *Locale) string { return l.Birthday(crm.Birthday{Year: 1980, Month: 5, Day: 12}) }, [4]string{"12 May 1980", "1980年5月12日", "12 mag 1980", "12 may 1980"}},
		{"birthday without year", func(l *Locale) string { return l.Birthday(crm.Birthday{Month: 2, Day: 29}) }, [4]string{"29 Feb", "2月29日", "29 feb", "29 feb"}},
		{"no birthday", func(l *Locale) string { return l.Birthday(crm.Birthday{}) }, [4]string{}},
		{"no date", func(l *Locale) string {
			return l.DayMonth(crm.Date{}) + l.ShortDate(crm.Date{}, today) + l.Near(crm.Date{}, today) + l.Soon(crm.Date{}, today) + l.Beside(crm.Date{}, today) + l.Weekday(crm.Date{}) + l.WeekdayLong(crm.Date{})
		}, [4]string{}},
		{"clock", func(l *Locale) string { return l.Clock(time.Date(2026, 1, 1, 9, 5, 0, 0, time.UTC)) }, [4]string{"09:05", "09:05", "09:05", "09:05"}},
	} {
		four(t, test.what, test.say, test.want[:]...)
	}
}

func TestWeekdays(t *testing.T) {
	sunday := day("2026-11-22")
	for i, want := range [7][8]string{
		{"Sun", "日", "dom", "dom", "Sunday", "日曜日", "domenica", "domingo"},
		{"Mon", "月", "lun", "lun", "Monday", "月曜日", "lunedì", "lunes"},
		{"Tue", "火", "mar", "mar", "Tuesday", "火曜日", "martedì", "martes"},
		{"Wed", "水", "mer", "mié", "Wednesday", "水曜日", "mercoledì", "miércoles"},
		{"Thu", "木", "gio", "jue", "Thursday", "木曜日", "giovedì", "jueves"},
		{"Fri", "金", "ven", "vie", "Friday", "金曜日", "venerdì", "viernes"},
		{"Sat", "土", "sab", "sáb", "Saturday", "土曜日", "sabato", "sábado"},
	} {
		d := sunday.AddDays(i)
		four(t, "short", func(l *Locale) string { return l.Weekday(d) }, want[:4]...)
		four(t, "long", func(l *Locale) string { return l.WeekdayLong(d) }, want[4:]...)
	}
}

func TestMonths(t *testing.T) {
	for i, want := range [12][8]string{
		{"January", "1月", "gennaio", "enero", "1 Jan", "1月1日", "1 gen", "1 ene"},
		{"February", "2月", "febbraio", "febrero", "1 Feb", "2月1日", "1 feb", "1 feb"},
		{"March", "3月", "marzo", "marzo", "1 Mar", "3月1日", "1 mar", "1 mar"},
		{"April", "4月", "aprile", "abril", "1 Apr", "4月1日", "1 apr", "1 abr"},
		{"May", "5月", "maggio", "mayo", "1 May", "5月1日", "1 mag", "1 may"},
		{"June", "6月", "giugno", "junio", "1 Jun", "6月1日", "1 giu", "1 jun"},
		{"July", "7月", "luglio", "julio", "1 Jul", "7月1日", "1 lug", "1 jul"},
		{"August", "8月", "agosto", "agosto", "1 Aug", "8月1日", "1 ago", "1 ago"},
		{"September", "9月", "settembre", "septiembre", "1 Sep", "9月1日", "1 set", "1 sep"},
		{"October", "10月", "ottobre", "octubre", "1 Oct", "10月1日", "1 ott", "1 oct"},
		{"November", "11月", "novembre", "noviembre", "1 Nov", "11月1日", "1 nov", "1 nov"},
		{"December", "12月", "dicembre", "diciembre", "1 Dec", "12月1日", "1 dic", "1 dic"},
	} {
		m := time.Month(i + 1)
		four(t, "long", func(l *Locale) string { return l.Month(m) }, want[:4]...)
		four(t, "short", func(l *Locale) string { return l.DayMonth(crm.Date{Year: 2026, Month: m, Day: 1}) }, want[4:]...)
	}
}
