package calendar

import (
	"strings"
	"time"
	"unicode"

	"crm/internal/crm"
)

// none is the word for no weekend, and for no country.
const none = "none"

// ParseWeekend reads weekdays separated by commas, spaces or "and", short or in full,
// in any of the languages: "sat,sun", "venerdì e sabato", 土日; "none" means no weekend. It
// returns the days once each, from Monday. Anything else, all seven days or an empty
// text is an error of code invalid on the field weekend.
func ParseWeekend(text string) ([]time.Weekday, error) {
	words := weekendWords(text)
	if len(words) == 1 && saysNone(words[0]) {
		return []time.Weekday{}, nil
	}
	var off [7]bool
	for _, word := range words {
		day, ok := dayNamed(word)
		if !ok {
			return nil, howToWriteWeekend(crm.Errorf(crm.CodeInvalid, "%q is not a day of the week", word))
		}
		off[day] = true
	}
	var days []time.Weekday
	for _, day := range fromMonday {
		if off[day] {
			days = append(days, day)
		}
	}
	switch len(days) {
	case 0:
		return nil, howToWriteWeekend(crm.Errorf(crm.CodeInvalid, "%q is not a weekend", text))
	case 7:
		return nil, wholeWeekOff()
	}
	return days, nil
}

// FormatWeekend writes what ParseWeekend reads: "sat,sun", from Monday on, or
// "none".
func FormatWeekend(days []time.Weekday) string {
	var off [7]bool
	for _, day := range days {
		off[day] = true
	}
	var words []string
	for _, day := range fromMonday {
		if off[day] {
			words = append(words, shortName(day))
		}
	}
	if len(words) == 0 {
		return none
	}
	return strings.Join(words, ",")
}

var fromMonday = [7]time.Weekday{
	time.Monday, time.Tuesday, time.Wednesday, time.Thursday, time.Friday, time.Saturday, time.Sunday,
}

// weekendWords splits a text into the words for its days.
func weekendWords(text string) []string {
	var words []string
	for _, word := range strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune(",;/&・、，と", r) }) {
		switch word {
		case "and", "e", "y":
			continue
		}
		if _, ok := dayNamed(word); ok || strings.Trim(word, "月火水木金土日") != "" {
			words = append(words, word)
			continue
		}
		words = append(words, strings.Split(word, "")...) // 土日
	}
	return words
}

func saysNone(word string) bool {
	switch word {
	case none, "nessuno", "ninguno", "なし", "無し":
		return true
	}
	return false
}

// weekdayNamed reads a weekday in English, as in the tables of holidays.
func weekdayNamed(word string) (time.Weekday, bool) {
	for _, day := range fromMonday {
		if word == shortName(day) || word == strings.ToLower(day.String()) {
			return day, true
		}
	}
	return 0, false
}

// dayNamed reads a weekday in any of the languages. The output of FormatWeekend needs
// none of their vocabulary, and is read by every command.
func dayNamed(word string) (time.Weekday, bool) {
	if day, ok := weekdayNamed(word); ok {
		return day, true
	}
	return crm.ParseWeekday(word)
}

func shortName(day time.Weekday) string { return strings.ToLower(day.String()[:3]) }

func wholeWeekOff() error {
	return howToWriteWeekend(crm.Errorf(crm.CodeInvalid, "a weekend of all seven days leaves no day to work"))
}

func howToWriteWeekend(err *crm.Error) error {
	return err.On("weekend").Try("Write the weekend as sat,sun or fri,sat, or none.")
}
