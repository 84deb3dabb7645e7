package locale

import (
	"strings"

	"crm/internal/crm"
)

// The languages, by their ISO 639 codes.
const (
	english  = "en"
	japanese = "ja"
	italian  = "it"
	spanish  = "es"
)

// Languages lists the codes of the languages, English first.
func Languages() []string { return []string{english, japanese, italian, spanish} }

// Locale says things in one language, and writes money as it is written in one
// country. It may be used by several goroutines.
type Locale struct {
	lang     string
	country  string      // ISO 3166, lower case; empty is none
	flags    []crm.Given // in each command
	calendar *calendar
	labels   *texts
	messages *texts
}

// New makes a Locale for one of the Languages.
func New(lang string) (*Locale, error) {
	c := calendarOf(lang)
	if c == nil {
		return nil, crm.Errorf(crm.CodeUsage, "%q is not a language of this program", lang).
			On("lang").Try("It speaks %s.", strings.Join(Languages(), ", "))
	}
	return &Locale{
		lang:     lang,
		calendar: c,
		labels:   textsOf(labelFile(lang)),
		messages: textsOf(messageFile(lang)),
	}, nil
}

// FromEnvironment is the language that a value of LANG, LC_ALL or LC_MESSAGES
// asks for ("ja_JP.UTF-8" is "ja"), and English where that is not one of ours.
func FromEnvironment(value string) string {
	end := strings.IndexAny(value, "_-.@")
	if end < 0 {
		end = len(value)
	}
	lang := strings.ToLower(value[:end])
	if calendarOf(lang) == nil {
		return english
	}
	return lang
}

// In returns the same language with the money of a country: the country decides
// figures, the language words.
func (l *Locale) In(country string) *Locale {
	there := *l
	there.country = country
	return &there
}

// WithFlags returns the same language with flags in each command that it names: those
// that were typed and that the command to come needs as well.
func (l *Locale) WithFlags(flags []crm.Given) *Locale {
	there := *l
	there.flags = flags
	return &there
}

// Flags returns the flags in each command.
func (l *Locale) Flags() []crm.Given { return l.flags }

// Lang returns the code of the language.
func (l *Locale) Lang() string { return l.lang }
