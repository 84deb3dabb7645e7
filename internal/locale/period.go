package locale

import (
	"strconv"
	"time"

	"crm/internal/crm"
)

// Duration is a length of time in hours and minutes: "1 h", "30 min",
// "1 h 30 min", "1時間30分".
func (l *Locale) Duration(d time.Duration) string {
	minutes := int(d / time.Minute)
	hours, minutes := minutes/60, minutes%60
	hour, between, minute := " h", " ", " min"
	if l.lang == japanese {
		hour, between, minute = "時間", "", "分"
	}
	switch {
	case hours == 0:
		return strconv.Itoa(minutes) + minute
	case minutes == 0:
		return strconv.Itoa(hours) + hour
	default:
		return strconv.Itoa(hours) + hour + between + strconv.Itoa(minutes) + minute
	}
}

// Period is a span in words, without its direction: "six months", "6か月", "sei mesi",
// "una semana".
func (l *Locale) Period(p crm.Period) string {
	var parts []string
	months, days := max(p.Months, -p.Months), max(p.Days, -p.Days)
	switch {
	case months == 0:
	case months%12 == 0:
		parts = append(parts, l.span(months/12, yearUnit))
	default:
		parts = append(parts, l.span(months, monthUnit))
	}
	switch {
	case days == 0 && months != 0:
	case days%7 == 0 && days != 0:
		parts = append(parts, l.span(days/7, weekUnit))
	default:
		parts = append(parts, l.span(days, dayUnit))
	}
	if l.lang == japanese && len(parts) == 2 {
		return parts[0] + "と" + parts[1]
	}
	return l.List(parts)
}

// unit is a unit of calendar time.
type unit int

const (
	dayUnit unit = iota
	weekUnit
	monthUnit
	yearUnit
)

// span is so many units. One of them is written out with its article, which depends on
// its gender.
func (l *Locale) span(n int, u unit) string {
	var one, many [4]string
	var numerals [11]string // of 2 to 12; from 13 on figures are easier to read
	switch l.lang {
	case japanese:
		return strconv.Itoa(n) + [4]string{"日", "週間", "か月", "年"}[u]
	case italian:
		one = [4]string{"un giorno", "una settimana", "un mese", "un anno"}
		many = [4]string{"giorni", "settimane", "mesi", "anni"}
		numerals = [11]string{"due", "tre", "quattro", "cinque", "sei", "sette", "otto", "nove", "dieci", "undici", "dodici"}
	case spanish:
		one = [4]string{"un día", "una semana", "un mes", "un año"}
		many = [4]string{"días", "semanas", "meses", "años"}
		numerals = [11]string{"dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve", "diez", "once", "doce"}
	default:
		one = [4]string{"one day", "one week", "one month", "one year"}
		many = [4]string{"days", "weeks", "months", "years"}
		numerals = [11]string{"two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"}
	}
	switch {
	case n == 1:
		return one[u]
	case n >= 2 && n-2 < len(numerals):
		return numerals[n-2] + " " + many[u]
	default:
		return l.Number(int64(n)) + " " + many[u]
	}
}
