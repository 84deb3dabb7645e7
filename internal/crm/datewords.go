package crm

import (
	"strings"
	"time"
	"unicode"
)

// The words that people use for days, in the languages of the program. They
// are folded as foldWords does, so without accents. No word stands for two
// things where it can stand: "mar" is Tuesday in Italian and Spanish where it
// is alone, and March beside a number.

// dayWord is how many days from today a word means.
func dayWord(word string) (days int, ok bool) {
	switch word {
	case "today", "oggi", "hoy", "今日", "本日":
		return 0, true
	case "tomorrow", "domani", "manana", "明日":
		return 1, true
	case "yesterday", "ieri", "ayer", "昨日":
		return -1, true
	}
	return 0, false
}

func weekdayWord(word string) (day time.Weekday, ok bool) {
	switch word {
	case "mon", "monday", "lun", "lunedi", "lunes", "月", "月曜", "月曜日":
		return time.Monday, true
	case "tue", "tues", "tuesday", "mar", "martedi", "martes", "火", "火曜", "火曜日":
		return time.Tuesday, true
	case "wed", "weds", "wednesday", "mer", "mercoledi", "mie", "miercoles", "水", "水曜", "水曜日":
		return time.Wednesday, true
	case "thu", "thur", "thurs", "thursday", "gio", "giovedi", "jue", "jueves", "木", "木曜", "木曜日":
		return time.Thursday, true
	case "fri", "friday", "ven", "venerdi", "vie", "viernes", "金", "金曜", "金曜日":
		return time.Friday, true
	case "sat", "saturday", "sab", "sabato", "sabado", "土", "土曜", "土曜日":
		return time.Saturday, true
	case "sun", "sunday", "dom", "domenica", "domingo", "日", "日曜", "日曜日":
		return time.Sunday, true
	}
	return 0, false
}

func monthWord(word string) (month time.Month, ok bool) {
	switch strings.TrimSuffix(word, ".") {
	case "jan", "january", "gen", "gennaio", "ene", "enero":
		return time.January, true
	case "feb", "february", "febbraio", "febrero":
		return time.February, true
	case "mar", "march", "marzo":
		return time.March, true
	case "apr", "april", "aprile", "abr", "abril":
		return time.April, true
	case "may", "mag", "maggio", "mayo":
		return time.May, true
	case "jun", "june", "giu", "giugno", "junio":
		return time.June, true
	case "jul", "july", "lug", "luglio", "julio":
		return time.July, true
	case "aug", "august", "ago", "agosto":
		return time.August, true
	case "sep", "sept", "september", "set", "settembre", "septiembre", "setiembre":
		return time.September, true
	case "oct", "october", "ott", "ottobre", "octubre":
		return time.October, true
	case "nov", "november", "novembre", "noviembre":
		return time.November, true
	case "dec", "december", "dic", "dicembre", "diciembre":
		return time.December, true
	}
	return 0, false
}

// joiningWord is a word that stands between day, month and year and says
// nothing: 12 de mayo de 1980, the 12th of May.
func joiningWord(word string) bool {
	switch word {
	case "de", "del", "of", "the", "el", "il":
		return true
	}
	return false
}

// foldWords makes words comparable: lower case, full-width letters and digits
// as ASCII, and the accents of Italian and Spanish gone, composed or not.
func foldWords(text string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\u3000':
			return ' '
		case r >= '！' && r <= '～':
			r -= '！' - '!'
		case r >= '\u0300' && r <= '\u036f':
			return -1
		}
		switch r = unicode.ToLower(r); r {
		case 'à', 'á':
			return 'a'
		case 'è', 'é':
			return 'e'
		case 'ì', 'í':
			return 'i'
		case 'ò', 'ó':
			return 'o'
		case 'ù', 'ú', 'ü':
			return 'u'
		case 'ñ':
			return 'n'
		}
		return r
	}, text)
}
