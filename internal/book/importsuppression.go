package book

import (
	"cmp"
	"context"
	"iter"
	"slices"
	"strings"

	"crm/internal/crm"
	"crm/internal/fold"
)

// SuppressionImport is the input of ImportSuppressions.
type SuppressionImport struct {
	// Rows have a "point" (a phone or an e-mail), a "phone" with an optional "area", or
	// an "email", and optionally a "since", a "reason", a "note" and the SaidField.
	Rows   iter.Seq2[ImportRow, error]
	Source string // the name of the file
	// DateFormats are how it writes dates, as for Import.
	DateFormats map[string]string
	// Ahead and Headings are as for Import.
	Ahead    iter.Seq2[int, Values]
	Headings map[string]string
	Reason   string // of rows that give none
	Note     string
	SkipBad  bool
}

// ImportSuppressions suppresses all phones and e-mails of a file, as one change. It
// counts those already on the list.
//
// Errors: CodeInvalid, which lists the first 20 bad rows.
func (b *Book) ImportSuppressions(ctx context.Context, in SuppressionImport) (*crm.Outcome, error) {
	return b.change(ctx, "dnc import", func(w *work) error {
		reason, err := w.code("stop_reason", in.Reason)
		if err != nil {
			return crm.OnField(err, "reason")
		}
		in.Reason = reason
		w.streaming, w.backsUp = true, crm.BackupBeforeImport
		if w.importing.file, err = w.newFileDates(in.DateFormats); err != nil {
			return err
		}
		since, _ := crm.BuiltIn(crm.KindSuppression).Field("since")
		w.importing.file.fields = []*crm.Field{since}
		w.decideColumns(Import{Ahead: in.Ahead, Headings: in.Headings})
		w.outcome.Imported = &crm.Imported{}
		w.paces(0)
		as := Import{SkipBad: in.SkipBad}
		for row, err := range in.Rows {
			if err == nil {
				err = w.importSuppressions(row, in)
			} else if row.Line == 0 {
				return err
			}
			if err != nil {
				full, err := w.badRow(row, as, err)
				if err != nil {
					return err
				}
				if full {
					break
				}
				continue
			}
			if err := w.drain(); err != nil {
				return err
			}
			if err := w.journal(); err != nil {
				return err
			}
		}
		w.sayNoted()
		if err := w.listServed(); err != nil {
			return err
		}
		return w.badRows(as)
	})
}

func (w *work) importSuppressions(row ImportRow, in SuppressionImport) error {
	values := row.Values["email"]
	for _, point := range slices.Concat(row.Values["point"], row.Values["phone"]) {
		values = append(values, w.inArea(fold.Clean(row.Values.text("area")), point))
	}
	if len(values) == 0 {
		return crm.Errorf(crm.CodeInvalid, "the row has neither a phone number nor an e-mail address")
	}
	since, reason, note := w.today, in.Reason, in.Note
	if said := strings.Join(row.Values["note"], "; "); said != "" {
		note = said
	}
	for _, said := range row.Values[SaidField] {
		if code, err := w.code("stop_reason", said); err == nil {
			reason = code
		} else {
			note = addSaid(note, said)
		}
	}
	if text := row.Values.text("since"); text != "" {
		if day, ok := w.daySince(text); ok {
			since = day
		} else {
			note = noted(&w.importing.daysNoted, note, text)
		}
	}
	if text := row.Values.text("reason"); text != "" {
		if code, err := w.code("stop_reason", text); err == nil {
			reason = code
		} else {
			note = noted(&w.importing.reasonsNoted, note, text)
		}
	}
	seen := map[string]bool{}
	for _, value := range values {
		s, err := w.newSuppression(value)
		if err != nil {
			return err
		}
		point, _ := w.tx.Point(s.Channel, s.Value)
		if seen[point] { // our own files have it as it was given and as it compares
			continue
		}
		seen[point] = true
		s.Since, s.Reason, s.Note, s.Source = since, reason, fold.Clean(note), cmp.Or(row.Values.text("source"), in.Source)
		there, err := w.tx.SuppressedPoints(point)
		if err != nil {
			return err
		}
		edit, err := w.suppress(s, "", nil)
		if err != nil {
			return err
		}
		if len(there) == 0 {
			w.outcome.Imported.Added++
			continue
		}
		w.outcome.Imported.Known++
		if edit != nil && edit.Action == crm.Update && edit.Changed("reason") {
			w.importing.reasonsRaised++
		}
	}
	return nil
}

// noted adds to a note a word of a file that the book can't use: a reason that it does not
// know, or a day that is invalid or ambiguous. Whoever is on such a list stays on it all the
// same. The outcome names those words, which are kept in of.
func noted(of *[]string, note, text string) string {
	if text = fold.Clean(text); !slices.Contains(*of, text) {
		*of = append(*of, text)
	}
	return addSaid(note, text)
}

// daySince reads since when a number has been on a list, as the file writes days. It
// reads an ambiguous day as the country of the book does: a doubtful day is better than a
// number left out.
func (w *work) daySince(text string) (crm.Date, bool) {
	field, _ := crm.BuiltIn(crm.KindSuppression).Field("since")
	if day, err := w.dateOf(field, text); err == nil {
		return day.(crm.Date), true
	}
	if w.importing.file.format("since") != nil {
		return crm.Date{}, false
	}
	r := w.Book.reading(crm.Past)
	r.Still, r.Note = true, nil
	day, err := r.Date(w.importing.file.day(field, text))
	if err == nil && !slices.ContainsFunc(w.outcome.Notices, func(n crm.Notice) bool { return n.Code == "date-read" }) {
		w.outcome.Notices = append(w.outcome.Notices, dateRead(text, day)) // the first is an example
	}
	return day, err == nil
}

// sayNoted names the days and reasons that have become notes.
func (w *work) sayNoted() {
	if n := len(w.importing.daysNoted); n > 0 {
		w.warn("days-noted", "values", strings.Join(w.importing.daysNoted[:min(n, listed)], ", "))
	}
	w.sayReasonsNoted()
	if w.importing.reasonsRaised > 0 {
		w.say("reasons-raised", "n", w.importing.reasonsRaised)
	}
}

// sayReasonsNoted names the reasons that have become notes.
func (w *work) sayReasonsNoted() {
	if n := len(w.importing.reasonsNoted); n > 0 {
		w.warn("reasons-noted", "values", strings.Join(w.importing.reasonsNoted[:min(n, listed)], ", "))
	}
}

// inArea puts the area code of a row in front of a phone without one.
func (w *work) inArea(area, point string) string {
	digits, ok := fold.Phone(point)
	if area == "" || !ok || strings.ContainsAny(point, "@＠+") {
		return point
	}
	if strings.HasPrefix(digits, area) && !fold.Incomplete(point, w.settings.Country) {
		return point
	}
	return area + " " + point
}
