package book

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"crm/internal/crm"
	"crm/internal/fold"
	"crm/internal/store"
)

// number reads what can only be a number of a record: 12, #12, １２.
func number(text string) (int64, bool) {
	id, ok := crm.ParseCount(strings.TrimLeft(text, " #＃"))
	return id, ok && id > 0
}

// contact finds who is meant: by the number of the contact, or of something
// that is about them, or by the name.
//
// Errors: CodeNotFound, CodeConflict for a name that fits several.
func (v view) contact(text string) (*crm.Contact, error) {
	if id, ok := number(text); ok {
		record, err := v.record(id, text)
		if err != nil {
			return nil, err
		}
		return v.aboutWhom(record)
	}
	if !utf8.ValidString(text) {
		return nil, crm.Errorf(crm.CodeUsage, "the name is not valid UTF-8")
	}
	c, err := v.called(text)
	return v.orOfPolicy(text, c, err)
}

// called is the one contact whom a name means. Who asks for "Hanley" may mean the
// household of that name or anybody of it, and other people whose names have its words.
func (v view) called(text string) (*crm.Contact, error) {
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
	p, failed := v.numbered(text)
	if p == nil || failed != nil {
		return nil, cmpErr(failed, func() error { return err })
	}
	return store.Get[*crm.Contact](v.tx, p.Contact)
}

// numbered is the policy in force, or else the last one, to which a carrier gave that
// number, or what has renewed it since; nil where there is none, or where it is of
// several carriers and none is in force.
//
// Errors: CodeConflict where several in force have it.
func (v view) numbered(text string) (*crm.Policy, error) {
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
	if _, ok := number(text); ok {
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
	candidate := &crm.Candidate{Contact: c}
	if owner, err := v.tx.Ref(crm.KindProducer, c.Owner); err != nil {
		return nil, err
	} else if p, ok := owner.(*crm.Producer); ok {
		candidate.Owner = p.Name
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

// activity finds an activity of that kind by number.
//
// Errors: CodeNotFound for another number, or a contact's.
func (v view) activity(kind, text string) (*crm.Activity, error) {
	id, ok := number(text)
	if !ok {
		if kind == "" {
			return nil, crm.Errorf(crm.CodeNotFound, "%q is not a number", text).Next("What is to be done", "today")
		}
		return nil, crm.Errorf(crm.CodeNotFound, "%q is not the number of %s", text, crm.Article(kind)).Next("List them", command(kind)+" list")
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

// command is the word for a kind of activity on the command line.
func command(kind string) string {
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
	id, ok := number(text)
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
