package book

import (
	"cmp"
	"context"
	"slices"

	"crm/internal/crm"
	"crm/internal/store"
)

// Delete removes what was entered by mistake, by number. With it goes what rules planned
// because of it and nobody has touched. Everything else that refers to it is in the way,
// unless it is deleted by the same command. A do-not-contact mark outlives its contact.
// Undo brings everything back.
//
// Errors: CodeNotFound for an unknown number; CodeConflict, with what is in the way, and
// for what ends in another way; CodeRefused for what a colleague looks after.
func (b *Book) Delete(ctx context.Context, ids []string) (*crm.Outcome, error) {
	return b.change(ctx, crm.DeleteCommand, func(w *work) error {
		d := deletion{work: w}
		for _, text := range ids {
			record, err := w.deletable(text)
			if err != nil {
				return err
			}
			if err := w.keepsRefusal(record); err != nil {
				return err
			}
			w.subject(record)
			d.take(record)
		}
		return d.carryOut()
	})
}

// keepsRefusal asks before deleting somebody who is marked and has never had a phone or an
// e-mail, which would stay on the do-not-contact list.
func (w *work) keepsRefusal(record crm.Record) error {
	c, ok := record.(*crm.Contact)
	if ok && c.DoNotContact.IsZero() {
		return w.keepsConsent(c)
	}
	if !ok {
		return nil
	}
	list, err := w.tx.SuppressionsFor(c.ID)
	if len(list) > 0 || err != nil {
		return err
	}
	if list, err = w.tx.Suppressed(c); len(list) > 0 || err != nil {
		return err
	}
	return w.confirm("confirm-refusal-lost", "name", c.Name)
}

// keepsConsent asks before deleting somebody who wants no calls or no e-mails, which is
// known of nobody else then.
func (w *work) keepsConsent(c *crm.Contact) error {
	all, err := w.tx.ConsentsOf(c.ID)
	if err != nil {
		return err
	}
	withdrawn := func(channel string) bool { return !crm.WithdrawnSince(all, channel).IsZero() }
	if slices.ContainsFunc(crm.Channels(), withdrawn) {
		return w.confirm("confirm-consent-lost", "name", c.Name)
	}
	return nil
}

// deletion is what goes, and what is in the way.
type deletion struct {
	*work
	going []crm.Record
	inWay []crm.Record
}

// take adds a record once.
func (d *deletion) take(r crm.Record) {
	if !holds(d.going, r) {
		d.going = append(d.going, r)
	}
}

func holds(list []crm.Record, r crm.Record) bool {
	return slices.ContainsFunc(list, func(o crm.Record) bool { return crm.IDOf(o) == crm.IDOf(r) && o.Noun() == r.Noun() })
}

// deletable finds a record by number, and rejects what can never be deleted.
func (w *work) deletable(text string) (crm.Record, error) {
	id, ok := recordNumber(text)
	if !ok {
		return nil, crm.Errorf(crm.CodeUsage, "%q is not a number, and what is deleted is named by its number", text).Next("Find it", "search", text)
	}
	record, err := w.record(id, text)
	if err != nil {
		return nil, err
	}
	if ends := ending[record.Noun()]; ends != nil {
		e := crm.Errorf(crm.CodeConflict, "%s %d can't be deleted", crm.WordFor(record), crm.IDOf(record))
		return nil, e.Next(ends.what, ends.verb, crm.IDOf(record))
	}
	if s, ok := record.(*crm.Suppression); ok {
		return nil, crm.Errorf(crm.CodeConflict, "what nobody may use is not deleted").Next("To let it be used again", "dnc remove", s.Value, crm.With("reason", crm.Blank("REASON")))
	}
	if n, ok := record.(*crm.Note); ok {
		return n, w.mayChange(n)
	}
	if said, ok := record.(*crm.Consent); ok {
		return said, w.keepsWord(said)
	}
	return record, w.isNotErased(crm.About(record, crm.KindContact))
}

// keepsWord rejects deleting what somebody said who wants no calls, texts, e-mails or post.
//
// Errors: CodeConflict.
func (w *work) keepsWord(said *crm.Consent) error {
	name, err := w.silences(said)
	if name == "" || err != nil {
		return err
	}
	e := crm.Errorf(crm.CodeConflict, "%s has withdrawn that consent, which is not deleted", name).
		Next("If they give it again", "contact consent", said.Contact, said.Channel, crm.Consented)
	entries, err := w.tx.EntriesOf(said.ID)
	if len(entries) == 0 || err != nil {
		return err
	}
	return e.Next("If it was recorded by mistake", "undo", entries[0].Change, crm.With("reason", crm.Blank("REASON")))
}

// ending is how the records end that are never deleted.
var ending = map[crm.Kind]*struct{ what, verb string }{
	crm.KindProducer: {"To retire them", "producer retire"},
	crm.KindTeam:     {"A team ends with its last member", "team leave"},
	crm.KindField:    {"To remove it with what records have of it", "field remove"},
}

