package exchange

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"crm/internal/crm"
)

// DayOff is a line of a file of days off: a day, or the first and last of a range, as
// written, and their name.
type DayOff struct {
	When, Name string
	Line       int
}

// ReadDaysOff reads days off, a line each: the day or days, and the name after a comma,
// a semicolon or a tab. It skips empty lines, those that begin with # and a heading
// "date".
//
// Errors: CodeInvalid for what is not a text, with the line.
func ReadDaysOff(content []byte) ([]DayOff, error) {
	var days []DayOff
	for i, line := range bytes.Split(bytes.TrimPrefix(content, []byte("\xef\xbb\xbf")), []byte("\n")) {
		if !utf8.Valid(line) || bytes.IndexByte(line, 0) >= 0 {
			return nil, crm.Errorf(crm.CodeInvalid, "line %d is not UTF-8 text", i+1).Try("Save the file as UTF-8.")
		}
		text := strings.TrimSpace(string(line))
		if text == "" || text[0] == '#' {
			continue
		}
		when, name := text, ""
		if at := strings.IndexAny(text, ",;\t"); at >= 0 {
			when, name = text[:at], text[at+1:]
		}
		when, name = unquoted(when), unquoted(name)
		if len(days) == 0 && strings.EqualFold(when, "date") {
			continue
		}
		days = append(days, DayOff{When: when, Name: name, Line: i + 1})
	}
	return days, nil
}

// unquoted is a cell of CSV without outer spaces and quotes.
func unquoted(cell string) string {
	cell = strings.TrimSpace(cell)
	if n := len(cell); n > 1 && cell[0] == '"' && cell[n-1] == '"' {
		cell = strings.TrimSpace(strings.ReplaceAll(cell[1:n-1], `""`, `"`))
	}
	return cell
}
