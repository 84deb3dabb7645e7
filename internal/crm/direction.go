package crm

import "strings"

// Direction is which way a date looks that somebody gives: what a weekday and a
// day without a year mean, and whether the date may lie ahead.
type Direction int

// The directions. The zero Direction is that of a date nobody has declared one
// for; it reads like Ahead.
const (
	Undeclared Direction = iota
	// Ahead is of what is planned: the next such day. A day that is past is
	// refused.
	Ahead
	// Past is of what has happened: the last such day, today included. A day
	// that lies ahead is refused.
	Past
	// Begun is of what is in force: the last such day, and a day that lies
	// ahead where that is what was written.
	Begun
	// Near is of what has just been agreed on: the nearest such day.
	Near
	// Ends is of what runs out, or may: the next such day, and a day that is
	// past where that is what was written.
	Ends
)

// String names the direction, for annotations of flags and for tests.
func (d Direction) String() string {
	return [...]string{"", "ahead", "past", "begun", "near", "ends"}[d]
}

// Anywhere is the same direction without its refusal: a filter and the period
// of a report may ask for anything.
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

// flagLooks declares the directions of dates that are no field of a record, by
// the name of the flag or the argument that gives them. That of a field is in
// its struct tag.
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

// BoughtFrom is the direction of the day from which a policy is in force that
// has just been bought or renewed. One that is only entered looks as its field
// says.
const BoughtFrom = Near

// FlagLooks returns the direction of the dates that a flag takes: its own, or
// that of the field it is called after.
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

// Order is the order in which day, month and year are written in figures. The
// zero Order is none: what can be two dates is refused.
type Order int

// The orders.
const (
	NoOrder Order = iota
	DayFirst
	MonthFirst
	YearFirst
)
