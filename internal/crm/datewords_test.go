package crm

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"
)

// TestDaysInFourLanguages reads days as people write them. Each line is a day
// and the ways to write it, seen from Wednesday 25 November 2026.
func TestDaysInFourLanguages(t *testing.T) {
	wednesday := isoDate("2026-11-25")
	for day, ways := range map[string]string{
		"2026-11-25": "today, oggi, hoy, 今日, 本日, きょう",
		"2026-11-26": "tomorrow, domani, mañana, 明日, あした, あす, thu, giovedì, jueves, 木, 木曜, on thursday, el jueves, questo giovedì, this thu, 今週の木曜日, this thursday, in a day, tra un giorno, en 1 día, 1日後, 一日後, coming thu, the 26th, 26日, el 26, il 26, 26th of this month, 今月26日, 26日(木), 木曜日 26日, thu 26, giovedì 26, jueves 26, domani (gio), tomorrow, thu, 明日(木), 令和8年11月26日, R8.11.26, r8/11/26, Ｒ８．１１．２６, 令和８年１１月２６日, 2026年11月26日（木）, 11/26(木), thu 2026-11-26, 20261126, 26-nov-2026, 26/nov/2026, 26nov2026, Nov 26th\\, 2026, il 26 novembre, giovedì 26 novembre 2026, el jueves\\, 26 de noviembre de 2026, 26 nov (thu), 二〇二六年十一月二十六日, 十一月二十六日",
		"2026-11-27": "in a couple of days, tra un paio di giorni, en un par de días, day after tomorrow, the day after tomorrow, dopodomani, domani l'altro, pasado mañana, 明後日, あさって, in 2 days, in two days, 2 days from now, tra 2 giorni, fra due giorni, dentro de dos días, en 2 días, 2日後, 二日後, fri, +2d",
		"2026-11-28": "しあさって, tra 3 giorni, in 3 days, en 3 días, dentro de 3 días, 3日後, three days from today, +3 days",
		"2026-11-30": "next mon, lunedì prossimo, prossimo lunedì, il prossimo lunedì, próximo lunes, el próximo lunes, el lunes que viene, el lunes que entra, la semana que entra, 週明け, lunes próximo, 来週月曜, 来週の月曜日, 来週月曜日, 次の月曜, lunedì della prossima settimana, el lunes de la semana que viene, el lunes de la próxima semana, monday next week, next week, la settimana prossima, la prossima settimana, la semana que viene, la próxima semana, 来週, el lunes, lunedì, mon, coming monday, eom, end of month, end of the month, month end, fine mese, a fine mese, fin de mes, a fin de mes, 月末, 今月末, last day of the month, ultimo giorno del mese, último día del mes, 30日, end of november, fine novembre, 11月末, the 30th, 30日(月)",
		"2026-12-10": "半月後",
		"2026-12-01": "el mes que entra, next month, il mese prossimo, el mes que viene, el próximo mes, 来月, first of the month, primo del mese, primero de mes, 1 dic, 1º dicembre, 1° dicembre, primo dicembre, primero de diciembre, 1ro de diciembre, 1er dic, 来月1日, beginning of next month, the 1st, 1日, first of december",
		"2026-12-02": "in a week, in 1 week, tra una settimana, en una semana, dentro de una semana, 1週間後, 一週間後, +1w, next wed, a week from today, wed",
		"2026-12-04": "next fri, next friday, 来週の金曜日, venerdì della prossima settimana, viernes de la semana que viene",
		"2026-12-05": "next 5 dec, il prossimo 5 dicembre, el próximo 5 de diciembre, dec 5th, 5 dec, dec 5, december 5, the 5th of december, 5th december, 5 dicembre, 5 de diciembre, 12月5日, 12月5日(土), １２月５日（土）, 12月5日土曜日, sat 5 dec, sabato 5 dicembre, sábado 5 de diciembre, sab 5 dic, sáb 5 dic, 5 dec (sat), 2026-12-05 (Sat), Saturday\\, December 5\\, 2026, 令和8年12月5日, 令和八年十二月五日, 令8.12.5, 2026.12.5, 5th of next month, il 5 del mese prossimo, el 5 del mes que viene, 来月5日, 来月5日(土), 今年12月5日, reiwa 8-12-5, 5 dec this year, december the 5th, 5.dec.2026, 10 days from now",
		"2026-12-09": "in two weeks, tra due settimane, fra 2 settimane, en dos semanas, dentro de 2 semanas, 2週間後, +2w, in a fortnight, 再来週水曜, さ来週水曜",
		"2026-12-31": "end of next month, fine mese prossimo, fin del mes que viene, 来月末, 年末, eoy, end of year, end of the year, fine anno, fin de año, end of december, fine dicembre, 12月末, eoq",
		"2027-01-25": "in two months, tra due mesi, en dos meses, 2か月後, 2ヶ月後, 2ヵ月後, 2カ月後, 二箇月後, +2m",
		"2027-05-25": "in 6 months, tra sei mesi, dentro de seis meses, 6か月後, 半年後, +6m",
		"2027-11-25": "in a year, tra un anno, en un año, 1年後, +1y",
		"2027-01-01": "next year, l'anno prossimo, el año que viene, 来年, 1 jan, 来年1月1日, 1 enero, 1 gennaio 2027, 1 de enero del año que viene",
		"2026-11-24": "yesterday, ieri, ayer, 昨日, きのう, 1 day ago, a day ago, un giorno fa, hace un día, 1日前, last tue, martedì scorso, martes pasado, el pasado martes, -1d",
		"2026-11-23": "day before yesterday, l'altro ieri, ieri l'altro, altroieri, anteayer, antes de ayer, 一昨日, おととい, 2 days ago, due giorni fa, hace 2 días, 2日前, 今週月曜, this mon, questo lunedì",
		"2026-11-20": "last fri, venerdì scorso, lo scorso venerdì, viernes pasado, el viernes pasado, 先週金曜, 先週の金曜日, last friday, venerdì della settimana scorsa",
		"2026-11-18": "last wed, a week ago, una settimana fa, hace una semana, 1週間前, -1w",
		"1980-05-12": "昭和55年5月12日, S55.5.12, s55/5/12, 昭和五十五年五月十二日, showa 55.5.12, 12 may 1980, 昭55.5.12, Ｓ５５．５．１２, 1980年5月12日(月), monday 12 may 1980",
		"2019-05-01": "令和元年5月1日, R1.5.1, 令和1年5月1日, r元.5.1", "1989-01-07": "昭和64年1月7日, S64.1.7", "1989-01-08": "平成元年1月8日, H1.1.8, ㍻1年1月8日",
		"1912-07-30": "大正元年7月30日, T1.7.30", "1902-03-04": "明治35年3月4日, M35.3.4",
	} {
		for _, way := range strings.Split(strings.ReplaceAll(ways, "\\,", ";"), ", ") {
			way = strings.ReplaceAll(way, ";", ",")
			if got, err := readDate(way, wednesday); err != nil || got.String() != day {
				t.Errorf("%q is %s, %v; want %s", way, got, err, day)
			}
		}
	}
}

