package book

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"crm/internal/calendar"
	"crm/internal/crm"
	"crm/internal/fold"
)

// fileDates is how an imported file writes dates: as the importer says, or as its
// columns show.
type fileDates struct {
	// formats are those of fields; "" is for all others.
	formats map[string]*dateFormat
	schema  *crm.Schema
	today   crm.Date
	zone    *time.Location
	// columns are what has been seen of the figures of each field.
	columns map[string]*dateColumn
	fields  []*crm.Field // of days, see dateFields
	ages    ages
	// dayless is set for a file with birthdays that are not days.
	dayless bool
}

// dateFormat is an order of D, M and Y. Separators and leading zeros do not count, nor does
// whether a year has two figures or four unless nothing stands between them.
type dateFormat struct {
	order [3]byte
	short bool // a year is written with two figures
	ahead bool // the day may lie ahead
	bare  bool // it says nothing of the year
	tight bool // nothing stands between the figures
}

// orders are the orders that a format may have.
var dateOrders = map[crm.Order][3]byte{crm.DayFirst: {'D', 'M', 'Y'}, crm.MonthFirst: {'M', 'D', 'Y'}, crm.YearFirst: {'Y', 'M', 'D'}}

// write writes the format as --date-format takes it.
func (f dateFormat) write(sep string) string {
	var parts []string
	for _, c := range f.order {
		if c == 'Y' && f.bare {
			continue
		}
		n := 2
		if c == 'Y' && !f.short {
			n = 4
		}
		parts = append(parts, strings.Repeat(string(c), n))
	}
	return strings.Join(parts, sep)
}

// englishFormat turns a date format with letters of other languages into English:
// GG/MM/AAAA, TT.MM.JJJJ, JJ/MM/AAAA, 年/月/日.
func englishFormat(text string) string {
	text = strings.ToUpper(text)
	day, year := "J", "A" // of jour
	if strings.Contains(text, "T") {
		day, year = "T", "J"
	}
	text = strings.NewReplacer("G", "D", day, "D", year, "Y").Replace(text)
	if !strings.ContainsAny(text, "DMY") {
		text = strings.NewReplacer("年", "YYYY/", "月", "MM/", "日", "DD/").Replace(text)
	}
	return text
}

// newFileDates reads the formats of fields.
//
// Errors: CodeUsage.
func (w *work) newFileDates(formats map[string]string) (*fileDates, error) {
	f := &fileDates{formats: map[string]*dateFormat{}, schema: w.schema, today: w.today, zone: w.zone, columns: map[string]*dateColumn{}}
	for field, text := range formats {
		format, err := parseDateFormat(text)
		if err != nil {
			return nil, err
		}
		f.formats[field] = format
	}
	return f, nil
}

// format returns how a field is written, or nil if nobody said.
func (f *fileDates) format(field string) *dateFormat {
	if own := f.formats[field]; own != nil {
		return own
	}
	return f.formats[""]
}

// orderOf returns the order of a day without a year in a field; NoOrder for other texts
// and for a field whose format nobody said.
func (f *fileDates) orderOf(field, text string) crm.Order {
	if f == nil || f.format(field) == nil || len(figuresOf(text)) != 2 || strings.HasPrefix(strings.TrimSpace(text), "--") {
		return crm.NoOrder
	}
	if f.format(field).dayFirst() {
		return crm.DayFirst
	}
	return crm.MonthFirst
}

// parseDateFormat reads DD/MM/YYYY, M/D/YY and the like, with the letters of other
// languages, too.
func parseDateFormat(text string) (*dateFormat, error) {
	if text == "" {
		return nil, nil
	}
	f, at, last, seps := &dateFormat{}, 0, byte(0), 0
	counts := map[byte]int{}
	for _, c := range []byte(englishFormat(text)) {
		switch {
		case strings.IndexByte("DMY", c) < 0:
			seps, last = seps+1, 0
		case c == last:
			counts[c]++
		case at < 3 && counts[c] == 0:
			f.order[at], last = c, c
			at, counts[c] = at+1, 1
		default:
			at = 4
		}
	}
	if at == 2 && counts['Y'] == 0 { // DD/MM: birthdays without a year
		f.order[2], f.bare, at, counts['Y'] = 'Y', true, 3, 4
	}
	f.short, f.tight = counts['Y'] == 2, seps == 0
	if at != 3 || counts['D'] > 2 || counts['M'] > 2 || counts['Y'] != 2 && counts['Y'] != 4 || f.tight && (counts['D'] != 2 || counts['M'] != 2) {
		return nil, crm.Errorf(crm.CodeUsage, "%q is not a date format", text).On("date-format").Try("Write it with D, M and Y: DD/MM/YYYY, M/D/YY, YYYY.MM.DD")
	}
	return f, nil
}

