package book

import (
	"iter"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"crm/internal/crm"
	"crm/internal/fold"
)

// What the whole of a column says of its dates, which no row says by itself. See
// docs/decisions/0141.

// runs counts the dates of a column that are figures without anything between them.
type runs struct {
	serials int // 29353, as spreadsheets keep a day
	tight   int // 12051980
	others  int // 19800512, 120580
	apart   int // 12.05.1980
	first   string
	serial  bool // such numbers are read as days
}

// serialDay is a number that a spreadsheet keeps for a day, with the part of the day that has
// passed.
var serialDay = fold.Expression(`^(\d{5})(?:\.\d+)?$`)

// spreadsheetDay returns the day that a spreadsheet keeps as a number. None is before 1910,
// since smaller numbers are years.
func spreadsheetDay(text string) (crm.Date, bool) {
	found := serialDay().FindStringSubmatch(text)
	if found == nil {
		return crm.Date{}, false
	}
	n, err := strconv.Atoi(found[1])
	return crm.Date{Year: 1899, Month: time.December, Day: 30}.AddDays(n), err == nil
}

// wordedYear is a day whose month is a word, with a year of two figures: 12-May-80.
var wordedYear = fold.Expression(`^((?:(?:0?[1-9]|[12]\d|3[01])[-/. ]+\p{L}[\p{L}\p{M}.]+[-/., ]+)|(?:\p{L}[\p{L}\p{M}.]+ +\d{1,2}[, ]+))['’]?(\d\d)$`)

// inCentury writes the year of such a day in full: the last such year that is not to come. It
// does so for what lies in the past.
func (f *fileDates) inCentury(field *crm.Field, text string) string {
	if field.Looks != crm.Past && field.Type != crm.BirthdayType {
		return text
	}
	found := wordedYear().FindStringSubmatch(text)
	if found == nil {
		return text
	}
	year, _ := strconv.Atoi(found[2])
	if year += f.today.Year / 100 * 100; year > f.today.Year {
		year -= 100
	}
	return found[1] + strconv.Itoa(year)
}

// aheadSerial is how far ahead a number may lie that is read as a day: further than any policy
// ends whose day is not a slip.
const aheadSerial = 50 // years

// lastSerial is the last day that a number of a field may be.
func (f *fileDates) lastSerial(field *crm.Field) crm.Date {
	if field.Looks == crm.Past || field.Type == crm.BirthdayType {
		return f.today
	}
	return f.today.AddMonths(12 * aheadSerial)
}

// lookAtFigures learns from a date that is one run of figures.
func (f *fileDates) lookAtFigures(line int, field *crm.Field, text string) {
	c := f.column(field.Name, text)
	d, serial := spreadsheetDay(text)
	_, iso := (&dateFormat{order: dateOrders[crm.YearFirst], tight: true}).read([]string{text}, f.today)
	switch {
	case serial && !d.After(f.lastSerial(field)):
		if c.figures.serials++; c.figures.serials == 1 {
			c.figures.first = text
		}
	case iso, len(text) != 8:
		c.figures.others++
	default:
		c.figures.tight++
		c.full = true
		days, against := 0, map[crm.Order]bool{crm.YearFirst: true}
		for _, order := range []crm.Order{crm.DayFirst, crm.MonthFirst} {
			format := dateFormat{order: dateOrders[order], tight: true}
			if d, ok := format.read([]string{text}, f.today); ok && d.Year > 1800 && !(field.Looks == crm.Past && d.After(f.today)) {
				days++
			} else {
				against[order] = true
			}
		}
		c.speak(line, against)
		c.riddle = true
	}
}

// decided is how a column is read because of all its rows.
type decided struct {
	field, format string
	line          int // that ruled the other order out
	value         string
	day           crm.Date // of that number
}

// decide reads the columns that nobody has said anything about, and of which one order is
// left.
func (f *fileDates) decide(rows iter.Seq2[int, Values]) (all []decided) {
	for line, values := range rows {
		f.look(line, values)
	}
	for _, name := range slices.Sorted(maps.Keys(f.columns)) {
		c := f.columns[name]
		if n := c.figures; n.serials > 0 && n.tight == 0 && n.others == 0 {
			c.figures.serial = true
			day, _ := spreadsheetDay(n.first)
			all = append(all, decided{field: name, value: n.first, day: day})
		}
		tight := c.figures.tight > 0
		if f.format(name) != nil || !c.riddle || tight && c.figures.others+c.figures.apart > 0 {
			continue
		}
		var left []crm.Order
		for _, order := range []crm.Order{crm.DayFirst, crm.MonthFirst, crm.YearFirst} {
			if c.fits(dateOrders[order]) && !(c.yearless() && order == crm.YearFirst) {
				left = append(left, order)
			}
		}
		if len(left) != 1 {
			continue
		}
		format := &dateFormat{order: dateOrders[left[0]], short: c.isShort(), bare: c.yearless(), tight: tight}
		f.formats[name] = format
		other := map[crm.Order]crm.Order{crm.DayFirst: crm.MonthFirst, crm.MonthFirst: crm.DayFirst, crm.YearFirst: crm.DayFirst}[left[0]]
		all = append(all, decided{field: name, format: format.write(c.sep), line: c.against[other]})
	}
	return all
}

// decideColumns reads all dates and amounts of a file before the first of its rows is taken, and
// says what followed from that.
func (w *work) decideColumns(in Import) {
	if in.Ahead == nil {
		return
	}
	amounts := map[string]*amountColumn{}
	all := w.importing.file.decide(w.lookAtAmounts(in.Ahead, amounts))
	w.decideAmounts(in, amounts)
	for _, d := range all {
		heading := in.Headings[d.field]
		if d.format == "" {
			w.say("dates-numbered", "column", heading, "value", d.value, "day", d.day)
			continue
		}
		w.say("dates-decided", "column", heading, "format", strings.ToUpper(d.format), "line", d.line)
	}
}
