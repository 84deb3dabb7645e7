package fold

import (
	"strings"
	"testing"
)

func TestRegionCode(t *testing.T) {
	for _, c := range []struct{ country, region, want string }{
		{"us", "Ohio", "OH"}, {"us", "oh", "OH"}, {"US", " New  York ", "NY"}, {"us", "D.C.", "DC"}, {"us", "Calif.", "CA"}, {"us", "Ontario", ""},
		{"ca", "Québec", "QC"}, {"ca", "quebec", "QC"}, {"ca", "ON", "ON"}, {"ca", "British Columbia", "BC"},
		{"it", "Milano", "MI"}, {"it", "mi", "MI"}, {"it", "Forlì-Cesena", "FC"}, {"it", "Reggio nell'Emilia", "RE"},
		{"jp", "東京", "東京都"}, {"jp", "東京都", "東京都"}, {"jp", "Osaka", "大阪府"}, {"jp", "北海道", "北海道"},
		{"es", "Vizcaya", "Bizkaia"}, {"es", "malaga", "Málaga"}, {"mx", "CDMX", "Ciudad de México"}, {"mx", "N.L.", "Nuevo León"},
		{"de", "Bayern", ""}, {"us", "", ""}, {"", "Ohio", ""},
	} {
		if got, ok := RegionCode(c.country, c.region); got != c.want || ok != (c.want != "") {
			t.Errorf("%q of %q is %q, %t; want %q", c.region, c.country, got, ok, c.want)
		}
	}
	counts := map[string]int{}
	seen := map[string]string{}
	for of, names := range tableLines(regionLines) {
		country, code, _ := strings.Cut(of, " ")
		counts[country]++
		for _, name := range append(names, code) {
			key := country + " " + Text(name)
			if other := seen[key]; other != "" && other != code {
				t.Errorf("%s is %s and %s", key, other, code)
			}
			seen[key] = code
		}
	}
	for country, want := range map[string]int{"us": 56, "ca": 13, "it": 107, "jp": 47, "es": 52, "mx": 32} {
		if counts[country] != want {
			t.Errorf("%s has %d regions, want %d", country, counts[country], want)
		}
	}
}

func TestCountryCode(t *testing.T) {
	for text, want := range map[string]string{"USA": "us", "U.S.A.": "us", "us": "us", "アメリカ": "us", "日本": "jp", "Italia": "it", "España": "es", "Mexico": "mx", "UK": "gb", "Narnia": "", "": ""} {
		if got, ok := CountryCode(text); got != want || ok != (want != "") {
			t.Errorf("%q is %q, %t; want %q", text, got, ok, want)
		}
	}
	for code := range tableLines(countryLines) {
		if again, _ := CountryCode(CountryName(code)); again != code {
			t.Errorf("%s, %s, is %q", code, CountryName(code), again)
		}
	}
}
