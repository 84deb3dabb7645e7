package calendar

import (
	"slices"
	"strings"
	"time"
)

// short are names and abbreviations of time zones, by country; "" is any.
var short = []struct{ country, names, zone string }{
	{"us", "eastern est edt et east", "America/New_York"},
	{"us", "central cst cdt ct", "America/Chicago"},
	{"us", "mountain mst mdt mt", "America/Denver"},
	{"us", "arizona", "America/Phoenix"},
	{"us", "pacific pst pdt pt west", "America/Los_Angeles"},
	{"us", "alaska akst akdt", "America/Anchorage"},
	{"us", "hawaii hst", "Pacific/Honolulu"},
	{"us", "atlantic ast", "America/Puerto_Rico"},
	{"ca", "newfoundland nst ndt", "America/St_Johns"},
	{"ca", "atlantic ast adt at", "America/Halifax"},
	{"ca", "eastern est edt et", "America/Toronto"},
	{"ca", "central cst cdt ct", "America/Winnipeg"},
	{"ca", "mountain mst mdt mt", "America/Edmonton"},
	{"ca", "pacific pst pdt pt", "America/Vancouver"},
	{"es", "peninsula península madrid", "Europe/Madrid"},
	{"es", "canarias canary canaries", "Atlantic/Canary"},
	{"mx", "centro central", "America/Mexico_City"},
	{"mx", "pacífico pacifico", "America/Mazatlan"},
	{"mx", "noroeste", "America/Tijuana"},
	{"mx", "sureste", "America/Cancun"},
	{"it", "italia italy roma", "Europe/Rome"},
	{"jp", "日本 日本時間 東京 jst", "Asia/Tokyo"},
	{"", "jst", "Asia/Tokyo"},
	{"", "gmt bst", "Europe/London"},
	{"", "cet cest", "Europe/Paris"},
}

// ZoneNamed returns the IANA time zone that somebody means in a country: by its name, a part
// of it, or what it is called there. For one that is not known it returns those that there
// are in the country.
func ZoneNamed(text, country string) (zone string, choices []string) {
	if strings.Contains(text, "/") && !strings.HasPrefix(text, "/") && !strings.Contains(text, "..") {
		if _, err := time.LoadLocation(text); err == nil {
			return text, nil
		}
	}
	folded := strings.ToLower(strings.TrimSpace(text))
	for _, word := range []string{" time", " standard", " daylight", " zone"} {
		folded = strings.TrimSuffix(folded, word)
	}
	for _, word := range []string{" standard", " daylight"} {
		folded = strings.TrimSuffix(folded, word)
	}
	other := ""
	for _, s := range short {
		switch {
		case !slices.Contains(strings.Fields(s.names), folded):
		case s.country == country || s.country == "":
			return s.zone, nil
		case other == "":
			other = s.zone
		}
	}
	if other != "" {
		return other, nil
	}
	if folded != "" {
		if near := NearZone(text, country); near != "" {
			return near, nil
		}
	}
	for _, s := range short {
		if s.country == country {
			choices = append(choices, s.zone)
		}
	}
	return "", choices
}
