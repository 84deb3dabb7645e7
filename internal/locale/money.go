package locale

import (
	"strings"

	"crm/internal/crm"
)

// Money is an amount as the reader writes it: "$1,480.00", "￥1,234",
// "1.480,00 €". It is empty where the amount is not known.
func (l *Locale) Money(m crm.Money, currency string) string {
	if !m.Known {
		return ""
	}
	return l.amount(m.Major(crm.Decimals(currency)), currency)
}

// MoneyWhole is Money rounded to major units, half of one away from zero, for
// sums and estimates: "$1,480".
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

// amount writes an amount in major units as crm.Money.Major gives it.
func (l *Locale) amount(major, currency string) string {
	sign := ""
	if major[0] == '-' {
		sign, major = "-", major[1:]
	}
	whole, fraction, _ := strings.Cut(major, ".")
	figures := l.group(whole)
	symbol := l.symbol(currency)
	if l.lang == italian || l.lang == spanish {
		if fraction != "" {
			figures += "," + fraction
		}
		return sign + figures + " " + symbol
	}
	if fraction != "" {
		figures += "." + fraction
	}
	if symbol == currency { // a code needs room: CHF 12.00
		symbol += " "
	}
	return sign + symbol + figures
}

// symbol is the sign of a currency where the reader knows it, otherwise its
// code. A book has one currency, so in Spanish the dollar and the Mexican peso
// may share the sign that both countries write. A Japanese terminal draws the
// euro in one cell or in two, as it is set, so there it is a code.
func (l *Locale) symbol(currency string) string {
	switch currency {
	case "USD":
		return "$"
	case "MXN":
		if l.lang == spanish {
			return "$"
		}
		return "MX$"
	case "CAD":
		return "CA$"
	case "AUD":
		return "A$"
	case "BRL":
		return "R$"
	case "JPY":
		if l.lang == japanese {
			return "￥"
		}
		return "¥"
	case "EUR":
		if l.lang != japanese {
			return "€"
		}
	case "GBP":
		return "£"
	}
	return currency
}