// endsOtherwise rejects what is not a mistake by itself, except for what came of it. With the
// contact everything goes.
func (d *deletion) endsOtherwise(r crm.Record) error {
	if d.contactGoes(r) {
		return nil
	}
	if o, ok := r.(*crm.Opportunity); ok && o.Status != crm.Open {
		return crm.Errorf(crm.CodeConflict, "opportunity %d is %s", o.ID, o.Status).Next("Reopen it first", "opp reopen", o.ID)
	}
	if q, ok := r.(*crm.Quote); ok && q.Status == crm.QuoteAccepted {
		return crm.Errorf(crm.CodeConflict, "opportunity %d was won with quote %d", q.Opportunity, q.ID).Next("Reopen it first", "opp reopen", q.Opportunity)
	}
	a, ok := r.(*crm.Activity)
	if !ok {
		return nil
	}
	if a.CallResult == crm.DeadFile {
		return crm.Errorf(crm.CodeConflict, "since %s %d nobody calls them", crm.WordFor(a), a.ID).
			Next("Give it another result", "call correct", a.ID, crm.Blank("RESULT"), crm.With("reason", crm.Blank("REASON")))
	}
	return d.loggedLater(a)
}

// contactGoes reports whether the contact that a record is about is deleted, too.
func (d *deletion) contactGoes(r crm.Record) bool {
	id := crm.About(r, crm.KindContact)
	return slices.ContainsFunc(d.going, func(o crm.Record) bool { return o.Noun() == crm.KindContact && crm.IDOf(o) == id })
}

// loggedLater rejects a call or an appointment that was planned and took place later:
// what was a mistake is its result.
func (d *deletion) loggedLater(a *crm.Activity) error {
	if a.Status != crm.Done || a.Kind != crm.Call && a.Kind != crm.Appointment {
		return nil
	}
	entries, err := d.inForce(a.ID)
	if len(entries) == 0 || err != nil {
		return err
	}
	closed := entries[0].Change
	for _, e := range entries {
		if e.After["status"] == crm.Done {
			closed = e.Change
		}
	}
	if closed == entries[0].Change {
		return nil
	}
	e := crm.Errorf(crm.CodeConflict, "%s %d was planned, and took place on %s", crm.WordFor(a), a.ID, a.DoneOn).
		Next("Take that back", "undo", closed)
	if a.Kind == crm.Call {
		e.Next("Or give it another result", "call correct", a.ID, crm.Blank("RESULT"))
	}
	return e
}

// inForce returns the edits of a record that nobody has taken back, the oldest first.
func (d *deletion) inForce(id int64) ([]*store.Entry, error) {
	entries, err := d.tx.EntriesOf(id)
	if err != nil {
		return nil, err
	}
	var left []*store.Entry
	for _, e := range entries {
		change, err := d.tx.ChangeReferred(e.Change)
		if err != nil {
			return nil, err
		}
		if change.UndoneBy == 0 && change.Reverses == 0 {
			left = append(left, e)
		}
	}
	return left, nil
}

// carryOut removes what goes, what others refer to last.
func (d *deletion) carryOut() error {
	for _, r := range d.going {
		if err := d.endsOtherwise(r); err != nil {
			return err
		}
	}
	for i := 0; i < len(d.going); i++ { // it grows
		if err := d.along(d.going[i]); err != nil {
			return err
		}
	}
	if len(d.inWay) > 0 {
		return d.errorInWay()
	}
	var logged []*crm.Activity
	var rest []crm.Record
	for _, r := range d.going {
		if a, ok := r.(*crm.Activity); ok && a.Status == crm.Done && !d.contactGoes(a) {
			logged = append(logged, a)
		} else {
			rest = append(rest, r)
		}
	}
	// What a call led to goes before the rest of it is taken back.
	rest, err := d.removeAll(rest)
	if err != nil {
		return err
	}
	for _, a := range logged {
		if err := d.takeBackLogged(a); err != nil {
			return err
		}
		rest = append(rest, a)
	}
	if rest, err = d.removeAll(rest); err != nil {
		return err
	}
	if len(rest) > 0 {
		return d.touchedBy(rest[0])
	}
	gone := func(e *crm.Edit) bool { return e.Kind == crm.KindContact && e.After != nil && d.contactGoes(e.After) }
	d.queue, d.flipped = slices.DeleteFunc(d.queue, gone), slices.DeleteFunc(d.flipped, gone) // rules plan nothing with them
	for _, a := range logged {
		if err := d.forgetSpoken(a); err != nil {
			return err
		}
	}
	return nil
}

// removeAll removes records, what others refer to last, and returns those that a record
// which stays refers to.
func (d *deletion) removeAll(left []crm.Record) ([]crm.Record, error) {
	for some := -1; some != len(left); {
		some = len(left)
		var still []crm.Record
		for _, r := range slices.Backward(left) {
			gone, err := d.removeFree(r)
			if err != nil {
				return nil, err
			}
			if !gone {
				still = append(still, r)
			}
		}
		slices.Reverse(still)
		left = still
	}
	return left, nil
}

