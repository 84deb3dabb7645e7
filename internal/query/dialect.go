package query

import "crm/internal/crm"

// Dialect is what SQLite and PostgreSQL write in ways of their own. Nothing else of this
// package knows which of them reads a statement.
type Dialect struct {
	// member is what stands before, between and behind a column with a JSON object and the
	// name of one of its values, and days the same for two dates of which the days between
	// are wanted.
	member, days [3]string
	// typed is set where what member gives is a text that has to be given its type.
	typed bool
}

// SQLite is the dialect of a book in a file. Its dates are numbers of days.
var SQLite = &Dialect{
	member: [3]string{"json_extract(", ", '$.", "')"},
	days:   [3]string{"CAST(julianday(", ") - julianday(", ") AS BIGINT)"},
}

// PostgreSQL is the dialect of a book on a server. What comes of a function has the collation
// of the database, which may be any.
var PostgreSQL = &Dialect{
	member: [3]string{"(CAST(", " AS JSON) ->> '", "')"},
	days:   [3]string{"(CAST(", " AS DATE) - CAST(", " AS DATE))"},
	typed:  true,
}

// ownColumn has the values of the book's own fields: a JSON object with the stored
// forms by the keys of the fields.
const ownColumn = "own"

// Place returns where a row has the value of a field: in its column, or in ownColumn.
// alias precedes the column.
func (d *Dialect) Place(alias string, f *crm.Field) string {
	if !f.Own {
		return alias + quote(f.Name)
	}
	place := d.member[0] + alias + quote(ownColumn) + d.member[1] + f.Key + d.member[2]
	if !d.typed {
		return place
	}
	if t := typeOf(f).base; t == NumberType || t == MoneyType || t == RecordType {
		return "CAST(" + place + " AS BIGINT)"
	}
	return collated(place)
}

// collated writes a text that no column gives its collation.
func collated(text string) string { return "(" + text + ` COLLATE "C")` }

// cast writes a value as one of a type. lower() goes by the collation of what it is given.
func (d *Dialect) cast(value string, t Type) string {
	written := "CAST(" + value + " AS " + sqlType(t) + ")"
	if d.typed && sqlType(t) == "TEXT" {
		return collated(written)
	}
	return written
}

// daysBetween writes the days from the date b to the date a.
func (w *sqlWriter) daysBetween(a, b *node) {
	w.write(w.dialect.days[0], a, w.dialect.days[1], b, w.dialect.days[2])
}

// writeAmount writes a number of minor units as an amount, half rounded up as by
// roundMinor. A cast alone truncates in SQLite and rounds half to even in PostgreSQL.
func (w *sqlWriter) writeAmount(number func()) {
	w.put("CAST(floor(")
	number()
	w.put(" + 0.5) AS BIGINT)")
}
