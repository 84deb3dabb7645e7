package say

import (
	"slices"
	"strconv"
	"strings"

	"crm/internal/crm"
)

// mostDays limits the days off in a sentence.
const mostDays = 3

// Runs joins consecutive days of one name.
func Runs(days crm.Days) crm.Days {
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

// NextHolidays returns texts for the next days off.
func (v *Voice) NextHolidays(days crm.Days) []string {
	var next []string
	for _, d := range Runs(days) {
		if len(next) < mostDays {
			next = append(next, v.dayText(d)+" "+v.Holiday(d.Name))
		}
	}
	return next
}

// Holiday is the name of a day off.
func (v *Voice) Holiday(name string) string {
	if name == "" {
		return v.Locale.Text("dayoff.unnamed")
	}
	return Clean(v.Locale.Holiday(name))
}

// dayText says when a day off is: a date, a range, or every year.
func (v *Voice) dayText(d crm.Day) string {
	l := v.Locale
	if d.Every != "" {
		first, last, isRange := strings.Cut(d.Every, "..")
		text := v.yearlyDay(first)
		if isRange {
			text = l.Text("dayoff.range", "from", text, "to", v.yearlyDay(last))
		}
		return l.Text("dayoff.every", "day", text)
	}
	return v.InRow(d, func(d crm.Date) string { return l.Date(d, v.Today) })
}

// InRow writes a day off, or the first and last of several.
func (v *Voice) InRow(d crm.Day, date func(crm.Date) string) string {
	if d.Last.IsZero() {
		return date(d.Date)
	}
	return v.Locale.Text("dayoff.range", "from", date(d.Date), "to", date(d.Last))
}

// yearlyDay writes a day of every year: "24 Dec", "2 days before Easter".
func (v *Voice) yearlyDay(rule string) string {
	l := v.Locale
	if month, day, ok := strings.Cut(rule, "-"); ok {
		m, err1 := strconv.Atoi(month)
		n, err2 := strconv.Atoi(day)
		if err1 == nil && err2 == nil {
			return l.DayMonth(crm.Date{Year: v.Today.Year, Month: crm.NewDate(1, 1, 1).AddMonths(m - 1).Month, Day: n})
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

// dayOff writes a day off with its name. One known by name alone is worked every year.
func (v *Voice) dayOff(d crm.Day) string {
	switch {
	case d.Date.IsZero() && (d.Every == "" || d.Every == "name"):
		return v.Locale.Text("dayoff.every", "day", v.Holiday(d.Name))
	case d.Name == "":
		return v.dayText(d)
	}
	return v.dayText(d) + " (" + v.Holiday(d.Name) + ")"
}

// daysOff lists days off in a sentence, up to mostDays, and counts the others.
func (v *Voice) daysOff(days crm.Days) string {
	var texts []string
	for i, d := range days {
		if i == mostDays && len(days) > mostDays+1 {
			texts = append(texts, v.Locale.Plural("outcome.more", len(days)-i))
			break
		}
		texts = append(texts, v.dayOff(d))
	}
	return v.Locale.Join(texts...)
}

// daysChanged says which days a setting gained and lost.
func (v *Voice) daysChanged(d crm.Difference) string {
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
			parts = append(parts, v.Locale.Text(change.key, "days", v.daysOff(days)))
		}
	}
	return v.Locale.Join(parts...)
}
