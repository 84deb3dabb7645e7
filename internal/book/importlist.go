package book

import (
	"cmp"
	"context"
	"maps"
	"slices"

	"crm/internal/crm"
	"crm/internal/store"
)

// A list that crm has written comes back as it was, whatever its noun: the fields of the noun
// say what a row may have. See docs/decisions/0155.

// olderRow is the reason for leaving a row whose record was edited since it was written.
const olderRow = "older"

// sameRecord are the fields in which a record is the same one in another book, and sameNumber
// those in which one of the same number is, whatever else has been changed of it.
var (
	sameRecord = map[crm.Kind][]string{
		crm.KindOpportunity: {"contact", "line", "topic", "opened"},
		crm.KindQuote:       {"opportunity", "carrier", "product"},
		crm.KindPolicy:      {"contact", "carrier", "number", "effective"},
		crm.KindActivity:    {"kind", "contact", "created", "subject", "call_type", "purpose", "attempt", "opportunity", "policy", "external_id"},
		crm.KindNote:        {"contact", "author", "written", "body"},
	}
	sameNumber = map[crm.Kind][]string{
		crm.KindOpportunity: {"contact", "opened"},
		crm.KindQuote:       {"contact", "requested"},
		crm.KindPolicy:      {"contact", "line"},
		crm.KindActivity:    {"kind", "contact", "created", "call_type", "purpose", "rule", "attempt"},
		crm.KindNote:        {"contact", "written"},
	}
)

// notBack are the fields of an activity that have numbers of the book in which its rule made
// it.
var notBack = []string{"cause", "explanation", "slot"}

// notByList are the fields that a list does not write over those of a record of the book:
// what has become of it has verbs of its own, from which more follows.
var notByList = []string{"status", "closed", "done_on", "done_by", "call_result", "lost_reason", "ended", "kind", "contact", "opportunity", "quote", "policy", "author", "written", "created", "opened"}

// listImport is an import of such a list.
type listImport struct {
	*work
	in   Import
	kind crm.Kind
	// met are the records of the book that rows have been, here what the numbers of the file
	// are in this book.
	met    numbers
	here   map[int64]int64
	spared int // calls that rules had planned here, in place of which others have come in
}

// listRow is a row of it.
type listRow struct {
	ImportRow
	record  crm.Record
	number  int64 // of the record, where the list was written
	version int64
	contact *crm.Contact
	there   crm.Record // that record of the book, by its number
	clock   string     // of the day on which it is due, of a list of another program
}

// ImportList takes over the records of a list that crm has written, as one change. No rule
// follows what comes in: it was followed where it was written. Records of the book are
// changed as in.OnDuplicate says.
//
// Errors: CodeInvalid, which lists the first 20 bad rows.
func (b *Book) ImportList(ctx context.Context, kind crm.Kind, in Import) (*crm.Outcome, error) {
	return b.change(ctx, "import", func(w *work) error {
		if err := w.beginImport(in); err != nil {
			return err
		}
		w.importing.pace = nil // calls come when they are due
		w.outcome.Imported.Kind = kind
		i := &listImport{work: w, in: in, kind: kind, met: numbers{}, here: map[int64]int64{}}
		full := false
		for row, err := range in.Rows {
			switch {
			case full && err == nil:
				continue
			case full:
				return w.badRows(in)
			case err == nil:
				err = i.take(row)
			case row.Line == 0:
				return err
			}
			if err != nil {
				row.Values = Values{"name": row.Values["contact.name"]}
				if full, err = w.badRow(row, in, err); err != nil {
					return err
				}
				continue
			}
			if err := w.drain(); err != nil {
				return err
			}
			if len(w.pending) >= mostPending {
				if err := w.journal(); err != nil {
					return err
				}
			}
		}
		if i.spared > 0 {
			w.say("calls-spared", "n", i.spared)
		}
		return w.badRows(in)
	})
}

