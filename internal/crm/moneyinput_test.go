package crm

import (
	"fmt"
	"strings"
	"testing"
)

func TestReadMoney(t *testing.T) {
	for _, test := range []struct{ currency, country, texts, want string }{
		// What can be read in one way only is taken everywhere.
		{"USD", "us it ch fr jp none", "1480.50 | 1480.5 | 1,480.50 | 1.480,50 | 1'480.50 | 1’480,50 | 1 480,50 | 1\u00a0480.50 | 1\u202f480,50 | １４８０．５０ | １，４８０．５０", "1480.50"},
		{"USD", "it ch fr none", "1480,50 | 1480,5", "1480.50"},
		{"USD", "us gb jp", "1480,50", "can be 148050 or 1480.50; Write 148050 or 1480.50."},
		{"USD", "us gb jp", "0,480 | 1480,505", "is not an amount; Write it in USD with a point before decimals: 1480 or 1480.50."},
		{"USD", "us it ch fr none", "1480 | 1'480 | 1 480 | 1480.00 | 1480,- | 1480.– | $1480 | 1480$ | $ 1480 | USD 1480 | 1480 usd | 1480 dollars | US$1480 | ＄１４８０", "1480.00"},
		{"USD", "us it ch fr none", "1,480,000 | 1.480.000 | 1'480'000 | 1 480 000 | 1,480,000.00 | 1.480.000,00", "1480000.00"},
		{"USD", "us it fr none", "1.5k | 1,5k | 1.5 K | 1500", "1500.00"},
		{"EUR", "it es none", "15mila | 15 mil | 15k | 15.000,00 | 15 000", "15000.00"},
		{"EUR", "it es de fr", "€ 1.480,50 | 1.480,50 € | 1.480,50€ | EUR 1.480,50 | 1.480,50 eur | 1.480,50 euro | €1,480.50", "1480.50"},
		// One mark with three digits behind it is as the country has it.
		{"USD", "us gb mx jp", "1,480 | $1,480", "1480.00"},
		{"EUR", "it es de nl", "1.480 | 1.480 €", "1480.00"},
		{"USD", "us gb jp", "1.480", "can be 1480 or 1.48; Write 1480 or 1.48."},
		{"EUR", "it es de", "1,480", "can be 1480 or 1,48; Write 1480 or 1,48."},
		{"EUR", "ch none", "1,480 | 1.480 | € 1,480", "can be 1480 or 1.48; Write 1480 or 1.48."},
		{"EUR", "fr none it", "148,000", "can be 148000 or 148; Write 148000 or 148."},
		// Without decimals.
		{"JPY", "jp", "148,000円 | ￥148,000 | ¥148,000 | 148000円 | 148,000 | １４８，０００円 | 14万8千円 | 14万8,000円 | 14.8万円 | 十四万八千円 | １４万８０００円 | 148千円 | 148 000 | JPY 148000 | 148,000円也 | 148000 yen", "148000"},
		{"JPY", "jp", "14万8", "can be 14万8千 or 140008; Write 14万8千 or 140008."},
		{"JPY", "jp", "十四万八", "can be 十四万八千 or 140008; Write 十四万八千 or 140008."},
		{"JPY", "jp", "1億2", "can be 1億2千万 or 100000002; Write 1億2千万 or 100000002."},
		{"JPY", "jp", "14万8円 | 140,008", "140008"},
		{"JPY", "jp", "14万円 | 14万 | 140千円", "140000"},
		{"JPY", "jp", "1億2,000万円 | 1億2000万", "120000000"},
		{"JPY", "jp none", "148.000", "can be 148000 or 148; Write 148000 or 148."},
		{"JPY", "jp", "1,4万円 | 2,5千円 | 14,8万", "is not an amount; Write it in JPY, digits alone: 148000."},
		{"JPY", "jp", "98000.50 | 98000.00", "is not an amount; Write it in JPY, digits alone: 148000."},
		// Three decimals: what scripts write is plain, what a screen shows has a sign.
		{"KWD", "us it none", "1.480 | 1480.500 | 1,480.500", ""},
		{"KWD", "it", "1.480 kwd", "1480.000"},
		// Not an amount of this book.
		{"USD", "us it none", "€5 | 5 EUR | 5円 | £5 | A$5 | R$5 | chf 5", "is not an amount in USD, in which the book counts"},
		{"EUR", "it", "$5 | 5 usd", "is not an amount in EUR, in which the book counts"},
		{"MXN", "mx", "$7,420.00 | 7,420 pesos | MX$7,420 | 7420 MXN | 7,420 M.N.", "7420.00"},
		{"MXN", "mx", "US$5", "is not an amount in MXN, in which the book counts"},
		{"CHF", "ch", "CHF 1'480.50 | 1’480.50 Fr. | SFr. 1480.50", "1480.50"},
		{"CHF", "ch", "1'480.- | 1480.-- | 1480.–", "1480.00"},
		{"EUR", "it es de", "x | -5 | 1480.505 | 1.480,505 | 5 6", "is not an amount; Write it in EUR with a comma before decimals: 1480 or 1480,50."},
		{"USD", "us none", "x | -5 | 1e3 | 1.2.3 | 1,48,000 | 12,34 5 | 1 48 | 1480.505 | 0.480 | 1.480.00 | $ | usd | . | , | 1. | ,5k | 5m | 万 | 5 6 | 1_480 | 0x10 | +5 | --", "is not an amount; Write it in USD with a point before decimals: 1480 or 1480.50."},
		{"USD", "us none", "1.480k", "is not an amount; Write it in USD with a point before decimals: 1480 or 1480.50."},
		{"USD", "us", "9999999999999999999", "is not an amount; Write it in USD with a point before decimals: 1480 or 1480.50."},
	} {
		for country := range strings.FieldsSeq(test.country) {
			for text := range strings.SplitSeq(test.texts, " | ") {
				m, err := ReadMoney(text, test.currency, strings.TrimPrefix(country, "none"))
				got := m.Major(Decimals(test.currency))
				if e, ok := AsError(err); ok {
					got = strings.TrimPrefix(strings.Join(append([]string{e.Error()}, e.Help()...), "; "), fmt.Sprintf("%q ", text))
					if e.Code != CodeInvalid {
						t.Errorf("%s: %v", text, err)
					}
					for word := range strings.FieldsSeq(strings.Join(e.Help(), " ")) { // what it says to write can be read
						if word = strings.Trim(word, ".:,"); strings.Trim(word, "0123456789.,") == "" {
							if _, err := ReadMoney(word, test.currency, strings.TrimPrefix(country, "none")); err != nil {
								t.Errorf("%q in %s of %s: write %s, which is refused: %v", text, test.currency, country, word, err)
							}
						}
					}
				}
				want := test.want
				if want == "" {
					want = strings.NewReplacer(",", "").Replace(text)
				}
				if got != want {
					t.Errorf("%q in %s of %s: %q, want %q", text, test.currency, country, got, want)
				}
			}
		}
	}
}

// FuzzReadMoney reads in currencies and countries that a book can have.
func FuzzReadMoney(f *testing.F) {
	codes := []string{"XYZ", "KWD", "TND"}
	for _, c := range currencies {
		codes = append(codes, c.code)
	}
	countries := []string{"", "us", "jp", "mx", "za", "ch", "nl", "br", "it", "es", "fr", "pl", "cn"}
	for i, seed := range []string{"1.480,50 €", "14万8千円", "1'480.-", "$1.5k", "億", "1.480"} {
		f.Add(seed, uint8(i*7), uint8(i*2))
	}
	f.Fuzz(func(t *testing.T, text string, currencyAt, countryAt uint8) {
		currency, country := codes[int(currencyAt)%len(codes)], countries[int(countryAt)%len(countries)]
		m, err := ReadMoney(text, currency, country)
		if err != nil {
			return
		}
		if m.Minor < 0 || !m.Known {
			t.Errorf("%q in %s of %q is %v", text, currency, country, m)
		}
		if again, err := ReadMoney(m.Major(Decimals(currency)), currency, country); err != nil || again != m {
			t.Errorf("%q in %s of %q is %v, and its plain form %v, %v", text, currency, country, m, again, err)
		}
	})
}