// TestTimesInFourLanguages reads times of day. They are of today, or of the day
// beside them.
func TestTimesInFourLanguages(t *testing.T) {
	wednesday := isoDate("2026-11-25")
	for when, ways := range map[string]string{
		"2026-11-25 15:00": "15:00, 3pm, 3 pm, 3 p.m., 3 p. m., 3PM, at 3pm, alle 15, alle ore 15, ore 15, ore 15:00, a las 15, a las 15 horas, 15h, 15 h, 15時, 午後3時, 午後三時, a las 3 de la tarde, alle 3 del pomeriggio, at 3 in the afternoon, 午後15時, alle 15 del pomeriggio, a las 15 de la tarde, por la tarde a las 15, today 3pm, oggi alle 15, hoy a las 15:00, 今日15時, 今日の午後3時, 15:00 h, h 15, 3 o'clock pm, 15:00:00, this afternoon at 3",
		"2026-11-25 15:30": "15:30, 3:30pm, 3.30 pm, alle 15.30, alle 15\\,30, ore 15:30, alle 15 e 30, alle 15 e mezza, a las 15:30, a las 3 y media de la tarde, 15h30, 15時30分, 15時半, 午後3時半, 午後3時30分, half past 3 pm, half past three in the afternoon",
		"2026-11-25 09:00": "9:00, 09:00, 9am, at 9, alle 9, a las 9, 9時, 午前9時, 朝9時, a las 9 de la mañana, alle 9 di mattina, alle nove, a las nueve, at nine",
		"2026-11-25 20:00": "stasera alle 20, 夜20時, 今夜20時, 今晩20時, esta noche a las 20, 20:00 de la noche, tonight at 20:00, in the evening at 20:00, tonight at 8, stasera alle 8, esta noche a las 8, 今夜8時, a las 8 de la noche, alle 8 di sera, 夜8時, 20:00",
		"2026-11-25 12:00": "noon, mezzogiorno, mediodía, 正午, 12pm, at 12, alle 12, 12時, 12:00",
		"2026-11-25 15:15": "15:15, 3:15 pm, quarter past 3 pm, a las 3 y cuarto de la tarde, alle 15 e un quarto, 午後3時15分", "2026-11-25 14:45": "a las 3 menos cuarto de la tarde, quarter to 3 pm, 14時45分",
		"2026-11-25 16:00": "夕方4時, 夕方16時",
		"2026-11-25 17:00": "夕方17時, 夕方 17:00, oggi pomeriggio ore 17, 夕方5時, at 5 in the evening",
		"2026-11-26 16:00": "mañana por la tarde a las 16:00, domani pomeriggio alle 16, 明日の午後16時, domani alle 16, mañana a las 4 de la tarde",
		"2026-11-26 09:30": "domani 9.30, mañana 9.30, domani alle 9\\,30, 明日の朝9時半, 明日朝イチ9時半",
		"2026-11-27 17:30": "viernes 17.30, venerdì 17.30, fri 17.30",
		"2026-11-26 12:00": "mañana al medio día, mañana a mediodía, domani a mezzogiorno, 明日のお昼12時, 明日正午, 明日12時",
		"2026-11-26 17:00": "gio 26 h 17, jue 26 h 17, thu 26 h 17, gio. 26 - h 17, gio 26 h. 17, gio 26 h17, gio 26h 17, gio 26-h17, giovedì 26 h 17, il 26 h 17, el 26 h 17, giorno 26 h 17, día 26 h 17, 26 nov h 17, gio 26 ore 17, gio 26\\, h 17, gio 26 h 17.00, entro il 26 h 17",
		"2026-11-27 08:30": "ven 8 h 30, ven 8h30, ven 8h 30, venerdì 8 h 30, ven alle 8 h 30", "2026-11-27 18:17": "ven 18h17, ven alle 18 h 17, ven 18:17, ven 18.17",
		"2026-12-18 17:00": "ven 18 h 17, vie 18 h 17, venerdì 18 h 17, ven. 18 - h 17",
		"2026-11-26 18:17": "domani 18 h 17, mañana 18 h 17, domani pomeriggio 18 h 17",
		"2026-11-25 02:30": "02:30, today 02:30, at 02:30",
		"2026-11-26 09:00": "mañana a las 9, mañana por la mañana a las 9, mañana a las 9 de la mañana, domani alle 9, domani mattina alle 9, domattina alle 9, tomorrow at 9, tomorrow morning at 9, 明日9時, 明日の朝9時, 明日 午前9時, 9am tomorrow, at 9am tomorrow, alle 9 di domani, a las 9 de la mañana del jueves",
		"2026-11-30 15:30": "mon 15:30, next mon 3:30pm, lunedì prossimo alle 15:30, lunedì alle 15.30, el lunes a las 15:30, el lunes que viene a las 3 y media de la tarde, 来週月曜 15:30, 来週の月曜日15時30分, 来週月曜午後3時半, 30 nov 15:30, 11月30日(月) 15:30, 11月30日（月）１５：３０, 2026-11-30T15:30, 15:30 mon, alle 15:30 di lunedì, 令和8年11月30日 15時30分, 30日15時半",
	} {
		for _, way := range strings.Split(strings.ReplaceAll(ways, "\\,", ";"), ", ") {
			way = strings.ReplaceAll(way, ";", ",")
			d, clock, err := readWhen(way, wednesday)
			if got := d.String() + " " + clock; err != nil || got != when {
				t.Errorf("%q is %s, %v; want %s", way, got, err, when)
			}
		}
	}
}

