package crm

import (
	"fmt"
	"strconv"
	"strings"
)

// Money is an amount in minor units (cents, yen) of the book's currency. The zero Money
// means unknown, unlike an amount of 0.
type Money struct {
	Minor int64
	Known bool
}

// usualCurrency is that of a book whose country has said nothing else.
const usualCurrency = "USD"

// Decimals returns the decimal places of an ISO 4217 currency; two for an unknown one.
func Decimals(currency string) int {
	switch currency {
	case "BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "UYI", "VND", "VUV", "XAF", "XOF", "XPF":
		return 0
	case "BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND":
		return 3
	default:
		return 2
	}
}

// MostMoney is the most minor units of an entered amount. It is small enough for sums
// and yearly amounts not to overflow.
const MostMoney = 10_000_000_000_000

// Amount makes a known amount of minor units.
func Amount(minor int64) Money { return Money{Minor: minor, Known: true} }

// ParseMoney reads a decimal amount in major units ("1480", "1480.50") with at most
// that many decimals. It rejects signs, currency signs, group separators and more
// decimals, since they would have to be guessed.
func ParseMoney(text string, decimals int) (Money, error) {
	if text == "" {
		return Money{}, nil
	}
	whole, fraction, _ := strings.Cut(text, ".")
	bad := fmt.Errorf("%q is not an amount", text)
	if !digits(whole) || strings.Contains(text, ".") && !digits(fraction) || len(fraction) > decimals {
		return Money{}, bad
	}
	minor, err := strconv.ParseInt(whole+fraction+strings.Repeat("0", decimals-len(fraction)), 10, 64)
	if err != nil {
		return Money{}, bad
	}
	return Amount(minor), nil
}

// Major writes an amount in major units with a decimal point: "1480.00", and "1480" in
// a currency without a minor unit. An unknown amount is empty.
func (m Money) Major(decimals int) string {
	if !m.Known {
		return ""
	}
	sign, minor := "", m.Minor
	if minor < 0 {
		sign, minor = "-", -minor
	}
	text := strconv.FormatInt(minor, 10)
	if decimals == 0 {
		return sign + text
	}
	if pad := decimals + 1 - len(text); pad > 0 {
		text = strings.Repeat("0", pad) + text
	}
	return sign + text[:len(text)-decimals] + "." + text[len(text)-decimals:]
}

func digits(s string) bool {
	for _, r := range s {
		if r < '0' || r > '9' {
			return false
		}
	}
	return s != ""
}
