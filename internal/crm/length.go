package crm

import (
	"math"
	"slices"
	"strings"
	"time"
)

// ParseFor reads a length of time, in figures or words: 1h, 30m, 1h30m, 1:30, 1.5h,
// un'ora e mezza, media hora, 1時間半, or minutes alone, 90. It is more than nothing and
// at most 24 hours.
func ParseFor(text string) (time.Duration, error) {
	list, ok := tokenize(strings.ReplaceAll(foldWords(text), "分間", "分"))
	minutes, okLength := readLength(list)
	if !ok || !okLength {
		return 0, Errorf(CodeInvalid, "%s is not a length of time", quote(text)).
			Try("Write a length of time as 30m, 1h, 1h30m, 1.5h or 1:30.")
	}
	length := time.Duration(minutes) * time.Minute
	if length <= 0 || length > 24*time.Hour {
		return 0, Errorf(CodeInvalid, "%s is not between a minute and 24 hours", quoteUnlessPlain(text))
	}
	return length, nil
}

// ParseMonths reads a length in months, in figures or words: 6 months, 5年, un anno e
// mezzo, 1 year 6 months, annual. It returns false for anything else.
func ParseMonths(text string) (months int64, ok bool) {
	if n, ok := termsOfPremium[strings.ReplaceAll(strings.TrimSpace(foldWords(text)), "-", "")]; ok {
		return n, true
	}
	list, ok := tokenize(text)
	list = bareLength(list)
	perUnit := 0.0
	for i := 0; ok && i < len(list); {
		if part, isPart := list[i].as(fraction); isPart && perUnit > 0 && i == len(list)-1 { // 1年半
			months += int64(perUnit) * int64(part.n) / 60
			break
		}
		count, used := amount(list[i:])
		if used == 0 {
			count = 1
		}
		if i += used; i == len(list) {
			return 0, false
		}
		each, isUnit := monthsOf(list[i])
		if total := count * each; !isUnit || total != math.Trunc(total) || perUnit > 0 && each >= perUnit {
			return 0, false
		}
		months, perUnit, i = months+int64(count*each), each, i+1
	}
	return months, ok && months > 0
}

// monthsOf is how many months a unit has.
func monthsOf(t token) (float64, bool) {
	m, ok := t.as(unit)
	months := map[int]float64{ofMonths: 1, ofQuarters: 3, ofHalfYears: 6, ofYears: 12}[m.n]
	return months, ok && months > 0
}

// termsOfPremium are the words for terms, in months.
var termsOfPremium = map[string]int64{
	"monthly": 1, "mensile": 1, "mensual": 1, "quarterly": 3, "trimestrale": 3, "trimestral": 3,
	"semiannual": 6, "half yearly": 6, "halfyearly": 6, "semestrale": 6, "semestral": 6,
	"annual": 12, "yearly": 12, "annuale": 12, "anual": 12, "年払": 12, "年払い": 12, "半年払い": 6, "月払い": 1,
}

// readLength adds up minutes in words and figures. Hours come before minutes, and
// fractions last.
func readLength(list []token) (minutes int, ok bool) {
	list = bareLength(list)
	at := func(i int) token {
		if i >= 0 && i < len(list) {
			return list[i]
		}
		return token{}
	}
	if len(list) == 1 && list[0].figured() && list[0].width <= 4 {
		return list[0].n, true
	}
	if len(list) == 3 && list[0].figured() && list[0].width <= 2 && list[1].text == ":" && list[2].width == 2 && list[2].close {
		return list[0].n*60 + list[2].n, list[2].n < 60
	}
	hours, parts := false, false // said already
	for i := 0; i < len(list); {
		count, used := amount(list[i:])
		switch next := at(i + used); {
		case used == 0 && isHour(at(i)) && at(i).text != "h" && i == 0 && len(list) > 1: // hora y media
			minutes, hours, i = 60, true, i+1
		case used > 0 && isHour(next) && !hours && !parts:
			minutes, hours, i = int(math.Round(count*60)), true, i+used+1
		case used > 0 && isMinute(next) && !parts && count == math.Trunc(count) && (!hours || count < 60):
			minutes, parts, i = minutes+int(count), true, i+used+1
		case used == 1 && hours && !parts && (at(i).width == 2 || at(i).hasSense(fraction)) && count < 60: // 1h30, 1時間半
			if at(i).hasSense(fraction) {
				count *= 60
			}
			minutes, parts, i = minutes+int(count), true, i+used
		case used == 2 && hours && !parts && count < 1: // e tre quarti
			minutes, parts, i = minutes+int(count*60), true, i+used
		default:
			return 0, false
		}
	}
	return minutes, hours || parts
}

// bareLength removes conjunctions between the parts of a length, and articles beside
// half an hour.
func bareLength(list []token) []token {
	partial := func(i int) bool {
		return i >= 0 && i < len(list) && (list[i].hasSense(fraction) || isQuarters(list[i]))
	}
	joining := func(i int) bool { // at the end it is a unit that there is not: 2d, 1y
		return i < len(list)-1 && slices.Contains([]string{"e", "y", "and", "of", "de", "d", "'", "con"}, list[i].text)
	}
	var kept []token
	for i, t := range list {
		if !joining(i) {
			kept = append(kept, t)
		}
	}
	list, kept = kept, nil
	for i, t := range list {
		if !t.hasSense(number) || t.figured() || t.n > 1 || !partial(i-1) && !partial(i+1) || isQuarters(list[min(i+1, len(list)-1)]) {
			kept = append(kept, t)
		}
	}
	return kept
}

func isQuarters(t token) bool {
	return t.text == "quarters" || t.text == "quarti" || t.text == "cuartos"
}

// amount reads a number with a fraction, 1.5, one and a half, three quarters, and
// returns how many tokens that takes.
func amount(list []token) (count float64, used int) {
	at := func(i int) token {
		if i < len(list) {
			return list[i]
		}
		return token{}
	}
	if part, ok := at(0).as(fraction); ok {
		return float64(part.n) / 60, 1
	}
	whole, ok := at(0).as(number)
	switch {
	case !ok || at(0).width > 4:
		return 0, 0
	case isQuarters(at(1)):
		return float64(whole.n) / 4, 2
	case at(1).mark(".,") && at(2).figured() && at(2).width <= 2 && at(2).close:
		return float64(whole.n) + float64(at(2).n)/math.Pow10(at(2).width), 3
	}
	if part, ok := at(1).as(fraction); ok && isHour(at(2)) {
		return float64(whole.n) + float64(part.n)/60, 2
	}
	return float64(whole.n), 1
}

func isHour(t token) bool {
	return t.text == "時間" || t.text == "ora" || t.hasSense(clockHour) && t.text != ":" && t.text != "時"
}

func isMinute(t token) bool { return t.text == "m" || t.hasSense(clockMinute) }