// TestWhatCanBeTwoIsRefused has what says more than one thing, and what is said
// wrongly.
func TestWhatCanBeTwoIsRefused(t *testing.T) {
	wednesday := isoDate("2026-11-25")
	for text, message := range map[string]string{
		"venerdì prossimo":       "venerdì prossimo can be 2026-11-27 or 2026-12-04",
		"el próximo viernes":     "el próximo viernes can be 2026-11-27 or 2026-12-04",
		"el viernes que viene":   "el viernes que viene can be 2026-11-27 or 2026-12-04",
		"次の金曜":                   "次の金曜 can be 2026-11-27 or 2026-12-04",
		"15.30":                  "15.30 is not a day: months run from 1 to 12",
		"fri 5 dec":              "fri 5 dec: 5 December 2026 is a Saturday, not a Friday",
		"12月5日(金)":               "12月5日(金): 5 December 2026 is a Saturday, not a Friday",
		"venerdì 5 dicembre":     "venerdì 5 dicembre: 5 December 2026 is a Saturday, not a Friday",
		"tomorrow, fri":          "tomorrow, fri: 26 November 2026 is a Thursday, not a Friday",
		"mon 2026-12-01":         "mon 2026-12-01: 1 December 2026 is a Tuesday, not a Monday",
		"昭和64年1月8日":              "昭和64年1月8日 lies outside its era: 1989-01-08 is Heisei 1",
		"令和元年4月30日":              "令和元年4月30日 lies outside its era: 2019-04-30 is Heisei 31",
		"S64.1.8":                "S64.1.8 lies outside its era: 1989-01-08 is Heisei 1",
		"令和8年2月30日":              "令和8年2月30日 is not a day: February 2026 has 28 days",
		"R8.13.1":                "R8.13.1 is not a day: months run from 1 to 12",
		"this week":              "this week is not a day",
		"last month":             "last month is not a day",
		"fri 9-10":               "fri 9-10 can be 2027-09-10, or the hours from 9 to 10",
		"mar 1":                  "mar 1 can be 2027-03-01 or 2026-12-01",
		"2026年2月30日":             "2026年2月30日 is not a day: February 2026 has 28 days",
		"12/9(火)":                "12/9(火) can be 12 Sep or 9 Dec",
		"ven 18h 17":             "ven 18h 17 can be the time 18:17, or 17:00 on day 18",
		"ven 18 h 09":            "ven 18 h 09 can be the time 18:09, or 09:00 on day 18",
		"gio 23 h 15":            "gio 23 h 15 can be the time 23:15, or 15:00 on day 23",
		"1ヶ月後の月曜":                "1ヶ月後の月曜 can be 2026-12-21 or 2026-12-28",
		"monday in 10 days":      "monday in 10 days can be 2026-11-30 or 2026-12-07",
		"alle 3":                 "alle 3 can be 03:00 or 15:00",
		"3時":                     "3時 can be 03:00 or 15:00",
		"a las 5":                "a las 5 can be 05:00 or 17:00",
		"at 3:30":                "at 3:30 can be 03:30 or 15:30",
		"2:30":                   "2:30 can be 02:30 or 14:30",
		"fri 4:15":               "4:15 can be 04:15 or 16:15",
		"6:45 tomorrow":          "6:45 can be 06:45 or 18:45",
		"明日1:30":                 "1:30 can be 01:30 or 13:30",
		"2026-12-01T5:00":        "5:00 can be 05:00 or 17:00",
		"朝一":                     "朝一 says no time",
		"月曜の朝一":                  "月曜の朝一 says no time",
		"明日朝イチ":                  "明日朝イチ says no time",
		"夜二":                     "夜二 says no time",
		"mañana a primera hora":  "mañana a primera hora says no time",
		"fri first thing":        "fri first thing says no time",
		"26/11 10h-12h":          "26/11 10h-12h says two times",
		"17h-18":                 "17h-18 says two times",
		"17h - 18h":              "17h - 18h says two times",
		"10h/11h":                `"10h/11h" is not a date`,
		"10h 12h":                `"10h 12h" is not a date`,
		"lun 30 10h-11h":         "lun 30 10h-11h says two times",
		"fri 3-4pm":              "fri 3-4pm says more than a day and a time",
		"fri 4pm ET":             "fri 4pm ET says more than a day and a time",
		"around 3pm fri":         "around 3pm fri says more than a day and a time",
		"fri 3pm Denny's":        "fri 3pm Denny's says more than a day and a time",
		"12 de la mañana":        "12 de la manana can be 00:00 or 12:00",
		"夜15時":                   "夜15時 is not a time of day",
		"stasera alle 9:30 pm":   `"stasera alle 9:30 pm" is not a date`,
		"13pm":                   "13pm is not a time of day",
		"15:30 pm":               "15:30 pm is not a time of day",
		"12 de la noche":         "12 de la noche is not a time of day",
		"25時":                    "25時 is not a time of day",
		"tomorrow morning":       "tomorrow morning says no time",
		"mañana por la tarde":    "mañana por la tarde says no time",
		"end of week":            "end of week is not a day",
		"週末":                     "週末 is not a day",
		"15":                     `"15" is not a date`,
		"3 days":                 `"3 days" is not a date`,
		"午後12時半":                 "午後12時半 can be 12:30 or 00:30 of the next day",
		"4th friday":             "4th friday can be 2026-12-04 or 2026-11-27",
		"il 2 martedì":           "il 2 martedì: 2 December 2026 is a Wednesday, not a Tuesday",
		"夜12時":                   "夜12時 is not a time of day",
		"december":               "december is not a day",
		"in 3 hours":             "in 3 hours is not a day",
		"+3h":                    "+3h is not a day",
		"12 a las":               `"12 a las" is not a date`,
		"大安":                     `"大安" is not a date`,
		"soon":                   "soon is not a day",
		"mon tue":                `"mon tue" is not a date`,
		"today tomorrow":         `"today tomorrow" is not a date`,
		"12/05/06":               "12/05/06 has a year of two figures",
		"31 nov":                 "31 nov is not a day: November has 30 days",
		"11月31日":                 "11月31日 is not a day: November has 30 days",
		"2026-12-01T09:30+09:00": `"2026-12-01T09:30+09:00" is not a date`,
	} {
		d, clock, err := readWhen(text, wednesday)
		e, ok := AsError(err)
		if !ok || e.Code != CodeInvalid || e.Error() != message || !d.IsZero() || clock != "" {
			t.Errorf("%q is %s %s, %v; want %s", text, d, clock, err, message)
		}
	}
}

