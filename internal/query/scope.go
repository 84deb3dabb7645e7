package query

import (
	"time"

	"crm/internal/crm"
)

// Scope is what an expression may mention, and what its literals are read
// with. A name that is in several of its parts is the field first, then the
// record, then the value.
type Scope struct {
	// Schema has the fields; nil is the built-in ones.
	Schema *crm.Schema
	// Noun is the noun whose fields are at the top level.
	Noun crm.Kind
	// Records are further records by name. One that is also a field that
	// refers to a record is the number by itself, and the record in front of
	// a dot and where a function wants a record.
	Records map[string]crm.Kind
	// Values are further values by name, which may have a dot ("input.due").
	Values map[string]Type
	// Functions are the caller's own.
	Functions map[string]Function

	// Codes gives the values of a picklist in the book; nil is the built-in
	// ones. Word is the value that a whole word means; nil knows codes alone.
	Codes func(list string) []string
	Word  func(list, text string, values ...string) (string, bool)
	// Called is the field of a noun that a word is the heading of; nil knows none.
	Called func(of *crm.Catalogue, word string) (string, bool)

	// Today is the value of today, and what relative dates count from.
	Today crm.Date
	// Workday says which days are working days, for dates that count them.
	Workday func(crm.Date) bool
	// Lang is the language of who wrote it, for words that are a day in one language
	// and a month in another.
	Lang string
	// Order is how figures are read that can be two dates, and Note hears of it.
	Order crm.Order
	Note  func(text string, read any)
	// Decimals are those of the book's currency.
	Decimals int
	// Zone tells on which day an instant falls; nil is UTC.
	Zone *time.Location
}

// Function is the signature of a function that Facts.Call answers.
type Function struct {
	Args []Type
	// Variadic lets the last argument be given any number of times, at least
	// once.
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

// day is the first instant of a date in the scope's zone, and the first after
// it.
func (s *Scope) day(d crm.Date) (from, until time.Time) {
	return d.In(s.zone()), d.AddDays(1).In(s.zone())
}
