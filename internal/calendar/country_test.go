package calendar

import (
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"crm/internal/crm"
)

func TestCountryOfLocale(t *testing.T) {
	for locale, want := range map[string]string{
		"en_US.UTF-8": "us", "en_US": "us", "en-GB": "gb", "ja_JP": "jp", "ja_JP.eucJP": "jp", "it_IT@euro": "it",
		"es_MX.UTF-8": "mx", "sr_Latn_RS": "rs", "sr_RS.UTF-8@latin": "rs", "it_CH": "ch",
		"C": "", "C.UTF-8": "", "POSIX": "", "": "", "en": "", "it": "", "es_419": "", "zh_CN": "", "_": "", "_-.@": "",
	} {
		if got := CountryOfLocale(locale); got != want {
			t.Errorf("%q is in %q, want %q", locale, got, want)
		}
	}
}

func TestCountryOfZone(t *testing.T) {
	for zone, want := range map[string]string{
		"America/New_York": "us", "America/Indiana/Knox": "us", "America/Los_Angeles": "us", "Pacific/Honolulu": "us",
		"US/Eastern": "us", "US/Samoa": "", "Asia/Tokyo": "jp", "Europe/Rome": "it", "Europe/Madrid": "es",
		"Atlantic/Canary": "es", "America/Mexico_City": "mx", "America/Tijuana": "mx", "Europe/London": "gb",
		"Australia/Perth": "au", "America/Argentina/Salta": "ar", "America/Toronto": "ca", "Pacific/Noumea": "nc",
		"UTC": "", "Etc/UTC": "", "Local": "", "": "", "Asia/Shanghai": "", "America/": "",
	} {
		if got := CountryOfZone(zone); got != want {
			t.Errorf("%q is in %q, want %q", zone, got, want)
		}
	}
	for line := range strings.Lines(zones) {
		names := strings.Fields(line)
		if len(names) == 0 || names[0] == "#" {
			continue
		}
		if !isCountry(names[0]) {
			t.Errorf("%s is not a country", names[0])
		}
		for _, zone := range names[1:] {
			if _, err := time.LoadLocation(zone); err != nil && !strings.HasSuffix(zone, "/") {
				t.Errorf("%s: %v", names[0], err)
			}
			if got := CountryOfZone(zone); got != names[0] {
				t.Errorf("%s is in %q, want %s", zone, got, names[0])
			}
		}
	}
}

func TestMoneyAndWeekendOfEveryCountry(t *testing.T) {
	for _, country := range Countries() {
		if money := CurrencyOf(country); len(money) != 3 || money == "USD" && country != "us" {
			t.Errorf("%s pays in %q", country, money)
		}
		if !slices.Equal(WeekendOf(country), satSun) {
			t.Errorf("%s has the weekend %v", country, WeekendOf(country))
		}
	}
	for country, want := range map[string]string{"jp": "JPY", "it": "EUR", "es": "EUR", "mx": "MXN", "gb": "GBP", "bg": "EUR", "": "USD", "xx": "USD"} {
		if got := CurrencyOf(country); got != want {
			t.Errorf("%q pays in %s, want %s", country, got, want)
		}
	}
	if got := FormatWeekend(WeekendOf("sa")); got != "fri,sat" {
		t.Errorf("Saudi Arabia has the weekend %s", got)
	}
}

func TestParseWeekend(t *testing.T) {
	for text, want := range map[string]string{
		"sat,sun": "sat,sun", "sun,sat": "sat,sun", "fri,sat": "fri,sat", "Saturday, Sunday": "sat,sun", "SUN": "sun",
		"none": "none", " None ": "none", "sat sat": "sat", "mon,tue,wed,thu,fri,sat": "mon,tue,wed,thu,fri,sat",
	} {
		days, err := ParseWeekend(text)
		if err != nil || FormatWeekend(days) != want {
			t.Errorf("%q: %v %v, want %s", text, days, err, want)
		}
	}
	for _, text := range []string{"", ",", "su", "sat,none", "x", "mon,tue,wed,thu,fri,sat,sun", "\xff"} {
		if days, err := ParseWeekend(text); crm.CodeOf(err) != crm.CodeInvalid || days != nil {
			t.Errorf("%q: %v %v", text, days, err)
		}
	}
}

func TestWeekendRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		off := rapid.SliceOfNDistinct(rapid.SampledFrom(fromMonday[:]), 0, 6, rapid.ID).Draw(t, "days")
		back, err := ParseWeekend(FormatWeekend(off))
		slices.SortFunc(off, func(a, b time.Weekday) int { return int(a+6)%7 - int(b+6)%7 })
		if err != nil || !slices.Equal(back, off) {
			t.Fatalf("%v came back as %v, %v", off, back, err)
		}
	})
}

func FuzzParseWeekend(f *testing.F) {
	f.Add("sat,sun")
	f.Add("none")
	f.Fuzz(func(t *testing.T, text string) {
		days, err := ParseWeekend(text)
		if err != nil {
			return
		}
		if again, err := ParseWeekend(FormatWeekend(days)); err != nil || !slices.Equal(again, days) {
			t.Errorf("%q: %v, then %v %v", text, days, again, err)
		}
	})
}
