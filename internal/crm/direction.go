package crm

import "strings"

// Direction is the direction in which a date looks: what a weekday or a day without a
// year means, and whether the date may lie ahead.
type Direction int

// The directions. The zero Direction is undeclared and reads like Ahead.
const (
	Undeclared Direction = iota
	// Ahead is for plans: the next such day. A past day is rejected.
	Ahead
	// Past is for what has happened: the last such day, today included. A day ahead is
	// rejected.
	Past
	// Begun is for what is in force: the last such day, or a day ahead if that was
	// written.
	Begun
	// Near is for what has just been agreed on: the nearest such day.
	Near
	// Ends is for what runs out: the next such day, or a past one if that was written.
	Ends
)

// String names the direction, for annotations of flags and for tests.
func (d Direction) String() string {
	return [...]string{"", "ahead", "past", "begun", "near", "ends"}[d]
}

// Anywhere returns the direction without its rejection: a filter or the period of a
// report may ask for any day.
func (d Direction) Anywhere() Direction {
	switch d {
	case Past:
		return Begun
	case Ahead:
		return Ends
	default:
		return d
	}
}

// flagLooks declares the directions of dates that are not fields, by the flag or
// argument that gives them. A field declares its own in its struct tag.
var flagLooks = map[string]Direction{
	"on":    Past,  // when something was done
	"date":  Past,  // when something ended or was decided
	"since": Begun, // from when on changes are shown
	"from":  Past,  // the period of a report, unless its field looks ahead
	"to":    Past,  //
	"appt":  Ahead, // the time of the appointment that was agreed on
	"when":  Ends,  // the time of an appointment, which may have been; the outcome says so
	"today": Ends,  // the day to act as of
	"day":   Ends,  // a day off
}

// BoughtFrom is the direction of the first day of a policy that was just bought or
// renewed. One that is only entered looks as its field says.
const BoughtFrom = Near

// FlagLooks returns the direction of a flag's dates: its own or that of the field with
// its name.
func FlagLooks(flag string) Direction {
	if d, ok := flagLooks[flag]; ok {
		return d
	}
	for _, kind := range Kinds() {
		if f, ok := BuiltIn(kind).Field(strings.ReplaceAll(flag, "-", "_")); ok && f.Looks != Undeclared {
			return f.Looks
		}
	}
	return Undeclared
}

// Order is the order of day, month and year in figures. Without one, ambiguous dates
// are rejected.
type Order int

// The orders.
const (
	NoOrder Order = iota
	DayFirst
	MonthFirst
	YearFirst
)