// take takes over one row.
func (i *listImport) take(row ImportRow) error {
	r := &listRow{ImportRow: row, record: crm.New(i.kind)}
	for _, read := range []func(*listRow) error{i.readForeign, i.readCells, i.settleForeign, i.readPeople, i.findNumbered, i.readRegarded, i.readShared, i.complete} {
		if err := read(r); err != nil {
			return err
		}
	}
	there, err := i.findSame(r)
	if err != nil {
		return err
	}
	own := r.there != nil && (there == nil || i.agree(r.record, r.there, sameRecord[i.kind]))
	if own {
		there = r.there
	} else {
		r.there = nil
		i.translate(r)
	}
	planned := false
	switch {
	case own && i.explainsOtherwise(r):
		if planned, err = i.isOfAnother(r); err != nil {
			return err
		}
		if planned {
			own, r.there = false, nil
			i.translate(r)
		}
	case there == nil:
		if there, err = i.findPlanned(r); err != nil {
			return err
		}
		planned = there != nil
	case !own && len(i.differing(r, there)) > 0:
		if planned, err = i.isOurs(there); err != nil {
			return err
		}
	}
	if there == nil || !own && len(i.differing(r, there)) > 0 {
		if stopped, err := i.isStopped(r); stopped || err != nil {
			return err
		}
	}
	if there == nil {
		return i.add(r)
	}
	if planned {
		return i.replace(r, there)
	}
	i.meet(r, there)
	return i.known(r, there, own)
}

// meet remembers which record of the book a row has been.
func (i *listImport) meet(r *listRow, there crm.Record) {
	i.met.add(crm.IDOf(there))
	if r.number != 0 {
		i.here[r.number] = crm.IDOf(there)
	}
}

// gives reports whether the file has a column.
func (i *listImport) gives(path string) bool { return i.in.Headings[path] != "" }

// given are the fields that the file has columns for.
func (i *listImport) given() (fields []*crm.Field) {
	for _, f := range i.schema.Fields(i.kind).Fields {
		if i.gives(f.Name) && !f.Derived && f.Name != "id" && f.Name != "version" {
			fields = append(fields, f)
		}
	}
	return fields
}

// findNumbered finds the record of the number that a row has, if it is the same one here: about
// the same people and records, of the same days.
func (i *listImport) findNumbered(r *listRow) error {
	there, err := i.tx.Ref(i.kind, r.number)
	if there == nil || err != nil || i.met.has(r.number) || !i.agree(r.record, there, sameNumber[i.kind]) {
		return err
	}
	for _, f := range crm.BuiltIn(i.kind).Fields {
		about := f.Ref != "" && f.Name == string(f.Ref) // what it is about hardly changes
		if n, _ := recordNumber(r.Values.text(f.Name)); about && i.gives(f.Name) && n != crm.About(there, f.Ref) {
			return nil
		}
	}
	if n, ok := there.(*crm.Note); ok && !i.mayRead(n) {
		return nil
	}
	r.there = there
	return nil
}

// agree reports whether two records have the same in those of some fields that the file
// gives.
func (i *listImport) agree(a, b crm.Record, names []string) bool {
	for _, name := range names {
		f, _ := crm.BuiltIn(i.kind).Field(name)
		if (i.gives(name) || i.gives(name+".name")) && f.Encode(a) != f.Encode(b) {
			return false
		}
	}
	return true
}

// findSame finds the record that a row was taken for before: another one than those that
// other rows have been.
func (i *listImport) findSame(r *listRow) (crm.Record, error) {
	all, err := i.tx.RecordsWith(i.kind, crm.About(r.record, crm.KindContact))
	if err != nil {
		return nil, err
	}
	all = slices.DeleteFunc(all, func(other crm.Record) bool {
		return i.met.has(crm.IDOf(other)) || !i.agree(r.record, other, sameRecord[i.kind])
	})
	slices.SortStableFunc(all, func(a, b crm.Record) int { return len(i.differing(r, a)) - len(i.differing(r, b)) })
	if len(all) == 0 {
		return nil, nil
	}
	return all[0], nil
}

