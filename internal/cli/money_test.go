package cli

import (
	"testing"

	"pgregory.net/rapid"

	"crm/internal/calendar"
	"crm/internal/crm"
	"crm/internal/locale"
)

// TestAmountsShownAreRead: whatever amount a screen shows, in any country,
// currency and language, is understood as that amount when it is typed.
func TestAmountsShownAreRead(t *testing.T) {
	currencies := []string{"CLP", "KWD"} // without decimals, with three
	for _, country := range calendar.Countries() {
		currencies = append(currencies, calendar.CurrencyOf(country))
		if _, known := crm.FiguresOf(country); !known {
			t.Errorf("nobody knows how amounts are written in %s", country)
		}
	}
	check := func(country, currency, lang string, m crm.Money) {
		l, err := locale.New(lang)
		if err != nil {
			t.Fatal(err)
		}
		l = l.In(country)
		for _, test := range []struct {
			shown string
			want  crm.Money
		}{
			{l.Money(m, currency), m},
			{l.MoneyWhole(m, currency), whole(m, currency)},
			{m.Major(crm.Decimals(currency)), m},
		} {
			if got, err := crm.ReadMoney(test.shown, currency, country); err != nil || got != test.want {
				t.Errorf("%s in %s, %s: %q is read as %v, %v; want %v", currency, country, lang, test.shown, got, err, test.want)
			}
		}
	}
	for _, country := range calendar.Countries() {
		for _, currency := range []string{calendar.CurrencyOf(country), "USD", "KWD", "JPY"} {
			for _, lang := range locale.Languages() {
				for _, minor := range []int64{0, 5, 148, 148000, 148050, 14800050} {
					check(country, currency, lang, crm.Amount(minor))
				}
			}
		}
	}
	rapid.Check(t, func(r *rapid.T) {
		check(rapid.SampledFrom(calendar.Countries()).Draw(r, "country"), rapid.SampledFrom(currencies).Draw(r, "currency"),
			rapid.SampledFrom(locale.Languages()).Draw(r, "language"), crm.Amount(rapid.Int64Range(0, crm.MostMoney).Draw(r, "minor")))
	})
}

// whole is an amount in whole units, half of one away from zero.
func whole(m crm.Money, currency string) crm.Money {
	per := int64(1)
	for range crm.Decimals(currency) {
		per *= 10
	}
	return crm.Amount((m.Minor + per/2) / per * per)
}
