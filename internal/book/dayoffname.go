package book

import (
	"slices"
	"strings"
	"unicode"

	"crm/internal/crm"
	"crm/internal/fold"
)

// between are the words that stand between the first day and the last, in any language.
var between = []string{"to", "till", "til", "until", "thru", "through", "and", "al", "a", "hasta", "el", "y", "e", "fino", "bis", "au", "から", "..", "…", "-", "–", "—", "~", "〜", "～", "→"}

// besides are the words that may follow one of between: "up to the 21st".
var besides = []string{"up", "the", "le", "zum", "il"}

// isFestival reports whether a text read as a day is the name of one, as Christmas Eve: it has
// no figure, and comes neither every week nor so many days from today.
func isFestival(r crm.Reading, text string, day crm.Date) bool {
	if strings.ContainsAny(fold.Text(text), "0123456789") {
		return false
	}
	r.Today = r.Today.AddDays(7)
	later, err := r.Date(text)
	return err != nil || later != day.AddDays(7)
}

// isPartOfDays reports whether what stands for the name of a day is the month of figures before
// it, as in 10-21 August, or only figures.
func (w *work) isPartOfDays(when, name string) bool {
	if name == "" {
		return false
	}
	if !strings.ContainsFunc(name, unicode.IsLetter) {
		return strings.ContainsFunc(name, unicode.IsDigit)
	}
	if strings.ContainsFunc(name, unicode.IsDigit) || strings.ContainsFunc(when, unicode.IsLetter) {
		return false
	}
	r := w.reading(crm.Ahead)
	r.Note = nil
	_, err := r.Date("1 " + name)
	return err == nil
}

// nameOfDayOff rejects a name that is a second day, as the last of days in a row: they are
// written FROM..TO, and would be one day off otherwise.
//
// Errors: CodeInvalid, with the days in a row as they are written.
func (w *work) nameOfDayOff(n NewDayOff, first crm.Day) error {
	words := strings.FieldsFunc(n.Name, func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune(",;、，", r) })
	joined := false
	for len(words) > 0 {
		word := strings.TrimLeftFunc(words[0], func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
		folded := fold.Text(words[0])
		switch {
		case word == "" || slices.Contains(between, folded):
			words, joined = words[1:], true
			continue
		case slices.Contains(besides, folded):
			words = words[1:]
			continue
		case word != words[0]:
			words[0], joined = word, true
		}
		break
	}
	for end := len(words); end > 0; end-- {
		text := strings.Join(words[:end], " ")
		r := w.reading(crm.Ahead)
		r.Note = nil
		if !first.Date.IsZero() {
			r.Today = crm.Latest(first.Date, first.Last)
		}
		// A weekday or a number before other words may begin a name: "5th anniversary".
		r.Still = end < len(words) && !joined && strings.ContainsAny(n.When, "0123456789")
		last, err := r.Date(text)
		if err != nil || isFestival(r, text, last) {
			continue
		}
		bad := crm.Errorf(crm.CodeInvalid, "%q is a day and not a name", text).On("name")
		given := []any{crm.Blank("FROM..TO")}
		switch {
		case first.Every != "" && !strings.Contains(first.Every, "..") && !strings.HasPrefix(first.Every, "easter") && !strings.HasPrefix(first.Every, "orthodox"):
			given[0] = first.Every + ".." + last.String()[len("2006-"):]
		case first.Every == "" && first.Last.IsZero() && last.After(first.Date):
			given[0] = first.Date.String() + ".." + last.String()
		}
		if end < len(words) {
			given = append(given, strings.Join(words[end:], " "))
		}
		if first.Every != "" {
			given = append(given, crm.With("every-year", nil))
		}
		bad.Next("Days in a row", "book holiday add", given...)
		if written, days, _ := w.daysApart(n.When + " " + n.Name); len(days) == 2 {
			_ = eachApart(bad, written, days, first.Every != "")
		}
		return bad
	}
	if text := strings.Join(words, " "); w.isPartOfDays(n.When, text) {
		return crm.Errorf(crm.CodeInvalid, "%q belongs to the days and is not a name", text).On("name").
			Next("Days in a row", "book holiday add", crm.Blank("FROM..TO"))
	}
	return nil
}
