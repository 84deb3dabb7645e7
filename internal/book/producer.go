package book

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"crm/internal/crm"
	"crm/internal/fold"
)

// pickProducer finds a producer by number, or by the name or words of it. It finds
// retired ones only if nobody else fits.
//
// Errors: CodeNotFound, CodeConflict if several fit.
func pickProducer(producers []*crm.Producer, text string) (*crm.Producer, error) {
	var found []*crm.Producer
	id, isNumber := recordNumber(text)
	for _, p := range producers {
		whole, enough := fitsName(p.Name, text)
		switch {
		case isNumber && p.ID == id, !isNumber && whole:
			return p, nil
		case !isNumber && enough:
			found = append(found, p)
		}
	}
	if there := slices.DeleteFunc(slices.Clone(found), (*crm.Producer).IsRetired); len(there) > 0 {
		found = there
	}
	switch len(found) {
	case 1:
		return found[0], nil
	case 0:
		var names []string
		for _, p := range producers {
			if !p.IsRetired() {
				names = append(names, p.Name)
			}
		}
		e := crm.Errorf(crm.CodeNotFound, "no producer of this book is called %q", text)
		if len(names) > 0 {
			e.Try("There is: %s", strings.Join(names, ", "))
		}
		return nil, e
	}
	e := crm.Errorf(crm.CodeConflict, "%q fits %d producers", text, len(found)).Of(text)
	for _, p := range found {
		e.Rows = append(e.Rows, []any{p.ID, p.Name})
	}
	return nil, e
}

// AddProducer adds a producer, who can own records.
//
// Errors: CodeConflict if a producer or a team has that name.
func (b *Book) AddProducer(ctx context.Context, values Values) (*crm.Outcome, error) {
	return b.change(ctx, "producer add", func(w *work) error {
		return w.putProducer(&crm.Producer{}, values)
	})
}

// EditProducer sets fields of a producer, given by number or name.
//
// Errors: CodeConflict if a producer or a team has that name.
func (b *Book) EditProducer(ctx context.Context, who string, values Values) (*crm.Outcome, error) {
	return b.change(ctx, "producer edit", func(w *work) error {
		p, err := w.producer(who)
		if err != nil {
			return err
		}
		if err := w.expectVersion(p, values); err != nil {
			return err
		}
		return w.putProducer(p, values)
	})
}

// Retirement is the input of RetireProducer beside the producer.
type Retirement struct {
	To   string // who takes over what they look after, name or number
	Date string // since when, in the past or today; empty is today
}

// RetireProducer retires a producer and gives their contacts, open opportunities, open
// activities and policies in force to somebody else. They leave their teams.
//
// Errors: CodeConflict for a retired producer, for the only one, and for one with work
// if nobody takes over.
func (b *Book) RetireProducer(ctx context.Context, who string, in Retirement) (*crm.Outcome, error) {
	return b.change(ctx, "producer retire", func(w *work) error {
		p, err := w.recipient(who)
		if err != nil {
			return err
		}
		date := w.today
		if in.Date != "" {
			if date, err = w.dateFlag("date", in.Date, "retire them when they leave"); err != nil {
				return err
			}
		}
		if err := w.handOver(p, in.To); err != nil {
			return err
		}
		p.Retired = date
		w.subject(p)
		if _, err := w.put(p); err != nil {
			return err
		}
		teams, err := w.tx.Teams()
		if err != nil {
			return err
		}
		for _, t := range teams {
			t.Members = t.Members.Without(p.ID)
			if _, err := w.put(t); err != nil {
				return err
			}
		}
		if err := w.sayLogins(p); err != nil {
			return err
		}
		return w.sayUnread(p)
	})
}

// sayLogins says by which logins of a server somebody who is retired still reads the book.
func (w *work) sayLogins(p *crm.Producer) error {
	if !OnServer(w.options.Path) {
		return nil
	}
	there, err := w.tx.Logins()
	var names []string
	for _, l := range there {
		if l.Producer == p.ID {
			names = append(names, l.Name)
		}
	}
	if len(names) > 0 {
		w.warn("login-stays", "name", p.Name, "names", names, "n", len(names), "revoke", crm.Run("book grant", p.ID, crm.With("revoke", nil)))
	}
	return err
}