// findPlanned finds the activity that rules of this book have planned and a row is about: what
// comes in is that activity. An open call is the one of its type.
func (i *listImport) findPlanned(r *listRow) (crm.Record, error) {
	a, ok := r.record.(*crm.Activity)
	if !ok || a.Contact == 0 {
		return nil, nil
	}
	open, err := i.tx.OpenActivities(a.Contact)
	for _, other := range open {
		ruled := a.Rule != "" && (other.Rule == a.Rule || other.Slot != "" && other.Slot == a.Slot)
		called := a.Kind == crm.Call && a.Status == crm.Open && other.CallType == a.CallType
		if other.Kind != a.Kind || other.Opportunity != a.Opportunity || other.Policy != a.Policy || !ruled && !called {
			continue
		}
		if ours, err := i.isOurs(other); ours || err != nil {
			return other, err
		}
	}
	return nil, err
}

// explainsOtherwise reports whether the rule of an activity counted its day otherwise.
func (i *listImport) explainsOtherwise(r *listRow) bool {
	f, known := crm.BuiltIn(i.kind).Field("explanation")
	return known && i.gives(f.Name) && f.Encode(r.record) != f.Encode(r.there)
}

// isOfAnother reports whether an activity whose day is explained otherwise has a number of this book
// by chance: nothing that is in force has been changed here since.
func (i *listImport) isOfAnother(r *listRow) (bool, error) {
	inForce, err := i.entriesInForce(crm.IDOf(r.there))
	if err != nil || r.version < int64(len(inForce)) {
		return false, err
	}
	return i.isOurs(r.there)
}

// entriesInForce returns the edits of a record that were not taken back.
func (i *listImport) entriesInForce(id int64) (found []*store.Entry, err error) {
	entries, err := i.tx.EntriesOf(id)
	for _, e := range entries {
		c, err := i.tx.ChangeByID(e.Change)
		switch {
		case crm.CodeOf(err) == crm.CodeNotFound: // the change that is being made
			found = append(found, e)
		case err != nil:
			return nil, err
		case c.UndoneBy == 0 && c.Reverses == 0:
			found = append(found, e)
		}
	}
	return found, err
}

// isOurs reports whether rules of this book alone have made of an activity what it is. What was taken
// back does not count.
func (i *listImport) isOurs(r crm.Record) (bool, error) {
	a, ok := r.(*crm.Activity)
	if !ok || a.Status != crm.Open || a.IsChosen() || i.met.has(a.ID) {
		return false, nil
	}
	entries, err := i.entriesInForce(a.ID)
	return err == nil && !slices.ContainsFunc(entries, func(e *store.Entry) bool { return e.Rule == "" }), err
}

// isStopped leaves out a row that plans something with somebody who must not be contacted, or
// a call to who wants none.
func (i *listImport) isStopped(r *listRow) (bool, error) {
	a, ok := r.record.(*crm.Activity)
	if !ok || a.Status != crm.Open || !a.PlansContact() || r.contact == nil {
		return false, nil
	}
	may := i.mayContact
	if a.Kind == crm.Call {
		may = i.mayCall
	}
	err := may(r.contact)
	if crm.CodeOf(err) != crm.CodeRefused {
		return false, err
	}
	i.importedStopped(r.ImportRow, r.contact, nil)
	return true, nil
}

// add puts a new record into the book.
func (i *listImport) add(r *listRow) error {
	if err := i.place(r.record); err != nil {
		return err
	}
	i.meet(r, r.record)
	i.outcome.Imported.Added++
	if a, ok := r.record.(*crm.Activity); ok && a.Kind == crm.Call && a.Status == crm.Open && r.contact != nil {
		return i.spareCalls(a, r.contact)
	}
	return nil
}

// replace puts a record into the place of what a rule has planned here.
func (i *listImport) replace(r *listRow, there crm.Record) error {
	head, was := crm.HeadOf(r.record), crm.HeadOf(there)
	head.ID, head.Version = was.ID, was.Version
	for _, f := range i.schema.Fields(i.kind).Fields {
		if !i.gives(f.Name) && !i.gives(f.Name+".name") && f.Name != "id" && f.Name != "version" {
			if err := f.Set(r.record, f.Get(there)); err != nil {
				return err
			}
		}
	}
	return i.add(r)
}

