package book

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"crm/internal/calendar"
	"crm/internal/crm"
	"crm/internal/fold"
)

// NewDayOff is a day off as somebody writes it.
type NewDayOff struct {
	When string // a date, FROM..TO, or where it comes every year 12-24, 08-10..08-21, easter-2
	Name string
	Line int // of the file that lists it; 0 where none does
	// Holidays are names that the calendar may have for When.
	Holidays []string
}

const (
	mostDaysOff    = 1000 // entries of a book's own list
	longestDaysOff = 366  // days in a row
	longestDayName = 100  // letters
	idleYears      = 4    // in which there has to be a day to work; one of them is a leap year
)

// AddDaysOff adds days off to the book, every year with everyYear. It makes a worked
// holiday, given by name, a holiday again.
//
// Errors: CodeConflict for one that is there; CodeInvalid for what is not a day, or if
// no working day is left.
func (b *Book) AddDaysOff(ctx context.Context, days []NewDayOff, everyYear bool) (*crm.Outcome, error) {
	return b.change(ctx, "book holiday add", func(w *work) error {
		s := w.tx.Settings()
		there := 0
		for _, day := range days {
			added, err := w.addDayOff(s, day, everyYear)
			if err != nil {
				return onLine(err, day.Line)
			}
			if !added {
				there++
			}
		}
		if there > 0 {
			w.say("days-off-there", "n", there)
		}
		return w.putSettings(s)
	})
}

// addDayOff adds a day off to settings. It reports false for one listed in a file that
// is there already.
func (w *work) addDayOff(s *crm.Settings, n NewDayOff, everyYear bool) (bool, error) {
	if utf8.RuneCountInString(n.Name) > longestDayName {
		return false, crm.Errorf(crm.CodeInvalid, "the name of a day off has more than %d letters", longestDayName).On("name")
	}
	if i := workedByName(s, n.When, n.Holidays); i >= 0 && n.Name == "" && !everyYear && isDayName(n.When) {
		s.WorkingDays = slices.Delete(s.WorkingDays, i, i+1)
		return true, nil
	}
	if err := w.oneDayOff(n, everyYear); err != nil {
		return false, err
	}
	n = w.wholeDay(n, everyYear)
	day, err := w.readDayOff(n.When, everyYear)
	if err != nil {
		return false, err
	}
	if err := w.nameOfDayOff(n, day); err != nil {
		return false, err
	}
	day.Name = strings.TrimSpace(n.Name)
	same := func(d crm.Day) bool { return d.Date == day.Date && d.Last == day.Last && d.Every == day.Every }
	name, off := w.cal.Holiday(day.Date)
	switch {
	case slices.ContainsFunc(s.DaysOff, same), off && day.Every == "" && day.Last.IsZero():
		if n.Line > 0 {
			return false, nil
		}
		if there := slices.IndexFunc(s.DaysOff, same); there >= 0 {
			name = s.DaysOff[there].Name
		}
		what := any(n.When)
		if day.Every == "" && day.Last.IsZero() {
			what = day.Date
		}
		err := crm.Errorf(crm.CodeConflict, "%s is a day off already", what)
		if name != "" {
			_ = err.After(", " + name)
		}
		return false, err
	case len(s.DaysOff) >= mostDaysOff:
		return false, crm.Errorf(crm.CodeInvalid, "a book has at most %d days off of its own", mostDaysOff).
			Try("Write days in a row as one: 2026-08-10..2026-08-21.")
	}
	s.WorkingDays = slices.DeleteFunc(s.WorkingDays, func(d crm.Day) bool { return d.Every == "" && coversDay(d.Date, day) })
	s.DaysOff = append(s.DaysOff, day)
	slices.SortStableFunc(s.DaysOff, func(a, b crm.Day) int {
		if c := a.Date.Compare(b.Date); c != 0 {
			return c
		}
		return strings.Compare(a.Every, b.Every)
	})
	return true, nil
}

// coversDay reports whether a dated day off covers a date.
func coversDay(d crm.Date, day crm.Day) bool {
	return d == day.Date || !day.Last.IsZero() && !d.Before(day.Date) && !d.After(day.Last)
}

// readDayOff reads a date, FROM..TO, or with everyYear a yearly day. A date without a
// year ("--12-24") or counted from Easter is always yearly.
func (w *work) readDayOff(text string, everyYear bool) (crm.Day, error) {
	first, last, isRange := strings.Cut(strings.TrimSpace(text), "..")
	every := everyYear
	for _, word := range []string{"--", "easter", "orthodox"} {
		every = every || strings.HasPrefix(strings.ToLower(first), word)
	}
	if every {
		rule, err := w.yearlyRule(first)
		if err != nil && !isRange {
			for _, pair := range daysInRow(text) {
				if from, wrong := w.yearlyRule(pair.first); wrong == nil {
					if to, wrong := w.yearlyRule(pair.last); wrong == nil {
						return crm.Day{Every: from + ".." + to}, nil
					}
				}
			}
		}
		if isRange && err == nil {
			var to string
			to, err = w.yearlyRule(last)
			rule += ".." + to
		}
		return crm.Day{Every: rule}, err
	}
	from, err := w.parseDate(first)
	if err != nil && !isRange {
		if first, last, ok := w.readSpan(text); ok {
			return lastingDay(first, last)
		}
	}
	if err != nil || !isRange {
		return crm.Day{Date: from}, err
	}
	to, err := w.parseDate(last)
	switch {
	case err != nil:
		return crm.Day{}, err
	case to.Before(from):
		return crm.Day{}, crm.Errorf(crm.CodeInvalid, "%s is before %s", to, from).
			Try("Write the first day, two points and the last day: 2026-08-10..2026-08-21")
	}
	return lastingDay(from, to)
}

