package book

import (
	"slices"
	"strings"

	"crm/internal/crm"
	"crm/internal/fold"
	"crm/internal/store"
)

// The row of a contact in the book changes nothing of them unless the import says so, except
// for what it says of not contacting them. What it says beyond the book is named, so that nothing of a file is lost
// silently, and what it changes is among the edits of the outcome.

// isAdded reports whether an edit of an import is of what it adds: of a new contact, or a
// number on the list.
func (w *work) isAdded(e *crm.Edit) bool {
	if e.Kind == crm.KindContact && e.Action == crm.Create {
		if w.importing.created == nil {
			w.importing.created = numbers{}
		}
		w.importing.created.add(e.ID)
		return true
	}
	if (w.outcome.Mail != nil || w.outcome.Imported != nil && w.outcome.Imported.Kind != "") && e.Action == crm.Create && e.Rule == "" {
		return true
	}
	if s, ok := e.Record().(*crm.Suppression); ok && s.Contact == 0 {
		return e.Action == crm.Create && !w.importing.ofKnown
	}
	for _, r := range []crm.Record{e.Before, e.After} {
		if r != nil && !w.importing.created.has(crm.About(r, crm.KindContact)) {
			return false
		}
	}
	return true
}

// skip notes that a row is of somebody in the book, or has their number, what was changed of
// them, and what it says beyond the book.
func (w *work) skip(t *rowTaken, reason string, there *crm.Contact) error {
	differs, err := w.differs(t.ImportRow, t.contact, there, t.mark)
	if err != nil {
		return err
	}
	differs = slices.DeleteFunc(differs, func(field string) bool { return field == "referred_by" && slices.Contains(t.took, field) }) // who is looked for in the end
	if t.in.OnDuplicate == updatesKnown {
		differs = append(differs, passed(t, there)...)
	}
	skipped := crm.SkippedRow{Line: t.Line, Reason: reason, Name: there.Name, ID: there.ID, Took: t.took, Differs: differs}
	if !sameNames(t.contact, there) {
		skipped.Name, skipped.There = t.contact.Name, there.Name
	}
	list := &w.outcome.Imported.Skipped
	switch {
	case len(t.took) == 0:
	case t.in.OnDuplicate == fillsKnown:
		list = &w.outcome.Imported.Filled
	default:
		list = &w.outcome.Imported.Updated
	}
	*list = append(*list, skipped)
	return nil
}

// differs returns the fields of a row that differ from the book, or say more, once what the
// row says of not contacting them has been kept. That may be a number or what a field says.
func (w *work) differs(row ImportRow, c, there *crm.Contact, m *mark) ([]string, error) {
	there, err := w.contactOrNil(there.ID)
	if there == nil || err != nil {
		return nil, err
	}
	if c, err = w.withoutListed(c, there); err != nil {
		return nil, err
	}
	var fields []string
	lacks := func(has, row crm.Points, same func(a, b string) bool) bool {
		return len(joinPoints(has, row, same)) > len(has)
	}
	for _, f := range w.schema.Fields(crm.KindContact).Fields {
		var differs bool
		switch f.Name {
		case "phones", "emails", "addresses":
			continue
		case "also":
			differs = slices.ContainsFunc(c.Also, func(one crm.Coverage) bool { return !slices.Contains(there.Also, one) })
		case "address":
			differs = w.lacksAddress(there, c)
		case "phone":
			differs = lacks(there.Phones, c.Phones, w.samePhone) || w.saysBad(c.Phones, there.Phones)
		case "email":
			differs = lacks(there.Emails, c.Emails, sameEmail)
		case "external_id":
			differs = c.ExternalID != "" && fold.Text(c.ExternalID) != fold.Text(there.ExternalID)
		default:
			text, given := row.Values.first(f.Name)
			if f.Name == "stage" && c.Stage != "" { // which the command gives as well
				text, given = c.Stage, true
			}
			if !given || fold.Clean(text) == "" || slices.Contains(matched, f.Name) || isSaid(there, text) {
				continue
			}
			if differs, err = w.saysElse(f, text, c, there); err != nil {
				return nil, err
			}
		}
		if differs {
			fields = append(fields, f.Name)
		}
	}
	if m != nil && !m.numbers && m.reason != crm.StopImported && m.reason != there.DoNotContactReason {
		fields = append(fields, "do_not_contact_reason")
	}
	if remark, err := w.remarkLost(row, there, m); err != nil {
		return nil, err
	} else if remark {
		fields = append(fields, "do_not_contact_note")
	}
	notes := slices.DeleteFunc(slices.Clone(row.Values["note"]), func(text string) bool { return isSaid(there, text) })
	noted, err := w.notedAlready(notes, there)
	if !noted {
		fields = append(fields, "note")
	}
	return fields, err
}

