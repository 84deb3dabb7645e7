package crm

import (
	"slices"
	"strconv"
	"strings"
)

// Figures is how a country writes amounts: its marks, and where the sign of the
// currency stands.
type Figures struct {
	Point  string // before decimals
	Group  string // between thousands
	After  bool   // the sign stands behind the amount, with a space between
	Spaced bool   // a sign that stands before it has a space behind it
}

// The marks. The space in an amount does not break a line.
const (
	dot   = "."
	comma = ","
	blank = "\u00a0"
	tick  = "'"
)

// FiguresOf returns how a country (ISO 3166, two letters, lower case) writes amounts,
// and false for an unknown one.
func FiguresOf(country string) (Figures, bool) {
	switch country {
	case "us", "ca", "mx", "gb", "ie", "mt", "au", "nz", "jp", "th", "ke", "mw":
		return Figures{Point: dot, Group: comma}, true
	case "za":
		return Figures{Point: dot, Group: blank}, true
	case "ch":
		return Figures{Point: dot, Group: tick, Spaced: true}, true
	case "ar", "at", "br", "nl":
		return Figures{Point: comma, Group: dot, Spaced: true}, true
	case "be", "cy", "de", "dk", "es", "gr", "hr", "is", "it", "lu", "pt", "ro", "rs", "si":
		return Figures{Point: comma, Group: dot, After: true}, true
	case "bg", "cz", "ee", "fi", "fr", "hu", "lt", "lv", "nc", "no", "pl", "ru", "se", "sk", "ua":
		return Figures{Point: comma, Group: blank, After: true}, true
	}
	return Figures{}, false
}

// currencies are those that are known beside an amount, with what stands for them.
var currencies = []struct {
	code         string
	sign, abroad string // at home, and in countries with another currency
	words        string
}{
	{"ARS", "$", "", "peso pesos ar$"},
	{"AUD", "$", "A$", "dollar dollars a$ au$"},
	{"BRL", "R$", "R$", "real reais"},
	{"CAD", "$", "CA$", "dollar dollars c$ ca$"},
	{"CHF", "", "", "fr fr. sfr sfr. franken francs franchi"},
	{"CZK", "Kč", "Kč", "kc"},
	{"DKK", "kr.", "", "kr kr. kronor kroner kronur"},
	{"EUR", "€", "€", "euro euros ユーロ"},
	{"GBP", "£", "£", "pound pounds sterling ポンド"},
	{"HUF", "Ft", "Ft", ""},
	{"ISK", "kr.", "", "kr kr. kronor kroner kronur"},
	{"JPY", "¥", "¥", "¥ 円 yen えん"},
	{"KES", "", "", "ksh kshs"},
	{"MWK", "", "", "mk"},
	{"MXN", "$", "MX$", "peso pesos mx$ m.n. mn"},
	{"NOK", "kr", "", "kr kr. kronor kroner kronur"},
	{"NZD", "$", "NZ$", "dollar dollars n$ nz$"},
	{"PLN", "zł", "zł", "zl zl. zlotych"},
	{"RON", "", "", "lei leu"},
	{"RSD", "", "", "din din."},
	{"RUB", "₽", "₽", "р р. руб руб."},
	{"SEK", "kr", "", "kr kr. kronor kroner kronur"},
	{"THB", "฿", "฿", "baht"},
	{"UAH", "₴", "₴", "грн грн."},
	{"USD", "$", "$", "us$ $us u$s dollar dollars dolar dolares dollaro dollari ドル 米ドル"},
	{"XPF", "", "", "f fcfp cfp"},
	{"ZAR", "R", "", ""},
	{code: "BGN"}, {code: "CLP"}, {code: "CNY"}, {code: "COP"}, {code: "HRK"}, {code: "INR"}, {code: "KRW"}, {code: "PEN"},
}

// CurrencySign returns the sign of a currency, or nothing. If currencies share one, the
// country's own has it and the others have a longer one.
func CurrencySign(currency, country string) string {
	for _, c := range currencies {
		switch {
		case c.code != currency:
		case country != "" && strings.HasPrefix(strings.ToLower(currency), country):
			return c.sign
		case currency == "USD" && slices.Contains([]string{"ar", "au", "ca", "mx", "nz"}, country):
			return "US$"
		default:
			return c.abroad
		}
	}
	return ""
}

// currencyWords are what stands for a currency beside an amount, folded: signs, the
// code and words. One may stand for several.
func currencyWords(currency string) []string {
	home := strings.ToLower(currency[:min(2, len(currency))])
	words := []string{foldWords(currency), foldWords(CurrencySign(currency, "")), foldWords(CurrencySign(currency, home))}
	for _, c := range currencies {
		if c.code == currency {
			words = append(words, strings.Fields(c.words)...)
		}
	}
	return words
}

// ParseCount reads a whole number with digits of any width.
func ParseCount(text string) (int64, bool) {
	text = strings.TrimSpace(foldWords(text))
	if !digits(text) {
		return 0, false
	}
	n, err := strconv.ParseInt(text, 10, 64)
	return n, err == nil
}