// lastingDay is a day off of several days.
//
// Errors: CodeInvalid for more than a year.
func lastingDay(from, to crm.Date) (crm.Day, error) {
	switch {
	case to.After(from.AddDays(longestDaysOff - 1)):
		return crm.Day{}, crm.Errorf(crm.CodeInvalid, "%s to %s is more than %d days", from, to, longestDaysOff)
	case to == from:
		return crm.Day{Date: from}, nil
	}
	return crm.Day{Date: from, Last: to}, nil
}

var monthDay = fold.Expression(`^[0-9]{2}-[0-9]{2}$`)

// yearlyRule returns a yearly day as the calendar takes it: "12-24", "easter-2".
func (w *work) yearlyRule(text string) (string, error) {
	text = strings.TrimSpace(text)
	if folded := strings.ToLower(text); strings.HasPrefix(folded, "easter") || strings.HasPrefix(folded, "orthodox") {
		return folded, nil
	}
	if monthDay().MatchString(text) { // as ISO 8601 has it, whatever the country's order
		text = "--" + text
	}
	b, err := w.reading(crm.FlagLooks("day")).Birthday(text)
	if err != nil { // with a year that nobody was born in
		r := w.reading(crm.FlagLooks("day"))
		r.Still = true
		var d crm.Date
		d, err = r.Date(text)
		b = crm.Birthday(d)
	}
	if e, ok := crm.AsError(err); ok {
		return "", e.Try("A day of every year is written as 12-24 (month and day), 24 dec, 08-10..08-21 or easter-2.")
	}
	return fmt.Sprintf("%02d-%02d", int(b.Month), b.Day), err
}

// RemoveDaysOff removes days off: a date, FROM..TO, with everyYear a yearly day, or a
// name. One of the book's own is gone; a holiday of the country becomes a working day,
// by name every year. Names may be in the user's language.
//
// Errors: CodeNotFound for one that is not there.
func (b *Book) RemoveDaysOff(ctx context.Context, text string, names []string, everyYear bool) (*crm.Outcome, error) {
	return b.change(ctx, "book holiday remove", func(w *work) error {
		s := w.tx.Settings()
		if isDayName(text) && !everyYear { // also where it names a day: Christmas Day
			if w.removeNamed(s, text, "", names) {
				return w.putSettings(s)
			}
			if i := workedByName(s, text, names); i >= 0 {
				return crm.Errorf(crm.CodeConflict, "%q is worked every year already", text).Next("All of them", "book holidays")
			}
		}
		day, err := w.readDayOff(text, everyYear)
		if err != nil || day.Every != "" {
			if !w.removeNamed(s, text, day.Every, names) {
				if err == nil || !strings.ContainsAny(text, "0123456789") {
					err = crm.Errorf(crm.CodeNotFound, "%q is not a day off of this book", text).Next("All of them", "book holidays")
				}
				return err
			}
			return w.putSettings(s)
		}
		if !w.removeDates(s, day) {
			return crm.Errorf(crm.CodeNotFound, "%s is not a holiday of this book", day.Date)
		}
		return w.putSettings(s)
	})
}

// removeDates removes the book's own days off in a range or else makes the holidays in
// it working days.
func (w *work) removeDates(s *crm.Settings, day crm.Day) bool {
	last := day.Last
	if last.IsZero() {
		last = day.Date
	}
	var rest crm.Days
	for _, own := range s.DaysOff {
		rest = append(rest, cutOut(own, day.Date, last)...)
	}
	if !slices.Equal(rest, s.DaysOff) {
		s.DaysOff = rest
		return true
	}
	found := false
	for d := day.Date; !d.After(last); d = d.AddDays(1) {
		name, off := w.cal.Holiday(d)
		if off && (day.Last.IsZero() || !w.cal.IsWeekend(d)) {
			s.WorkingDays = append(withoutDay(s.WorkingDays, d), crm.Day{Date: d, Name: name})
			found = true
		}
	}
	return found
}

// cutOut returns days without those in a range.
func cutOut(own crm.Day, from, to crm.Date) crm.Days {
	last := own.Last
	if last.IsZero() {
		last = own.Date
	}
	if own.Every != "" || last.Before(from) || own.Date.After(to) {
		return crm.Days{own}
	}
	var left crm.Days
	for _, part := range [2][2]crm.Date{{own.Date, from.AddDays(-1)}, {to.AddDays(1), last}} {
		switch {
		case part[0] == part[1]:
			left = append(left, crm.Day{Date: part[0], Name: own.Name})
		case part[0].Before(part[1]):
			left = append(left, crm.Day{Date: part[0], Last: part[1], Name: own.Name})
		}
	}
	return left
}

