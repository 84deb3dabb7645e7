package book

import (
	"fmt"
	"strconv"
	"strings"

	"crm/internal/crm"
	"crm/internal/rules"
	"crm/internal/store"
)

// teamPrefix precedes the name of a team where an owner is expected.
const teamPrefix = "team:"

// ownerOf returns the owner of a record by the path of its noun: a quote has that of
// its opportunity.
func (v reader) ownerOf(r crm.Record) (int64, error) {
	if r == nil {
		return 0, nil
	}
	if of, through := strings.CutSuffix(crm.NounOf(r.Noun()).Owner, ".owner"); through {
		other, err := v.tx.Ref(crm.Kind(of), crm.About(r, crm.Kind(of)))
		return crm.OwnerOf(other), err
	}
	return crm.OwnerOf(r), nil
}

// ownerFor returns the owner of a record, or else of the opportunity that it regards.
func (v reader) ownerFor(r crm.Record) (int64, error) {
	owner, err := v.ownerOf(r)
	if owner != 0 || err != nil {
		return owner, err
	}
	sale, err := v.tx.Ref(crm.KindOpportunity, crm.About(r, crm.KindOpportunity))
	return crm.OwnerOf(sale), err
}

// whose says whose records are meant.
type whose struct {
	ids   []int64 // producers; nil is everybody
	label string  // the name of the producer or the team; empty for everybody
}

// whoseRecords reads an owner: a producer, "all", "team:" and a team, or empty for
// one's own.
//
// Errors: CodeNotFound, CodeConflict if several fit.
func (v reader) whoseRecords(text string) (whose, error) {
	name, team := strings.CutPrefix(text, teamPrefix)
	switch {
	case text == "all":
		return whose{}, nil
	case team:
		t, err := v.team(name)
		if err != nil {
			return whose{}, err
		}
		if len(t.Members) == 0 {
			return whose{[]int64{0}, t.Name}, nil // a number that nobody has
		}
		return whose{t.Members, t.Name}, nil
	case text != "":
		p, err := v.producer(text)
		if err != nil {
			return whose{}, err
		}
		return whose{[]int64{p.ID}, p.Name}, nil
	case v.me == nil:
		return whose{}, nil
	case v.solo && v.options.As == "":
		return whose{nil, v.me.Name}, nil
	}
	return whose{[]int64{v.me.ID}, v.me.Name}, nil
}

// condition is true for their records, of which path is the owner; empty for
// everybody's.
func (o whose) condition(path string) string {
	if len(o.ids) == 1 {
		return fmt.Sprintf("%s == %d", path, o.ids[0])
	}
	var ids []string
	for _, id := range o.ids {
		ids = append(ids, strconv.FormatInt(id, 10))
	}
	if ids == nil {
		return ""
	}
	return path + " in [" + strings.Join(ids, ", ") + "]"
}

// recipient finds a producer who can be given something.
//
// Errors: CodeNotFound, CodeConflict if several fit and for a retired one.
func (v reader) recipient(text string) (*crm.Producer, error) {
	p, err := v.producer(text)
	if err != nil {
		return nil, err
	}
	return p, v.checkServing(p)
}

// checkServing rejects a retired producer.
func (b *Book) checkServing(p *crm.Producer) error {
	if !p.IsRetired() {
		return nil
	}
	e := crm.Errorf(crm.CodeConflict, "%s has been retired since %s", p.Name, p.Retired).
		Next("If they are back", "producer edit", p.ID, crm.With("active", nil))
	e.ByOther() // not as who is retired
	return e
}

// whoServes returns who continues an owner's work: the owner, or if retired the
// contact's owner or else the acting producer.
func (w *work) whoServes(owner int64, contact *crm.Contact) (int64, error) {
	owners := []int64{owner}
	if contact != nil {
		owners = append(owners, contact.Owner)
	}
	for _, id := range owners {
		p, err := store.Ref[*crm.Producer](w.tx.View, id)
		if err != nil {
			return 0, err
		}
		if p != nil && !p.IsRetired() {
			return id, nil
		}
	}
	return w.ownerOr(0), nil
}

// team finds a team by number, or by its name or a word of it.
//
// Errors: CodeNotFound, CodeConflict if several fit.
func (v reader) team(text string) (*crm.Team, error) {
	teams, err := v.tx.Teams()
	if err != nil {
		return nil, err
	}
	if id, ok := recordNumber(text); ok {
		for _, t := range teams {
			if t.ID == id {
				return t, nil
			}
		}
		record, err := v.record(id, text)
		if err != nil {
			return nil, err
		}
		return nil, crm.Errorf(crm.CodeNotFound, "%d is %s, not a team", id, crm.Article(crm.WordFor(record)))
	}
	var found []*crm.Team
	var names []string
	for _, t := range teams {
		names = append(names, t.Name)
		switch whole, enough := fitsName(t.Name, text); {
		case whole:
			return t, nil
		case enough:
			found = append(found, t)
		}
	}
	switch {
	case len(found) == 1:
		return found[0], nil
	case len(found) > 1:
		return nil, crm.Errorf(crm.CodeConflict, "%q fits %d teams", text, len(found))
	case len(teams) == 0:
		return nil, crm.Errorf(crm.CodeNotFound, "this book has no team").Next("Make one", "team add", crm.Blank("NAME"), crm.With("member", crm.Blank("PRODUCER")))
	}
	return nil, crm.Errorf(crm.CodeNotFound, "no team of this book is called %q", text).Try("There is: %s", strings.Join(names, ", "))
}

