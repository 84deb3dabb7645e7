package book

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"crm/internal/crm"
	"crm/internal/fold"
	"crm/internal/store"
)

// recordNumber reads what can only be the number of a record: 12, #12, １２.
func recordNumber(text string) (int64, bool) {
	id, ok := crm.ParseCount(strings.TrimLeft(text, " #＃"))
	return id, ok && id > 0
}

// contact finds the contact that a text means: by number, by the number of something
// about them, or by name.
//
// Errors: CodeNotFound, CodeConflict for an ambiguous name.
func (v reader) contact(text string) (*crm.Contact, error) {
	if id, ok := recordNumber(text); ok {
		record, err := v.record(id, text)
		if err != nil {
			return nil, err
		}
		return v.aboutWhom(record)
	}
	if !utf8.ValidString(text) {
		return nil, crm.Errorf(crm.CodeUsage, "the name is not valid UTF-8")
	}
	c, err := v.contactNamed(text)
	return v.orOfPolicy(text, c, err)
}

// contactNamed finds the contact that a name means. "Hanley" may mean the household of
// that name, any member, and others whose names have that word.
func (v reader) contactNamed(text string) (*crm.Contact, error) {
	found, err := v.tx.ByWords(text)
	if found = withoutTheirGroups(found); err == nil && len(found) == 1 && found[0].Kind != crm.Person {
		var worded []*crm.Contact
		worded, err = v.tx.Wording(found[0].Name)
		found = append(found, slices.DeleteFunc(worded, func(c *crm.Contact) bool { return c.Kind != crm.Person })...)
	}
	return v.theOne(text, found, err)
}

// orTheGroup resolves an ambiguous name to the household or organization it lists
// first, if that alone has what is looked for.
func orTheGroup[R crm.Record](found R, asked error, has func(*crm.Contact) (bool, error)) (R, error) {
	e, ok := crm.AsError(asked)
	if !ok || len(e.People) == 0 || e.People[0].Contact.Kind == crm.Person {
		return found, asked
	}
	for i, one := range e.People {
		it, err := has(one.Contact)
		if err != nil {
			return found, err
		}
		if it != (i == 0) {
			return found, asked
		}
	}
	group, _ := any(e.People[0].Contact).(R)
	return group, nil
}

// orOfPolicy falls back on the contact of the policy with that number.
func (v reader) orOfPolicy(text string, c *crm.Contact, err error) (*crm.Contact, error) {
	if crm.CodeOf(err) != crm.CodeNotFound {
		return c, err
	}
	p, failed := v.policyNumbered(text)
	if p == nil || failed != nil {
		return nil, cmp.Or(failed, err)
	}
	return store.Get[*crm.Contact](v.tx, p.Contact)
}

// policyNumbered returns the policy in force with a carrier's number, or else the last
// one or its renewal. It returns nil if there is none, or if several carriers have it
// and none is in force.
//
// Errors: CodeConflict if several in force have it.
func (v reader) policyNumbered(text string) (*crm.Policy, error) {
	found, err := v.tx.PoliciesNumbered(text)
	if len(found) == 0 || err != nil {
		return nil, err
	}
	if live := slices.DeleteFunc(slices.Clone(found), func(p *crm.Policy) bool { return !p.InForce() }); len(live) > 0 {
		found = live
	}
	last := found[len(found)-1]
	for _, p := range found {
		switch {
		case fold.Text(p.Carrier) == fold.Text(last.Carrier):
		case last.InForce():
			return nil, ofSeveral(text, found)
		default:
			return nil, nil
		}
	}
	for !last.InForce() {
		next, err := v.tx.RenewalOf(last.ID)
		if next == nil || err != nil {
			return last, err
		}
		last = next
	}
	return last, nil
}

// ofSeveral returns the error for a number that several policies have.
func ofSeveral(text string, found []*crm.Policy) error {
	e := crm.Errorf(crm.CodeConflict, "%d policies have the number %q", len(found), text)
	for _, p := range found {
		e.Rows = append(e.Rows, []any{p.ID, p.Carrier, p.Status})
	}
	return e.Try("Say which one by its number in the book: the one in front")
}

// contactOf finds a contact of one kind, ignoring others of that name.
func (v reader) contactOf(kind, text string) (*crm.Contact, error) {
	if _, ok := recordNumber(text); ok {
		return v.contact(text)
	}
	found, err := v.tx.ByWords(text)
	return v.theOne(text, slices.DeleteFunc(found, func(c *crm.Contact) bool { return c.Kind != kind }), err)
}

