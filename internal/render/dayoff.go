package render

import (
	"slices"
	"strconv"
	"strings"

	"crm/internal/crm"
)

// mostDays is how many days off a sentence lists.
const mostDays = 3

// Holidays shows the days off of a year.
func (s *Screen) Holidays(days crm.Days) error {
	switch s.Format {
	case Table, "":
		p := s.page()
		if len(days) == 0 {
			p.line(s.Locale.Text("list.none"))
		}
		g := &grid{}
		for _, d := range runs(days) {
			g.add(s.dayAligned(d), s.holiday(d.Name))
		}
		for _, line := range g.lines("", s.width(), 1) {
			p.line(line)
		}
		return p.show()
	default:
		return s.flat([]string{"date", "name"}, func(yield func(object) bool) {
			for _, d := range days {
				if !yield(object{{"date", d.Date}, {"name", strings.TrimSpace(d.Name)}}) {
					return
				}
			}
		})
	}
}

// runs makes one of days in a row of one name.
func runs(days crm.Days) crm.Days {
	var list crm.Days
	for _, d := range days {
		if n := len(list); n > 0 && list[n-1].Name == d.Name {
			if before := &list[n-1]; d.Date == crm.Latest(before.Date, before.Last).AddDays(1) {
				before.Last = d.Date
				continue
			}
		}
		list = append(list, d)
	}
	return list
}

// NextHolidays are the days off that come first, a text each.
func (s *Screen) NextHolidays(days crm.Days) []string {
	var next []string
	for _, d := range runs(days) {
		if len(next) < mostDays {
			next = append(next, s.dayText(d)+" "+s.holiday(d.Name))
		}
	}
	return next
}

// holiday is the name of a day off.
func (s *Screen) holiday(name string) string {
	if name == "" {
		return s.Locale.Text("dayoff.unnamed")
	}
	return Clean(s.Locale.Holiday(name))
}

// dayAligned is dayText for a column.
func (s *Screen) dayAligned(d crm.Day) string {
	if d.Last.IsZero() {
		return s.Locale.DateAligned(d.Date, s.Today)
	}
	return s.Locale.Text("dayoff.range", "from", s.Locale.DateAligned(d.Date, s.Today), "to", s.Locale.DateAligned(d.Last, s.Today))
}

// dayText is when a day off is: a date, days in a row, or what comes every year.
func (s *Screen) dayText(d crm.Day) string {
	l := s.Locale
	if d.Every != "" {
		first, last, isRange := strings.Cut(d.Every, "..")
		text := s.yearly(first)
		if isRange {
			text = l.Text("dayoff.range", "from", text, "to", s.yearly(last))
		}
		return l.Text("dayoff.every", "day", text)
	}
	if d.Last.IsZero() {
		return l.Date(d.Date, s.Today)
	}
	return l.Text("dayoff.range", "from", l.Date(d.Date, s.Today), "to", l.Date(d.Last, s.Today))
}

// yearly is a day of every year: "24 Dec", "2 days before Easter".
func (s *Screen) yearly(rule string) string {
	l := s.Locale
	if month, day, ok := strings.Cut(rule, "-"); ok {
		m, err1 := strconv.Atoi(month)
		n, err2 := strconv.Atoi(day)
		if err1 == nil && err2 == nil {
			return l.DayMonth(crm.Date{Year: s.Today.Year, Month: crm.NewDate(1, 1, 1).AddMonths(m - 1).Month, Day: n})
		}
	}
	for _, easter := range []string{"easter", "orthodox"} {
		offset, ok := strings.CutPrefix(rule, easter)
		n, err := strconv.Atoi(offset)
		switch {
		case ok && (offset == "" || n == 0 && err == nil):
			return l.Text("dayoff." + easter)
		case ok && n < 0:
			return l.Plural("dayoff."+easter+".before", -n)
		case ok && n > 0:
			return l.Plural("dayoff."+easter+".after", n)
		}
	}
	return Clean(rule)
}

// dayOff is a day off with its name; one that is known by its name alone is
// worked every year.
func (s *Screen) dayOff(d crm.Day) string {
	switch {
	case d.Date.IsZero() && (d.Every == "" || d.Every == "name"):
		return s.Locale.Text("dayoff.every", "day", s.holiday(d.Name))
	case d.Name == "":
		return s.dayText(d)
	}
	return s.dayText(d) + " (" + s.holiday(d.Name) + ")"
}

// daysOff are days off in a sentence: the first of them, and how many more.
func (s *Screen) daysOff(days crm.Days) string {
	var texts []string
	for i, d := range days {
		if i == mostDays && len(days) > mostDays+1 {
			texts = append(texts, s.Locale.Plural("outcome.more", len(days)-i))
			break
		}
		texts = append(texts, s.dayOff(d))
	}
	return s.Locale.Join(texts)
}

// daysChanged says which days a setting has, and has no longer.
func (s *Screen) daysChanged(d crm.Difference) string {
	before, _ := d.Before.(crm.Days)
	after, _ := d.After.(crm.Days)
	var parts []string
	for _, change := range []struct {
		key       string
		has, lack crm.Days
	}{{"dayoff." + d.Field.Name + ".added", after, before}, {"dayoff." + d.Field.Name + ".removed", before, after}} {
		var days crm.Days
		for _, day := range change.has {
			if !slices.Contains(change.lack, day) {
				days = append(days, day)
			}
		}
		if len(days) > 0 {
			parts = append(parts, s.Locale.Text(change.key, "days", s.daysOff(days)))
		}
	}
	return s.Locale.Join(parts)
}

// dayObject is a day off as JSON has it.
func dayObject(d crm.Day) object {
	o := object{}
	if d.Every == "" {
		o = o.with("date", d.Date)
	} else {
		o = o.with("every", d.Every)
	}
	if !d.Last.IsZero() {
		o = o.with("last", d.Last)
	}
	return o.with("name", d.Name)
}