// TestWorkingDaysAndPlaces reads days by the calendar, last days, and days by their
// place in a month, of what lies ahead, from Wednesday 25 November 2026; Thursday
// and Friday are days off.
func TestWorkingDaysAndPlaces(t *testing.T) {
	wednesday := isoDate("2026-11-25")
	r := Reading{Today: wednesday, Looks: Ends, Workday: func(d Date) bool {
		return d.Weekday() != time.Saturday && d.Weekday() != time.Sunday && d != wednesday.AddDays(1) && d != wednesday.AddDays(2)
	}}
	for day, ways := range map[string]string{
		"2026-11-30": "in 1 working day, next business day, next working day, prossimo giorno lavorativo, próximo día hábil, 翌営業日, 次の営業日, +1bd, last business day of the month, ultimo giorno lavorativo del mese, by end of month, entro fine mese, para fin de mes, 月末まで, 今月中, in 5 days, within 5 days, 5 days, entro 5 giorni, 5日以内",
		"2026-12-02": "in 3 working days, 3 business days, in three business days, 3 working days from now, +3bd, 3 workdays, tra 3 giorni lavorativi, entro tre giorni lavorativi, en 3 días hábiles, dentro de tres días laborables, 3営業日後, 三営業日後, 3営業日以内, 1 week, a week, within a week, entro una settimana, a week today, oggi a otto, de hoy en ocho, in a week's time, wed",
		"2026-11-23": "2 business days ago, 2営業日前, due giorni lavorativi fa, hace 2 días hábiles",
		"2026-11-27": "by friday, by fri, eod friday, by end of day friday, end of day fri, cob 27 nov, until friday, no later than friday, entro venerdì, per venerdì, para el viernes, hasta el viernes, 金曜日まで, 金曜までに",
		"2026-12-07": "monday week, a week on monday, a week from monday, week from monday, lunedì a otto, first monday in december, first monday of next month, primo lunedì di dicembre, primer lunes de diciembre, 第1月曜, first monday, 1st monday, il primo lunedì, 12月第1月曜日, 12月の第一月曜, first monday of the month, primo lunedì del mese",
		"2026-12-25": "christmas, natale, navidad, クリスマス, last friday of december, ultimo venerdì di dicembre, último viernes de diciembre, 12月の最終金曜日, by christmas, last friday of next month, 4th friday of december",
		"2026-12-31": "new year's eve, san silvestro, nochevieja, 大晦日, 年内, end of 2026, end of q4, fine del trimestre, end of quarter, last business day of december",
		"2027-01-01": "new year's day, capodanno, año nuevo, 元日, 元旦, start of q1, start of next quarter, next quarter, first working day of january, primer día hábil de enero",
		"2026-12-01": "start of the month, inizio mese, 月初, 来月初, first business day of next month",
		"2027-05-25": "in half a year, half a year, tra mezzo anno, en medio año, in 6 months' time, 6 months, 6 mo, in six months time",
		"2027-03-31": "end of q1, end of q1 2027, fine q1, last wednesday of march, 5th wed of march, by end of next quarter",
		"2026-11-25": "eod, by end of day, by cob, 今日中, 本日中",
	} {
		for _, way := range strings.Split(ways, ", ") {
			if got, err := r.Date(way); err != nil || got.String() != day {
				t.Errorf("%q is %s, %v; want %s", way, got, err, day)
			}
		}
	}
	for text, help := range map[string]string{
		"end of the week": "Write fri or sun.", "this weekend": "Write sat or sun.", "fine settimana": "Write sat or sun.", "週末": "Write sat or sun.",
		"mid december": "Say which day", "a mediados de enero": "Say which day", "metà gennaio": "Say which day", "来月中旬": "Say which day", "before friday": "Say which day",
		"antes del viernes": "Say which day", "in a few days": "Say which day", "in january": "Say which day: 2027-01-01", "q1": "Say which day: 2027-01-01", "this quarter": "Say which day: 2026-10-01",
		"in 2 hours": "Write the time itself", "tra 2 ore": "Write the time itself", "2時間後": "Write the time itself",
		"第1四半期": "Write a date", "30m": "Write a date", "fifth monday of february": "Write a date", "by": "Write a date", "12 by 5": "Write a date", "q5": "Write a date", "3 mondays": "Write a date",
	} {
		got, err := r.Date(text)
		if e, ok := AsError(err); !ok || !got.IsZero() || len(e.Help()) == 0 || !strings.HasPrefix(e.Help()[0], help) {
			t.Errorf("%q is %s, %v; want an error that says %q", text, got, err, help)
		}
	}
	if d, err := (Reading{Today: wednesday, Looks: Ahead}).Date("in 3 working days"); err == nil {
		t.Errorf("without a calendar 3 working days are %s", d)
	}
	for _, looks := range []Direction{Undeclared, Past, Begun, Near} {
		if d, err := (Reading{Today: wednesday, Looks: looks}).Date("3 days"); err == nil {
			t.Errorf("3 days, %s, is %s", looks, d)
		}
	}
	never := Reading{Today: wednesday, Looks: Ahead, Workday: func(Date) bool { return false }}
	if d, err := never.Date("in 3 working days"); err == nil {
		t.Errorf("in a calendar without working days it is %s", d)
	}
}

