package crm

// The kinds of figure in a report.
const (
	FigureNumber  = "number"
	FigureMoney   = "money"
	FigurePercent = "percent" // a share: 1 is all
	FigureDays    = "days"
)

// Sheet is the result of a report, a row for each group in the order shown.
type Sheet struct {
	Report string // its name
	// About describes a report of the book's own. Built-in ones have titles in the
	// user's language.
	About string
	By    string // the name of the grouping
	// Field is what a group has in common; with Month its keys are months, "2026-11".
	Field   *Field
	Month   bool
	Figures []Figure
	Bar     int // the figure that a bar shows; -1 is none
	Rows    []SheetRow
	// Total has each figure for all records, whatever the limit; nil if no total is
	// wanted.
	Total    []any
	Producer string // whose records; empty is everybody's
	From, To Date   // the period that was asked for
}

// Figure is a column of a report.
type Figure struct{ Name, Kind string }

// SheetRow is one group. Its key is nil if unknown; for a record, it is the name, and
// ID the number.
type SheetRow struct {
	Key any
	ID  int64
	// Figures are int64, float64 or Money, or nil without a value: the mean of nothing,
	// a ratio with an empty denominator.
	Figures []any
}
