package book

import (
	"encoding/json"
	"slices"
	"strings"

	"crm/internal/crm"
	"crm/internal/fold"
)

// mark is what a row says about not contacting its person.
type mark struct {
	since        crm.Date
	reason, note string
	// numbers means that the person is not marked, but their phones and e-mails must
	// not be used.
	numbers bool
}

// readMark takes what a row says about not contacting somebody out of its values. It
// returns nil if the row does not say so.
//
// Errors: CodeInvalid for what is neither a yes, a no, a date nor a reason.
func (w *work) readMark(values Values) (*mark, error) {
	m := &mark{since: w.today, note: strings.Join(values["do_not_contact_note"], "; ")}
	marked := false
	reason := values.text("do_not_contact_reason")
	var code string
	var unknown error
	if reason != "" {
		if code, unknown = w.code("stop_reason", reason); unknown == nil {
			m.reason, marked = code, true
		}
	}
	for _, text := range values["do_not_contact"] {
		said, err := w.readMarked(m, text)
		if err != nil {
			return nil, err
		}
		marked = marked || said
	}
	switch {
	case unknown == nil:
	case marked:
		m.note = noted(&w.importing.reasonsNoted, m.note, reason)
	default: // which may say that there is none
		return nil, crm.OnField(unknown, "do_not_contact_reason")
	}
	if text := values.text("stopped"); !marked && text != "" {
		said, err := w.readMarked(m, text)
		if err != nil {
			return nil, crm.OnField(err, "stopped")
		}
		if code, err := w.code("stop_reason", values.text("stopped_reason")); err == nil {
			m.reason = code
		}
		m.numbers, marked = said, said
	}
	for _, field := range []string{"do_not_contact", "do_not_contact_reason", "do_not_contact_note", "stopped", "stopped_reason"} {
		delete(values, field)
	}
	if !marked {
		if text := fold.Clean(m.note); text != "" { // which is a note like others
			values["note"] = append(slices.Clone(values["note"]), text)
		}
		return nil, nil
	}
	if m.reason == "" {
		m.reason = crm.StopImported
	}
	return m, nil
}

// stoppedByMembers reports whether a row of a list that crm wrote has a household or an
// organization that is stopped because of its members, who have rows of their own.
func (v Values) stoppedByMembers() bool {
	kind := v.text("kind")
	return kind != "" && kind != crm.Person && v.text("created") != "" && v.text("suppression") == ""
}

// readMarked reads one cell of such a column and reports whether it marks.
func (w *work) readMarked(m *mark, text string) (bool, error) {
	text = fold.Clean(text)
	switch text {
	case "":
		return false, nil
	case "✓", "✔", "☑", "✅", "○", "〇", "◯", "●", "レ":
		return true, nil
	case "-", "–", "—", "☐":
		return false, nil
	}
	if code, err := w.code("answer", text); err == nil {
		return code == "yes", nil
	}
	field, _ := crm.BuiltIn(crm.KindContact).Field("do_not_contact")
	if day, err := w.dateOf(field, text); err == nil {
		m.since = day.(crm.Date)
		return true, nil
	} else if strings.ContainsAny(text, "0123456789") && strings.Trim(text, "0123456789-/. ") == "" { // that may be two, or lies ahead
		return false, crm.OnField(err, "do_not_contact")
	}
	if code, err := w.code("stop_reason", text); err == nil && len([]rune(text)) > 2 {
		if m.reason == "" {
			m.reason = code
		}
		return true, nil
	}
	return false, crm.Errorf(crm.CodeInvalid, "%q says neither that they are not to be contacted nor that they may be", text).On("do_not_contact").
		Try("Write yes or no, a date, a reason, or nothing")
}

func (m *mark) put(c *crm.Contact) {
	switch {
	case m == nil:
	case m.numbers:
		c.Stopped, c.StoppedReason = m.since, m.reason // until it is written
	default:
		c.DoNotContact, c.DoNotContactReason, c.DoNotContactNote = m.since, m.reason, m.note
	}
}

// suppressImported suppresses the phones and e-mails of a row that says no more than
// that somebody is stopped. The mark of a marked contact suppresses theirs, except for bad
// ones, which badOfStopped keeps.
func (w *work) suppressImported(c *crm.Contact, m *mark) error {
	switch {
	case m == nil:
		return nil
	case !m.numbers:
		w.keepBad(c, m)
		return nil
	}
	there, err := w.tx.Suppressed(c)
	if err != nil || len(there) > 0 { // which one it is, another row or the list has said
		return err
	}
	for _, s := range c.Suppressions() {
		s.Since, s.Reason, s.Note = m.since, m.reason, m.note
		if _, err := w.suppress(s, "", nil); err != nil {
			return err
		}
	}
	return nil
}

