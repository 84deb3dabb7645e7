package book

import (
	"cmp"
	"slices"
	"time"

	"crm/internal/crm"
	"crm/internal/store"
)

// timeline builds the timeline of a card.
type timeline struct {
	reader
	card   *crm.Card
	of     crm.Numbers // the contacts whose timeline it is
	told   *store.Told
	events []placed
	joined map[joint]*crm.Event
	// numbers are the suppressions that concern the contact.
	numbers []*crm.Suppression
}

// placed is an event with its place in the journal, which orders events of one second.
type placed struct {
	*crm.Event
	change, seq int64
}

// joint is what quotes on one line have in common.
type joint struct {
	change, opportunity int64
	status              string
}

// timeline adds past events and plans of the contact of a card and of its
// opportunities, quotes and policies; for a household or an organization, of its
// members. An opportunity, a quote or a policy has only what regards it.
func (v reader) timeline(card *crm.Card) error {
	if crm.NounOf(card.Record.Noun()).Owner == "" { // what a note or a file says is enough
		var err error
		card.Open, err = v.tx.OpenActivities(card.Contact.ID)
		slices.SortStableFunc(card.Open, v.byTime)
		return err
	}
	t := &timeline{reader: v, card: card, joined: map[joint]*crm.Event{}}
	contacts := []int64{card.Contact.ID}
	if card.Contact.Kind != crm.Person {
		for _, m := range card.Members {
			contacts = append(contacts, m.ID)
		}
	}
	t.of = contacts
	business := slices.Clone(contacts)
	if card.Contact.Kind == crm.Person && card.Contact.Household != 0 && card.ShowsAll() {
		business = append(business, card.Contact.Household)
		for _, m := range card.Members {
			business = append(business, m.ID)
		}
	}
	opportunities, err := store.About[*crm.Opportunity](v.tx, business)
	if err != nil {
		return err
	}
	card.Opportunities = opportunities
	if card.Quotes, err = recordsOn[*crm.Quote](v.tx, card, business); err != nil {
		return err
	}
	if card.Policies, err = recordsOn[*crm.Policy](v.tx, card, business); err != nil {
		return err
	}
	if card.Files, err = recordsOn[*crm.File](v.tx, card, contacts); err != nil {
		return err
	}
	activities, err := v.activitiesOn(card, contacts)
	if err != nil {
		return err
	}
	notes, err := recordsOn[*crm.Note](v.tx, card, contacts)
	if err != nil {
		return err
	}
	notes = slices.DeleteFunc(notes, func(n *crm.Note) bool { return !v.mayRead(n) })
	if err := t.ask(activities, notes); err != nil {
		return err
	}
	return t.fill(activities, notes)
}

// activitiesOn returns the activities of a card. Those regarding an opportunity may be
// with others, who are named.
func (v reader) activitiesOn(card *crm.Card, contacts []int64) ([]*crm.Activity, error) {
	o, ok := card.Record.(*crm.Opportunity)
	if !ok {
		activities, err := recordsOn[*crm.Activity](v.tx, card, contacts)
		if err != nil || card.Contact.Kind != crm.Person || !card.ShowsAll() {
			return activities, err
		}
		serving, err := v.servingActivity(card.Contact, activities)
		if serving != nil {
			activities = append(activities, serving)
		}
		return activities, err
	}
	activities, err := v.tx.OfOpportunity(o.ID)
	if err != nil {
		return nil, err
	}
	known := crm.Numbers(contacts)
	for _, a := range activities {
		if a.Contact == 0 || known.Has(a.Contact) {
			continue
		}
		known = append(known, a.Contact)
		other, err := v.contactOrNil(a.Contact)
		if err != nil {
			return nil, err
		}
		if other != nil {
			card.Others = append(card.Others, other)
		}
	}
	return activities, nil
}

// servingActivity returns the activity with another member of the household that serves
// a contact without a next step, or nil.
func (v reader) servingActivity(c *crm.Contact, own []*crm.Activity) (*crm.Activity, error) {
	if slices.ContainsFunc(own, func(a *crm.Activity) bool { return a.Status == crm.Open && a.IsStep() }) || !c.DoNotContact.IsZero() {
		return nil, nil
	}
	others, err := v.home(c)
	if err != nil {
		return nil, err
	}
	open, err := v.atHome(others)
	if err != nil {
		return nil, err
	}
	var first *crm.Activity
	for _, p := range open {
		if p.Serves() && (first == nil || p.Due.Before(first.Due)) {
			first = p.Activity
		}
	}
	return first, nil
}

