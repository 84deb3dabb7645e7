package cli

import (
	"testing"

	"crm/internal/calendar"
	"crm/internal/locale"
)

// TestHolidaysInWords: whoever reads in the language of a country reads its own names,
// and the countries of our readers have names in all languages.
func TestHolidaysInWords(t *testing.T) {
	own := map[string]string{
		"it": "it", "es": "es", "mx": "es", "ar": "es",
		"us": "en", "gb": "en", "ca": "en", "au": "en", "nz": "en", "za": "en", "ie": "en", "jp": "en",
	}
	known := map[string]bool{"us": true, "jp": true, "it": true, "es": true, "mx": true, "gb": true, "de": true, "fr": true}
	for _, country := range calendar.Countries() {
		c, err := calendar.New(calendar.Settings{Country: country})
		if err != nil {
			t.Fatal(err)
		}
		for year := 2026; year <= 2028; year++ {
			for _, day := range c.Holidays(year) {
				for _, lang := range locale.Languages() {
					l, err := locale.New(lang)
					if err != nil {
						t.Fatal(err)
					}
					said := l.Holiday(day.Name)
					if own[country] == lang && said != day.Name && len(said) > 0 && country != "jp" {
						t.Errorf("%s calls it %s, and %s readers read %s", country, day.Name, lang, said)
					}
					if known[country] && own[country] != lang && said == day.Name && !sameEverywhere[said] {
						t.Errorf("%s of %s has no name in %s", day.Name, country, lang)
					}
				}
			}
		}
	}
}

// sameEverywhere are names that another language takes as they are.
var sameEverywhere = map[string]bool{"Juneteenth": true, "Columbus Day": true, "Memorial Day": true, "Boxing Day": true, "Martin Luther King Jr. Day": true}

func TestHolidaysNamed(t *testing.T) {
	for _, test := range []struct{ lang, calendar, said string }{
		{"ja", "Labor Thanksgiving Day", "勤労感謝の日"},
		{"ja", "Substitute Holiday", "振替休日"},
		{"ja", "Christmas Day", "クリスマス"},
		{"it", "Ferragosto", "Ferragosto"},
		{"en", "Ferragosto", "Assumption Day"},
		{"es", "Thanksgiving Day", "Día de Acción de Gracias"},
		{"es", "Día de la Constitución", "Día de la Constitución"},
		{"en", "Día de la Constitución", "Constitution Day"},
		{"en", "Labor Day", "Labor Day"},
		{"ja", "Näfelser Fahrt", "Näfelser Fahrt"},
	} {
		l, err := locale.New(test.lang)
		if err != nil {
			t.Fatal(err)
		}
		if got := l.Holiday(test.calendar); got != test.said {
			t.Errorf("%s in %s is %s, want %s", test.calendar, test.lang, got, test.said)
		}
	}
}