// takeBackLogged takes back what else the result of a call did.
func (d *deletion) takeBackLogged(a *crm.Activity) error {
	if a.CallResult == "" {
		return nil
	}
	return d.takeBack(a)
}

// forgetSpoken sets when somebody was last spoken to, once a conversation is gone.
func (d *deletion) forgetSpoken(a *crm.Activity) error {
	c, err := d.contactOrNil(a.Contact)
	if c == nil || err != nil || !wasConversation(a) {
		return err
	}
	return d.lastSpoken(c)
}

// along takes what only follows from a record, and finds what is in its way.
func (d *deletion) along(r crm.Record) error {
	if a, ok := r.(*crm.Activity); ok && a.CallResult != "" && !d.contactGoes(a) {
		if err := d.followUps(a); err != nil {
			return err
		}
	}
	referrers, err := d.tx.Referrers(r.Noun(), crm.IDOf(r))
	if err != nil {
		return err
	}
	for _, other := range referrers {
		if other.Noun() == crm.KindSuppression || holds(d.going, other) {
			continue
		}
		follows, err := d.onlyPlanned(other)
		switch {
		case err != nil:
			return err
		case follows:
			d.take(other)
		case !holds(d.inWay, other):
			d.inWay = append(d.inWay, other)
		}
	}
	return nil
}

// followUps takes what was planned because of the result of a call.
func (d *deletion) followUps(call *crm.Activity) error {
	all, err := d.tx.Activities(call.Contact)
	if err != nil {
		return err
	}
	for _, a := range all {
		if a.ID == call.ID || a.Cause != call.ID {
			continue
		}
		follows, err := d.onlyPlanned(a)
		if err != nil {
			return err
		}
		if follows {
			d.take(a)
		}
	}
	return nil
}

// onlyPlanned reports whether a record is an activity that rules planned, and that nobody
// has done or changed, or a relation or a consent, which are nothing without whose they
// are.
func (d *deletion) onlyPlanned(r crm.Record) (bool, error) {
	_, related := r.(*crm.Relation)
	if _, said := r.(*crm.Consent); said || related {
		return true, nil
	}
	a, ok := r.(*crm.Activity)
	if !ok || a.Rule == "" || a.Status == crm.Done {
		return false, nil
	}
	entries, err := d.inForce(a.ID)
	return !slices.ContainsFunc(entries, func(e *store.Entry) bool { return e.Rule == "" }), err
}

// removeFree removes a record unless another refers to it.
func (d *deletion) removeFree(r crm.Record) (bool, error) {
	if err := d.outlive(r.Noun(), crm.IDOf(r)); err != nil {
		return false, err
	}
	referrers, err := d.tx.Referrers(r.Noun(), crm.IDOf(r))
	if len(referrers) > 0 || err != nil {
		return false, err
	}
	return true, d.remove(r.Noun(), crm.IDOf(r), "")
}

// mostInWay limits the records that an error lists.
const mostInWay = 9

func (d *deletion) errorInWay() error {
	first := d.going[0]
	what := crm.WordFor(first)
	if c, ok := first.(*crm.Contact); ok {
		what = c.Name
	}
	e := crm.Errorf(crm.CodeConflict, "%s (%d) can't be deleted while this is in the book", what, crm.IDOf(first))
	var all []any
	for _, r := range d.outcome.Subjects {
		if !slices.Contains(all, any(crm.IDOf(r))) {
			all = append(all, crm.IDOf(r))
		}
	}
	for i, r := range d.inWay {
		if i < mostInWay {
			e.Rows = append(e.Rows, []any{crm.IDOf(r), crm.WordFor(r), d.calledInShort(r)})
		}
		all = append(all, crm.IDOf(r))
	}
	if len(d.inWay) > mostInWay {
		return e.Next("All of it", "show", crm.IDOf(first))
	}
	slices.SortFunc(all, func(a, b any) int { return cmp.Compare(a.(int64), b.(int64)) })
	e.Next("If all of that is a mistake, too", "delete", all...)
	if c, ok := first.(*crm.Contact); ok && c.Kind == crm.Person {
		e.Next("If they are to be called no more", "contact stop", c.ID, crm.With("reason", crm.Blank("REASON")))
	}
	return e
}

// calledInShort is what tells a record from others in a list, as far as whoever acts may
// read it.
func (v reader) calledInShort(r crm.Record) any {
	if n, ok := r.(*crm.Note); ok && !v.mayRead(n) {
		return v.names[n.Author]
	}
	fields := v.schema.Fields(r.Noun())
	for _, name := range []string{"name", "subject", "body", "carrier", "line", "due"} {
		if f, ok := fields.Field(name); ok && f.Encode(r) != nil {
			return f.Get(r)
		}
	}
	return ""
}
