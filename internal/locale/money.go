package locale

import (
	"strings"

	"crm/internal/crm"
)

// Money is an amount as written in the book's country: "$1,480.00", "￥1,234", "1.480,00
// €"; empty if unknown.
func (l *Locale) Money(m crm.Money, currency string) string {
	if !m.Known {
		return ""
	}
	return l.amount(m.Major(crm.Decimals(currency)), currency)
}

// MoneyWhole is Money rounded to major units, half away from zero, for sums and
// estimates: "$1,480".
func (l *Locale) MoneyWhole(m crm.Money, currency string) string {
	if !m.Known {
		return ""
	}
	per := int64(1)
	for range crm.Decimals(currency) {
		per *= 10
	}
	whole, rest := m.Minor/per, m.Minor%per
	switch {
	case 2*rest >= per && rest > 0:
		whole++
	case -2*rest >= per && rest < 0:
		whole--
	}
	return l.amount(crm.Amount(whole).Major(0), currency)
}

// amount writes an amount as given by crm.Money.Major.
func (l *Locale) amount(major, currency string) string {
	sign := ""
	if major[0] == '-' {
		sign, major = "-", major[1:]
	}
	figures := l.figures()
	whole, fraction, _ := strings.Cut(major, ".")
	text := grouped(whole, figures.Group)
	if fraction != "" {
		text += figures.Point + fraction
	}
	symbol := l.symbol(currency)
	switch {
	case figures.After:
		return sign + text + " " + symbol
	case figures.Spaced || symbol == currency: // a code needs room: CHF 12.00
		symbol += " "
	}
	return sign + symbol + text
}

// figures returns how to write amounts: by country or else by language.
func (l *Locale) figures() crm.Figures {
	for _, country := range []string{l.country, l.lang} {
		if f, ok := crm.FiguresOf(country); ok {
			return f
		}
	}
	f, _ := crm.FiguresOf("us")
	return f
}

// symbol is the sign of a currency if the reader knows it, or else its code. A Japanese
// terminal may draw the euro in one cell or two, so there it is a code.
func (l *Locale) symbol(currency string) string {
	switch sign := crm.CurrencySign(currency, l.country); {
	case l.lang == japanese && currency == "JPY":
		return "￥"
	case sign == "" || l.lang == japanese && currency == "EUR":
		return currency
	default:
		return sign
	}
}