// figuresOf splits a date in figures. It returns nil for a date with a month in words
// or a time.
func figuresOf(text string) []string {
	text = strings.Map(func(r rune) rune {
		if r >= '！' && r <= '～' { // full width
			return r - '！' + '!'
		}
		return r
	}, strings.TrimSuffix(strings.TrimSpace(text), "."))
	if strings.Trim(text, "0123456789-/. ") != "" {
		return nil
	}
	return strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune("-/. ", r) })
}

// read reads figures in the order of the format. A year of two figures is the last such year
// that is not to come, or the one nearest to today where days may lie ahead.
func (f *dateFormat) read(parts []string, today crm.Date) (crm.Date, bool) {
	if f.tight && len(parts) == 1 {
		var cut []string
		for rest, i := parts[0], 0; i < 3; i++ {
			n := 2
			if f.order[i] == 'Y' && !f.short {
				n = 4
			}
			if len(rest) < n || i == 2 && len(rest) != n {
				return crm.Date{}, false
			}
			cut, rest = append(cut, rest[:n]), rest[n:]
		}
		parts = cut
	}
	if len(parts) != 3 {
		return crm.Date{}, false
	}
	var n [256]int
	for i, c := range f.order {
		width := len(parts[i])
		if c != 'Y' && width > 2 || c == 'Y' && width != 2 && width != 4 {
			return crm.Date{}, false
		}
		for _, digit := range parts[i] {
			n[c] = 10*n[c] + int(digit-'0')
		}
	}
	year, short := n['Y'], len(parts[slices.Index(f.order[:], 'Y')]) == 2
	if short {
		year += today.Year / 100 * 100
	}
	d := crm.NewDate(year, time.Month(n['M']), n['D'])
	latest := today
	if f.ahead {
		latest = today.AddMonths(12 * 50)
	}
	if short && d.After(latest) {
		year -= 100
		d = crm.NewDate(year, time.Month(n['M']), n['D'])
	}
	return d, d.Year == year && d.Month == time.Month(n['M']) && d.Day == n['D']
}

// dayFirst reports whether the day stands before the month.
func (f *dateFormat) dayFirst() bool {
	return slices.Index(f.order[:], 'D') < slices.Index(f.order[:], 'M')
}

// readBirthday reads the figures of a birthday without a year.
func (f *dateFormat) readBirthday(parts []string) (b crm.Birthday, ok bool) {
	if len(parts) != 2 {
		return b, false
	}
	month, day := parts[0], parts[1]
	if f.dayFirst() {
		month, day = day, month
	}
	b, err := crm.ParseISOBirthday(fmt.Sprintf("--%02s-%02s", month, day))
	return b, err == nil
}

// noYears are what other programs write for a missing year of birth.
var noYears = []string{"0000", "0001", "1604"}

// withoutNoYear removes such a year from a birthday in figures.
func withoutNoYear(text string) string {
	parts := figuresOf(text)
	switch {
	case len(parts) != 3:
	case slices.Contains(noYears, parts[0]):
		return "--" + parts[1] + "-" + parts[2]
	case slices.Contains(noYears, parts[2]):
		return parts[0] + "/" + parts[1]
	}
	return text
}

// clock is a time behind a day.
var clock = fold.Expression(`(?i)(?:t|,?\s+)(\d{1,2}:\d\d(?::\d\d(?:\.\d+)?)?\s*(?:[ap]m)?)\s*(?:z|[+-]\d\d:?\d\d)?$`)

// midnight is the time of a day without one.
var midnight = fold.Expression(`(?i)^(?:0?0:00[0:.]*|12:00(?::00)?\s*am)$`)

// day removes the time from a moment: from a day that has none of its own, such as a birthday or
// the end of a policy, and midnight from a day of the book's own. A past moment with a zone
// becomes the day that it was in the book's.
func (f *fileDates) day(field *crm.Field, text string) string {
	text = strings.TrimSpace(text)
	if c := f.columns[field.Name]; c != nil && c.figures.serial {
		if d, ok := spreadsheetDay(text); ok {
			return d.String()
		}
	}
	if !strings.Contains(text, ":") {
		return f.inCentury(field, text)
	}
	at := clock().FindStringSubmatchIndex(text)
	if at == nil || at[0] == 0 {
		return text
	}
	none := midnight().MatchString(strings.TrimSpace(text[at[2]:at[3]]))
	if none || field.Name == "due" { // whose time is read apart
		return strings.TrimSpace(text[:at[0]])
	}
	if field.Own && (field.Looks != crm.Past || field.Type != crm.DateType) {
		return text
	}
	if t, err := time.Parse(time.RFC3339, strings.ToUpper(strings.Replace(text, " ", "T", 1))); err == nil {
		if field.Type == crm.BirthdayType { // of whose place nothing is known
			return text
		}
		return crm.DateOf(t.In(f.zone)).String()
	}
	return strings.TrimSpace(text[:at[0]])
}

