package book

import (
	"slices"

	"crm/internal/crm"
	"crm/internal/fold"
)

// rowTaken is a row of a file on its way into the book.
type rowTaken struct {
	ImportRow
	in     Import
	values Values // what the contact is made of, with the defaults
	// own is set for a row of a list that crm wrote, and card is the contact of ours whose
	// UID the row has.
	own  bool
	card int64
	// retired is the colleague whose row somebody else gets, referrer who has brought them
	// and is not in the book yet, groups are the household and the organization named, mark
	// is what the row says of not contacting them.
	retired, referrer string
	byEmail           bool // it is called by its e-mail, since it has no name
	lessThere         bool // somebody in the book does not get a phone or an e-mail of it
	groups            Values
	mark              *mark
	// contact is what the row makes, met who may be the same, about what was noticed of
	// them, and bare tells a row that says little of who it is.
	contact *crm.Contact
	met     met
	about   []crm.Notice
	bare    string
	// several is set if the row may be of several contacts of the book, took are the fields
	// of one that it has changed, and apart are those who have the same name and more, but
	// something that tells them apart.
	several bool
	over    bool // what it says is written over what is there
	took    []string
	apart   []apart
}

// importRow adds one row, or skips it.
func (w *work) importRow(row ImportRow, in Import) error {
	done := w.outcome.Imported
	firms, households, before := w.importing.firms, len(w.importing.households), *done
	t := &rowTaken{ImportRow: row, in: in}
	defer func() {
		if done.Added == before.Added {
			w.importing.firms, w.importing.households, done.Incomplete, done.BadPhones, done.OddPhones = firms, w.importing.households[:households], before.Incomplete, before.BadPhones, before.OddPhones
			if !t.lessThere {
				done.Withheld = before.Withheld
			}
		} else if t.retired != "" {
			w.importing.inherited[t.retired]++
		}
	}()
	if err := w.startRow(t); err != nil || t.own && t.values.text("erased") != "" { // who is nobody
		return err
	}
	if err := w.readWords(t); err != nil {
		return err
	}
	if err := w.readRow(t); err != nil {
		return err
	}
	if err := w.contactOfRow(t); err != nil {
		return err
	}
	w.showRow(t)
	for _, known := range []func(*rowTaken) (bool, error){w.skipStopped, w.skipListed, w.skipOnlyNamed, w.skipRefusing, w.skipDuplicate} {
		if skipped, err := known(t); skipped || err != nil {
			return err
		}
	}
	return w.addRow(t, households)
}

// startRow fills in what a row leaves to the command, or to the card of its contact.
func (w *work) startRow(t *rowTaken) (err error) {
	t.values = Values{}
	for field, texts := range t.in.Defaults {
		t.values[field] = texts
	}
	for field, texts := range t.Values {
		t.values[field] = texts
	}
	if t.retired, err = w.inherit(t.values, t.in); err != nil {
		return err
	}
	if t.card, err = w.ownUID(t.UID); err != nil {
		return err
	}
	_, t.own = t.values.first("version")
	t.takeRelated()
	return w.fromOwnCard(t.card, t.ImportRow, t.values)
}

// readRow takes out of the values of a row what is not a field of its contact alone.
func (w *work) readRow(t *rowTaken) (err error) {
	values := t.values
	if !t.own {
		if err := namesOthers(t.Values); err != nil {
			return err
		}
		company, byEmail := rowName(values)
		if company {
			w.importing.firms++
		}
		t.byEmail = byEmail
	}
	if !values.has("reading") {
		if reading := joinName(values.text("given_reading"), values.text("family_reading")); reading != "" {
			values["reading"] = []string{reading}
		}
	}
	if t.own && values.stoppedByMembers() {
		delete(values, "stopped")
		delete(values, "stopped_reason")
	}
	for _, field := range []string{"version", "id", "suppression", "calls_barred", "emails_barred", "erased", "erased_reason"} {
		delete(values, field)
	}
	if t.own || values.text("reject_reason") != "" { // who is at no stage, or was given up
		t.in.Stage = ""
	}
	if t.referrer, err = w.takeReferrer(values); err != nil {
		return err
	}
	t.groups = Values{}
	for _, field := range []string{"household", "org"} {
		if text, given := values.first(field); given {
			t.groups[field] = []string{text}
			delete(values, field)
		}
	}
	if !t.own {
		accountOfPeople(values, t.groups)
	}
	if t.mark, err = w.readMark(values); err != nil {
		return err
	}
	w.importing.saidOf, err = w.readConsents(values)
	return err
}