// TestDirections reads what lacks a year or a week by the way it looks, from
// Wednesday 25 November 2026.
func TestDirections(t *testing.T) {
	wednesday := isoDate("2026-11-25")
	for _, test := range []struct{ text, ahead, past, begun, near string }{
		{"16 may", "2027-05-16", "2026-05-16", "2026-05-16", "2027-05-16"},
		{"30 may", "2027-05-30", "2026-05-30", "2026-05-30", "2026-05-30"},
		{"20 jun", "2027-06-20", "2026-06-20", "2026-06-20", "2026-06-20"},
		{"1 jan", "2027-01-01", "2026-01-01", "2026-01-01", "2027-01-01"},
		{"1 oct", "2027-10-01", "2026-10-01", "2026-10-01", "2026-10-01"},
		{"25 nov", "2026-11-25", "2026-11-25", "2026-11-25", "2026-11-25"},
		{"26 nov", "2026-11-26", "2025-11-26", "2025-11-26", "2026-11-26"},
		{"29 feb", "2028-02-29", "2024-02-29", "2024-02-29", "2028-02-29"},
		{"12月5日", "2026-12-05", "2025-12-05", "2025-12-05", "2026-12-05"},
		{"wed", "2026-12-02", "2026-11-25", "2026-11-25", "2026-11-25"},
		{"fri", "2026-11-27", "2026-11-20", "2026-11-20", "2026-11-27"},
		{"mon", "2026-11-30", "2026-11-23", "2026-11-23", "2026-11-23"},
		{"il lunedì", "2026-11-30", "2026-11-23", "2026-11-23", "2026-11-23"},
		{"the 26th", "2026-11-26", "2026-10-26", "2026-10-26", "2026-11-26"},
		{"31日", "2026-12-31", "2026-10-31", "2026-10-31", "2026-10-31"},
		{"13/5", "2027-05-13", "2026-05-13", "2026-05-13", "2027-05-13"},
		{"end of october", "2027-10-31", "2026-10-31", "2026-10-31", "2026-10-31"},
		{"il prossimo 16 maggio", "2027-05-16", "", "2027-05-16", "2027-05-16"},
		{"lo scorso 16 maggio", "2026-05-16", "2026-05-16", "2026-05-16", "2026-05-16"},
		{"last may 16", "2026-05-16", "2026-05-16", "2026-05-16", "2026-05-16"},
		{"tomorrow", "2026-11-26", "", "2026-11-26", "2026-11-26"},
		{"next fri", "2026-12-04", "", "2026-12-04", "2026-12-04"},
		{"3日後", "2026-11-28", "", "2026-11-28", "2026-11-28"},
		{"2026-11-26", "2026-11-26", "", "2026-11-26", "2026-11-26"},
		{"+1d", "2026-11-26", "", "2026-11-26", "2026-11-26"},
		{"next week", "2026-11-30", "", "2026-11-30", "2026-11-30"},
		{"last fri", "2026-11-20", "2026-11-20", "2026-11-20", "2026-11-20"},
		{"今朝", "", "2026-11-25", "", ""},
		{"stamattina", "", "2026-11-25", "", ""},
		{"this morning", "", "2026-11-25", "", ""},
		{"ieri sera", "", "2026-11-24", "", ""},
		{"anoche", "", "2026-11-24", "", ""},
		{"last night", "", "2026-11-24", "", ""},
		{"ayer por la tarde", "", "2026-11-24", "", ""},
		{"昨夜", "", "2026-11-24", "", ""},
	} {
		planned := test.ahead
		if planned != "" && isoDate(planned).Before(wednesday) {
			planned = ""
		}
		for looks, want := range map[Direction]string{Ahead: planned, Ends: test.ahead, Past: test.past, Begun: test.begun, Near: test.near} {
			got, err := Reading{Today: wednesday, Looks: looks, Rule: "it was"}.Date(test.text)
			if got.String() != want || (err != nil) != (want == "") {
				t.Errorf("%q, %s, is %s, %v; want %s", test.text, looks, got, err, want)
			}
			if want == "" && looks == Past && !strings.HasSuffix(err.Error(), " lies ahead: it was") {
				t.Errorf("%q, %s: %v", test.text, looks, err)
			}
			if looks == Ahead && want != test.ahead && !strings.HasSuffix(err.Error(), " is past: it was") {
				t.Errorf("%q, %s: %v", test.text, looks, err)
			}
		}
	}
}

