package exchange

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"
)

// style is what the number of a cell means, as far as it is read.
type style struct {
	date, clock, percent bool
	yearless             bool   // a day is shown without its year
	zeros                string // 00000, 000-00-0000: leading zeros that a spreadsheet shows
}

// typedYear follows a day that is shown without its year. A spreadsheet gives whoever types
// 3/14 the year of that day, and nobody was born then. There were no such workbooks before
// 2007, so an earlier year is meant.
const typedYear = "\ue000"

// withoutTyped takes typedYear out of the cells of a row, and the year of those days that may
// have none.
func (r *Reader) withoutTyped(cells []string) {
	for i, cell := range cells {
		day, typed := strings.CutSuffix(cell, typedYear)
		if !typed || len(day) != len(time.DateOnly) {
			continue
		}
		if i < len(r.fields) && slices.Contains(r.yearless, r.fields[i]) {
			day = "-" + day[4:]
		}
		cells[i] = day
	}
}

// unknownResult is the text of a formula whose result is not in the file: programs write
// such cells for a spreadsheet to work out.
const unknownResult = "#FORMULA?"

// cellErrors are the errors that a spreadsheet shows instead of a value. #N/A is not
// among them: it says that there is none.
var cellErrors = []string{"#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!", "#SPILL!", "#CALC!", unknownResult}

// cellFault says what is wrong with a cell that is an error of a spreadsheet, or nothing.
func cellFault(value string) RowError {
	switch {
	case !strings.HasPrefix(value, "#") || !slices.Contains(cellErrors, value):
		return ""
	case value == unknownResult:
		return "this is a formula whose result is not in the file"
	}
	return RowError(fmt.Sprintf("%s is an error of the spreadsheet, not a value", value))
}

// readStyles reads which cells are dates.
func (w *Workbook) readStyles(name string) error {
	if w.parts[name] == nil {
		return nil
	}
	codes := map[int]string{}
	inCells := false
	return w.read(name, func(m *markup, begins bool) error {
		switch {
		case m.is("cellXfs"):
			inCells = begins
		case m.is("numFmt") && begins && len(codes) < maxStyles:
			id, _ := m.attr("numFmtId")
			code, _ := m.attr("formatCode")
			codes[atoi(id)] = string(code[:min(len(code), 512)])
		case m.is("xf") && begins && inCells && len(w.styles) < maxStyles:
			id, _ := m.attr("numFmtId")
			n := atoi(id)
			if code, own := codes[n]; own {
				w.styles = append(w.styles, styleOf(code))
			} else {
				w.styles = append(w.styles, builtInStyle(n))
			}
		}
		return nil
	})
}

func (w *Workbook) styleOf(n int) style {
	if n < 0 || n >= len(w.styles) {
		return style{}
	}
	return w.styles[n]
}

// builtInStyle is that of a format that files name by its number alone.
func builtInStyle(n int) style {
	switch {
	case n == 9, n == 10:
		return style{percent: true}
	case n == 16: // d-mmm
		return style{date: true, yearless: true}
	case 14 <= n && n <= 17, 27 <= n && n <= 31, n == 36, 50 <= n && n <= 54, n == 57, n == 58:
		return style{date: true}
	case 18 <= n && n <= 21, 45 <= n && n <= 47:
		return style{clock: true}
	case n == 22, 32 <= n && n <= 35, n == 55, n == 56: // the latter differ by language
		return style{date: true, clock: true}
	}
	return style{}
}

// styleOf reads a format: m/d/yyyy h:mm, [h]:mm, 0.0%, 00000.
func styleOf(code string) style {
	var s style
	months, years, figures := false, false, false
	plain := strings.Builder{}
	for _, word := range []string{"General", "GENERAL", "general", "Standard"} {
		code = strings.ReplaceAll(code, word, "")
	}
	for i := 0; i < len(code) && code[i] != ';'; i++ {
		switch c := code[i] | 0x20; {
		case code[i] == '"':
			n := strings.IndexByte(code[i+1:], '"')
			if n < 0 {
				n = len(code) - i - 2
			}
			i += n + 1
		case code[i] == '[':
			n := strings.IndexByte(code[i:], ']')
			if n < 0 {
				return s
			}
			if inside := strings.ToLower(code[i+1 : i+n]); inside != "" && strings.Trim(inside, inside[:1]) == "" && strings.IndexByte("hms", inside[0]) >= 0 {
				s.clock = true // hours that are more than a day
			}
			i += n
		case code[i] == '\\' || code[i] == '_' || code[i] == '*':
			if i++; i < len(code) && code[i-1] == '\\' {
				plain.WriteByte(code[i])
			}
		case c == 'y' || c == 'd' || c == 'e' && !figures && (i+1 == len(code) || code[i+1] != '+' && code[i+1] != '-'):
			s.date, years = true, years || c != 'd'
		case c == 'm':
			months = true
		case c == 'h' || c == 's':
			s.clock = true
		case code[i] == '%':
			s.percent = true
		default:
			figures = figures || code[i] == '0' || code[i] == '#' || code[i] == '?'
			plain.WriteByte(code[i])
		}
	}
	s.date = s.date || months && !s.clock
	s.yearless = s.date && !years
	if text := plain.String(); !s.date && !s.clock && !s.percent && strings.HasPrefix(text, "00") && strings.Trim(text, "0-") == "" {
		s.zeros = text
	}
	return s
}