// recordsOn returns the records of a noun that belong on a card.
func recordsOn[R crm.Record](tx *store.View, card *crm.Card, contacts []int64) ([]R, error) {
	all, err := store.About[R](tx, contacts)
	return slices.DeleteFunc(all, func(r R) bool { return !card.Has(r) }), err
}

// ask reads the journal of the records of the timeline.
func (t *timeline) ask(activities []*crm.Activity, notes []*crm.Note) error {
	var ids []int64
	for _, o := range t.card.Opportunities {
		if t.card.Has(o) && t.of.Has(o.Contact) {
			ids = append(ids, o.ID)
		}
	}
	for _, q := range t.card.Quotes {
		if t.of.Has(q.Contact) {
			ids = append(ids, q.ID)
		}
	}
	for _, p := range t.card.Policies {
		if t.of.Has(p.Contact) {
			ids = append(ids, p.ID)
		}
	}
	for _, a := range activities {
		if a.Status != crm.Open {
			ids = append(ids, a.ID)
		}
	}
	for _, n := range notes {
		ids = append(ids, n.ID)
	}
	for _, f := range t.card.Files {
		ids = append(ids, f.ID)
	}
	var err error
	if c, ok := t.card.Record.(*crm.Contact); ok {
		if t.numbers, err = t.tx.SuppressionsAbout(c); err != nil {
			return err
		}
		ids = append(ids, c.ID)
		for _, s := range t.numbers {
			ids = append(ids, s.ID)
		}
	}
	t.told, err = t.tx.Told(ids)
	return err
}

func (t *timeline) fill(activities []*crm.Activity, notes []*crm.Note) error {
	for _, o := range t.card.Opportunities {
		if err := t.follow(o, t.opportunity); err != nil {
			return err
		}
	}
	for _, q := range t.card.Quotes {
		if err := t.follow(q, t.quote); err != nil {
			return err
		}
	}
	for _, p := range t.card.Policies {
		if err := t.follow(p, t.policy); err != nil {
			return err
		}
	}
	for _, a := range activities {
		t.activity(a)
	}
	for _, n := range notes {
		t.add(t.place(&crm.Event{At: n.Written, By: t.names[n.Author], Note: n}, n.ID), n)
	}
	for _, f := range t.card.Files {
		t.add(t.place(&crm.Event{At: f.Added, By: t.names[f.Author], File: f}, f.ID), f)
	}
	if err := t.stops(notes); err != nil {
		return err
	}
	slices.SortStableFunc(t.events, func(a, b placed) int {
		return cmp.Or(a.On.Compare(b.On), a.At.Compare(b.At), cmp.Compare(a.change, b.change), cmp.Compare(a.seq, b.seq))
	})
	for _, e := range t.events {
		t.card.Past = append(t.card.Past, e.Event)
	}
	slices.SortStableFunc(t.card.Open, t.byTime)
	return nil
}

// byTime compares activities by when they are due; what has no time of the day comes first.
func (v reader) byTime(a, b *crm.Activity) int {
	clock := func(a *crm.Activity) string {
		if a.Kind == crm.Appointment && !a.Start.IsZero() {
			return a.Start.In(v.zone).Format("15:04")
		}
		return a.DueTime
	}
	return cmp.Or(a.Due.Compare(b.Due), cmp.Compare(clock(a), clock(b)))
}

// place places an event where its record was made.
func (t *timeline) place(e *crm.Event, id int64) placed {
	if entries := t.told.Entries[id]; len(entries) > 0 {
		return placed{e, entries[0].Change, entries[0].Seq}
	}
	return placed{e, 0, 0}
}

func (t *timeline) add(e placed, r crm.Record) {
	if e.On.IsZero() {
		e.On = crm.DateOf(e.At.In(t.zone))
	}
	e.Contact, e.Opportunity = crm.About(r, crm.KindContact), crm.About(r, crm.KindOpportunity)
	t.events = append(t.events, e)
}

// placedEntry is an edit with the record as it was after it.
type placedEntry struct {
	*store.Entry
	as crm.Record
}

// eachEdit visits the edits of a record, the last first.
func (t *timeline) eachEdit(r crm.Record, tell func(placedEntry)) error {
	entries := t.told.Entries[crm.IDOf(r)]
	as := crm.Copy(r)
	for i := len(entries) - 1; i >= 0; i-- {
		if entries[i].Action != crm.Delete {
			tell(placedEntry{entries[i], crm.Copy(as)})
		}
		if err := t.decodeInto(as, entries[i].Before); err != nil {
			return err
		}
	}
	return nil
}

