package book

import (
	"slices"
	"strconv"
	"strings"

	"crm/internal/crm"
	"crm/internal/fold"
)

// An import may complete the people whom its rows find in the book, or write its values over
// theirs. It does so as contact edit does, so that rules, journal and undo know of it. See
// docs/decisions/0139.

// What --on-duplicate does with somebody in the book.
const (
	failsOnKnown = "fail"
	addsKnown    = "add"
	fillsKnown   = "fill"   // completes what they lack
	updatesKnown = "update" // writes the values of the file over theirs
)

// changesKnown reports whether an import changes people of the book.
func (in Import) changesKnown() bool {
	return in.OnDuplicate == fillsKnown || in.OnDuplicate == updatesKnown
}

// notOver are the fields of a row that are not written to somebody in the book: how they are
// found, and what files do not decide. A name, a stage and groups have ways of their own.
var notOver = append([]string{
	"id", "name", "prefix", "given", "middle", "family", "suffix", "nickname", "reading", "kind", "stage", "household", "org", "external_id", "reject_reason",
	"do_not_contact", "do_not_contact_reason", "do_not_contact_note",
}, byHand...)

// changes reports whether a row changes somebody in the book: they may be contacted, and are
// certainly who it is of.
func (w *work) changes(t *rowTaken, there *crm.Contact) bool {
	return t.in.changesKnown() && !t.several && t.mark == nil && there.Stopped.IsZero() && there.Erased.IsZero() && w.contradicts(t.contact, there) == ""
}

// changeThere gives somebody in the book what their row says, as far as the import does, and
// returns the fields that it changed.
func (w *work) changeThere(t *rowTaken, there *crm.Contact) (took []string, err error) {
	t.over = t.in.OnDuplicate == updatesKnown && !w.importing.met.has(there.ID)
	if t.over && t.isOlder(there) {
		t.over = false
		w.importing.older = append(w.importing.older, there.Name)
	}
	w.importing.met.add(there.ID)
	if !w.changes(t, there) {
		if w.importing.made.has(there.ID) && !t.several && t.mark == nil && there.Stopped.IsZero() && there.Erased.IsZero() && t.in.OnDuplicate != failsOnKnown {
			return w.tellThere(t, there) // a further row of somebody new, such as one for each policy
		}
		return nil, nil
	}
	before, from := crm.Copy(there), there.Owner
	in := ContactEdit{Values: Values{}}
	if err := w.valuesFor(t, there, in.Values); err != nil {
		return nil, err
	}
	if err := w.pointsFor(t, there, &in); err != nil {
		return nil, err
	}
	notices := len(w.outcome.Notices)
	defer func() { w.outcome.Notices = w.outcome.Notices[:min(notices, len(w.outcome.Notices))] }()
	if err := w.homeFor(t, there); err != nil {
		return nil, err
	}
	if err := w.editContact(there, in); err != nil {
		return nil, err
	}
	if w.lacksAddress(there, t.contact) && (t.over || len(there.Addresses) == 0) {
		if err := w.putAddresses(there, w.joinAddresses(there.Addresses, t.contact.Addresses[min(1, len(there.Addresses)):])); err != nil {
			return nil, err
		}
	}
	edit, err := w.put(there)
	if err != nil {
		return nil, err
	}
	if edit != nil {
		took = changedFields(w.schema.Fields(crm.KindContact).Fields, before, there)
	}
	if there.Owner != from {
		if err := w.takeAlong(there, from); err != nil {
			return nil, err
		}
	}
	told, err := w.tellThere(t, there)
	return append(took, told...), err
}

// isOlder reports whether a row of a list of the book was written before somebody was changed,
// so that its values are those of before.
func (t *rowTaken) isOlder(there *crm.Contact) bool {
	id, _ := strconv.ParseInt(t.Values.text("id"), 10, 64)
	version, err := strconv.ParseInt(t.Values.text("version"), 10, 64)
	return t.own && err == nil && id == there.ID && version < there.Version
}