// theOne returns the only contact found for a name.
func (v reader) theOne(text string, found []*crm.Contact, err error) (*crm.Contact, error) {
	switch {
	case err != nil:
		return nil, err
	case len(found) == 0:
		return nil, crm.Errorf(crm.CodeNotFound, "nobody in the book is called %q", text).Next("Look for part of the name", "search", text)
	case len(found) > 1:
		return nil, v.ambiguous(text, found)
	}
	return found[0], nil
}

// withoutTheirGroups drops households whose members were found: "Jane" means Jane Hudson,
// not the household Jane and Mike Hudson. A firm has a name of its own, and is asked about.
func withoutTheirGroups(found []*crm.Contact) []*crm.Contact {
	groups := map[int64]bool{}
	for _, c := range found {
		groups[c.Household] = true
	}
	return slices.DeleteFunc(found, func(c *crm.Contact) bool { return groups[c.ID] })
}

// aboutWhom returns the contact that a record is about.
//
// Errors: CodeNotFound for a record about nobody.
func (v reader) aboutWhom(record crm.Record) (*crm.Contact, error) {
	id := crm.IDOf(record)
	if c, ok := record.(*crm.Contact); ok {
		return c, nil
	}
	if crm.NounOf(record.Noun()).Owner == "" { // a note says something of somebody, and does not stand for them
		return nil, crm.Errorf(crm.CodeNotFound, "%d is %s, not a contact", id, crm.Article(crm.WordFor(record)))
	}
	if about := crm.About(record, crm.KindContact); about != 0 {
		return store.Get[*crm.Contact](v.tx, about)
	}
	return nil, crm.Errorf(crm.CodeNotFound, "%s %d is about nobody", crm.WordFor(record), id)
}

// ambiguous returns the error for a name that fits several people, with the call that a
// log would close for each.
func (v reader) ambiguous(text string, found []*crm.Contact) error {
	e := crm.Errorf(crm.CodeConflict, "%q fits %d people", text, len(found)).Of(text)
	for i, c := range found {
		if i == 9 {
			e.Next(fmt.Sprintf("And %d more", len(found)-i), "search", text)
			break
		}
		candidate, err := v.candidate(c)
		if err != nil {
			return err
		}
		e.People = append(e.People, candidate)
	}
	return e
}

func (v reader) candidate(c *crm.Contact) (*crm.Candidate, error) {
	owner, err := v.producerName(c.Owner)
	if err != nil {
		return nil, err
	}
	candidate := &crm.Candidate{Contact: c, Owner: owner}
	if c.Kind != crm.Person {
		members, err := v.tx.Members(c.ID)
		if err != nil {
			return nil, err
		}
		for _, m := range members {
			candidate.Members = append(candidate.Members, m.Name)
		}
	}
	calls, err := v.callsMeant(c, occasion{day: v.today})
	if len(calls) == 0 && err == nil {
		calls, err = v.tx.OpenActivities(c.ID)
		calls = slices.DeleteFunc(calls, func(a *crm.Activity) bool { return a.Kind != crm.Call })
	}
	if len(calls) > 0 {
		candidate.Call = calls[0]
	}
	return candidate, err
}

// activity finds an activity of a kind by number.
//
// Errors: CodeNotFound for another record.
func (v reader) activity(kind, text string) (*crm.Activity, error) {
	id, ok := recordNumber(text)
	if !ok {
		if kind == "" {
			return nil, crm.Errorf(crm.CodeNotFound, "%q is not a number", text).Next("What is to be done", "today")
		}
		return nil, crm.Errorf(crm.CodeNotFound, "%q is not the number of %s", text, crm.Article(kind)).Next("List them", commandFor(kind)+" list")
	}
	record, err := v.record(id, text)
	if err != nil {
		return nil, err
	}
	a, ok := record.(*crm.Activity)
	if !ok || kind != "" && a.Kind != kind {
		wanted := kind
		if kind == "" {
			wanted = "call, task, appointment or e-mail"
		}
		return nil, crm.Errorf(crm.CodeNotFound, "%d is %s, not %s", id, crm.Article(crm.WordFor(record)), crm.Article(wanted))
	}
	return a, nil
}

// commandFor returns the command of a kind of activity.
func commandFor(kind string) string {
	if kind == crm.Appointment {
		return "appt"
	}
	return kind
}