// sayUnread says how many notes nobody but a manager can read once their author is
// retired.
func (w *work) sayUnread(p *crm.Producer) error {
	notes, err := w.tx.PrivateNotes(p.ID)
	if len(notes) == 0 || err != nil {
		return err
	}
	for id, unread := range w.unread { // of whom this is said
		w.unread[id] = slices.DeleteFunc(unread, func(n int64) bool {
			return slices.ContainsFunc(notes, func(one *crm.Note) bool { return one.ID == n })
		})
	}
	producers, err := w.tx.Producers()
	if err != nil {
		return err
	}
	managed, undo := false, crm.Run("undo")
	for _, o := range slices.Backward(producers) {
		if o.IsRetired() {
			continue
		}
		managed = managed || o.Role == crm.Manager
		if p.ID == w.MyID() && (!managed || o.Role == crm.Manager) { // who is retired takes nothing back
			undo = crm.Run("producer edit", p.ID, crm.With("active", nil), crm.With("as", o.ID))
		}
	}
	w.warn("notes-unread", "n", len(notes), "name", p.Name, "id", p.ID, "note", notes[0].ID, "undo", undo, "manager", managed)
	return nil
}

// handOver gives all that a producer looks after to somebody else.
func (w *work) handOver(p *crm.Producer, text string) error {
	others, err := w.tx.Producers()
	if err != nil {
		return err
	}
	if !slices.ContainsFunc(others, func(o *crm.Producer) bool { return o.ID != p.ID && !o.IsRetired() }) {
		return crm.Errorf(crm.CodeConflict, "%s is the only producer", p.Name).Next("Add another one first", "producer add", crm.Blank("NAME"))
	}
	if text == "" {
		owned, err := w.tx.Owned(p.ID)
		if err == nil && owned != (crm.Owned{}) {
			err = crm.Errorf(crm.CodeConflict, "%s looks after %s", p.Name, spokenOwned(owned)).On("to").
				Next("Say who takes over", "producer retire", p.ID, crm.With("to", crm.Blank("PRODUCER")))
		}
		return err
	}
	to, err := w.recipient(text)
	if err != nil {
		return err
	}
	if to.ID == p.ID {
		return crm.Errorf(crm.CodeInvalid, "nobody takes over from themselves").On("to")
	}
	all, err := w.tx.WorkOf(p.ID)
	if err != nil {
		return err
	}
	for _, r := range all {
		if err := w.give(r, to.ID); err != nil {
			return err
		}
	}
	return nil
}

// spokenOwned says in an error message what a producer looks after.
func spokenOwned(o crm.Owned) string {
	var parts []string
	for _, of := range []struct {
		n         int
		one, many string
	}{
		{o.Contacts, "contact", "contacts"}, {o.Opportunities, "open opportunity", "open opportunities"},
		{o.Activities, "open activity", "open activities"}, {o.Policies, "policy", "policies"},
	} {
		switch {
		case of.n == 1:
			parts = append(parts, "1 "+of.one)
		case of.n > 1:
			parts = append(parts, fmt.Sprintf("%d %s", of.n, of.many))
		}
	}
	last := len(parts) - 1
	if last > 0 {
		parts = []string{strings.Join(parts[:last], ", "), parts[last]}
	}
	return strings.Join(parts, " and ")
}

// Producer returns the card of a producer, given by number or name.
//
// Errors: CodeNotFound, CodeConflict for an ambiguous name.
func (b *Book) Producer(ctx context.Context, who string) (*crm.ProducerCard, error) {
	card := &crm.ProducerCard{}
	err := b.read(ctx, func(v reader) error {
		var err error
		if card.Producer, err = v.producer(who); err != nil {
			return err
		}
		if card.Teams, err = v.tx.Teams(); err != nil {
			return err
		}
		card.Teams = slices.DeleteFunc(card.Teams, func(t *crm.Team) bool { return !t.Members.Has(card.Producer.ID) })
		card.Owned, err = v.tx.Owned(card.Producer.ID)
		return err
	})
	return card, err
}

func (w *work) putProducer(p *crm.Producer, values Values) error {
	if err := w.setFields(p, values); err != nil {
		return err
	}
	if fold.Text(p.Name) == "" {
		return crm.Errorf(crm.CodeInvalid, "a producer needs a name").On("name")
	}
	if err := w.checkName(p.ID, p.Name); err != nil {
		return err
	}
	if text := fold.Clean(values.text("email")); text != "" {
		if _, err := goodEmail(text); err != nil {
			return err
		}
	}
	w.subject(p)
	_, err := w.put(p)
	return err
}
