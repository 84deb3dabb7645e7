package say

import (
	"slices"
	"strconv"
	"strings"

	"crm/internal/crm"
	"crm/internal/fold"
)

// Limits returns the names of the limits of quotes.
func Limits(quotes []*crm.Quote) []string {
	return coverages(quotes, func(q *crm.Quote) crm.Terms { return q.Limits })
}

// Deductibles returns the names of the deductibles of quotes.
func Deductibles(quotes []*crm.Quote) []string {
	return coverages(quotes, func(q *crm.Quote) crm.Terms { return q.Deductibles })
}

// coverages returns the names of limits or deductibles in order, each once in any
// spelling.
func coverages(quotes []*crm.Quote, of func(*crm.Quote) crm.Terms) []string {
	var names []string
	for _, q := range quotes {
		for _, c := range of(q) {
			if !slices.ContainsFunc(names, func(name string) bool { return fold.Text(name) == fold.Text(c.Name) }) {
				names = append(names, c.Name)
			}
		}
	}
	return names
}

// Covered returns the limit or the deductible for a coverage, or nothing.
func Covered(terms crm.Terms, name string) string {
	for _, c := range terms {
		if fold.Text(c.Name) == fold.Text(name) {
			return c.Value
		}
	}
	return ""
}

// Compared is one line of a comparison: its label, and its value for each quote.
type Compared struct {
	Label   string
	Values  []string
	Differs bool
	Kinds   int // how many different values there are
}

// Compared returns the lines with values. Number and carrier identify the quotes and
// are not compared.
func (v *Voice) Compared(c *crm.Comparison) []Compared {
	l := v.Locale
	var lines []Compared
	add := func(label string, value func(*crm.Quote) string) {
		line := Compared{Label: Clean(label)}
		seen := map[string]bool{}
		for _, q := range c.Quotes {
			text := value(q)
			line.Values = append(line.Values, text)
			seen[text] = true
		}
		line.Kinds = len(seen)
		line.Differs = line.Kinds > 1
		if line.Differs || !seen[""] && len(seen) > 0 {
			lines = append(lines, line)
		}
	}
	field := func(name string) string { return l.Field(crm.KindQuote, name) }
	status := func(q *crm.Quote) string { return v.Label("quote_status", q.Status) }
	if slices.ContainsFunc(c.Quotes, func(q *crm.Quote) bool { return q.Status != crm.QuoteReceived }) {
		add(field("status"), status)
	}
	add(field("product"), func(q *crm.Quote) string { return Clean(q.Product) })
	add(field("premium"), func(q *crm.Quote) string { return l.Money(q.Premium, v.Currency) })
	add(l.Text("compare.term"), func(q *crm.Quote) string {
		if q.Term == 0 {
			return ""
		}
		return strconv.FormatInt(q.Term, 10)
	})
	add(field("annual_premium"), func(q *crm.Quote) string { return l.Money(q.Annual, v.Currency) })
	add(field("effective"), func(q *crm.Quote) string { return l.Date(q.Effective, v.Today) })
	add(field("expires"), func(q *crm.Quote) string { return l.Date(q.Expires, v.Today) })
	for _, name := range Limits(c.Quotes) {
		add(l.Text("compare.limit", "name", name), func(q *crm.Quote) string { return v.term(Covered(q.Limits, name), false) })
	}
	for _, name := range Deductibles(c.Quotes) {
		add(l.Text("compare.deductible", "name", name), func(q *crm.Quote) string { return v.term(Covered(q.Deductibles, name), true) })
	}
	for _, f := range v.Schema.Fields(crm.KindQuote).Fields {
		if f.Own {
			add(l.Heading(crm.KindQuote, f), func(q *crm.Quote) string { return v.Cell(f, f.Get(q)) })
		}
	}
	return lines
}

// Mark is a star if something differs.
func (c Compared) Mark() string {
	if c.Differs {
		return "*"
	}
	return ""
}

// Marked is the label with its mark.
func (c Compared) Marked() string { return strings.TrimSpace(c.Mark() + " " + c.Label) }

// ComparisonFoot explains the marks and names the cheapest quote and those that have
// not come.
func (v *Voice) ComparisonFoot(c *crm.Comparison, lines []Compared) string {
	l := v.Locale
	var parts []string
	if slices.ContainsFunc(lines, func(line Compared) bool { return line.Differs }) {
		parts = append(parts, l.Text("compare.differs"))
	}
	if lowest := lowestAnnual(c.Quotes); len(c.Quotes) > 1 && len(lowest) > 0 {
		var quotes []string
		for _, q := range lowest {
			quotes = append(quotes, l.Text("compare.quote", "id", itoa(q.ID), "carrier", Clean(q.Carrier)))
		}
		parts = append(parts, l.Text("compare.lowest", "quotes", l.List(quotes)))
	}
	var carriers []string
	for _, q := range c.Missing {
		carriers = append(carriers, Clean(q.Carrier))
	}
	missing := l.Text("compare.complete")
	if len(carriers) > 0 {
		missing = l.Text("compare.missing", "carriers", l.Join(carriers...))
	}
	return strings.Join(append(parts, missing), v.Space())
}

// lowestAnnual returns the quotes with the lowest yearly premium.
func lowestAnnual(quotes []*crm.Quote) []*crm.Quote {
	var lowest []*crm.Quote
	for _, q := range quotes {
		switch {
		case !q.Annual.Known:
		case len(lowest) == 0 || q.Annual.Minor < lowest[0].Annual.Minor:
			lowest = []*crm.Quote{q}
		case q.Annual.Minor == lowest[0].Annual.Minor:
			lowest = append(lowest, q)
		}
	}
	return lowest
}
