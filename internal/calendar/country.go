package calendar

import (
	"strings"
	"time"
)

// CountryOfLocale returns the country, one of Countries, of a locale in POSIX or BCP 47
// form: "us" for en_US.UTF-8, "rs" for sr-Latn-RS. It is empty if there is none: C, en,
// es_419.
func CountryOfLocale(locale string) string {
	locale, _, _ = strings.Cut(locale, ".")
	locale, _, _ = strings.Cut(locale, "@")
	parts := strings.FieldsFunc(locale, func(r rune) bool { return r == '_' || r == '-' })
	for i, part := range parts {
		code := strings.ToLower(part)
		if i > 0 && len(code) == 2 && isCountry(code) {
			return code
		}
	}
	return ""
}

// CurrencyOf returns the ISO 4217 code of the money of a country, or else USD.
func CurrencyOf(country string) string {
	for _, c := range countries {
		if c.code == country {
			return c.currency
		}
	}
	return "USD"
}

// WeekendOf returns the usual weekend of a country, by default Saturday and Sunday.
func WeekendOf(country string) []time.Weekday {
	switch country {
	case "bh", "dz", "eg", "iq", "jo", "kw", "ly", "om", "qa", "sa", "sd", "sy", "ye", "il":
		return []time.Weekday{time.Friday, time.Saturday}
	default:
		return []time.Weekday{time.Saturday, time.Sunday}
	}
}

func isCountry(code string) bool {
	for _, c := range countries {
		if c.code == code {
			return true
		}
	}
	return false
}
