package query

import "crm/internal/crm"

// Only this file knows what SQLite and PostgreSQL write or round differently.

// ownColumn has the values of the book's own fields: a JSON object with the stored
// forms by the keys of the fields.
const ownColumn = "own"

// Place returns where a row has the value of a field: in its column, or in ownColumn.
// alias precedes the column.
func Place(alias string, f *crm.Field) string {
	if f.Own {
		return "json_extract(" + alias + quote(ownColumn) + ", '$." + f.Key + "')"
	}
	return alias + quote(f.Name)
}

// daysBetween writes the days from the date b to the date a. The function is SQLite's,
// whose dates are numbers of days; PostgreSQL has CAST(a AS DATE) - CAST(b AS DATE).
func (w *sqlWriter) daysBetween(a, b *node) {
	w.put("CAST(julianday(")
	w.value(a)
	w.put(") - julianday(")
	w.value(b)
	w.put(") AS BIGINT)")
}

// writeAmount writes a number of minor units as an amount, half rounded up as by
// roundMinor. A cast alone truncates in SQLite and rounds half to even in PostgreSQL.
func (w *sqlWriter) writeAmount(number func()) {
	w.put("CAST(floor(")
	number()
	w.put(" + 0.5) AS BIGINT)")
}