// changedFields are the fields in which two contacts differ, each of which says so once.
func changedFields(fields []*crm.Field, before, after *crm.Contact) (changed []string) {
	whole := map[string]string{"phone": "phones", "email": "emails", "address": "addresses"} // all of what a field is the first of
	for _, f := range fields {
		of := f
		switch list := whole[f.Name]; {
		case list != "":
			of, _ = crm.BuiltIn(crm.KindContact).Field(list)
		case f.Derived || slices.Contains([]string{"version", "phones", "emails", "addresses"}, f.Name) || slices.Contains(crm.AddressParts(), f.Name):
			continue
		}
		if of.Encode(before) != of.Encode(after) {
			changed = append(changed, f.Name)
		}
	}
	return changed
}

// valuesFor collects what a row says of the fields of somebody that they lack or, to update,
// have otherwise.
func (w *work) valuesFor(t *rowTaken, there *crm.Contact, values Values) error {
	for _, f := range w.schema.Fields(crm.KindContact).Fields {
		text, given := t.values.first(f.Name)
		_, byRow := t.Values.first(f.Name)
		_, byFlag := t.in.Defaults.first(f.Name)
		if !given || byFlag && !byRow || fold.Clean(text) == "" || f.Derived || slices.Contains(notOver, f.Name) {
			continue
		}
		if f.Encode(there) != nil {
			if over, err := w.writesOver(t, f, text, there); !over || err != nil {
				if err != nil {
					return err
				}
				continue
			}
		}
		values[f.Name] = t.values[f.Name]
	}
	c := t.contact
	if t.over && there.Stage != "" && laterStage(c, there) {
		values["stage"] = []string{c.Stage}
	}
	if c.ExternalID != "" && there.ExternalID == "" {
		values["external_id"] = []string{c.ExternalID}
	}
	w.nameFor(t, there, values)
	return nil
}

// writesOver reports whether a value of a row replaces that of somebody in the book.
func (w *work) writesOver(t *rowTaken, f *crm.Field, text string, there *crm.Contact) (bool, error) {
	if !t.over {
		return false, nil
	}
	if is, ok := f.Get(t.contact).(string); ok && f.Type.IsText() { // also in its case and its signs
		has, _ := f.Get(there).(string)
		return is != has, nil
	}
	return w.saysElse(f, text, t.contact, there)
}

// nameFor collects the parts of a name that somebody lacks or, to update who is found by a
// number, their name in the file.
func (w *work) nameFor(t *rowTaken, there *crm.Contact, values Values) {
	c := t.contact
	if there.Kind != crm.Person || c.Kind != crm.Person {
		return
	}
	alike := sameNames(c, there) || sameButMiddle(c, there)
	if !alike && t.over {
		values["name"] = []string{c.Name}
	}
	if alike && c.Reading != "" && there.Reading == "" {
		values["reading"] = []string{c.Reading}
	}
	for _, part := range nameParts {
		is, has := *part.of(c), *part.of(there)
		ofAll := part.field == "given" || part.field == "family" // which say nothing new beside the name
		if is == "" || !t.Values.has(part.field) || alike && ofAll && !inName(is, there.Name) {
			continue
		}
		if !alike && t.over || alike && has == "" {
			values[part.field] = []string{is}
		}
	}
}

// pointsFor collects the phones and e-mails that somebody lacks, except those of people who
// must not be contacted. To fill, they have none so far.
func (w *work) pointsFor(t *rowTaken, there *crm.Contact, in *ContactEdit) error {
	for _, list := range []struct {
		field    string
		row, has crm.Points
		same     func(a, b string) bool
		bad      *[]string
	}{
		{"phone", t.contact.Phones, there.Phones, w.samePhone, &in.BadPhones},
		{"email", t.contact.Emails, there.Emails, sameEmail, &in.BadEmails},
	} {
		if !t.over && len(list.has) > 0 {
			continue
		}
		for _, p := range list.row {
			at := slices.IndexFunc(list.has, func(had crm.Point) bool { return list.same(had.Value, p.Value) })
			switch {
			case at >= 0 && p.Bad && !list.has[at].Bad:
				*list.bad = append(*list.bad, p.Value)
			case at >= 0:
			default:
				one := &crm.Contact{}
				if list.field == "phone" {
					one.Phones = crm.Points{p}
				} else {
					one.Emails = crm.Points{p}
				}
				if on, err := w.tx.Suppressed(one); err != nil {
					return err
				} else if len(on) > 0 {
					if err := w.sayWithheld(t, one, list.field); err != nil {
						return err
					}
					continue
				}
				text := p.Value
				if p.Label != "" {
					text = p.Label + ": " + text
				}
				if p.Bad && !fold.BadPhone(text) {
					text += " (old)"
				}
				in.Values[list.field] = append(in.Values[list.field], text)
			}
		}
	}
	if t.over && len(there.Addresses) > 0 && w.lacksAddress(there, t.contact) {
		for _, field := range append([]string{"address_label"}, addressFields...) {
			if texts, given := t.values[field]; given && field != "addresses" {
				in.Values[field] = texts
			}
		}
	}
	return nil
}

