package book

import (
	"slices"
	"strings"
	"time"
	"unicode"

	"crm/internal/calendar"
	"crm/internal/crm"
	"crm/internal/fold"
)

// Several days off in one text: those that are not in a row are given one by one, and those of
// every week are the weekend.

// andJoins are what stands between days that are listed.
var andJoins = []string{"and", "y", "e", "ed", "&", "と", "及び"}

// everyWeek are the words that make a weekday one of every week.
var everyWeek = []string{"every", "each", "all", "ogni", "tutti", "tutte", "i", "le", "todos", "todas", "los", "las", "cada", "毎週"}

// weekdayIn returns the weekday that a text says comes every week: every monday, fridays, ogni
// lunedì, los lunes, 毎週月曜.
func (w *work) weekdayIn(text string) (time.Weekday, bool) {
	text = strings.Replace(fold.Text(text), "毎週", "毎週 ", 1)
	words := strings.Fields(text)
	rest := slices.DeleteFunc(slices.Clone(words), func(word string) bool { return slices.Contains(everyWeek, word) })
	if len(rest) != 1 || len(words) == 1 && !strings.HasSuffix(rest[0], "s") {
		return 0, false
	}
	for _, word := range []string{rest[0], strings.TrimSuffix(rest[0], "s")} {
		day, weekly := w.onWeekday(word)
		if weekly && (len(words) > 1 || word != rest[0]) {
			return day, true
		}
	}
	return 0, false
}

// onWeekday reads a weekday alone.
func (w *work) onWeekday(text string) (time.Weekday, bool) {
	r := w.reading(crm.Ahead)
	r.Note = nil
	d, err := r.Date(text)
	if err != nil || strings.ContainsFunc(text, unicode.IsDigit) || isFestival(r, text, d) {
		return 0, false
	}
	return d.Weekday(), true
}

// daysApart returns the days that a text lists, each as it is written and as it is read, and
// whether a word or a comma says that it is a list. They are nil where the text is more than days.
func (w *work) daysApart(text string) (written []string, days []crm.Date, listed bool) {
	r := w.reading(crm.Ahead)
	r.Note = nil
	words := strings.FieldsFunc(strings.NewReplacer(",", " , ", "、", " , ", "，", " , ", ";", " , ", "・", " , ", "と", " と ").Replace(text), unicode.IsSpace)
	for len(words) > 0 {
		if words[0] == "," || slices.Contains(andJoins, fold.Text(words[0])) {
			words, listed = words[1:], true
			continue
		}
		n := min(len(words), 4)
		for ; n > 0; n-- {
			if one := strings.Join(words[:n], " "); !strings.Contains(one, " , ") {
				if d, err := r.Date(one); err == nil {
					written, days = append(written, one), append(days, d)
					break
				}
			}
		}
		if n == 0 {
			return nil, nil, false
		}
		words = words[n:]
	}
	return written, days, listed
}

// eachApart adds to an error how days are given one by one.
func eachApart(e *crm.Error, written []string, days []crm.Date, everyYear bool) *crm.Error {
	for i, d := range days {
		given := []any{d.String()}
		if everyYear {
			given = []any{written[i], crm.With("every-year", nil)}
		}
		if i == 0 {
			e.Next("One by one", "book holiday add", given...)
		} else {
			e.Then("book holiday add", given...)
		}
	}
	return e
}

// weekendWith adds to an error how days of every week are off.
func (w *work) weekendWith(e *crm.Error, more ...time.Weekday) *crm.Error {
	days, err := calendar.ParseWeekend(w.tx.Settings().Weekend)
	if err != nil {
		return e
	}
	for _, day := range more {
		if !slices.Contains(days, day) {
			days = append(days, day)
		}
	}
	return e.Next("Off every week", "book set", "weekend", strings.ToLower(calendar.FormatWeekend(days)))
}

// oneDayOff rejects several days in one text, and days of every week.
//
// Errors: CodeInvalid, with how they are given.
func (w *work) oneDayOff(n NewDayOff, everyYear bool) error {
	if day, ok := w.weekdayIn(n.When + " " + n.Name); ok {
		return w.weekendWith(crm.Errorf(crm.CodeInvalid, "%q comes every week, and a day off is one day, or one of every year", strings.TrimSpace(n.When+" "+n.Name)).On("day"), day)
	}
	if _, err := w.readDayOff(n.When, everyYear); err == nil && n.Name == "" {
		return nil
	}
	written, days, listed := w.daysApart(n.When + " " + n.Name)
	if len(days) < 2 || len(days) == 2 && !listed && n.Name != "" {
		return nil
	}
	e := eachApart(crm.Errorf(crm.CodeInvalid, "these are %d days, and one is added at a time", len(days)).On("day"), written, days, everyYear)
	var weekly []time.Weekday
	for _, text := range written {
		day, ok := w.onWeekday(text)
		if !ok {
			return e
		}
		weekly = append(weekly, day)
	}
	return w.weekendWith(e, weekly...)
}

// wholeDay gives a day what belongs to it of the words behind it: 24 dec, dec 28 to jan 8. One
// that can be read by itself is left.
func (w *work) wholeDay(n NewDayOff, everyYear bool) NewDayOff {
	if _, err := w.readDayOff(n.When, everyYear); err == nil || n.Name == "" {
		return n
	}
	words := strings.Fields(n.Name)
	for k := len(words); k > 0; k-- {
		when := n.When + " " + strings.Join(words[:k], " ")
		if _, err := w.readDayOff(when, everyYear); err == nil {
			n.When, n.Name = when, strings.Join(words[k:], " ")
			return n
		}
	}
	return n
}
