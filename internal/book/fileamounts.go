package book

import (
	"iter"
	"maps"
	"slices"
	"strings"
	"unicode"

	"crm/internal/crm"
)

// amountColumn tracks what the rows of a column say of the mark before decimals.
type amountColumn struct {
	sure    map[string]int  // by mark, the line of the first row that only it reads
	seen    map[string]bool // by any row
	refused bool            // a row can't be read as people write amounts here
}

// abroad are countries that write amounts with a mark before decimals.
var abroad = map[string]struct{ country, format string }{",": {"it", "1.480,50"}, ".": {"us", "1,480.50"}}

// lookAtAmounts passes rows on, and learns from the amounts of each.
func (w *work) lookAtAmounts(rows iter.Seq2[int, Values], columns map[string]*amountColumn) iter.Seq2[int, Values] {
	amounts := w.amountFields()
	return func(yield func(int, Values) bool) {
		for line, values := range rows {
			for _, name := range amounts {
				text, given := values.first(name)
				if !given {
					continue
				}
				mark, sure := crm.DecimalMark(text)
				if mark == "" {
					continue
				}
				c := columns[name]
				if c == nil {
					c = &amountColumn{sure: map[string]int{}, seen: map[string]bool{}}
					columns[name] = c
				}
				if c.seen[mark] = true; sure && c.sure[mark] == 0 {
					c.sure[mark] = line
				}
				figures := strings.TrimFunc(text, func(r rune) bool { return !unicode.IsDigit(r) }) // 100.00/mo
				_, err := crm.ReadMoney(figures, w.settings.Currency, w.settings.Country)
				c.refused = c.refused || err != nil
			}
			if !yield(line, values) {
				return
			}
		}
	}
}

// amountFields are the fields of amounts that a file may give.
func (w *work) amountFields() []string {
	names := map[string]bool{}
	for _, kind := range crm.Kinds() {
		for _, field := range w.schema.Fields(kind).Fields {
			if field.Type == crm.MoneyType {
				names[field.Name] = true
			}
		}
	}
	return slices.Sorted(maps.Keys(names))
}

// decideAmounts reads the columns of which some amounts can't be read by themselves, and of which
// all fit one mark before decimals. It says so.
func (w *work) decideAmounts(in Import, columns map[string]*amountColumn) {
	if crm.Decimals(w.settings.Currency) != 2 {
		return
	}
	w.importing.amounts = map[string]string{}
	for _, name := range slices.Sorted(maps.Keys(columns)) {
		c := columns[name]
		for mark, as := range abroad {
			if c.refused && len(c.seen) == 1 && c.sure[mark] > 0 {
				w.importing.amounts[name] = as.country
				w.say("amounts-decided", "column", in.Headings[name], "format", as.format, "line", c.sure[mark])
			}
		}
	}
}
