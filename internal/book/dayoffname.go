package book

import (
	"slices"
	"strings"

	"crm/internal/crm"
	"crm/internal/fold"
)

// between are the words that stand between the first day and the last, in any language.
var between = []string{"to", "till", "til", "until", "thru", "through", "and", "al", "a", "hasta", "el", "y", "e", "fino", "から", "-", "–", "—", "~", "〜", "～", "→"}

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

// nameOfDayOff rejects a name that is a second day, as the last of days in a row: they are
// written FROM..TO, and would be one day off otherwise.
//
// Errors: CodeInvalid, with the days in a row as they are written.
func (w *work) nameOfDayOff(n NewDayOff, first crm.Day) error {
	words := strings.Fields(n.Name)
	joined := false
	for len(words) > 0 && slices.Contains(between, fold.Text(words[0])) {
		words, joined = words[1:], true
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
		return bad.Next("Days in a row", "book holiday add", given...)
	}
	return nil
}