// contactOfRow makes the contact of a row and finds who may be the same.
func (w *work) contactOfRow(t *rowTaken) error {
	values := t.values
	phones, err := w.listedPoints(values, "phones", w.goodPhone)
	if err != nil {
		return err
	}
	emails, err := w.listedPoints(values, "emails", goodEmail)
	if err != nil {
		return err
	}
	addresses, err := w.listedAddresses(values, t.own)
	if err != nil {
		return err
	}
	if t.own && len(addresses) > 0 { // which has them all
		for _, field := range addressFields {
			delete(values, field)
		}
	}
	also, err := listedAlso(values)
	if err != nil {
		return err
	}
	values["phone"] = w.eachPhone(values["phone"])
	values["email"] = w.eachEmail(values["email"])
	c, err := w.newContact(NewContact{Values: values, Stage: t.in.Stage, Grouped: t.groups.text("org") != "", Listed: t.own})
	if err != nil {
		return err
	}
	w.importing.file.noteAge(c, values.text("birthday"))
	c.Also = append(also, c.Also...)
	c.Phones = joinPoints(phones, c.Phones, w.samePhone)
	c.Emails = joinPoints(emails, c.Emails, sameEmail)
	if err := w.putAddresses(c, w.joinAddresses(c.Addresses, addresses)); err != nil {
		return err
	}
	t.mark.put(c)
	t.contact, t.bare = c, bareRow(c, t.groups)
	t.met, err = w.findAlike(c)
	return err
}

// skipStopped skips the row of somebody who must not be contacted, or who has the number of
// another program that the row has. Of somebody else with a number of theirs, it leaves that
// number out.
//
// Errors: CodeConflict if duplicates are to fail.
func (w *work) skipStopped(t *rowTaken) (skipped bool, err error) {
	c, numbered, adds := t.contact, t.met.numbered, t.in.OnDuplicate == addsKnown
	there, err := w.stoppedThere(c, t.met)
	if err != nil {
		return false, err
	}
	if t.in.OnDuplicate == failsOnKnown {
		if there == nil || !sameNames(c, there) { // what of theirs somebody else has is refused as it is typed
			return false, nil
		}
		return false, crm.Errorf(crm.CodeConflict, "%s, who must not be contacted, is in the book already, as %d", there.Name, there.ID)
	}
	if !adds && len(numbered) > 0 {
		if there == nil && t.mark == nil {
			if err := w.sayPhoneFound(c, numbered[0]); err != nil {
				return false, err
			}
		}
		there, t.several = numbered[0], len(numbered) > 1
	}
	if there != nil && t.mark == nil && len(numbered) == 0 {
		own, err := w.withhold(t.ImportRow, c, there, adds || numberedElse(c, there))
		if err != nil {
			return false, err
		}
		if own != nil {
			c, t.contact = own, own
			if w.importing.policies && !adds {
				if at, err := w.atHomeOf(there, c.Name); err != nil {
					return false, err
				} else if at != nil {
					return true, w.noteKnown(t, at)
				}
			}
			there = nil
			if t.met, err = w.findAlike(own); err != nil {
				return false, err
			}
		}
	}
	// With a mark, a contact who only shares their number is taken, too.
	switch {
	case there == nil:
	case there.Stopped.IsZero():
		w.importing.came.add(there.ID)
		return true, w.noteKnown(t, there)
	case t.mark == nil || sameNames(c, there):
		if t.mark == nil && !sameNames(c, there) {
			w.importing.otherwise++
		}
		if err := w.tellKnown(t, there); err != nil {
			return false, err
		}
		return true, w.skip(t, crm.SkippedStopped, there)
	}
	return false, nil
}

// skipListed skips a row that says itself whose it is: that of a list or a card of the book,
// or one that an import has taken before.
//
// Errors: CodeConflict if duplicates are to fail.
func (w *work) skipListed(t *rowTaken) (skipped bool, err error) {
	if gone, err := w.erasedRow(t); gone != nil || err != nil {
		if err != nil {
			return false, err
		}
		return true, w.skip(t, crm.SkippedStopped, gone)
	}
	if t.in.OnDuplicate == addsKnown {
		return false, nil
	}
	there, err := w.listed(t.Values, t.contact)
	if there == nil && err == nil {
		there, err = w.cardOf(t.card, t.contact)
	}
	if there == nil && err == nil {
		there, err = w.cameBefore(t.bare)
	}
	switch {
	case err != nil || there == nil:
		return false, err
	case t.in.OnDuplicate == failsOnKnown:
		return false, crm.Errorf(crm.CodeConflict, "the same row is in the book already, as %d", there.ID)
	}
	return true, w.noteKnown(t, there)
}

