package calendar

import "testing"

func TestNearZone(t *testing.T) {
	for _, c := range []struct{ text, country, want string }{
		{"Detroit", "us", "America/Detroit"}, {"new york", "us", "America/New_York"}, {"America/detroit", "us", "America/Detroit"}, {"Louisville", "us", "America/Kentucky/Louisville"},
		{"Eastern", "us", "US/Eastern"}, {"Eastern Time", "ca", "Canada/Eastern"}, {"pacific standard time", "", "US/Pacific"},
		{"Roma", "it", ""}, {"rome", "it", "Europe/Rome"}, {"TOKYO", "us", "Asia/Tokyo"},
		{"", "us", ""}, {"Local", "us", ""}, {"../x", "us", ""}, {"nowhere", "", ""}, {"time zone", "us", ""},
	} {
		if got := NearZone(c.text, c.country); got != c.want {
			t.Errorf("%q in %q is near %q, want %q", c.text, c.country, got, c.want)
		}
	}
}
