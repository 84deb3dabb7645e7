package book

import (
	"cmp"
	"context"
	"errors"
	"iter"

	"crm/internal/crm"
	"crm/internal/fold"
	"crm/internal/store"
)

// ImportFields are the fields of a contact that a file may give, and the parts
// of its reading.
func ImportFields() []string {
	return append([]string{
		"name", "full_name", "prefix", "given", "middle", "family", "second_family", "suffix", "nickname", formerName, "reading", "given_reading", "family_reading", "kind", "stage", "status", "birthday", "phone", "email", "phones", "emails", "address", "street", "city", "region", "postal_code", "address_country", "address_label", "addresses", "household", "org", "owner", "source",
		"referred_by", "rating", "call_frequency", "client_since", "last_call", "external_id", "tags", "note",
		"do_not_contact", "do_not_contact_reason", "do_not_contact_note", "stopped", "stopped_reason", "reject_reason", "may_contact",
		"related", "spouse", "children",
		"time_zone", "email_consent", "text_consent", "post_consent", "email_status", "text_status", "no_email", "no_text", "no_post", "consent_date", "consent_how",
	}, crm.WithdrawalFields()...)
}

// ImportRow is one row of a file.
type ImportRow struct {
	Line   int
	Values Values
	// Refusal is what a row that can't be read says of not calling somebody, where nothing
	// in Values does.
	Refusal string
	// Photos are pictures of the contact, Related are people whom the row names, and UID is
	// what other rows call the contact by.
	Photos  []NewFile
	Related []RelatedName
	UID     string
	// Complete sets what other rows say of the contact, if they are new. It may be nil.
	Complete func(*crm.Contact) error
	// byName takes a row with nothing but a name for that of the only one in the book with it.
	byName bool
	// Reject keeps the row in the reject file, with the reason.
	Reject func(reason string) error
}

// Import is what ImportContacts is given.
type Import struct {
	Stage string
	// Rows are the rows of the file. An error with a row is of that row, any
	// other ends the import.
	Rows     iter.Seq2[ImportRow, error]
	Defaults Values // for fields that a row does not give; the owner, for a retired one as well
	SkipBad  bool   // leave rows out that can't be read, instead of taking none
	// OnDuplicate says what becomes of rows of people who are in the book already: "skip",
	// which is the same as nothing, "fill", "update", "add" or "fail".
	OnDuplicate string
	// DateFormats are how the file writes dates, by field, and under "" those of all
	// others: DD/MM/YYYY and the like. What has none may have any form that is not
	// ambiguous.
	DateFormats map[string]string
	// Ahead are the values of all rows, by line, of which the dates are read before the
	// first row is taken; nil decides nothing by them.
	Ahead iter.Seq2[int, Values]
	// Words say what words of the file mean, and Unknown what becomes of those that no list of
	// the book has: "note", "tag", "skip" or "fail", which is meant by nothing, too, except
	// for words for how somebody stands, which are kept as notes and named.
	Words   []ImportWord
	Unknown string
	// Names reports whether a text names somebody, and not that there is nobody or that they died;
	// nil takes any for a name.
	Names func(string) bool
	// Show is given the first rows as they will be, before anything is asked or written; nil
	// shows none.
	Show func([]FirstRow)
	// Headings are those of the columns, by field.
	Headings map[string]string
	// Keep is a profile to keep with the change; nil keeps none.
	Keep *crm.ImportProfile
	// Households says of those who live elsewhere than the household that their row names:
	// "together" or "apart"; empty asks.
	Households  string
	CallsPerDay int // spread the calls that rules make; 0 leaves them when they are due
}

