package crm

// The kinds of figure in a report.
const (
	FigureNumber  = "number"
	FigureMoney   = "money"
	FigurePercent = "percent" // a share: 1 is all
	FigureDays    = "days"
)

// Sheet is what a report found: a row a group, in the order in which they are
// shown.
type Sheet struct {
	Report string // its name
	// About is what a report of the book's own says of itself. The built-in
	// ones have none: their titles are in the reader's language.
	About string
	By    string // the name of the grouping
	// Field is what the records of a group have in common; with Month its keys
	// are months, "2026-11".
	Field   *Field
	Month   bool
	Figures []Figure
	Bar     int // the figure that a bar shows; -1 is none
	Rows    []SheetRow
	// Total has a value for each figure of all records, whatever the limit;
	// nil where no total is wanted.
	Total    []any
	Producer string // whose records; empty is everybody's
	From, To Date   // the period that was asked for
}

// Figure is a column of a report.
type Figure struct{ Name, Kind string }

// SheetRow is one group. Its key is nil where what the group has in common is
// that it is not known; of a record it is the name, and ID the number.
type SheetRow struct {
	Key any
	ID  int64
	// Figures are int64, float64 or Money, and nil where there is no value: the
	// mean of nothing, a ratio with an empty denominator.
	Figures []any
}
