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

// recordNumber reads what can only be a number of a record: 12, #12, １２.
func recordNumber(text string) (int64, bool) {
	id, ok := crm.ParseCount(strings.TrimLeft(text, " #＃"))
	return id, ok && id > 0
}

// contact finds who is meant: by the number of the contact, or of something
// that is about them, or by the name.
//
// Errors: CodeNotFound, CodeConflict for a name that fits several.
func (v view) contact(text string) (*crm.Contact, error) {
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

// contactNamed is the one contact whom a name means. Who asks for "Hanley" may mean the
// household of that name or anybody of it, and other people whose names have its words.
func (v view) contactNamed(text string) (*crm.Contact, error) {
	found, err := v.tx.ByWords(text)
	if found = withoutTheirGroups(found); err == nil && len(found) == 1 && found[0].Kind != crm.Person {
		var worded []*crm.Contact
		worded, err = v.tx.Wording(found[0].Name)
		found = append(found, slices.DeleteFunc(worded, func(c *crm.Contact) bool { return c.Kind != crm.Person })...)
	}
	return v.theOne(text, found, err)
}

// orTheGroup is what was found, or the household or the organization that an error asks
// about together with people, where it alone has something.
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

// orOfPolicy is the contact that was found for a text, or else that of the policy
// to which its carrier gave it as a number.
func (v view) orOfPolicy(text string, c *crm.Contact, err error) (*crm.Contact, error) {
	if crm.CodeOf(err) != crm.CodeNotFound {
		return c, err
	}
	p, failed := v.policyNumbered(text)
	if p == nil || failed != nil {
		return nil, cmp.Or(failed, err)
	}
	return store.Get[*crm.Contact](v.tx, p.Contact)
}

// policyNumbered is the policy in force, or else the last one, to which a carrier gave that
// number, or what has renewed it since; nil where there is none, or where it is of
// several carriers and none is in force.
//
// Errors: CodeConflict where several in force have it.
func (v view) policyNumbered(text string) (*crm.Policy, error) {
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

// ofSeveral is the error for a number that several policies have.
func ofSeveral(text string, found []*crm.Policy) error {
	e := crm.Errorf(crm.CodeConflict, "%d policies have the number %q", len(found), text)
	for _, p := range found {
		e.Rows = append(e.Rows, []any{p.ID, p.Carrier, p.Status})
	}
	return e
}

// contactOf is contact for one kind of contact, which leaves the others of
// that name out.
func (v view) contactOf(kind, text string) (*crm.Contact, error) {
	if _, ok := recordNumber(text); ok {
		return v.contact(text)
	}
	found, err := v.tx.ByWords(text)
	return v.theOne(text, slices.DeleteFunc(found, func(c *crm.Contact) bool { return c.Kind != kind }), err)
}

// theOne is the one contact that was found for a name.
func (v view) theOne(text string, found []*crm.Contact, err error) (*crm.Contact, error) {
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

// withoutTheirGroups leaves households and organizations out whose members are
// among those found: "Jane" is Jane Hudson, not the household Jane and Mike
// Hudson that she belongs to.
func withoutTheirGroups(found []*crm.Contact) []*crm.Contact {
	groups := map[int64]bool{}
	for _, c := range found {
		groups[c.Household], groups[c.Org] = true, true
	}
	return slices.DeleteFunc(found, func(c *crm.Contact) bool { return groups[c.ID] })
}

// aboutWhom is whom the record of a number is about.
//
// Errors: CodeNotFound for one that is about nobody.
func (v view) aboutWhom(record crm.Record) (*crm.Contact, error) {
	id := crm.IDOf(record)
	if c, ok := record.(*crm.Contact); ok {
		return c, nil
	}
	switch record.(type) {
	case *crm.Activity, *crm.Opportunity, *crm.Quote, *crm.Policy:
		if about := crm.About(record, crm.KindContact); about != 0 {
			return store.Get[*crm.Contact](v.tx, about)
		}
		return nil, crm.Errorf(crm.CodeNotFound, "%s %d is about nobody", crm.WordFor(record), id)
	}
	return nil, crm.Errorf(crm.CodeNotFound, "%d is %s, not a contact", id, crm.Article(crm.WordFor(record)))
}

// ambiguous is the error for a name that fits several people; it shows the
// call that a log would close for each.
func (v view) ambiguous(text string, found []*crm.Contact) error {
	e := crm.Errorf(crm.CodeConflict, "%q fits %d people", text, len(found))
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

func (v view) candidate(c *crm.Contact) (*crm.Candidate, error) {
	owner, err := v.producerName(c.Owner)
	if err != nil {
		return nil, err
	}
	candidate := &crm.Candidate{Contact: c, Owner: owner}
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

// activity finds an activity of that kind by number.
//
// Errors: CodeNotFound for another number, or a contact's.
func (v view) activity(kind, text string) (*crm.Activity, error) {
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

// commandFor is the word for a kind of activity on the command line.
func commandFor(kind string) string {
	if kind == crm.Appointment {
		return "appt"
	}
	return kind
}

// byNumber finds the record of a noun by its number.
//
// Errors: CodeNotFound for another number, or none.
func byNumber[R crm.Record](v view, text string) (R, error) {
	var none R
	noun, command := string(none.Noun()), crm.NounOf(none.Noun()).Word
	id, ok := recordNumber(text)
	if !ok {
		return none, crm.Errorf(crm.CodeNotFound, "%q is not the number of %s", text, crm.Article(noun)).Next("List them", command+" list")
	}
	record, err := v.record(id, text)
	if err != nil {
		return none, err
	}
	r, ok := record.(R)
	if !ok {
		return none, crm.Errorf(crm.CodeNotFound, "%d is %s, not %s", id, crm.Article(crm.WordFor(record)), crm.Article(noun)).Next("List them", command+" list")
	}
	return r, nil
}

// opportunity finds an opportunity by number.
func (v view) opportunity(text string) (*crm.Opportunity, error) {
	return byNumber[*crm.Opportunity](v, text)
}

// producer finds a producer by number or name.
func (v view) producer(text string) (*crm.Producer, error) {
	producers, err := v.tx.Producers()
	if err != nil {
		return nil, err
	}
	return pickProducer(producers, text)
}

func (v view) contactOrNil(id int64) (*crm.Contact, error) {
	return store.Ref[*crm.Contact](v.tx, id)
}

// record reads whatever a number stands for that somebody typed as text: the record of
// that number, or else the policy to which its carrier gave it. A note that who acts may
// not read is not there, in the words that are used for a number that nothing has: to
// refuse would say whose it is, and about whom. The history has its number and
// no more, since changes have to add up.
//
// Errors: CodeNotFound, CodeConflict for the number of several policies.
func (v view) record(id int64, text string) (crm.Record, error) {
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
	if e, ok := crm.AsError(err); ok {
		err = e.Next("Find it by name", "search", crm.Blank("TEXT"))
	}
	return nil, err
}

func (v view) recordMeant(noun, text string) (crm.Record, error) {
	if noun == "" {
		return v.anyRecord(text)
	}
	var record crm.Record
	var err error
	switch noun {
	case crm.Call, crm.Task, crm.Appointment, crm.Email:
		record, err = v.activityMeant(noun, text)
	case "note":
		record, err = v.noteMeant(text)
	case "file":
		record, err = v.fileMeant(text)
	case "opp":
		if _, isNumber := recordNumber(text); isNumber {
			record, err = v.opportunity(text)
		} else {
			record, err = v.opportunityMeant(text)
		}
	case string(crm.KindQuote):
		record, err = v.quote(text)
	case string(crm.KindPolicy):
		record, err = v.policy(text)
	case "team":
		record, err = v.team(text)
	case "producer":
		record, err = v.producer(text)
	case "household":
		record, err = v.contactOf(crm.Household, text)
	case "org":
		record, err = v.contactOf(crm.Organization, text)
	default:
		record, err = v.contact(text)
	}
	if err != nil {
		return nil, err
	}
	return record, nil
}

// anyRecord is what a number stands for, or the contact of a name, or the policy to
// which its carrier gave that number.
func (v view) anyRecord(text string) (record crm.Record, err error) {
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

// activityMeant finds an activity of a kind by its number, or the next one of
// somebody by their name.
func (v view) activityMeant(kind, text string) (*crm.Activity, error) {
	if _, isNumber := recordNumber(text); isNumber {
		return v.activity(kind, text)
	}
	return v.nextPlanned(kind, text)
}

// nextPlanned finds an activity by its number, or the next one of a contact, an
// opportunity, a quote or a policy: one of who acts where there is one, as meantOf has it.
func (v view) nextPlanned(kind, text string) (*crm.Activity, error) {
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
	switch record.(type) {
	case *crm.Contact, *crm.Opportunity, *crm.Quote, *crm.Policy:
	default:
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
	return nil, crm.Errorf(crm.CodeNotFound, "nothing is planned with %s", c.Name)
}