// learnProducers learns who works with the book, and who is acting.
//
// Errors: CodeNotFound for an unknown producer, CodeConflict for a retired one.
func (b *Book) learnProducers(tx *store.View) error {
	producers, err := tx.Producers()
	if err != nil {
		return err
	}
	b.me, b.solo, b.teams, b.managers, b.names = nil, len(producers) <= 1, nil, nil, map[int64]string{}
	for _, p := range producers {
		b.names[p.ID] = p.Name
		if b.me == nil && !p.IsRetired() {
			b.me = p
		}
		if p.Role == crm.Manager && !p.IsRetired() {
			b.managers = append(b.managers, p.Name)
		}
	}
	if !b.solo {
		if b.teams, err = tx.Teams(); err != nil {
			return err
		}
	}
	for _, t := range b.teams {
		b.names[t.ID] = t.Name
	}
	if b.login = tx.Login(); b.login != nil {
		return b.actBy(producers)
	}
	if b.options.As == "" {
		return nil
	}
	as, err := pickProducer(producers, b.options.As)
	if err != nil {
		return err
	}
	b.me = as
	return b.checkServing(as)
}

// Names returns the names of producers and teams, by number.
func (b *Book) Names() map[int64]string { return b.names }

// whoDoes sets the owner of a new activity unless it has one: the owner of the
// opportunity or policy that it regards, or else of the contact.
func (w *work) whoDoes(a *crm.Activity) error {
	if a.Owner != 0 {
		a.Assigned = w.assignedSince(a.Owner)
		return nil
	}
	contact, err := w.contactOrNil(a.Contact)
	if err != nil {
		return err
	}
	opportunity, err := w.tx.Ref(crm.KindOpportunity, a.Opportunity)
	if err != nil {
		return err
	}
	var owner int64
	switch policy, err := w.tx.Ref(crm.KindPolicy, a.Policy); {
	case err != nil:
		return err
	case opportunity != nil:
		owner = crm.OwnerOf(opportunity)
	case policy != nil:
		owner = crm.OwnerOf(policy)
	}
	a.Owner, err = w.whoServes(owner, contact)
	return err
}

// whoFollows sets the owner of what a rule makes, unless the rule names one: the owner of what it
// follows from. A
// periodic call, unless it is promised or follows from an opportunity, and a step with
// somebody else belong to the owner of its contact.
func (w *work) whoFollows(a *crm.Activity, contact *crm.Contact, e *rules.Effect, cause *crm.Edit) error {
	if a.Owner != 0 { // the rule says who
		return nil
	}
	owner, about := int64(0), cause.Record()
	if o, err := w.tx.Ref(crm.KindOpportunity, a.Opportunity); err != nil {
		return err
	} else if o != nil && owner == 0 && (a.Kind == crm.Appointment || a.Purpose == crm.PurposeSetAppointment) {
		owner = crm.OwnerOf(o) // who meets whom they sell to, whoever called
	}
	if contact != nil && (a.IsPeriodic() && !w.promises(e) && crm.About(about, crm.KindOpportunity) == 0 || a.IsStep() && contact.ID != crm.About(about, crm.KindContact)) {
		owner = contact.Owner
	}
	if crm.About(about, crm.KindOpportunity) == 0 && a.Opportunity != 0 { // made up for since somebody has another phone
		about = a
	}
	var err error
	if owner == 0 {
		if owner, err = w.ownerFor(about); err != nil {
			return err
		}
	}
	a.Owner, err = w.whoServes(w.ownerOr(owner), contact)
	return err
}

// ownerServes rejects an undo that leaves open work to a retired producer, or retires
// one who has work.
func (w *work) ownerServes(record crm.Record) error {
	if p, ok := record.(*crm.Producer); ok && p.IsRetired() {
		all, err := w.tx.WorkOf(p.ID)
		if len(all) > 0 && err == nil {
			err = w.touchedBy(all[0])
		}
		return err
	}
	if record == nil || !crm.IsWork(record) {
		return nil
	}
	p, err := store.Ref[*crm.Producer](w.tx.View, crm.OwnerOf(record))
	if p != nil && p.IsRetired() {
		return w.touchedBy(p)
	}
	return err
}

// ownerOr returns owner, or the acting producer if owner is 0.
func (w *work) ownerOr(owner int64) int64 {
	if owner == 0 && w.me != nil {
		return w.me.ID
	}
	return owner
}

// ownerElse returns the name of an owner, or nothing for the acting producer.
func (w *work) ownerElse(owner int64) string {
	if owner == w.MyID() {
		return ""
	}
	return w.names[owner]
}
