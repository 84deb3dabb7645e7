package query

import (
	"slices"

	"crm/internal/crm"
)

// dateLiteral is a text in an expression that was read as a day.
type dateLiteral struct {
	at      int // of its quote, in characters
	text    string
	day     crm.Date
	reading crm.Reading
}

// Settled is a day without its year in an expression, and the day that it is.
type Settled struct {
	Text string
	Day  crm.Date
}

// Settle rewrites a condition that is kept: a day without a year, which would change
// later, becomes the day itself. Relative days ("-30d", "last fri", "end of month")
// stay.
//
// Errors: as of Condition.
func Settle(text string, scope *Scope) (string, []Settled, error) {
	_, c, err := compile(text, scope)
	if err != nil {
		return "", nil, err
	}
	slices.SortFunc(c.dates, func(a, b dateLiteral) int { return a.at - b.at })
	var settled []Settled
	runes, kept, from := []rune(text), "", 0
	for _, d := range c.dates {
		if d.at < from || !d.reading.Yearless(d.text) {
			continue
		}
		kept += string(runes[from:d.at]) + `"` + d.day.String() + `"`
		from = literalEnd(runes, d.at)
		settled = append(settled, Settled{d.text, d.day})
	}
	return kept + string(runes[from:]), settled, nil
}
