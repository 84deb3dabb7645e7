package cli

import (
	"strconv"
	"strings"
	"unicode"

	"crm/internal/crm"
	"crm/internal/exchange"
	"crm/internal/fold"
	"crm/internal/locale"
)

// guessedFrom is how many rows say what their columns may be.
const guessedFrom = 20

// unknownColumns returns the error for a file without a column that it needs. It says what
// is wrong with the file, or which column is the likeliest.
func unknownColumns(reader *exchange.Reader, of format) error {
	header := reader.Header()
	if err := notTaken(header); err != nil {
		return err
	}
	e := crm.Errorf(crm.CodeInvalid, "no column is known to be %s", of.what)
	if reader.Unheaded() && of.guess != nil {
		var rows [][]string
		for range guessedFrom {
			row, err := reader.Next()
			if err != nil {
				break
			}
			rows = append(rows, row.Raw)
		}
		return e.Again("Say what the columns are", crm.With("no-header", nil), crm.With("map", of.guess(rows)))
	}
	if hasValue(header) {
		return e.Try("The first line has to name the columns, and has: %s", strings.Join(header, ", ")).
			Try("Put a line above it: Name,Phone")
	}
	if line := reader.Maybe(); line > 0 {
		return e.Try("Line %d may have the headings: take out the lines above it", line).
			Again("Or say which column of that line it is", crm.With("map", crm.Blank("COLUMN="+of.needs[0])))
	}
	e.Try("The columns are: %s", strings.Join(header, ", "))
	if column := likeliest(reader, of.needs[0]); column != "" {
		return e.Again("Say which one it is", crm.With("map", column+"="+of.needs[0]))
	}
	return e.Again("Say which one it is", crm.With("map", crm.Blank("COLUMN="+of.needs[0])))
}

// hasValue reports whether a heading is a value, and not the place by which a column without a
// heading is called.
func hasValue(header []string) bool {
	for i, heading := range header {
		if heading != strconv.Itoa(i+1) && isValue(heading) {
			return true
		}
	}
	return false
}

// isValue reports whether a cell is a phone, an e-mail or another value, and not the name
// of a column.
func isValue(cell string) bool {
	_, phone := fold.Phone(cell)
	_, email := fold.EmailPoint(cell)
	return phone || email || !strings.ContainsFunc(cell, unicode.IsLetter) && strings.ContainsFunc(cell, unicode.IsDigit)
}

// likeliest returns the column that most likely has names, or numbers if those are needed:
// the one with the best cells in the first rows, or else with the best heading. It is empty
// if none has.
func likeliest(reader *exchange.Reader, needs string) (column string) {
	header := reader.Header()
	scores := make([]int, len(header))
	for range guessedFrom {
		row, err := reader.Next()
		if err != nil {
			break
		}
		for i, cell := range row.Raw {
			if i < len(scores) && fits(fold.Clean(cell), needs) {
				scores[i]++
			}
		}
	}
	best := 0
	for i, score := range scores {
		if score > 0 && needs == "name" && locale.NameHeading(header[i]) {
			score += 100
		}
		if score > best {
			best, column = score, header[i]
		}
	}
	return column
}

// fits reports whether a cell looks like a name, or a phone or an e-mail if those are
// needed.
func fits(cell, needs string) bool {
	if needs != "name" {
		_, email := fold.EmailPoint(cell)
		return email || likePhone(cell)
	}
	words := len(strings.Fields(cell))
	return words > 0 && words < 6 && !strings.ContainsFunc(cell, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.Is(unicode.M, r) && !strings.ContainsRune(" .,'’-&・　", r)
	}) && len([]rune(cell)) > 2
}