// epoch is from when a workbook counts days.
type epoch struct {
	of1904 bool
}

// write returns the text of a value that is not itself one.
func (e epoch) write(typ, value string, s style) string {
	switch {
	case value == "":
		return ""
	case typ == "b":
		if value == "0" || value == "false" {
			return "FALSE"
		}
		return "TRUE"
	case typ == "d": // as ISO 8601 writes it
		day, clock, _ := strings.Cut(strings.TrimSuffix(value, "Z"), "T")
		clock, _, _ = strings.Cut(clock, ".")
		clock = strings.TrimSuffix(clock, ":00")
		if clock == "" || clock == "00:00" {
			return day
		}
		return strings.TrimSpace(day + " " + clock)
	case typ == "e":
		return value
	}
	f, err := strconv.ParseFloat(value, 64)
	if err != nil || math.IsInf(f, 0) || math.IsNaN(f) {
		return value
	}
	if s.date || s.clock {
		if text := e.moment(f, s); text != "" {
			return text
		}
	}
	if s.percent {
		return number(f*100, "") + "%"
	}
	text := number(f, value)
	if digits := strings.Count(s.zeros, "0"); digits > 0 && strings.Trim(text, "0123456789") == "" && len(text) <= digits {
		text = strings.Repeat("0", digits-len(text)) + text
		for i, c := range s.zeros {
			if c == '-' {
				text = text[:i] + "-" + text[i:]
			}
		}
	}
	return text
}

// number writes a number as a spreadsheet does, which keeps 15 digits: 6145550147 for
// 6.145550147E9. Digits alone stay as they are.
func number(f float64, as string) string {
	size := math.Abs(f)
	if as != "" && (strings.Trim(as, "0123456789") == "" || size >= 1e21 || size > 0 && size < 1e-9) {
		return as
	}
	rounded, err := strconv.ParseFloat(strconv.FormatFloat(f, 'g', 15, 64), 64)
	if err != nil || rounded == 0 {
		return "0"
	}
	return strconv.FormatFloat(rounded, 'f', -1, 64)
}

// lastSerial is the last day that a spreadsheet has: 9999-12-31.
const lastSerial = 2958465

// moment writes a day, a time or both; it is empty for a number that is none. What
// spreadsheets write for day 0 is 1900-01-00, and 1900 is a leap year for them.
func (e epoch) moment(f float64, s style) string {
	if f < 0 || f >= lastSerial+1 {
		return ""
	}
	days := int(f)
	seconds := int(math.Round((f - float64(days)) * 86400))
	if seconds == 86400 {
		days, seconds = days+1, 0
	}
	clock := fmt.Sprintf("%02d:%02d", seconds/3600, seconds/60%60)
	if seconds%60 != 0 {
		clock += fmt.Sprintf(":%02d", seconds%60)
	}
	var day string
	switch {
	case e.of1904:
		day = dayAfter(1904, 1, days)
	case days == 0:
		day = "1900-01-00"
	case days == 60:
		day = "1900-02-29"
	case days < 60:
		day = dayAfter(1900, 1, days-1)
	default:
		day = dayAfter(1900, 1, days-2)
	}
	if s.yearless && !s.clock && day >= "2007" {
		return day + typedYear
	}
	switch {
	case s.clock && days == 0 && (!s.date || seconds > 0):
		return clock
	case s.clock && seconds > 0:
		return day + " " + clock
	}
	return day
}

func dayAfter(year int, month time.Month, days int) string {
	return time.Date(year, month, 1+days, 0, 0, 0, 0, time.UTC).Format(time.DateOnly)
}