// ImportContacts adds contacts from the rows of a file, as one change. Rules are asked
// about each. A row that can't be read fails the import unless bad rows are to be
// skipped. Rows of contacts already in the book are skipped and named.
//
// Errors: CodeInvalid, which lists the first 20 bad rows.
func (b *Book) ImportContacts(ctx context.Context, command string, in Import) (*crm.Outcome, error) {
	return b.change(ctx, command, func(w *work) (err error) {
		if err := w.beginImport(in); err != nil {
			return err
		}
		defer func() { w.showFirst(in) }()
		full := false // as many bad rows as are listed: of the others only the dates are looked at
		for row, err := range in.Rows {
			w.importing.file.look(row.Line, row.Values)
			switch {
			case full && err == nil:
				w.countWords(row, in)
				continue
			case full:
				return w.badRows(in)
			case err == nil:
				err = w.importPeople(row, in)
			case row.Line == 0:
				return err
			}
			if errors.Is(err, errWords) {
				continue
			}
			if err != nil {
				if full, err = w.badRow(row, in, err); err != nil {
					return err
				}
				if in.SkipBad && w.refuses(row) {
					w.importing.left = append(w.importing.left, row)
				}
				continue
			}
			if err := w.drain(); err != nil {
				return err
			}
			if err := w.countStrays(); err != nil {
				return err
			}
			if len(w.pending) >= mostPending {
				if err := w.journal(); err != nil {
					return err
				}
			}
		}
		if err := w.finishImport(in); err != nil {
			return err
		}
		if err := w.keepProfile(in.Keep); err != nil {
			return err
		}
		return w.badRows(in)
	})
}

// beginImport does what comes before the first row.
func (w *work) beginImport(in Import) (err error) {
	w.streaming, w.backsUp = true, crm.BackupBeforeImport
	if w.importing.file, err = w.newFileDates(in.DateFormats); err != nil {
		return err
	}
	if err := cmp.Or(w.checkHeir(in), w.checkWords(in)); err != nil {
		return err
	}
	w.outcome.Imported = &crm.Imported{}
	w.importing.changes = in.changesKnown()
	w.importing.strays = numbers{}
	w.importing.came, w.importing.named, w.importing.made, w.importing.met, w.importing.homesMet, w.importing.inherited = numbers{}, numbers{}, numbers{}, numbers{}, numbers{}, map[string]int{}
	w.paces(in.CallsPerDay)
	w.decideColumns(in)
	return nil
}

// finishImport does what has to wait for the last row, and says what the rows have in common.
func (w *work) finishImport(in Import) error {
	if err := w.placeReferrers(); err != nil {
		return err
	}
	if err := w.placeRelated(in); err != nil {
		return err
	}
	if err := w.markLeft(); err != nil {
		return err
	}
	w.sayReasonsNoted()
	w.sayListedOf()
	w.sayRefusing()
	w.sayOfTwo()
	if err := w.sayBadOfStopped(); err != nil {
		return err
	}
	if err := w.sayInherited(in); err != nil {
		return err
	}
	if w.importing.firms > 0 {
		w.warn("organizations-taken", "count", w.importing.firms)
	}
	if n := len(w.importing.partsApart); n > 0 {
		w.warn("parts-apart-rows", "n", n, "names", w.importing.partsApart[:min(n, listed)])
	}
	if n := len(w.importing.older); n > 0 {
		w.warn("rows-older", "n", n, "names", w.importing.older[:min(n, listed)])
	}
	if w.importing.byEmail > 0 {
		w.say("named-by-email", "n", w.importing.byEmail)
	}
	if w.importing.otherwise > 0 {
		w.warn("skipped-for-number", "n", w.importing.otherwise, "verb", cmp.Or(in.Stage, "contact"))
	}
	w.sayConsents()
	w.sayHouseholds()
	w.sayWords(in)
	w.sayAges()
	return w.listServed()
}

// tooMany reports whether an import leaves a warning out because nobody would read one
// for each row.
func tooMany(n crm.Notice) bool {
	return n.Code != samePointsCode && n.Code != phoneFoundCode
}

// sayImported counts a row that was taken, and names a contact who must not be
// contacted.
func (w *work) sayImported(row ImportRow, c *crm.Contact) error {
	w.outcome.Imported.Added++
	taken, err := store.Ref[*crm.Contact](w.tx.View, c.ID)
	if taken != nil && !taken.Stopped.IsZero() {
		w.importedStopped(row, taken, nil)
	}
	return err
}

