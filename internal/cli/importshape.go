package cli

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"crm/internal/crm"
	"crm/internal/exchange"
	"crm/internal/fold"
	"crm/internal/locale"
)

// What the files of other programs are like: see docs/decisions/0141.

// footOf reports whether a text may stand below the rows of a table, alone after a blank line or
// with amounts beside it. What asks not to be called may be about the people above.
func footOf(text string, amounts, alone bool) bool {
	switch {
	case alone:
	case amounts: // as in rows of a name and a phone
		if !locale.Total(text) {
			return false
		}
	case !locale.Footer(text):
		return false
	}
	heard := locale.Hear(text, locale.InWords)
	return !heard.Died && !heard.Mourns && !heard.Refuses && !heard.Left && locale.HeadingTaken(text) != "do_not_contact"
}

// checkShort rejects a row that lacks the cell of a column that may say who is not to be
// called.
//
// Errors: CodeInvalid.
func (r *contactRows) checkShort(row exchange.Row) error {
	for i := len(r.fields) - row.Short; i < len(r.fields); i++ {
		says := slices.Contains(consentFields, r.fields[i]) && r.fields[i] != "version" || slices.Contains(r.own, i)
		if asks := r.asks[i]; r.fields[i] == "" && !r.mapped[i] {
			says = asks.Refuses || asks.Consents || asks.Topic || asks.How
		}
		if says {
			return crm.Errorf(crm.CodeInvalid, "%w", exchange.RaggedRow(len(r.fields)-row.Short, len(r.fields))).At(row.Line).
				Try("See whether a quote or a delimiter is missing or too many on that line")
		}
	}
	return nil
}

// guessColumns returns what the columns of rows without headings may be, as --map has it: the
// phones, the e-mails, a birthday and the name.
func guessColumns(rows [][]string) string {
	width := 0
	for _, row := range rows {
		width = max(width, len(row))
	}
	of := make([]string, width)
	words := make([]int, width) // of one, where most cells are like names
	for i := range width {
		counts, filled := map[string]int{}, 0
		for _, row := range rows {
			if i >= len(row) {
				continue
			}
			cell := fold.Clean(row[i])
			if locale.Blank(cell) {
				continue
			}
			filled++
			_, email := fold.EmailPoint(cell)
			_, phone := fold.Phone(cell)
			switch {
			case email:
				counts["email"]++
			case isDayOfBirth(cell):
				counts["birthday"]++
			case phone && !strings.ContainsFunc(cell, unicode.IsLetter):
				counts["phone"]++
			case fits(cell, "name") || isName(cell):
				counts["name"]++
				if !strings.ContainsAny(cell, " 　") {
					words[i]++
				}
			}
		}
		for field, n := range counts {
			if 2*n > filled {
				of[i] = field
			}
		}
		if 2*words[i] <= filled {
			words[i] = 0
		}
	}
	taken := map[string]bool{}
	var parts []string
	for i, field := range of {
		switch next := i + 1; {
		case field == "" || taken[field] && field != "phone" && field != "email":
			continue
		case field == "name" && words[i] > 0 && next < width && of[next] == "name" && words[next] > 0:
			parts = append(parts, fmt.Sprintf("%d=given", i+1), fmt.Sprintf("%d=family", i+2))
		default:
			parts = append(parts, fmt.Sprintf("%d=%s", i+1, field))
		}
		taken[field] = true
	}
	if !taken["name"] {
		parts = append([]string{"1=name"}, slices.DeleteFunc(parts, func(part string) bool { return strings.HasPrefix(part, "1=") })...)
	}
	return strings.Join(parts, ",")
}

// isName reports whether a cell is a word in a script whose names are short.
func isName(cell string) bool {
	return fold.Unspaced(cell) && !strings.ContainsFunc(cell, func(r rune) bool { return !unicode.IsLetter(r) && r != ' ' && r != '　' })
}

// isDayOfBirth reports whether a cell is a day in figures.
func isDayOfBirth(cell string) bool {
	parts := strings.FieldsFunc(cell, func(r rune) bool { return strings.ContainsRune("-/.", r) })
	return len(parts) == 3 && strings.Trim(cell, "0123456789-/.") == "" && len(cell) <= 10 &&
		slices.ContainsFunc(parts, func(part string) bool { return len(part) <= 2 }) && (len(parts[0]) == 4 || len(parts[2]) == 4 || len(parts[2]) == 2)
}
