package crm

import (
	"strings"
	"sync"
	"time"
)

// The words for days and times in the languages of the program, folded as foldWords
// does. A word may mean several things ("mar" is Tuesday and March, "ago" is August);
// its neighbours tell which.

// sense is the kind of thing that a word means.
type sense int

const (
	number      sense = iota // n
	separator                // - / . between figures
	sign                     // n is 1 or -1
	relative                 // n days from today
	weekday                  // n from Sunday
	month                    // n from January
	unit                     // n is one of the units below
	span                     // of the unit n: the one that lies count from this one
	next                     // of the next week
	coming                   // the next one, or of the next week
	last                     //
	this                     //
	within                   // in two days
	until                    // by, in front of the last day
	ago                      // two days ago
	after                    // two days after
	ending                   // the end of a month
	beginning                //
	nth                      // of the days of the week in a month
	vague                    // no day at all: soon, the middle
	weekend                  // two days
	article                  // the 15th
	ordinal                  // behind the number of a day
	filler                   // says nothing
	era                      // n is its place in eras
	yearMark                 // 年
	dayMark                  // 日, and the words for day in front of a number
	part                     // of the day: n is one of the parts below
	clockAt                  // at, in front of a time
	clockHour                // behind an hour, in front of its minutes
	clockMinute              // behind minutes
	clockNow                 // n minutes after midnight: noon
	plusMinutes              // and, between hours and minutes
	fraction                 // n minutes: half, a quarter
	lessMinutes              // to: a quarter to four
	pastMinutes              // past: a quarter past four
	sharp                    // o'clock
)

// The units of time.
const (
	ofDays = iota
	ofWeeks
	ofMonths
	ofYears
	ofHalfYears
	ofFortnights
	ofQuarters
	ofWorkdays
)

// The parts of the day.
const (
	am = iota // to 12, which is midnight
	pm        // to 12, which is noon
	morning
	afternoon
	evening // 5 to 11
	dusk    // 3 to 11: 夕方4時 is before the evening of others
	night   // 7 to 11, and 1 to 5 of the morning
	midday  // 11, 12, 1 and 2
	smallHours
)

// meaning is one thing that a word means.
type meaning struct {
	sense sense
	n     int
	count int
}