// sayWithheld notes that a row gives somebody in the book a phone or an e-mail of who must not be
// contacted.
func (w *work) sayWithheld(t *rowTaken, one *crm.Contact, field string) error {
	marked, err := w.bearerOf(one)
	if marked == nil || err != nil {
		return err
	}
	t.lessThere = true
	done := w.outcome.Imported
	if n := len(done.Withheld) - 1; n >= 0 && done.Withheld[n].Line == t.Line && done.Withheld[n].ID == marked.ID {
		if !slices.Contains(done.Withheld[n].Differs, field) {
			done.Withheld[n].Differs = append(done.Withheld[n].Differs, field)
		}
		return nil
	}
	done.Withheld = append(done.Withheld, crm.SkippedRow{
		Line: t.Line, Reason: crm.SkippedStopped, Name: t.contact.Name, ID: marked.ID, There: marked.Name, Differs: []string{field},
	})
	return nil
}

// homeFor puts somebody into the household and the organization of their row, if they are in
// none or the import updates them.
func (w *work) homeFor(t *rowTaken, there *crm.Contact) error {
	for _, of := range []struct {
		field string
		id    int64
	}{{"household", there.Household}, {"org", there.Org}} {
		text := fold.Clean(t.groups.text(of.field))
		if text == "" || there.Kind != crm.Person || of.id != 0 && !t.over {
			continue
		}
		f, _ := crm.BuiltIn(crm.KindContact).Field(of.field)
		if other, err := w.saysElse(f, text, t.contact, there); err != nil || !other {
			if err != nil {
				return err
			}
			continue
		}
		if of.field == "household" {
			if err := w.joinHousehold(there, text, t.homeAnswer()); err != nil {
				return err
			}
			continue
		}
		if err := w.setFields(there, Values{"org": {text}}); err != nil {
			return err
		}
	}
	return nil
}

// homeAnswer is what the import says of those who live elsewhere.
func (t *rowTaken) homeAnswer() string {
	if t.own {
		return "together"
	}
	return t.in.Households
}

// tellThere keeps what a row says beside the fields of somebody in the book: notes, and who
// has brought them.
func (w *work) tellThere(t *rowTaken, there *crm.Contact) (took []string, err error) {
	var bodies []string
	for _, body := range t.values["note"] {
		noted, err := w.notedAlready([]string{body}, there)
		if err != nil {
			return nil, err
		}
		if !noted && fold.Text(body) != "" && !isSaid(there, body) {
			bodies = append(bodies, body)
		}
	}
	if len(bodies) > 0 {
		took = append(took, "note")
		subjects := w.outcome.Subjects
		if err := w.noteOn(there, bodies...); err != nil {
			return nil, err
		}
		w.outcome.Subjects = subjects
	}
	if t.referrer == "" || there.ReferredBy != 0 {
		return took, nil
	}
	noted, err := w.notedAlready([]string{referredBy(t.referrer)}, there)
	if !noted && err == nil && !slices.ContainsFunc(w.importing.referrers, func(r referrerNamed) bool {
		return r.contact == there.ID && strings.EqualFold(r.by, t.referrer)
	}) {
		w.importing.referrers = append(w.importing.referrers, referrerNamed{there.ID, t.referrer})
		took = append(took, "referred_by")
	}
	return took, err
}
