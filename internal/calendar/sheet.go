package calendar

import (
	"embed"
	"fmt"
	"iter"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/rickar/cal/v2"
)

// The sheets say what cal lacks or has wrong about a country, and what its regions
// keep. A line is a rule, where the day moves from some weekdays, the years, and the
// name:
//
//	07-12 sat+2 sun+1 2026.. Battle of the Boyne
//
// "sat+2" is a day also kept on the Monday where Saturday is off, "sun+next" one kept
// on the next day that is not off; "thu>mon" and "tue<mon" move it to the Monday after
// or before. Years are "2026..", "..2025" and "2024,2030". A day replaces those with
// the same name so far, and "drop NAME" removes them; "alone" ignores the list of cal,
// and "substitute NAME" names a day kept instead of another. "[MD Comunidad de Madrid,
// Madrid]" begins what a region keeps in addition. The first line is a remark.
//
//go:embed holidays/*.txt
var sheets embed.FS

// sheet returns the text of a country; most have none.
func sheet(country string) string {
	text, err := sheets.ReadFile("holidays/" + country + ".txt")
	if err != nil {
		return ""
	}
	return string(text)
}

// sheetLines iterates over the lines of a sheet and their regions: "" is the whole
// country.
func sheetLines(text string) iter.Seq2[string, string] {
	return func(yield func(region, line string) bool) {
		region := ""
		for line := range strings.Lines(text) {
			line = strings.TrimSpace(line)
			switch {
			case line == "" || line[0] == '#':
				continue
			case line[0] == '[':
				region, _, _ = strings.Cut(strings.Trim(line, "[]"), " ")
			}
			if !yield(region, line) {
				return
			}
		}
	}
}

// holiday is a day off of a country, with what cal cannot say.
type holiday struct {
	*cal.Holiday
	next  [7]bool // weekdays from which it is kept on the next day that is none off
	only  []int   // the years that have it; nil is all
	alias string  // how the day kept instead is called; empty is the same name
}

// national is the list of a country and a region.
func national(c *country, region string) []*holiday {
	text := sheet(c.code)
	var list []*holiday
	if c.holidays != nil && !strings.Contains(text, "\nalone\n") {
		for _, h := range privateCopies(c.holidays()) {
			list = append(list, &holiday{Holiday: h})
		}
	}
	alias := ""
	for _, part := range []string{section(text, ""), section(text, region)} {
		fresh := len(list) // from there on, the days are of this part
		for _, line := range sheetLines(part) {
			word, rest, _ := strings.Cut(line, " ")
			switch word {
			case "alone":
			case "drop":
				list, fresh = withoutHoliday(list, rest, fresh)
			case "substitute":
				alias = rest
			default:
				h, err := parseHoliday(line)
				if err != nil {
					panic(err) // the sheets are part of the program
				}
				list, fresh = withoutHoliday(list, h.Name, fresh)
				list = append(list, h)
			}
		}
		if region == "" {
			break
		}
	}
	for _, h := range list {
		h.alias = alias
	}
	return list
}

// section is the part of a sheet about a region, without its heading; "" is the
// whole country.
func section(text, region string) string {
	if region != "" {
		_, text, _ = strings.Cut(text, "\n["+region+" ")
	}
	text, _, _ = strings.Cut(text, "\n[")
	_, text, _ = strings.Cut(text, "\n")
	return text
}

// withoutHoliday removes the days of a name from the first n of a list, and returns the
// rest of it and of n.
func withoutHoliday(list []*holiday, name string, n int) ([]*holiday, int) {
	kept := list[:0]
	left := n
	for i, h := range list {
		if i < n && h.Name == name {
			left--
			continue
		}
		kept = append(kept, h)
	}
	return kept, left
}

// parseHoliday reads a day of a sheet.
func parseHoliday(line string) (*holiday, error) {
	words := strings.Split(line, " ")
	day, ok := parseRule(words[0])
	if !ok {
		return nil, fmt.Errorf("%q: no such day", line)
	}
	h := &holiday{Holiday: &cal.Holiday{}}
	var moved [7]int
	words = words[1:]
	for len(words) > 1 && (h.parseMove(words[0], &moved) || h.parseYears(words[0])) {
		words = words[1:]
	}
	h.Name = strings.Join(words, " ")
	if h.Name == "" {
		return nil, fmt.Errorf("%q: no name", line)
	}
	h.Func = func(_ *cal.Holiday, year int) time.Time {
		t := day(year)
		if t.IsZero() || h.only != nil && !slices.Contains(h.only, year) {
			return time.Time{}
		}
		return t.AddDate(0, 0, moved[t.Weekday()])
	}
	return h, nil
}

// parseMove reads where a day moves from some weekdays.
func (h *holiday) parseMove(word string, moved *[7]int) bool {
	if len(word) < 5 {
		return false
	}
	from, ok := weekdayNamed(word[:3])
	if !ok {
		return false
	}
	if word[3:] == "+next" {
		h.next[from] = true
		return true
	}
	if to, ok := weekdayNamed(word[4:]); ok && (word[3] == '<' || word[3] == '>') {
		moved[from] = int(to-from+7) % 7
		if word[3] == '<' {
			moved[from] -= 7
		}
		return true
	}
	n, err := strconv.Atoi(word[3:])
	if err != nil {
		return false
	}
	h.Observed = append(h.Observed, cal.AltDay{Day: from, Offset: n})
	return true
}

// parseYears reads the years of a day.
func (h *holiday) parseYears(word string) bool {
	if from, to, ok := strings.Cut(word, ".."); ok {
		first, err1 := strconv.Atoi(from)
		last, err2 := strconv.Atoi(to)
		h.StartYear, h.EndYear = first, last
		return (from == "" || err1 == nil) && (to == "" || err2 == nil)
	}
	var years []int
	for part := range strings.SplitSeq(word, ",") {
		year, err := strconv.Atoi(part)
		if err != nil || len(part) != 4 {
			return false
		}
		years = append(years, year)
	}
	h.only = years
	return true
}
