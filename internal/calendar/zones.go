package calendar

import (
	"slices"
	"strings"
	"time"
)

// CountryOfZone returns the country, one of Countries, of an IANA time zone: "us" for
// America/New_York. It is empty for UTC, for a zone of another country and for an
// unknown one.
func CountryOfZone(tz string) string {
	// The areas that lie in one country as a whole.
	for _, area := range [...]struct{ prefix, country string }{
		{"America/Argentina/", "ar"}, {"Australia/", "au"}, {"Brazil/", "br"}, {"Canada/", "ca"}, {"Mexico/", "mx"},
		{"America/Indiana/", "us"}, {"America/Kentucky/", "us"}, {"America/North_Dakota/", "us"}, {"US/", "us"},
	} {
		if strings.HasPrefix(tz, area.prefix) && tz != "US/Samoa" {
			return area.country
		}
	}
	switch tz {
	case "America/Buenos_Aires":
		return "ar"
	case "Europe/Vienna":
		return "at"
	case "Antarctica/Macquarie":
		return "au"
	case "Europe/Brussels":
		return "be"
	case "Europe/Sofia":
		return "bg"
	case "America/Noronha", "America/Belem", "America/Fortaleza", "America/Recife", "America/Araguaina",
		"America/Maceio", "America/Bahia", "America/Sao_Paulo", "America/Campo_Grande", "America/Cuiaba",
		"America/Santarem", "America/Porto_Velho", "America/Boa_Vista", "America/Manaus",
		"America/Eirunepe", "America/Rio_Branco":
		return "br"
	case "America/St_Johns", "America/Halifax", "America/Glace_Bay", "America/Moncton", "America/Goose_Bay",
		"America/Blanc-Sablon", "America/Toronto", "America/Iqaluit", "America/Atikokan",
		"America/Winnipeg", "America/Resolute", "America/Rankin_Inlet", "America/Regina",
		"America/Swift_Current", "America/Edmonton", "America/Cambridge_Bay", "America/Inuvik",
		"America/Creston", "America/Dawson_Creek", "America/Fort_Nelson", "America/Whitehorse",
		"America/Dawson", "America/Vancouver", "America/Montreal":
		return "ca"
	case "Europe/Zurich":
		return "ch"
	case "Asia/Nicosia", "Asia/Famagusta":
		return "cy"
	case "Europe/Prague":
		return "cz"
	case "Europe/Berlin", "Europe/Busingen":
		return "de"
	case "Europe/Copenhagen":
		return "dk"
	case "Europe/Tallinn":
		return "ee"
	case "Europe/Madrid", "Africa/Ceuta", "Atlantic/Canary":
		return "es"
	case "Europe/Helsinki":
		return "fi"
	case "Europe/Paris":
		return "fr"
	case "Europe/London", "Europe/Belfast", "GB":
		return "gb"
	case "Europe/Athens":
		return "gr"
	case "Europe/Zagreb":
		return "hr"
	case "Europe/Budapest":
		return "hu"
	case "Europe/Dublin", "Eire":
		return "ie"
	case "Atlantic/Reykjavik", "Iceland":
		return "is"
	case "Europe/Rome":
		return "it"
	case "Asia/Tokyo", "Japan":
		return "jp"
	case "Africa/Nairobi":
		return "ke"
	case "Europe/Vilnius":
		return "lt"
	case "Europe/Luxembourg":
		return "lu"
	case "Europe/Riga":
		return "lv"
	case "Europe/Malta":
		return "mt"
	case "Africa/Blantyre":
		return "mw"
	case "America/Mexico_City", "America/Cancun", "America/Merida", "America/Monterrey", "America/Matamoros",
		"America/Chihuahua", "America/Ciudad_Juarez", "America/Ojinaga", "America/Mazatlan",
		"America/Bahia_Banderas", "America/Hermosillo", "America/Tijuana":
		return "mx"
	case "Pacific/Noumea":
		return "nc"
	case "Europe/Amsterdam":
		return "nl"
	case "Europe/Oslo":
		return "no"
	case "Pacific/Auckland", "Pacific/Chatham", "NZ":
		return "nz"
	case "Europe/Warsaw", "Poland":
		return "pl"
	case "Europe/Lisbon", "Atlantic/Madeira", "Atlantic/Azores", "Portugal":
		return "pt"
	case "Europe/Bucharest":
		return "ro"
	case "Europe/Belgrade":
		return "rs"
	case "Europe/Kaliningrad", "Europe/Moscow", "Europe/Kirov", "Europe/Volgograd", "Europe/Astrakhan",
		"Europe/Saratov", "Europe/Ulyanovsk", "Europe/Samara", "Asia/Yekaterinburg", "Asia/Omsk",
		"Asia/Novosibirsk", "Asia/Barnaul", "Asia/Tomsk", "Asia/Novokuznetsk", "Asia/Krasnoyarsk",
		"Asia/Irkutsk", "Asia/Chita", "Asia/Yakutsk", "Asia/Khandyga", "Asia/Vladivostok", "Asia/Ust-Nera",
		"Asia/Magadan", "Asia/Sakhalin", "Asia/Srednekolymsk", "Asia/Kamchatka", "Asia/Anadyr":
		return "ru"
	case "Europe/Stockholm":
		return "se"
	case "Europe/Ljubljana":
		return "si"
	case "Europe/Bratislava":
		return "sk"
	case "Asia/Bangkok":
		return "th"
	case "Europe/Simferopol", "Europe/Kyiv", "Europe/Kiev":
		return "ua"
	case "America/New_York", "America/Detroit", "America/Chicago", "America/Menominee", "America/Denver",
		"America/Boise", "America/Phoenix", "America/Los_Angeles", "America/Anchorage", "America/Juneau",
		"America/Sitka", "America/Metlakatla", "America/Yakutat", "America/Nome", "America/Adak",
		"Pacific/Honolulu", "America/Indianapolis", "America/Shiprock":
		return "us"
	case "Africa/Johannesburg":
		return "za"
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