// dateColumn tracks which orders the rows of a column allow.
type dateColumn struct {
	sep    string
	short  bool
	full   bool
	riddle bool
	// against is the line of the first row that rules an order out.
	against map[crm.Order]int
	figures runs
}

// fits reports whether no row rules out an order.
func (c *dateColumn) fits(letters [3]byte) bool {
	for order, of := range dateOrders {
		if of == letters {
			return c.against[order] == 0
		}
	}
	return false
}

// isShort reports whether all years of the column have two figures.
func (c *dateColumn) isShort() bool { return c.short && !c.full }

// yearless reports whether no date of the column has a year.
func (c *dateColumn) yearless() bool { return !c.short && !c.full }

// dateFields are the fields of days that a file may give.
func (f *fileDates) dateFields() []*crm.Field {
	if f.fields != nil {
		return f.fields
	}
	for _, kind := range []crm.Kind{crm.KindContact, crm.KindPolicy, crm.KindOpportunity, crm.KindActivity} {
		for _, field := range f.schema.Fields(kind).Fields {
			isDay := field.Type == crm.DateType || field.Type == crm.BirthdayType
			if isDay && (kind == crm.KindContact || slices.Contains([]string{"effective", "expires", "ended", "x_date", "due", "done_on"}, field.Name)) {
				f.fields = append(f.fields, field)
			}
		}
	}
	return f.fields
}

// look learns from the dates of a row, whatever becomes of it.
func (f *fileDates) look(line int, values Values) {
	for _, field := range f.dateFields() {
		text, given := values.first(field.Name)
		if !given {
			continue
		}
		text = f.day(field, text)
		parts := figuresOf(withoutNoYear(text))
		if field.Type == crm.BirthdayType && len(parts) == 2 && len(parts[0]) <= 2 && len(parts[1]) <= 2 && !strings.HasPrefix(text, "--") {
			f.lookAtBirthday(line, field.Name, text, parts)
			continue
		}
		if (len(parts) == 1 || len(parts) == 2) && serialDay().MatchString(text) || len(parts) == 1 && len(text) > 4 {
			f.lookAtFigures(line, field, text)
			continue
		}
		if len(parts) != 3 || len(parts[0]) > 2 || len(parts[1]) > 2 || len(parts[2]) != 2 && len(parts[2]) != 4 {
			continue // nothing, one that can only be read in one way, or a slip
		}
		short := len(parts[2]) == 2
		days := 0
		against := map[crm.Order]bool{}
		for order, letters := range dateOrders {
			format := dateFormat{order: letters, ahead: field.Looks != crm.Past && field.Type != crm.BirthdayType}
			d, ok := format.read(parts, f.today)
			if ok {
				days++
			}
			if !ok || field.Looks == crm.Past && d.After(f.today) {
				against[order] = true
			}
		}
		if len(against) == len(dateOrders) && strings.Trim(text, "0/-. ") == "" {
			continue // 0/0/00
		}
		c := f.column(field.Name, text)
		c.figures.apart++
		c.short, c.full = c.short || short, c.full || !short
		c.speak(line, against)
		c.riddle = c.riddle || days > 1 || short
	}
}

// column returns what has been seen of a column. Its separator is that of the first
// date.
func (f *fileDates) column(name, text string) *dateColumn {
	c := f.columns[name]
	if c == nil {
		c = &dateColumn{against: map[crm.Order]int{}}
		f.columns[name] = c
	}
	if i := strings.IndexAny(text, "-/. "); i >= 0 && c.sep == "" && !serialDay().MatchString(text) {
		c.sep = text[i : i+1]
	}
	return c
}

// speak records the orders that a row rules out. A day that fits none is an error of
// its own.
func (c *dateColumn) speak(line int, against map[crm.Order]bool) {
	if len(against) == len(dateOrders) {
		return
	}
	for order := range against {
		if c.against[order] == 0 {
			c.against[order] = line
		}
	}
}

