package calendar

import (
	"strings"
	"time"

	"crm/internal/crm"
)

// none is the word for no weekend, and for no country.
const none = "none"

// ParseWeekend reads days of the week with commas or blanks between them, as
// three letters or in full: "sat,sun", "fri,sat"; "none" is no weekend. The
// days come back in order from Monday, each once. Anything else, all seven
// days or no text at all is an error of code invalid on the field weekend.
func ParseWeekend(text string) ([]time.Weekday, error) {
	words := strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return r == ',' || r == ' ' })
	if len(words) == 1 && words[0] == none {
		return []time.Weekday{}, nil
	}
	var off [7]bool
	for _, word := range words {
		day, ok := weekdayNamed(word)
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

func weekdayNamed(word string) (time.Weekday, bool) {
	for _, day := range fromMonday {
		if word == shortName(day) || word == strings.ToLower(day.String()) {
			return day, true
		}
	}
	return 0, false
}

func shortName(day time.Weekday) string { return strings.ToLower(day.String()[:3]) }

func wholeWeekOff() error {
	return howToWriteWeekend(crm.Errorf(crm.CodeInvalid, "a weekend of all seven days leaves no day to work"))
}

func howToWriteWeekend(err *crm.Error) error {
	return err.On("weekend").Try("Write the weekend as sat,sun or fri,sat, or none.")
}
