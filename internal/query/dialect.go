package query

// What SQLite and PostgreSQL write differently, or round differently, is
// written here and nowhere else in this package.

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

// rounded writes a number of minor units as an amount, half of one rounded up
// as roundMinor does. A cast alone cuts off in SQLite and rounds half to even
// in PostgreSQL.
func (w *sqlWriter) rounded(number func()) {
	w.put("CAST(floor(")
	number()
	w.put(" + 0.5) AS BIGINT)")
}
