package locale

import (
	"math"
	"testing"

	"crm/internal/crm"
)

func TestMoney(t *testing.T) {
	for _, test := range []struct {
		minor    int64
		currency string
		want     [4]string
	}{
		{148000, "USD", [4]string{"$1,480.00", "$1,480.00", "1.480,00 $", "1.480,00 $"}},
		{148000, "EUR", [4]string{"€1,480.00", "EUR 1,480.00", "1.480,00 €", "1.480,00 €"}},
		{1234, "JPY", [4]string{"¥1,234", "￥1,234", "1.234 ¥", "1.234 ¥"}},
		{5, "GBP", [4]string{"£0.05", "£0.05", "0,05 £", "0,05 £"}},
		{99900, "MXN", [4]string{"MX$999.00", "MX$999.00", "999,00 MX$", "999,00 MX$"}},
		{1234567, "CHF", [4]string{"CHF 12,345.67", "CHF 12,345.67", "12.345,67 CHF", "12.345,67 CHF"}},
		{1234567, "KWD", [4]string{"KWD 1,234.567", "KWD 1,234.567", "1.234,567 KWD", "1.234,567 KWD"}},
		{-100000, "USD", [4]string{"-$1,000.00", "-$1,000.00", "-1.000,00 $", "-1.000,00 $"}},
		{0, "USD", [4]string{"$0.00", "$0.00", "0,00 $", "0,00 $"}},
		{math.MaxInt64, "JPY", [4]string{"¥9,223,372,036,854,775,807", "￥9,223,372,036,854,775,807", "9.223.372.036.854.775.807 ¥", "9.223.372.036.854.775.807 ¥"}},
	} {
		four(t, test.currency, func(l *Locale) string { return l.Money(crm.Amount(test.minor), test.currency) }, test.want[:]...)
	}
	four(t, "unknown", func(l *Locale) string { return l.Money(crm.Money{}, "USD") + l.MoneyWhole(crm.Money{}, "USD") }, "", "", "", "")
}

func TestMoneyWhole(t *testing.T) {
	for _, test := range []struct {
		minor    int64
		currency string
		want     [4]string
	}{
		{148000, "USD", [4]string{"$1,480", "$1,480", "1.480 $", "1.480 $"}},
		{148049, "USD", [4]string{"$1,480", "$1,480", "1.480 $", "1.480 $"}},
		{148050, "USD", [4]string{"$1,481", "$1,481", "1.481 $", "1.481 $"}},
		{-148050, "USD", [4]string{"-$1,481", "-$1,481", "-1.481 $", "-1.481 $"}},
		{49, "EUR", [4]string{"€0", "EUR 0", "0 €", "0 €"}},
		{1234, "JPY", [4]string{"¥1,234", "￥1,234", "1.234 ¥", "1.234 ¥"}},
	} {
		four(t, test.currency, func(l *Locale) string { return l.MoneyWhole(crm.Amount(test.minor), test.currency) }, test.want[:]...)
	}
}

// The country decides the figures, whatever the language.
func TestMoneyOfTheCountry(t *testing.T) {
	for _, test := range []struct {
		country, currency string
		minor             int64
		want              [4]string
	}{
		{"mx", "MXN", 742000, [4]string{"$7,420.00", "$7,420.00", "$7,420.00", "$7,420.00"}},
		{"us", "USD", 148050, [4]string{"$1,480.50", "$1,480.50", "$1,480.50", "$1,480.50"}},
		{"it", "EUR", 148050, [4]string{"1.480,50 €", "1.480,50 EUR", "1.480,50 €", "1.480,50 €"}},
		{"nl", "EUR", 148050, [4]string{"€ 1.480,50", "EUR 1.480,50", "€ 1.480,50", "€ 1.480,50"}},
		{"fr", "EUR", 148050, [4]string{"1\u00a0480,50 €", "1\u00a0480,50 EUR", "1\u00a0480,50 €", "1\u00a0480,50 €"}},
		{"ch", "CHF", 148050, [4]string{"CHF 1'480.50", "CHF 1'480.50", "CHF 1'480.50", "CHF 1'480.50"}},
		{"jp", "JPY", 148000, [4]string{"¥148,000", "￥148,000", "¥148,000", "¥148,000"}},
		{"mx", "USD", 148050, [4]string{"US$1,480.50", "US$1,480.50", "US$1,480.50", "US$1,480.50"}},
		{"za", "ZAR", 148050, [4]string{"R1\u00a0480.50", "R1\u00a0480.50", "R1\u00a0480.50", "R1\u00a0480.50"}},
	} {
		four(t, test.country+" "+test.currency, func(l *Locale) string {
			return l.In(test.country).Money(crm.Amount(test.minor), test.currency)
		}, test.want[:]...)
	}
}
