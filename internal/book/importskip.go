package book

import (
	"slices"
	"strings"

	"crm/internal/crm"
	"crm/internal/fold"
	"crm/internal/store"
)

// The row of a contact in the book changes nothing of them. What it says beyond the
// book is named, so that nothing of a file is lost silently.

// skip notes that a row is of somebody in the book, or has their number, and what it
// says beyond the book.
func (w *work) skip(row ImportRow, reason string, c, there *crm.Contact) error {
	differs, err := w.differs(row, c, there)
	if err != nil {
		return err
	}
	skipped := crm.SkippedRow{Line: row.Line, Reason: reason, Name: there.Name, ID: there.ID, Differs: differs}
	if !sameNames(c, there) {
		skipped.Name, skipped.There = c.Name, there.Name
	}
	w.outcome.Imported.Skipped = append(w.outcome.Imported.Skipped, skipped)
	return nil
}

// differs returns the fields of a row that differ from the book, or say more.
func (w *work) differs(row ImportRow, c, there *crm.Contact) ([]string, error) {
	var fields []string
	lacks := func(has, row crm.Points, same func(a, b string) bool) bool {
		return len(joinPoints(has, row, same)) > len(has)
	}
	for _, f := range w.schema.Fields(crm.KindContact).Fields {
		var differs bool
		switch f.Name {
		case "phones", "emails", "addresses":
			continue
		case "address":
			differs = w.lacksAddress(there, c)
		case "phone":
			differs = lacks(there.Phones, c.Phones, w.samePhone) || w.saysBad(c.Phones, there.Phones)
		case "email":
			differs = lacks(there.Emails, c.Emails, sameEmail)
		case "external_id":
			differs = numberedElse(c, there)
		default:
			text, given := row.Values.first(f.Name)
			if f.Name == "stage" && c.Stage != "" { // which the command gives as well
				text, given = c.Stage, true
			}
			if !given || fold.Clean(text) == "" || slices.Contains(matched, f.Name) {
				continue
			}
			var err error
			if differs, err = w.saysElse(f, text, c, there); err != nil {
				return nil, err
			}
		}
		if differs {
			fields = append(fields, f.Name)
		}
	}
	noted, err := w.notedAlready(row.Values["note"], there)
	if !noted {
		fields = append(fields, "note")
	}
	return fields, err
}

// saysBad reports whether a phone is bad in a row and good in the book.
func (w *work) saysBad(row, has crm.Points) bool {
	return slices.ContainsFunc(row, func(p crm.Point) bool {
		return p.Bad && slices.ContainsFunc(has, func(had crm.Point) bool { return !had.Bad && w.samePhone(had.Value, p.Value) })
	})
}

// laterStage reports whether a row gives a stage behind that in the book.
func laterStage(c, there *crm.Contact) bool {
	stages := crm.Picklist("stage")
	return slices.Index(stages, c.Stage) > slices.Index(stages, there.Stage)
}

// matched are the fields by which contacts are found, and those of a mark.
var matched = []string{
	"id", "name", "given", "family", "reading", "given_reading", "family_reading", "kind",
	"do_not_contact", "do_not_contact_reason", "do_not_contact_note", "stopped", "stopped_reason", "calls_withdrawn", "emails_withdrawn",
}

// saysElse reports whether a row says of a field what the book does not. A stage or a
// conversation that the book has passed is known.
func (w *work) saysElse(f *crm.Field, text string, c, there *crm.Contact) (bool, error) {
	switch f.Name {
	case "stage":
		return laterStage(c, there), nil
	case "last_call":
		return c.LastCall.After(there.LastCall), nil
	case "household", "org", "referred_by":
		id, _ := f.Get(there).(int64)
		if of, ok := recordNumber(text); ok {
			return of != id, nil
		}
		of, err := store.Ref[*crm.Contact](w.tx.View, id)
		if of == nil && f.Name == "referred_by" && err == nil {
			noted, err := w.notedAlready([]string{referredBy(text)}, there)
			return !noted, err
		}
		if of != nil && f.Name == "household" && strings.HasPrefix(of.Name, fold.Clean(text)+" (") { // one of two of a name
			return false, err
		}
		return of == nil || !slices.Contains(fold.NewName(of.Name).Keys(), fold.NewName(text).Keys()[0]), err
	}
	if f.Derived {
		return false, nil
	}
	says, has := f.Get(c), f.Get(there)
	if text, ok := says.(string); ok && f.Type.IsText() {
		known, _ := has.(string)
		return fold.Text(text) != fold.Text(known), nil
	}
	if tags, ok := says.(crm.Tags); ok {
		known, _ := has.(crm.Tags)
		return slices.ContainsFunc(tags, func(tag string) bool { return !slices.Contains(known, tag) }), nil
	}
	return says != nil && f.EncodeValue(says) != f.EncodeValue(has), nil
}

func (w *work) notedAlready(bodies []string, there *crm.Contact) (bool, error) {
	if len(bodies) == 0 {
		return true, nil
	}
	notes, err := w.tx.Notes(there.ID)
	for _, body := range bodies {
		if fold.Text(body) != "" && !slices.ContainsFunc(notes, func(n *crm.Note) bool { return fold.Text(n.Body) == fold.Text(body) }) {
			return false, err
		}
	}
	return true, err
}
