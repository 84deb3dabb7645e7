package query

import "crm/internal/crm"

// What SQLite and PostgreSQL write differently, or round differently, is
// written here and nowhere else in this package.

// ownColumn has the values of the fields of the book's own: an object in JSON, with
// the stored forms by name.
const ownColumn = "own"

// Place writes where a row has the value of a field: in its column, or among those of
// the book's own. alias stands in front of the column.
func Place(alias string, f *crm.Field) string {
	if f.Own {
		return "json_extract(" + alias + quote(ownColumn) + ", '$." + f.Name + "')"
	}
	return alias + quote(f.Name)
}

// daysBetween writes the days from the date b to the date a. The word is
// SQLite's, whose dates are numbers of days when counted so; PostgreSQL has
// CAST(a AS DATE) - CAST(b AS DATE).
func (w *sqlWriter) daysBetween(a, b *node) {
	w.put("CAST(julianday(")
	w.value(a)
	w.put(") - julianday(")
	w.value(b)
	w.put(") AS BIGINT)")
}

// writeAmount writes a number of minor units as an amount, half of one rounded up
// as roundMinor does. A cast alone cuts off in SQLite and rounds half to even
// in PostgreSQL.
func (w *sqlWriter) writeAmount(number func()) {
	w.put("CAST(floor(")
	number()
	w.put(" + 0.5) AS BIGINT)")
}