// keepBad keeps the bad phones of a marked row for sayBadOfStopped.
func (w *work) keepBad(c *crm.Contact, m *mark) {
	for _, p := range c.Phones {
		if p.Bad && m.reason != crm.StopDeceased && !slices.Contains(w.importing.badOfStopped, p.Value) {
			w.importing.badOfStopped = append(w.importing.badOfStopped, p.Value)
		}
	}
}

// sayBadOfStopped names the bad phones of the marked contacts of a file that are not on the
// do-not-contact list, as sayBadPhones does where one contact is marked.
func (w *work) sayBadOfStopped() error {
	var free []string
	for _, value := range w.importing.badOfStopped {
		point, ok := w.tx.Point(crm.Phone, value)
		if !ok {
			continue
		}
		list, err := w.tx.SuppressedPoints(point)
		if err != nil {
			return err
		}
		if len(list) == 0 {
			free = append(free, value)
		}
	}
	if n := len(free); n > 0 {
		w.warn("bad-of-stopped", "n", n, "values", strings.Join(free[:min(n, listed)], ", "))
	}
	return nil
}

// markThere marks a contact whom a row found in the book. The phones and e-mails of the
// row are suppressed, too, whether the contact has them or not. The row is skipped in
// any case.
func (w *work) markThere(there, row *crm.Contact, m *mark) error {
	if m == nil {
		return nil
	}
	c, err := w.contactOrNil(there.ID)
	if c == nil || err != nil {
		return err
	}
	if !m.numbers {
		notices := len(w.outcome.Notices)
		err = w.mark(c, m.since, m.reason, m.note)
		w.outcome.Notices = w.outcome.Notices[:notices]
		if err != nil {
			return err
		}
	}
	if m.numbers {
		if err := w.suppressImported(c, m); err != nil {
			return err
		}
		return w.suppressImported(row, m)
	}
	had := w.tx.PointsOf(c)
	for _, s := range row.Suppressions() {
		if point, ok := w.tx.Point(s.Channel, s.Value); !ok || slices.Contains(had, point) {
			continue
		}
		s.Since, s.Reason, s.Note, s.Contact = m.since, m.reason, m.note, c.ID
		edit, err := w.suppress(s, "", nil)
		if err != nil {
			return err
		}
		if edit != nil && edit.Action == crm.Create {
			w.importing.listedOf = append(w.importing.listedOf, s.Value)
		}
	}
	w.keepBad(row, m)
	return nil
}

// sayListedOf names the phones and e-mails that rows put on the do-not-contact list for
// contacts of the book who do not have them.
func (w *work) sayListedOf() {
	if n := len(w.importing.listedOf); n > 0 {
		w.say("imported-suppressed", "n", n, "values", w.importing.listedOf[:min(n, listed)])
	}
}

// stoppedThere returns a stopped contact who keeps a new one from being imported: one
// with the same phone or e-mail, or the same name, or a like one, and the same birthday, or
// the same name and a phone or an e-mail that has become bad; nil if there is none. A contact with its name and one of its
// phones or e-mails, even a bad one, goes before another with its number.
func (w *work) stoppedThere(c *crm.Contact, m met) (*crm.Contact, error) {
	themselves := func(marked bool) *crm.Contact {
		i := slices.IndexFunc(m.named, func(other *crm.Contact) bool {
			return (!marked || !other.DoNotContact.IsZero()) && w.likeness(c, other) == same
		})
		if i < 0 {
			return nil
		}
		return m.named[i]
	}
	suppressed, err := w.tx.Suppressed(c)
	if err != nil {
		return nil, err
	}
	for _, s := range suppressed {
		marked, err := w.bearer(s, 0)
		if err != nil {
			return nil, err
		}
		if marked == nil {
			continue
		}
		if known := themselves(false); known != nil && !sameNames(c, marked) {
			return known, nil
		}
		return marked, nil
	}
	if known := themselves(true); known != nil {
		return known, nil
	}
	for _, other := range m.like {
		if !other.DoNotContact.IsZero() && w.likeUnwilling(c, other) == same {
			return other, nil
		}
	}
	return nil, nil
}

