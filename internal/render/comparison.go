package render

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"crm/internal/crm"
	"crm/internal/fold"
)

// Comparison shows quotes side by side: facts only, never which one is best.
func (s *Screen) Comparison(c *crm.Comparison) error {
	if s.Quiet {
		var ids []int64
		for _, q := range c.Quotes {
			ids = append(ids, q.ID)
		}
		return s.ids(ids)
	}
	switch s.Format {
	case Table, "":
		p := s.page()
		p.comparison(c)
		return p.show()
	case JSON, JSONL:
		var opportunity any
		if c.Opportunity != nil {
			opportunity = c.Opportunity
		}
		return s.writeJSON(object{{"opportunity", opportunity}, {"quotes", records(c.Quotes)}, {"missing", records(c.Missing)}})
	case Markdown:
		return s.comparisonMarkdown(c)
	}
	return s.comparisonRows(c)
}

// comparisonRows is a row for each quote, with a column for each coverage.
func (s *Screen) comparisonRows(c *crm.Comparison) error {
	var columns []string
	for _, name := range s.Schema.Fields(crm.KindQuote).Names() {
		if name != "limits" && name != "deductibles" {
			columns = append(columns, name)
		}
	}
	limits, deductibles := coverages(c.Quotes, limitsOf), coverages(c.Quotes, deductiblesOf)
	for _, name := range limits {
		columns = append(columns, "limit."+name)
	}
	for _, name := range deductibles {
		columns = append(columns, "deductible."+name)
	}
	return s.flat(columns, func(yield func(object) bool) {
		for _, q := range c.Quotes {
			var row object
			for _, f := range s.Schema.Fields(crm.KindQuote).Fields {
				row = row.with(f.Name, f.Get(q))
			}
			for _, name := range limits {
				row = row.with("limit."+name, covered(q.Limits, name))
			}
			for _, name := range deductibles {
				row = row.with("deductible."+name, covered(q.Deductibles, name))
			}
			if !yield(row) {
				return
			}
		}
	})
}

func limitsOf(q *crm.Quote) crm.Terms      { return q.Limits }
func deductiblesOf(q *crm.Quote) crm.Terms { return q.Deductibles }

// coverages are the names of all limits or deductibles, each once however it
// is spelt, in the order in which they come.
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

// covered is the limit or the deductible for a coverage; empty where there is
// none.
func covered(terms crm.Terms, name string) string {
	for _, c := range terms {
		if fold.Text(c.Name) == fold.Text(name) {
			return c.Value
		}
	}
	return ""
}

// compared is one line of a comparison: what it is about, and its value for
// each quote.
type compared struct {
	label   string
	values  []string
	differs bool
	kinds   int // how many different values there are
}

// compared are the lines in which something stands. Number and carrier tell the
// quotes apart and are not compared.
func (s *Screen) compared(c *crm.Comparison) []compared {
	l := s.Locale
	var lines []compared
	add := func(label string, value func(*crm.Quote) string) {
		line := compared{label: Clean(label)}
		seen := map[string]bool{}
		for _, q := range c.Quotes {
			text := value(q)
			line.values = append(line.values, text)
			seen[text] = true
		}
		line.kinds = len(seen)
		line.differs = line.kinds > 1
		if line.differs || !seen[""] && len(seen) > 0 {
			lines = append(lines, line)
		}
	}
	field := func(name string) string { return l.Field(crm.KindQuote, name) }
	status := func(q *crm.Quote) string { return s.label("quote_status", q.Status) }
	if slices.ContainsFunc(c.Quotes, func(q *crm.Quote) bool { return q.Status != crm.QuoteReceived }) {
		add(field("status"), status)
	}
	add(field("product"), func(q *crm.Quote) string { return Clean(q.Product) })
	add(field("premium"), func(q *crm.Quote) string { return l.Money(q.Premium, s.Currency) })
	add(l.Text("compare.term"), func(q *crm.Quote) string {
		if q.Term == 0 {
			return ""
		}
		return strconv.FormatInt(q.Term, 10)
	})
	add(field("annual_premium"), func(q *crm.Quote) string { return l.Money(q.Annual, s.Currency) })
	add(field("effective"), func(q *crm.Quote) string { return l.Date(q.Effective, s.Today) })
	add(field("expires"), func(q *crm.Quote) string { return l.Date(q.Expires, s.Today) })
	for _, name := range coverages(c.Quotes, limitsOf) {
		add(l.Text("compare.limit", "name", name), func(q *crm.Quote) string { return s.term(covered(q.Limits, name), false) })
	}
	for _, name := range coverages(c.Quotes, deductiblesOf) {
		add(l.Text("compare.deductible", "name", name), func(q *crm.Quote) string { return s.term(covered(q.Deductibles, name), true) })
	}
	return lines
}

// comparedLabel is how wide the labels of a comparison are where there is room.
const comparedLabel = 24

