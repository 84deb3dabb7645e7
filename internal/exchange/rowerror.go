package exchange

import "fmt"

// RowError is what is wrong with one row of a file, as opposed to the file: a phrase
// without a full stop. Reading can go on behind it.
type RowError string

func (e RowError) Error() string { return string(e) }

// RaggedRow says how many fields a row has.
func RaggedRow(fields, headings int) RowError {
	noun := "fields"
	if fields == 1 {
		noun = "field"
	}
	return RowError(fmt.Sprintf("%d %s where the headings are %d", fields, noun, headings))
}