// erasedRow returns the contact whom a card or a row of ours is of, if they were erased since:
// whoever asked to be forgotten is not taken from a file that was written before.
func (w *work) erasedRow(t *rowTaken) (*crm.Contact, error) {
	id := t.card
	if id == 0 && t.own {
		id, _ = recordNumber(t.Values.text("id"))
	}
	if id == 0 {
		return nil, nil
	}
	there, err := w.contactIfThere(id)
	if there == nil && err == nil {
		there, err = w.mergedInto(id, "")
	}
	if there == nil || !crm.IsErased(there) || t.card == 0 && there.ID == id && there.Created != t.contact.Created {
		return nil, err
	}
	return there, nil
}

// skipDuplicate skips the row of somebody who is in the book by their name and more.
//
// Errors: CodeConflict if duplicates are to fail.
func (w *work) skipDuplicate(t *rowTaken) (skipped bool, err error) {
	notices := len(w.outcome.Notices)
	err = w.checkDuplicate(t.contact, w.withoutApart(t), t.in.OnDuplicate == addsKnown)
	t.about = slices.Clone(w.outcome.Notices[notices:])
	w.outcome.Notices = append(w.outcome.Notices[:notices], slices.DeleteFunc(slices.Clone(t.about), tooMany)...)
	e, ok := crm.AsError(err)
	if !ok || t.in.OnDuplicate == failsOnKnown || len(e.People) == 0 {
		return false, err
	}
	there := e.People[0].Contact
	t.several = len(e.People) > 1
	w.importing.came.add(there.ID)
	if err := w.noteKnown(t, there); err != nil || t.mark != nil {
		return true, err
	}
	if there, err = w.contactOrNil(there.ID); there == nil || err != nil { // as the row has left them
		return true, err
	}
	return true, w.sayPhoneFound(t.contact, there)
}

// addRow puts the contact of a row into the book. Households is how many the import had made
// before.
func (w *work) addRow(t *rowTaken, households int) error {
	c := t.contact
	made, err := w.groupMade(c)
	if err != nil {
		return err
	}
	if made != nil { // another row has named it
		c.ID, c.Version = made.ID, made.Version
	}
	if err := w.joinGroups(t); err != nil {
		return err
	}
	if err := w.suppressImported(c, t.mark); err != nil {
		return err
	}
	if t.Complete != nil {
		if err := t.Complete(c); err != nil {
			return err
		}
	}
	if made == nil {
		w.noteApart(t)
		w.noteAlike(t.ImportRow, c, t.met, t.about, t.bare != "")
	}
	if _, err := w.put(c); err != nil {
		return err
	}
	w.importing.of = c.ID
	if !t.own {
		w.sayPartsApart(c, t.values)
	}
	if err := w.consentThere(c.ID); err != nil {
		return err
	}
	if t.referrer != "" {
		w.importing.referrers = append(w.importing.referrers, referrerNamed{c.ID, t.referrer})
	}
	if t.byEmail {
		w.importing.byEmail++
	}
	if err := w.sayImported(t.ImportRow, c); err != nil {
		return err
	}
	if err := w.noteJoined(c, len(w.importing.households) > households); err != nil {
		return err
	}
	w.importing.met.add(c.ID)
	w.importing.made.add(c.ID)
	if err := w.keepCame(t.bare, c); err != nil {
		return err
	}
	if err := w.noteOn(c, t.values["note"]...); err != nil {
		return err
	}
	w.importing.cards.named(t.ImportRow, c.ID)
	return w.keepPhotos(c, t.Photos)
}

// joinGroups puts the contact of a row into the household and the organization that it
// names. A row that fails must not leave one of them behind.
func (w *work) joinGroups(t *rowTaken) error {
	for _, group := range []struct{ field, kind string }{{"household", crm.Household}, {"org", crm.Organization}} {
		text := fold.Clean(t.groups.text(group.field))
		if text == "" {
			continue
		}
		if _, err := w.findGroup(group.kind, text); err != nil {
			return crm.OnField(err, group.field)
		}
	}
	if text := fold.Clean(t.groups.text("household")); text != "" {
		if err := w.joinHousehold(t.contact, text, t.homeAnswer()); err != nil {
			return err
		}
		delete(t.groups, "household")
	}
	return w.setFields(t.contact, t.groups)
}
