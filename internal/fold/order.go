package fold

import (
	"golang.org/x/text/collate"
	"golang.org/x/text/language"
)

// Order sorts texts as dictionaries of a language do.
type Order struct {
	collator *collate.Collator
	buffer   collate.Buffer
}

// NewOrder is the order of the language that most people of a country (ISO
// 3166, small letters) write: ñ comes after n in Spain and with it in the
// United States. A country that is not known has the order of Unicode.
func NewOrder(country string) *Order {
	return &Order{collator: collate.New(language.Make(languageOf(country)))}
}

// Key returns a form of a text whose bytes sort as the texts do.
func (o *Order) Key(s string) []byte {
	o.buffer.Reset()
	return append([]byte(nil), o.collator.KeyFromString(&o.buffer, Clean(s))...)
}

// languageOf returns the language of a country, except those that sort like Unicode.
func languageOf(country string) string {
	switch country {
	case "ar", "es", "mx":
		return "es"
	case "at":
		return "de-AT"
	case "jp":
		return "ja"
	case "se", "fi":
		return "sv"
	case "dk", "no":
		return "da"
	case "ee":
		return "et"
	case "cz":
		return "cs"
	case "si":
		return "sl"
	case "rs":
		return "sr"
	case "ua":
		return "uk"
	case "bg", "hr", "hu", "is", "lt", "lv", "mt", "pl", "ro", "sk", "th":
		return country
	}
	return "und"
}