// lookAtBirthday learns from a birthday without a year.
func (f *fileDates) lookAtBirthday(line int, name, text string, parts []string) {
	c := f.column(name, text)
	days, against := map[crm.Birthday]bool{}, map[crm.Order]bool{}
	for order, letters := range dateOrders {
		b, ok := (&dateFormat{order: letters}).readBirthday(parts)
		if ok {
			days[b] = true
		} else {
			against[order] = true
		}
	}
	c.speak(line, against)
	c.riddle = c.riddle || len(days) > 1
}

// advise adds to an error the format that fits all dates of the file, or each column, or says
// that none does. It adds nothing if no date is ambiguous, and leaves out columns whose format
// is known.
func (f *fileDates) advise(e *crm.Error, country string) {
	names := slices.DeleteFunc(slices.Sorted(maps.Keys(f.columns)), func(name string) bool {
		said := f.formats[""]
		return f.formats[name] != nil || said != nil && f.columns[name].fits(said.order)
	})
	if !slices.ContainsFunc(names, func(name string) bool { return f.columns[name].riddle }) {
		return
	}
	first := f.columns[names[0]]
	bare := !slices.ContainsFunc(names, func(name string) bool { return !f.columns[name].yearless() })
	short := !slices.ContainsFunc(names, func(name string) bool { return !f.columns[name].isShort() })
	var whole []string
	each := map[string]string{}
	for _, order := range f.preferred(country) {
		fits := func(name string) bool { return f.columns[name].fits(dateOrders[order]) }
		for _, name := range names {
			if c := f.columns[name]; each[name] == "" && fits(name) {
				each[name] = dateFormat{order: dateOrders[order], short: c.isShort(), bare: c.yearless()}.write(c.sep)
			}
		}
		if !slices.ContainsFunc(names, func(name string) bool { return !fits(name) }) {
			format := dateFormat{order: dateOrders[order], short: short, bare: bare}.write(first.sep)
			if !slices.Contains(whole, format) { // without a year, the month is first in two of them
				whole = append(whole, format)
			}
		}
	}
	switch {
	case f.formats[""] != nil && len(each) == len(names), len(whole) == 0 && len(each) == len(names):
		var flags []crm.Given
		for _, name := range names {
			flags = append(flags, crm.With("date-format", name+"="+each[name]))
		}
		e.Again("The columns are written in different ways", flags...)
	case len(whole) == 0:
		e.Try("%s", f.contradiction(names))
	case len(whole) == 1:
		e.Again("Every date of the file fits one format", crm.With("date-format", whole[0]))
	default:
		for _, format := range whole {
			e.Again("If it writes dates as "+format, crm.With("date-format", format))
		}
	}
}

// preferred returns the orders, the country's first.
func (f *fileDates) preferred(country string) []crm.Order {
	mine := calendar.OrderOf(country)
	others := slices.DeleteFunc([]crm.Order{crm.DayFirst, crm.MonthFirst, crm.YearFirst}, func(o crm.Order) bool { return o == mine })
	if mine == crm.NoOrder {
		return others
	}
	return append([]crm.Order{mine}, others...)
}

// contradiction says why no format fits: the rows that rule each out, or the columns
// that differ.
func (f *fileDates) contradiction(names []string) string {
	for _, name := range names {
		c := f.columns[name]
		day, month := c.against[crm.DayFirst], c.against[crm.MonthFirst]
		switch {
		case day > 0 && month > 0:
			return fmt.Sprintf("No format fits the %s of every row: line %d does not have the day first, line %d not the month. Write dates as 2026-12-01.", label(name), day, month)
		}
	}
	return "No format fits all columns: " + label(strings.Join(names, ", ")) + " are written in different ways. Write dates as 2026-12-01."
}

// inFormat reads the date of a field in the format that was given.
//
// Errors: CodeInvalid for figures in another order, since the next row could be
// misread.
func (w *work) inFormat(f *crm.Field, text string) (d crm.Date, ok bool, err error) {
	if w.importing.file == nil || w.importing.file.format(f.Name) == nil {
		return crm.Date{}, false, nil
	}
	parts := figuresOf(text)
	if len(parts) == 0 || strings.HasPrefix(strings.TrimSpace(text), "--") {
		return crm.Date{}, false, nil // words, or a birthday without a year
	}
	format := *w.importing.file.format(f.Name)
	format.ahead = f.Looks != crm.Past && f.Type != crm.BirthdayType
	if d, ok = format.read(parts, w.today); ok {
		return d, true, nil
	}
	if len(parts) == 3 && len(parts[0]) == 4 || len(parts) == 1 && !format.tight { // a year in front leaves no doubt
		return crm.Date{}, false, nil
	}
	return crm.Date{}, false, crm.Errorf(crm.CodeInvalid, "%q is not a date as the file writes them", text)
}
