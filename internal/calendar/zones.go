package calendar

import (
	_ "embed" // zones.txt
	"slices"
	"strings"
	"time"
)

//go:embed zones.txt
var zones string

// CountryOfZone returns the country, one of Countries, of an IANA time zone: "us" for
// America/New_York. It is empty for UTC, for a zone of another country and for an
// unknown one.
func CountryOfZone(tz string) string {
	for line := range strings.Lines(zones) {
		names := strings.Fields(line)
		if len(names) == 0 || names[0] == "#" {
			continue
		}
		for _, name := range names[1:] {
			if name == tz || strings.HasSuffix(name, "/") && strings.HasPrefix(tz, name) && tz != "US/Samoa" {
				return names[0]
			}
		}
	}
	return ""
}

// areas are the first parts of the names of time zones.
var areas = []string{"America", "Europe", "Asia", "Australia", "Africa", "Pacific", "Atlantic", "Indian", "US", "Canada", "Mexico", "Brazil", "America/Indiana", "America/Kentucky", "America/Argentina"}

// NearZone returns the IANA time zone that somebody means who writes a part of its name:
// America/Detroit for Detroit, US/Eastern for "Eastern Time" in the United States. One of
// the country comes first. It is empty if there is none.
func NearZone(text, country string) string {
	words := strings.FieldsFunc(text, func(r rune) bool { return r == ' ' || r == '_' || r == '/' })
	words = slices.DeleteFunc(words, func(w string) bool {
		return slices.Contains([]string{"time", "standard", "daylight", "zone"}, strings.ToLower(w))
	})
	for i, w := range words {
		words[i] = strings.ToUpper(w[:1]) + strings.ToLower(w[1:])
	}
	first := ""
	for i := range words {
		name := strings.Join(words[i:], "_")
		for _, area := range areas {
			zone := area + "/" + name
			if _, err := time.LoadLocation(zone); err != nil {
				continue
			}
			if CountryOfZone(zone) == country {
				return zone
			}
			if first == "" {
				first = zone
			}
		}
	}
	return first
}