// TestPeriods reads what begins and ends a period.
func TestPeriods(t *testing.T) {
	wednesday := isoDate("2026-11-25")
	for text, days := range map[string][2]string{
		"last month": {"2026-10-01", "2026-10-31"}, "il mese scorso": {"2026-10-01", "2026-10-31"}, "先月": {"2026-10-01", "2026-10-31"},
		"this month": {"2026-11-01", "2026-11-25"}, "last week": {"2026-11-16", "2026-11-22"}, "la semana pasada": {"2026-11-16", "2026-11-22"},
		"this year": {"2026-01-01", "2026-11-25"}, "el año pasado": {"2025-01-01", "2025-12-31"}, "昨年": {"2025-01-01", "2025-12-31"},
		"october": {"2026-10-01", "2026-10-31"}, "10月": {"2026-10-01", "2026-10-31"}, "november": {"2026-11-01", "2026-11-25"},
		"december": {"2025-12-01", "2025-12-31"}, "2026-02": {"2026-02-01", "2026-02-28"}, "2026年2月": {"2026-02-01", "2026-02-28"},
		"feb 2024": {"2024-02-01", "2024-02-29"}, "2025": {"2025-01-01", "2025-12-31"}, "2026": {"2026-01-01", "2026-11-25"},
		"last quarter": {"2026-07-01", "2026-09-30"}, "q3": {"2026-07-01", "2026-09-30"}, "3Q": {"2026-07-01", "2026-09-30"}, "q4": {"2026-10-01", "2026-11-25"}, "q1 2025": {"2025-01-01", "2025-03-31"},
		"first quarter": {"2026-01-01", "2026-03-31"}, "primo trimestre 2025": {"2025-01-01", "2025-03-31"}, "tercer trimestre": {"2026-07-01", "2026-09-30"}, "this quarter": {"2026-10-01", "2026-11-25"},
		"16 may": {"2026-05-16", "2026-05-16"}, "today": {"2026-11-25", "2026-11-25"},
	} {
		for i, edge := range []Edge{FirstDay, LastDay} {
			got, err := Reading{Today: wednesday, Looks: Past, Edge: edge}.Date(text)
			if err != nil || got.String() != days[i] {
				t.Errorf("%q, edge %d, is %s, %v; want %s", text, edge, got, err, days[i])
			}
		}
	}
	if got, err := (Reading{Today: wednesday, Looks: Ahead, Edge: LastDay}).Date("next month"); err != nil || got.String() != "2026-12-31" {
		t.Errorf("until next month is %s, %v", got, err)
	}
}