// withhold returns a new contact without the phones and e-mails of stopped contacts who are
// somebody else, and notes what was left out. It returns nil if a stopped contact may be
// the new one under another name, or if the new one would be left without a phone or an
// e-mail that is theirs alone and may be the same person. What is certain has been said: by
// a flag, or by the numbers of another program.
func (w *work) withhold(row ImportRow, c, there *crm.Contact, certain bool) (*crm.Contact, error) {
	own := crm.Copy(c)
	barred := map[int64]bool{there.ID: true}
	var fields []string
	for _, list := range []struct {
		field  string
		points *crm.Points
		as     func(crm.Points) *crm.Contact
	}{
		{"phone", &own.Phones, func(p crm.Points) *crm.Contact { return &crm.Contact{Phones: p} }},
		{"email", &own.Emails, func(p crm.Points) *crm.Contact { return &crm.Contact{Emails: p} }},
	} {
		var kept crm.Points
		for _, p := range *list.points {
			marked, err := w.bearerOf(list.as(crm.Points{p}))
			if err != nil || marked != nil && !isElse(c, marked, certain) {
				return nil, err
			}
			if marked == nil {
				kept = append(kept, p)
				continue
			}
			barred[marked.ID] = true
			if !slices.Contains(fields, list.field) {
				fields = append(fields, list.field)
			}
		}
		*list.points = kept
	}
	if fields == nil || !certain && !w.importing.policies && !w.reachable(own) || !isElse(c, there, certain) {
		return nil, nil
	}
	reached, err := w.tx.ByPoint(own.Phones, own.Emails)
	if err != nil || slices.ContainsFunc(reached, func(other *crm.Contact) bool { return barred[other.ID] }) {
		return nil, err // by a phone of theirs that is bad
	}
	w.outcome.Imported.Withheld = append(w.outcome.Imported.Withheld, crm.SkippedRow{
		Line: row.Line, Reason: crm.SkippedStopped, Name: c.Name, ID: there.ID, There: there.Name, Differs: fields,
	})
	return own, nil
}

// atHomeOf returns who of the household of a stopped contact has a name and may be contacted,
// or nil.
func (w *work) atHomeOf(stopped *crm.Contact, name string) (*crm.Contact, error) {
	home, err := w.home(stopped)
	if i := slices.IndexFunc(home, func(one *crm.Contact) bool { return one.Kind == crm.Person && isCalled(one, name) }); i >= 0 {
		return home[i], err
	}
	return nil, err
}

// isElse reports whether a new contact with the phone or e-mail of a stopped one is
// somebody else. Where it is certain only the same name or birthday makes them one: what
// two names have in common may be the given name or the family name.
func isElse(c, stopped *crm.Contact, certain bool) bool {
	if certain {
		born := !c.Birthday.IsZero() && !stopped.Birthday.IsZero()
		return !sameNames(c, stopped) && (!born || bornApart(c, stopped))
	}
	return !mayBeOne(c, stopped)
}

// numberedElse reports whether another program has numbered two contacts, and otherwise.
func numberedElse(a, b *crm.Contact) bool {
	return a.ExternalID != "" && b.ExternalID != "" && fold.Text(a.ExternalID) != fold.Text(b.ExternalID)
}

// bearerOf returns the marked contact because of whom a contact may not be contacted, or
// nil.
func (w *work) bearerOf(c *crm.Contact) (*crm.Contact, error) {
	suppressed, err := w.tx.Suppressed(c)
	for _, s := range suppressed {
		if marked, failed := w.bearer(s, 0); marked != nil || failed != nil {
			return marked, failed
		}
	}
	return nil, err
}

// reachable reports whether a contact has a whole phone or an e-mail.
func (w *work) reachable(c *crm.Contact) bool {
	return len(c.Emails) > 0 || slices.ContainsFunc(c.Phones, func(p crm.Point) bool {
		return p.Reaches() && !fold.Incomplete(p.Value, w.settings.Country)
	})
}

// listedPoints writes phones or e-mails as our own files have them.
func (w *work) listedPoints(values Values, field string, check func(string) (string, error)) (crm.Points, error) {
	text := values.text(field)
	delete(values, field)
	if text == "" {
		return nil, nil
	}
	var list crm.Points
	if err := json.Unmarshal([]byte(text), &list); err != nil {
		return nil, crm.Errorf(crm.CodeInvalid, "%q is not a list of phones or e-mails as an export has it", text).On(field)
	}
	for i, p := range list {
		if _, err := check(p.Value); err != nil {
			return nil, err
		}
		label, err := w.labelIn("point_label", p.Label)
		if err != nil {
			return nil, crm.OnField(err, field)
		}
		list[i].Label = label
	}
	return list, nil
}
