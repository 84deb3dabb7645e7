package locale

import (
	"strconv"
	"strings"
	"unicode"

	"crm/internal/fold"
)

// frequency returns the code of a call frequency in figures: "every 3 months", "twice a
// year", "4x/year", "ogni 6 mesi", "cada dos meses", 年4回, 3ヶ月に1回, "1-2 a year". It is
// empty if part of the text is not understood, or no value is that frequent.
func frequency(text string) string {
	times, per := [2]int{1, 1}, 0 // from, to; months
	var figures []int
	said := 0 // so many of the figures are times, whatever follows them
	for _, token := range frequencyTokens(text) {
		n, isNumber := countWord(token)
		months := monthsOf(token)
		switch {
		case isNumber:
			figures = append(figures, n)
		case months > 0 && per == 0:
			per = months
			if n := len(figures); n > said { // "every 3 months", not "3 times a year"
				per *= figures[n-1]
				figures = figures[:n-1]
			}
		case token == "times":
			said = len(figures)
		case token != "":
			return ""
		}
	}
	switch len(figures) {
	case 0:
	case 1:
		times = [2]int{figures[0], figures[0]}
	case 2:
		times = [2]int{figures[0], figures[1]}
	default:
		return ""
	}
	if per == 0 || 12*times[0]%per != 0 || 12*times[1]%per != 0 {
		return ""
	}
	if code := timesAYear(12 * times[0] / per); code == timesAYear(12*times[1]/per) {
		return code
	}
	return ""
}

func timesAYear(n int) string {
	switch n {
	case 1, 2:
		return "1-2-per-year"
	case 3, 4:
		return "3-4-per-year"
	case 5, 6:
		return "5-6-per-year"
	case 12:
		return "monthly"
	}
	return ""
}

// frequencyTokens returns the words and figures of a text, or the characters of
// Japanese, without empty words.
func frequencyTokens(text string) []string {
	folded := fold.Text(strings.NewReplacer("/", " per ", "×", "x", "〜", " ", "～", " ", "半年", "6月", "once", "1 x", "twice", "2 x", "thrice", "3 x").Replace(strings.ToLower(text)))
	var tokens []string
	last := ' '
	for _, r := range folded {
		han := r > 0x3000 && unicode.IsLetter(r)
		same := !han && last < 0x3000 && unicode.IsDigit(r) == unicode.IsDigit(last) && last != ' ' && r != ' '
		switch {
		case r == ' ':
		case same:
			tokens[len(tokens)-1] += string(r)
		default:
			tokens = append(tokens, string(r))
		}
		last = r
	}
	for i, token := range tokens {
		switch token {
		case "time", "times", "x", "volta", "volte", "vez", "veces", "回", "度",
			"a", "per", "an", "l", "all", "al", "por":
			tokens[i] = "times"
		case "every", "each", "the", "or", "to", "call", "calls", "ogni", "o", "cada", "ごと", "に", "ご", "と", "毎", "お", "き", "ヶ", "ケ", "カ", "か", "ヵ", "箇", "個":
			tokens[i] = ""
		}
	}
	return tokens
}

// monthsOf returns the months of a unit, or 0.
func monthsOf(token string) int {
	switch token {
	case "year", "years", "yr", "yearly", "annum", "anno", "anni", "ano", "anos", "年":
		return 12
	case "month", "months", "monthly", "mese", "mesi", "mes", "meses", "月":
		return 1
	case "quarter", "quarters", "trimestre", "trimestri", "trimestres":
		return 3
	case "quadrimestre", "quadrimestri", "cuatrimestre", "cuatrimestres":
		return 4
	case "semester", "semestre", "semestri", "semestres":
		return 6
	case "bimestre", "bimestri", "bimestres":
		return 2
	}
	return 0
}

// countWord reads figures and the small numbers that people write as words.
func countWord(token string) (int, bool) {
	switch token {
	case "one", "una", "un", "uno", "一":
		return 1, true
	case "two", "other", "second", "due", "dos", "二":
		return 2, true
	case "three", "tre", "tres", "三":
		return 3, true
	case "four", "quattro", "cuatro", "四":
		return 4, true
	case "five", "cinque", "cinco", "五":
		return 5, true
	case "six", "sei", "seis", "六":
		return 6, true
	case "twelve", "dodici", "doce":
		return 12, true
	}
	n, err := strconv.Atoi(token)
	return n, err == nil && n > 0 && n <= 12
}