// importedStopped notes that a row is of somebody who must not be contacted, and what of it
// was not taken.
func (w *work) importedStopped(row ImportRow, c *crm.Contact, differs []string) {
	w.outcome.Imported.Stopped = append(w.outcome.Imported.Stopped, crm.SkippedRow{Line: row.Line, Reason: crm.SkippedStopped, Name: c.Name, ID: c.ID, Differs: differs})
}

// noteStopped does so for somebody in the book.
func (w *work) noteStopped(row ImportRow, c, there *crm.Contact, m *mark) error {
	differs, err := w.differs(row, c, there, m)
	w.importedStopped(row, there, differs)
	return err
}

// namesOthers rejects numbers for whom or what a row of another program belongs to: they
// are that program's, and mean others here.
func namesOthers(values Values) error {
	for _, field := range []string{"household", "org", "owner", "referred_by"} {
		if _, numbered := recordNumber(values.text(field)); numbered {
			return crm.Errorf(crm.CodeInvalid, "%q is a number of another program, which means somebody else here: write names, or leave the column out", values.text(field)).On(field)
		}
	}
	return nil
}

// tellKnown keeps what a row says of reaching a contact of the book.
func (w *work) tellKnown(t *rowTaken, there *crm.Contact) error {
	w.importing.of = there.ID
	w.importing.ofKnown = true
	defer func() { w.importing.ofKnown = false }()
	if w.changes(t, there) {
		if err := w.takeCard(t, there); err != nil {
			return err
		}
	} else if err := w.cardThere(t.ImportRow, there); err != nil {
		return err
	}
	if err := w.consentThere(there.ID); err != nil {
		return err
	}
	return w.markThere(there, t.contact, t.mark)
}

// duplicate is the reason for naming a row of somebody who is in the book.
const duplicate = "duplicate"

// noteKnown notes that the contact of a row is in the book, and may mark or change them.
func (w *work) noteKnown(t *rowTaken, there *crm.Contact) error {
	row, c := t.ImportRow, t.contact
	w.showKnown(there)
	if c.ExternalID != "" && there.ExternalID == "" && !t.several { // whoever a later row with it names
		if err := w.tx.KeepImported(numberedRow(c), there.ID); err != nil {
			return err
		}
	}
	if err := w.tellKnown(t, there); err != nil {
		return err
	}
	if t.mark != nil {
		return w.noteStopped(row, c, there, t.mark)
	}
	there, err := w.contactOrNil(there.ID)
	if there == nil || err != nil {
		return err
	}
	took, err := w.changeThere(t, there)
	if t.took = append(t.took, took...); err != nil {
		return err
	}
	reason, command := reasonOf(there.Stopped.IsZero() && !there.CallsBarred.IsZero(), duplicate), crm.Run("contact edit", there.ID, crm.With("stage", c.Stage))
	switch {
	case !there.Stopped.IsZero():
	case t.Complete != nil: // whoever does sees to the stage, too
	case c.Stage != "" && there.Stage == "" && there.NextDue.IsZero():
		reason = crm.SkippedUncalled
		if w.importing.uncalled++; w.importing.uncalled == 1 {
			w.say("uncalled", "name", there.Name, "command", command)
		}
	case there.Stage != "" && laterStage(c, there):
		if w.importing.staying++; w.importing.staying == 1 {
			w.say("stays-at-stage", "name", there.Name, "stage", there.Stage, "as", c.Stage, "command", command)
		}
	}
	if why := w.contradicts(c, there); reason == duplicate && why != "" {
		reason = why
	} else if reason == duplicate && t.several && t.in.changesKnown() {
		reason = crm.SkippedSeveral
	}
	return w.skip(t, reason, there)
}

// groupMade returns the household or organization that this import has made because a
// row named it, if no row has been it so far, or nil.
func (w *work) groupMade(c *crm.Contact) (*crm.Contact, error) {
	names := []string{c.Name}
	switch c.Kind {
	case crm.Person:
		return nil, nil
	case crm.Household:
		names = append(names, fold.Household(c.Name)...)
	}
	groups, err := w.groupsNamed(c.Kind, names...)
	for _, group := range groups {
		if w.importing.named.has(group.ID) && !w.importing.came.has(group.ID) {
			return group, err
		}
	}
	return nil, err
}
