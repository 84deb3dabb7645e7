package query

import (
	"time"

	"crm/internal/crm"
)

// Scope is what an expression may mention, and how to read its literals. A name in
// several of its parts is first the field, then the record, then the value.
type Scope struct {
	// Schema has the fields and the currency of amounts; nil is the built-in ones and two decimals.
	Schema *crm.Schema
	// Noun is the noun of the fields at the top level.
	Noun crm.Kind
	// Records are further records by name. One that is also a referring field is the
	// number by itself, and the record before a dot and for functions of records.
	Records map[string]crm.Kind
	// Values are further values by name, which may have a dot ("input.due").
	Values map[string]Type
	// Functions are the caller's own.
	Functions map[string]Function
	// Among returns what a condition about one of several records of a noun may mention, or
	// nil for a noun of which there are none; it may be nil.
	Among func(noun string) *Scope

	// Codes returns the values of a picklist in the book; nil is the built-in ones.
	// Word returns the value of a whole word; nil knows codes alone.
	Codes func(list string) []string
	Word  func(list, text string, values ...string) (string, bool)
	// Headed returns the field of a noun by its heading; it may be nil.
	Headed func(of *crm.Catalogue, word string) (string, bool)

	// Meant returns the number of the contact that a number means, which may be that of
	// one who was merged into them; it may be nil.
	Meant func(number int64) (int64, error)

	// Today is the value of today, and the base of relative dates.
	Today crm.Date
	// Workday reports working days, for dates that count them.
	Workday func(crm.Date) bool
	// Lang is the language of the author, for words that mean a day in one language and
	// a month in another.
	Lang string
	// Order is how to read ambiguous dates, and Note is called with them.
	Order crm.Order
	Note  func(text string, read any)
	// Zone gives the day of an instant; nil is UTC.
	Zone *time.Location
}

// Function is the signature of a function that Facts.Call answers.
type Function struct {
	Args []Type
	// Variadic lets the last argument repeat, at least once.
	Variadic bool
	Result   Type
}

// Names of what the language itself has.
const (
	nameToday  = "today"
	nameDays   = "days"
	nameWeeks  = "weeks"
	nameMonths = "months"
	nameDay    = "day"
	nameMonth  = "month"
	nameYear   = "year"
)

// builtins are the functions of the language, which need no Facts.
func builtins() []string {
	return []string{nameDays, nameWeeks, nameMonths, nameDay, nameMonth, nameYear}
}

func (s *Scope) zone() *time.Location {
	if s.Zone == nil {
		return time.UTC
	}
	return s.Zone
}

// day returns the first instant of a date in the scope's zone, and the first after it.
func (s *Scope) day(d crm.Date) (from, until time.Time) {
	return d.In(s.zone()), d.AddDays(1).In(s.zone())
}
