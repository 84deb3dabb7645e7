package book

import (
	"context"
	"fmt"
	"time"

	"crm/internal/crm"
	"crm/internal/store"
)

// What this book writes into a calendar has UIDs made as those of its vCards are, so that it is
// known when it comes back.

// calendarSuffix ends the UIDs of what is in a calendar, which are no UIDs of contacts.
const calendarSuffix = "@crm"

// heldFor is for how many days an appointment stays in a calendar after it was held.
const heldFor = 31

// callLasts is how long a call is in a calendar.
const callLasts = 15 * time.Minute

// Feed returns what belongs into a calendar: appointments, calls with a time of the day,
// birthdays, and policies that are to be renewed. Nobody who must not be called is among the
// calls.
func (b *Book) Feed(ctx context.Context, owner string) (items []crm.FeedItem, err error) {
	err = b.read(ctx, func(v reader) error {
		f := &feed{reader: v, owner: owner}
		if err := f.collect(); err != nil {
			return err
		}
		items = f.items
		return f.identify(items)
	})
	return items, err
}

// feed is a calendar in the making.
type feed struct {
	reader
	owner string
	items []crm.FeedItem
}

func (f *feed) collect() error {
	for _, part := range []struct {
		kind  crm.Kind
		which string
		add   func(id int64) error
	}{
		{crm.KindActivity, fmt.Sprintf(`kind == "appointment" and (status == "open" or status == "done" and due >= %q) or `+
			`kind == "call" and status == "open" and due_time != nil and contact.stopped == nil and contact.calls_barred == nil`, f.today.AddDays(-heldFor)), f.activity},
		{crm.KindContact, `birthday != nil and stopped == nil and erased == nil`, f.birthday},
		{crm.KindPolicy, fmt.Sprintf(`status in ["pending", "active"] and expires != nil and expires >= %q`, f.today), f.renewal},
	} {
		ids, err := f.listedIDs(ListQuery{Noun: part.kind, Fixed: []string{part.which}, Owner: f.owner, Sort: []string{"id"}})
		if err != nil {
			return err
		}
		for _, id := range ids {
			if err := part.add(id); err != nil {
				return err
			}
		}
	}
	return nil
}

func (f *feed) activity(id int64) error {
	a, err := store.Get[*crm.Activity](f.tx, id)
	if err != nil {
		return err
	}
	return f.addActivity(a)
}

func (f *feed) addActivity(a *crm.Activity) error {
	item := crm.FeedItem{What: a.Kind, Record: a, Start: f.startOf(a), End: a.End, Days: a.WholeDays(f.zone)}
	switch {
	case item.Start.IsZero():
		return nil
	case a.Kind == crm.Call:
		item.End = item.Start.Add(callLasts)
	}
	if item.Days > 0 {
		item.Day = crm.DateOf(a.Start.In(f.zone))
	}
	return f.add(item, a.Contact)
}

func (f *feed) birthday(id int64) error {
	c, err := store.Get[*crm.Contact](f.tx, id)
	if err != nil {
		return err
	}
	return f.add(crm.FeedItem{What: crm.FeedBirthday, Record: c, Day: c.Birthday.In(f.today.Year)}, c.ID)
}

func (f *feed) renewal(id int64) error {
	p, err := store.Get[*crm.Policy](f.tx, id)
	if err != nil {
		return err
	}
	return f.add(crm.FeedItem{What: crm.FeedRenewal, Record: p, Day: p.Expires}, p.Contact)
}

func (f *feed) add(item crm.FeedItem, contact int64) (err error) {
	item.Contact, err = f.contactOrNil(contact)
	f.items = append(f.items, item)
	return err
}

// identify gives items their UIDs, and says when they were last changed.
func (f *feed) identify(items []crm.FeedItem) error {
	identity, err := f.tx.Identity()
	if err != nil {
		return err
	}
	ids := make([]int64, len(items))
	for i := range items {
		ids[i] = crm.IDOf(items[i].Record)
		items[i].UID = cardUID(identity, ids[i]) + calendarSuffix
	}
	changed, err := f.tx.LastChanged(ids)
	for i := range items {
		items[i].Changed = changed[ids[i]]
	}
	return err
}

// startOf returns when an activity with a time of the day begins, or the zero time.
func (v reader) startOf(a *crm.Activity) time.Time {
	if a.Kind == crm.Appointment {
		return a.Start
	}
	if a.Due.IsZero() || a.DueTime == "" {
		return time.Time{}
	}
	at, _, _ := a.Due.Instant(a.DueTime, v.zone)
	return at
}
