package crm

import (
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

// CurrencySign returns the sign of a currency, or nothing. If currencies share one, the
// country's own has it and the others have a longer one.
func CurrencySign(currency, country string) string {
	abroad := country == "" || !strings.HasPrefix(strings.ToLower(currency), country)
	switch currency {
	case "USD":
		switch country {
		case "ar", "au", "ca", "mx", "nz":
			return "US$"
		}
		return "$"
	case "ARS", "AUD", "CAD", "MXN", "NZD":
		switch {
		case !abroad:
			return "$"
		case currency == "AUD":
			return "A$"
		case currency == "ARS":
			return ""
		}
		return currency[:2] + "$"
	case "DKK", "ISK", "NOK", "SEK", "ZAR":
		switch {
		case abroad:
			return ""
		case currency == "ZAR":
			return "R"
		case currency == "DKK" || currency == "ISK":
			return "kr."
		}
		return "kr"
	case "EUR":
		return "€"
	case "GBP":
		return "£"
	case "JPY":
		return "¥"
	case "BRL":
		return "R$"
	case "CZK":
		return "Kč"
	case "HUF":
		return "Ft"
	case "PLN":
		return "zł"
	case "THB":
		return "฿"
	case "UAH":
		return "₴"
	case "RUB":
		return "₽"
	}
	return ""
}

// currencyWords are what stands for a currency beside an amount, folded: signs, the
// code and words. One may stand for several.
func currencyWords(currency string) []string {
	home := strings.ToLower(currency[:min(2, len(currency))])
	words := []string{foldWords(currency), foldWords(CurrencySign(currency, "")), foldWords(CurrencySign(currency, home))}
	switch currency {
	case "USD":
		words = append(words, "us$", "$us", "u$s", "dollar", "dollars", "dolar", "dolares", "dollaro", "dollari", "ドル", "米ドル")
	case "EUR":
		words = append(words, "euro", "euros", "ユーロ")
	case "JPY":
		words = append(words, "¥", "円", "yen", "えん")
	case "GBP":
		words = append(words, "pound", "pounds", "sterling", "ポンド")
	case "MXN":
		words = append(words, "peso", "pesos", "mx$", "m.n.", "mn")
	case "ARS":
		words = append(words, "peso", "pesos", "ar$")
	case "CAD", "AUD", "NZD":
		words = append(words, "dollar", "dollars", strings.ToLower(currency[:1])+"$", strings.ToLower(currency[:2])+"$")
	case "BRL":
		words = append(words, "real", "reais")
	case "CHF":
		words = append(words, "fr", "fr.", "sfr", "sfr.", "franken", "francs", "franchi")
	case "DKK", "NOK", "SEK", "ISK":
		words = append(words, "kr", "kr.", "kronor", "kroner", "kronur")
	case "CZK":
		words = append(words, "kc")
	case "PLN":
		words = append(words, "zl", "zl.", "zlotych")
	case "RON":
		words = append(words, "lei", "leu")
	case "RSD":
		words = append(words, "din", "din.")
	case "XPF":
		words = append(words, "f", "fcfp", "cfp")
	case "THB":
		words = append(words, "baht")
	case "RUB":
		words = append(words, "р", "р.", "руб", "руб.")
	case "UAH":
		words = append(words, "грн", "грн.")
	case "KES":
		words = append(words, "ksh", "kshs")
	case "MWK":
		words = append(words, "mk")
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