// removeNamed removes the book's own days off by rule or name, or else makes a holiday
// of the country a working day every year.
func (w *work) removeNamed(s *crm.Settings, text, every string, names []string) bool {
	called := fold.Text(text)
	rest := slices.DeleteFunc(slices.Clone(s.DaysOff), func(d crm.Day) bool {
		return every != "" && d.Every == every || every == "" && called != "" && fold.Text(d.Name) == called
	})
	if len(rest) < len(s.DaysOff) {
		s.DaysOff = rest
		return true
	}
	for year := w.today.Year; year < w.today.Year+idleYears && every == ""; year++ {
		for _, day := range w.cal.Holidays(year) {
			if fold.Text(day.Name) == called && called != "" || slices.Contains(names, day.Name) {
				s.WorkingDays = append(s.WorkingDays, crm.Day{Every: calendar.ByName, Name: day.Name})
				return true
			}
		}
	}
	return false
}

// workedByName returns the index of a holiday that is worked every year, or -1. Names are
// what the calendar may call it.
func workedByName(s *crm.Settings, text string, names []string) int {
	return slices.IndexFunc(s.WorkingDays, func(d crm.Day) bool {
		return d.Every != "" && (fold.Text(d.Name) == fold.Text(text) || slices.Contains(names, d.Name))
	})
}

// isDayName reports whether a text may name a holiday and is not a date. A holiday that is
// called by its date, such as the 2nd of January, is first of all that date.
func isDayName(text string) bool { return !strings.ContainsFunc(text, unicode.IsDigit) }

func withoutDay(days crm.Days, day crm.Date) crm.Days {
	return slices.DeleteFunc(slices.Clone(days), func(d crm.Day) bool { return d.Every == "" && d.Date == day })
}

// onLine sets the line of an error.
func onLine(err error, line int) error {
	if e, ok := crm.AsError(err); ok && line > 0 {
		e.Line = line
	}
	return err
}

// Holidays returns the named days off of a year.
func (b *Book) Holidays(year int) crm.Days { return b.cal.Holidays(year) }

// mostNamed limits the people or things that a notice lists.
const mostNamed = 5

// followDaysOff handles what is planned around days that are off now, or no longer. What
// rules planned moves to the next working day, back as well as on; what a person promised,
// and appointments, stay and are named.
func (w *work) followDaysOff(before *calendar.Calendar) error {
	days, err := w.tx.OpenDays(w.today)
	if err != nil {
		return err
	}
	stay := 0
	set, err := w.ruleSet()
	if err != nil {
		return err
	}
	for _, day := range days {
		left := !w.cal.IsWorkday(day) && before.IsWorkday(day)
		if !left && !w.worksBefore(day, before) {
			continue
		}
		open, err := w.tx.OpenOn(day)
		if err != nil {
			return err
		}
		for _, a := range open {
			switch {
			case set.OnWorkday(a):
				if err := w.moveToWorkday(a); err != nil {
					return err
				}
			case left: // also a review or a birthday call, whose day is its own
				if stay++; stay > mostNamed {
					continue
				}
				w.warn("stays-on-day-off", "activity", a, "date", day, "of", w.nameOf(a))
			}
		}
	}
	if stay > mostNamed {
		w.warn("more-on-days-off", "n", stay-mostNamed)
	}
	return nil
}

// worksBefore reports whether one of the days off that came right before a day is a working
// day now.
func (w *work) worksBefore(day crm.Date, before *calendar.Calendar) bool {
	for d := day.AddDays(-1); !before.IsWorkday(d) && !d.Before(w.today); d = d.AddDays(-1) {
		if w.cal.IsWorkday(d) {
			return true
		}
	}
	return false
}

// moveToWorkday moves what a rule planned to the working day that follows from the days off
// as they are now.
func (w *work) moveToWorkday(a *crm.Activity) error {
	explanation := *a.Explanation
	steps := slices.Clone(explanation.Steps)
	step := crm.Step{Op: "workday-from", From: a.Due}
	for last := len(steps) - 1; last >= 0 && w.cal.IsWorkday(a.Due) && steps[last].Is == step.From && slices.Contains([]string{"workday", "workday-from"}, steps[last].Op); last-- {
		step, steps = steps[last], steps[:last] // which may have led further than it would now
	}
	first := step.From
	if step.Op == "workday" {
		first = first.AddDays(1)
	}
	if first.Before(w.today) {
		first = w.today
	}
	step.Is, step.Off = w.cal.OnOrAfterWorkday(first), nil
	for d := first; d.Before(step.Is); d = d.AddDays(1) {
		if name, off := w.cal.Holiday(d); off {
			step.Off = append(step.Off, crm.Day{Date: d, Name: name})
		}
	}
	if step.Is == a.Due {
		return nil
	}
	explanation.Steps = slices.Concat(steps, []crm.Step{step})
	a.Due, a.Explanation = step.Is, &explanation
	_, err := w.putFor(a, a.Rule, nil) // it is the rule that wants a working day
	return err
}