// comparison sets the quotes out side by side, or below each other where they
// are too many.
func (p *page) comparison(c *crm.Comparison) {
	l := p.Locale
	head := ""
	if o := c.Opportunity; o != nil {
		name := ""
		if c.Contact != nil {
			name = Clean(c.Contact.Name)
		}
		head = l.Text("opp.head", "id", itoa(o.ID), "line", p.word("line", o.Line), "name", name)
	}
	p.head(head, l.Plural("compare.received", len(c.Quotes)))
	p.stopLine(c.Contact)
	if len(c.Quotes) > 0 {
		lines := p.compared(c)
		if g := p.beside(c, lines); g.width() <= p.width() {
			for _, line := range g.lines("", p.width(), 1) {
				p.line(line)
			}
		} else {
			p.below(c, lines)
		}
		p.compareFoot(c, lines)
		return
	}
	p.compareFoot(c, nil)
}

// beside is a comparison with a column for each quote.
func (p *page) beside(c *crm.Comparison, lines []compared) *grid {
	g := &grid{gap: []int{1}, min: []int{1, comparedLabel}, right: []bool{false, false}}
	carriers, numbers := []string{"", ""}, []string{"", p.label("noun", "quote")}
	for _, q := range c.Quotes {
		carriers, numbers = append(carriers, cut(Clean(q.Carrier), 3*leastCut)), append(numbers, itoa(q.ID))
		g.right = append(g.right, true)
	}
	g.add(carriers...)
	g.add(numbers...)
	for _, line := range lines {
		g.add(append([]string{line.mark(), line.label}, line.values...)...)
	}
	return g
}

func (c compared) mark() string {
	if c.differs {
		return "*"
	}
	return ""
}

// rank is how early a line comes where the quotes stand below each other.
func (c compared) rank(first string) int {
	if c.label == first {
		return len(c.values) + 1
	}
	return c.kinds
}

// below is a comparison with a row for each quote: the premium a year and what
// else differs, that which differs most first, as far as there is room. The
// premium of a term is left out, since the one a year says it.
func (p *page) below(c *crm.Comparison, lines []compared) {
	annual, premium, term := p.Locale.Field(crm.KindQuote, "annual_premium"), p.Locale.Field(crm.KindQuote, "premium"), p.Locale.Text("compare.term")
	lines = slices.DeleteFunc(slices.Clone(lines), func(line compared) bool {
		return line.label == premium || line.label == term || !line.differs && line.label != annual
	})
	slices.SortStableFunc(lines, func(a, b compared) int {
		return cmp.Compare(b.rank(annual), a.rank(annual))
	})
	g := &grid{right: []bool{true, false}}
	g.add(p.label("noun", "quote"), p.Locale.Field(crm.KindQuote, "carrier"))
	for _, q := range c.Quotes {
		g.add(itoa(q.ID), Clean(q.Carrier))
	}
	left := 0
	for _, line := range lines {
		wider := &grid{right: append(slices.Clone(g.right), true)}
		for i, row := range g.rows {
			cell := strings.TrimSpace(line.mark() + " " + line.label)
			if i > 0 {
				cell = line.values[i-1]
			}
			wider.add(append(slices.Clone(row), cell)...)
		}
		if wider.width() > p.width() {
			left++
			continue
		}
		g = wider
	}
	for i, line := range g.lines("", p.width(), 1) {
		if i == 0 {
			line = p.bold(line)
		}
		p.line(line)
	}
	if left > 0 {
		p.line(p.Locale.Plural("list.more", left, "command", "crm quote compare "+itoa(c.Opportunity.ID)+" -o csv"))
	}
}

// compareFoot says what the marks mean, which costs least, and which have not
// come.
func (p *page) compareFoot(c *crm.Comparison, lines []compared) {
	l := p.Locale
	var parts []string
	if slices.ContainsFunc(lines, func(line compared) bool { return line.differs }) {
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
		missing = l.Text("compare.missing", "carriers", l.Join(carriers))
	}
	text := ""
	for _, part := range append(parts, missing) {
		if text != "" {
			text += p.space()
		}
		text += part
	}
	for _, line := range wrap(text, p.width()) {
		p.line(line)
	}
}

// lowestAnnual are the quotes that cost least a year.
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

// comparisonMarkdown is the comparison side by side, however many quotes there
// are.
func (s *Screen) comparisonMarkdown(c *crm.Comparison) error {
	heads, numbers, right := []string{""}, []string{s.label("noun", "quote")}, []bool{false}
	for _, q := range c.Quotes {
		heads, numbers, right = append(heads, Clean(q.Carrier)), append(numbers, itoa(q.ID)), append(right, true)
	}
	m := s.markdown(heads, right)
	m.row(numbers)
	for _, line := range s.compared(c) {
		label := line.label
		if line.differs {
			label = "* " + label
		}
		m.row(append([]string{label}, line.values...))
	}
	return m.flush()
}