// follow tells the edits of a record that are in force; as is the record as an edit
// left it.
func (t *timeline) follow(r crm.Record, tell func(e *store.Entry, as crm.Record)) error {
	return t.eachEdit(r, func(e placedEntry) {
		if t.told.InForce(e.Entry) {
			tell(e.Entry, e.as)
		}
	})
}

// event starts an event from an edit: when, and who. Its time is that of the clock, on
// the day as of which the change was made.
func (t *timeline) event(e *store.Entry) placed {
	c := t.told.Changes[e.Change]
	at := c.MadeAt.In(t.zone)
	if d := c.AsOf; crm.DateOf(at) != d {
		hour, minute, second := at.Clock()
		at = d.Around(hour, minute, second, t.zone)
	}
	return placed{&crm.Event{On: c.AsOf, At: at.UTC(), By: t.names[c.Producer]}, e.Change, e.Seq}
}

// opportunity tells that an opportunity was opened, got another owner or stage, was
// closed or reopened.
func (t *timeline) opportunity(e *store.Entry, as crm.Record) {
	o := as.(*crm.Opportunity)
	tell := func(field, from, to string) {
		event := t.event(e)
		event.Sale, event.Field, event.From, event.To = o, field, from, to
		t.add(event, o)
	}
	if e.Action == crm.Create {
		tell("status", "", crm.Open)
		return
	}
	for _, field := range []string{"status", "stage", "owner"} {
		if from, to, ok := changedTo(e, field); ok {
			if field == "owner" {
				from, to = t.names[number64(e.Before[field])], t.names[number64(e.After[field])]
			}
			tell(field, from, to)
		}
	}
}

// quote tells that a quote was requested, came in, or was decided. Quotes of one
// opportunity to which one change did the same share a line, except for offers.
func (t *timeline) quote(e *store.Entry, as crm.Record) {
	q := as.(*crm.Quote)
	field := "status"
	from, to, ok := changedTo(e, field)
	if e.Action == crm.Create {
		to, ok = q.Status, true
	}
	if _, again := e.After["premium"]; !ok && again {
		field, from, to, ok = "premium", "", "", true
	}
	if !ok {
		return
	}
	key := joint{e.Change, q.Opportunity, to}
	if other := t.joined[key]; other != nil && to != crm.QuoteReceived && field == "status" {
		other.Quotes = append(other.Quotes, q)
		return
	}
	event := t.event(e)
	event.Quotes, event.Field, event.From, event.To = []*crm.Quote{q}, field, from, to
	if field == "status" {
		t.joined[key] = event.Event
	}
	t.add(event, q)
}

// policy tells that a policy was made, got its number or ended.
func (t *timeline) policy(e *store.Entry, as crm.Record) {
	p := as.(*crm.Policy)
	event := t.event(e)
	event.Policy = p
	if e.Action == crm.Create {
		event.Field, event.To = "status", p.Status
		t.add(event, p)
		return
	}
	for _, field := range []string{"number", "status"} {
		if from, to, ok := changedTo(e, field); ok {
			event.Field, event.From, event.To = field, from, to
			t.add(event, p)
			return // the number makes it active
		}
	}
}

// activity adds an open activity to the plans, and tells how and when a closed one was
// closed.
func (t *timeline) activity(a *crm.Activity) {
	if a.Status == crm.Open {
		t.card.Open = append(t.card.Open, a)
		return
	}
	event := placed{Event: &crm.Event{By: t.names[a.Owner]}}
	for _, e := range t.told.Entries[a.ID] {
		_, status, ok := changedTo(e, "status")
		if t.told.InForce(e) && (e.Action == crm.Create || ok && status == a.Status) {
			by := event.By
			if event = t.event(e); event.By == "" {
				event.By = by
			}
			if event.On != a.DoneOn { // it was recorded later
				event.At = time.Time{}
			}
		}
	}
	switch {
	case !a.MadeAt.IsZero():
		event.At = a.MadeAt
	case a.Status == crm.Done && !a.Start.IsZero() && crm.DateOf(a.Start.In(t.zone)) == a.DoneOn:
		event.At = a.Start
	}
	event.On, event.Activity = a.DoneOn, a
	t.add(event, a)
}

// changedTo returns what an update did to a field; ok is false if nothing.
func changedTo(e *store.Entry, field string) (from, to string, ok bool) {
	after, ok := e.After[field]
	if !ok || e.Action != crm.Update {
		return "", "", false
	}
	from, _ = e.Before[field].(string)
	to, _ = after.(string)
	return from, to, true
}

// number64 is a number as the journal has it.
func number64(stored any) int64 {
	n, _ := stored.(float64)
	return int64(n)
}