// numbered finds a record of a noun by number.
//
// Errors: CodeNotFound for another record.
func (v reader) numbered(n *crm.Noun, text string) (crm.Record, error) {
	noun := crm.Article(string(n.Kind))
	id, ok := recordNumber(text)
	if !ok {
		return nil, crm.Errorf(crm.CodeNotFound, "%q is not the number of %s", text, noun).Next("List them", n.Word+" list")
	}
	record, err := v.record(id, text)
	if err != nil {
		return nil, err
	}
	if record.Noun() != n.Kind {
		return nil, crm.Errorf(crm.CodeNotFound, "%d is %s, not %s", id, crm.Article(crm.WordFor(record)), noun).Next("List them", n.Word+" list")
	}
	return record, nil
}

// byNumber is numbered for the noun of R.
func byNumber[R crm.Record](v reader, text string) (R, error) {
	var none R
	record, err := v.numbered(crm.NounOf(none.Noun()), text)
	if err != nil {
		return none, err
	}
	return record.(R), nil
}

func (v reader) opportunity(text string) (*crm.Opportunity, error) {
	return byNumber[*crm.Opportunity](v, text)
}

// producer finds a producer by number or name.
func (v reader) producer(text string) (*crm.Producer, error) {
	producers, err := v.tx.Producers()
	if err != nil {
		return nil, err
	}
	return pickProducer(producers, text)
}

func (v reader) contactOrNil(id int64) (*crm.Contact, error) {
	return store.Referred[*crm.Contact](v.tx, id)
}

// contactIfThere is contactOrNil for somebody whom this change may have taken out.
func (v reader) contactIfThere(id int64) (*crm.Contact, error) {
	return store.Ref[*crm.Contact](v.tx, id)
}

// record returns the record of a number that was typed as text, or else the policy with
// that number of its carrier. A note that the acting producer may not read counts as
// missing: refusing it would tell whose it is, and about whom. Only the history has its
// number, since changes have to add up.
//
// Errors: CodeNotFound, CodeConflict for the number of several policies.
func (v reader) record(id int64, text string) (crm.Record, error) {
	record, err := v.tx.Record(id)
	if n, ok := record.(*crm.Note); ok && !v.mayRead(n) {
		record, err = nil, crm.Errorf(crm.CodeNotFound, "nothing in the book has the number %d", id)
	}
	if crm.CodeOf(err) != crm.CodeNotFound {
		return record, err
	}
	if p, failed := v.policyNumbered(strings.TrimLeft(text, " #＃")); failed != nil {
		return nil, failed
	} else if p != nil {
		return p, nil
	}
	if c, failed := v.mergedInto(id, text); c != nil || failed != nil {
		return c, failed
	}
	if deleted, failed := v.deletedBy(id); deleted != nil || failed != nil {
		return nil, cmp.Or(failed, error(deleted))
	}
	if e, ok := crm.AsError(err); ok {
		err = e.Next("Find it by name", "search", crm.Blank("TEXT"))
	}
	return nil, err
}

// deletedBy returns the error for the number of a deleted record, or nil.
func (v reader) deletedBy(id int64) (*crm.Error, error) {
	entries, err := v.tx.EntriesOf(id)
	if len(entries) == 0 || err != nil {
		return nil, err
	}
	last := entries[len(entries)-1]
	change, err := v.tx.ChangeByID(last.Change)
	if last.Action != crm.Delete || last.Rule == crm.ErasedRule || change == nil || change.Command != crm.DeleteCommand || err != nil {
		return nil, err
	}
	return crm.Errorf(crm.CodeNotFound, "%s %d was deleted", last.Kind, id).Next("To have it again", "undo", change.ID), nil
}

// recordMeant finds the record that a text means behind the word of a noun, or any record
// without one. Where nothing else is said here, that is its number.
//
// Errors: CodeNotFound, CodeConflict for an ambiguous name.
func (v reader) recordMeant(noun, text string) (record crm.Record, err error) {
	if noun == "" {
		return v.anyRecord(text)
	}
	switch noun {
	case crm.Call, crm.Task, crm.Appointment, crm.Email:
		record, err = v.activityMeant(noun, text)
	case "opp":
		if _, isNumber := recordNumber(text); isNumber {
			record, err = v.opportunity(text)
		} else {
			record, err = v.opportunityMeant(text)
		}
	case "policy":
		record, err = v.policy(text)
	case "team":
		record, err = v.team(text)
	case "producer":
		record, err = v.producer(text)
	case "household":
		record, err = v.contactOf(crm.Household, text)
	case "org":
		record, err = v.contactOf(crm.Organization, text)
	case "contact", crm.StageLead, crm.StageProspect, crm.StageClient:
		record, err = v.contact(text)
	default:
		n, ok := crm.NounOfWord(noun)
		if !ok {
			return nil, crm.Errorf(crm.CodeInternal, "no record is a %s", noun)
		}
		record, err = v.numbered(n, text)
	}
	if err != nil {
		return nil, err
	}
	return record, nil
}