// place writes a record. No rule follows, since what follows is in the file as well, or was
// done long ago.
func (i *listImport) place(record crm.Record) error {
	if err := cmp.Or(i.notErased(record), i.checkTexts(record)); err != nil {
		return err
	}
	homes, firsts := maps.Clone(i.homes), len(i.firsts) // what comes in was agreed on with its household
	i.quiet = true
	_, err := i.put(record)
	if err == nil {
		err = i.tx.Written()
	}
	i.quiet, i.homes, i.firsts = false, homes, i.firsts[:firsts]
	if store.IsConstraint(err) {
		return crm.Errorf(crm.CodeInvalid, "its values contradict each other, or something that it needs is missing")
	}
	return err
}

// differing are the fields in which a row says something that a record has not.
func (i *listImport) differing(r *listRow, there crm.Record) (fields []*crm.Field) {
	for _, f := range i.given() {
		if value := f.Encode(r.record); value != nil && value != f.Encode(there) && (r.there != nil || !slices.Contains(notBack, f.Name)) {
			fields = append(fields, f)
		}
	}
	return fields
}

// known says what a row has beyond a record of the book, and writes it as the import is told.
// Own tells a record of this book from one that came from another.
func (i *listImport) known(r *listRow, there crm.Record, own bool) error {
	fields := i.differing(r, there)
	if len(fields) == 0 {
		i.outcome.Imported.Same++
		return nil
	}
	row := crm.SkippedRow{Line: r.Line, Reason: duplicate, Name: i.nameFor(r), ID: crm.IDOf(there)}
	list := &i.outcome.Imported.Skipped
	after := crm.Copy(there)
	older := own && r.version != 0 && r.version < crm.HeadOf(there).Version
	for _, f := range fields {
		fills := f.Get(there) == nil
		writes := i.in.OnDuplicate == fillsKnown && fills || i.in.OnDuplicate == updatesKnown && !older
		if !writes || own && slices.Contains(notByList, f.Name) {
			row.Differs = append(row.Differs, f.Name)
			continue
		}
		if err := f.Set(after, f.Get(r.record)); err != nil {
			return err
		}
		row.Took = append(row.Took, f.Name)
	}
	switch {
	case i.in.OnDuplicate == failsOnKnown:
		return crm.Errorf(crm.CodeConflict, "it is in the book, with other values: %d", row.ID)
	case older && i.in.OnDuplicate == updatesKnown:
		row.Reason = olderRow
	case len(row.Took) > 0 && i.in.OnDuplicate == fillsKnown:
		list = &i.outcome.Imported.Filled
	case len(row.Took) > 0:
		list = &i.outcome.Imported.Updated
	}
	*list = append(*list, row)
	if len(row.Took) == 0 {
		return nil
	}
	if n, ok := after.(*crm.Note); ok {
		if err := i.mayChange(n); err != nil {
			return err
		}
	}
	if !own {
		return i.place(after)
	}
	_, err := i.put(after)
	return err
}

// nameFor is what the outcome calls the record of a row.
func (i *listImport) nameFor(r *listRow) string {
	if r.contact != nil {
		return r.contact.Name
	}
	subject := r.Values.text("subject")
	return cmp.Or(subject, r.Values.text("contact.name"))
}

// spareCalls cancels the calls that rules of this book have planned with others of a household
// of whom one is called: they would be called twice.
func (i *listImport) spareCalls(call *crm.Activity, c *crm.Contact) error {
	house, err := i.house(c)
	if err != nil {
		return err
	}
	for _, other := range house {
		open, err := i.tx.OpenActivities(other.ID)
		if err != nil {
			return err
		}
		for _, a := range open {
			ours, err := i.isOurs(a)
			if err != nil {
				return err
			}
			if !ours || a.Kind != crm.Call || a.CallType != call.CallType || a.Opportunity != 0 || a.Policy != 0 || other.ID == call.Contact {
				continue
			}
			a.Status, a.DoneOn = crm.Cancelled, i.today
			if err := i.place(a); err != nil {
				return err
			}
			i.spared++
		}
	}
	return nil
}