// TestOrders reads figures in the order of a country, and says so only where
// they could have been read otherwise.
func TestOrders(t *testing.T) {
	wednesday := isoDate("2026-11-25")
	for _, test := range []struct {
		text                   string
		day, month, year, none string
		noted                  bool
	}{
		{"12/9", "2027-09-12", "2026-12-09", "2026-12-09", "", true},
		{"12-9", "2027-09-12", "2026-12-09", "2026-12-09", "", true},
		{"12.9.2026", "2026-09-12", "2026-12-09", "", "", true},
		{"02/03/1980", "1980-03-02", "1980-02-03", "", "", true},
		{"１２／９", "2027-09-12", "2026-12-09", "2026-12-09", "", true},
		{"12/9(水)", "", "2026-12-09", "2026-12-09", "2026-12-09", true},
		{"13/9", "2027-09-13", "2027-09-13", "2027-09-13", "2027-09-13", true}, // which is far from today
		{"12/12", "2026-12-12", "2026-12-12", "2026-12-12", "2026-12-12", false},
		{"12.9.", "2027-09-12", "2026-12-09", "2026-12-09", "", true},
		{"2026. 12. 9.", "2026-12-09", "2026-12-09", "2026-12-09", "2026-12-09", false},
		{"2026/12/9", "2026-12-09", "2026-12-09", "2026-12-09", "2026-12-09", false},
		{"12/9/26", "2026-09-12", "2026-12-09", "", "", true},
		{"15/12/26", "2026-12-15", "2026-12-15", "", "", false},
		{"12.9.98", "1998-09-12", "1998-12-09", "", "", true},
		{"13-2-46", "2046-02-13", "2046-02-13", "", "", false},
	} {
		for order, want := range map[Order]string{DayFirst: test.day, MonthFirst: test.month, YearFirst: test.year, NoOrder: test.none} {
			heard := ""
			r := Reading{Today: wednesday, Order: order, Looks: Ends, Note: func(text string, read any) {
				heard = read.(Date).String()
			}}
			got, err := r.Date(test.text)
			if got.String() != want || (err != nil) != (want == "") {
				t.Errorf("%q, order %d, is %s, %v; want %s", test.text, order, got, err, want)
			}
			if err == nil && (heard != "") != test.noted || heard != "" && err == nil && heard != want {
				t.Errorf("%q, order %d: heard of %q", test.text, order, heard)
			}
		}
	}
	var heard any
	r := Reading{Today: wednesday, Order: DayFirst, Note: func(_ string, read any) { heard = read }}
	if b, err := r.Birthday("2/3/1980"); err != nil || b.String() != "1980-03-02" || heard != b {
		t.Errorf("a birthday of 2/3/1980 is %s, %v, and %v was heard of", b, err, heard)
	}
}

// TestDoubtfulWordsHaveALanguage finds the words that are a weekday and a month, which
// only the language of the reader tells apart.
func TestDoubtfulWordsHaveALanguage(t *testing.T) {
	for word := range lexicon() {
		doubtful := token{text: word}.hasSense(weekday) && token{text: word}.hasSense(month)
		if _, told := weekdayIn[word]; told != doubtful {
			t.Errorf("%q is a weekday and a month: %v; in weekdayIn: %v", word, doubtful, told)
		}
	}
	today := Date{2026, time.November, 23}
	for lang, table := range map[string]map[string]string{
		"en": {"mar 15": "2027-03-15", "mar 15th": "2027-03-15", "15 mar": "2027-03-15", "mar 15 dic": "2026-12-15", "mer": "2026-11-25", "dom": "2026-11-29", "mar 15 2027": "2027-03-15"},
		"ja": {"mar 15": "2027-03-15", "mar 12月15日": "2026-12-15"},
		"it": {"mar": "2026-11-24", "15 mar": "2027-03-15", "mar 15 dic": "2026-12-15"},
		"es": {"mar": "2026-11-24", "15 mar": "2027-03-15", "el mar": "2026-11-24"},
	} {
		for text, want := range table {
			if got, err := (Reading{Today: today, Lang: lang, Looks: Ahead}).Date(text); err != nil || got.String() != want {
				t.Errorf("%s: %q is %s, %v; want %s", lang, text, got, err, want)
			}
		}
	}
	for lang, text := range map[string]string{"en": "mar", "ja": "mar", "it": "mar 15", "es": "mar 15"} {
		if got, err := (Reading{Today: today, Lang: lang, Looks: Ahead}).Date(text); err == nil {
			t.Errorf("%s: %q is %s without a question", lang, text, got)
		}
	}
	_, err := Reading{Today: today, Lang: "en", Looks: Ahead}.Date("sun 3")
	if e, ok := AsError(err); !ok || !slices.Contains(e.Help(), "The next Sunday the 3: 2027-01-03") {
		t.Errorf("sun 3: %v", err)
	}
}