// vocabulary lists words by meaning: a sense, its number and the words, with
// underscores for spaces.
var vocabulary = []struct {
	sense    sense
	n, count int
	words    string
}{
	{relative, 0, 0, "today eod oggi hoy 今日 本日 きょう"},
	{relative, 1, 0, "tomorrow tmrw domani manana 明日 あした あす 翌日"},
	{relative, -1, 0, "yesterday ieri ayer 昨日 きのう"},
	{relative, 2, 0, "day_after_tomorrow overmorrow dopodomani dopo_domani domani_l_altro pasado_manana 明後日 あさって"},
	{relative, -2, 0, "day_before_yesterday l_altro_ieri altro_ieri altroieri avantieri ieri_l_altro anteayer antes_de_ayer antier 一昨日 おととい"},
	{relative, 3, 0, "明々後日 明明後日 しあさって"},
	{relative, -3, 0, "anteanteayer trasanteayer 一昨々日 一昨昨日"},

	{weekday, 0, 0, "sun sunday sundays dom domenica domingo 日 日曜 日曜日"},
	{weekday, 1, 0, "mon monday lun lunedi lunes 月 月曜 月曜日"},
	{weekday, 2, 0, "tue tues tuesday mar martedi martes 火 火曜 火曜日"},
	{weekday, 3, 0, "wed weds wednesday mer mercoledi mie miercoles 水 水曜 水曜日"},
	{weekday, 4, 0, "thu thur thurs thursday gio giovedi jue jueves 木 木曜 木曜日"},
	{weekday, 5, 0, "fri friday ven venerdi vie viernes 金 金曜 金曜日"},
	{weekday, 6, 0, "sat saturday sab sabato sabado 土 土曜 土曜日"},

	{month, 1, 0, "jan january gen gennaio ene enero"},
	{month, 2, 0, "feb febr february febbraio febrero"},
	{month, 3, 0, "mar march marzo"},
	{month, 4, 0, "apr april aprile abr abril"},
	{month, 5, 0, "may mag maggio mayo"},
	{month, 6, 0, "jun june giu giugno junio"},
	{month, 7, 0, "jul july lug luglio julio"},
	{month, 8, 0, "aug august ago agosto"},
	{month, 9, 0, "sep sept september set sett settembre septiembre setiembre"},
	{month, 10, 0, "oct october ott ottobre octubre"},
	{month, 11, 0, "nov november novembre noviembre"},
	{month, 12, 0, "dec december dic dicembre diciembre"},

	{unit, ofDays, 0, "d day days giorno giorni dia dias gg 日 日間"},
	{unit, ofWeeks, 0, "w wk wks week weeks settimana settimane semana semanas sett 週 週間"},
	{unit, ofMonths, 0, "m month months mese mesi mes meses mo mos か月 ヶ月 ケ月 カ月 ヵ月 ｹ月 ｶ月 箇月 か月間 ヶ月間 カ月間 月"},
	{unit, ofYears, 0, "y yr yrs year years anno anni ano anos 年 年間"},
	{unit, ofHalfYears, 0, "半年"},
	{unit, ofFortnights, 0, "fortnight fortnights"},
	{unit, ofQuarters, 0, "quarter quarters trimestre trimestri trimestres 四半期"},
	{unit, ofWorkdays, 0, "bd workday workdays working_day working_days work_day work_days business_day business_days giorno_lavorativo giorni_lavorativi dia_habil dias_habiles dia_laborable dias_laborables dia_laboral dias_laborales 営業日"},

	{span, ofWeeks, 0, "今週"}, {span, ofWeeks, 1, "来週 翌週 らいしゅう"}, {span, ofWeeks, 2, "再来週 さ来週 さらいしゅう week_after_next"}, {span, ofWeeks, -1, "先週"}, {span, ofWeeks, -2, "先々週 先先週"},
	{span, ofMonths, 0, "今月 当月"}, {span, ofMonths, 1, "来月 翌月"}, {span, ofMonths, 2, "再来月 month_after_next"}, {span, ofMonths, -1, "先月"}, {span, ofMonths, -2, "先々月 先先月"},
	{span, ofYears, 0, "今年 本年 ことし"}, {span, ofYears, 1, "来年 翌年"}, {span, ofYears, 2, "再来年"}, {span, ofYears, -1, "去年 昨年"}, {span, ofYears, -2, "一昨年 おととし"},

	{next, 0, 0, "next"},
	{coming, 1, 0, "coming"},
	{coming, 0, 0, "following prossimo prossima prossimi pross venturo ventura proximo proxima viene entra entrante siguiente 次 今度"},
	{last, 0, 0, "last previous past scorso scorsa passato passata ultimo ultima pasado pasada anterior 前回 この前 最終 最後"},
	{this, 0, 0, "this questo questa este esta この 今"},

	{within, 0, 0, "in within tra fra entro en dentro"},
	{until, 0, 0, "by until till no_later_than not_later_than entro per fino_a fino_al fino_alla para hasta まで までに"},
	{ago, 0, 0, "ago fa hace back 前"},
	{after, 0, 0, "from_now from_today later hence after from dopo dal despues 後 ご あと 以内"},
	{ending, 0, 0, "end fine fin final 末 末日"},
	{beginning, 0, 0, "start beginning inizio principio comienzo 初日 初め はじめ 頭"},

	{nth, 1, 0, "first primo primer primero 最初"}, {nth, 2, 0, "second secondo segundo"}, {nth, 3, 0, "third terzo tercer tercero"},
	{nth, 4, 0, "fourth quarto cuarto"}, {nth, 5, 0, "fifth quinto"},
	{vague, 0, 0, "early late mid middle about around approximately few some several soon later sometime before asap now circa verso meta qualche alcuni prima presto subito mediados principios finales comienzos unos algunos antes pronto 上旬 中旬 下旬 中頃 頃 ごろ 以降 以前 今月中旬 来月中旬 今週中 来週中 時間"},
	{weekend, 0, 0, "weekend weekends week_end fine_settimana fin_de_semana 週末 今週末 来週末"},

	{article, 0, 0, "the il el 第"},
	{ordinal, 0, 0, "st nd rd th º ° ª o a er ro do"},
	{filler, 0, 0, "of de del della dello dell dei di d on la le lo l los las que の に a al , ( ) ' 、 ・"},
	{number, 1, 0, "first primo primero an a un una uno one"},
	{number, 2, 0, "two due dos couple paio par"}, {number, 3, 0, "three tre tres"}, {number, 4, 0, "four quattro cuatro"},
	{number, 5, 0, "five cinque cinco"}, {number, 6, 0, "six sei seis"}, {number, 7, 0, "seven sette siete"},
	{number, 8, 0, "eight otto ocho"}, {number, 9, 0, "nine nove nueve"}, {number, 10, 0, "ten dieci diez"},
	{number, 11, 0, "eleven undici once"}, {number, 12, 0, "twelve dodici doce"}, {number, 15, 0, "fifteen quindici quince"},
	{number, 20, 0, "twenty venti veinte"}, {number, 30, 0, "thirty trenta treinta"},

	{dayMark, 0, 0, "日 giorno dia day"},
	{yearMark, 0, 0, "年"},
	{era, 0, 0, "r reiwa 令和 令 ㋿"}, {era, 1, 0, "h heisei 平成 平 ㍻"}, {era, 2, 0, "s showa 昭和 昭 ㍼"},
	{era, 3, 0, "t taisho 大正 大 ㍽"}, {era, 4, 0, "m meiji 明治 明 ㍾"},

	{part, am, 0, "am"}, {part, pm, 0, "pm"},
	{part, morning, 0, "in_the_morning morning this_morning mattina mattino del_mattino di_mattina di_mattino della_mattina de_la_manana por_la_manana en_la_manana a_primera_hora first_thing first_thing_in_the_morning di_prima_mattina in_mattinata 午前 朝 午前中 早朝 朝一 朝イチ 朝いち 朝一番"},
	{part, afternoon, 0, "in_the_afternoon afternoon this_afternoon pomeriggio del_pomeriggio di_pomeriggio nel_pomeriggio de_la_tarde por_la_tarde en_la_tarde tarde 午後"},
	{part, evening, 0, "in_the_evening evening this_evening sera di_sera della_sera"},
	{part, dusk, 0, "夕方 夕"},
	{part, night, 0, "at_night night notte di_notte della_notte de_la_noche por_la_noche en_la_noche noche 夜 晩 深夜"},
	{part, midday, 0, "del_mediodia del_dia 昼 お昼"},
	{part, smallHours, 0, "de_la_madrugada madrugada 未明"},
	{clockAt, 0, 0, "at @ alle all ore a_las a_la las ora al_le kl"},
	{clockHour, 0, 0, "h 時 : hrs hr hours hour horas hora hs ore uhr"},
	{clockMinute, 0, 0, "分 min mins minutes minuti minutos"},
	{clockNow, 12 * 60, 0, "noon midday mezzogiorno a_mezzogiorno mediodia al_mediodia medio_dia al_medio_dia 正午"},
	{plusMinutes, 0, 0, "e y"},
	{fraction, 30, 0, "half media mezza mezzo mezz 半"},
	{fraction, 15, 0, "quarter cuarto quarto un_quarto"},
	{lessMinutes, 0, 0, "to meno menos"},
	{pastMinutes, 0, 0, "past"},
	{sharp, 0, 0, "o_clock oclock sharp in_punto en_punto ちょうど"},
}

