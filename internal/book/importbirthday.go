package book

import (
	"slices"
	"strings"

	"crm/internal/crm"
)

// ages are what a file says of birthdays with years of two figures, which may be of two
// centuries.
type ages struct {
	from, to crm.Birthday
	children []string // the first of n
	n        int
}

// ofAge is when nobody is a child any more.
const ofAge = 18

// noteAge remembers a birthday whose year the file writes with two figures.
func (f *fileDates) noteAge(c *crm.Contact, text string) {
	format := f.format("birthday")
	parts := figuresOf(text)
	short := format != nil && len(parts) == 3 && len(parts[slices.Index(format.order[:], 'Y')]) == 2
	if c.Birthday.Year == 0 || !short && !wordedYear().MatchString(strings.TrimSpace(text)) {
		return
	}
	of := func(b crm.Birthday) crm.Date { return crm.Date(b) }
	a, day := &f.ages, of(c.Birthday)
	if a.from.IsZero() || day.Before(of(a.from)) {
		a.from = c.Birthday
	}
	if a.to.IsZero() || day.After(of(a.to)) {
		a.to = c.Birthday
	}
	if !day.AddMonths(12 * ofAge).After(f.today) {
		return
	}
	if a.n++; a.n <= listed {
		a.children = append(a.children, c.Name)
	}
}

// sayAges says how years of two figures were read, and who would be a child by them.
func (w *work) sayAges() {
	a := w.importing.file.ages
	if !a.from.IsZero() {
		w.say("short-years", "from", a.from, "to", a.to)
	}
	if a.n > 0 {
		w.warn("children", "names", a.children, "n", a.n)
	}
}

// noDayOfBirth explains a birthday of a file that is not a day: a year, a month of a year, or
// the number that a spreadsheet keeps for a day. It is nil for other texts.
func noDayOfBirth(text string) error {
	words := strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(" -/.", r) })
	if len(words) == 0 {
		return nil
	}
	last := words[len(words)-1]
	figures := strings.Trim(last, "0123456789") == ""
	year := figures && len(last) == 4 && (last[:2] == "19" || last[:2] == "20")
	switch {
	case len(words) == 1 && year:
		return crm.Errorf(crm.CodeInvalid, "%s is a year without a day", text)
	case len(words) == 1 && figures && len(last) == 5:
		return crm.Errorf(crm.CodeInvalid, "%s is a number, for which a spreadsheet shows a day: format the column as dates", text)
	case len(words) == 2 && (year || figures && len(last) == 2 && last > "31"):
		return crm.Errorf(crm.CodeInvalid, "%s is a month and a year without a day", text)
	}
	return nil
}