// TestWeekdaysInWeeks reads a weekday in so many weeks from every day of a week: it is that
// weekday, of the week so many on. In so many months or days it is that weekday, or
// rejected.
func TestWeekdaysInWeeks(t *testing.T) {
	days := []string{"日 dom dom sun", "月 lun lun mon", "火 martedì martes tue", "水 mer mié wed", "木 gio jue thu", "金 ven vie fri", "土 sab sáb sat"}
	ways := [][]string{
		{"%d週間後の%s曜", "%d週間後の%s曜日", "%d週間後%s曜"}, {"%[2]s tra %[1]d settimane", "tra %d settimane, %s", "%[2]s fra %[1]d sett."},
		{"el %[2]s dentro de %[1]d semanas", "en %d semanas el %s"}, {"%[2]s in %[1]d weeks", "in %d weeks on %s", "%[2]s %[1]d weeks from now"},
	}
	for from := range 7 {
		today := isoDate("2026-12-07").AddDays(from)
		monday := today.AddDays(-from)
		for lang, forms := range ways {
			for on, names := range days {
				name := strings.Fields(names)[lang]
				for weeks := 1; weeks <= 4; weeks++ {
					want := monday.AddDays(7*weeks + (on+6)%7)
					for _, form := range forms {
						text := fmt.Sprintf(form, weeks, name)
						if got, err := readDate(text, today); err != nil || got != want {
							t.Errorf("%s, on %s, is %s, %v; want %s", text, today, got, err, want)
						}
					}
				}
			}
		}
		for _, text := range []string{"1ヶ月後の月曜", "半年後の月曜", "10日後の月曜", "lunedì tra due mesi", "el lunes en 10 días", "monday in 3 months", "in a year on monday", "4営業日後の月曜"} {
			if got, err := readDate(text, today); err == nil && got.Weekday() != time.Monday {
				t.Errorf("%s, on %s, is %s, a %s", text, today, got, got.Weekday())
			}
		}
	}
}

// TestDaysByTheirPlaceInJapanese reads days of the week by their place in a month,
// seen from Tuesday 24 November 2026.
func TestDaysByTheirPlaceInJapanese(t *testing.T) {
	for text, want := range map[string]string{
		"第4金曜": "2026-11-27", "第2火曜日": "2026-12-08", "第1月曜": "2026-12-07", "第二火曜日": "2026-12-08", "第５金曜": "2027-01-29",
		"月末の金曜": "2026-11-27", "今月末の金曜": "2026-11-27", "来月末の金曜日": "2026-12-25", "12月末の木曜": "2026-12-31", "月末の火曜日": "2026-11-24",
		"月初の月曜": "2026-12-07", "来月初めの水曜": "2026-12-02",
		"最終金曜": "2026-11-27", "最終金曜日": "2026-11-27", "最後の金曜": "2026-11-27", "12月の最終金曜": "2026-12-25", "今月最終金曜": "2026-11-27",
		"来月最初の月曜": "2026-12-07", "12月第4金曜": "2026-12-25", "来月の第1月曜日": "2026-12-07", "月末": "2026-11-30",
	} {
		r := Reading{Today: isoDate("2026-11-24"), Lang: "ja", Looks: Ahead}
		if got, err := r.Date(text); err != nil || got.String() != want {
			t.Errorf("%s is %s, %v; want %s", text, got, err, want)
		}
	}
}

// TestDateExamples holds that what errors show to somebody is read.
func TestDateExamples(t *testing.T) {
	for _, lang := range []string{"en", "ja", "it", "es", ""} {
		r := Reading{Today: isoDate("2026-11-25"), Lang: lang, Looks: Ahead}
		for text := range strings.SplitSeq(r.Example().Days+", "+r.Example().Day, ", ") {
			if _, err := r.Date(text); err != nil {
				t.Errorf("%s: %v", lang, err)
			}
		}
		for _, text := range []string{r.Example().Morning, r.Example().Afternoon} {
			if _, clock, err := r.When(text); err != nil || clock == "" {
				t.Errorf("%s: %s is at %q: %v", lang, text, clock, err)
			}
		}
	}
}
