package exchange

import "fmt"

// RowError is what is wrong with one row of a file, as opposed to the file.
// Reading can go on behind it.
type RowError struct {
	Line   int    // first line of the row in the file, from 1
	Column string // heading of the column at fault, as in the file; empty for the row
	Reason string // a phrase without a full stop
}

// Error gives "line 12, Birthday: there is no 30 February".
func (e *RowError) Error() string {
	if e.Column == "" {
		return fmt.Sprintf("line %d: %s", e.Line, e.Reason)
	}
	return fmt.Sprintf("line %d, %s: %s", e.Line, e.Column, e.Reason)
}

// raggedRow says how many fields a row has.
func raggedRow(fields, headings int) string {
	noun := "fields"
	if fields == 1 {
		noun = "field"
	}
	return fmt.Sprintf("%d %s where the headings are %d", fields, noun, headings)
}