// weekdayIn are the languages in which a word abbreviates a weekday that abbreviates a
// month everywhere. A test finds these words.
var weekdayIn = map[string][]string{"mar": {"it", "es"}}

// compounds are words that stand for several.
var compounds = sync.OnceValue(func() map[string]string {
	return map[string]string{
		"tonight": "today evening", "stasera": "oggi sera", "stamattina": "oggi mattina", "stanotte": "oggi notte",
		"domattina": "domani mattina", "esta_noche": "hoy noche", "esta_tarde": "hoy tarde", "esta_manana": "hoy morning",
		"anoche": "ayer noche", "last_night": "yesterday night", "yesterday_evening": "yesterday evening", "昨夜": "昨日 夜", "昨晩": "昨日 夜", "ゆうべ": "昨日 夜", "週明け": "来週 月曜", "半月": "15 日",
		"今夜": "今日 夜", "今晩": "今日 夜", "今朝": "今日 朝", "明朝": "明日 朝", "明晩": "明日 夜",
		"eom": "end month", "eoy": "end year", "eoq": "end quarter", "eow": "end week", "month_end": "end month", "year_end": "end year",
		"last_day_of": "end", "ultimo_dia_de": "end", "ultimo_dia_del": "end", "ultimo_giorno_del": "end", "ultimo_giorno_di": "end", "ultimo_del": "end",
		"first_day_of": "start", "primer_dia_de": "start", "primer_dia_del": "start", "primo_giorno_del": "start", "primo_giorno_di": "start",

		"end_of_day": "eod", "end_of_the_day": "eod", "close_of_business": "eod", "cob": "eod", "fine_giornata": "eod", "final_del_dia": "eod", "fin_del_dia": "eod", "今日中": "今日", "本日中": "今日", "明日中": "明日",
		"今月中": "今月 末", "来月中": "来月 末", "今年中": "今年 末", "年内": "今年 末", "月初": "start month", "月頭": "start month", "来月初": "来月 初め", "来月初め": "来月 初め", "今月初": "今月 初め", "今月初め": "今月 初め", "来月頭": "来月 初め",
		"a_otto": "week", "en_ocho": "week", "en_ocho_dias": "week", "de_aqui_a": "en", "翌営業日": "1 営業日 後",
		"half_a_year": "6 months", "half_year": "6 months", "mezzo_anno": "6 mesi", "medio_ano": "6 meses",
		"day_s_time": "day", "days_time": "days", "week_s_time": "week", "weeks_time": "weeks", "month_s_time": "month", "months_time": "months", "year_s_time": "year", "years_time": "years",
		"christmas_eve": "24 december", "christmas": "25 december", "christmas_day": "25 december", "xmas": "25 december", "boxing_day": "26 december",
		"new_year_s_eve": "31 december", "new_years_eve": "31 december", "new_year_s_day": "1 january", "new_years_day": "1 january",
		"vigilia_di_natale": "24 dicembre", "natale": "25 dicembre", "santo_stefano": "26 dicembre", "san_silvestro": "31 dicembre", "capodanno": "1 gennaio", "epifania": "6 gennaio", "ferragosto": "15 agosto",
		"nochebuena": "24 diciembre", "navidad": "25 diciembre", "nochevieja": "31 diciembre", "ano_nuevo": "1 enero", "dia_de_reyes": "6 enero",
		"元日": "1 月 1 日", "元旦": "1 月 1 日", "大晦日": "12 月 31 日", "クリスマス": "12 月 25 日",
	}
})

// longestPhrase is the most words of a phrase.
const longestPhrase = 5

// lexicon returns the vocabulary by word. It is made on first use.
var lexicon = sync.OnceValue(func() map[string][]meaning {
	words := map[string][]meaning{}
	for _, v := range vocabulary {
		for _, word := range strings.Fields(v.words) {
			words[word] = append(words[word], meaning{v.sense, v.n, v.count})
		}
	}
	return words
})

// ParseWeekday reads the name of a weekday, short or in full, in any of the languages.
func ParseWeekday(word string) (day time.Weekday, ok bool) {
	m, ok := token{text: strings.TrimSuffix(strings.TrimSpace(foldWords(word)), ".")}.as(weekday)
	return time.Weekday(m.n), ok
}

// eras are the Japanese eras with their first days, the latest first.
var eras = []struct {
	name, kanji string
	began       Date
}{
	{"Reiwa", "令和", Date{2019, time.May, 1}},
	{"Heisei", "平成", Date{1989, time.January, 8}},
	{"Showa", "昭和", Date{1926, time.December, 25}},
	{"Taisho", "大正", Date{1912, time.July, 30}},
	{"Meiji", "明治", Date{1868, time.January, 25}},
}