// anyRecord finds a record by number, a contact by name, or a policy by its carrier's
// number.
func (v reader) anyRecord(text string) (record crm.Record, err error) {
	if id, ok := recordNumber(text); ok {
		return v.record(id, text)
	}
	record, err = v.contactNamed(text)
	if crm.CodeOf(err) != crm.CodeNotFound {
		return record, err
	}
	p, failed := v.policyNumbered(text)
	if p == nil || failed != nil {
		return nil, cmp.Or(failed, err)
	}
	return p, nil
}

// activityMeant finds an activity by number, or the next one of a contact by name.
func (v reader) activityMeant(kind, text string) (*crm.Activity, error) {
	if _, isNumber := recordNumber(text); isNumber {
		return v.activity(kind, text)
	}
	return v.nextPlanned(kind, text)
}

// nextPlanned finds an activity by number, or the next one of a contact, an
// opportunity, a quote or a policy, as meantOf chooses.
func (v reader) nextPlanned(kind, text string) (*crm.Activity, error) {
	record, err := v.recordMeant("", text)
	of := func(c *crm.Contact) ([]*crm.Activity, error) {
		open, err := v.tx.OpenActivities(c.ID)
		return slices.DeleteFunc(open, func(a *crm.Activity) bool { return kind != "" && a.Kind != kind }), err
	}
	record, err = orTheGroup(record, err, func(c *crm.Contact) (bool, error) {
		open, err := of(c)
		return len(open) > 0, err
	})
	if err != nil {
		return nil, err
	}
	if n := crm.NounOf(record.Noun()); n.Owner == "" || n.Kind == crm.KindActivity {
		return v.activity(kind, text)
	}
	c, err := v.contactOrNil(crm.About(record, crm.KindContact))
	if err != nil {
		return nil, err
	}
	open, err := of(c)
	if err != nil {
		return nil, err
	}
	if _, isContact := record.(*crm.Contact); !isContact {
		if a := cmp.Or(firstRegarding(v.meantOf(open, c), record), firstRegarding(open, record)); a != nil {
			return a, nil
		}
		return nil, crm.Errorf(crm.CodeNotFound, "nothing is planned for %s %d", crm.WordFor(record), crm.IDOf(record)).Next(fmt.Sprintf("With %s", c.Name), "show", c.ID)
	}
	if meant := v.meantOf(open, c); len(meant) > 0 {
		return meant[0], nil
	}
	if len(open) > 0 { // of a colleague who does something for them
		return open[0], nil
	}
	if kind == crm.Appointment {
		return nil, crm.Errorf(crm.CodeNotFound, "no appointment with %s is planned", c.Name).
			Next("Record one that took place", "appt add", c.ID, crm.Blank("WHEN")).Then("appt done", c.ID)
	}
	return nil, v.nothingPlanned(c)
}

// ownNumber rejects the number of anything but a contact, where what is done to somebody is too
// much for a slip of the hand.
//
// Errors: CodeConflict.
func (v reader) ownNumber(who, do string) error {
	id, ok := recordNumber(who)
	if !ok {
		return nil
	}
	record, err := v.record(id, who)
	if err != nil || record.Noun() == crm.KindContact {
		return err
	}
	return crm.Errorf(crm.CodeConflict, "%d is %s, and whom to %s is named by their own number", id, crm.Article(crm.WordFor(record)), do).
		Next("Look whose it is", "show", id)
}

// eachNamed calls do with each record that is named, and has the rules follow.
func eachNamed[R crm.Record](w *work, names []string, find func(string) (R, error), do func(R) error) error {
	for _, name := range names {
		r, err := find(name)
		if err != nil {
			return err
		}
		w.subject(r)
		if err := do(r); err != nil {
			return err
		}
		if err := w.drain(); err != nil {
			return err
		}
	}
	return nil
}