// withoutListed returns what a row says of a stopped contact without phones and e-mails that
// are on the do-not-contact list, where nobody misses them on the contact.
func (w *work) withoutListed(c, there *crm.Contact) (*crm.Contact, error) {
	if there.Stopped.IsZero() {
		return c, nil
	}
	c = crm.Copy(c)
	for _, list := range []struct {
		channel string
		points  *crm.Points
	}{{crm.Phone, &c.Phones}, {crm.Email, &c.Emails}} {
		var kept crm.Points
		for _, p := range *list.points {
			point, ok := w.tx.Point(list.channel, p.Value)
			on, err := w.tx.SuppressedPoints(point)
			if err != nil {
				return nil, err
			}
			if !ok || p.Bad || len(on) == 0 {
				kept = append(kept, p)
			}
		}
		*list.points = kept
	}
	return c, nil
}

// remarkLost reports whether a row has a remark on a mark that is nowhere: it marks nobody,
// or only numbers that were on the list.
func (w *work) remarkLost(row ImportRow, there *crm.Contact, m *mark) (bool, error) {
	text := fold.Clean(strings.Join(row.Values["do_not_contact_note"], "; "))
	if text == "" || m != nil && !m.numbers || isSaid(there, text) {
		return false, nil
	}
	if m == nil {
		noted, err := w.notedAlready([]string{text}, there)
		return !noted, err
	}
	on, err := w.tx.SuppressedPoints(w.tx.PointsOf(there)...)
	return !slices.ContainsFunc(on, func(s *crm.Suppression) bool { return saysAll(s.Note, text) }), err
}

// isSaid reports whether a text is part of the remark of a mark.
func isSaid(c *crm.Contact, text string) bool {
	return saysAll(c.DoNotContactNote, text)
}

// saysAll reports whether a remark has each part of a text.
func saysAll(remark, text string) bool {
	said := strings.Split(remark, "; ")
	for _, part := range strings.Split(fold.Clean(text), "; ") {
		if !slices.ContainsFunc(said, func(s string) bool { return fold.Text(s) == fold.Text(part) }) {
			return false
		}
	}
	return true
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

// passed are the fields of a row that would take the book back: an earlier conversation, or an
// earlier stage.
func passed(t *rowTaken, there *crm.Contact) (fields []string) {
	if !t.contact.LastCall.IsZero() && t.contact.LastCall.Before(there.LastCall) {
		fields = append(fields, "last_call")
	}
	if _, given := t.Values.first("stage"); given && t.contact.Stage != "" && laterStage(there, t.contact) {
		fields = append(fields, "stage")
	}
	return fields
}

// matched are the fields by which contacts are found, and those of a mark.
var matched = []string{
	"id", "name", "given", "family", "reading", "given_reading", "family_reading", "kind",
	"do_not_contact", "do_not_contact_reason", "do_not_contact_note", "stopped", "stopped_reason", "calls_withdrawn", "texts_withdrawn", "emails_withdrawn", "post_withdrawn",
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
		if of != nil && f.Name == "referred_by" && isCalled(of, text) { // whose form of address the file leaves out
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
